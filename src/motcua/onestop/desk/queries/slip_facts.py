"""Gather what a slip tells from the records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.ground.directory.api import superior_of, unit
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import ProcedureCase, content_of, time_limit
from motcua.onestop.desk.rules.slip_data import SlipFacts
from motcua.onestop.dossiers.api import Dossier, Slip, form_set_called, place_name, place_of_province

_ROLES = {"authorised": " (người được ủy quyền)", "helper": " (người nộp hộ)"}
_LIST = {"upload": "Bản điện tử", "form": "Bản điện tử", "lookup": "Tra cứu từ cơ sở dữ liệu"}


def slip_facts(slip: Slip) -> SlipFacts:
    """The facts of one slip; `slip.dossier` with owner and submitter is expected to be loaded."""
    dossier = slip.dossier
    content = content_of(dossier.version_id)
    case = content.case(dossier.case_key)
    desk, body = unit(slip.unit_id), unit(dossier.competent_id)
    superior = superior_of(body)
    limit = time_limit(content, case, dossier.channel)
    return SlipFacts(
        form=slip.form,
        number=slip.number,
        year=slip.year,
        issued_at=slip.issued_at.astimezone(VIETNAM),
        issued_by=slip.issued_by,
        agency=body.formal_name,
        superior=superior.formal_name if superior else "",
        one_stop=desk.formal_name,
        place=place_name(body.name, default=place_of_province(body)),
        phone=desk.phone or body.phone,
        dossier_code=dossier.code,
        applicant={
            "name": dossier.owner.full_name,
            "organisation": dossier.owner.full_name if dossier.owner.kind == "organisation" else "",
            "address": dossier.owner.address,
            "phone": dossier.owner.phone,
            "email": dossier.owner.email,
        },
        submitter=dossier.submitter.full_name + _ROLES.get(dossier.acting, ""),
        request=content.name.vi,
        components=_components(slip, dossier, case),
        time_limit={"amount": limit.amount, "unit": limit.unit} if limit else None,
        received_at=dossier.received_at and dossier.received_at.astimezone(VIETNAM),
        due_at=dossier.due_at and dossier.due_at.astimezone(VIETNAM),
        result_place=_result_place(dossier, desk.formal_name),
        fees=[{"name": fee["vi"], "amount": fee["amount"]} for fee in dossier.fees if fee["amount"]],
        status_url=f"{settings.PUBLIC_URL}/tra-cuu/?ma={dossier.code}",
        website=settings.PUBLIC_URL,
        reason=str(slip.data.get("reason", "")),
        answer_by=_moment(slip, "answer_by"),
        form_set=slip.form_set,
        circular=form_set_called(slip.form_set).circular,
        old_due=_moment(slip, "old_due"),
        new_due=_moment(slip, "new_due"),
        late_days=int(slip.data.get("late_days", 0)),
        signer_title=str(slip.data.get("signer_title", "")),
    )


def _moment(slip: Slip, name: str) -> datetime | None:
    """A moment that the act wrote down for its slip."""
    text = slip.data.get(name)
    return datetime.fromisoformat(text).astimezone(VIETNAM) if isinstance(text, str) else None


def _result_place(dossier: Dossier, desk: str) -> str:
    """Where the applicant wants the result, as form 01 asks."""
    if dossier.return_wish == Dossier.ReturnWish.POST:
        return f"địa chỉ {dossier.owner.address}, qua dịch vụ bưu chính công ích" if dossier.owner.address else "dịch vụ bưu chính công ích"
    return "Cổng dịch vụ công (bản điện tử)" if dossier.return_wish == Dossier.ReturnWish.ELECTRONIC else desk


def _components(slip: Slip, dossier: Dossier, case: ProcedureCase) -> list[Mapping[str, Any]]:
    """Slip 01 lists what was handed in, 02 what is missing, 03 what was in the refused dossier."""
    if slip.form == Slip.Form.SUPPLEMENT:
        return [
            {
                "name": item["name"],
                "note": item["what"],
                "originals": item["originals"],
                "certified_copies": item["certified_copies"],
                "photocopies": item["copies"],
            }
            for item in slip.data["items"]
        ]
    attached = {paper.component_key for paper in dossier.papers.all()}
    return [
        {"name": part.vi, "originals": part.originals, "copies": part.copies, "photocopies": part.copies, "kind": _LIST.get(part.kind, "")}
        for part in case.components
        if part.key in attached or part.kind == "form"
    ]
