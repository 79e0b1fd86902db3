"""What dossiers need from other systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from motcua.blocks.files.api import StoredFile
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import Component


@dataclass(frozen=True, slots=True)
class Filing:
    """What is handed to another system that decides: our code, who asks, and the answers it needs."""

    dossier_code: str
    owner_name: str
    owner_number: str
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ForeignStatus:
    """Where the filing stands there: `received`, `in_process`, `registered` or `refused`."""

    foreign_code: str
    status: str
    comment: str = ""


class BusinessRegister(Protocol):
    """The national business register: it SHALL accept a filing once per dossier code, and tell its status."""

    def file(self, filing: Filing) -> str:
        """Hand in; returns the register's code. Handing in the same dossier code again returns the same code."""

    def status(self, foreign_code: str) -> ForeignStatus:
        """Where the filing stands; raises `Fault` when the register does not answer."""


_register: BusinessRegister | None = None


def use_business_register(register: BusinessRegister) -> None:
    """Wiring: which connector stands behind the port."""
    global _register
    _register = register


def business_register() -> BusinessRegister | None:
    """The connector, or None where the province has none: officers then enter the status by hand."""
    return _register


class FeeDesk(Protocol):
    """Who takes money at the desk: it SHALL give a numbered receipt and note the fee with the dossier, in the same transaction."""

    def take_cash(self, dossier_id: int, *, amount: int, actor: Actor) -> None:
        """Take `amount` đồng in cash; `InvalidInput` when that is not what is owed, `Conflict` when it is paid already."""


_fee_desk: FeeDesk | None = None


def use_fee_desk(desk: FeeDesk) -> None:
    """Wiring: which module stands behind the port."""
    global _fee_desk
    _fee_desk = desk


def fee_desk() -> FeeDesk | None:
    """The cashier, or None in a house without payments."""
    return _fee_desk


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A document that the province holds already and every office must accept; `reference` names it where it is held."""

    file: StoredFile
    name: str
    origin: str
    reference: str
    valid_until: date | None = None


class HeldPapers(Protocol):
    """Where documents of people are held (their vault): what it holds is not asked for again (NĐ 107/2021/NĐ-CP)."""

    def best(
        self, owner_id: int, components: Sequence[Component], *, procedure_code: str, but_not_from: int | None = None
    ) -> Mapping[str, HeldPaper]:
        """For each component that is held valid today the best document, by the key of the component.

        What came in with the dossier `but_not_from` itself does not count.
        """


_held_papers: HeldPapers | None = None


def use_held_papers(held: HeldPapers) -> None:
    """Wiring: which module stands behind the port."""
    global _held_papers
    _held_papers = held


def held_papers() -> HeldPapers | None:
    """The place, or None in a house without vaults: then every paper is handed in."""
    return _held_papers


@dataclass(frozen=True, slots=True)
class CopiedPages:
    """The pages of an original as they will stand in its certified copy; `sources` names the files (SHA-256) they were taken from."""

    pdf: bytes
    count: int
    component_key: str
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class CopyMark:
    """What stands on each copied page: the number of the certification, its day, and the agency."""

    number: str
    day: date
    agency: str


class CertifiedCopies(Protocol):
    """Who makes certified electronic copies of originals (NĐ 45/2020/NĐ-CP a.10).

    It SHALL take every page of what was scanned of the original at the desk, or was handed in, and change nothing on it.
    """

    def require(self, dossier_id: int, component_key: str) -> None:
        """Raise `Conflict` with the way out when the original is not there as a scan that can be copied."""

    def pages(self, dossier_id: int, component_key: str) -> CopiedPages:
        """The pages of the original; `Conflict` as above."""

    def bound(self, copied: CopiedPages, statement: bytes, mark: CopyMark) -> bytes:
        """One PDF: the copied pages, each with the mark at its top right, then the statement, whose places for signatures move along."""

    def note(self, result_id: int, copied: CopiedPages) -> None:
        """Keep the record of a copy, in the transaction that stores its signed file; once for a result."""


_certified_copies: CertifiedCopies | None = None


def use_certified_copies(copies: CertifiedCopies) -> None:
    """Wiring: which module stands behind the port."""
    global _certified_copies
    _certified_copies = copies


def certified_copies() -> CertifiedCopies | None:
    """The maker, or None in a house without digitisation: then copies are certified on paper only."""
    return _certified_copies
