"""A program that speaks to the API with a token, as the tests play it."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from motcua.blocks.accounts.api import issue_token
from motcua.blocks.permissions.api import declared
from motcua.kernel.actor import SYSTEM, Actor

ROOT = "/api/v1"
EXTRACT = "2.000635"
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}


@dataclass
class Machine:
    """Sends requests with the token of one account."""

    secret: str

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; the reply has `.json()`."""
        sent = {"Authorization": f"Bearer {self.secret}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is None:
            return Client().generic(method, ROOT + path, headers=sent)
        return Client().generic(method, ROOT + path, json.dumps(body), "application/json", headers=sent)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def upload(self, path: str, component: str, file: Any, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {self.secret}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return Client().post(ROOT + path, {"component": component, "file": file}, headers=sent)


def machine_of(actor: Actor, *scopes: str) -> Machine:
    """A program of this account; without scopes it may do whatever the account may."""
    assert actor.account_id is not None
    issued = issue_token(
        actor=SYSTEM, account_id=actor.account_id, name="test", scopes=scopes or sorted(declared()), lasts=timedelta(days=1)
    )
    return Machine(issued.secret)
