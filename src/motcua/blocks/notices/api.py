"""Messages to people: templates, ways (mail, SMS, web inbox), deliveries and retries. The only door of this module."""
