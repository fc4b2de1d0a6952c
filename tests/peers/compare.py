"""Recordings that we read and write, read by MNE too.

    compare.py FOLDER      where emg-info and emg-filter are

Prints TAP.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile

import mne
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
MAKER = os.path.join(HERE, "..", "made", "recording.py")
FACTORS = {"uV": 1e6, "mV": 1e3, "V": 1.0}
mne.set_log_level("ERROR")


def ours(folder, program, *arguments):
    done = subprocess.run([os.path.join(folder, program), *arguments],
                          capture_output=True, check=True)
    return done.stdout


def theirs(path, label, unit):
    raw = mne.io.read_raw_edf(path, include=[label], preload=True)
    return raw.get_data()[0] * FACTORS.get(unit, 1.0), raw.info["sfreq"]


def compare_reading(folder, path):
    """Extremes, mean and RMS of each channel that both know."""
    table = ours(folder, "emg-info", "--stats", path).decode()
    for row in csv.DictReader(io.StringIO(table), delimiter="\t"):
        if row["unit"] not in FACTORS:
            continue
        x, rate = theirs(path, row["label"], row["unit"])
        mine = [float(row[k]) for k in ("rate", "samples", "min", "max",
                                        "mean", "rms")]
        other = [rate, len(x), x.min(), x.max(), x.mean(),
                 np.sqrt((x * x).mean())]
        scale = max(abs(other[2]), abs(other[3]), 1e-12)
        if mine[:2] != other[:2]:
            return "%s: %s, not %s" % (row["label"], mine[:2], other[:2])
        worst = max(abs(a - b) for a, b in zip(mine[2:], other[2:]))
        if worst > 1e-9 * scale:
            return "%s: %g apart" % (row["label"], worst)
    return None


def step_of(path, signal):
    """The physical size of one digital step, by the header."""
    with open(path, "rb") as f:
        n = int(f.read(256)[252:])
        head = f.read(256 * n)
    at = [float(head[n * 104 + n * 8 * k + 8 * signal:][:8]) for k in range(4)]
    return (at[1] - at[0]) / (at[3] - at[2])


def compare_writing(folder, path, here):
    """What we write as EDF+ and BDF+ is what we computed, to half a step."""
    arguments = ["--low-pass", "100", "-c", "1,2", path]
    ours(folder, "emg-filter", "-f", "-o", here + "/y.npy", *arguments)
    exact = np.load(here + "/y.npy")
    for form, bits in (("edf", 16), ("bdf", 24)):
        out = os.path.join(here, "y." + form)
        ours(folder, "emg-filter", "-f", "-o", out, *arguments)
        read = (mne.io.read_raw_edf if form == "edf" else mne.io.read_raw_bdf)
        raw = read(out, preload=True)
        for c in range(2):
            x = raw.get_data()[c] * 1e6
            if len(x) < len(exact):
                return "%s: %d samples" % (form, len(x))
            step = step_of(out, c)
            apart = np.abs(x[:len(exact)] - exact[:, c]).max()
            if apart > 0.5001 * step or step > 5000 / 2 ** bits:
                return "%s: channel %d is %g apart" % (form, c + 1, apart)
    return None


def main():
    folder, n = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as here:
        path = os.path.join(here, "a.edf")
        subprocess.run([sys.executable, MAKER, path, "--seconds", "12",
                        "--muscles", "9"], check=True)
        asked = [("MNE reads the same samples", compare_reading(folder, path)),
                 ("MNE reads what we write",
                  compare_writing(folder, path, here))]
    for n, (what, wrong) in enumerate(asked, 1):
        print("%s %d - %s%s" % ("not ok" if wrong else "ok", n, what,
                                " # " + wrong if wrong else ""))
    print("1..%d" % n)


main()
