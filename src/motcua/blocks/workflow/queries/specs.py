"""Parsed processes, kept in memory: a deployed version never changes, so neither does its parsed form."""

from collections import OrderedDict
from threading import Lock

from motcua.blocks.workflow.models import ProcessVersion
from motcua.blocks.workflow.rules.engine import Compiled, compile_process

_MOST = 256
_kept: OrderedDict[str, Compiled] = OrderedDict()
_lock = Lock()


def compiled(version: ProcessVersion) -> Compiled:
    """The version ready to run; parsed at most once per process while it is in use. Keyed by content, not by row."""
    with _lock:
        found = _kept.get(version.sha256)
        if found is not None:
            _kept.move_to_end(version.sha256)
            return found
    fresh = compile_process(version.bpmn_xml)
    with _lock:
        _kept[version.sha256] = fresh
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return fresh


def forget_all() -> None:
    """Empty the memory; for tests and measurements."""
    with _lock:
        _kept.clear()
