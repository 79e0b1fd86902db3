"""What this module announces; the stream is `party`, the id that of the party."""

STREAM = "party"
REGISTERED = "party.registered"
CONTACT_CHANGED = "party.contact_changed"
IDENTITY_CONFIRMED = "party.identity_confirmed"
REPRESENTATION_GRANTED = "party.representation_granted"  # person, person_id, organisation, kind, scope, until
REPRESENTATION_ENDED = "party.representation_ended"  # person, person_id, organisation, kind, scope, until
