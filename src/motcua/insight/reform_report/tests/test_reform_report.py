import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.apps import apps
from docx import Document
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import registered
from motcua.blocks.packs.api import PackRefused
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import rebuild
from motcua.insight.reform_report.api import (
    Report,
    as_docx,
    as_html,
    as_pdf,
    build_report,
    contract,
    definition_on,
    keep_run,
    load_reports,
    paper,
    run_differences,
    runs,
)
from motcua.insight.reform_report.rules.facts import year_before
from motcua.insight.reform_report.rules.prose import written
from motcua.insight.reform_report.tests.conftest import REPORTS
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.errors import Forbidden, InvalidInput, NotFound
from tests.small_province import START, at, end

LAST = START + timedelta(days=6)
pytestmark = pytest.mark.usefixtures("content")


def records(key: str) -> str:
    return f"https://one.example/records?{key}"


def report_of(unit: Unit, first: date = START, last: date = LAST, actor: Actor = SYSTEM) -> Report:
    with clock.frozen(at(9)):
        return build_report(unit=unit, first=first, last=last, actor=actor)


def values(unit: Unit) -> dict[str, Any]:
    return {fact.line.id: fact.value for fact in report_of(unit).facts}


@pytest.fixture
def a_week(received: Callable[..., Any]) -> None:
    """Three received, one online; two resolved, one of them late."""
    end(received(3, 0, channel=2), 1)
    end(received(4, 0, due_in=1), 3)
    received(2, 1)
    rebuild()


def test_machines_get_every_figure_once_in_one_form(a_week: None, units: list[Unit]) -> None:
    told = contract(report_of(units[0]), records)
    assert set(told) == {"unit", "from", "to", "figures"}
    assert (told["unit"], told["from"], told["to"]) == ("p", "2022-11-14", "2022-11-20")
    lines = {line["id"]: line for line in told["figures"]}
    assert len(lines) == len(told["figures"]) == 99
    for line in lines.values():
        assert set(line) == {"id", "value", "numerator", "denominator", "rounding", "source", "records"}
        registered_one = line["id"] in registered() or (line["id"].endswith("_change") and line["id"][:-7] in registered())
        assert line["source"] == ("records" if registered_one else "none")
        assert line["records"] == (records(line["id"]) if registered_one else None)
    assert lines["dossiers.resolved_on_time_pct"] == {
        "id": "dossiers.resolved_on_time_pct", "value": 50.0, "numerator": 1, "denominator": 2, "rounding": "half_up2",
        "source": "records", "records": records("dossiers.resolved_on_time_pct"),
    }  # fmt: skip
    assert (lines["dossiers.received"]["value"], lines["dossiers.received_online"]["value"]) == (3, 1)
    assert lines["legal.issued"]["value"] is None


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(2, 4), st.integers(0, 6), st.sampled_from([1, 2, 3])),
        st.tuples(st.just("resolve"), st.integers(0, 99), st.integers(0, 6)),
        st.tuples(st.just("delay"), st.integers(0, 99), st.integers(1, 6)),
        st.tuples(st.just("delete"), st.integers(0, 99)),
    ),
    min_size=1,
    max_size=6,
)


@trying(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_adding_delaying_and_deleting_records_changes_exactly_the_predicted_figures(
    received: Callable[..., Any], units: list[Unit], history: list[tuple[Any, ...]]
) -> None:
    place, table = units[0], apps.get_model("dossiers", "Dossier")
    rebuild()
    before, predicted = values(place), Counter[str]()
    held = list(table.objects.order_by("pk"))
    for what, *details in history:
        changed: Counter[str] = Counter()
        if what == "add":
            unit, day, channel = details
            held.append(received(unit, day, 0, channel))
            changed += traces(held[-1])
        elif held:
            dossier = held[details[0] % len(held)]
            old = traces(dossier)
            if what == "delete":
                held.remove(dossier)
                table.objects.filter(pk=dossier.pk).delete()
                changed.subtract(old)
            elif what == "resolve" and dossier.status == "in_process":
                days = (dossier.received_at.date() - START).days + details[1]
                end(dossier, days)
                changed.update(traces(dossier))
                changed.subtract(old)
            elif what == "delay" and dossier.status == "resolved":
                end(dossier, (dossier.ended_at.date() - START).days + details[1])
                changed.update(traces(dossier))
                changed.subtract(old)
        predicted.update(changed)
    rebuild()
    after = values(place)
    counted = {key for key, value in before.items() if isinstance(value, int)}
    moved = {key: after[key] - before[key] for key in counted if after[key] != before[key]}
    assert moved == {key: number for key, number in predicted.items() if number}
    others = {key for key in before if key not in counted and before[key] != after[key]}
    assert others <= {"dossiers.resolved_on_time_pct"}
    if after["dossiers.resolved"]:
        exact = Decimal(100) * after["dossiers.resolved_on_time"] / after["dossiers.resolved"]
        assert abs(after["dossiers.resolved_on_time_pct"] - exact) <= Decimal("0.005")


def traces(dossier: Any) -> Counter[str]:
    """In which figures of the week a dossier counts: worked out here from its own days."""
    found: Counter[str] = Counter()
    if START <= dossier.received_at.date() <= LAST:
        found["dossiers.received"] += 1
        channel = {1: "in_person", 2: "online"}.get(dossier.channel)
        if channel:
            found[f"dossiers.received_{channel}"] += 1
    if dossier.ended_at and START <= dossier.ended_at.date() <= LAST:
        found["dossiers.resolved"] += 1
        if dossier.ended_at.date() <= dossier.due_at.date():
            found["dossiers.resolved_on_time"] += 1
    return found


def test_page_paper_and_text_document_hold_the_same_numbers(a_week: None, units: list[Unit]) -> None:
    report = report_of(units[0])
    page = as_html(report, records)
    document = Document(io.BytesIO(as_docx(paper(report, records), at=report.made_at)))
    docx = "\n".join("".join(run.text or "" for run in line._p.iter() if run.tag.endswith("}t")) for line in document.paragraphs)
    pdf = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(as_pdf(report, records)))
    sentence = "Tổng số hồ sơ tiếp nhận trong kỳ: 3; trong đó nộp trực tiếp 2, nộp trực tuyến 1."
    assert sentence in docx
    assert sentence in re.sub(r"<[^>]+>", "", page)
    assert sentence in re.sub(r"\s+", " ", pdf)
    for text in (page, docx, pdf):
        assert "50,00%" in re.sub(r"<[^>]+>", "", text)
        assert "Chưa có nguồn số liệu" in text
        for part in ("I. ", "II. ", "III. ", "IV. "):
            assert part in text
    for fact in report.facts:
        if fact.sourced:
            assert f'<a href="{records(fact.key)}">{written(fact.value)}</a>' in page
    [first, second] = document.tables
    assert (len(first.rows), len(second.rows)) == (100, 100)


