"""The invented procedures: as many of each kind as the figures want beyond the real ones, each a complete record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.simulation.rules.scenario import Catalogue, FieldOfWork, Marking

FORM: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "x-title": {"vi": "Đơn đề nghị (mô phỏng)", "en": "Application (simulated)"},
    "required": ["nguoi_nop"],
    "properties": {
        "nguoi_nop": {
            "type": "string",
            "maxLength": 200,
            "x-label": {"vi": "Họ và tên người nộp", "en": "Name of the applicant"},
            "x-prefill": "person.full_name",
        },
        "noi_dung": {"type": "string", "maxLength": 200, "x-label": {"vi": "Nội dung đề nghị", "en": "What is asked for"}},
    },
    "x-pages": [{"id": "don", "title": {"vi": "Đơn đề nghị", "en": "Application"}, "fields": ["nguoi_nop", "noi_dung"]}],
}
TEMPLATE = "= Kết quả mô phỏng\n"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.example/bpmn"
             targetNamespace="https://motcua.example/procedures">
  <process id="simulated" name="Quy trình mô phỏng" isExecutable="true">
    <startEvent id="received" name="Hồ sơ được tiếp nhận" motcua:name-en="Dossier received"/>
"""
_LEADER = 'motcua:step="approve" motcua:role="leader" motcua:unit="competent"'
_ONE = f"""    <userTask id="approve" name="Kiểm tra và ký" motcua:name-en="Check and sign"
              {_LEADER} motcua:hours="4" motcua:outcomes="approved,not_eligible"/>
    <endEvent id="resolved" name="Đã giải quyết xong" motcua:name-en="Resolved"/>
    <sequenceFlow id="flow_1" sourceRef="received" targetRef="approve"/>
    <sequenceFlow id="flow_2" sourceRef="approve" targetRef="resolved"/>
  </process>
</definitions>
"""
_TWO = f"""    <userTask id="examine" name="Thẩm định hồ sơ" motcua:name-en="Examine the dossier" motcua:step="examine"
              motcua:role="specialist" motcua:unit="competent/%s" motcua:hours="4" motcua:outcomes="propose,not_eligible"/>
    <userTask id="approve" name="Ký kết quả" motcua:name-en="Sign the result"
              {_LEADER} motcua:hours="2" motcua:outcomes="approved,sent_back"/>
    <exclusiveGateway id="examined" default="flow_3"/>
    <exclusiveGateway id="decided" default="flow_6"/>
    <endEvent id="resolved" name="Đã giải quyết xong" motcua:name-en="Resolved"/>
    <endEvent id="stopped" name="Dừng giải quyết" motcua:name-en="Stopped"/>
    <sequenceFlow id="flow_1" sourceRef="received" targetRef="examine"/>
    <sequenceFlow id="flow_2" sourceRef="examine" targetRef="examined"/>
    <sequenceFlow id="flow_3" sourceRef="examined" targetRef="approve"/>
    <sequenceFlow id="flow_4" sourceRef="examined" targetRef="stopped">
      <conditionExpression>outcome == 'not_eligible'</conditionExpression></sequenceFlow>
    <sequenceFlow id="flow_5" sourceRef="approve" targetRef="decided"/>
    <sequenceFlow id="flow_6" sourceRef="decided" targetRef="resolved"/>
    <sequenceFlow id="flow_7" sourceRef="decided" targetRef="examine">
      <conditionExpression>outcome == 'sent_back'</conditionExpression></sequenceFlow>
  </process>
</definitions>
"""


