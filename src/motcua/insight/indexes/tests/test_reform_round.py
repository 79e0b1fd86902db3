"""The reform index of the wards in the small office: from the opening to the signed publication."""

import hashlib
import io
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.events.api import Event
from motcua.blocks.files.api import read_bytes
from motcua.blocks.signing.api import verify_pdf
from motcua.insight.indexes.api import (
    Given,
    ReformMark,
    ReformRound,
    ReformSheet,
    SurveyAnswer,
    SurveyLink,
    add_evidence,
    answer_survey,
    appraise_component,
    assess_component,
    decide_component,
    decide_sheet,
    draw_sample,
    finish_appraisal,
    links_of,
    open_round,
    publish_round,
    refresh_numbers,
    remove_evidence,
    return_sheet,
    seal_of,
    sheet_page,
    sheets_of,
    sign_publication,
    submit_sheet,
)
from motcua.insight.indicators.api import keep_figures, rebuild
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Dossier
from tests.life import received
from tests.office import DIEN_BIEN, HOANG_QUANG, Office
from tests.sheets import photograph

NOW = datetime(2022, 11, 14, 9, tzinfo=VIETNAM)
TYPED = ("plan_done", "training", "job_positions")


@pytest.fixture
def opened(office: Office) -> ReformRound:
    """The round of the wards, after one dossier of Điện Biên was received online."""
    with clock.frozen(NOW):
        received(office)
        keep_figures(list(Event.objects.all()))
        return open_round(2022, "commune", actor=office.actor("caicach.tinh"))


def sheet_of(opened: ReformRound, code: str = DIEN_BIEN) -> ReformSheet:
    return opened.sheets.get(unit__code=code)


def assessed(office: Office, sheet: ReformSheet, who: str = "dienbien.chutich") -> ReformSheet:
    """Every typed component given: yes, no day late, all of it; nothing off."""
    actor = office.actor(who)
    for one in sheet.round.content.components():
        if not one.from_records:
            value = {"boolean": 1, "timeliness": 0, "penalty": 0}.get(one.kind, 100)
            assess_component(sheet.pk, one.key, Given(Decimal(value), "Quyết định số 1"), actor=actor)
    return submit_sheet(sheet.pk, actor=actor)


def test_a_sheet_is_filled_from_records_when_the_round_opens(office: Office, opened: ReformRound) -> None:
    assert {sheet.unit.code for sheet in opened.sheets.select_related("unit")} == {DIEN_BIEN, HOANG_QUANG}
    online = sheet_of(opened).marks.get(key="online_share")
    assert (online.self_value, online.basis["good"], online.basis["of"]) == (Decimal(100), 1, 1)
    assert online.self_points == opened.content.component("online_share").max
    assert sheet_of(opened, HOANG_QUANG).marks.get(key="online_share").self_points == 0
    feedback = sheet_of(opened).marks.get(key="feedback")
    assert not feedback.applicable, "nothing to measure, and the criteria let it be left out"


def test_the_number_of_records_is_not_typed_and_follows_the_records(office: Office, opened: ReformRound) -> None:
    sheet, actor = sheet_of(opened), office.actor("dienbien.chutich")
    assess_component(sheet.pk, "online_share", Given(Decimal(1), "ghi chú"), actor=actor)
    mark = sheet.marks.get(key="online_share")
    assert (mark.self_value, mark.self_note) == (Decimal(100), "ghi chú")
    with clock.frozen(NOW):
        Dossier.objects.update(channel=1)
        rebuild()
        refresh_numbers(sheet.pk, actor=actor)
    assert sheet.marks.get(key="online_share").self_value == 0


def test_what_does_not_apply_needs_words_and_counts_on_neither_side(office: Office, opened: ReformRound) -> None:
    sheet, actor = sheet_of(opened), office.actor("dienbien.chutich")
    before = sheet_page(sheet.pk, actor=actor).totals.possible
    with pytest.raises(InvalidInput) as refused:
        assess_component(sheet.pk, "disbursement", Given(None, applicable=False), actor=actor)
    assert refused.value.fields[0].field == "note"
    assess_component(sheet.pk, "disbursement", Given(None, "Không được giao vốn", applicable=False), actor=actor)
    assert sheet_page(sheet.pk, actor=actor).totals.possible == before - opened.content.component("disbursement").max
    with pytest.raises(Conflict):
        assess_component(sheet.pk, "initiative", Given(None, "x", applicable=False), actor=actor)


