"""Runs our programs on recordings and scores their events with emg-score."""
import csv
import os
import subprocess
import sys

MATCH = "0.5"  # intersection over union
EVENT = "sustained_cocontraction"


def rows_of(text):
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


class Programs:
    """Those of a build folder."""

    def __init__(self, build):
        self.folder = os.path.join(build, "tools")

    def run(self, name, *words):
        """Standard output; some of several recordings may have failed."""
        done = subprocess.run([os.path.join(self.folder, name), *words],
                              capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr.strip())
        return done.stdout

    def cocontract(self, method, recordings, *words):
        return self.run("emg-cocontract", "-q", "--method", method, *words,
                        *recordings)

    def score(self, folder, truth, found, *words):
        """Both tables as text; the pooled row at an IoU of 0.5."""
        paths = [os.path.join(folder, name)
                 for name in ("truth.tsv", "found.tsv")]
        for path, text in zip(paths, (truth, found)):
            with open(path, "w", encoding="utf-8") as table:
                table.write(text)
        text = self.run("emg-score", "--pool", "--truth", paths[0],
                        *(words or ("--type", EVENT)), paths[1])
        return next(r for r in rows_of(text) if r["iou"] == MATCH)


def joined(paths):
    """Tables of one form, one below the other."""
    lines = []
    for path in paths:
        with open(path, encoding="utf-8") as table:
            lines += table.read().splitlines()[1 if lines else 0:]
    return "\n".join(lines) + "\n"


def shown(value, digits=3):
    """A cell of a table."""
    return value if value == "n/a" else f"{float(value):.{digits}f}"


def false_events(score):
    return int(score["found"]) - int(score["hits"])


class Table:
    """Markdown, a row at a time."""

    def __init__(self, *columns):
        print("\n| " + " | ".join(columns) + " |")
        print("|" + "---|" * len(columns), flush=True)

    @staticmethod
    def row(*cells):
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)


class Bars:
    """Counts what was asked and what was missed."""

    def __init__(self):
        self.passed = self.failed = 0

    def ask(self, good):
        """"" or what to print behind a number that misses its bar."""
        self.passed += bool(good)
        self.failed += not good
        return "" if good else " (!)"
