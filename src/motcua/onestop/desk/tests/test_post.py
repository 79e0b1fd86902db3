"""Envelopes by the public post: sent once, followed, handed over by the delivery, and a way on for every failure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Fault, Forbidden, InvalidInput, NotFound
from motcua.onestop.desk.api import (
    POSTMAN,
    Parcel,
    ask_about_silent,
    close_lost_envelope,
    enter_news,
    explain_money,
    keep_at_counter,
    link_envelope,
    my_parcels,
    note_envelope,
    order_pick_up,
    post_room,
    revoke_parcel,
    send_again,
    send_back_envelope,
    send_result,
    take_over_parcel,
    tell_post,
)
from motcua.onestop.desk.ports import PostNews, PostOrder, use_public_post
from motcua.onestop.desk.rules.parcel_turns import FINAL, is_news
from motcua.onestop.dossiers.api import Dossier, return_result
from motcua.onestop.payments import ports
from motcua.onestop.payments.api import Receipt, Refund, Transaction, load_settlement, reconcile, take_cash
from motcua.onestop.payments.ports import StatementLine
from tests.halls import EXTRACT, resolved, submitted
from tests.money import FakeGateway, FakeTreasury
from tests.office import DIEN_BIEN, Office
from tests.security.at_once import at_once, errors

HOME = {"person": "Nguyễn Thị Hoa", "address": "Số 12 phố Đinh Lễ", "phone": "0912345601"}


class FakePost:
    """A post that does as it is told; `down` makes it silent."""

    def __init__(self) -> None:
        self.orders: dict[str, PostNews] = {}
        self.sent: list[PostOrder] = []
        self.down = False

    def order(self, order: PostOrder) -> PostNews:
        self._answer()
        self.sent.append(order)
        return self.orders.setdefault(order.number, PostNews(order.number, f"BC{len(self.orders) + 1:09d}VN", "registered", 1))

    def ask(self, number: str) -> PostNews:
        self._answer()
        return self.orders[number]

    def revoke(self, number: str) -> PostNews:
        self._answer()
        news = self.orders[number]
        if news.state == "registered":
            self.orders[number] = replace(news, state="revoked", step=news.step + 1)
        return self.orders[number]

    def move(self, number: str, state: str, reason: str = "") -> PostNews:
        news = self.orders[number]
        self.orders[number] = replace(news, state=state, step=news.step + 1, reason=reason)
        return self.orders[number]

    def _answer(self) -> None:
        if self.down:
            raise Fault("the post is down")


@pytest.fixture
def post() -> Iterator[FakePost]:
    fake = FakePost()
    use_public_post(fake)
    yield fake
    use_public_post(None)


def sent(office: Office, post: FakePost, *, fee: int = 16_000) -> Parcel:
    parcel = send_result(resolved(office, fee=fee).code, **HOME, actor=office.actor("dienbien.motcua"))
    tell_post(parcel.pk, actor=SYSTEM)
    parcel.refresh_from_db()
    return parcel


def told(news: PostNews) -> bool:
    return take_over_parcel(news, actor=POSTMAN)


def test_the_delivery_hands_the_result_over_and_the_postman_brings_the_fee(office: Office, post: FakePost) -> None:
    parcel = sent(office, post, fee=0)
    assert (parcel.state, parcel.cod, post.sent[0].cod) == ("registered", 16_000, 16_000)
    told(post.move(parcel.number, "handed_over"))
    delivered = post.move(parcel.number, "delivered")
    assert told(delivered)
    assert not told(delivered), "the same news again changes nothing"
    dossier = Dossier.objects.get(pk=parcel.dossier_id)
    assert (dossier.status, dossier.fee_collected, dossier.result.return_method) == ("returned", 16_000, "post")
    assert dossier.result.returned_to == "Nguyễn Thị Hoa"
    kinds = list(Event.objects.filter(stream="post", stream_id=parcel.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["post.ordered", "post.registered", "post.handed_over", "post.delivered"]


def test_an_order_told_twice_is_one_and_a_silent_post_is_told_again(office: Office, post: FakePost) -> None:
    post.down = True
    parcel = send_result(resolved(office).code, **HOME, actor=office.actor("dienbien.motcua"))
    with pytest.raises(Fault):
        tell_post(parcel.pk, actor=SYSTEM)
    post.down = False
    for _ in range(2):
        tell_post(parcel.pk, actor=SYSTEM)
    assert len(post.orders) == 1
    parcel.refresh_from_db()
    assert (parcel.state, parcel.waybill) == ("registered", "BC000000001VN")


def test_late_news_cannot_put_the_state_back(office: Office, post: FakePost) -> None:
    parcel = sent(office, post)
    early = post.move(parcel.number, "handed_over")
    told(post.move(parcel.number, "returned", "Không gặp người nhận"))
    assert not told(early)
    parcel.refresh_from_db()
    assert (parcel.state, parcel.reason) == ("returned", "Không gặp người nhận")
    with pytest.raises(NotFound):
        told(PostNews("not-ours", "x", "delivered", 9))
    with pytest.raises(InvalidInput):
        told(PostNews(parcel.number, "x", "stolen", 9))


@pytest.mark.parametrize("failure", ["lost", "returned"])
def test_what_was_lost_or_came_back_is_seen_and_sent_again(office: Office, post: FakePost, failure: str) -> None:
    lan = office.actor("dienbien.motcua")
    parcel = sent(office, post)
    told(post.move(parcel.number, failure))
    assert [one.pk for one in post_room(lan).troubles] == [parcel.pk]
    again = send_again(parcel.pk, **{**HOME, "address": "Số 7 phố Tống Duy Tân"}, actor=lan)
    assert again.number.endswith("-P2")
    assert post_room(lan).troubles == []
    with pytest.raises(Conflict):
        send_again(parcel.pk, **HOME, actor=lan)
    tell_post(again.pk, actor=SYSTEM)
    told(post.move(again.number, "delivered"))
    assert Dossier.objects.get(pk=parcel.dossier_id).status == "returned"
    assert not told(replace(post.orders[parcel.number], state="delivered", step=99)) or failure == "lost"


def test_what_came_back_waits_at_the_counter(office: Office, post: FakePost) -> None:
    lan = office.actor("dienbien.motcua")
    parcel = sent(office, post)
    told(post.move(parcel.number, "returned"))
    keep_at_counter(parcel.pk, actor=lan)
    dossier = Dossier.objects.get(pk=parcel.dossier_id)
    assert dossier.return_wish == "counter"
    assert post_room(lan).to_send == []
    return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=lan)


def test_an_envelope_found_again_after_it_was_lost_is_handed_over(office: Office, post: FakePost) -> None:
    parcel = sent(office, post)
    told(post.move(parcel.number, "lost"))
    assert told(post.move(parcel.number, "delivered"))
    assert Dossier.objects.get(pk=parcel.dossier_id).status == "returned"
    assert post_room(office.actor("dienbien.motcua")).troubles == []


def test_a_fee_paid_another_way_while_the_postman_was_out_is_seen_and_given_back(office: Office, post: FakePost) -> None:
    lan = office.actor("dienbien.motcua")
    parcel = sent(office, post, fee=0)
    dossier = Dossier.objects.get(pk=parcel.dossier_id)
    take_cash(dossier.code, amount=16_000, actor=lan)
    told(post.move(parcel.number, "delivered"))
    dossier.refresh_from_db()
    assert (dossier.status, dossier.fee_collected) == ("returned", 16_000), "no fee twice"
    refund = Refund.objects.get()
    assert (refund.amount, refund.automatic, refund.transaction.reference) == (16_000, True, parcel.number), "nothing is lost either"
    assert post_room(lan).troubles == []


def test_money_that_nobody_asked_for_is_seen_until_it_was_given_back(office: Office, post: FakePost) -> None:
    lan = office.actor("dienbien.motcua")
    parcel = sent(office, post, fee=0)
    Parcel.objects.filter(pk=parcel.pk).update(cod=20_000)
    told(post.move(parcel.number, "delivered"))
    assert [one.pk for one in post_room(lan).troubles] == [parcel.pk]
    explain_money(parcel.pk, actor=lan)
    assert post_room(lan).troubles == []


def test_cash_on_delivery_is_booked_once_with_a_receipt_and_reconciled_with_the_account_of_the_post(
    office: Office, post: FakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = sent(office, post, fee=0)
    news = post.move(parcel.number, "delivered")
    assert (told(news), told(news)) == (True, False)
    booked = Transaction.objects.get()
    assert (booked.reference, booked.gateway, booked.means, booked.amount, booked.counts) == (parcel.number, "post", "cash", 16_000, True)
    assert Receipt.objects.get().amount == 16_000
    account = FakeGateway("post")
    monkeypatch.setattr(ports, "_joined", ports._Joined(collectors={"post": account}, treasury=FakeTreasury()))
    auditor, today = office.actor("kiemsoat.tinh"), clock.today()
    account.lines = [StatementLine(parcel.number, 16_000, "paid")]
    settled = reconcile(load_settlement("post", today, actor=auditor).pk, actor=auditor)
    assert settled.counts == {"matched": 1}, "the post pays over to the agency: the treasury is not asked"
    account.lines = []
    assert reconcile(load_settlement("post", today, actor=auditor).pk, actor=auditor).counts != {"matched": 1}
    with pytest.raises(NotFound):
        load_settlement("nobody", today, actor=auditor)


def test_one_envelope_at_a_time_and_only_a_signed_result(office: Office, post: FakePost) -> None:
    lan = office.actor("dienbien.motcua")
    with pytest.raises(Conflict):
        send_result(submitted(office).code, **HOME, actor=lan)
    parcel = sent(office, post)
    code = parcel.dossier.code if parcel.dossier else ""
    with pytest.raises(Conflict) as busy:
        send_result(code, **HOME, actor=lan)
    assert busy.value.code == "on_the_way"
    with pytest.raises(InvalidInput) as missing:
        send_result(code, person=" ", address="", actor=lan)
    assert [error.field for error in missing.value.fields] == ["person", "address"]
    for stranger in ("dienbien.tuphap", "hoangquang.motcua"):
        with pytest.raises((Forbidden, NotFound)):
            send_result(code, **HOME, actor=office.actor(stranger))


def test_an_order_is_revoked_until_the_postman_has_it(office: Office, post: FakePost) -> None:
    lan = office.actor("dienbien.motcua")
    first = sent(office, post)
    post.down = True
    with pytest.raises(Conflict):
        revoke_parcel(first.pk, actor=lan)
    post.down = False
    assert revoke_parcel(first.pk, actor=lan)
    second = send_again(first.pk, **HOME, actor=lan)
    tell_post(second.pk, actor=SYSTEM)
    told(post.move(second.number, "handed_over"))
    assert not revoke_parcel(second.pk, actor=lan)
    told(post.move(second.number, "delivered"))
    with pytest.raises(Conflict):
        revoke_parcel(second.pk, actor=lan)


def test_silent_envelopes_are_asked_about_the_longest_silent_first(office: Office, post: FakePost) -> None:
    parcel = sent(office, post)
    post.move(parcel.number, "handed_over")
    assert ask_about_silent(actor=SYSTEM) == 0, "there was news a moment ago"
    Parcel.objects.update(asked_at=clock.real_now() - timedelta(minutes=6))
    post.down = True
    assert ask_about_silent(actor=SYSTEM) == 0
    post.down = False
    assert ask_about_silent(actor=SYSTEM) == 1
    parcel.refresh_from_db()
    assert parcel.state == "handed_over"


def test_without_a_connection_officers_enter_waybill_and_state(office: Office) -> None:
    lan = office.actor("dienbien.motcua")
    parcel = send_result(resolved(office).code, **HOME, actor=lan)
    tell_post(parcel.pk, actor=SYSTEM)
    with pytest.raises(InvalidInput):
        enter_news(parcel.pk, state="registered", waybill=" ", actor=lan)
    enter_news(parcel.pk, state="registered", waybill="EH123456789VN", actor=lan)
    enter_news(parcel.pk, state="delivered", waybill="EH123456789VN", actor=lan)
    assert Dossier.objects.get(pk=parcel.dossier_id).status == "returned"


def test_papers_fetched_at_home_become_a_dossier_with_their_waybill(office: Office, post: FakePost) -> None:
    hoa, lan, desk = office.citizen(), office.actor("dienbien.motcua"), office.unit(f"{DIEN_BIEN}/mot_cua")
    parcel = order_pick_up(desk.pk, procedure_code=EXTRACT, address="Số 12 phố Đinh Lễ", phone="0912345601", actor=hoa)
    tell_post(parcel.pk, actor=SYSTEM)
    assert post.sent[0].pick_up
    assert post.sent[0].sender.address == "Số 12 phố Đinh Lễ"
    assert [one.pk for one in post_room(lan).announced] == [parcel.pk]
    told(post.move(parcel.number, "delivered"))
    assert [one.pk for one in post_room(lan).arrived] == [parcel.pk]
    parcel.refresh_from_db()
    assert note_envelope(desk.pk, parcel.waybill.lower(), actor=lan).pk == parcel.pk
    dossier = submitted(office)
    for _ in range(2):
        link_envelope(parcel.pk, dossier.code, actor=lan)
    assert post_room(lan).arrived == []
    assert my_parcels(hoa).get().dossier_id == dossier.pk


def test_papers_lost_on_their_way_in_are_told_and_closed_with_what_was_agreed(office: Office, post: FakePost) -> None:
    hoa, lan, desk = office.citizen(), office.actor("dienbien.motcua"), office.unit(f"{DIEN_BIEN}/mot_cua")
    parcel = order_pick_up(desk.pk, procedure_code=EXTRACT, address="Số 12 phố Đinh Lễ", phone="0912345601", actor=hoa)
    tell_post(parcel.pk, actor=SYSTEM)
    with pytest.raises(Conflict):
        close_lost_envelope(parcel.pk, note="Đã gọi điện.", actor=lan)
    told(post.move(parcel.number, "lost"))
    assert Event.objects.filter(kind="post.papers_lost", subject_id=hoa.party_id).get().payload["desk"] == desk.formal_name
    assert [one.pk for one in post_room(lan).announced] == [parcel.pk]
    with pytest.raises(InvalidInput):
        close_lost_envelope(parcel.pk, note=" ", actor=lan)
    with pytest.raises(Forbidden):
        close_lost_envelope(parcel.pk, note="Đã gọi điện.", actor=office.actor("hoangquang.motcua"))
    close_lost_envelope(parcel.pk, note="Hẹn nộp trực tuyến, xin cấp lại giấy tờ.", actor=lan)
    assert post_room(lan).announced == []
    assert told(post.move(parcel.number, "delivered"))
    assert [one.pk for one in post_room(lan).arrived] == [parcel.pk], "found again, it waits to be entered"


def test_an_envelope_from_a_post_office_is_noted_once_and_can_go_back(office: Office) -> None:
    lan, desk = office.actor("dienbien.motcua"), office.unit(f"{DIEN_BIEN}/mot_cua")
    first = note_envelope(desk.pk, "EH 987 654 321 VN", actor=lan)
    assert note_envelope(desk.pk, "EH987654321VN", actor=lan).pk == first.pk
    with pytest.raises(InvalidInput):
        note_envelope(desk.pk, "é", actor=lan)
    other = office.unit("380/mot_cua")
    with pytest.raises(InvalidInput):
        note_envelope(other.pk, "EH987654321VN", actor=office.actor("tpthanhhoa.motcua"))
    with pytest.raises(InvalidInput):
        send_back_envelope(first.pk, note=" ", actor=lan)
    send_back_envelope(first.pk, note="Không ghi tên người gửi", actor=lan)
    with pytest.raises(Conflict):
        send_back_envelope(first.pk, note="Lần hai", actor=lan)
    assert post_room(lan).arrived == []


def test_a_pick_up_needs_address_phone_desk_and_not_too_many(office: Office, post: FakePost) -> None:
    hoa, desk = office.citizen(), office.unit(f"{DIEN_BIEN}/mot_cua")
    good = {"procedure_code": EXTRACT, "address": "Số 12 phố Đinh Lễ", "phone": "0912345601"}
    for wrong in ({"address": " "}, {"phone": ""}):
        with pytest.raises(InvalidInput):
            order_pick_up(desk.pk, **{**good, **wrong}, actor=hoa)
    with pytest.raises(InvalidInput):
        order_pick_up(office.unit(DIEN_BIEN).pk, **good, actor=hoa)
    with pytest.raises(NotFound):
        order_pick_up(desk.pk, **{**good, "procedure_code": "9.999999"}, actor=hoa)
    with pytest.raises(Forbidden):
        order_pick_up(desk.pk, **good, actor=office.actor("dienbien.motcua"))
    for _ in range(3):
        order_pick_up(desk.pk, **good, actor=hoa)
    with pytest.raises(Conflict):
        order_pick_up(desk.pk, **good, actor=hoa)


states = st.sampled_from(["registered", "handed_over", "delivered", "returned", "revoked", "lost"])


@settings(max_examples=50, deadline=None)
@given(history=st.lists(states, min_size=1, max_size=6), told_as=st.lists(st.integers(0, 5), max_size=15))
def test_in_whatever_order_news_come_steps_never_go_back_and_an_end_stays(history: list[str], told_as: list[int]) -> None:
    state, step = "ordered", 0
    for place in told_as:
        if place >= len(history):
            continue
        before = state
        if is_news(history[place], place + 1, known=state, known_step=step):
            assert place + 1 > step
            assert before not in FINAL - {"lost"}
            state, step = history[place], place + 1


@pytest.mark.django_db(transaction=True)
def test_the_same_delivery_told_four_times_at_once_hands_over_once(office: Office, post: FakePost) -> None:
    parcel = sent(office, post, fee=0)
    news = post.move(parcel.number, "delivered")
    outcomes = at_once(*(partial(told, news) for _ in range(4)))
    assert errors(outcomes) == []
    assert outcomes.count(True) == 1
    assert Event.objects.filter(kind="dossier.returned").count() == 1
    assert Dossier.objects.get(pk=parcel.dossier_id).fee_collected == 16_000
