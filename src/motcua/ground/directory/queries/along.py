"""What goes along when a unit ends, moves or is renamed: its own divisions, and the vertical agencies that serve it."""

from datetime import date

from django.db.models import F

from motcua.ground.directory.models import Unit
from motcua.ground.directory.rules.timelines import Edit


def ending_along(unit: Unit, successor: Unit | None, *, kind: str, day: date, children_to: Unit | None) -> list[Edit]:
    """Edits for what ends with an agency: each of its divisions (its successor's one of the same key takes over, else the
    successor itself), the vertical agencies that serve it, and the agencies below, which go under `children_to`.

    Without `children_to` the agencies below are left; writing then refuses, because nothing would stand above them.
    """
    edits = _members_ending(unit, successor, kind, day)
    if children_to is not None:
        edits += _children_moving(unit, children_to, day)
    for vertical in unit.served_by.filter(kind=Unit.Kind.VERTICAL).exclude(valid_to__lt=day).order_by("pk"):
        theirs = None if successor is None else _serving(successor, vertical.key, day)
        edits.append(Edit(vertical.pk, day, kind, ends=True, successors=_ids(theirs), details={"along_with": unit.pk}))
        edits += ending_along(vertical, theirs, kind=kind, day=day, children_to=theirs if children_to else None)
    return edits


def moving_along(unit: Unit, parent: Unit, day: date) -> list[Edit]:
    """Edits for the vertical agencies that serve a territory which goes under another: they go under that one's."""
    edits = []
    for vertical in unit.served_by.filter(kind=Unit.Kind.VERTICAL).exclude(valid_to__lt=day).order_by("pk"):
        above = _serving(parent, vertical.key, day)
        if above is not None and above.pk != vertical.parent_id:
            edits.append(Edit(vertical.pk, day, "moved", {"parent_id": above.pk}, details={"along_with": unit.pk}))
    return edits


def body_along(unit: Unit, parent: Unit, day: date) -> list[Edit]:
    """Edits for what lies inside a unit that goes into another agency: the same agency for all of it."""
    inside = Unit.objects.on(day).filter(path__startswith=unit.path, body_id=unit.body_id).exclude(pk=unit.pk).order_by("path")
    values = {"body_id": parent.body_id, "level": parent.level, "short_name": parent.short_name}
    return [Edit(member.pk, day, "moved", values, details={"along_with": unit.pk}) for member in inside]


def renaming_along(unit: Unit, *, formal_name: str, short_name: str, name: str, name_en: str, day: date) -> list[Edit]:
    """Edits for divisions and vertical agencies whose names hold the name of the agency that gets a new one."""
    edits = []
    for member in Unit.objects.on(day).filter(body_id=unit.pk).exclude(pk=unit.pk).order_by("pk"):
        formal = member.formal_name.replace(unit.formal_name, formal_name)
        if (formal, short_name) != (member.formal_name, member.short_name):
            values = {"formal_name": formal, "short_name": short_name}
            edits.append(Edit(member.pk, day, "renamed", values, details={"along_with": unit.pk}))
    for vertical in unit.served_by.filter(kind=Unit.Kind.VERTICAL).exclude(valid_to__lt=day).order_by("pk"):
        new = vertical.name.replace(_inner(unit.name), _inner(name))
        if new != vertical.name:
            english = vertical.name_en.replace(unit.name_en, name_en) if unit.name_en and name_en else vertical.name_en
            values = {"name": new, "formal_name": new, "name_en": english, "short_name": short_name}
            edits.append(Edit(vertical.pk, day, "renamed", values, details={"along_with": unit.pk}))
    return edits


def _members_ending(unit: Unit, successor: Unit | None, kind: str, day: date) -> list[Edit]:
    if not unit.is_body:
        return _inside_ending(unit, successor, kind, day)
    theirs = {} if successor is None else {member.key: member.pk for member in Unit.objects.on(day).filter(body_id=successor.body_id)}
    edits = []
    for member in Unit.objects.filter(body_id=unit.pk).exclude(pk=unit.pk).exclude(valid_to__lt=day).order_by("pk"):
        follows = theirs.get(member.key, successor.pk if successor else None)
        details = {"along_with": unit.pk}
        edits.append(Edit(member.pk, day, kind, ends=True, successors=() if follows is None else (follows,), details=details))
    return edits


def _inside_ending(unit: Unit, successor: Unit | None, kind: str, day: date) -> list[Edit]:
    """What lies inside a division that ends goes into the one that takes over; it ends when none does."""
    inside = Unit.objects.filter(parent=unit).exclude(valid_to__lt=day).order_by("pk")
    if successor is None:
        return []
    values = {"parent_id": successor.pk, "body_id": successor.body_id}
    return [Edit(one.pk, day, "moved", values, details={"along_with": unit.pk}) for one in inside]


def _children_moving(unit: Unit, above: Unit, day: date) -> list[Edit]:
    edits = []
    for child in Unit.objects.filter(parent=unit, body_id=F("pk")).exclude(valid_to__lt=day).order_by("pk"):
        edits.append(Edit(child.pk, day, "moved", {"parent_id": above.pk}, details={"along_with": unit.pk}))
        edits += moving_along(child, above, day)
    return edits


def _serving(territory: Unit, key: str, day: date) -> Unit | None:
    return Unit.objects.on(day).filter(serves=territory, key=key, kind=Unit.Kind.VERTICAL).first()


def _ids(unit: Unit | None) -> tuple[int, ...]:
    return () if unit is None else (unit.pk,)


def _inner(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
