"""An archive of documents with a list that the province signs: asked for on a page, made in the background."""

import json
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.blocks.files.api import StoredFile, read_bytes, store_bytes
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import render_pdf
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDocument, VaultExport
from motcua.onestop.vault.queries.asker import may_act
from motcua.onestop.vault.queries.shelf import rows
from motcua.onestop.vault.queries.verify_archive import province
from motcua.onestop.vault.rights import EXPORT, KEEP
from motcua.onestop.vault.rules.archive import FOLDER, FORM, INDEX, SIGNED_LIST, reason_of
from motcua.onestop.vault.rules.identity import safe_name
from motcua.onestop.vault.rules.trust import Trust

KEPT_DAYS = 7
MOST_DOCUMENTS = 500
MOST_BYTES = 300 * 1024 * 1024
_TEMPLATE = Path(__file__).resolve().parents[1] / "papers" / "archive_index.typ"
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_LEVELS_VI = {
    Trust.OWN: "Chủ giấy tờ tự tải lên",
    Trust.CHECKED: "Cán bộ đã kiểm tra",
    Trust.CERTIFIED: "Bản sao chứng thực điện tử",
    Trust.RESULT: "Kết quả của cơ quan, đã ký số",
}
JOB = "vault.export"


@transaction.atomic
def order_export(*, documents: Sequence[int] = (), owner_id: int | None = None, actor: Actor) -> VaultExport:
    """Order an archive of these documents, or of everything that is not hidden; one at a time.

    Errors: `NotFound` for a foreign vault or document, `InvalidInput` when there is nothing, or too much for one archive,
    `Conflict` while another is being made.
    """
    require(actor, KEEP)
    owner = owner_id or actor.party_id
    if owner is None or not may_act(actor, owner, "share"):
        raise NotFound(words("There is no such vault, or you may not see it."))
    found = rows().filter(owner_id=owner, hidden_at__isnull=True)
    if documents:
        found = found.filter(pk__in=documents)
    sizes = dict(found.values_list("pk", "file__size"))
    if len(sizes) < len(set(documents)):
        raise NotFound(words("There is no such document, or you may not see it."))
    if not sizes:
        raise InvalidInput(words("There is no document to put into an archive."))
    if len(sizes) > MOST_DOCUMENTS or sum(sizes.values()) > MOST_BYTES:
        raise InvalidInput(words("This is too much for one archive (500 documents, 300 MB)."), way_out=words("Choose fewer documents."))
    try:
        with transaction.atomic():
            export = VaultExport.objects.create(
                owner_id=owner, asked_by=actor.name, asked_at=clock.now(), document_ids=sorted(sizes, reverse=True)
            )
    except IntegrityError as twice:
        raise Conflict(words("An archive is being made already."), way_out=words("Wait until it is ready.")) from twice
    enqueue(JOB, export.pk, key=f"vault-export/{export.pk}")
    return export


def make_export(export_id: int, *, actor: Actor) -> VaultExport:
    """Make an archive that was asked for; a finished one is left alone. How far it is can be read meanwhile."""
    require(actor, EXPORT)
    export = VaultExport.objects.select_related("owner").get(pk=export_id)
    if export.finished_at is not None:
        return export
    documents = list(rows().filter(pk__in=export.document_ids, owner_id=export.owner_id).order_by("-id"))
    with tempfile.TemporaryFile() as stream:
        _write(stream, export, documents)
        stream.seek(0)
        data = stream.read()
    name = f"kho-du-lieu-{clock.today():%Y%m%d}-{export.pk}.zip"
    with transaction.atomic():
        held = VaultExport.objects.select_for_update().get(pk=export.pk)
        if held.finished_at is not None:
            return held
        held.file = store_bytes(name, data, "application/zip", pages=0)
        held.finished_at, held.done = clock.now(), held.total
        held.save(update_fields=["file", "finished_at", "done"])
        payload = {"export": held.pk, "documents": len(documents), "sha256": held.file.sha256}
        record_deed(VaultEvent.EXPORTED, held.pk, owner_id=held.owner_id, actor=actor, at=held.finished_at, payload=payload)
    return held


