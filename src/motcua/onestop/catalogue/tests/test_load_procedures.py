import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.packs.api import PackRefused
from motcua.blocks.workflow.api import ProcessVersion
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, NotFound
from motcua.onestop.catalogue.api import (
    ProcedureVersion,
    VersionIsImmutableError,
    content_of,
    doubts_of,
    fees_for,
    forget_versions,
    form_of,
    load_procedures,
    process_of,
    result_template_of,
    version_in_force,
)
from motcua.onestop.catalogue.queries.listing import forget_list
from motcua.onestop.catalogue.tests.province import FOLDER

pytestmark = pytest.mark.django_db
CODE = "2.000635"
DAY = date(2022, 11, 14)


@pytest.fixture(autouse=True)
def _at_a_day() -> Iterator[None]:
    forget_versions()
    forget_list()
    with clock.frozen(datetime(2022, 11, 14, 9, tzinfo=VIETNAM)):
        yield
    forget_versions()
    forget_list()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the shared lists and one procedure."""
    shutil.copy(FOLDER / "_lists.yaml", tmp_path)
    shutil.copytree(FOLDER / CODE, tmp_path / CODE)
    return tmp_path


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / CODE / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_a_first_load_stores_what_the_files_say(folder: Path) -> None:
    report = load_procedures(folder, actor=SYSTEM)
    assert (report.written, report.count("added")) == (True, 1)
    version = version_in_force(CODE, DAY)
    content = content_of(version)
    assert (version.number, version.valid_from, content.procedure_id) == (1, date(2022, 1, 1), version.procedure_id)
    assert content.name.en == "Issue of copies of civil-status extracts"
    assert process_of(version.pk) == version.process
    assert "Trích lục" in result_template_of(version.pk)
    assert form_of(version.pk).page("so_ban", {}).title.en == "Copies and exemption"
    assert content_of(version.pk) is content


def test_loading_twice_changes_nothing(folder: Path) -> None:
    load_procedures(folder, actor=SYSTEM)
    report = load_procedures(folder, actor=SYSTEM)
    assert (report.written, [change.kind for change in report.changes]) == (False, ["unchanged"])
    assert (ProcedureVersion.objects.count(), ProcessVersion.objects.count()) == (1, 1)


def test_a_dry_run_shows_the_difference_and_stores_nothing(folder: Path) -> None:
    assert load_procedures(folder, actor=SYSTEM, dry_run=True).count("added") == 1
    assert ProcedureVersion.objects.count() == 0
    load_procedures(folder, actor=SYSTEM)
    _edit(folder, "form.schema.json", "Ông/bà cần mấy bản?", "Ông/bà cần bao nhiêu bản?")
    report = load_procedures(folder, actor=SYSTEM, dry_run=True)
    assert "Ông/bà cần bao nhiêu bản?" in report.changes[0].after
    assert ProcedureVersion.objects.count() == 1


def test_changed_content_is_a_new_version_and_the_old_one_stays(folder: Path) -> None:
    load_procedures(folder, actor=SYSTEM)
    old = version_in_force(CODE, DAY)
    _edit(folder, "procedure.yaml", "amount: 8000", "amount: 9000")
    text = (folder / CODE / "cases.yaml").read_text().replace("ban_sao: 8000", "ban_sao: 9000").replace("ban_sao: 16000", "ban_sao: 18000")
    (folder / CODE / "cases.yaml").write_text(text)
    load_procedures(folder, actor=SYSTEM, on=date(2022, 11, 20))
    new = version_in_force(CODE, date(2022, 11, 20))
    old.refresh_from_db()
    assert (new.number, new.valid_from, old.valid_to) == (2, date(2022, 11, 20), date(2022, 11, 19))
    assert version_in_force(CODE, date(2022, 11, 19)) == old
    answers = {"so_luong": 2}
    amounts = [fees_for(content_of(one), content_of(one).case("standard"), answers, 1)[0].amount for one in (old, new)]
    assert amounts == [16000, 18000]


def test_editions_of_one_code_load_in_the_order_of_their_days() -> None:
    load_procedures(FOLDER, actor=SYSTEM)
    assert load_procedures(FOLDER, actor=SYSTEM).written is False
    online = []
    for day in (date(2023, 11, 30), date(2023, 12, 1)):
        content = content_of(version_in_force("1.002809", day))
        online += [fee.amount for fee in fees_for(content, content.case("standard"), {}, "online")]
    assert online == [135000, 115000]


BROKEN = [
    ("procedure.yaml", "amount: 8000", "amount: lots", "procedure.yaml", "cases.0.fees.0.amount"),
    ("procedure.yaml", "level: commune", "level: village", "procedure.yaml", "level"),
    ("procedure.yaml", "per: so_luong", "per: so_luongg", "procedure.yaml", "'so_luongg' is not a question"),
    ("procedure.yaml", "per: so_luong", 'per: "open(1)"', "procedure.yaml", "not allowed"),
    ("procedure.yaml", 'code: "2.000635"', 'code: "2.000636"', "procedure.yaml", "the folder is called"),
    ("procedure.yaml", "sets: 1", "sets: 1\nsetz: 1", "procedure.yaml", "setz"),
    ("form.schema.json", '"x-widget": "phone"', '"x-widget": "fax"', "form.schema.json", "no widget"),
    ("form.schema.json", '"nyc_ho_ten",', '"nyc_ho_ten"', "form.schema.json", "not JSON"),
    ("process.bpmn", "outcome == 'sent_back'", "outcome == 'sent_off'", "process.bpmn", "sent_off"),
    ("process.bpmn", "</process>", "", "process.bpmn", "line"),
    ("process.bpmn", "competent/tu_phap_ho_tich", "somewhere", "process.bpmn", "names no unit"),
    ("cases.yaml", "ban_sao: 16000", "ban_sao: 17000", "cases.yaml", "the fees are {'ban_sao': 16000}"),
    ("cases.yaml", "2022-11-14 17:00", "2022-11-15 17:00", "cases.yaml", "the due moment is"),
    ("cases.yaml", "so_luong: 2", "so_luong: 0", "cases.yaml", "at least 1"),
]


@pytest.mark.parametrize(("name", "old", "new", "file", "reason"), BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_reason_and_nothing_is_stored(
    folder: Path, name: str, old: str, new: str, file: str, reason: str
) -> None:
    _edit(folder, name, old, new)
    with pytest.raises(PackRefused) as caught:
        load_procedures(folder, actor=SYSTEM)
    fitting = [error for error in caught.value.errors if reason in error.reason]
    assert fitting, [str(error) for error in caught.value.errors]
    assert fitting[0].file.endswith(file)
    assert fitting[0].line >= 1
    assert ProcedureVersion.objects.count() == 0


def test_the_line_of_a_mistake_is_the_line_of_its_value(folder: Path) -> None:
    _edit(folder, "procedure.yaml", "amount: 8000", "amount: lots")
    line = (
        (folder / CODE / "procedure.yaml").read_text()[: (folder / CODE / "procedure.yaml").read_text().index("amount: lots")].count("\n")
    )
    with pytest.raises(PackRefused) as caught:
        load_procedures(folder, actor=SYSTEM)
    assert caught.value.errors[0].line == line + 1


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / CODE / "result.typ").unlink()
    with pytest.raises(PackRefused, match=r"result\.typ"):
        load_procedures(folder, actor=SYSTEM)
    with pytest.raises(PackRefused, match="no such folder"):
        load_procedures(folder / "nothing", actor=SYSTEM)


def test_a_version_is_never_changed_or_deleted(folder: Path) -> None:
    load_procedures(folder, actor=SYSTEM)
    version = version_in_force(CODE, DAY)
    version.content = {}
    with pytest.raises(VersionIsImmutableError):
        version.save()
    with pytest.raises(VersionIsImmutableError):
        version.save(update_fields=["content"])
    with pytest.raises(VersionIsImmutableError):
        version.delete()


def test_abolished_and_unknown_procedures_are_not_open_for_intake(folder: Path) -> None:
    load_procedures(folder, actor=SYSTEM)
    running = version_in_force(CODE, DAY)
    _edit(folder, "procedure.yaml", "level: commune", "state: abolished\nlevel: commune")
    load_procedures(folder, actor=SYSTEM)
    with pytest.raises(NotFound) as caught:
        version_in_force(CODE, DAY)
    assert caught.value.code == "procedure_abolished"
    assert content_of(running.pk).code == CODE
    for code, day in (("2.999999", DAY), (CODE, date(2021, 12, 31))):
        with pytest.raises(NotFound):
            version_in_force(code, day)


def test_only_editors_load_and_read_doubts(folder: Path) -> None:
    citizen = Actor(kind="citizen", party_id=1)
    with pytest.raises(Forbidden):
        load_procedures(folder, actor=citizen)
    load_procedures(folder, actor=SYSTEM)
    version = version_in_force(CODE, DAY)
    with pytest.raises(Forbidden):
        doubts_of(version, actor=citizen)
    assert [where for where, _ in doubts_of(version, actor=SYSTEM)] == ["decision"]


def test_what_a_version_says_is_read_once(folder: Path, django_assert_num_queries: Any) -> None:
    load_procedures(folder, actor=SYSTEM)
    with django_assert_num_queries(1):
        version = version_in_force(CODE, DAY)
    with django_assert_num_queries(1):
        content_of(version.pk)
    with django_assert_num_queries(0):
        assert content_of(version).code == CODE
