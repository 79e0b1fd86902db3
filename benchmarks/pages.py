"""`motcua bench pages`: server time and weight of the pages people see most, with many dossiers in the database."""

import argparse
import json
import re
import subprocess
import sys
from urllib.parse import urljoin

import httpx

from benchmarks.lives import free_port, serving
from benchmarks.measure import machine, percentile, say, table
from benchmarks.place import DATABASES, ROOT, place

_PARTS = re.compile(r"""<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+\.(?:css|js|svg|png|woff2)[^"]*)\"""")
_IN_CSS = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def first_load(address: str) -> list[tuple[str, int]]:
    """The page and every part it names, with the bytes each took on the wire (brotli or gzip where the server offers it)."""
    weights: dict[str, int] = {}
    with httpx.Client(headers={"Accept-Encoding": "br, gzip", "Accept-Language": "vi"}) as client:
        waiting = [address]
        while waiting:
            one = waiting.pop()
            if one in weights:
                continue
            with client.stream("GET", one) as reply:
                weights[one] = sum(len(chunk) for chunk in reply.iter_raw())
            text = client.get(one).text if one.endswith("/") or ".css" in one else ""
            found = _IN_CSS.findall(text) if ".css" in one else _PARTS.findall(text)
            waiting += [urljoin(one, part) for part in found if not part.startswith("data:")]
    return list(weights.items())


def main(words: list[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="motcua bench pages --", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(DATABASES))
    given = parser.parse_args(words)
    say(machine())
    for database in given.databases:
        with place(database) as environment:
            run = {"check": True, "env": environment, "cwd": ROOT}
            subprocess.run([sys.executable, "-m", "benchmarks.filling", str(given.dossiers)], **run)
            said = subprocess.run(
                [sys.executable, "-m", "benchmarks.page_client", str(given.rounds)], stdout=subprocess.PIPE, text=True, **run
            )
            say(f"\nPages with {given.dossiers} dossiers, {database}")
            table(
                ["page", "status", "statements", "p50 ms", "p95 ms", "HTML bytes", "HTML gzip"],
                [
                    (
                        one["page"],
                        one["status"],
                        one["statements"],
                        percentile(one["took"], 0.5),
                        percentile(one["took"], 0.95),
                        one["raw"],
                        one["gzip"],
                    )
                    for one in json.loads(said.stdout)
                ],
            )
            port = free_port()
            with serving(port, environment):
                parts = first_load(f"http://127.0.0.1:{port}/")
    say("\nFirst load of the portal's start page, bytes on the wire (every font that a style sheet names counted)")
    table(
        ["part", "bytes"], [*((one.partition("/static/")[2] or "/", size) for one, size in parts), ("all", sum(size for _, size in parts))]
    )


if __name__ == "__main__":
    main()
