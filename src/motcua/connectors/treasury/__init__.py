"""The State Treasury behind the port `Treasury` of payments."""
