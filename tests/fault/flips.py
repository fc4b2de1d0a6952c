#!/usr/bin/env python3
"""Changes bytes of the outputs in out/ and asks emg-verify which it finds.

    flips.py ENDING PLACES      ENDING: "" for outputs, .prov.json for sidecars

At each of so many places of the longest file one bit of every file is turned,
so that one question is about as many changed bytes as there are files. The
last line begins with how many bytes were changed.
"""
import glob
import subprocess
import sys

ENDING, PLACES = sys.argv[1], int(sys.argv[2])


def rows():
    """File and status of each output."""
    said = subprocess.run(["emg-verify", "--inputs", "in", "--no-header", "out"],
                          stdout=subprocess.PIPE, text=True).stdout
    return [row.split("\t")[:2] for row in said.splitlines()]


def put(path, at, byte):
    with open(path, "r+b") as to:
        to.seek(at)
        to.write(byte)


def main():
    outputs = [row[0] for row in rows()]
    if any(row[1] != "intact" for row in rows()) or not outputs:
        sys.exit("FAILED: not intact from the start")
    paths = {name: "out/" + name + ENDING for name in outputs}
    whole = {name: open(path, "rb").read() for name, path in paths.items()}
    longest = max(map(len, whole.values()))
    flipped = missed = 0
    for at in range(0, longest, max(1, longest // PLACES)):
        changed = [name for name in outputs if at < len(whole[name])]
        for name in changed:
            put(paths[name], at, bytes([whole[name][at] ^ 1 << at % 8]))
        found = [name for name, status in rows() if status != "intact"]
        for name in set(found) ^ set(changed):
            print("FAILED: byte %d of %s%s" % (at, name, ENDING))
            missed += 1
        for name in changed:
            put(paths[name], at, whole[name][at:at + 1])
        flipped += len(changed)
    if any(row[1] != "intact" for row in rows()):
        sys.exit("FAILED: not intact at the end")
    print("%d bytes changed in %d files, %d missed"
          % (flipped, len(outputs), missed))
    sys.exit(missed > 0)


main()
