"""PayGov, the payment platform behind the port `Gateway` of payments."""
