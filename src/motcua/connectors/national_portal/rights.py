"""Who may look at the exchange with the national portal, and who may send again."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

SEE = declare("exchange.see", words("look at the exchange with the national portal"), roles=["administrator"])
RESEND = declare("exchange.resend", words("send messages to the national portal again"), roles=["administrator"])
