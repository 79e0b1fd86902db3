import io

import pytest

from motcua.blocks.files import api
from motcua.blocks.files.ports.folder_store import FolderStore
from motcua.kernel.actor import Actor

CITIZEN = Actor(kind="citizen", name="Nguyễn Thị Thùy Dương", account_id=7)


@pytest.fixture
def folder(tmp_path):
    store = FolderStore(tmp_path / "files")
    api.use_store(store)
    yield store.root
    api.use_store(None)


@pytest.fixture
def send(folder, db):
    def store(name, data, **limits):
        return api.store_upload(name=name, stream=io.BytesIO(data), limits=api.Limits(**limits), actor=CITIZEN)

    return store
