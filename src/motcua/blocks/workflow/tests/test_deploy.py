import pytest
from django.db import DatabaseError, transaction

from motcua.blocks.workflow.api import ProcessRefused, ProcessVersion, deploy, start
from motcua.blocks.workflow.queries import specs
from motcua.blocks.workflow.tests.conftest import MONDAY, assign


@pytest.mark.django_db
def test_the_same_file_is_the_same_version_and_another_file_the_next(marriage_xml: str) -> None:
    first = deploy("marriage", marriage_xml)
    assert deploy("marriage", marriage_xml).pk == first.pk
    second = deploy("marriage", marriage_xml.replace("Đôn đốc", "Nhắc việc"))
    assert (first.number, second.number) == (1, 2)
    assert deploy("birth", marriage_xml).number == 1


def test_a_version_reads_as_it_was_deployed(marriage: ProcessVersion, marriage_xml: str) -> None:
    marriage.refresh_from_db()
    assert marriage.bpmn_xml == marriage_xml


@pytest.mark.parametrize("change", [{"xml": b"other"}, {"number": 9}, {"sha256": "0" * 64}])
def test_the_database_refuses_to_change_a_deployed_version(marriage: ProcessVersion, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ProcessVersion.objects.filter(pk=marriage.pk).update(**change)
    marriage.number = 3
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        marriage.save()


def test_a_faulty_file_is_refused_with_all_its_problems_and_leaves_nothing(db: None, marriage_xml: str) -> None:
    broken = marriage_xml.replace('motcua:role="leader"', "").replace("outcome == 'ask'", "__import__('os').system('true')")
    with pytest.raises(ProcessRefused) as refusal:
        deploy("marriage", broken)
    assert [problem.element for problem in refusal.value.problems] == ["f_ask", "approve"]
    assert [field.field for field in refusal.value.fields] == ["f_ask", "approve"]
    assert not ProcessVersion.objects.exists()


def test_a_version_is_parsed_once_and_then_kept(marriage: ProcessVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    specs.forget_all()
    start(marriage, subject=("dossier", 1), facts={}, assign=assign, at=MONDAY)
    monkeypatch.setattr(specs, "compile_process", lambda _xml: pytest.fail("parsed again"))
    start(marriage, subject=("dossier", 2), facts={}, assign=assign, at=MONDAY)
