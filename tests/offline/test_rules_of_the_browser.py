"""What the browser counts without network is what the kernel and the catalogue count: one run of node over many cases."""

import json
import random
import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.channels.ui.api import say_field
from motcua.channels.workspace.offline_forms import form_to_take_along
from motcua.kernel import clock
from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at
from motcua.kernel.expression_data import expression_data
from motcua.kernel.expressions import Expression, ExpressionError
from motcua.kernel.office_hours import OfficeHours, standard
from motcua.onestop.catalogue.api import choose_case, content_of, fees_for, form_of, version_in_force
from motcua.onestop.desk.queries.offline import minutes_of, packed
from motcua.onestop.desk.rules.offline import due_table
from motcua.onestop.desk.tests.offline_device import EXTRACT, MORNING, POSTED, TestDevice
from tests.office import Office

RULES = Path(__file__).resolve().parents[2] / "src/motcua/channels/workspace/static/workspace/offline/rules.js"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is needed to try the rules of the browser")
FRIDAYS_SHORT = OfficeHours.parse(
    {"seasons": [{"sessions": ["07:30-11:30", "13:00-17:00"], "weekdays": {"4": ["07:30-11:45"], "5": ["08:00-11:00"]}}]}
)
FACTS: list[dict[str, object]] = [
    {},
    {"a": 1, "b": "x", "c": True, "d": [1, "x"], "e": None},
    {"a": -7, "b": "", "c": False, "d": [], "e": 2.5},
    {"a": 0, "b": "axb", "c": None, "d": ["b", "axb"], "e": 3},
]


