import os
import signal
from pathlib import Path

import psycopg
import pytest

from motcua.channels.commands import postgres

pytestmark = pytest.mark.slow


def test_a_cluster_of_our_own_starts_stays_and_comes_back_after_a_sudden_death(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path_factory.mktemp("v")))
    url = postgres.start()
    try:
        assert postgres.start() == url
        with psycopg.connect(url, autocommit=True) as one:
            one.execute("CREATE TABLE kept (n int)")
            one.execute("INSERT INTO kept VALUES (7)")
        data = Path(url.partition("host=")[2]) / "data"
        os.kill(int((data / "postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)
        assert postgres.start() == url
        with psycopg.connect(url) as one:
            assert one.execute("SELECT n FROM kept").fetchone() == (7,)
    finally:
        postgres.stop(url)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url).close()
