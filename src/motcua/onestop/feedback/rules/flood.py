"""Floods are kept out without asking people to solve riddles: counts, patience, a field no person sees, and sameness.

Three answers: `pass` goes to the officers, `hold` is kept aside and receipted (an officer may release it), `wait` is refused for
now. Honest people behind one shared address are held at worst, never lost; the limits of one sender do not touch another's.
"""

from dataclasses import dataclass
from typing import Literal

from motcua.kernel.errors import words

Verdict = Literal["pass", "hold", "wait"]
LEAST_SECONDS = 4
OLDEST_SECONDS = 24 * 3600
_SAME = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Most posts in an hour before they are held, and before more are refused; `storm`: unknown senders in the whole house."""

    hold_per_address: int = 6
    wait_per_address: int = 15
    hold_per_session: int = 4
    wait_per_session: int = 12
    hold_per_phone: int = 4
    wait_per_phone: int = 12
    storm: int = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a post when it comes: seconds since the form was opened (None: no honest form), the trap, counts of the hour."""

    seconds: float | None
    trapped: bool = False
    from_address: int = 0
    from_session: int = 0
    from_phone: int = 0
    same_text: int = 0
    unknown_senders: int = 0
    known_person: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do with a post, and why (a sentence for officers)."""

    verdict: Verdict
    reason: str = ""


STANDARD = Limits()


def judge(seen: Seen, limits: Limits = STANDARD) -> Judgement:
    """Decide about one post; somebody who proved an identity is held only by counts of his own."""
    if (
        (seen.from_address >= limits.wait_per_address and not seen.known_person)
        or seen.from_session >= limits.wait_per_session
        or seen.from_phone >= limits.wait_per_phone
    ):
        return Judgement("wait", words("too many posts from one sender"))
    reason = _why_held(seen, limits)
    return Judgement("hold", reason) if reason else Judgement("pass")


def _why_held(seen: Seen, limits: Limits) -> str:
    grounds = (
        (seen.trapped, words("a field that people do not see was filled in")),
        (seen.seconds is None or not LEAST_SECONDS <= seen.seconds <= OLDEST_SECONDS, words("sent faster than a person can write")),
        (seen.from_session >= limits.hold_per_session, words("many posts from one browser")),
        (seen.from_phone >= limits.hold_per_phone, words("many posts with one phone number")),
        (seen.same_text >= _SAME, words("the same text came several times")),
        (not seen.known_person and seen.from_address >= limits.hold_per_address, words("many posts from one address of the net")),
        (not seen.known_person and seen.unknown_senders >= limits.storm, words("unusually many posts in the whole province")),
    )
    return next((reason for found, reason in grounds if found), "")
