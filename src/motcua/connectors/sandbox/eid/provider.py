"""The OpenID Connect provider: discovery, keys, authorisation page, token, userinfo, logout."""

import binascii
import hmac
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import jwt

from motcua.connectors.sandbox.eid.grants import TOKEN_SECONDS, Grant, Grants
from motcua.connectors.sandbox.eid.keys import SigningKey, kept_key, make_key
from motcua.connectors.sandbox.eid.people import Citizen, load_citizens
from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.web import Application, Handler, Reply, Request, as_json, page, redirect

_COOKIE = "sandbox_eid"
_LOOPBACK = {"127.0.0.1", "localhost", "testserver"}


@dataclass(frozen=True, slots=True)
class Client:
    """The relying party that is registered here, and the addresses people may be sent back to."""

    client_id: str
    secret: str
    return_path: str = "/eid/tro-ve/"
    logout_path: str = "/"
    public_url: str = ""

    def knows(self, address: str, path: str) -> bool:
        """Whether an address is one of the client's own: its public address or this machine."""
        parts = urlsplit(address)
        public = urlsplit(self.public_url)
        ours = parts.hostname in _LOOPBACK or (bool(self.public_url) and (parts.scheme, parts.netloc) == (public.scheme, public.netloc))
        return ours and parts.scheme in {"http", "https"} and parts.path == path and not parts.fragment


