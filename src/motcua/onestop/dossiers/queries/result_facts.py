"""Gather the facts of a result from the records, for printing."""

from motcua.ground.directory.api import Unit, superior_of, unit
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.rules.places import place_name
from motcua.onestop.dossiers.rules.result_data import ResultData


def result_facts(result: Result, dossier: Dossier, url: str) -> ResultData:
    """The facts of the result; `dossier.owner` and `result.issuer` are expected to be loaded."""
    content = content_of(dossier.version_id)
    issuer = result.issuer
    superior = superior_of(issuer.pk) if issuer.is_body else unit(issuer.body_id or issuer.pk)
    owner = dossier.owner
    return ResultData(
        number=f"{result.number:02d}/{result.series}",
        decided_at=result.decided_at.astimezone(VIETNAM),
        place=_place(issuer),
        agency=issuer.formal_name if issuer.is_body else issuer.name,
        superior=superior.formal_name if superior else "",
        competent=dossier.competent.formal_name,
        signer_name=result.signer_name,
        signer_title=result.signer_title,
        dossier_code=dossier.code,
        received_at=dossier.received_at and dossier.received_at.astimezone(VIETNAM),
        procedure_name=content.name.vi,
        case_key=dossier.case_key,
        owner={
            "name": owner.full_name,
            "citizen_id": owner.citizen_id or "",
            "tax_code": owner.tax_code or "",
            "birth_date": owner.birth_date.isoformat() if owner.birth_date else "",
            "sex": owner.sex,
            "address": owner.address,
        },
        answers=dossier.answers,
        verification_url=url,
        verification_code=result.verification_code,
    )


def _place(issuer: Unit) -> str:
    """The territory of the issuer, or of the agency it belongs to; departments sign in the province."""
    body = issuer if issuer.is_body else unit(issuer.body_id or issuer.pk)
    return place_name(body.name, default=place_of_province(body))


def place_of_province(issuer: Unit) -> str:
    """The name of the province a body belongs to: where departments sign; a vertical agency signs in the territory it serves."""
    if issuer.serves_id is not None:
        return place_name(unit(issuer.serves_id).name, default="")
    return place_name(unit(int(issuer.path.strip("/").split("/")[0])).name, default="")
