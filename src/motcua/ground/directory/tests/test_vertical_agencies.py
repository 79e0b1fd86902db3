"""Police and social insurance: under their own superiors, at the desk of the territory they serve."""

import shutil
from pathlib import Path

import pytest

from motcua.blocks.packs.api import PackRefused
from motcua.ground.directory.api import bodies_performing, load_units, one_stop_of, performing_for, superior_of, unit_by_code
from motcua.ground.directory.queries.read_units import read_units
from motcua.ground.directory.tests.conftest import PROVINCE
from motcua.kernel.errors import NotFound

KEPT = ("38", "380", "406", "14767", "15925")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The units of the province, cut to a few territories."""
    folder = tmp_path / "units"
    shutil.copytree(PROVINCE / "units", folder)
    for name in ("territory_2022.csv", "agency_codes.csv"):
        head, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join([head, *(row for row in rows if row.split(",")[0] in KEPT)]) + "\n", encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_each_territory_has_its_own_under_that_of_the_territory_above(small: Path) -> None:
    load_units(small)
    ward = unit_by_code("cong_an_14767")
    assert (ward.name, ward.is_body, ward.serves and ward.serves.code) == ("Công an phường Điện Biên", True, "14767")
    city = superior_of(ward)
    assert city is not None
    assert city.code == "cong_an_380"
    top = superior_of(city)
    assert top is not None
    assert top.code == "cong_an_tinh"
    assert one_stop_of(ward).code == "14767/mot_cua"
    assert one_stop_of(unit_by_code("bhxh_380")).code == "380/mot_cua"
    assert set(bodies_performing("commune/cong_an").values_list("code", flat=True)) == {"cong_an_14767", "cong_an_15925"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "near", "found"),
    [
        ("commune", "14767", "14767"),
        ("district", "14767", "380"),
        ("commune/cong_an", "14767", "cong_an_14767"),
        ("district/bhxh", "14767", "bhxh_380"),
        ("district/bhxh", "cong_an_15925", "bhxh_380"),
        ("district", "cong_an_14767", "380"),
        ("so_tu_phap", "14767", "so_tu_phap"),
    ],
)
def test_the_agency_responsible_here_is_that_of_the_nearest_territory(small: Path, body: str, near: str, found: str) -> None:
    load_units(small)
    assert performing_for(body, unit_by_code(near)).code == found


@pytest.mark.django_db
def test_a_department_has_no_commune_of_its_own(small: Path) -> None:
    load_units(small)
    with pytest.raises(NotFound):
        performing_for("commune", unit_by_code("so_tu_phap"))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("of: cong_an_tinh", "of: cong_an_trung_uong", "the agency cong_an_trung_uong is not known"),
        ('vi: "Công an {place}"', 'vi: "Công an"', "vi"),
        ("key: bhxh", "key: cong_an", "is there already"),
    ],
)
def test_a_vertical_agency_that_makes_no_sense_is_refused(small: Path, right: str, wrong: str, said: str) -> None:
    file = small / "units.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        read_units(small)
    assert said in "\n".join(str(error) for error in refused.value.errors)
