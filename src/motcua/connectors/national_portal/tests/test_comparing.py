"""Both sides compared: dossiers day by day, the catalogue; differences are put right by one click."""

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.actions.pull_catalogue import pull_catalogue
from motcua.connectors.national_portal.actions.push_catalogue import push_procedures
from motcua.connectors.national_portal.actions.reconcile import reconcile
from motcua.connectors.national_portal.actions.resend import replay, resend_message
from motcua.connectors.national_portal.actions.resend_differences import resend_difference, resend_differences
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.models import OutboxMessage
from motcua.connectors.national_portal.queries.exchange import catalogue_standing, proof_of, standing
from motcua.connectors.national_portal.rules.comparing import compare
from motcua.connectors.national_portal.tests.lives import LIFE, RealTime, dossiers, effects, happen
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Forbidden, NotFound
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.review.api import NationalEntry
from tests.office import Office
from tests.sandbox_process import Sandbox

codes = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 10))


@limits(max_examples=50)
@given(ours=codes, theirs=codes, under_way=st.sets(st.sampled_from("abcdefgh")))
def test_every_difference_is_found_and_nothing_else(ours: dict[str, int], theirs: dict[str, int], under_way: set[str]) -> None:
    found = {one.code: one for one in compare(ours, theirs, under_way)}
    for code in set(ours) | set(theirs):
        differs = ours.get(code) != theirs.get(code) and code not in under_way
        assert (code in found) == differs
        if differs:
            kind = "missing_there" if code not in theirs else "missing_here" if code not in ours else "status"
            assert found[code].kind == kind


@pytest.mark.django_db
def test_what_the_portal_lost_or_holds_differently_is_listed_and_sent_again(
    office: Office, portal: NationalPortal, sandbox: Sandbox
) -> None:
    lost, stale, moving, *_ = some = dossiers(6, office)
    ours = [one.code for one in some]
    happen("dossier.submitted", some)
    happen("dossier.received", some)
    drain_outbox(portal)
    today = clock.today()
    assert not reconcile(today, today, portal).differences.filter(code__in=ours).exists()
    httpx.post(f"{sandbox.url}/national-portal/forget/{lost.code}").raise_for_status()
    Dossier.objects.filter(pk=stale.pk).update(status="in_process")
    happen("dossier.task_completed", [moving])
    run = reconcile(today, today, portal)
    assert {(one.code, one.kind, one.ours, one.theirs) for one in run.differences.filter(code__in=ours)} == {
        (lost.code, "missing_there", 2, None),
        (stale.code, "status", 4, 2),
    }
    assert (run.equal, run.under_way) == (3, 1)
    first = run.differences.get(code=lost.code)
    resend_difference(first.pk, actor=SYSTEM)
    with pytest.raises(NotFound):
        resend_difference(first.pk, actor=SYSTEM)
    assert resend_differences(run.pk, actor=SYSTEM) == 1
    Dossier.objects.filter(pk=moving.pk).update(status="in_process")
    drain_outbox(portal)
    assert not reconcile(today, today, portal).differences.filter(code__in=ours).exists()


@pytest.mark.django_db
def test_a_dossier_only_the_portal_has_is_told_to_the_operator(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    [gone] = dossiers(1, office)
    happen("dossier.submitted", [gone])
    drain_outbox(portal)
    Dossier.objects.filter(pk=gone.pk).update(code="H56.1-221114-9999")
    found = {one.code: one.kind for one in reconcile(clock.today(), clock.today(), portal).differences.all()}
    assert found[gone.code] == "missing_here"
    assert found["H56.1-221114-9999"] == "missing_there"


@pytest.mark.django_db
def test_a_corrected_message_goes_again_under_its_key_and_the_rest_follows(
    office: Office, portal: NationalPortal, sandbox: Sandbox
) -> None:
    [bad] = dossiers(1, office)
    Dossier.objects.filter(pk=bad.pk).update(owner_name=" ")
    for kind in LIFE:
        happen(kind, [bad])
    with RealTime() as time:
        for _ in range(4):
            drain_outbox(portal)
            time.later(hours=1)
        poison = OutboxMessage.objects.get(state="set_aside")
        held = standing(actor=SYSTEM)
        assert (held.set_aside, held.waiting, held.held) == (1, 4, 4)
        Dossier.objects.filter(pk=bad.pk).update(owner_name="Nguyễn Thị Hoa")
        resend_message(poison.pk, actor=SYSTEM)
        assert drain_outbox(portal).delivered == 5
    ours = [key for key in effects(sandbox) if key.startswith(f"{bad.code}#")]
    assert ours == [f"{bad.code}#{number}" for number in range(1, 6)]
    proof = proof_of(bad.code, actor=SYSTEM)
    assert all(message.call is not None and message.call.reply_id for message in proof.messages)


@pytest.mark.django_db
def test_a_replay_changes_nothing_at_a_portal_that_has_it_and_restores_one_that_lost_it(
    office: Office, portal: NationalPortal, sandbox: Sandbox
) -> None:
    [one] = dossiers(1, office)
    for kind in LIFE:
        happen(kind, [one])
    drain_outbox(portal)
    before = effects(sandbox)
    assert replay(code=one.code, actor=SYSTEM) == 5
    drain_outbox(portal)
    assert effects(sandbox) == before
    httpx.post(f"{sandbox.url}/national-portal/forget/{one.code}").raise_for_status()
    assert replay(code=one.code, actor=SYSTEM) == 5
    drain_outbox(portal)
    assert [key for key in effects(sandbox) if key.startswith(f"{one.code}#")] == [f"{one.code}#{number}" for number in range(1, 6)]
    with pytest.raises(NotFound):
        replay(actor=SYSTEM)


@pytest.mark.django_db
def test_the_national_list_is_compared_filled_and_counted(office: Office, portal: NationalPortal) -> None:
    pull_catalogue(portal)
    _, found = catalogue_standing(actor=SYSTEM)
    missing = [one.code for one in found if one.what == "missing_there"]
    assert "2.000635" in missing
    assert push_procedures(missing, portal, actor=SYSTEM) == len(missing)
    read_at, found = catalogue_standing(actor=SYSTEM)
    assert read_at is not None
    assert list(found) == []
    assert NationalEntry.objects.filter(unpublished_at__isnull=True).count() == len(missing)
    assert push_procedures(missing[:1], portal, actor=SYSTEM) == 1
    assert NationalEntry.objects.count() == len(missing)


@pytest.mark.django_db
def test_only_administrators_see_and_send(office: Office) -> None:
    desk = office.actor("dienbien.motcua")
    for refused in (lambda: standing(actor=desk), lambda: replay(code="x", actor=desk), lambda: resend_message(1, actor=desk)):
        with pytest.raises(Forbidden):
            refused()
