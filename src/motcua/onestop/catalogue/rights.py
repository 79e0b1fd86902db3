"""Who may do what with the catalogue; reading published procedures needs no right."""

from motcua.blocks.permissions.api import declare

EDITORS = ("content_editor", "administrator")
READ_DOUBTS = declare("catalogue.read_doubts", "see which values of a procedure still have to be checked", roles=EDITORS)
LOAD = declare("catalogue.load", "load procedures from content files", roles=EDITORS)
