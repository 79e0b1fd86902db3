"""The words of a decision: what it is about, on what it rests, its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.ground.directory.api import Unit
from motcua.kernel.money import format_dong
from motcua.office.personnel.models import Decision, Placement
from motcua.office.personnel.rules.content import PersonnelRules, places_of
from motcua.office.personnel.rules.decisions import DecisionText, end_of_term

_DISCIPLINES = {
    "reprimand": "khiển trách",
    "warning": "cảnh cáo",
    "lower_pay": "hạ bậc lương",
    "demotion": "giáng chức",
    "dismissal": "cách chức",
}  # as Decree 112/2020/ND-CP, article 7, calls them; papers are Vietnamese


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What stands on the paper."""

    about: str
    basis: list[str]
    articles: list[str]


def words_of(decision: Decision, text: DecisionText, rules: PersonnelRules) -> DecisionWords:
    """The words by the province's content; an article that would name something unknown is left out. At most two queries."""
    wording = next(one for one in rules.decisions if one.kind == decision.kind)
    known = {name: value for name, value in _places(decision, text).items() if value}
    articles = [line.format_map(known) for line in (*wording.articles, rules.closing) if places_of(line) <= known.keys()]
    return DecisionWords(wording.about, [one.vi for one in wording.basis], articles)


def _places(decision: Decision, text: DecisionText) -> Mapping[str, str]:
    person, day = decision.person, text.effective_on
    old = _old_place(decision)
    target = Unit.objects.filter(pk=text.unit_id).first() if text.unit_id else None
    term = text.term_ends_on or (end_of_term(day, text.term_years) if text.term_years else None)
    called = {"female": "bà", "male": "ông"}.get(person.sex, "ông/bà")
    return {
        "person": f"{called} {person.full_name}",
        "born": _day(person.birth_date),
        "old_title": old.title if old else "",
        "old_unit": decision.unit.formal_name,
        "title": text.title,
        "unit": target.formal_name if target else "",
        "day": _day(day),
        "last_day": _day(day - timedelta(days=1)),
        "term": _day(term),
        "rank": text.rank,
        "coefficient": str(text.coefficient or "").replace(".", ","),
        "discipline": _DISCIPLINES.get(text.discipline, ""),
        "reason": decision.reason.rstrip("."),
        "case": str(decision.details.get("case", "")),
        "money": format_dong(int(decision.details["money"])).removesuffix(" đồng") if "money" in decision.details else "",
    }


def _old_place(decision: Decision) -> Placement | None:
    ended = decision.before.get("ended") or []
    if ended:
        return Placement.objects.filter(pk=ended[0][0]).first()
    return decision.person.placements.filter(main=True, valid_to__isnull=True).first() or decision.placement


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
