"""The published procedures, listed and searched in memory; refreshed when one is loaded anywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.text import sort_key
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion
from motcua.onestop.catalogue.queries.versions import content_of
from motcua.onestop.catalogue.rights import READ_DOUBTS
from motcua.onestop.catalogue.rules.cases import Named, Tagged
from motcua.onestop.catalogue.rules.content import ProcedureContent
from motcua.onestop.catalogue.rules.ranking import Searchable, rank


@dataclass(frozen=True)
class _Index:
    newest: tuple[int | None, date]
    contents: dict[str, ProcedureContent]
    searchable: tuple[Searchable, ...]


_kept: list[_Index] = []


def search_procedures(text: str) -> list[ProcedureContent]:
    """Published procedures that fit what somebody typed, best first; all of them for nothing typed."""
    index = _index()
    return [index.contents[code] for code in rank(text, index.searchable)]


def list_procedures(
    *, field: str = "", level: str = "", life_event: str = "", subject: str = "", codes: Iterable[str] | None = None
) -> list[ProcedureContent]:
    """Published procedures in the order of their Vietnamese names, of one field, level, life event or kind of subject if given."""
    wanted = None if codes is None else set(codes)
    return [
        content
        for content in _index().contents.values()
        if (not field or content.field.code == field)
        and (not level or content.level == level)
        and (not life_event or life_event in {event.key for event in content.life_events})
        and (not subject or subject in content.subjects)
        and (wanted is None or content.code in wanted)
    ]


def life_events() -> list[tuple[Named, int]]:
    """The life events with how many published procedures belong to each."""
    named = {event.key: event for content in _index().contents.values() for event in content.life_events}
    return [(event, len(list_procedures(life_event=key))) for key, event in sorted(named.items(), key=lambda pair: sort_key(pair[1].vi))]


def doubts_of(version: ProcedureVersion | int, *, actor: Actor) -> Sequence[tuple[str, Tagged]]:
    """Values of a version that still have to be checked, with where they stand; `Forbidden` but for editors."""
    require(actor, READ_DOUBTS)
    return list(content_of(version).doubts())


def forget_list() -> None:
    """Drop the list kept in memory."""
    _kept.clear()


def _index() -> _Index:
    today = clock.today()
    newest = (ProcedureVersion.objects.aggregate(newest=Max("pk"))["newest"], today)
    if not _kept or _kept[0].newest != newest:
        _kept[:] = [_build(newest)]
    return _kept[0]


def _build(newest: tuple[int | None, date]) -> _Index:
    in_force: dict[str, ProcedureVersion] = {}
    versions = ProcedureVersion.objects.filter(procedure__state=Procedure.State.PUBLISHED, valid_from__lte=newest[1])
    for version in versions.select_related("procedure").order_by("valid_from", "number"):
        in_force[version.procedure.code] = version
    contents = {code: content_of(version) for code, version in in_force.items()}
    ordered = dict(sorted(contents.items(), key=lambda pair: sort_key(pair[1].name.vi)))
    return _Index(newest, ordered, tuple(searchable_of(content) for content in ordered.values()))


def searchable_of(content: ProcedureContent) -> Searchable:
    """The words by which a procedure is found."""
    events = tuple(text for event in content.life_events for text in (event.vi, event.en))
    return Searchable(
        code=content.code,
        names=(content.name.vi, content.name.en),
        keywords=(*content.keywords, *events),
        text=" ".join((content.plain_words.vi, content.plain_words.en, content.field.vi, content.field.en)),
    )