def in_browser(script: str, given: object) -> Any:
    """Run a script with `rules` and `given` in node; its result."""
    program = f"const rules = require({json.dumps(str(RULES))}); const given = JSON.parse(require('fs').readFileSync(0)); {script}"
    assert NODE is not None
    said = subprocess.run([NODE, "-e", program], input=json.dumps(given), capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def expression(chance: random.Random, depth: int = 3) -> str:
    """Some expression of the whole language."""
    if depth == 0 or chance.random() < 0.2:
        return chance.choice(["a", "b", "c", "d", "e", "nobody", "0", "2", "-3", "'x'", "''", "true", "false", "None", "[1, 'x']", "1.5"])
    left, right = expression(chance, depth - 1), expression(chance, depth - 1)
    kind = chance.choice(["compare", "compare", "sum", "logic", "not", "if", "minus"])
    if kind == "compare":
        return f"({left} {chance.choice(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'])} {right})"
    if kind == "sum":
        return f"({left} {chance.choice(['+', '-', '*', '/', '//', '%'])} {right})"
    if kind == "logic":
        return f"({left} {chance.choice(['and', 'or'])} {right})"
    plain = {"not": f"(not {left})", "minus": f"(-{left})", "if": f"({left} if {right} else {left})"}
    return plain[kind]


def outcome(text: str, facts: dict[str, object]) -> object:
    """The value, as JSON tells it; "error" where it cannot be calculated."""
    try:
        return as_json(Expression.parse(text).evaluate(facts))
    except ExpressionError:
        return "error"


def as_json(value: object) -> object:
    """Whole numbers look the same however they were counted."""
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return round(float(value), 6) if isinstance(value, int | float) and not isinstance(value, bool) else value


def test_an_expression_has_the_same_value_in_the_browser() -> None:
    chance = random.Random(20221114)
    texts = [expression(chance) for _ in range(1500)]
    cases = [(expression_data(Expression.parse(text)), facts) for text in texts for facts in FACTS]
    script = (
        "const plain = (v) => Array.isArray(v) ? v.map(plain) : typeof v === 'number' ? Math.round(v * 1e6) / 1e6 : v;"
        "console.log(JSON.stringify(given.map(([node, facts]) => { try { return plain(rules.evaluate(node, facts)); }"
        " catch (error) { if (error instanceof rules.Wrong) return 'error'; throw error; } })));"
    )
    found = in_browser(script, cases)
    wanted = [outcome(text, facts) for text in texts for facts in FACTS]
    wrong = [
        (texts[at // len(FACTS)], FACTS[at % len(FACTS)], one, other)
        for at, (one, other) in enumerate(zip(wanted, found, strict=True))
        if one != as_json(other)
    ]
    assert not wrong, wrong[:5]
    assert 200 < wanted.count("error") < len(wanted) * 0.8, "both values and errors were tried"


@pytest.mark.parametrize("hours", [standard(), FRIDAYS_SHORT])
def test_the_due_moment_in_the_browser_is_that_of_the_kernel_for_every_minute(hours: OfficeHours) -> None:
    schedule = Schedule(viet_nam(), hours)
    limits = [TimeLimit(1, "same_day", time(15)), TimeLimit(3, "working_day"), TimeLimit(5, "hour"), TimeLimit(20, "calendar_day")]
    days = [date(2022, 11, 14), date(2022, 11, 18), date(2022, 11, 19), date(2023, 1, 19), date(2022, 9, 1)]
    tables, wanted = [], []
    for limit in limits:
        for day in days:
            tables.append([[one.first, one.last, minutes_of(one.due), one.slope] for one in due_table(schedule, day, limit)])
            midnight = datetime.combine(day, time.min, VIETNAM)
            wanted.append([minutes_of(due_at(schedule, midnight + timedelta(minutes=minute), limit)) for minute in range(0, 1440, 7)])
    script = (
        "console.log(JSON.stringify(given.map((table) => { const dues = [];"
        " for (let minute = 0; minute < 1440; minute += 7) dues.push(rules.dueAt(table, minute)); return dues; })));"
    )
    assert in_browser(script, tables) == wanted
    assert max(len(table) for table in tables) <= 10, "a table is small"


@pytest.mark.django_db
def test_answers_case_fees_and_what_is_missing_are_the_same_in_the_browser(office: Office) -> None:
    with clock.frozen(MORNING):
        device = TestDevice(office)
        pack = packed(device.prepared.block, device.prepared.numbers)
        version = version_in_force(EXTRACT, MORNING.date())
        [procedure] = [one for one in pack["procedures"] if one["code"] == EXTRACT]
        form, content = form_of(version.pk), content_of(version.pk)
        posts: list[dict[str, list[str]]] = [POSTED, {**POSTED, "so_luong": ["3"]}, {}]
        posts += [{name: value for name, value in POSTED.items() if name != left} for left in POSTED]
        script = (
            "console.log(JSON.stringify(given.posts.map((post) => { const read = rules.read(given.form, post),"
            " facts = rules.factsOf(read.answers, given.today), chosen = rules.caseOf(given.procedure, facts);"
            " return { wrong: read.wrong, shown: read.shown, key: chosen.key,"
            " fees: rules.feesOf(chosen, facts).map((fee) => [fee.key, fee.amount]) }; })));"
        )
        given = {"posts": posts, "form": form_to_take_along(version.pk, "vi"), "procedure": procedure, "today": "2022-11-14"}
        for post, told in zip(posts, in_browser(script, given), strict=True):
            values: dict[str, object] = {}
            wrong: list[str] = []
            for page in form.pages(values):
                read = form.parse(page.id, post, values, find_area=None)
                values = read.answers
                wrong += [error.field.partition("-")[0] for error in read.errors]
            case = choose_case(content, values)
            assert told["key"] == case.key
            assert told["fees"] == [[fee.key, fee.amount] for fee in fees_for(content, case, values, "desk")]
            assert set(told["wrong"]) == set(wrong) - {"nyc_noi_cu_tru"} | (set(told["wrong"]) & {"nyc_noi_cu_tru"})


BEYOND = {
    "so_luong": ["51", "0", "1,5"],
    "nyc_dien_thoai": ["123", "0212345678", "+84 912 345 678", "02373 852 246"],
    "nyc_thu_dien_tu": ["ten@", "ten@example.vn"],
    "nyc_so_dinh_danh": ["0380", "038 085 009 991"],
    "so_dinh_danh": ["03808500999x"],
    "ngay_sinh-year": ["2035", "2022"],
    "noi_dang_ky": ["x" * 301, "x" * 20],
    "muc_dich": ["x" * 4001],
}


@pytest.mark.django_db
def test_the_browser_tells_the_limits_in_the_words_of_the_server(office: Office) -> None:
    with clock.frozen(MORNING):
        version = version_in_force(EXTRACT, MORNING.date())
        form = form_of(version.pk)
        registered = {"ngay_dang_ky-day": ["1"], "ngay_dang_ky-month": ["1"], "ngay_dang_ky-year": ["1970"]}
        posts = [{**POSTED, name: [text]} for name, texts in BEYOND.items() for text in texts] + [{**POSTED, **registered}]
        script = "console.log(JSON.stringify(given.posts.map((post) => rules.read(given.form, post, given.today).why)));"
        given = {"posts": posts, "form": form_to_take_along(version.pk, "vi"), "today": "2022-11-14"}
        broken = 0
        for post, told in zip(posts, in_browser(script, given), strict=True):
            values: dict[str, object] = {}
            said: dict[str, str] = {}
            for page in form.pages(values):
                read = form.parse(page.id, post, values, find_area=None)
                values = read.answers
                said |= {error.field.partition("-")[0]: say_field(error) for error in read.errors}
            assert told == said, post
            broken += bool(said)
    assert broken >= 10


@pytest.mark.django_db
def test_every_procedure_taken_along_has_a_due_table_for_every_day(office: Office) -> None:
    with clock.frozen(MORNING):
        device = TestDevice(office)
        pack = packed(device.prepared.block, device.prepared.numbers)
    days = {number["day"] for number in pack["numbers"]}
    keys = {case["limit"]["key"] for one in pack["procedures"] for case in one["cases"] if case["limit"]}
    assert EXTRACT in {one["code"] for one in pack["procedures"]}
    assert set(pack["dues"]) == keys
    assert all(set(table) == days for table in pack["dues"].values())
    assert all(number["qr"].startswith("<svg") for number in pack["numbers"])
