"""The province's content is checked with file and line; the figures open the records they count."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.packs.api import PackRefused
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import Forbidden
from motcua.onestop.feedback.api import Marks, Origin, load_feedback, publish_feedback, rate_feedback
from motcua.onestop.feedback.models import ContentVersion
from motcua.onestop.feedback.tests.conftest import HOA, Send
from motcua.onestop.feedback.tests.test_life import answered
from tests.office import PROVINCE, Office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROVINCE / "feedback", tmp_path / "feedback"))


def test_the_same_content_twice_changes_nothing(office: Office, folder: Path) -> None:
    assert load_feedback(folder).written
    again = load_feedback(folder)
    assert not again.written
    assert not again.differs
    rules = folder / "rules.yaml"
    rules.write_text(rules.read_text().replace("answer: 15", "answer: 12"))
    dry = load_feedback(folder, dry_run=True)
    assert [str(change) for change in dry.changes if change.kind == "changed"] != []
    assert ContentVersion.objects.count() == 1
    assert load_feedback(folder).written
    assert ContentVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("fields.yaml", "department: so_gtvt", "department: so_giao_thong", "there is no unit so_giao_thong"),
        ("fields.yaml", "department: hanh_chinh_tu_phap", "department: khong_co", "no division khong_co"),
        ("routing.yaml", "van_phong_ubnd/kiem_soat_tthc", "van_phong_ubnd/khong_co", "there is no unit"),
        ("rules.yaml", "key: proposal", "key: rules", "written twice"),
        ("rules.yaml", "answer: 15", "answer: soon", "answer"),
        ("rules.yaml", "very_urgent: 2", "at_once: 2", "very_urgent"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(office: Office, folder: Path, name: str, old: str, new: str, said: str) -> None:
    path = folder / name
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(PackRefused) as refused:
        load_feedback(folder)
    assert said in str(refused.value)
    assert all(error.line > 0 and error.file.endswith(".yaml") for error in refused.value.errors)
    assert not ContentVersion.objects.exists()


def test_only_the_administrator_loads(office: Office, folder: Path) -> None:
    with pytest.raises(Forbidden):
        load_feedback(folder, actor=office.actor("dienbien.chutich"))


def counted(key: str, part: str | None = None) -> int:
    """An indicator's number, after checking that its records are as many."""
    indicator = registered()[key]
    assert indicator.value is not None
    assert indicator.records is not None
    scope = Scope(clock.now(), part=part)
    number = sum(cell["amount"] for cell in indicator.value(scope))
    assert indicator.records(scope).count() == number
    return int(number)


def test_figures_count_what_their_records_show(portal: Office, send: Send) -> None:
    code, secret = answered(portal, send)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        send(sender=replace(HOA, phone="0912000222"))
    send(origin=Origin("192.0.2.1", "", 0.1), sender=replace(HOA, phone="0912000333"))
    rate_feedback(code, secret=secret, rating="satisfied", actor=ANONYMOUS)
    assert counted("feedback.received") == counted("feedback.received", "web") == 2, "what is kept aside is not counted"
    assert counted("feedback.processed", "on_time") == 1
    assert counted("feedback.processed", "late") == 0
    assert counted("feedback.in_progress") == 1
    assert counted("feedback.rated", "satisfied") == counted("feedback.rated") == 1
    for key in ("feedback.processed_pct", "feedback.satisfied_pct"):
        ratio = registered()[key]
        assert ratio.numerator is not None
        assert ratio.denominator is not None
        assert {ratio.numerator[0], ratio.denominator[0]} <= set(registered())


def test_what_is_published_too_late_counts_as_late(portal: Office, send: Send) -> None:
    code, _ = answered(portal, send, publish=False)
    with clock.frozen(clock.now() + timedelta(days=5)):
        publish_feedback(code, Marks(), actor=portal.actor("dienbien.chutich"))
    assert counted("feedback.processed", "late") == 1
