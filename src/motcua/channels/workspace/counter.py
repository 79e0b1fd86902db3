"""One page of the counter: what was typed, what it means so far, what is still wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.channels.workspace.acting_sheet import ActingSheet
from motcua.channels.workspace.person_sheet import PersonSheet
from motcua.channels.workspace.walk_in_sheet import Answers, SeenPaper
from motcua.ground.directory.api import Unit, one_stop_of
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, words
from motcua.kernel.expressions import Expression
from motcua.kernel.text import fold
from motcua.onestop.catalogue.api import ProcedureContent, ProcedureVersion, choose_case, fees_for
from motcua.onestop.dossiers.api import Dossier, may_take_in_for_others, required_papers

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
    sheet: ActingSheet
    desks: Sequence[Unit]
    bodies: Sequence[Unit]
    party: Party | None = None
    errors: Sequence[FieldError] = ()
    person_errors: Sequence[FieldError] = ()
    submitter_errors: Sequence[FieldError] = ()
    said: str = ""

    @property
    def channel(self) -> Dossier.Channel:
        came = self.request.POST.get("channel") or ("post" if "buu-gui" in self.request.GET else "")
        return _CHANNELS.get(came, Dossier.Channel.DESK)

    def chosen(self, name: str, units: Sequence[Unit]) -> Unit | None:
        """The unit chosen in a list, or the one that suggests itself."""
        asked = self.request.POST.get(name, "")
        here = next((unit for unit in units if str(unit.pk) == asked), None)
        return here or natural_unit(units, self.desks)

    def body(self) -> Unit | None:
        """The deciding unit: searched by name (with or without marks) or chosen in the list; nothing typed is the one of this desk."""
        typed = self.request.POST.get("competent", "").strip()
        units = self.competent()
        if not typed or typed.isdigit():
            return self.chosen("competent", units)
        return found_unit(units, typed)

    def is_there(self, key: str) -> bool:
        """Whether a paper lies on the counter, or a document of the vault was chosen for it."""
        return self.papers[key].ticked or bool(self.request.POST.get(f"held.{key}"))

    def missing(self) -> list[FieldError]:
        """Demanded papers that are neither ticked nor scanned nor taken from the vault."""
        message = words("“%(paper)s” is missing: tick it when it lies before you.")
        demanded = required_papers(choose_case(self.content, self.answers.values), self.answers.values, self.sheet.acting)
        return [FieldError(f"paper.{paper.key}", message, {"paper": paper.name}) for paper in demanded if not self.is_there(paper.key)]

    def competent(self) -> Sequence[Unit]:
        """Every performing unit where a desk may take it in for others by the rule of the day, otherwise the one of this desk."""
        if self.takes_for_others:
            return self.bodies
        natural = natural_unit(self.bodies, self.desks)
        return [natural] if natural else self.bodies

    @property
    def takes_for_others(self) -> bool:
        """Whether the procedure may be taken in here for the unit of another territory today."""
        return may_take_in_for_others(self.content.non_territorial, clock.today())

    @property
    def return_desk(self) -> Unit | None:
        """The desk of the deciding unit when the person wants to collect the result there; None at this desk."""
        body = self.body()
        if self.request.POST.get("return_at") != "competent" or body is None:
            return None
        return one_stop_of(body.pk)

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
    """The unit in whose line a desk stands (the nearest to the desk), the vertical agency that stands at it, or the only one there is."""
    bodies = {desk.body_id for desk in desks}
    standing = next((unit for unit in units if unit.serves_id is not None and unit.serves_id in bodies), None)
    if standing is not None:
        return standing
    above = [unit for unit in units for desk in desks if desk.path.startswith(unit.path)]
    return max(above, key=lambda unit: len(unit.path)) if above else units[0] if len(units) == 1 else None


def found_unit(units: Sequence[Unit], typed: str) -> Unit | None:
    """The unit whose label is typed, or the only one whose label holds what is typed; None when there is none or more than one."""
    wanted = fold(typed)
    labels = [(fold(with_superior(unit)), unit) for unit in units]
    exact = [unit for label, unit in labels if label == wanted]
    found = exact or [unit for label, unit in labels if wanted in label]
    return found[0] if len(found) == 1 else None


def with_superior(unit: Unit) -> str:
    """The unit with the one above it: names of communes repeat."""
    return f"{unit.name}, {unit.parent.name}" if unit.parent else unit.name
