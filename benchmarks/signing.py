"""`motcua bench signing`: printing a slip, signing it with a time stamp (PAdES B-T), checking the signature."""

import argparse
import json
import subprocess
import sys

from benchmarks.lives import together
from benchmarks.measure import machine, percentile, say, table
from benchmarks.place import ROOT, place


def main(words: list[str] | None = None) -> None:
    """Measure with one worker and with two."""
    parser = argparse.ArgumentParser(prog="motcua bench signing --", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2])
    given = parser.parse_args(words)
    say(machine())
    rows = []
    with place("sqlite") as environment:
        subprocess.run([sys.executable, "-m", "benchmarks.signing_client", "open"], check=True, env=environment, cwd=ROOT)
        for workers in given.workers:
            said = [json.loads(text) for text in together(["benchmarks.signing_client"], workers, given.seconds, environment)]
            for name in said[0]:
                took = [one for report in said for one in report[name]]
                rows.append((workers, name, percentile(took, 0.5), percentile(took, 0.95), 1000 * workers * len(took) / sum(took)))
    table(["workers", "work", "p50 ms", "p95 ms", "per second if nothing else"], rows)


if __name__ == "__main__":
    main()
