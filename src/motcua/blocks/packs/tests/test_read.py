from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackError, PackRefused, Problems, parse_as, read_csv, read_json, read_yaml
from motcua.blocks.packs.rules.yaml_text import locate_json, locate_yaml


def test_every_value_knows_its_line() -> None:
    located = locate_yaml("name:\n  vi: Khai sinh\n  en: Birth\nfees:\n  - amount: 8000\n", "a.yaml")
    assert located["name"]["en"].line == 3
    assert located["fees"][0]["amount"].whole_number() == 8000
    assert located["fees"][0]["amount"].line == 5
    assert [item.line for item in located["fees"]] == [5]


def test_only_plain_scalars_are_not_text() -> None:
    located = locate_yaml("a: no\nb: 15:00\nc: 038\nd: 12\ne: 2022-11-30\nf: true\ng:\nh: 1.5\ni: 1.e3\n", "a.yaml")
    assert located.value == {
        "a": "no", "b": "15:00", "c": "038", "d": 12, "e": date(2022, 11, 30), "f": True, "g": None, "h": 1.5, "i": "1.e3"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: [1,\n", 3, "not YAML"),
        ("a: 1\na: 2\n", 2, "written twice"),
        ("a: &x 1\nb: *x\n", 2, "references"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tag"),
        ("a: !x 1\n", 1, "tag"),
        ("a: 2022-02-31\n", 1, "no such day"),
        ("", 1, "empty"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML"),
        ("? [1]\n: 2\n", 1, "name is expected"),
        ("a: \x07\n", 1, "not YAML"),
        ("[" * 3000, 1, "not YAML"),
    ],
)
def test_broken_yaml_is_refused_with_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(PackError, match=reason) as caught:
        _ = locate_yaml(text, "broken.yaml")
    assert (caught.value.file, caught.value.line) == ("broken.yaml", line)


def test_tags_never_run() -> None:
    for text in ["!!python/name:os.system", "- !!python/object/new:subprocess.Popen [[ls]]", "!!set {a, b}"]:
        with pytest.raises(PackError):
            locate_yaml(text, "a.yaml")


def test_json_has_lines_and_refuses_repeats() -> None:
    located = locate_json('{\n"a": 1,\n\t"b": [true,\n"x:y"]}', "a.json")
    assert (located["b"].line, located["b"][1].line, located["b"][1].text()) == (3, 4, "x:y")
    with pytest.raises(PackError, match="twice"):
        locate_json('{"a": 1, "a": 2}', "a.json")
    with pytest.raises(PackError, match="line 2"):
        locate_json('{"a": 1,\n}', "a.json")


@settings(max_examples=50)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_json_values_are_read_as_written(value: object) -> None:
    import json

    assert locate_json(json.dumps(value), "a.json").value == value


def test_wrong_kinds_are_named_with_their_place() -> None:
    located = locate_yaml("a: 5\nb: text\nc: [1]\n", "a.yaml")
    for wrong, line in [
        (located["a"].text, 1),
        (located["b"].whole_number, 2),
        (located["b"].day, 2),
        (lambda: list(located["b"]), 2),
        (lambda: list(located["c"].items()), 3),
        (lambda: located["c"][7], 3),
        (lambda: located["nothing"], 1),
    ]:
        with pytest.raises(PackError) as caught:
            wrong()
        assert caught.value.line == line
    assert located.get("nothing") is None


def test_tables_have_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('code,name,note\n01,"Hạc\nThành",\n\n02, Xã ,x\n', encoding="utf-8-sig")
    rows = read_csv(file, required=["code", "name"], optional=["note"])
    assert [(row.value, row.line) for row in rows] == [
        ({"code": "01", "name": "Hạc\nThành", "note": ""}, 3),
        ({"code": "02", "name": "Xã", "note": "x"}, 5),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("code\n1\n", 1, "'name' is missing"),
        ("code,name,other\n", 1, "'other' is not known"),
        ("code,name,code\n", 1, "twice"),
        ("code,name\n1,a\n2,\n", 3, "'name' is empty"),
        ("code,name\n1,a,b\n", 2, "3 cells"),
        ('code,name\n1,"a\n', 2, "not a table"),
        ("", 1, "missing"),
    ],
)
def test_broken_tables_are_refused(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text)
    with pytest.raises(PackError, match=reason) as caught:
        read_csv(file, required=["code", "name"])
    assert caught.value.line == line


def test_files_that_are_missing_too_large_or_not_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        read_yaml(tmp_path / "nothing.yaml")
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 2_000_001)
    with pytest.raises(PackError, match="larger"):
        read_json(large)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    with pytest.raises(PackError, match="UTF-8") as caught:
        read_yaml(latin)
    assert caught.value.line == 2


def test_models_name_every_mistake_with_its_line() -> None:
    from pydantic import BaseModel

    class Fee(BaseModel):
        amount: int

    class Pack(BaseModel):
        name: str
        fees: list[Fee]

    located = locate_yaml("name: 7\nfees:\n  - amount: x\n  - other: 1\n", "a.yaml")
    with pytest.raises(PackRefused) as caught:
        parse_as(Pack, located)
    assert [(error.line, error.reason.split(":")[0]) for error in caught.value.errors] == [
        (1, "name"), (3, "fees.0.amount"), (4, "fees.1.amount")
    ]  # fmt: skip
    assert "a.yaml, line 3" in str(caught.value)


def test_mistakes_of_several_files_are_gathered() -> None:
    problems = Problems()
    problems.refuse_if_any()
    for text in ["a: [", "ok: 1", "b: *x"]:
        with problems.gather():
            locate_yaml(text, text)
    with pytest.raises(PackRefused) as caught:
        problems.refuse_if_any()
    assert [error.file for error in caught.value.errors] == ["a: [", "b: *x"]
