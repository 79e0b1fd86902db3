"""Names of background jobs, for the actions that ask for them."""

SIGN = "reporting.sign"
SEND = "reporting.send"
FILL = "reporting.fill_period"
