"""What this module announces; streams `directory` (loading), `unit`, `unit_decision`, `tenure`, `delegation` (ids of the rows)."""

DIRECTORY = "directory"
UNITS_LOADED = "directory.units_loaded"
PEOPLE_LOADED = "directory.people_loaded"

TENURE = "tenure"
APPOINTED = "tenure.began"
TENURE_ENDED = "tenure.ended"

DELEGATION = "delegation"
DELEGATED = "delegation.began"
DELEGATION_ENDED = "delegation.ended"

UNIT = "unit"
CHANGED = {
    "established": "unit.established",
    "renamed": "unit.renamed",
    "merged": "unit.merged",
    "split": "unit.split",
    "dissolved": "unit.dissolved",
    "moved": "unit.moved",
    "level_changed": "unit.level_changed",
    "restructured": "unit.restructured",
}

DECISION = "unit_decision"
DECISION_RECORDED = "unit.decision_recorded"
CHARTER_RECORDED = "unit.charter_recorded"
AUTONOMY_RECORDED = "unit.autonomy_recorded"
RULE_RECORDED = "unit.decentralisation_recorded"
