"""A page asks the database as often for many dossiers as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.insight.indicators.api import rebuild

Browser = Callable[[str], Client]
Make = Callable[[], str]


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("dienbien.tuphap", "/lam-viec/", 9),
        ("dienbien.motcua", "/lam-viec/cho-tiep-nhan/", 9),
        ("dienbien.motcua", "/lam-viec/cho-tra/", 8),
        ("dienbien.motcua", "/lam-viec/ho-so/", 8),
        ("dienbien.motcua", "/lam-viec/so-theo-doi/", 10),
        ("dienbien.motcua", "/lam-viec/tiep-nhan/", 8),
        ("dienbien.motcua", "/lam-viec/tiep-nhan/2.000635/", 12),
        ("dienbien.chutich", "/lam-viec/chi-so/", 34),
        ("dienbien.chutich", "/lam-viec/chi-so/ho-so/?chi-so=dossiers.received", 20),
        ("kiemsoat.tinh", "/lam-viec/kiem-toan/", 8),
        ("quantri.tinh", "/lam-viec/viec-nen/", 8),
    ],
)
def test_the_number_of_statements_does_not_grow(
    browser: Browser, submitted: Make, received: Make, who: str, address: str, most: int
) -> None:
    def statements() -> int:
        rebuild()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    client = browser(who)
    submitted()
    received()
    client.get(address)
    one = statements()
    for make in (submitted, received) * 3:
        make()
    assert statements() == one
    assert one <= most
