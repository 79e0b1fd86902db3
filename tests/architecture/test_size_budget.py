"""The size budget sees what it is there for."""

from pathlib import Path

import pytest

from tools.size_budget import measure

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]


def planted(folder: Path, text: str) -> list[str]:
    (folder / "planted.py").write_text(text)
    return measure([folder]).faults


def test_the_house_is_within_its_budget() -> None:
    assert measure([ROOT / "src", ROOT / "tools", ROOT / "tests"]).faults == []


def test_a_file_of_more_than_four_hundred_lines_is_refused(tmp_path: Path) -> None:
    assert any("401 lines" in fault for fault in planted(tmp_path, "A = 1\n" * 401))


def test_a_function_of_more_than_sixty_lines_is_refused(tmp_path: Path) -> None:
    body = "    x = 1\n" * 60
    assert any("long_one has 61 lines" in fault for fault in planted(tmp_path, f"def long_one() -> None:\n{body}"))


def test_a_first_party_import_inside_a_function_is_refused(tmp_path: Path) -> None:
    text = "def late() -> None:\n    from motcua.kernel import clock\n    print(clock)\n"
    assert any("import inside late" in fault for fault in planted(tmp_path, text))


def test_an_untyped_signature_is_refused(tmp_path: Path) -> None:
    assert any("untyped" in fault for fault in planted(tmp_path, "def loose(x):\n    return x\n"))
