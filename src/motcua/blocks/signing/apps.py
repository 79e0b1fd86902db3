import logging

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "motcua.blocks.signing"
    label = "signing"

    def ready(self) -> None:
        """The library logs a trace for every unknown issuer; verdicts say it in words."""
        for name in ("pyhanko", "pyhanko_certvalidator"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
