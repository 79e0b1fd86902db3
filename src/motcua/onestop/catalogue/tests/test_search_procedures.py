from collections.abc import Iterator
from datetime import datetime

import pytest

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import forget_versions, life_events, list_procedures, load_procedures, search_procedures
from motcua.onestop.catalogue.queries.listing import forget_list, searchable_of
from motcua.onestop.catalogue.rules.ranking import Searchable, rank
from motcua.onestop.catalogue.tests.province import FOLDER, sources

ALL = [searchable_of(source.content) for source in sources()]


@pytest.fixture
def _loaded() -> Iterator[None]:
    forget_versions()
    forget_list()
    with clock.frozen(datetime(2022, 11, 14, 9, tzinfo=VIETNAM)):
        load_procedures(FOLDER, actor=SYSTEM)
        yield
    forget_versions()
    forget_list()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", "1.001193"),
        ("Đăng ký khai sinh", "1.001193"),
        ("lam khai sinhh", "1.001193"),
        ("giay khai snh", "1.001193"),
        ("sinh con", "1.001193"),
        ("birth", "1.001193"),
        ("1.001193", "1.001193"),
        ("kết hôn", "1.000894"),
        ("ket hon", "1.000894"),
        ("đăng ký cưới", "1.000894"),
        ("khai tử", "1.000656"),
        ("sao y", "2.000815"),
        ("công chứng", "2.000815"),
        ("trich luc", "2.000635"),
        ("sổ đỏ", "1.002993"),
        ("sang ten so do", "1.002993"),
        ("bằng lái xe", "1.002809"),
        ("bang lai", "1.002809"),
        ("mở quán", "1.001612"),
        ("thành lập công ty", "2.001583"),
        ("lý lịch tư pháp", "2.000488"),
        ("ly lich", "2.000488"),
        ("khuyến mãi", "2.000033"),
        ("trợ cấp người già", "1.001776"),
        ("criminal record", "2.000488"),
    ],
)
def test_what_people_type_finds_the_right_procedure(typed: str, first: str) -> None:
    found = rank(typed, ALL)
    assert found[:1] == [first], found


def test_nonsense_finds_nothing() -> None:
    assert rank("xyzzyq", ALL) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_loaded")
def test_published_procedures_are_searched_and_listed_by_field_level_and_life_event() -> None:
    assert len(search_procedures("")) == len({source.content.code for source in sources()})
    assert search_procedures("lam khai sinhh")[0].code == "1.001193"
    assert {content.code for content in list_procedures(field="ho_tich")} == {
        "1.001193",
        "1.000894",
        "1.000656",
        "2.000635",
        "2.002621",
        "2.002622",
    }
    assert [content.code for content in list_procedures(level="district")] == ["1.001939", "1.001612"]
    assert [content.code for content in list_procedures(life_event="sinh_con")] == ["1.001939", "1.001193", "2.002621"]
    assert all(count > 0 for _, count in life_events())
    assert {content.code for content in list_procedures(subject="enterprise", codes=["2.000033", "1.001193"])} == {"2.000033"}


def test_marks_that_fit_rank_before_marks_that_do_not() -> None:
    two = [Searchable("1.000001", ("Cấp giấy tạm trú",), (), ""), Searchable("1.000002", ("Cấp giấy tam thất",), (), "")]
    assert rank("tạm", two)[0] == "1.000001"
    assert rank("tam", two)[0] == "1.000002"
    three = [Searchable("1.000001", ("Đăng ký xe",), (), ""), Searchable("1.000002", ("Đăng",), (), "")]
    assert rank("đă", three) == ["1.000001", "1.000002"]
