"""Open and end places, with the post of the directory that gives the rights of each."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from motcua.ground.directory.api import Post, Tenure, appoint, end_tenure
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.personnel.models import PersonFile, Placement
from motcua.office.personnel.rules.person_facts import PlaceFacts


def open_place(file: PersonFile, place: PlaceFacts, *, how: str, main: bool = True, actor: Actor) -> Placement:
    """The person holds the place from its first day. Raises `Conflict` for a second main place."""
    tenure = _tenure(file, place, actor)
    try:
        with transaction.atomic():
            return Placement.objects.create(
                person=file,
                unit_id=place.unit_id,
                kind=place.kind,
                title=place.title.strip(),
                title_key=place.title_key,
                position_code=place.position_code,
                main=main,
                valid_from=place.first_day,
                term_ends_on=place.term_ends_on,
                how=how,
                tenure=tenure,
            )
    except IntegrityError as twice:
        raise Conflict(
            words("This person holds a main place already: %(name)s."), code="main_place_held", params={"name": file.full_name}
        ) from twice


def end_place(place: Placement, *, first_day_without: date, why: str, actor: Actor) -> None:
    """The place ends the day before; with it its post of the directory and the rights. `InvalidInput` when it began later."""
    last = first_day_without - timedelta(days=1)
    if last < place.valid_from:
        message = words("The place began on %(day)s; it cannot end before.")
        raise InvalidInput(
            message,
            params={"day": f"{place.valid_from:%d/%m/%Y}"},
            fields=[FieldError("effective_on", message, {"day": f"{place.valid_from:%d/%m/%Y}"})],
        )
    place.valid_to, place.ended_by = last, why
    place.save(update_fields=["valid_to", "ended_by"])
    if place.tenure_id is not None:
        tenure = Tenure.objects.get(pk=place.tenure_id)
        if tenure.valid_to is None or tenure.valid_to > last:
            end_tenure(tenure.pk, actor=on_behalf(actor), last_day=last)


def on_behalf(actor: Actor) -> Actor:
    """The house itself acts after a decision, in the name of who issued it: rights in the directory need no right of their own."""
    return replace(SYSTEM, name=actor.name, account_id=actor.account_id)


def _tenure(file: PersonFile, place: PlaceFacts, actor: Actor) -> Tenure | None:
    if place.post_id is None or file.account_id is None:
        return None
    if not Post.objects.filter(pk=place.post_id, unit_id=place.unit_id).exists():
        message = words("This post belongs to another unit.")
        raise InvalidInput(message, fields=[FieldError("post_id", message)])
    return appoint(place.post_id, file.account_id, actor=on_behalf(actor), first_day=place.first_day)
