"""The signing key of the identity stand-in: RSA, made at first start, kept with the other sandbox files."""

import os
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class SigningKey:
    """An RSA key with its public form as a JSON Web Key."""

    def __init__(self, private: rsa.RSAPrivateKey) -> None:
        self.private = private
        numbers = private.public_key().public_numbers()
        self._n, self._e = _encoded(numbers.n), _encoded(numbers.e)
        self.kid = sha256(self._n.encode()).hexdigest()[:16]

    def jwk(self) -> dict[str, str]:
        """The public key as published at the `jwks` address."""
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": self._n, "e": self._e}


def make_key() -> SigningKey:
    """A new key of 2048 bits."""
    return SigningKey(rsa.generate_private_key(public_exponent=65537, key_size=2048))


def kept_key(path: Path) -> SigningKey:
    """The key kept in a file, made at first start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = make_key().private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(made)
        fresh.replace(path)
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise TypeError(f"{path} does not hold an RSA key")
    return SigningKey(private)


def _encoded(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
