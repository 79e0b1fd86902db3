"""The port `BusinessRegister` over HTTP."""

from urllib.parse import quote

import httpx
from django.conf import settings

from motcua.connectors.business_register.actions.note_status import note_filing
from motcua.connectors.business_register.rules.message import Message, message_of
from motcua.kernel.errors import Fault, InvalidInput
from motcua.onestop.dossiers.ports import Filing, ForeignStatus

_TIMEOUT = httpx.Timeout(10.0, connect=3.0)


class HttpBusinessRegister:
    """Files and asks; every trouble on the way is a Fault, which the calling job tries again."""

    def file(self, filing: Filing) -> str:
        """Hand in; the register files a dossier code once and answers the same code again."""
        name = str(filing.answers.get(settings.BUSINESS_REGISTER["name_question"]) or filing.owner_name)
        sent: dict[str, object] = {
            "dossier_code": filing.dossier_code,
            "name": name,
            "payload": {"owner_name": filing.owner_name, "owner_number": filing.owner_number, "answers": dict(filing.answers)},
            "callback_url": settings.BUSINESS_REGISTER["callback"],
        }
        message = self._message("POST", "/filings", sent)
        if message.dossier_code != filing.dossier_code:
            raise Fault("the business register answered about another dossier")
        note_filing(message)
        return message.foreign_code

    def status(self, foreign_code: str) -> ForeignStatus:
        """Where the filing stands."""
        message = self.ask(foreign_code)
        return ForeignStatus(message.foreign_code, message.status, message.comment)

    def ask(self, foreign_code: str) -> Message:
        """Everything the register says about a filing."""
        return self._message("GET", f"/filings/{quote(foreign_code, safe='')}", None)

    def _message(self, method: str, path: str, sent: dict[str, object] | None) -> Message:
        headers = {"Authorization": f"Bearer {settings.BUSINESS_REGISTER['secret']}"}
        try:
            answer = httpx.request(method, settings.BUSINESS_REGISTER["url"] + path, json=sent, headers=headers, timeout=_TIMEOUT)
            answer.raise_for_status()
            return message_of(answer.json())
        except (httpx.HTTPError, ValueError, InvalidInput) as error:
            raise Fault(f"the business register did not answer as it should: {type(error).__name__}") from error
