"""What happens when the identity has answered: the person is let in, or is told in plain words what to do."""

import logging
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponseRedirect
from requests import RequestException, Response, Session

from motcua.blocks.accounts.api import act_for, client_address, note_failed_sign_in, note_sign_in, open_session
from motcua.connectors.eid.letting_in import let_in
from motcua.connectors.eid.pages import failure_page
from motcua.kernel.actor import ANONYMOUS, Actor

_log = logging.getLogger(__name__)
START_PAGE = "/"


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Hooks of django-allauth; each ends in an answer of ours, so that none of its own pages is ever shown."""

    def get_requests_session(self) -> Session:
        """Requests end in time, and an answer of 500 or more counts as no answer."""
        session: Session = super().get_requests_session()
        session.hooks["response"].append(_refuse_faults)
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The tokens are proved: check that they answer our own question, then open the session."""
        asked = str(sociallogin.state.get("nonce", ""))
        answered = str(sociallogin.account.extra_data.get("nonce", ""))
        if not asked or not secrets.compare_digest(asked.encode(), answered.encode()):
            raise OAuth2Error("wrong nonce")
        known = let_in(sociallogin.account.extra_data["userinfo"])
        account, level = known.account, known.person.assurance
        open_session(request, account, assurance=level)
        act_for(request.session, known.organisation.pk if known.organisation else None)
        actor = Actor(kind="citizen", name=account.name, account_id=account.pk, party_id=known.person.pk, assurance=level)
        note_sign_in(actor=actor, method="eid", address=client_address(request), assurance=level)
        raise ImmediateHttpResponse(HttpResponseRedirect(sociallogin.state.get("next") or START_PAGE))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what went wrong: the person said no, the login is too old, the identity is down, or its answer is not to be trusted."""
        if error == AuthError.CANCELLED:
            reason = "cancelled"
        elif isinstance(exception, RequestException):
            reason = "down"
        elif exception is None and "state_id" in (extra_context or {}):
            reason = "stale"
        else:
            reason = "untrusted"
        detail = str(exception) if isinstance(exception, OAuth2Error) else type(exception).__name__
        if reason != "cancelled":
            _log.warning("login by the electronic identity failed: %s (%s)", reason, detail)
            note_failed_sign_in(actor=ANONYMOUS, method="eid", address=client_address(request), reason=reason)
        next_url = str((extra_context or {}).get("state", {}).get("next", "")) if extra_context else ""
        raise ImmediateHttpResponse(failure_page(request, reason, next_url))


def _refuse_faults(response: Response, **_: object) -> None:
    if response.status_code >= 500:
        response.raise_for_status()