@pytest.mark.parametrize("value", [None, Decimal(-1), Decimal(101), Decimal("NaN"), Decimal("Infinity")])
def test_a_number_that_cannot_be_is_refused_at_its_field(office: Office, opened: ReformRound, value: Decimal | None) -> None:
    with pytest.raises(InvalidInput) as refused:
        assess_component(sheet_of(opened).pk, "plan_done", Given(value), actor=office.actor("dienbien.chutich"))
    assert refused.value.fields[0].field == "value"


def test_an_incomplete_sheet_is_refused_with_everything_it_lacks(office: Office, opened: ReformRound) -> None:
    sheet, actor = sheet_of(opened), office.actor("dienbien.chutich")
    assess_component(sheet.pk, "initiative", Given(Decimal(1)), actor=actor)
    with pytest.raises(InvalidInput) as refused:
        submit_sheet(sheet.pk, actor=actor)
    named = {one.field for one in refused.value.fields}
    assert {"initiative", *TYPED} <= named, "points without evidence, and components without a number"
    assert "online_share" not in named


def test_evidence_is_kept_under_its_hash_until_the_sheet_is_sent(office: Office, opened: ReformRound) -> None:
    sheet, actor = sheet_of(opened), office.actor("dienbien.chutich")
    data = photograph()
    piece = add_evidence(sheet.pk, "initiative", name="quyet-dinh.jpg", stream=io.BytesIO(data), actor=actor)
    assert piece.file.sha256 == hashlib.sha256(data).hexdigest()
    assessed(office, sheet)
    with pytest.raises(Conflict):
        remove_evidence(piece.pk, actor=actor)
    with pytest.raises(Forbidden):
        add_evidence(sheet.pk, "initiative", name="a.jpg", stream=io.BytesIO(data), actor=office.actor("hoangquang.chutich"))


def test_a_returned_sheet_is_explained_and_appraised_and_a_difference_needs_words(office: Office, opened: ReformRound) -> None:
    sheet, lead = assessed(office, sheet_of(opened)), office.actor("caicach.tinh")
    return_sheet(sheet.pk, reason="Giải trình tỷ lệ bồi dưỡng", actor=lead)
    sheet = assessed(office, sheet)
    with pytest.raises(InvalidInput):
        appraise_component(sheet.pk, "training", Given(Decimal(80)), actor=lead)
    appraise_component(sheet.pk, "training", Given(Decimal(80), "Theo danh sách"), actor=lead)
    page = sheet_page(sheet.pk, actor=lead)
    row = next(one for one in page.rows if one.component.key == "training")
    assert row.points == row.component.max * Decimal("0.8")
    assert row in [one for one, _lost in page.lost()]


def test_each_stage_belongs_to_its_own_people(office: Office, opened: ReformRound) -> None:
    sheet = sheet_of(opened)
    head, lead, council = office.actor("dienbien.chutich"), office.actor("caicach.tinh"), office.actor("ubndtinh.phochutich")
    with pytest.raises(Forbidden):
        assess_component(sheet.pk, "initiative", Given(Decimal(1)), actor=lead)
    with pytest.raises(Forbidden):
        open_round(2022, "district", actor=head)
    with pytest.raises(Conflict):
        appraise_component(sheet.pk, "initiative", Given(Decimal(1)), actor=lead)
    assessed(office, sheet)
    for actor in (head, office.actor("hoangquang.chutich")):
        with pytest.raises(Forbidden):
            appraise_component(sheet.pk, "initiative", Given(Decimal(1)), actor=actor)
    with pytest.raises(Conflict):
        decide_sheet(sheet.pk, actor=council)
    finish_appraisal(sheet.pk, actor=lead)
    for actor in (head, lead):
        with pytest.raises(Forbidden):
            decide_component(sheet.pk, "initiative", Given(Decimal(0), "x"), actor=actor)
    with pytest.raises(InvalidInput):
        decide_component(sheet.pk, "initiative", Given(Decimal(0)), actor=council)
    with pytest.raises(Forbidden):
        sheet_page(sheet.pk, actor=office.actor("hoangquang.chutich"))
    with pytest.raises(Conflict):
        open_round(2022, "commune", actor=lead)
    with pytest.raises(NotFound):
        open_round(2031, "commune", actor=lead)