@dataclass(frozen=True, slots=True)
class Existing:
    """How many procedures of each kind are published already."""

    level3: int
    level4: int
    same_level: int
    across_levels: int


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented procedure."""

    code: str
    field: FieldOfWork
    days: int
    online_level: int
    record: dict[str, Any]


def process_of(field: FieldOfWork) -> tuple[str, str]:
    """The key and the file of the process of a field."""
    if field.steps == 1:
        return "simulated/sign", _HEAD + _ONE
    return f"simulated/examine/{field.division}", _HEAD + _TWO % field.division


def invented(catalogue: Catalogue, marking: Marking, there: Existing, scale: float) -> list[Invented]:
    """The procedures to add. With a scale below one there are fewer, but at least two of each field: one of them online."""
    level4, level3 = _scaled(catalogue.level4 - there.level4, scale), _scaled(catalogue.level3 - there.level3, scale)
    others = _scaled(catalogue.others, scale)
    if scale < 1:
        level4 = max(level4, len(catalogue.fields))
    count = max(level4 + level3 + others, 2 * len(catalogue.fields)) if scale < 1 else level4 + level3 + others
    fields = _spread(catalogue.fields, count)
    levels = _levels(fields, level4, level3)
    linked = _linked(
        count, _scaled(catalogue.same_level - there.same_level, scale), _scaled(catalogue.across_levels - there.across_levels, scale)
    )
    first = round(float(catalogue.first_code) * 1_000_000)
    nth: dict[int, int] = {}
    out = []
    for number, (field, level, link) in enumerate(zip(fields, levels, linked, strict=True)):
        nth[id(field)] = turn = nth.get(id(field), -1) + 1
        days = field.days[turn % len(field.days)]
        code = f"{(first + number) // 1_000_000}.{(first + number) % 1_000_000:06d}"
        out.append(Invented(code, field, days, level, _record(catalogue, marking, field, code, number + 1, days, level, link)))
    return out


def _scaled(count: int, scale: float) -> int:
    return max(int(count * scale + 0.5), 0)


def _spread(fields: tuple[FieldOfWork, ...], count: int) -> list[FieldOfWork]:
    """So many procedures, each field by its share, two of each at least, in turn so that levels mix."""
    total = sum(field.share for field in fields)
    quota = {id(field): max(2, round(count * field.share / total)) for field in fields}
    out: list[FieldOfWork] = []
    while len(out) < count:
        ready = [field for field in fields if quota[id(field)] > 0] or list(fields)
        for field in ready[: count - len(out)]:
            quota[id(field)] -= 1
            out.append(field)
    return out


def _levels(fields: list[FieldOfWork], level4: int, level3: int) -> list[int]:
    """The level of the online service of each: the first of every field can be sent online as long as there are any."""
    firsts = list({id(field): place for place, field in reversed(list(enumerate(fields)))}.values())
    order = [*sorted(firsts), *(place for place in range(len(fields)) if place not in set(firsts))]
    levels = [2] * len(fields)
    for turn, place in enumerate(order):
        levels[place] = 4 if turn < level4 else 3 if turn < level4 + level3 else 2
    return levels


def _linked(count: int, same_level: int, across_levels: int) -> list[str]:
    kinds = ["same_level"] * min(same_level, count) + ["across_levels"] * min(across_levels, count)
    return (kinds + ["none"] * count)[:count]


def _record(
    catalogue: Catalogue, marking: Marking, field: FieldOfWork, code: str, number: int, days: int, level: int, link: str
) -> dict[str, Any]:
    name = {
        language: getattr(marking.procedure, language).format(number=f"{number:04d}", field=getattr(field, language))
        for language in ("vi", "en")
    }
    said = {
        "vi": "Thủ tục mô phỏng để thử nghiệm số liệu; không nộp hồ sơ thật.",
        "en": "A simulated procedure for trying figures; do not apply.",
    }
    limit: dict[str, Any] = {"amount": days, "unit": "working_day"} if days else {"amount": 1, "unit": "same_day", "cut_off": "15:00:00"}
    result: dict[str, Any] = {"vi": "Kết quả mô phỏng", "en": "Simulated result", "kind": "none"}
    if field.series:
        result |= {"kind": "paper", "number_series": field.series, "template": "result.typ"}
    basis = catalogue.legal_basis
    return {
        "code": code,
        "name": name,
        "kind": "local",
        "field": {"vi": field.vi, "en": field.en, "code": field.code},
        "level": field.level,
        "performed_by": {"body": field.body, "division": field.division},
        "service_level_2011": level,
        "service_level_2022": "full" if level == 4 else "partial",
        "interlinked": link,
        "result": result,
        "subjects": ["citizen", "organisation"],
        "versions": {"valid_from": catalogue.valid_from.isoformat()},
        "plain_words": said,
        "steps": [said],
        "legal_basis": [{"number": basis.number, "vi": basis.vi, "en": basis.en}],
        "cases": [
            {
                "key": "standard",
                "name": {"vi": "Trường hợp chung", "en": "Ordinary case"},
                "time_limits": {"desk": limit},
                "components": [{"key": "don", "vi": "Đơn đề nghị", "en": "Application", "kind": "form", "originals": 1}],
            }
        ],
    }
