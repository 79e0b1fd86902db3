"""A citizen photographs a paper on the page of the component, without script."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.onestop.dossiers.api import Draft
from tests.sheets import photograph

OLD_PAPER = "giay_to_ho_tich_cu"


def picture(data: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_photographs_are_sent_put_in_order_and_kept_as_one_pdf(hoa: Client, draft: Draft) -> None:
    component = f"/nhap/{draft.key}/giay-to/{OLD_PAPER}/"
    assert "chup/" in hoa.get(component).content.decode()
    page = f"{component}chup/"
    assert 'capture="environment"' in hoa.get(page).content.decode()
    sent = hoa.post(page, {"viec": "add", "tep": [picture(photograph()), picture(photograph(blur=6))]})
    assert (sent.status_code, sent["Location"]) == (302, page)
    shown = hoa.get(page)
    rows = shown.context["rows"]
    assert [row["page"].number for row in rows] == [1, 2]
    assert len(rows[1]["said"]) == 1
    assert hoa.get(rows[0]["src"])["Content-Type"] == "image/jpeg"
    assert hoa.post(page, {"viec": f"turn-{rows[0]['page'].id}"}).status_code == 302
    unclear = hoa.post(page, {"viec": "keep"})
    assert unclear.status_code == 422
    assert "id_van_giu" in unclear.content.decode()
    kept = hoa.post(page, {"viec": "keep", "van_giu": "yes"})
    assert (kept.status_code, kept["Location"]) == (302, component)
    assert draft.papers.get().file.pages == 2


def test_nothing_chosen_or_no_picture_is_told_at_the_field(hoa: Client, draft: Draft, stranger: Client) -> None:
    page = f"/nhap/{draft.key}/giay-to/{OLD_PAPER}/chup/"
    for posted in ({"viec": "add"}, {"viec": "add", "tep": picture(b"GIF89a...", "a.gif")}):
        said = hoa.post(page, posted)
        assert said.status_code == 422
        assert said.context["add"].error
    assert hoa.get(f"/nhap/{draft.key}/giay-to/khong_co/chup/").status_code == 404
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"viec": "add", "tep": picture(photograph())}).status_code == 404
