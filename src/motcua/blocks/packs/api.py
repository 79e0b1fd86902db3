"""Content packs: folders of text read with file and line, compared, and loaded all or nothing."""

from motcua.blocks.packs.actions.load_pack import load_pack
from motcua.blocks.packs.queries.read import read_csv, read_json, read_text, read_yaml
from motcua.blocks.packs.rules.changes import Change, ChangeKind, LoadReport, compare
from motcua.blocks.packs.rules.located import Located, PackError, PackRefused
from motcua.blocks.packs.rules.problems import Problems
from motcua.blocks.packs.rules.validation import parse_as

__all__ = [
    "Change",
    "ChangeKind",
    "LoadReport",
    "Located",
    "PackError",
    "PackRefused",
    "Problems",
    "compare",
    "load_pack",
    "parse_as",
    "read_csv",
    "read_json",
    "read_text",
    "read_yaml",
]
