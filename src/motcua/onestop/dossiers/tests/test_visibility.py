"""The rule who sees a dossier stands twice, for sets and for a row at hand: both must say the same of everybody."""

from motcua.blocks.accounts.api import Account
from motcua.kernel.actor import ANONYMOUS, SYSTEM
from motcua.onestop.dossiers.api import Dossier, receive_dossier
from motcua.onestop.dossiers.queries.visibility import is_visible
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests.office import Office

STRANGER = {"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "GioiTinh": "Nam", "loAs": "2"}


def test_the_row_and_the_set_say_the_same_of_everybody(office: Office) -> None:
    waiting = submitted(office)
    moving = receive_dossier(submitted(office).code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    done(moving, "propose", office.actor("dienbien.tuphap"))
    officials = [office.actor(name) for name in Account.objects.filter(kind="official").values_list("username", flat=True)]
    everybody = [*officials, office.citizen(), office.citizen(STRANGER), ANONYMOUS, SYSTEM]
    seen = set()
    for actor in everybody:
        of_the_set = set(Dossier.objects.visible_to(actor).values_list("pk", flat=True))
        of_the_rows = {dossier.pk for dossier in (waiting, moving) if is_visible(dossier, actor)}
        assert of_the_rows == of_the_set, actor.name
        seen.add(frozenset(of_the_set))
    assert len(seen) >= 3, "the people of this test must see different things, or it proves nothing"
