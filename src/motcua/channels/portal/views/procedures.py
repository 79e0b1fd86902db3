"""Find a procedure and read it in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.channels.portal.terms import CHANNELS, channel_in_words, fee_lines, language, level_in_words, limit_lines, subject_in_words
from motcua.channels.ui.api import Link, Page, public
from motcua.kernel import clock
from motcua.onestop.catalogue.api import ProcedureContent, content_of, life_events, list_procedures, search_procedures, version_in_force

_LONGEST = 200
_ON_A_PAGE = 60


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Procedures that fit what was typed, with or without diacritics and with typing errors."""
    text = request.GET.get("q", "").strip()[:_LONGEST]
    found = search_procedures(text) if text else []
    context = {"q": text, "results": [_row(content) for content in found], "section": "procedures"}
    return render(request, "portal/search.html", context)


@public
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All procedures, by life event, field and level."""
    chosen = {name: request.GET.get(name, "") for name in ("su-kien", "linh-vuc", "cap")}
    everything = list_procedures()
    shown = list_procedures(field=chosen["linh-vuc"], level=chosen["cap"], life_event=chosen["su-kien"])
    fields = {content.field.code: content.field.in_language(language()) for content in everything}
    events = {event.key: event.in_language(language()) for event, _count in life_events()}
    levels = {level: level_in_words(level) for level in ("commune", "district", "province") if any(c.level == level for c in everything)}
    first, page = _page_of(request, len(shown))
    context = {
        "results": [_row(content) for content in shown[first : first + _ON_A_PAGE]],
        "page": page,
        "filters": [
            (_("Life event"), _links(events, "su-kien", chosen)),
            (_("Level"), _links(levels, "cap", chosen)),
            (_("Field"), _links(fields, "linh-vuc", chosen)),
        ],
        "heading": events.get(chosen["su-kien"]) or fields.get(chosen["linh-vuc"]) or levels.get(chosen["cap"]) or _("All procedures"),
        "narrowed": any(chosen.values()),
        "section": "procedures",
    }
    return render(request, "portal/listing.html", context)


def _page_of(request: HttpRequest, count: int) -> tuple[int, Page]:
    """Where the page asked for begins in the list, with the addresses of its neighbours; beyond the end: the last one."""
    asked = request.GET.get("tu", "")
    first = min(int(asked) if asked.isdecimal() and len(asked) < 7 else 0, max(count - 1, 0)) // _ON_A_PAGE * _ON_A_PAGE

    def address(place: int) -> str:
        query = request.GET.copy()
        query["tu"] = str(place)
        return f"?{query.urlencode()}"

    before = address(first - _ON_A_PAGE) if first else ""
    return first, Page(before, address(first + _ON_A_PAGE) if first + _ON_A_PAGE < count else "")


@public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure in plain words: who, what is needed, cost, time, where, steps, result, law."""
    content = content_of(version_in_force(code, clock.today()))
    lang = language()
    cases = [
        {
            "name": case.name.in_language(lang) if len(content.cases) > 1 else "",
            "limits": limit_lines(case, content),
            "fees": fee_lines(case),
            "components": [
                {
                    "name": component.in_language(lang),
                    "hint": component.hint.in_language(lang) if component.hint else "",
                    "required": component.required and component.when is None,
                    "conditional": component.when is not None,
                    "kind": component.kind,
                    "originals": component.originals,
                    "copies": component.copies,
                }
                for component in case.components
            ],
        }
        for case in content.cases
    ]
    context = {
        "content": content,
        "name": content.name.in_language(lang),
        "plain": content.plain_words.in_language(lang),
        "main_case": cases[-1],
        "other_cases": cases[:-1],
        "steps": [step.in_language(lang) for step in content.steps],
        "requirements": [one.in_language(lang) for one in content.requirements],
        "result": content.result.in_language(lang),
        "subjects": ", ".join(subject_in_words(subject) for subject in content.subjects),
        "level": level_in_words(content.level),
        "channels": [channel_in_words(channel) for channel in CHANNELS if channel in content.channels],
        "online": "online" in content.channels,
        "obligation": content.obligation.in_language(lang) if content.obligation else "",
        "related": [Link(one.name.in_language(lang), f"/thu-tuc/{one.code}/") for one in list_procedures(codes=content.related)],
        "crumbs": [Link(_("Start"), "/"), Link(_("Procedures"), "/thu-tuc/"), Link(content.name.in_language(lang))],
        "lang": lang,
        "section": "procedures",
    }
    return render(request, "portal/procedure.html", context)


def _row(content: ProcedureContent) -> dict[str, str]:
    limits = limit_lines(content.cases[-1], content)
    return {
        "name": content.name.in_language(language()),
        "href": f"/thu-tuc/{content.code}/",
        "plain": content.plain_words.in_language(language()),
        "level": level_in_words(content.level),
        "field": content.field.in_language(language()),
        "limit": limits[0].words,
    }


def _links(choices: dict[str, str], name: str, chosen: dict[str, str]) -> list[Link]:
    return [Link(words, f"/thu-tuc/?{name}={key}", current=chosen[name] == key) for key, words in choices.items()]
