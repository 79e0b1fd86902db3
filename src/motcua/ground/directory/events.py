"""What this module announces; streams `directory` (loading), `tenure` and `delegation` (ids of the rows)."""

DIRECTORY = "directory"
UNITS_LOADED = "directory.units_loaded"
PEOPLE_LOADED = "directory.people_loaded"

TENURE = "tenure"
APPOINTED = "tenure.began"
TENURE_ENDED = "tenure.ended"

DELEGATION = "delegation"
DELEGATED = "delegation.began"
DELEGATION_ENDED = "delegation.ended"
