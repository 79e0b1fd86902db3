"""Our published procedures beside the national list, and the record of one under the portal's names (domain 2.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.blocks.forms.api import Field, FormDefinition
from motcua.kernel.text import fold
from motcua.onestop.catalogue.api import ProcedureCase, ProcedureContent

Record = dict[str, object]
LEVELS: Mapping[str, str] = {"commune": "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh"}
_CHANNELS: Mapping[str, str] = {"desk": "1", "online": "2", "post": "3"}
_UNITS: Mapping[str, str] = {"hour": "Giờ", "working_day": "Ngày làm việc", "calendar_day": "Ngày", "same_day": "Trong ngày"}
_SUBJECTS: Mapping[str, str] = {
    "citizen": "Công dân Việt Nam",
    "overseas": "Người Việt Nam định cư ở nước ngoài",
    "foreigner": "Người nước ngoài",
    "official": "Cán bộ, công chức, viên chức",
    "enterprise": "Doanh nghiệp",
    "cooperative": "Hợp tác xã",
    "organisation": "Tổ chức khác",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure as one side lists it."""

    code: str
    name: str
    field_code: str
    level: str


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    """One procedure on which the lists differ: `what` is missing_there, missing_here, or the names of what differs."""

    code: str
    name: str
    what: str
    ours: str = ""
    theirs: str = ""


def catalogue_differences(ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[CatalogueDifference]:
    """Differences between the public procedures of both sides, by code; marks and blanks of names do not count."""
    here, there = {one.code: one for one in ours}, {one.code: one for one in theirs}
    found: list[CatalogueDifference] = []
    for code in sorted(here.keys() | there.keys()):
        our, their = here.get(code), there.get(code)
        if our is None or their is None:
            named = our or their
            found.append(CatalogueDifference(code, named.name if named else "", "missing_here" if our is None else "missing_there"))
            continue
        for what, mine, other in (
            ("name", our.name, their.name),
            ("field", our.field_code, their.field_code),
            ("level", our.level, their.level),
        ):
            if fold(mine) != fold(other):
                found.append(CatalogueDifference(code, our.name, what, mine, other))
    return found


def entry_of(content: ProcedureContent) -> Entry:
    """Ours as it is compared."""
    return Entry(content.code, content.name.vi, content.field.code, LEVELS[content.level])


def read_entry(record: Mapping[str, object]) -> Entry | None:
    """Theirs as it is compared; None when it names no procedure."""
    code, name = record.get("MATTHC"), record.get("TENTTHC")
    if not isinstance(code, str) or not isinstance(name, str) or not 0 < len(code) <= 20:
        return None
    fields = record.get("LINHVUCTHUCHIEN")
    first = fields[0] if isinstance(fields, list) and fields and isinstance(fields[0], dict) else {}
    return Entry(code, name[:1000], str(first.get("MALINHVUC", ""))[:30], str(record.get("CAPTHUCHIEN") or "")[:60])


def record_of(content: ProcedureContent, form: FormDefinition, agencies: Sequence[tuple[str, str]], *, public: bool) -> Record:
    """The whole record of a procedure. `agencies`: (code, name) of those that perform it. BIEUMAU and TEPCANNOP are our additions:
    the questions of the e-form and the files it asks for, so that the portal can offer filing."""
    return {
        "MATTHC": content.code,
        "MATTHCDP": content.local_code,
        "TENTTHC": content.name.vi,
        "QuyetDinhCongBo": content.decision.number if content.decision else "",
        "CAPTHUCHIEN": LEVELS[content.level],
        "TRANGTHAI": "1" if public else "0",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": content.field.code, "TENLINHVUC": content.field.vi}],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": step.vi} for step in content.steps]}],
        "CACHTHUCTHUCHIEN": [_way(content.cases[-1], channel) for channel in content.channels],
        "THANHPHANHOSO": [
            {
                "TRUONGHOP": case.name.vi,
                "GIAYTO": [
                    {"MAGIAYTO": one.paper_code or one.key, "TENGIAYTO": one.vi, "SOBANCHINH": one.originals, "SOBANSAO": one.copies}
                    for one in case.components
                ],
            }
            for case in content.cases
        ],
        "SOBOHOSO": content.sets,
        "DOITUONGTHUCHIEN": [{"MADOITUONG": one, "TENDOITUONG": _SUBJECTS[one]} for one in content.subjects],
        "COQUANTHUCHIEN": [{"MADONVI": code, "TENDONVI": name} for code, name in agencies],
        "KETQUATHUCHIEN": [{"MAKETQUA": "", "TENKETQUA": content.result.vi}],
        "CANCUPHAPLY": [{"SOVANBAN": one.number, "TENVANBAN": one.vi} for one in content.legal_basis],
        "YEUCAU": "\n".join(one.vi for one in content.requirements),
        "BIEUMAU": [_question(field) for field in form.fields if field.widget != "repeat"],
        "TEPCANNOP": _files(content),
    }


def _files(content: ProcedureContent) -> list[Record]:
    """Files any case asks for, once each."""
    asked = {one.key: one.vi for case in content.cases for one in case.components if one.kind == "upload"}
    return [{"MAGIAYTO": key, "TENGIAYTO": name} for key, name in asked.items()]


def _way(case: ProcedureCase, channel: str) -> Record:
    limit = next((found for key, found in case.time_limits.items() if key == channel), case.time_limits.get("desk"))
    fees = [
        {"MAPHILEPHI": fee.key, "SOTIEN": str(fee.amount or 0), "DONVI": "Đồng", "MOTA": fee.vi}
        for fee in case.fees
        if channel in fee.channels
    ]
    times = [{"THOIGIANGIAIQUYET": str(limit.amount), "DONVITINH": _UNITS[limit.unit], "MOTA": "", "PHILEPHI": fees}] if limit else []
    return {"KENH": _CHANNELS[channel], "THOIGIAN": times}


def _question(field: Field) -> Record:
    return {
        "TEN": field.name,
        "NHAN": field.label.vi,
        "KIEU": field.widget,
        "BATBUOC": "1" if field.required else "0",
        "LUACHON": [{"GIATRI": option.value, "NHAN": option.label.vi} for option in field.options],
    }