class IdentityProvider:
    """The stand-in itself; `attach` adds its addresses to an application."""

    def __init__(self, *, people: Path, keys: Path, client: Client, faults: Misbehaviour) -> None:
        self._people_file = people
        self._key: SigningKey = kept_key(keys / "eid_key.pem")
        self._stranger = make_key()
        self._client = client
        self._faults = faults
        self._grants = Grants()

    def attach(self, app: Application) -> None:
        """Add the addresses below /eid."""
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/eid/.well-known/openid-configuration", self._discovery),
            ("GET", "/eid/jwks", self._jwks),
            ("GET", "/eid/authorize", self._ask),
            ("POST", "/eid/authorize", self._agreed),
            ("POST", "/eid/token", self._token),
            ("GET", "/eid/userinfo", self._userinfo),
            ("POST", "/eid/userinfo", self._userinfo),
            ("GET", "/eid/logout", self._logout),
        ]
        for method, path, handler in table:
            app.route(method, path, self._with_faults(handler))

    def citizens(self) -> dict[str, Citizen]:
        """The people, read afresh: an edited file needs no restart."""
        return load_citizens(self._people_file)

    def _with_faults(self, handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            fault = self._faults.of("eid")
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            return handler(request)

        return answer

    def _discovery(self, request: Request) -> Reply:
        issuer = f"{request.base}/eid"
        return as_json(
            {
                "issuer": issuer,
                **{f"{name}_endpoint": f"{issuer}/{path}" for name, path in _ENDPOINTS.items()},
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid"],
                "acr_values_supported": ["1", "2"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "code_challenge_methods_supported": ["S256"],
                "claims_supported": sorted({name for person in self.citizens().values() for name in person.claims(2)}),
            }
        )

    def _jwks(self, request: Request) -> Reply:
        return as_json({"keys": [self._key.jwk()]})

    def _ask(self, request: Request) -> Reply:
        if refused := self._unknown_client(request.query):
            return refused
        if problem := _problem_of(request.query):
            return _back(request.query, error=problem)
        wished = request.query.get("acr_values", "").split()
        return page(
            "authorize.html",
            raw={
                "hidden": "".join(_hidden(name, request.query.get(name, "")) for name in _KEPT),
                "people": _choices(self.citizens(), request.cookie(_COOKIE)),
                "level_1": "" if "2" in wished else "checked",
                "level_2": "checked" if "2" in wished else "",
            },
            client=self._client.client_id,
        )

    def _agreed(self, request: Request) -> Reply:
        form = request.form
        if refused := self._unknown_client(form):
            return refused
        if problem := _problem_of(form):
            return _back(form, error=problem)
        if form.get("choice") == "cancel":
            return _back(form, error="access_denied")
        person = self.citizens().get(form.get("citizen", ""))
        if person is None or form.get("level") not in {"1", "2"}:
            return page("problem.html", 400, message="Hãy chọn một công dân và mức độ. (Choose a citizen and a level.)")
        level = min(int(form["level"]), person.highest)
        code = self._grants.issue_code(
            client_id=form["client_id"],
            redirect_uri=form["redirect_uri"],
            nonce=form.get("nonce", ""),
            challenge=form["code_challenge"],
            subject=person.subject,
            level=level,
        )
        reply = _back(form, code=code)
        reply.headers.append(("Set-Cookie", f"{_COOKIE}={person.subject}; Path=/eid; HttpOnly; SameSite=Lax"))
        return reply

    def _token(self, request: Request) -> Reply:
        form = request.form
        if not self._client_proved(request):
            return _oauth_error("invalid_client", 401)
        if form.get("grant_type") != "authorization_code":
            return _oauth_error("unsupported_grant_type")
        redeemed = self._grants.redeem(form.get("code", ""))
        if redeemed is None:
            return _oauth_error("invalid_grant")
        grant, token = redeemed
        proof = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if grant.redirect_uri != form.get("redirect_uri") or not hmac.compare_digest(proof, grant.challenge):
            return _oauth_error("invalid_grant")
        return as_json(
            {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": TOKEN_SECONDS,
                "scope": "openid",
                "id_token": self._id_token(f"{request.base}/eid", grant),
            }
        )

    def _id_token(self, issuer: str, grant: Grant) -> str:
        fault, now = self._faults.of("eid"), int(time.time())
        claims = {
            "iss": "https://stranger.example" if fault == "wrong_issuer" else issuer,
            "aud": "somebody-else" if fault == "wrong_audience" else grant.client_id,
            "sub": grant.subject,
            "iat": now,
            "exp": now - 3600 if fault == "expired" else now + TOKEN_SECONDS,
            "nonce": "not-the-nonce-you-sent" if fault == "wrong_nonce" else grant.nonce,
            "acr": str(grant.level),
        }
        if fault == "unsigned":
            return jwt.encode(claims, key="", algorithm="none", headers={"kid": self._key.kid})
        key = self._stranger if fault == "wrong_signature" else self._key
        return jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": self._key.kid})

    def _userinfo(self, request: Request) -> Reply:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self._grants.grant_of(token.strip()) if scheme.lower() == "bearer" else None
        if grant is None:
            return Reply(b"", 401, "text/plain", [("WWW-Authenticate", 'Bearer error="invalid_token"')])
        people = self.citizens()
        if self._faults.of("eid") == "wrong_person":
            return as_json(next(p for p in people.values() if p.subject != grant.subject).claims(grant.level))
        return as_json(people[grant.subject].claims(grant.level))

    def _logout(self, request: Request) -> Reply:
        target = request.query.get("post_logout_redirect_uri", "")
        forget = ("Set-Cookie", f"{_COOKIE}=; Path=/eid; Max-Age=0; HttpOnly; SameSite=Lax")
        if target and request.query.get("client_id") == self._client.client_id and self._client.knows(target, self._client.logout_path):
            state = request.query.get("state")
            reply = redirect(f"{target}?{urlencode({'state': state})}" if state else target)
        else:
            reply = page("problem.html", message="Ông/bà đã đăng xuất. (You are logged out.)")
        reply.headers.append(forget)
        return reply

    def _unknown_client(self, sent: Mapping[str, str]) -> Reply | None:
        if sent.get("client_id") != self._client.client_id:
            return page("problem.html", 400, message="Hệ thống này chưa được đăng ký. (Unknown client_id.)")
        if not self._client.knows(sent.get("redirect_uri", ""), self._client.return_path):
            return page("problem.html", 400, message="Địa chỉ quay về không đúng. (Unknown redirect_uri.)")
        return None

    def _client_proved(self, request: Request) -> bool:
        scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                return False
            name, secret = unquote(name), unquote(secret)
        else:
            name, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
        return name == self._client.client_id and hmac.compare_digest(secret.encode(), self._client.secret.encode())


_ENDPOINTS = {"authorization": "authorize", "token": "token", "userinfo": "userinfo", "end_session": "logout"}
_KEPT = ("client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "acr_values")


def _problem_of(sent: Mapping[str, str]) -> str:
    if sent.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in sent.get("scope", "").split():
        return "invalid_scope"
    if sent.get("code_challenge_method") != "S256" or not sent.get("code_challenge") or not sent.get("state"):
        return "invalid_request"
    return ""


def _back(sent: Mapping[str, str], **values: str) -> Reply:
    return redirect(f"{sent['redirect_uri']}?{urlencode(values | {'state': sent.get('state', '')})}")


def _oauth_error(code: str, status: int = 400) -> Reply:
    return as_json({"error": code}, status)


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _choices(people: Mapping[str, Citizen], last: str) -> str:
    chosen = last if last in people else next(iter(people), "")
    return "".join(_choice(person, checked=key == chosen) for key, person in people.items())


def _choice(person: Citizen, *, checked: bool) -> str:
    details = " · ".join(filter(None, (person.tax_code or person.citizen_id, f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "")))
    return (
        f'<label class="choice"><input type="radio" name="citizen" value="{escape(person.subject)}" {"checked" if checked else ""}>'
        f"<span>{escape(person.label)}</span> <small>{escape(details)} · mức {person.highest}</small></label>"
    )
