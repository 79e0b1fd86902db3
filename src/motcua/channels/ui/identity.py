"""Who sends a request."""

from django.http import HttpRequest

from motcua.blocks.accounts.api import Account, act_for, session_assurance, session_principal
from motcua.channels.ui.acting import in_the_name_of
from motcua.ground.directory.api import actor_for
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor

_KEY = "known_actor"


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, looked up once and only when asked for."""
    known = vars(request).get(_KEY)
    if not isinstance(known, Actor):
        known = _actor(request)
        vars(request)[_KEY] = known
    return known


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or not user.is_authenticated:
        return ANONYMOUS
    actor = actor_for(user, clock.now(), assurance=session_assurance(request.session))
    principal = session_principal(request.session)
    if principal is None:
        return actor
    acting = in_the_name_of(actor, principal)
    if acting is None:  # taken back meanwhile: from this very request on the person acts in the own name
        act_for(request.session, None)
    return acting or actor
