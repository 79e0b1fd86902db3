"""`motcua token`: make an API token for an account."""

from argparse import Namespace
from datetime import timedelta

from django.utils.translation import gettext as _

from motcua.blocks.accounts.api import Account, issue_token
from motcua.blocks.permissions.api import declared
from motcua.channels.commands.output import DONE, say, say_json, table
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import NotFound, words


def run(given: Namespace) -> int:
    """Print the token once; only its digest is kept. Without --scope list the scopes there are."""
    if not given.scope:
        table([_("Scope"), _("Meaning")], [(name, _(capability.meaning)) for name, capability in sorted(declared().items())])
        return DONE
    account = Account.objects.filter(username__iexact=given.account).first()
    if account is None:
        raise NotFound(words("There is no account called %(name)s."), params={"name": given.account})
    issued = issue_token(actor=SYSTEM, account_id=account.pk, name=given.name, scopes=given.scope, lasts=timedelta(days=given.days))
    if given.json:
        say_json({"token": issued.secret, "scopes": sorted(given.scope), "expires_at": issued.token.expires_at.isoformat()})
        return DONE
    say(issued.secret)
    say(_("Shown only now. It acts for %(name)s until %(day)s.") % {"name": account.name, "day": f"{issued.token.expires_at:%d/%m/%Y}"})
    return DONE
