"""Whoever reads a dossier of somebody else leaves a trace, also outside any transaction."""

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.onestop.dossiers.api import dossier_file
from motcua.onestop.dossiers.tests.test_life import submitted
from tests.office import Office, open_office


@pytest.mark.django_db(transaction=True)
def test_a_reading_outside_a_transaction_is_logged_with_its_purpose() -> None:
    office = open_office()
    dossier = submitted(office)
    dossier_file(dossier.code, purpose="intake", actor=office.actor("dienbien.motcua"))
    (reading,) = accesses_of(dossier.owner_id)
    assert reading.payload["purpose"] == "intake"


def test_an_owner_reading_his_own_leaves_no_trace(office: Office) -> None:
    dossier = submitted(office)
    dossier_file(dossier.code, purpose="own", actor=office.citizen())
    assert list(accesses_of(dossier.owner_id)) == []
