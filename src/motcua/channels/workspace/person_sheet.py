"""The person at the counter, as typed: by number if known, with particulars if new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.channels.ui.api import Choice, Field, say_field
from motcua.ground.parties.api import Particulars, Party, find_by_citizen_id, find_by_tax_code
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, words

PURPOSE = "intake"
_FIELDS = {"citizen_id": "number", "tax_code": "number", "kind": "number"}


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """What was typed about one person; `prefix` keeps the owner and the submitter apart."""

    prefix: str
    typed: Mapping[str, str]

    @classmethod
    def read(cls, prefix: str, posted: Mapping[str, Sequence[str]]) -> "PersonSheet":
        """Everything posted under the prefix."""
        return cls(prefix, {name[len(prefix) :]: texts[0].strip() for name, texts in posted.items() if name.startswith(prefix) and texts})

    @property
    def number(self) -> str:
        return "".join(self.typed.get("number", "").split())

    @property
    def is_blank(self) -> bool:
        return not any(self.typed.get(name) for name in ("number", "full_name"))

    @property
    def is_organisation(self) -> bool:
        """A tax code has 10 digits, or 13 with a dash; a citizen number has 12."""
        return bool(self.number) and len(self.number) != 12

    def known(self, actor: Actor) -> Party | None:
        """The party with the number, if it is known; the look-up is written down with its purpose."""
        if not self.number:
            return None
        find = find_by_tax_code if self.is_organisation else find_by_citizen_id
        return find(self.number, actor=actor, purpose=PURPOSE)

    def particulars(self) -> tuple[Particulars, list[FieldError]]:
        """What was typed as particulars, and what cannot be read."""
        born, errors = self._birth_date()
        given = Particulars(
            kind="organisation" if self.is_organisation else "person",
            full_name=self.typed.get("full_name", ""),
            citizen_id="" if self.is_organisation else self.number,
            tax_code=self.number if self.is_organisation else "",
            birth_date=born,
            sex=self.typed.get("sex", ""),
            phone=self.typed.get("phone", ""),
            email=self.typed.get("email", ""),
            address=self.typed.get("address", ""),
        )
        return given, errors

    def _birth_date(self) -> tuple[date | None, list[FieldError]]:
        parts = [self.typed.get(f"birth_date-{part}", "") for part in ("year", "month", "day")]
        if not any(parts):
            return None, []
        try:
            return date(*(int(part) for part in parts)), []
        except ValueError:
            return None, [FieldError("birth_date", words("Enter the day, the month and the year in digits, for example 2 9 1990."))]

    def number_field(self, errors: Sequence[FieldError]) -> Field:
        """The one field most intakes need."""
        label = _("Citizen number or tax code")
        hint = _("12 digits for a person; 10 digits, or 13 with a dash, for an organisation.")
        return self._field("number", label, errors, kind="number", width="m", hint=hint, required=self.prefix == "p_")

    def fields(self, errors: Sequence[FieldError]) -> list[Field]:
        """The particulars of somebody new."""
        sexes = [Choice("male", _("Male")), Choice("female", _("Female"))]
        values = tuple(self.typed.get(f"birth_date-{part}", "") for part in ("day", "month", "year"))
        return [
            self._field("full_name", _("Full name"), errors, required=True),
            self._field("birth_date", _("Date of birth"), errors, kind="date", values=values),
            self._field("sex", _("Sex"), errors, kind="radios", choices=sexes),
            self._field("phone", _("Phone"), errors, kind="tel", width="m"),
            self._field("email", _("E-mail"), errors, kind="email", width="l"),
            self._field("address", _("Address"), errors),
        ]

    def _field(self, name: str, label: str, errors: Sequence[FieldError], *, required: bool = False, **more: object) -> Field:
        error = next((say_field(one) for one in errors if _FIELDS.get(one.field, one.field) == name), "")
        return Field(self.prefix + name, label, value=self.typed.get(name, ""), error=error, required=required, **more)  # type: ignore[arg-type] # names of parts of Field
