"""What may be done here, and who may."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

LOAD = declare("notifications.load", words("load which event brings which message"))
