"""Names of background jobs, for the actions that ask for them."""

SIGN = "inspections.sign_paper"
DRAW = "inspections.draw_cases"
