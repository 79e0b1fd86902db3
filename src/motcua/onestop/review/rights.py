"""Who keeps the records of decisions and reviews, and who reads them."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

RECORD = declare("review.record", words("record publication decisions and reviews"), roles=["content_editor", "administrator"])
READ = declare(
    "review.read", words("read publication decisions and reviews"), roles=["content_editor", "administrator", "auditor", "leader"]
)
