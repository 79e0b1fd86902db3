"""Bytes that nobody names go; everything else stays."""

import os
import time
from datetime import timedelta

import pytest

from motcua.blocks.files import api
from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports.folder_store import FolderStore
from motcua.blocks.files.tests import planted


def age(folder, sha256, days=3):
    path = FolderStore(folder).path(sha256)
    os.utime(path, (time.time() - days * 86400,) * 2)


def test_only_old_unnamed_bytes_are_removed(send, folder):
    named, unnamed, fresh = send("a.png", planted.picture()), send("b.pdf", planted.pdf()), api.store_bytes("c", b"x", "text/plain")
    StoredFile.objects.filter(pk__in=[unnamed.pk, fresh.pk]).delete()
    age(folder, named.sha256)
    age(folder, unnamed.sha256)
    assert api.sweep_orphans() == 1
    assert {path.name for path in folder.glob("??/??/*")} == {named.sha256, fresh.sha256}
    assert api.sweep_orphans() == 0


def test_bytes_that_arrive_anew_while_the_sweep_runs_stay(send, folder):
    file = send("a.png", planted.picture())
    StoredFile.objects.all().delete()
    age(folder, file.sha256)
    again = send("a.png", planted.picture())
    assert not FolderStore(folder).remove(file.sha256, arrived_before=time.time() - timedelta(days=2).total_seconds())
    assert api.read_bytes(again) == planted.picture()


def test_a_blob_name_is_a_hash_and_nothing_else(folder):
    with pytest.raises(ValueError, match="sha256"):
        FolderStore(folder).open("../../settings.py")


def test_what_the_house_made_is_kept_too(folder, db):
    file = api.store_bytes("giấy.pdf", b"%PDF-x", "application/pdf", pages=2)
    assert api.read_bytes(file) == b"%PDF-x"
    assert (file.checked, file.pages) == ("made here", 2)
    with pytest.raises(ValueError, match="nothing"):
        api.store_bytes("a", b"", "text/plain")
