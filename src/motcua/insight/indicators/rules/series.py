"""The name under which the roll-ups hear of events; jobs that change them share its series, so that they never meet."""

SUBSCRIBER = "indicators"
SERIES = f"events.{SUBSCRIBER}"
