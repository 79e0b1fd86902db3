"""What this module announces."""

TEMPLATE_STREAM = "message_template"
TEMPLATE_PUBLISHED = "message_template.published"  # key, number, origin
TEMPLATE_UNDONE = "message_template.undone"  # key, number, of
DELIVERY_STREAM = "delivery"
DELIVERY_RETRIED = "delivery.retried"  # way, about
READER_STREAM = "reader"
WAYS_CHOSEN = "reader.ways_chosen"  # fields
ADDRESS_VERIFIED = "reader.address_verified"  # way
UNSUBSCRIBED = "reader.unsubscribed"  # topic
