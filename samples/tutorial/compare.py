"""Both visits of each patient side by side, from a summary on standard input.

    emg-cocontract --summary *.edf | python3 compare.py
"""
import csv
import sys

SHOWN = ("events", "percent", "longest", "rudolph", "suspects", "flags")

visits = {}
for row in csv.DictReader(sys.stdin, delimiter="\t"):
    patient, visit = row["file"].removesuffix(".edf").split("_")
    visits[patient, visit] = row


def shown(text):
    try:
        return f"{float(text):.3g}"
    except ValueError:
        return text  # n/a is no number, and flags are words


for patient in sorted({patient for patient, _ in visits}):
    for name in SHOWN:
        before = shown(visits[patient, "before"][name])
        after = shown(visits[patient, "after"][name])
        print(f"{patient}  {name:10}{before:>10}{after:>12}")
