"""One page of the counter: what was typed, what it means so far, what is still wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.channels.workspace.person_sheet import PersonSheet
from motcua.channels.workspace.walk_in_sheet import Answers, SeenPaper
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, words
from motcua.kernel.expressions import Expression
from motcua.onestop.catalogue.api import ProcedureContent, ProcedureVersion, choose_case, fees_for
from motcua.onestop.dossiers.api import Dossier, required_papers

_CHANNELS = {"desk": Dossier.Channel.DESK, "post": Dossier.Channel.POST}


@dataclass
class Counter:
    """One page of the counter: what was typed, what it means so far, and what is wrong."""

    request: HttpRequest
    actor: Actor
    version: ProcedureVersion
    content: ProcedureContent
    owner: PersonSheet
    submitter: PersonSheet
    answers: Answers
    papers: Mapping[str, SeenPaper]
    desks: Sequence[Unit]
    bodies: Sequence[Unit]
    party: Party | None = None
    errors: Sequence[FieldError] = ()
    person_errors: Sequence[FieldError] = ()
    submitter_errors: Sequence[FieldError] = ()
    said: str = ""

    @property
    def channel(self) -> Dossier.Channel:
        return _CHANNELS.get(self.request.POST.get("channel", ""), Dossier.Channel.DESK)

    def chosen(self, name: str, units: Sequence[Unit]) -> Unit | None:
        """The unit chosen in a list, or the one that suggests itself."""
        asked = self.request.POST.get(name, "")
        here = next((unit for unit in units if str(unit.pk) == asked), None)
        return here or natural_unit(units, self.desks)

    def missing(self) -> list[FieldError]:
        """Demanded papers that are neither ticked nor scanned."""
        message = words("“%(paper)s” is missing: tick it when it lies before you.")
        demanded = required_papers(choose_case(self.content, self.answers.values), self.answers.values)
        return [FieldError(f"paper.{paper.key}", message, {"paper": paper.name}) for paper in demanded if not self.papers[paper.key].ticked]

    def competent(self) -> Sequence[Unit]:
        """Every performing unit when the procedure is not bound to a territory, otherwise the one of this desk."""
        if self.content.non_territorial:
            return self.bodies
        natural = natural_unit(self.bodies, self.desks)
        return [natural] if natural else self.bodies

    @property
    def due_now(self) -> int:
        """What is to be paid at intake, in đồng."""
        case = choose_case(self.content, self.answers.values)
        return sum(fee.amount for fee in fees_for(self.content, case, self.answers.values, self.channel) if fee.collected == "intake")

    def deciding(self) -> frozenset[str]:
        """The questions on whose answers other questions, papers or fees depend."""
        form = self.answers.form
        shown = [*(one.show_if for one in form.all_pages), *(one.show_if for one in form.fields)]
        conditions = [condition for condition in shown if condition is not None]
        formulas = [Expression.parse(text) for _place, text in self.content.formulas()]
        return frozenset({"channel"}).union(*(condition.names for condition in (*conditions, *formulas)))


def natural_unit(units: Sequence[Unit], desks: Sequence[Unit]) -> Unit | None:
    """The unit in whose line a desk stands (the nearest to the desk), or the only one there is."""
    above = [unit for unit in units for desk in desks if desk.path.startswith(unit.path)]
    return max(above, key=lambda unit: len(unit.path)) if above else units[0] if len(units) == 1 else None
