"""What a session remembers about who opened it: the level of assurance and the last proof of identity."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from motcua.blocks.accounts.models import Account
from motcua.kernel import clock

CONFIRMED_FOR = timedelta(minutes=10)
_ASSURANCE = "motcua.assurance"
_CONFIRMED = "motcua.confirmed_at"
_PRINCIPAL = "motcua.principal"


def open_session(request: HttpRequest, account: Account, *, assurance: int = 0) -> None:
    """Log the account in under a new session key; `assurance` is the level the electronic identity vouched for."""
    request.session.flush()
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session[_ASSURANCE] = assurance
    mark_confirmed(request.session)


def session_assurance(session: SessionBase) -> int | None:
    """The level of assurance of this session (0 none, 1, 2); None when the session was not opened by a login page."""
    level = session.get(_ASSURANCE)
    return level if isinstance(level, int) else None


def act_for(session: SessionBase, principal_id: int | None) -> None:
    """From now on this session acts in the name of somebody else; None: in its own name again. Whether it may is asked at every request."""
    if principal_id is None:
        session.pop(_PRINCIPAL, None)
    else:
        session[_PRINCIPAL] = principal_id


def session_principal(session: SessionBase) -> int | None:
    """In whose name this session acts; None: in its own."""
    principal = session.get(_PRINCIPAL)
    return principal if isinstance(principal, int) else None


def mark_confirmed(session: SessionBase) -> None:
    """The person proved just now who it is (real time)."""
    session[_CONFIRMED] = clock.real_now().isoformat()


def confirmed_recently(session: SessionBase) -> bool:
    """Whether the person proved within ten minutes who it is; asked before signing."""
    given = session.get(_CONFIRMED)
    return isinstance(given, str) and clock.real_now() - datetime.fromisoformat(given) < CONFIRMED_FOR


def client_address(request: HttpRequest) -> str:
    """The address a request comes from. X-Forwarded-For counts only behind the number of proxies the settings name."""
    proxies: int = getattr(settings, "TRUSTED_PROXIES", 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies][:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
