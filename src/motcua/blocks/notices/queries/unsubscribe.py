"""The way out of mail that nobody has to get."""

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext

from motcua.blocks.notices.models import Notice
from motcua.blocks.notices.rules.readers import Reader
from motcua.kernel.errors import NotFound, words

_SALT = "notices.unsubscribe"
PAGE = "/tin-nhan/thoi/"


def leaving_token(reader: Reader, topic_key: str) -> str:
    """Names reader and topic, signed; it lets its holder only turn that mail off."""
    return signing.dumps([reader.audience, reader.id, topic_key], salt=_SALT, compress=False)


def read_leaving_token(token: str) -> tuple[Reader, str]:
    """Who wants to leave what; `NotFound` for a token that is not ours."""
    try:
        audience, reader_id, topic_key = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound(words("This link is not valid."), way_out=words("Open “How I am told” to choose your ways.")) from error
    return Reader(str(audience), int(reader_id)), str(topic_key)


def letter_headers(notice: Notice) -> dict[str, str]:
    """One click out (RFC 8058) where the law does not ask for the message."""
    if not _may_leave(notice):
        return {}
    address = _leaving_address(notice)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def parting_words(notice: Notice, language: str) -> str:
    """What stands below every mail: why it came and how to change that."""
    with translation.override(language):
        if _may_leave(notice):
            return gettext("You do not want this mail any more? %(address)s") % {"address": _leaving_address(notice)}
        if notice.reader_id == 0:
            return gettext("This mail was sent automatically; please do not answer it.")
        return gettext("The law asks us to tell you this. Choose how you are told: %(address)s") % {
            "address": f"{settings.PUBLIC_URL}{'/tin-nhan/cach-nhan/' if notice.audience == 'party' else '/lam-viec/tin-nhan/'}"
        }


def _may_leave(notice: Notice) -> bool:
    return notice.reader_id != 0 and notice.version is not None and not notice.version.template.topic.required


def _leaving_address(notice: Notice) -> str:
    return f"{settings.PUBLIC_URL}{PAGE}{leaving_token(Reader(notice.audience, notice.reader_id), notice.topic_key)}/"
