"""`motcua audit verify`: prove that the record of what happened is whole, or say where it is not."""

from argparse import Namespace

from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.blocks.audit.api import VerifyReport, verify
from motcua.blocks.events.api import Event
from motcua.channels.commands.output import DONE, REFUSED, say, say_json, warn

_SHOWN = 50


def run(given: Namespace) -> int:
    """Exit code 1 when anything was found."""
    noted = _noted(given.noted) if given.noted else None
    total = Event.objects.filter(seal__isnull=False).count()
    with tqdm(total=total, unit=" events", disable=given.json or None, leave=False) as bar:
        report = verify(noted=noted, progress=bar.update)
    if given.json:
        _answer(report)
    else:
        _tell(report)
    return DONE if report.whole else REFUSED


def _noted(text: str) -> tuple[int, str]:
    sequence, _colon, digest = text.partition(":")
    if not sequence.isdigit() or not digest:
        raise ValueError(f"--noted takes SEAL:HASH, as 12:9f86d0…, not {text}")
    return int(sequence), digest


def _answer(report: VerifyReport) -> None:
    findings = [{"message": str(one), "seal": one.seal, "event": one.event} for one in report.findings]
    say_json(
        {
            "whole": report.whole,
            "seals": report.seals,
            "events": report.events,
            "unsealed": report.unsealed,
            "head": f"{report.head[0]}:{report.head[1]}",
            "findings": findings,
        }
    )


def _tell(report: VerifyReport) -> None:
    for finding in report.findings[:_SHOWN]:
        warn(_(finding.message) % finding.params)
    if len(report.findings) > _SHOWN:
        warn(_("… and %(count)s more; --json gives all.") % {"count": len(report.findings) - _SHOWN})
    counts = {"events": report.events, "seals": report.seals, "unsealed": report.unsealed}
    if report.whole:
        say(_("The record is whole: %(events)s events in %(seals)s seals, %(unsealed)s not yet sealed.") % counts)
    else:
        say(_("The record has been damaged; %(events)s events in %(seals)s seals were checked.") % counts)
    say(_("Newest seal, worth noting down elsewhere: %(head)s") % {"head": f"{report.head[0]}:{report.head[1]}"})
