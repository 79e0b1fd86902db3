"""The relying party: django-allauth's OpenID Connect, with what it leaves out: signature, issuer and subject are checked
here, the nonce in `adapter.py`."""

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.connectors.eid.rules.level import level_of

PROVIDER_ID = "eid"
_CONFIGURATION_KEPT = 600
_LEEWAY_SECONDS = 60
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class IdentityConnection(OpenIDConnectOAuth2Adapter):
    """Speaks with the identity for one request."""

    provider_id = PROVIDER_ID

    def __init__(self, request: HttpRequest, provider_id: str = PROVIDER_ID) -> None:
        super().__init__(request, provider_id)

    def get_provider(self) -> "IdentityProvider":
        return provider_for(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("eid_return"))

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description; it must name itself as the issuer we were told to trust."""
        key = f"motcua.eid:{settings.EID['issuer']}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = self._fetched(self.get_provider().server_url)
            if not all(isinstance(found.get(name), str) for name in _NEEDED) or found["issuer"] != settings.EID["issuer"]:
                raise OAuth2Error("the description of the provider is not that of the trusted issuer")
            cache.set(key, found, _CONFIGURATION_KEPT)
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who logged in, once the tokens are proved; raises OAuth2Error with a short reason."""
        signed = self._checked(str(kwargs["response"].get("id_token", "")), app.client_id)
        told = self._fetch_user_info(token.token)
        if not isinstance(told, dict) or told.get("sub") != signed["sub"]:
            raise OAuth2Error("userinfo is about somebody else")
        claims = {**told, "loAs": str(level_of(signed, told))}
        return self.get_provider().sociallogin_from_response(request, {"userinfo": claims, "nonce": str(signed.get("nonce", ""))})

    def end_session_address(self, back: str) -> str:
        """Where the identity ends its own session and then sends the person to `back`; empty when it offers no such place."""
        address = str(self.openid_config.get("end_session_endpoint", ""))
        query = urlencode({"client_id": settings.EID["client_id"], "post_logout_redirect_uri": back})
        return f"{address}?{query}" if address else ""

    def _checked(self, id_token: str, client_id: str) -> Mapping[str, Any]:
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(self._fetched(self.openid_config["jwks_uri"])).keys}
            if kid not in keys:
                raise OAuth2Error("the token is signed with an unknown key")
            return jwt.decode(
                id_token,
                key=keys[kid].key,
                algorithms=["RS256"],
                issuer=settings.EID["issuer"],
                audience=client_id,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"the token does not hold: {type(error).__name__}") from error

    def _fetched(self, address: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            response = session.get(address)
            response.raise_for_status()
        content = response.json()
        if not isinstance(content, dict):
            raise OAuth2Error("the provider answered something else than an object")
        return content


class IdentityProvider(OpenIDConnectProvider):
    """The provider of the settings; nothing about it lies in the database."""

    oauth2_adapter_class: ClassVar[type[IdentityConnection]] = IdentityConnection

    def begin(self, *, level: int, next_url: str) -> HttpResponse:
        """Send the person to the identity, with state, nonce and PKCE; raises OAuth2Error or RequestException."""
        nonce = secrets.token_urlsafe(24)
        wishes = {"nonce": nonce, "acr_values": str(level)}
        answer: HttpResponse = self.redirect(self.request, process="login", next_url=next_url or None, auth_params=wishes, nonce=nonce)
        return answer


def provider_for(request: HttpRequest) -> IdentityProvider:
    """The provider named in the settings."""
    known = settings.EID
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=PROVIDER_ID,
        name=known["name"],
        client_id=known["client_id"],
        secret=known["secret"],
        settings={
            "server_url": known["issuer"],
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
            "token_auth_method": "client_secret_basic",
        },
    )
    return IdentityProvider(request, app=app)
