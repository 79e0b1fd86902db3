"""Who may fill a database with an invented year."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

SIMULATE = declare("simulation.run", words("fill the database with an invented year"))
