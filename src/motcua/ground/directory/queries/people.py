"""Who holds the posts of a unit, and the title that stands under a signature."""

from datetime import date

from django.db.models import Q, QuerySet

from motcua.ground.directory.models import Post, Tenure
from motcua.kernel import clock
from motcua.kernel.actor import Actor, Holding


def people_in(unit_id: int, role: str = "", *, on: date | None = None) -> QuerySet[Tenure]:
    """Who holds posts of the unit on a day (today), with account and post; of one role if given."""
    day = on or clock.today()
    tenures = Tenure.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, post__unit_id=unit_id)
    if role:
        tenures = tenures.filter(post__role=role)
    return tenures.select_related("account", "post").order_by("post_id", "id")


def signing_title(actor: Actor, unit_id: int) -> str:
    """The title under the actor's signature for that unit; empty when the actor holds no post in its agency. One query.

    A post of the unit itself goes before others of the agency, a leader's before others'; who stands in for somebody
    signs "KT." (ký thay) with the own title behind it.
    """
    posts = Post.objects.filter(unit__body__members=unit_id).in_bulk([holding.post_id for holding in actor.holdings])
    holdings = sorted((holding for holding in actor.holdings if holding.post_id in posts), key=lambda holding: _rank(holding, unit_id))
    if not holdings:
        return ""
    chosen = posts[holdings[0].post_id]
    if not holdings[0].on_behalf_of:
        return ", ".join(line for line in (chosen.signs_for, chosen.title) if line)
    own = next((posts[holding.post_id].title for holding in holdings if not holding.on_behalf_of), "")
    return ", ".join(line for line in (f"KT. {chosen.title}", own) if line)


def _rank(holding: Holding, unit_id: int) -> tuple[bool, bool, bool]:
    """What comes first: a leader's post, in this very unit, in one's own right."""
    return holding.role != "leader", holding.unit_id != unit_id, bool(holding.on_behalf_of)
