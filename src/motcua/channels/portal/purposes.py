"""Why personal data was read, in words for the one it belongs to."""

from collections.abc import Mapping

from django.utils.translation import gettext

from motcua.kernel.errors import words

PURPOSES: Mapping[str, str] = {
    "intake": words("To take in your dossier at the desk"),
    "processing": words("To work on your dossier"),
    "approval": words("To decide on your dossier and sign"),
    "supervision": words("To supervise how dossiers are handled"),
    "national_portal": words("To tell the national portal about your dossier"),
    "paygov": words("The payment platform fetched the receipt of what you paid there"),
    "offer": words("To see which papers you need not hand in"),
    "take_into_dossier": words("To use a document of your vault in your dossier"),
    "share": words("You let this person read it"),
    "feedback": words("To deal with your feedback"),
    "feedback_sender": words("To know who sent a feedback"),
    "load": words("To set up the register"),
}


def purpose_in_words(purpose: str) -> str:
    """The words for a purpose; a purpose without words is shown as it was recorded."""
    return gettext(PURPOSES[purpose]) if purpose in PURPOSES else purpose
