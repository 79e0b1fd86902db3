"""`motcua archive FILE`: is an archive of a vault whole, and as the province signed it."""

from argparse import Namespace

from django.utils.translation import gettext as _

from motcua.channels.commands.output import DONE, REFUSED, say, say_json
from motcua.onestop.vault.api import verify_archive


def run(given: Namespace) -> int:
    """One sentence, then every finding with its file; 0 when the archive is whole, 1 otherwise."""
    with given.file.open("rb") as stream:
        verdict = verify_archive(stream)
    if given.json:
        findings = [{"file": one.file, "sentence": one.sentence} for one in verdict.findings]
        told = {"level": verdict.level, "sentence": verdict.sentence, "documents": verdict.documents, "owner": verdict.owner}
        say_json({**told, "findings": findings})
    else:
        say(_(verdict.sentence))
        for one in verdict.findings:
            say(f"  {one.file}: {_(one.sentence)}")
    return DONE if verdict.level == "green" else REFUSED
