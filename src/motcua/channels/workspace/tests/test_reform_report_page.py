"""The reform report on a page, as files, kept and compared."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.insight.indicators.api import rebuild
from motcua.insight.reform_report.api import load_reports
from motcua.kernel.actor import SYSTEM
from tests.office import PROVINCE

Browser = Callable[[str], Client]
PAGE = "/lam-viec/bao-cao-cai-cach/"


@pytest.mark.usefixtures("office")
def test_the_leader_makes_the_report_every_number_opens_and_runs_are_compared(browser: Browser, received: Callable[[], str]) -> None:
    load_reports(PROVINCE / "reports", actor=SYSTEM)
    received()
    rebuild()
    client = browser("dienbien.chutich")
    page = words_of(client.get(PAGE))
    assert "hồ sơ tiếp nhận trong kỳ: <a" in page
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/lam-viec/chi-so/ho-so/[^"]+)"', page)}
    assert len(links) > 10
    for link in sorted(links)[:4] + [one for one in links if "dossiers." in one]:
        assert client.get(link).status_code == 200
    client.post(f"{PAGE}luu/")
    received()
    rebuild()
    again = client.post(f"{PAGE}luu/", follow=True)
    newest, oldest = [run.pk for run in again.context["runs"]]
    moved = client.get(f"{PAGE}khac-nhau/?truoc={oldest}&sau={newest}").context["rows"]
    assert {one.id: one.difference for one, *_ in moved}["dossiers.received"] == 1
    assert client.get(f"{PAGE}pdf/").content.startswith(b"%PDF")
    assert client.get(f"{PAGE}docx/").content.startswith(b"PK")
    wrong = client.get(f"{PAGE}?tu=2022-12-02&den=2022-12-01")
    assert wrong.status_code == 422
    assert 'href="#id_den"' in words_of(wrong)


@pytest.mark.usefixtures("office")
def test_who_has_no_business_with_it_makes_no_report(browser: Browser) -> None:
    load_reports(PROVINCE / "reports", actor=SYSTEM)
    assert browser("dienbien.motcua").get(PAGE).status_code == 403
    leader = browser("dienbien.chutich")
    above = leader.get(PAGE).context["unit"].parent_id
    assert leader.get(f"{PAGE}?don-vi={above}").status_code == 403
