"""Several workers and people at one bundle in the same moment, on real connections: each part begins once, the whole ends once."""

from functools import partial

import pytest

from motcua.blocks.events.api import timeline
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier, Status, carry_on_bundle, withdraw_dossier
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from tests.bundles import DEATH, begun, decide, go_on, parts, signed
from tests.office import Office
from tests.security.at_once import at_once, errors

pytestmark = pytest.mark.django_db(transaction=True)
ENDINGS = {DossierEvent.RESOLVED, DossierEvent.STOPPED, DossierEvent.WITHDRAWN}


def endings(dossier: Dossier) -> list[str]:
    return [event.kind for event in timeline(STREAM, dossier.pk) if event.kind in ENDINGS]


def test_two_workers_that_lead_one_bundle_on_begin_each_part_once_and_end_it_once(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 2)
    signed(decide(office, parts(whole)["khai_tu"]))
    carry_on = partial(carry_on_bundle, whole.pk, actor=SYSTEM)
    assert not errors(at_once(carry_on, carry_on, carry_on))
    assert sorted(parts(whole)) == ["khai_tu", "mai_tang", "xoa_thuong_tru"]
    for key in ("mai_tang", "xoa_thuong_tru"):
        signed(decide(office, parts(whole)[key]))
    assert not errors(at_once(carry_on, carry_on))
    whole.refresh_from_db()
    assert whole.status == Status.RESOLVED
    assert endings(whole) == [DossierEvent.RESOLVED]


def test_two_parts_decided_in_the_same_moment_neither_wait_for_each_other_nor_lose_an_ending(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 2)
    signed(decide(office, parts(whole)["khai_tu"]))
    go_on(whole)
    support, deletion = parts(whole)["mai_tang"], parts(whole)["xoa_thuong_tru"]
    refused = "Không thuộc nhóm được hỗ trợ."
    assert not errors(at_once(partial(decide, office, support, refuse=refused), partial(decide, office, deletion)))
    signed(deletion)
    go_on(whole)
    whole.refresh_from_db()
    assert (whole.status, endings(whole)) == (Status.RESOLVED, [DossierEvent.RESOLVED])
    assert refused in whole.ended_reason


def test_a_withdrawal_and_the_last_ending_in_the_same_moment_leave_one_ending(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 1)
    signed(decide(office, parts(whole)["khai_tu"]))
    go_on(whole)
    signed(decide(office, parts(whole)["xoa_thuong_tru"]))
    citizen = office.citizen()
    at_once(partial(carry_on_bundle, whole.pk, actor=SYSTEM), partial(withdraw_dossier, whole.code, actor=citizen))
    go_on(whole)
    whole.refresh_from_db()
    assert whole.status in {Status.RESOLVED, Status.WITHDRAWN}
    assert len(endings(whole)) == 1
    assert not [part for part in parts(whole).values() if part.status in {Status.RECEIVED, Status.IN_PROCESS}]
