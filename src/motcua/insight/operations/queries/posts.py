"""Which post a tile names, for a unit; who holds posts."""

from collections.abc import Collection, Mapping

from motcua.ground.directory.api import Tenure, Unit, unit, unit_by_code
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
