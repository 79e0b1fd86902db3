"""Whom the news of a dossier reach."""


def told(owner: int, submitter: int, messages_to: str) -> list[int]:
    """Owner and submitter as it was chosen at intake ("owner", "submitter", "both"); each once."""
    chosen = {"owner": [owner], "submitter": [submitter]}.get(messages_to, [owner, submitter])
    return list(dict.fromkeys(chosen))
