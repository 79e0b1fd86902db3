"""A reporting regime as content: what NĐ 09/2019/NĐ-CP a.7 asks of it, who reports, by when, and its forms; in dated versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from motcua.insight.reporting.rules.forms import Form, Name, Part, Said, Tag
from motcua.insight.reporting.rules.periods import CutOff, Frequency


class Basis(Part):
    """A text of law the regime stands on."""

    number: str
    vi: str
    tag: Tag = "likely"


class Assigned(Part):
    """Which units report: all of a kind, or one by its code, and how many days after the cut-off."""

    kind: Literal["", "commune", "district", "department"] = ""
    unit: str = ""
    due_days: int = Field(ge=0, le=120)
    tag: Tag = "check"

    @model_validator(mode="after")
    def _is_one(self) -> "Assigned":
        if bool(self.kind) == bool(self.unit):
            raise ValueError("name a kind of units or one unit")
        return self


def _like(form: Any, known: Mapping[str, Any]) -> Any:
    if not isinstance(form, dict) or "like" not in form:
        return form
    model = known.get(form["like"])
    if not isinstance(model, dict) or "like" in model:
        raise ValueError(f"form {form.get('code')} is like {form['like']}, which is no form of its own")
    shared = {name: model[name] for name in ("columns", "checks", "rows") if name in model and not (name == "rows" and "rows_from" in form)}
    return {**shared, **{name: said for name, said in form.items() if name != "like"}}


class Regime(Part):
    """One version of a regime. `top` is the unit that brings the whole together, signs it and sends it on.

    `opens_before`: how many days before the cut-off the drafts are there to be seen.
    """

    from_: date = Field(alias="from")
    tag: Tag = "likely"
    note: str = ""
    name: Said
    legal_basis: tuple[Basis, ...] = Field(min_length=1)
    purpose: Said
    content: Said
    sender: Said
    receiver: Said
    method: Said
    deadline: Said
    frequency: tuple[Frequency, ...] = Field(min_length=1)
    cut_off: CutOff = "decree"
    opens_before: int = Field(default=30, ge=0, le=200)
    national_code: str = Field(pattern=r"^[A-Z0-9._-]{2,40}$")
    top: str
    assigned: tuple[Assigned, ...] = Field(min_length=1)
    outline: tuple[Said, ...] = ()
    guide: Said
    forms: tuple[Form, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _with_likeness(cls, value: Any) -> Any:
        """A form that is `like` another of the regime has its columns, checks and rows, where it does not say its own."""
        if not isinstance(value, dict) or not isinstance(value.get("forms"), list | tuple):
            return value
        known = {str(form.get("code")): form for form in value["forms"] if isinstance(form, dict)}
        return {**value, "forms": [_like(form, known) for form in value["forms"]]}

    @model_validator(mode="after")
    def _is_whole(self) -> "Regime":
        codes = [form.code for form in self.forms]
        if len(set(codes)) != len(codes):
            raise ValueError("a form stands twice")
        if not any(one.unit == self.top for one in self.assigned):
            raise ValueError(f"the unit {self.top} that brings the whole together is not assigned")
        return self

    def form(self, code: str) -> Form:
        """The form of that code; `KeyError`."""
        return {form.code: form for form in self.forms}[code]


class RegimeFile(Part):
    """What one file says: every version of one regime."""

    code: Name
    versions: tuple[Regime, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> "RegimeFile":
        if len({version.from_ for version in self.versions}) != len(self.versions):
            raise ValueError("two versions begin on the same day")
        return self
