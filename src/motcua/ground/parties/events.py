"""What this module announces; the stream is `party`, the id that of the party."""

STREAM = "party"
REGISTERED = "party.registered"
CONTACT_CHANGED = "party.contact_changed"
IDENTITY_CONFIRMED = "party.identity_confirmed"
