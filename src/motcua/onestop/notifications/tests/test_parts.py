"""A family with a bundle hears of one dossier, not of every turn of its parts."""

import pytest

from motcua.blocks.events.api import timeline
from motcua.blocks.notices.api import Notice
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import SupplementItem, request_supplement
from motcua.onestop.notifications.api import load_messages, tell_people
from tests.bundles import BIRTH, begun, go_on, parts
from tests.office import PROVINCE, Office

pytestmark = pytest.mark.django_db


def test_what_a_part_asks_is_told_of_the_whole_and_nothing_else_of_the_part(office: Office) -> None:
    load_messages(PROVINCE / "messages", actor=SYSTEM)
    whole = begun(office, BIRTH, "giay_chung_sinh")
    birth = parts(whole)["khai_sinh"]
    item = SupplementItem("giay_chung_sinh", "Giấy chứng sinh", "mờ")
    request_supplement(birth.code, items=[item], reason="Giấy chứng sinh mờ.", actor=office.actor("dienbien.tuphap"))
    go_on(whole)
    tell_people([*timeline("dossier", birth.pk), *timeline("dossier", whole.pk)])
    about = set(Notice.objects.values_list("about_stream", "about_id"))
    assert about == {("dossier", whole.pk)}
    assert "dossier_part_waits" in set(Notice.objects.values_list("template_key", flat=True))