def test_the_lot_asks_people_of_real_dossiers_once_and_their_answers_name_nobody(office: Office, opened: ReformRound) -> None:
    lead = office.actor("caicach.tinh")
    Dossier.objects.update(status="returned", ended_at=NOW, timing="on_time")
    assert draw_sample(opened.pk, "citizens", actor=lead) == 1, "one dossier was resolved in all wards"
    with pytest.raises(Conflict):
        draw_sample(opened.pk, "citizens", actor=lead)
    ((_link, token),) = links_of(opened, office.unit(DIEN_BIEN).pk, "citizens", actor=lead)
    with pytest.raises(InvalidInput):
        answer_survey(token, {"access": 6, "procedure": 4, "officials": 4, "result": 4}, actor=ANONYMOUS)
    answer_survey(token, {"access": 5, "procedure": 4, "officials": 4, "result": 3}, actor=ANONYMOUS)
    for used in (token, "guessed"):
        with pytest.raises(NotFound):
            answer_survey(used, {"access": 5, "procedure": 4, "officials": 4, "result": 3}, actor=ANONYMOUS)
    names = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert names == {"id", "round", "unit", "survey", "answers"}, "nothing joins an answer with a person, a link or a moment"
    assert SurveyLink.objects.get().used
    assert token not in str(SurveyLink.objects.values())
    with pytest.raises(Forbidden):
        list(links_of(opened, office.unit(DIEN_BIEN).pk, "citizens", actor=office.actor("dienbien.chutich")))


def test_a_published_round_is_sealed_signed_and_never_changes(office: Office, opened: ReformRound) -> None:
    lead, council = office.actor("caicach.tinh"), office.actor("ubndtinh.phochutich")
    draw_sample(opened.pk, "leaders", actor=lead)
    (_link, token), *_rest = links_of(opened, office.unit(DIEN_BIEN).pk, "leaders", actor=lead)
    with pytest.raises(Conflict):
        publish_round(opened.pk, actor=council)
    for code, who in ((DIEN_BIEN, "dienbien.chutich"), (HOANG_QUANG, "hoangquang.chutich")):
        sheet = assessed(office, sheet_of(opened, code), who)
        finish_appraisal(sheet.pk, actor=lead)
        decide_sheet(sheet.pk, actor=council)
    answer_survey(token, {"steering": 5, "change": 4}, actor=ANONYMOUS)
    with pytest.raises(Forbidden):
        publish_round(opened.pk, actor=lead)
    with clock.frozen(NOW):
        published = publish_round(opened.pk, actor=council)
    assert sheet_of(opened).marks.get(key="leaders").self_value == Decimal("4.5"), "answers count to the end"
    ranked = sheets_of(published, actor=council)
    assert [sheet.unit.code for sheet, _totals in ranked] == [DIEN_BIEN, HOANG_QUANG]
    assert all(sheet.index == totals.index for sheet, totals in ranked)
    told = Event.objects.get(kind="reform.published").payload
    assert {one["unit"]: one["sha256"] for one in told["seal"]} == {sheet.unit.code: seal_of(sheet) for sheet, _totals in ranked}
    ReformMark.objects.filter(sheet=ranked[0][0], key="initiative").update(lead_points=0)
    assert told["seal"][0]["sha256"] != seal_of(sheet_of(opened)), "a mark changed afterwards breaks the seal"
    with pytest.raises(Conflict):
        decide_component(ranked[0][0].pk, "initiative", Given(Decimal(0), "x"), actor=council)
    signed = sign_publication(opened.pk)
    assert signed.file is not None
    assert len(verify_pdf(read_bytes(signed.file)).signatures) == 2
    assert sign_publication(opened.pk).file_id == signed.file_id


def test_lists_take_the_same_statements_however_many_sheets_there_are(office: Office, opened: ReformRound) -> None:
    actor = office.actor("caicach.tinh")

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            sheets_of(opened, actor=actor)
        return len(seen)

    two = statements()
    opened.sheets.exclude(unit__code=DIEN_BIEN).delete()
    assert statements() == two == 2
