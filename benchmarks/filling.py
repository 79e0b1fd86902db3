"""A database as after some months: many dossiers copied from a real one, open ones with their tasks, events and figures.

python -m benchmarks.filling DOSSIERS
"""

import os
import sys
import uuid
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 -- Django must be set up first

from benchmarks.clock import Steps  # noqa: E402
from benchmarks.life_client import ANSWERS, EXTRACT, PLACES, open_office, through_actions  # noqa: E402
from motcua.blocks.accounts.api import Account  # noqa: E402
from motcua.blocks.events.api import drain  # noqa: E402
from motcua.blocks.jobs.api import run_pending  # noqa: E402
from motcua.ground.directory.api import Unit, actor_for, unit_by_code  # noqa: E402
from motcua.ground.parties.api import Party  # noqa: E402
from motcua.insight.indicators.api import rebuild  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.text import fold  # noqa: E402
from motcua.onestop.dossiers.api import Dossier, receive_dossier, save_answers, start_draft, submit_dossier  # noqa: E402

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
GIVEN = ("Văn An", "Thị Bình", "Đức Cường", "Thị Dung", "Minh Đức", "Thu Hà", "Quang Huy", "Ngọc Lan", "Hải Nam", "Thị Oanh")
PEOPLE, AT_ONCE, OPEN = 5000, 2000, 300


def fill(count: int) -> None:
    """Fill: `count` finished dossiers over a year in all communes, `OPEN` received ones in Điện Biên, one draft."""
    open_office()
    through_actions(0, "")(Steps())
    while drain(1000) + run_pending(100):
        pass
    _open(OPEN)
    template = Dossier.objects.filter(status="returned").latest("id")
    people = _people()
    places = list(Unit.objects.filter(kind="commune", body__isnull=False).values_list("pk", flat=True))
    home = unit_by_code(PLACES[0][0]).pk
    participation = template.participations.model
    for first in range(0, count, AT_ONCE):
        made = [
            _copy(template, number, people, home if number % 10 == 0 else places[number % len(places)])
            for number in range(first, first + AT_ONCE)
        ]
        with transaction.atomic():
            Dossier.objects.bulk_create(made)
            participation.objects.bulk_create(participation(dossier=one, unit_id=one.competent_id) for one in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rebuild()


def _open(count: int) -> None:
    citizen = actor_for(Account.objects.get(username="eid-038185004217"), clock.now())
    desk = actor_for(Account.objects.get(username=f"{PLACES[0][1]}.motcua"), clock.now())
    place = unit_by_code(PLACES[0][0]).pk
    for _ in range(count + 1):
        draft = start_draft(EXTRACT, unit_id=place, actor=citizen)
        save_answers(draft.key, values=ANSWERS, actor=citizen)
        if _ < count:
            receive_dossier(submit_dossier(draft.key, actor=citizen).code, fee_later=True, actor=desk)


def _people() -> list[tuple[int, str]]:
    names = [f"{FAMILIES[n % 10]} {GIVEN[n // 10 % 10]} {n}" for n in range(PEOPLE)]
    people = [Party(kind="person", full_name=name, search_text=fold(name)) for name in names]
    return [(one.pk, one.full_name) for one in Party.objects.bulk_create(people, batch_size=AT_ONCE)]


def _copy(template: Dossier, number: int, people: list[tuple[int, str]], competent: int) -> Dossier:
    owner, name = people[number % len(people)]
    fields = {field.attname: getattr(template, field.attname) for field in Dossier._meta.concrete_fields if not field.primary_key}
    before = timedelta(minutes=5 * number)
    moments = {key: value - before for key, value in fields.items() if key.endswith("_at") and value is not None}
    fresh = {
        "code": f"{template.code.rpartition('-')[0]}-9{number:07}",
        "submission_key": uuid.uuid4(),
        "owner_id": owner,
        "submitter_id": owner,
        "owner_name": name,
        "search_text": fold(name),
        "competent_id": competent,
        "timing": ("early", "on_time", "on_time", "late")[number % 4],
        "channel": number % 3 + 1,
    }
    return Dossier(**{**fields, **moments, **fresh})


if __name__ == "__main__":
    fill(int(sys.argv[1]))
