"""The names of this module's jobs: actions order them, `jobs.py` declares them."""

PLAN = "notices.plan"
SEND = "notices.send"


def key_of(name: str, row_id: int) -> str:
    """One unfinished job per row."""
    return f"{name}/{row_id}"
