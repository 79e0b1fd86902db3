"""Who acts for whom now."""

from datetime import date

from django.db.models import F, Q, QuerySet

from motcua.ground.parties.models import Representation


def in_force(day: date) -> QuerySet[Representation]:
    """Representations that hold on a day: begun, not over, not taken back."""
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Representation.objects.filter(running, valid_from__lte=day, revoked_at__isnull=True)


def acts_for(person_id: int, day: date) -> QuerySet[Representation]:
    """The organisations a person may act for on a day, by name."""
    return in_force(day).filter(person_id=person_id).select_related("organisation").order_by("organisation__search_text", "id")


def representation_of(organisation_id: int, person_id: int, day: date) -> Representation | None:
    """What gives the person the right to act for the organisation on a day. One query."""
    found = in_force(day).filter(organisation_id=organisation_id, person_id=person_id)
    return found.select_related("organisation", "person").first()


def representatives_of(organisation_id: int) -> QuerySet[Representation]:
    """Everybody who acts or acted for the organisation, the present ones first."""
    rows = Representation.objects.filter(organisation_id=organisation_id).select_related("person")
    return rows.order_by(F("revoked_at").desc(nulls_first=True), "kind", "-id")
