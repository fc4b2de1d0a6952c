"""Recordings that we read and write, read by MNE too.

    compare.py FOLDER [LIBEDF]      FOLDER: of the programs;
                                    LIBEDF: tests/peers/libedf.c

Prints TAP.
"""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile

import mne
import numpy as np
import scipy.io
import scipy.io.wavfile

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


def whole(folder, path, here):
    """Samples of two channels of one rate as NPY has them, and a converter."""
    def convert(form):
        out = os.path.join(here, "z." + form)
        ours(folder, "emg-convert", "-f", "-o", out, "-c", "1,2", path)
        return out
    return np.load(convert("npy")), convert


def full_scales(out):
    """What sample 1.0 of each channel means, by the table beside."""
    with open(os.path.splitext(out)[0] + "_channels.tsv") as f:
        rows = csv.DictReader(f, delimiter="\t")
        return np.array([float(row["full_scale"]) for row in rows])


def compare_scipy(folder, path, here):
    """WAV and MAT hold 64 bits: nothing may be lost but the last bit."""
    exact, convert = whole(folder, path, here)
    rate, x = scipy.io.wavfile.read(convert("wav"))
    x = x * full_scales(here + "/z.wav")
    if x.shape != exact.shape or not np.allclose(x, exact, 1e-15, 0):
        return "WAV differs"
    mat = scipy.io.loadmat(convert("mat"))
    same = [k for k, v in mat.items() if isinstance(v, np.ndarray) and
            v.shape in (exact.shape, exact.T.shape) and
            (np.array_equal(v, exact) or np.array_equal(v.T, exact))]
    return None if same else "MAT differs: %s" % sorted(mat)


def compare_decoder(command):
    """WAV and AU, decoded by another program to raw doubles."""
    def compare(folder, path, here):
        exact, convert = whole(folder, path, here)
        for form in ("wav", "au"):
            out = convert(form)
            raw = subprocess.run([w.replace("IN", out) for w in command],
                                 capture_output=True, check=True).stdout
            x = np.frombuffer(raw, "<f8").reshape(-1, 2) * full_scales(out)
            if x.shape != exact.shape:
                return "%s: %s frames" % (form, len(x))
            # sox holds 32 bits inside
            if np.abs(x - exact).max() > 2e-9 * full_scales(out).max():
                return "%s: %g apart" % (form, np.abs(x - exact).max())
        return None
    return compare


def compare_libedf(program):
    """EDF+ and BDF+ whose codes are those of the input."""
    def compare(folder, path, here):
        exact, convert = whole(folder, path, here)
        for form in ("edf", "bdf"):
            out = convert(form)
            raw = subprocess.run([program, out], capture_output=True,
                                 check=True).stdout
            x = np.frombuffer(raw).reshape(2, -1).T
            if len(x) < len(exact):
                return "%s: %d frames" % (form, len(x))
            apart = np.abs(x[:len(exact)] - exact).max()
            if apart > 1e-9 * np.abs(exact).max():
                return "%s: %g apart" % (form, apart)
        return None
    return compare


SOX = ["sox", "IN", "-t", "f64", "-L", "-"]
FFMPEG = ["ffmpeg", "-v", "error", "-i", "IN", "-f", "f64le", "-"]


def peers(folder, path, here, libedf):
    """Every other reader that is here: what is asked, and what is wrong."""
    known = [("scipy", compare_scipy, True),
             ("sox", compare_decoder(SOX), shutil.which("sox")),
             ("ffmpeg", compare_decoder(FFMPEG), shutil.which("ffmpeg")),
             ("libedf", compare_libedf(libedf), libedf)]
    return [("%s reads what we write%s" % (name, "" if there else " # SKIP"),
             compare(folder, path, here) if there else None)
            for name, compare, there in known]


def main():
    folder, n = sys.argv[1], 0
    libedf = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as here:
        path = os.path.join(here, "a.edf")
        subprocess.run([sys.executable, MAKER, path, "--seconds", "12",
                        "--muscles", "9"], check=True)
        asked = [("MNE reads the same samples", compare_reading(folder, path)),
                 ("MNE reads what we write",
                  compare_writing(folder, path, here)),
                 *peers(folder, path, here, libedf)]
    for n, (what, wrong) in enumerate(asked, 1):
        print("%s %d - %s%s" % ("not ok" if wrong else "ok", n, what,
                                " # " + wrong if wrong else ""))
    print("1..%d" % n)


main()
