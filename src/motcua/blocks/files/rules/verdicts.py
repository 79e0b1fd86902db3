"""Why a file cannot be taken, in words, each with a way out."""

from motcua.kernel.errors import Refusal, words

_REASONS: dict[str, tuple[str, str]] = {
    "file_empty": (words("The file %(name)s is empty."), words("Open it on your device to see that it is whole, then send it again.")),
    "file_too_big": (words("The file %(name)s is larger than %(limit)s MB."), words("Scan it at 200 dots per inch, or send it in parts.")),
    "file_type": (words("The file %(name)s is not of a kind that is accepted here."), words("Send it as %(accepted)s.")),
    "file_renamed": (
        words("The file %(name)s is named .%(extension)s but holds %(kind)s."),
        words("Save it again in the right format; do not only change its name."),
    ),
    "file_encrypted": (words("The file %(name)s is locked with a password."), words("Save a copy without the password and send that.")),
    "file_hostile": (
        words("The file %(name)s carries parts that can run on a computer (%(found)s)."),
        words("Print it to a new PDF, or scan the paper, and send that."),
    ),
    "file_broken": (words("The file %(name)s is damaged and cannot be read."), words("Make it anew from the original and send that.")),
    "file_too_large_inside": (
        words("The file %(name)s unfolds to far more than its size."),
        words("Scan it at 200 dots per inch and send that."),
    ),
    "file_virus": (words("The virus scanner found %(threat)s in the file %(name)s."), words("Clean your device, then send a fresh copy.")),
}


def refusal(code: str, name: str, **params: object) -> Refusal:
    """The refusal of a file: `code` for machines, sentence and way out for a person."""
    message, way_out = _REASONS[code]
    public = "file_hostile" if code == "file_too_large_inside" else code
    return Refusal(message, code=public, params={"name": name, **params}, way_out=way_out)