def test_figures_stand_beside_those_of_the_same_days_last_year(received: Callable[..., Any], units: list[Unit]) -> None:
    for days in (0, 1, 2, -365, -364):
        received(3, days)
    rebuild()
    fact = report_of(units[0]).by_id()["dossiers.received"]
    assert (fact.value, fact.before, fact.difference, str(fact.per_cent)) == (3, 2, 1, "50.00")
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_year_without_any_record_is_not_told_as_zero(a_week: None, units: list[Unit]) -> None:
    assert {fact.before for fact in report_of(units[0]).facts} == {None}


def test_two_kept_reports_are_compared_figure_by_figure(a_week: None, received: Callable[..., Any], units: list[Unit]) -> None:
    first = keep_run(report_of(units[0]), address=records, actor=SYSTEM)
    received(2, 2, channel=2)
    rebuild()
    second = keep_run(report_of(units[0]), address=records, actor=SYSTEM)
    found = {one.id: (one.before, one.after, one.difference) for one in run_differences(first.pk, second.pk, actor=SYSTEM)}
    assert found == {"dossiers.received": (3, 4, 1), "dossiers.received_online": (1, 2, 1)}
    assert run_differences(first.pk, first.pk, actor=SYSTEM) == []
    told = Event.objects.filter(kind="reform_report.kept").values_list("payload", flat=True)
    assert [one["sha256"] for one in told] == [first.sha256, second.sha256]


def test_reports_are_for_leaders_and_control_at_or_below_their_posts(a_week: None, units: list[Unit]) -> None:
    def official(role: str, unit: Unit) -> Actor:
        return Actor(kind="official", name="Minh", holdings=(Holding(role, unit.pk, unit.path, 1),))

    province, district = units[0], units[1]
    for role in ("leader", "auditor"):
        assert report_of(district, actor=official(role, district)).facts
        with pytest.raises(Forbidden):
            report_of(province, actor=official(role, district))
    with pytest.raises(Forbidden):
        report_of(province, actor=official("specialist", province))
    kept = keep_run(report_of(province), address=records, actor=SYSTEM)
    assert runs(official("leader", province)).exists()
    with pytest.raises(NotFound):
        run_differences(kept.pk, kept.pk, actor=official("leader", district))


def test_a_report_costs_a_number_of_statements_that_does_not_grow_with_the_records(
    a_week: None, received: Callable[..., Any], units: list[Unit], django_assert_max_num_queries: Any
) -> None:
    definition_on(LAST)
    stocks = {"onestop.procedures", "onestop.procedures_at_desks"} | {line.id for line in definition_on(LAST).lines()}
    stocks = {key for key in stocks if key in registered() and registered()[key].kind == "stock"}
    for _ in range(8):
        received(3, 2)
    with django_assert_max_num_queries(2 * (2 + len(stocks)) + 6):
        report_of(units[0], first=date(2022, 1, 1))


def test_a_period_or_a_unit_that_is_not_there_is_refused(units: list[Unit]) -> None:
    with pytest.raises(InvalidInput):
        report_of(units[0], first=LAST, last=START)
    with pytest.raises(InvalidInput):
        report_of(units[0], first=date(2022, 1, 1), last=START - timedelta(days=1))
    with pytest.raises(NotFound):
        definition_on(date(2019, 1, 1))


def test_loading_twice_changes_nothing_and_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    assert not load_reports(REPORTS, actor=SYSTEM).differs
    text = (REPORTS / "reform_2022.yaml").read_text()
    broken = tmp_path / "reform_2023.yaml"
    broken.write_text(text.replace("{legal.issued}", "{legal.isued}"))
    with pytest.raises(PackRefused, match=r"legal\.isued"):
        load_reports(tmp_path, actor=SYSTEM)
    broken.write_text(text.replace("unit: percent}", "unit: percnt}", 1))
    with pytest.raises(PackRefused) as refused:
        load_reports(tmp_path, actor=SYSTEM)
    assert refused.value.errors[0].file.endswith("reform_2023.yaml")


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_written_so_that_it_can_be_read_back(number: int) -> None:
    assert int(written(number).replace(".", "")) == number
    assert int(written(number, "en").replace(",", "")) == number
