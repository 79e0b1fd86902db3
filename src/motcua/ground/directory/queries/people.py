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
    """The title under the actor's signature for that unit; empty when the actor holds no post there. One query.

    A post of the unit itself goes before one further up or down, a leader's before others; who stands in for somebody
    signs "KT." (ký thay) with the own title behind it.
    """
    holdings = sorted(actor.holdings, key=lambda holding: _distance(holding, unit_id))
    if not holdings or _distance(holdings[0], unit_id)[0]:
        return ""
    posts = Post.objects.in_bulk([holding.post_id for holding in holdings])
    chosen = posts[holdings[0].post_id]
    if not holdings[0].on_behalf_of:
        return ", ".join(line for line in (chosen.signs_for, chosen.title) if line)
    own = next((posts[holding.post_id].title for holding in holdings if not holding.on_behalf_of), "")
    return ", ".join(line for line in (f"KT. {chosen.title}", own) if line)


def _distance(holding: Holding, unit_id: int) -> tuple[bool, bool, bool]:
    """Nearness for sorting: in this unit's line at all, in this very unit, as leader, in one's own right."""
    return (f"/{unit_id}/" not in holding.unit_path, holding.unit_id != unit_id or holding.role != "leader", bool(holding.on_behalf_of))
