"""Does emg-cocontract find what is there, and nothing else?

Makes recordings whose truth is known with two simulators, looks for events in
them by every method, and prints tables of what was found; behind a number that
misses its bar stands (!). Ends with "N passed, N failed", exit status 1 when a
bar was missed.

    tests/validation/run [--full] [--seeds N] [--only PART] [--data FOLDER]
                         [BUILD]
"""
import argparse
import os
import sys
import tempfile

import conditions
import onsets
import rule
from scoring import Bars, Programs, Table, joined, rows_of, shown

HELD_OUT = 1100  # seeds from here on were not used for tuning
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..",
                    "shared", "data")


def bursts(programs, seeds, folder, bars):
    """Single contractions, each muscle by itself."""
    simulator = conditions.Simulator(programs, 2)
    recordings = conditions.make(simulator, "bursts", seeds, folder, False)
    truth = joined(r.replace(".edf", "_tenth.tsv") for r in recordings)
    table = Table("bursts of 0.4 to 2 s, 10 dB", "true", "F1", "onset, ms",
                  "end, ms")
    for method in ("default", "threshold", "hodges-bui", "aglr"):
        found = programs.run("emg-bursts", "-q", "--method", method,
                             *recordings)
        score = programs.score(folder, truth, found, "--type", "active")
        good = method == "hodges-bui" or float(score["f1"]) >= 0.95
        table.row(method, score["truth"],
                  shown(score["f1"]) + bars.ask(good),
                  shown(score["onset_median"], 1),
                  shown(score["offset_median"], 1))


PARTS = ("rule", "conditions", "bursts", "onsets")


def show(part, chosen, programs, seeds, bars):
    if part == "onsets":
        onsets.show(programs, seeds, chosen.data, bars)
        return
    with tempfile.TemporaryDirectory() as folder:
        {"rule": rule.show, "conditions": conditions.show,
         "bursts": bursts}[part](programs, seeds, folder, bars)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", nargs="?", default="build")
    parser.add_argument("--full", action="store_true",
                        help="held-out seeds, 8 of them; minutes")
    parser.add_argument("--seeds", type=int, help="how many recordings")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--data", default=DATA,
                        help="folder of labelled recordings")
    return parser.parse_args()


def main():
    chosen = parse()
    programs, bars = Programs(chosen.build), Bars()
    first = HELD_OUT if chosen.full else 1
    n = chosen.seeds or (8 if chosen.full else 2)
    for part in chosen.only or PARTS:
        show(part, chosen, programs, range(first, first + n), bars)
    print(f"\n{bars.passed} passed, {bars.failed} failed")
    return bars.failed > 0


if __name__ == "__main__":
    sys.exit(main())
