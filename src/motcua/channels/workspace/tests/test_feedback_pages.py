"""Feedback on the pages: sent without login, worked on by officials, struck out, published, followed."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.kernel import clock
from motcua.onestop.feedback.api import Feedback, load_feedback
from tests.office import PROVINCE, Office

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "field_issue",
    "topic": "moi_truong",
    "title": "Rác thải ùn ứ ở đầu ngõ",
    "text": "Rác thải không được thu gom ba ngày nay. Xin gọi tôi Nguyễn Thị Hoa, số 0912 345 601, xe 36A-123.45.",
    "place-text": "đầu ngõ 3",
    "place-area": "Phường Điện Biên, Thành phố Thanh Hóa",
    "urgency": "normal",
    "public": "yes",
    "name": "Nguyễn Thị Hoa",
    "phone": "0912 345 601",
}
As = Callable[[str], Client]


@pytest.fixture
def people(office: Office) -> As:
    load_feedback(PROVINCE / "feedback")

    def logged_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


def sent_by(client: Client, **changes: str) -> Feedback:
    """Send the form that was opened half a minute ago."""
    assert 'name="token"' in client.get("/phan-anh/gui/").content.decode()
    token = signing.dumps([str(uuid4()), clock.real_now().timestamp() - 30], salt="feedback form")
    reply = client.post("/phan-anh/gui/", {**FORM, "token": token, **changes})
    assert reply.status_code == 302, reply.content.decode()
    return Feedback.objects.get(code=reply["Location"].split("/")[-2])


def did(client: Client, one: Feedback, verb: str, **given: str) -> Feedback:
    """Do one thing with it, and be sure."""
    address = f"/lam-viec/phan-anh/{one.code}/{verb}/"
    assert client.get(address).status_code == 200, verb
    reply = client.post(address, {**given, "confirmed": "yes"})
    assert reply.status_code == 302, reply.content.decode()
    one.refresh_from_db()
    return one


def test_from_the_form_to_the_public_list(office: Office, people: As) -> None:
    citizen = Client()
    one = sent_by(citizen)
    assert (one.status, one.place.code if one.place else "") == ("waiting_intake", "14767")
    receipt = citizen.get(f"/phan-anh/da-gui/{one.code}/").content.decode()
    assert one.code in receipt
    control = people("kiemsoat.pakn")
    assert one.code in control.get("/lam-viec/phan-anh/").content.decode()
    page = control.get(f"/lam-viec/phan-anh/{one.code}/").content.decode()
    assert "Bộ phận Tiếp nhận và Trả kết quả, Phường Điện Biên" in page
    assert "0912345601" not in page, "the sender is hidden until asked for"
    assert "0912345601" in control.post(f"/lam-viec/phan-anh/{one.code}/nguoi-gui/").content.decode()
    did(control, one, "chuyen", unit=str(office.unit("14767/mot_cua").pk), reason="Thuộc địa bàn phường")
    clerk, specialist, chairman = people("dienbien.motcua"), people("dienbien.diachinh"), people("dienbien.chutich")
    did(clerk, one, "tiep-nhan")
    did(clerk, one, "phan-cong", unit=str(office.unit("14767/dia_chinh_xay_dung").pk))
    did(specialist, one, "bat-dau")
    did(specialist, one, "du-thao", text="Kính gửi bà Nguyễn Thị Hoa. Phường đã thu gom rác.")
    asked = chairman.post(f"/lam-viec/phan-anh/{one.code}/phe-duyet/")
    assert 'type="password"' in asked.content.decode(), "who signs proves it"
    session = chairman.session
    session["motcua.confirmed_at"] = clock.real_now().isoformat()
    session.save()
    did(chairman, one, "phe-duyet")
    assert one.status == "waiting_publication"
    editor = specialist.get(f"/lam-viec/phan-anh/{one.code}/cong-khai/").content.decode()
    marks = re.findall(r'name="marks" value="([^"]+)" checked', editor)
    assert len(marks) == 4, "name, phone and plate in the text, name in the answer"
    address = f"/lam-viec/phan-anh/{one.code}/cong-khai/"
    standing = specialist.post(address, {"publish": "1"})
    assert standing.status_code == 422
    preview = specialist.post(address, {"preview": "1", "marks": marks, "own": "ba ngày nay"}).content.decode()
    assert "không được thu gom [đã che]" in preview
    assert specialist.post(address, {"publish": "1", "marks": marks}).status_code == 302
    anybody = Client()
    assert FORM["title"] in anybody.get("/phan-anh/?q=rac+thai").content.decode()
    public = anybody.get(f"/phan-anh/{one.code}/").content.decode()
    for personal in ("Hoa", "345", "123.45"):
        assert personal not in public
    assert anybody.post(f"/phan-anh/{one.code}/thich/", {"thich": "co"}).status_code == 302
    assert "(1)" in anybody.get(f"/phan-anh/{one.code}/").content.decode()
    assert citizen.post(f"/phan-anh/theo-doi/{one.code}/danh-gia/", {"rating": "satisfied"}).status_code == 302
    one.refresh_from_db()
    assert one.rating == "satisfied"


def test_a_wrong_form_names_every_field_and_keeps_what_was_typed(people: As) -> None:
    page = Client().post("/phan-anh/gui/", {"text": "ngắn", "name": "Lê Văn <Bé>", "phone": "12"})
    assert page.status_code == 422
    text = page.content.decode()
    for field in ("id_kind", "id_topic", "id_title", "id_text", "id_name", "id_phone"):
        assert f'href="#{field}"' in text
    assert "Lê Văn &lt;Bé&gt;" in text
    assert Feedback.objects.count() == 0


def test_a_form_nobody_opened_is_held(people: As) -> None:
    reply = Client().post("/phan-anh/gui/", {**FORM, "token": "forged"})
    assert reply.status_code == 302
    assert Feedback.objects.get().status == "sent"
    assert Feedback.objects.get().code not in people("kiemsoat.pakn").get("/lam-viec/phan-anh/").content.decode()
    assert Feedback.objects.get().code in people("kiemsoat.pakn").get("/lam-viec/phan-anh/?xem=held").content.decode()


def test_another_browser_needs_the_secret(people: As) -> None:
    citizen = Client()
    one = sent_by(citizen)
    (secret,) = citizen.session["feedback_receipts"].values()
    other = Client()
    assert other.get(f"/phan-anh/theo-doi/{one.code}/").status_code == 404
    assert other.post("/phan-anh/theo-doi/", {"ma": one.code, "bi_mat": "AAAAAAAAAA"}).status_code == 404
    assert other.post("/phan-anh/theo-doi/", {"ma": one.code.lower(), "bi_mat": f" {secret.lower()} "}).status_code == 302
    assert FORM["title"] in other.get(f"/phan-anh/theo-doi/{one.code}/").content.decode()


def test_the_list_goes_out_as_a_file_without_senders(people: As) -> None:
    one = sent_by(Client(), title="=CMD(1) rác thải")
    reply = people("kiemsoat.tinh").get("/lam-viec/phan-anh.csv")
    text = b"".join(reply.streaming_content).decode()
    assert one.code in text
    assert "'=CMD(1)" in text
    assert "Hoa" not in text


def test_every_page_of_an_act_opens(office: Office, people: As) -> None:
    one = sent_by(Client())
    control = people("kiemsoat.pakn")
    for verb in ("tiep-nhan", "hoi", "chuyen", "chuyen-ngoai", "tu-choi", "gop", "phan-loai"):
        assert control.get(f"/lam-viec/phan-anh/{one.code}/{verb}/").status_code == 200, verb
    for verb in ("phe-duyet", "khong-co", "tra-ve"):
        assert control.get(f"/lam-viec/phan-anh/{one.code}/{verb}/").status_code == 302, verb
    did(control, one, "hoi", text="Ở số nhà nào?")
    assert one.status == "supplement_asked"


def test_an_official_writes_down_what_came_by_phone(people: As) -> None:
    clerk = people("dienbien.motcua")
    told = {**FORM, "channel": "phone", "public": "true", "key": str(uuid4())}
    wrong = clerk.post("/lam-viec/phan-anh/ghi-nhan/", {**told, "channel": "dove", "name": ""})
    assert wrong.status_code == 422
    assert 'href="#id_channel"' in wrong.content.decode()
    done = clerk.post("/lam-viec/phan-anh/ghi-nhan/", told).content.decode()
    one = Feedback.objects.get()
    assert (one.channel, one.status) == ("phone", "waiting_intake")
    assert one.code in done
    clerk.post("/lam-viec/phan-anh/ghi-nhan/", told)
    assert Feedback.objects.count() == 1
    assert people("kiemsoat.tinh").get("/lam-viec/phan-anh/ghi-nhan/").status_code == 403
