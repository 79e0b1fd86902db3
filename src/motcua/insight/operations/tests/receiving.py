"""Dossiers written straight into the tables: what is tested here is what is made of them."""

import uuid
from datetime import datetime, timedelta

from motcua.ground.parties.api import Party
from motcua.onestop.catalogue.api import ProcedureVersion
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office


def received(office: Office, code: str, at: datetime, *, count: int = 1, due: datetime | None = None) -> Dossier:
    """Dossiers in process at the unit with that code; the last of them is returned."""
    version = ProcedureVersion.objects.select_related("procedure").get(procedure__code="2.000635")
    owner, _ = Party.objects.get_or_create(kind="person", full_name="An", search_text="an")
    unit = office.unit(code)
    made = [
        Dossier(
            code=uuid.uuid4().hex, submission_key=uuid.uuid4(), procedure=version.procedure, version=version, channel=1,
            competent=unit, receiver=unit, owner=owner, submitter=owner, status="in_process",
            submitted_at=at, received_at=at, due_at=due or at + timedelta(days=30),
        )
        for _number in range(count)
    ]  # fmt: skip
    return Dossier.objects.bulk_create(made)[-1]
