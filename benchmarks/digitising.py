"""`motcua bench digitising`: straightening photographed pages and recognising their text, in one process and in two."""

import argparse
import json
import os

from benchmarks.lives import together
from benchmarks.measure import machine, percentile, say, table


def main(words: list[str] | None = None) -> None:
    """Measure each number of processes in turn, twice over, so that a neighbour's burst shows."""
    parser = argparse.ArgumentParser(prog="motcua bench digitising --", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args(words)
    say(machine())
    rows = []
    for number in range(1, given.rounds + 1):
        for workers in given.workers:
            said = [json.loads(text) for text in together(["benchmarks.digitising_client"], workers, given.seconds, dict(os.environ))]
            for name in said[0]:
                took = [one for report in said for one in report[name]]
                if took:
                    rate = 60_000 * workers * len(took) / sum(took)
                    rows.append((number, workers, name, len(took), percentile(took, 0.5), percentile(took, 0.95), rate))
    table(["round", "processes", "work", "pages", "p50 ms", "p95 ms", "pages a minute"], rows)


if __name__ == "__main__":
    main()
