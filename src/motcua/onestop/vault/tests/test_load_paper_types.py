"""The types of papers are loaded whole or not at all."""

from pathlib import Path

import pytest

from motcua.blocks.packs.api import PackRefused
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Forbidden
from motcua.onestop.vault.actions.load_paper_types import load_paper_types
from motcua.onestop.vault.queries.types import paper_types
from tests.office import PROVINCE, Office


def test_the_types_of_the_province_load_and_loading_twice_changes_nothing(office: Office) -> None:
    first = load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    assert first.written
    assert first.count("added") == len(paper_types()) > 10
    assert not load_paper_types(PROVINCE / "papers", actor=SYSTEM).differs


def test_a_procedure_or_component_that_does_not_exist_is_refused_with_its_line(office: Office, tmp_path: Path) -> None:
    text = (PROVINCE / "papers" / "types.yaml").read_text()
    text = text.replace('produced_by: ["2.000635"]', 'produced_by: ["2.999999"]').replace("component: gplx_cu", "component: gplx_moi")
    (tmp_path / "types.yaml").write_text(text)
    with pytest.raises(PackRefused) as refused:
        load_paper_types(tmp_path, actor=SYSTEM)
    lines = text.splitlines()
    assert [("2.999999" in lines[e.line - 1], "gplx_moi" in lines[e.line - 1]) for e in refused.value.errors] == [
        (True, False),
        (False, True),
    ]
    assert paper_types() == ()


def test_a_dry_run_writes_nothing_and_officials_do_not_load(office: Office) -> None:
    assert load_paper_types(PROVINCE / "papers", actor=SYSTEM, dry_run=True).differs
    assert paper_types() == ()
    with pytest.raises(Forbidden):
        load_paper_types(PROVINCE / "papers", actor=office.actor("bientap.tinh"))
