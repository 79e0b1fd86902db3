"""String foreign keys are imports that no import linter sees: they must point down the ladder too."""

import configparser
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {"contenttypes", "auth", "sessions", "account", "socialaccount"}


def order() -> dict[str, int]:
    """Rank of each module, read from the import contracts: the higher, the more it may know."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")

    def layers(contract: str) -> list[list[str]]:
        text = contracts[f"importlinter:contract:{contract}"]["layers"]
        return [[name.strip() for name in line.split("|")] for line in text.strip().splitlines()]

    wings = {wing: rank for rank, names in enumerate(reversed(layers("tiers"))) for wing in names}
    inside = {}
    for contract in ("ground-order", "onestop-order", "insight-order"):
        inside |= {module: rank for rank, names in enumerate(reversed(layers(contract))) for module in names}
    return {
        config.label: wings[config.name.split(".")[1]] * 100 + inside.get(config.label, 0)
        for config in apps.get_app_configs()
        if config.name.startswith("motcua.") and len(config.name.split(".")) > 2
    }


def upward(models: list[type], ranks: dict[str, int]) -> list[str]:
    """Relations of these models to a model of a higher module."""
    found = []
    for model in models:
        for relation in model._meta.get_fields():
            if not relation.is_relation or relation.auto_created or relation.related_model is None:
                continue
            here, there = model._meta.app_label, relation.related_model._meta.app_label
            if here in ranks and there not in OUTSIDE and ranks[there] > ranks[here]:
                found.append(f"{model._meta.label}.{relation.name} -> {relation.related_model._meta.label}")
    return found


def test_no_table_refers_to_a_table_of_a_higher_module() -> None:
    assert upward(apps.get_models(), order()) == []


def test_the_check_sees_a_planted_upward_relation() -> None:
    ranks = order()
    ranks["dossiers"], ranks["catalogue"] = ranks["catalogue"], ranks["dossiers"]
    assert upward(apps.get_models(), ranks)
