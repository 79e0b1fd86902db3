"""PLACEHOLDER so that others can import while builder B writes the real one: overwrite freely."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SigningIdentity:
    key: str


@dataclass(frozen=True)
class Stamp:
    kind: str

    @classmethod
    def person(cls) -> "Stamp":
        return cls("person")

    @classmethod
    def agency(cls) -> "Stamp":
        return cls("agency")

    @classmethod
    def attached(cls) -> "Stamp":
        return cls("attached")


@dataclass(frozen=True)
class Verdict:
    level: str


def ensure_authority() -> None:
    raise NotImplementedError


def ensure_identity(key: str, *, name: str, title: str, organisation: str) -> SigningIdentity:
    return SigningIdentity(key)


def sign_pdf(pdf: bytes, *, identity_key: str, reason: str, location: str, visible: Stamp | None) -> bytes:
    raise NotImplementedError


def verify_pdf(data: bytes) -> Verdict:
    raise NotImplementedError
