"""The console script `motcua`: one verb per module in `verbs/`; exit codes 0 done, 1 refused or found something, 2 wrong usage."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.channels.commands import postgres
from motcua.channels.commands.arguments import parser
from motcua.channels.commands.output import REFUSED, say_json, warn
from motcua.kernel.errors import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a user's mistake ends with a sentence, never with a traceback."""
    given = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        return _run(given)
    except Refusal as refusal:
        return _refused(given, refusal)
    except (DatabaseError, ImproperlyConfigured) as error:
        return _stopped(given, _("The database refused: %(error)s") % {"error": str(error).strip()}, _("Run `motcua doctor`."))
    except (OSError, ValueError) as error:
        return _stopped(given, str(error))
    except KeyboardInterrupt:
        return _stopped(given, _("Interrupted."))


def _run(given: Namespace) -> int:
    if getattr(given, "postgres", False):
        os.environ["DATABASE_URL"] = postgres.start()
    django.setup()
    with translation.override(_language()):
        run = import_string(f"motcua.channels.commands.verbs.{given.verb}.run")
        return int(run(given))


def _language() -> str:
    """English for an English shell, Vietnamese otherwise."""
    chosen = os.environ.get("MOTCUA_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    return "en" if chosen.lower().startswith("en") else "vi"


def _refused(given: Namespace, refusal: Refusal) -> int:
    with translation.override(_language()):
        text = _(refusal.message)
        text = text % refusal.params if refusal.params else text
        return _stopped(given, text, _(refusal.way_out) if refusal.way_out else "", refusal.code)


def _stopped(given: Namespace, text: str, way_out: str = "", code: str = "stopped") -> int:
    if getattr(given, "json", False):
        say_json({"error": {"code": code, "message": text, "way_out": way_out}})
    else:
        warn(f"{text}\n{way_out}".rstrip())
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
