"""The same entry from two connections, two entries of one number, and a voided block in the middle: one dossier, nothing lost."""

from functools import partial

import pytest

from motcua.kernel import clock
from motcua.onestop.desk.api import NumberBlock, OfflineEntry, void_block
from motcua.onestop.desk.tests.offline_device import MORNING, TestDevice
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office
from tests.security.at_once import at_once, errors

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN, HELD = OfflineEntry.State.TAKEN, OfflineEntry.State.HELD


def test_two_deliveries_at_once_are_one_dossier(office: Office) -> None:
    device = TestDevice(office)
    entry, copy = device.enter(number=1), device.enter(number=1)
    outcomes = at_once(*(partial(device.send, one) for one in (entry, entry, copy, copy)))
    assert errors(outcomes) == []
    kept = OfflineEntry.objects.filter(block=device.prepared.block)
    assert sorted(one.state for one in kept) == [HELD, TAKEN]
    assert Dossier.objects.count() == 1


def test_voiding_while_an_entry_arrives_leaves_it_taken_or_waiting(office: Office) -> None:
    device = TestDevice(office)
    entry, head = device.enter(), office.actor("dienbien.chutich")

    def void() -> int:
        with clock.frozen(MORNING):
            return void_block(device.prepared.block.pk, reason="Máy bị mất", actor=head)

    assert errors(at_once(void, partial(device.send, entry))) == []
    block = NumberBlock.objects.get()
    assert block.state == NumberBlock.State.VOIDED
    [kept] = OfflineEntry.objects.all()
    assert (kept.state, kept.number.state) in {(TAKEN, "used"), (HELD, "voided")}
    assert not block.numbers.filter(state="free").exists()