def forget_old_exports(*, actor: Actor) -> int:
    """Throw away the files of archives that are older than seven days; returns how many."""
    require(actor, EXPORT)
    old = VaultExport.objects.filter(finished_at__lt=clock.now() - timedelta(days=KEPT_DAYS), file__isnull=False)
    gone = list(old.values_list("pk", "file_id"))
    with transaction.atomic():
        VaultExport.objects.filter(pk__in=[pk for pk, _file in gone]).update(file=None)
        StoredFile.objects.filter(pk__in=[file for _pk, file in gone]).delete()
    return len(gone)


def _write(stream: BinaryIO, export: VaultExport, documents: Sequence[VaultDocument]) -> None:
    """Every file under a plain name, then the index, then the list signed over the index."""
    told: list[dict[str, object]] = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, row in enumerate(documents, start=1):
            if row.file is None:
                continue
            extension = _EXTENSIONS.get(row.file.media_type, "")
            path = f"{FOLDER}/{place:03d}-{safe_name(row.name, extension)}"
            archive.writestr(path, read_bytes(row.file))
            told.append(_told(row, row.file, path))
            VaultExport.objects.filter(pk=export.pk).update(done=place)
        owner = {"name": export.owner.full_name, "number": export.owner.citizen_id or export.owner.tax_code or ""}
        index: dict[str, object] = {"form": FORM, "owner": owner, "made_at": clock.now().isoformat(timespec="seconds"), "documents": told}
        index_bytes = json.dumps(index, ensure_ascii=False, indent=1).encode()
        archive.writestr(INDEX, index_bytes)
        archive.writestr(SIGNED_LIST, _signed_list(export, owner, told, sha256(index_bytes).hexdigest()))


def _told(row: VaultDocument, file: StoredFile, path: str) -> dict[str, object]:
    return {
        "path": path,
        "sha256": file.sha256,
        "size": file.size,
        "id_code": row.id_code,
        "name": row.name,
        "type": row.type_code,
        "trust": Trust(row.trust).name.lower(),
        "number": row.number,
        "issued_on": row.issued_on and row.issued_on.isoformat(),
        "agency": row.agency,
        "signer": row.signer,
        "valid_until": row.valid_until and row.valid_until.isoformat(),
        "dossier": row.dossier.code if row.dossier else "",
        "procedure": row.procedure_code,
    }


def _signed_list(export: VaultExport, owner: dict[str, str], told: Sequence[dict[str, object]], digest: str) -> bytes:
    top = province()
    name, place = (top.formal_name, top.short_name) if top else ("", "")
    now = clock.now().astimezone(VIETNAM)
    data = {
        "agency": {"name": name},
        "number": str(export.pk),
        "place": place,
        "date": now.date().isoformat(),
        "moment": f"{now:%H:%M %d/%m/%Y}",
        "owner": owner,
        "index_sha256": digest,
        "documents": [_line(one) for one in told],
        "verify_url": f"{settings.PUBLIC_URL}/kho/kiem-tra-goi/",
    }
    identity = ensure_identity("agency/province-archive", name=name, title="", organisation=name)
    pdf = render_pdf(_TEMPLATE, data, at=now)
    return sign_pdf(pdf, identity_key=identity.key, reason=reason_of(digest), location=name, visible=Stamp("agency", place="agency"))


def _line(one: dict[str, object]) -> dict[str, object]:
    trust = _LEVELS_VI[Trust[str(one["trust"]).upper()]]
    valid = f"có giá trị đến {_day(one['valid_until'])}" if one["valid_until"] else ""
    return {**one, "trust": trust, "valid": valid, "issued": _day(one["issued_on"])}


def _day(iso: object) -> str:
    """A day of the index as people write it; nothing for none."""
    return "/".join(reversed(str(iso).split("-"))) if iso else ""
