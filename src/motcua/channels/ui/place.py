"""The name of the province, read from its content."""

from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings


def place_name(language: str) -> str:
    """The province's name in a language; empty when its content gives none."""
    return _names(settings.PROVINCE / "province.yaml").get(language, "")


@lru_cache(maxsize=4)
def _names(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    name = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("name", {})
    return {language: str(text) for language, text in name.items()}
