"""Small things every benchmark needs: percentiles, tables, the machine."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def say(text: str = "") -> None:
    """A line for the reader."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wait_for_start() -> float:
    """Say that this client is ready and read from the one who started it when all begin."""
    say("ready")
    return float(sys.stdin.readline())


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Markdown table, ready for the README."""
    say("| " + " | ".join(heads) + " |")
    say("|" + "|".join("---" for _ in heads) + "|")
    for row in rows:
        say("| " + " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")


def machine() -> str:
    """The machine in one line, with how busy others keep it."""
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    memory = next((line.split()[1] for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal")), "0")
    return f"{os.cpu_count()} cores, {int(memory) // 1024 // 1024} GiB, Python {platform.python_version()}, load before {load}"
