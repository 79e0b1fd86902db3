"""The roles that posts give."""

ROLES = frozenset(
    {
        "desk_officer",
        "specialist",
        "division_head",
        "leader",
        "auditor",
        "content_editor",
        "administrator",
        "reform_officer",
        "personnel_officer",
        "inspector",
    }
)
