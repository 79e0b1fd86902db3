"""Keep what somebody thinks of a procedure or the portal."""

from motcua.channels.portal.models import Opinion
from motcua.kernel import clock
from motcua.kernel.errors import FieldError, InvalidInput, words

LONGEST = 2000


def give_opinion(*, about: str, score: str, text: str) -> Opinion:
    """Store a score from 1 to 5 with an optional text; `InvalidInput` names what is wrong."""
    errors = []
    if score not in {"1", "2", "3", "4", "5"}:
        errors.append(FieldError("diem", words("Choose how easy it was.")))
    if len(text) > LONGEST:
        errors.append(FieldError("loi", words("Write at most %(most)s signs."), {"most": LONGEST}))
    if errors:
        raise InvalidInput(words("Your opinion is not complete yet."), fields=errors)
    return Opinion.objects.create(about=about, score=int(score), text=text.strip(), given_at=clock.now())
