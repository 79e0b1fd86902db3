import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string

from motcua.blocks.events.api import Event, drain, record
from motcua.blocks.jobs.api import Job, enqueue
from motcua.channels.commands import content
from motcua.channels.commands.main import main
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM

AT = datetime(2022, 11, 14, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("MOTCUA_LANGUAGE", "en")
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A province of one district and one commune, without people or procedures."""
    folder = tmp_path / "province" / "units"
    folder.mkdir(parents=True)
    (folder / "units.yaml").write_text(
        "valid_from: 2020-01-01\nterritory: territory.csv\nagency_codes: codes.csv\ndepartments: departments.csv\n"
        "department_divisions: divisions.csv\ndefault_office_hours: day\n"
        'office_hours: {day: {seasons: [{sessions: ["07:00-11:30", "13:30-17:00"]}]}}\n'
        "divisions:\n  commune:\n    - {key: mot_cua, kind: one_stop, vi: Một cửa, en: One-stop desk}\n",
        encoding="utf-8",
    )
    (folder / "territory.csv").write_text(
        "code,name,kind,parent_code\n01,Tỉnh Thử,province,\n010,Thành phố Thử,city,01\n00001,Phường Một,ward,010\n", encoding="utf-8"
    )
    (folder / "codes.csv").write_text("code,agency_code,tag\n01,H99,sure\n", encoding="utf-8")
    (folder / "departments.csv").write_text("key,kind,parent,name,name_en\nso_a,department,01,Sở A,Department A\n", encoding="utf-8")
    (folder / "divisions.csv").write_text("department,key,kind,parent,name,name_en\n", encoding="utf-8")
    return tmp_path / "province"


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("words", [[], ["fly"], ["worker", "-n", "0"], ["audit"], ["bench", "everything"], ["load", "a", "b"]])
def test_wrong_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["up", "serve", "worker", "sandbox", "load", "doctor", "audit", "clock", "bench"])
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert f"motcua {verb}" in capsys.readouterr().out


def test_a_dry_run_says_what_would_change_and_changes_nothing(db: None, province: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = answer(capsys, "load", str(province), "--dry-run")
    assert code == 0
    assert {change["kind"] for change in said["packs"][0]["changes"]} == {"added"}
    assert not Unit.objects.exists()
    assert not content.is_loaded(province)


def test_a_province_is_loaded_once_and_a_changed_file_is_noticed(db: None, province: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "load", str(province))[0] == 0
    assert Unit.objects.filter(code="00001").exists()
    assert content.is_loaded(province)
    assert answer(capsys, "load", str(province))[1]["packs"][0]["changes"] == []
    (province / "units" / "departments.csv").write_text("key,kind,parent,name,name_en\n", encoding="utf-8")
    assert not content.is_loaded(province)


def test_a_broken_file_is_refused_with_file_line_and_reason_and_nothing_is_changed(
    db: None, province: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = province / "units" / "territory.csv"
    file.write_text(file.read_text(encoding="utf-8") + "00002,Xã Hai,village,010\n", encoding="utf-8")
    code, said = answer(capsys, "load", str(province))
    assert code == 1
    assert said["mistakes"][0]["line"] == 5
    assert said["mistakes"][0]["file"].endswith("territory.csv")
    assert main(["load", str(province)]) == 1
    assert "territory.csv:5: " in capsys.readouterr().err
    assert not Unit.objects.exists()


def test_a_folder_that_is_no_province_is_refused_in_words(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(tmp_path / "nowhere")]) == 1
    assert "no province" in capsys.readouterr().err


def test_a_whole_record_ends_with_nought_and_a_damaged_one_with_one(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        record("paper", number, "paper.read", actor=SYSTEM, at=AT)
    drain()
    code, said = answer(capsys, "audit", "verify")
    assert (code, said["whole"], said["events"], said["seals"]) == (0, True, 3, 1)
    connection.check_constraints()
    import_string("motcua.blocks.events.models.append_only.remove")(connection)
    victim = Event.objects.order_by("id")[1]
    Event.objects.filter(pk=victim.pk).update(kind="paper.lost")
    code, said = answer(capsys, "audit", "verify")
    assert (code, [(one["seal"], one["event"]) for one in said["findings"]]) == (1, [(1, victim.pk)])
    assert main(["audit", "verify"]) == 1
    assert f"Event {victim.pk} of seal 1 has been changed." in capsys.readouterr().err


def test_a_noted_seal_that_is_gone_is_found(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify", "--noted", "7:abcd"]) == 1
    assert "Seal 7" in capsys.readouterr().err
    assert main(["audit", "verify", "--noted", "seven"]) == 1
    assert "SEAL:HASH" in capsys.readouterr().err


def test_the_doctor_is_content_with_a_fresh_installation(
    db: None, province: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PROVINCE = province
    content.load(province)
    code, said = answer(capsys, "doctor")
    assert code == 0, [one for one in said if one["state"] == "bad"]
    assert next(one for one in said if one["name"] == "Content")["state"] == "good"


def test_the_doctor_names_a_stuck_queue_and_a_job_given_up(
    db: None, settings: Any, province: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PROVINCE = province
    enqueue("events.drain", run_at=clock.real_now() - timedelta(hours=1))
    Job.objects.create(name="notices.send", state="failed", last_error="Traceback\nLookupError: no such paper", run_at=AT, created_at=AT)
    code, said = answer(capsys, "doctor")
    bad = {one["name"]: one["says"] for one in said if one["state"] == "bad"}
    assert code == 1
    assert bad["Background jobs"].startswith("1 waiting")
    assert "no such paper" in bad["Failed jobs"]
    assert main(["doctor"]) == 1
    assert "✗ Failed jobs" in capsys.readouterr().out


def test_the_doctor_sees_keys_that_others_can_read(db: None, settings: Any, province: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PROVINCE = province
    keys = settings.VAR / "keys"
    keys.mkdir()
    key = keys / "ca.key"
    key.write_bytes(b"-----BEGIN PRIVATE KEY-----")
    key.chmod(0o644)
    assert main(["doctor"]) == 1
    assert "chmod" in capsys.readouterr().out
    key.chmod(0o600)
    assert main(["doctor"]) == 0


def test_only_a_demo_s_clock_can_be_moved(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.LEGAL_START = ""
    assert main(["clock", "--forward", "3"]) == 1
    settings.LEGAL_START = "2022-11-14T08:00"
    moment = clock.real_now().isoformat()
    (settings.VAR / "legal_time.json").write_text(json.dumps({"real": moment, "legal": "2022-11-14T08:00:00+07:00"}))
    try:
        code, said = answer(capsys, "clock", "--forward", "3")
        assert code == 0
        assert said["legal"].startswith("2022-11-17T08:00")
    finally:
        clock.configure(shift=timedelta(0))


def test_a_refusal_is_said_in_vietnamese_to_a_vietnamese(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOTCUA_LANGUAGE", "vi")
    settings.LEGAL_START = ""
    assert main(["clock", "--forward", "3"]) == 1
    assert "Thời gian pháp lý" in capsys.readouterr().err


def test_due_jobs_are_run_once(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    record("paper", 1, "paper.read", actor=SYSTEM, at=AT)
    assert main(["worker", "--once"]) == 0
    assert not Event.objects.filter(seal__isnull=True).exists()


def test_static_files_are_gathered_again_only_when_one_changed(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    prepare = import_string("motcua.channels.commands.prepare.collect_static")
    settings.STATIC_ROOT = tmp_path / "static"
    calls: list[str] = []

    def counting(name: str, **options: Any) -> None:
        calls.append(name)
        call_command(name, **options)

    monkeypatch.setattr("motcua.channels.commands.prepare.call_command", counting)
    prepare()
    prepare()
    assert calls == ["collectstatic"]
    shutil.rmtree(settings.STATIC_ROOT)
    prepare()
    assert calls == ["collectstatic", "collectstatic"]
