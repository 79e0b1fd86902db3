"""Which post a tile names, for a unit; who holds posts."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from motcua.blocks.accounts.api import Account
from motcua.ground.directory.api import Delegation, Tenure, Unit, unit, unit_by_code
from motcua.insight.operations.rules.wall import ABOVE, HERE, Post
from motcua.kernel import clock


def post_of(post: Post, place: Unit) -> Unit:
    """The unit of a post: the place itself, the agency above it (the top has none but itself), or a unit by its code."""
    if post.unit == HERE:
        return place
    if post.unit == ABOVE:
        return unit(place.parent_id) if place.parent_id else place
    return unit_by_code(post.unit)


def holders(posts: Collection[tuple[int, str]]) -> Mapping[tuple[int, str], list[str]]:
    """The names of those who hold these posts (unit and role) today. One query, none for no posts."""
    found: dict[tuple[int, str], list[str]] = {}
    if not posts:
        return found
    rows = (
        Tenure.objects.filter(post__unit_id__in={unit_id for unit_id, _role in posts}, post__role__in={role for _unit, role in posts})
        .order_by("pk")
        .select_related("account", "post")
    )
    today = clock.today()
    for tenure in rows:
        if tenure.holds_on(today):
            found.setdefault((tenure.post.unit_id, tenure.post.role), []).append(tenure.account.name)
    return found


def accounts_at(post: tuple[int, str], day: date) -> list[Account]:
    """Who holds the post (unit and role) on a day, in his own right or standing in. Two queries."""
    unit_id, role = post
    running = (Q(valid_to__isnull=True) | Q(valid_to__gte=day)) & Q(valid_from__lte=day)
    own = Tenure.objects.filter(running, post__unit_id=unit_id, post__role=role).values("account")
    stand_ins = Delegation.objects.filter(running, tenure__post__unit_id=unit_id, tenure__post__role=role).values("account")
    return list(Account.objects.filter(Q(pk__in=own) | Q(pk__in=stand_ins), is_active=True).order_by("pk"))
