"""The port `NationalReporting` over HTTP: a token by client credentials, one report a call under its own key."""

import hashlib
from collections.abc import Mapping

import httpx
import orjson
from django.conf import settings

from motcua.insight.reporting.ports import Filing, ReportRefused
from motcua.kernel.errors import Fault, words

_TIMEOUT = httpx.Timeout(20.0, connect=3.0)
_SHOWN = 5


class HttpNationalReporting:
    """Delivers reports; every trouble on the way is a Fault, a refusal of the content is `ReportRefused`."""

    def send(self, filing: Filing) -> str:
        """The receipt number. The same key with the same content again gives the receipt of the first time."""
        body = orjson.dumps({"key": filing.key, "content": filing.content})
        sha256 = hashlib.sha256(body).hexdigest()
        try:
            with httpx.Client(timeout=_TIMEOUT, follow_redirects=False) as line:
                answer = line.post(_url("/reports"), content=body, headers=_headers(line, sha256))
                if answer.status_code == httpx.codes.UNAUTHORIZED:  # the token ended on the way: a new one, once
                    answer = line.post(_url("/reports"), content=body, headers=_headers(line, sha256))
        except httpx.HTTPError as error:
            raise Fault(f"the national reporting system does not answer: {type(error).__name__}") from error
        return _receipt(answer, filing.key, sha256)


def _url(path: str) -> str:
    return f"{settings.NATIONAL_REPORTING['url']}{path}"


def _headers(line: httpx.Client, sha256: str) -> dict[str, str]:
    given = (settings.NATIONAL_REPORTING["client_id"], settings.NATIONAL_REPORTING["secret"])
    answer = line.post(_url("/token"), data={"grant_type": "client_credentials"}, auth=given)
    token = _read(answer).get("access_token") if answer.status_code == httpx.codes.OK else None
    if not isinstance(token, str) or not token:
        raise Fault(f"the national reporting system gave no token: {answer.status_code}")
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "X-Content-SHA256": sha256}


def _receipt(answer: httpx.Response, key: str, sha256: str) -> str:
    said = _read(answer)
    if answer.status_code in {httpx.codes.UNPROCESSABLE_ENTITY, httpx.codes.CONFLICT}:
        raise ReportRefused(
            words("The national reporting system does not take the report: %(reason)s"),
            params={"reason": _reasons(said)},
            way_out=words("Correct the report as a new edition."),
        )
    if answer.status_code not in {httpx.codes.OK, httpx.codes.CREATED}:
        raise Fault(f"the national reporting system answered {answer.status_code}")
    receipt = said.get("receipt")
    if said.get("key") != key or said.get("sha256") != sha256 or not isinstance(receipt, str) or not receipt:
        raise Fault("the national reporting system confirmed something else than what was sent")
    return receipt


def _reasons(said: Mapping[str, object]) -> str:
    errors = said.get("errors")
    named = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    lines = [f"{one.get('form', '')} {one.get('message', '')}".strip() for one in named]
    return "; ".join(lines[:_SHOWN])[:1000] or str(said.get("error", ""))[:200] or "–"


def _read(answer: httpx.Response) -> Mapping[str, object]:
    try:
        found = answer.json()
    except ValueError as error:
        if answer.is_success:
            raise Fault("the answer of the national reporting system cannot be read") from error
        return {}
    return found if isinstance(found, dict) else {}
