"""Numbers that name agencies, dossiers, people and taxpayers."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.identifiers import (
    AgencyCode,
    AgencyCodeError,
    CitizenNumber,
    CitizenNumberError,
    DossierCode,
    DossierCodeError,
    IdentifierError,
    TaxCode,
    TaxCodeError,
    tax_check_digit,
)


@pytest.mark.parametrize(
    ("text", "root", "levels", "form"),
    [
        ("000.17.22.H56", "H56", (22, 17), "old"),
        ("000.00.22.H56", "H56", (22,), "old"),
        ("000.00.00.H56", "H56", (), "old"),
        ("H56", "H56", (), "new"),
        ("H56.14", "H56", (14,), "new"),
        (" h56.14.3 ", "H56", (14, 3), "new"),
    ],
)
def test_both_forms_of_agency_codes_are_read(text: str, root: str, levels: tuple[int, ...], form: str) -> None:
    code = AgencyCode.parse(text)
    assert (code.root, code.levels, code.form, str(code)) == (root, levels, form, text.strip().upper())


@pytest.mark.parametrize("text", ["", "H5", "56.H", "H56.", "H56.1234", "00.17.22.H56", "001.00.22.H56", "H56.1.2.3.4.5"])
def test_other_texts_are_no_agency_codes(text: str) -> None:
    with pytest.raises(AgencyCodeError):
        AgencyCode.parse(text)


@pytest.mark.parametrize("text", ["000.17.22.H56-210531-0001", "H56.14-240823-0001", "H56-221122-12345"])
def test_dossier_codes_come_out_as_they_went_in(text: str) -> None:
    assert str(DossierCode.parse(f" {text.lower()} ")) == text


@settings(max_examples=50)
@given(st.sampled_from(["H56.14.3", "000.17.22.H56", "H56"]), st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.integers(1, 999_999))
def test_every_dossier_code_can_be_read_back(agency: str, day: date, serial: int) -> None:
    code = DossierCode(AgencyCode.parse(agency), day, serial)
    assert DossierCode.parse(str(code)) == code


@pytest.mark.parametrize("text", ["", "H56.14-221322-0001", "H56.14-221122-001", "X-221122-0001", "H56.14-221122", "H56.14-221122-0001-2"])
def test_other_texts_are_no_dossier_codes(text: str) -> None:
    with pytest.raises(DossierCodeError, match="not a dossier code"):
        DossierCode.parse(text)


@pytest.mark.parametrize(
    ("text", "sex", "year"), [("038185004217", "female", 1985), ("038078011358", "male", 1978), ("038 302 006 645", "female", 2002)]
)
def test_a_citizen_number_tells_sex_and_year(text: str, sex: str, year: int) -> None:
    number = CitizenNumber.parse(text)
    assert (number.sex, number.birth_year, number.place_code) == (sex, year, "038")


@pytest.mark.parametrize("text", ["", "03818500421", "0381850042177", "03818500421x", "003185004217", "100185004217", "٠٣٨١٨٥٠٠٤٢١٧"])
def test_other_texts_are_no_citizen_numbers(text: str) -> None:
    with pytest.raises(CitizenNumberError):
        CitizenNumber.parse(text)


@pytest.mark.parametrize("text", ["0100109106", "0100686209", "0300588569", "0100109106-011"])
def test_tax_codes_of_large_enterprises_fit_their_check_digit(text: str) -> None:
    assert str(TaxCode.parse(text)) == text
    assert TaxCode.parse(text).is_dependent_unit is ("-" in text)


@settings(max_examples=50)
@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(nine: str, place: int, change: int) -> None:
    check = tax_check_digit(nine)
    if check is None:
        return
    assert TaxCode.parse(f"{nine}{check}").text == f"{nine}{check}"
    wrong = nine[:place] + str((int(nine[place]) + change) % 10) + nine[place + 1 :]
    with pytest.raises(TaxCodeError):
        TaxCode.parse(f"{wrong}{check}")


@pytest.mark.parametrize("text", ["", "010010910", "0100109105", "0100109106-1", "0100109106-000", "01001O9106"])
def test_other_texts_are_no_tax_codes(text: str) -> None:
    with pytest.raises(TaxCodeError):
        TaxCode.parse(text)


def test_an_error_speaks_for_the_field_of_a_form() -> None:
    with pytest.raises(IdentifierError) as error:
        CitizenNumber.parse("003185004217")
    fault = error.value.on("citizen_id")
    assert (fault.field, str(fault)) == ("citizen_id", "No province has the code 003, the first three digits.")
