"""An administrator makes a token for a program."""

import json

import pytest

from motcua.blocks.accounts.api import Account, account_for_token
from motcua.channels.commands.main import main


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create(username="may.lgsp", name="Máy LGSP", kind=Account.Kind.OFFICIAL)


def test_a_token_is_shown_once_and_acts_for_its_account(account: Account, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "may.lgsp", "--scope", "dossier.read", "--days", "7", "--json"]) == 0
    holder = account_for_token(json.loads(capsys.readouterr().out)["token"])
    assert holder is not None
    assert (holder.account.pk, holder.scopes) == (account.pk, frozenset({"dossier.read"}))


def test_an_unknown_account_is_refused_in_words(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "khong.co", "--scope", "dossier.read"]) == 1
    assert "khong.co" in capsys.readouterr().err


def test_without_a_scope_the_scopes_are_listed(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token"]) == 0
    assert "dossier.receive" in capsys.readouterr().out
