"""Our programs against scipy, ends included: 1e-9 of the input's peak.

    compare.py FOLDER      where emg-filter and emg-envelope are

The designs follow the published formulas through scipy.signal.butter and
iirnotch; only the widening of edges for two passes (Winter, 4th ed., p. 69) is
written out here. Prints TAP.
"""
import math
import os
import subprocess
import sys
import tempfile

import numpy as np
import scipy.signal as ss

HERE = os.path.dirname(os.path.abspath(__file__))
RATE = 2000
LIMIT = 1e-9


def made(folder, name, *options):
    path = os.path.join(folder, name)
    maker = os.path.join(HERE, "..", "made", "recording.py")
    subprocess.run([sys.executable, maker, path, *options], check=True)
    return path


def muscles_of(path, n, rate=RATE):
    """Physical samples of the first n signals, read by the standard's book."""
    with open(path, "rb") as f:
        data = f.read()
    n_signals, n_records = int(data[252:256]), int(data[236:244])
    records = np.frombuffer(data[256 * (n_signals + 1):], "<i2")
    records = records.reshape(n_records, -1)
    x = np.stack([records[:, i * rate:(i + 1) * rate].reshape(-1)
                  for i in range(n)], 1)
    return -1000 + (x.astype(float) + 32768) * 2000 / 65535


def widened(kind, edges, order):
    """Nominal edges moved so that two passes give -3 dB there."""
    c = (2 ** 0.5 - 1) ** (1 / (2 * order))
    w = [math.tan(math.pi * f / RATE) for f in edges]
    if kind == "lowpass":
        w = [w[0] / c]
    elif kind == "highpass":
        w = [w[0] * c]
    else:
        b = (w[1] - w[0]) / c if kind == "bandpass" else (w[1] - w[0]) * c
        upper = (b + math.sqrt(b * b + 4 * w[0] * w[1])) / 2
        w = [upper - b, upper]
    return [math.atan(v) * RATE / math.pi for v in w]


def butter(kind, edges, order, passes):
    if passes == 2:
        edges = widened(kind, edges, order)
    return ss.butter(order, edges if len(edges) > 1 else edges[0], kind,
                     fs=RATE, output="sos")


def notch(f0, q):
    b, a = ss.iirnotch(f0, q, fs=RATE)
    return np.concatenate([b, a])[None, :]


def both_ways(sos, x, lowest, rate=RATE):
    padding = max(3 * (2 * len(sos) + 1), math.ceil(rate / lowest))
    return ss.sosfiltfilt(sos, x, axis=0, padtype="odd",
                          padlen=min(padding, len(x) - 1))


class Comparison:
    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.n = 0

    def ours(self, program, path, arguments):
        out = os.path.join(self.folder, "y.npy")
        done = subprocess.run(
            [os.path.join(self.programs, "emg-" + program), "-c", "1,2", *arguments, "-f", "-o", out,
             path], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return np.load(out)

    def demand(self, program, path, arguments, expected, peak, limit=LIMIT,
               inner=slice(None)):
        self.n += 1
        name = "%s %s" % (program, " ".join(arguments))
        try:
            y = self.ours(program, path, arguments)
            if y.shape != expected.shape:
                raise RuntimeError("shape %s, not %s"
                                   % (y.shape, expected.shape))
            error = np.abs((y - expected)[inner]).max() / peak
            good = bool(error <= limit)
            print("%s %d - %s # %.1e" % ("ok" if good else "not ok", self.n,
                                         name, error))
        except RuntimeError as what:
            print("not ok %d - %s # %s" % (self.n, name, what))


FILTERS = [
    ("bandpass", "--band", (20, 450), 4), ("bandpass", "--band", (10, 500), 2),
    ("bandpass", "--band", (5, 900), 6), ("bandpass", "--band", (30, 400), 1),
    ("bandpass", "--band", (1, 40), 3), ("highpass", "--high-pass", (20,), 2),
    ("highpass", "--high-pass", (2,), 5), ("lowpass", "--low-pass", (6,), 2),
    ("lowpass", "--low-pass", (450,), 8), ("lowpass", "--low-pass", (950,), 3),
]


def compare_filters(c, path, x):
    peak = np.abs(x).max()
    for kind, option, edges, order in FILTERS:
        words = [option, "-".join("%g" % e for e in edges),
                 "--order", str(order)]
        plain = butter(kind, edges, order, 1)
        wide = butter(kind, edges, order, 2)
        low = min(edges)
        c.demand("filter", path, words + ["--causal"],
                 ss.sosfilt(plain, x, axis=0), peak)
        c.demand("filter", path, words + ["--no-pass-correction"],
                 both_ways(plain, x, low), peak)
        c.demand("filter", path, words, both_ways(wide, x, low), peak)


def compare_cascades(c, path, x):
    peak = np.abs(x).max()
    words = ["--notch", "50", "--notch-q", "30"]
    c.demand("filter", path, words + ["--causal"],
             ss.sosfilt(notch(50, 30), x, axis=0), peak)
    c.demand("filter", path, words, both_ways(notch(50, 30), x, 50), peak)
    both = np.concatenate([butter("bandpass", (20, 450), 4, 1),
                           notch(50, 30)])
    words = ["--band", "20-450", "--order", "4"] + words
    c.demand("filter", path, words + ["--causal"],
             ss.sosfilt(both, x, axis=0), peak)
    c.demand("filter", path, words + ["--no-pass-correction"],
             both_ways(both, x, 20), peak)


def compare_hard(c, folder):
    """Both break as polynomials."""
    for rate, edges, order in ((48000, (20, 450), 4), (4000, (5, 500), 8)):
        path = made(folder, f"{rate}.edf", "--seconds", "4", "--rate",
                    str(rate))
        x = muscles_of(path, 2, rate)
        sos = ss.butter(order, edges, "bandpass", fs=rate, output="sos")
        words = ["--band", "%g-%g" % edges, "--order", str(order)]
        peak = np.abs(x).max()
        c.demand("filter", path, words + ["--causal"],
                 ss.sosfilt(sos, x, axis=0), peak)
        c.demand("filter", path, words + ["--no-pass-correction"],
                 both_ways(sos, x, edges[0], rate), peak)


def compare_trends(c, path, x):
    peak = np.abs(x).max()
    for kind in ("constant", "linear"):
        c.demand("filter", path, ["--detrend", kind],
                 ss.detrend(x, axis=0, type=kind), peak)


FAMILIES = {"chebyshev1": lambda n, half, **w: ss.cheby1(n, 0.5 * half, **w),
            "chebyshev2": lambda n, half, **w: ss.cheby2(n, 40 * half, **w),
            "bessel": lambda n, half, **w: ss.bessel(n, norm="phase", **w),
            "elliptic": lambda n, half, **w: ss.ellip(n, 0.5 * half, 40 * half,
                                                      **w)}
FAMILY_BANDS = [("bandpass", "--band", (20, 450), 4),
                ("highpass", "--high-pass", (20,), 3),
                ("lowpass", "--low-pass", (450,), 6),
                ("bandstop", "--band-stop", (45, 55), 2)]


def compare_families(c, path, x):
    """Both passes together keep the ripple and the attenuation: each has half
    of it, in dB."""
    peak = np.abs(x).max()
    for family, design in FAMILIES.items():
        for kind, option, edges, order in FAMILY_BANDS:
            words = ["--design", family, option,
                     "-".join("%g" % e for e in edges), "--order", str(order)]
            where = dict(Wn=edges if len(edges) > 1 else edges[0], fs=RATE,
                         btype=kind, output="sos")
            plain = design(order, 1, **where)
            half = design(order, 0.5, **where)
            c.demand("filter", path, words + ["--causal"],
                     ss.sosfilt(plain, x, axis=0), peak)
            c.demand("filter", path, words + ["--no-pass-correction"],
                     both_ways(plain, x, min(edges)), peak)
            c.demand("filter", path, words, both_ways(half, x, min(edges)),
                     peak)


def compare_combs(c, path, x):
    peak = np.abs(x).max()
    for f0 in (50, 60):
        teeth = [notch(f0 * m, 30 * m) for m in range(1, 20)
                 if f0 * m < 0.45 * RATE]
        sos = np.concatenate(teeth)
        words = ["--comb", str(f0)]
        c.demand("filter", path, words + ["--causal"],
                 ss.sosfilt(sos, x, axis=0), peak)
        c.demand("filter", path, words, both_ways(sos, x, f0), peak)


def compare_fir(c, path, x):
    """firwin without delay, the ends turned about the first and last sample;
    causal as lfilter."""
    peak = np.abs(x).max()
    for kind, option, edges, _ in FAMILY_BANDS:
        for taps in (3, 101, 1001):
            h = ss.firwin(taps, edges, window="hamming", pass_zero=kind,
                          fs=RATE)
            n = taps // 2
            e = np.concatenate([2 * x[0] - x[n:0:-1], x,
                                2 * x[-1] - x[-2:-n - 2:-1]])
            words = [option, "-".join("%g" % e for e in edges),
                     "--fir", str(taps)]
            c.demand("filter", path, words,
                     np.stack([np.convolve(e[:, i], h, "valid")
                               for i in range(x.shape[1])], 1), peak)
            c.demand("filter", path, words + ["--causal"],
                     ss.lfilter(h, 1, x, axis=0), peak)


def compare_short(c, path, x):
    """Fewer samples than the padding asks for: N - 1 are reflected."""
    sos = butter("highpass", (0.5,), 2, 1)
    c.demand("filter", path, ["--high-pass", "0.5", "--no-pass-correction"],
             both_ways(sos, x, 0.5), np.abs(x).max())


def window_frames(seconds, centred):
    n = round(seconds * RATE)
    return n + 1 if centred and n % 2 == 0 else n


def moving_mean(x, seconds, centred):
    """By cumulated sums in long double; ends as the methods say."""
    n = window_frames(seconds, centred)
    sums = np.cumsum(np.vstack([np.zeros((1, x.shape[1])), x]),
                     axis=0, dtype=np.longdouble)
    at = np.arange(len(x))
    if centred:
        start = np.maximum(at - n // 2, 0)
        end = np.minimum(at + n // 2 + 1, len(x))
        count = (end - start)[:, None]
    else:
        start, end, count = np.maximum(at - n + 1, 0), at + 1, n
    return ((sums[end] - sums[start]) / count).astype(float)


def compare_envelopes(c, path, x):
    peak = np.abs(x).max()
    for seconds in (0.25, 0.1, 0.0015):
        for causal in (False, True):
            words = ["--window", "%gms" % (1000 * seconds)]
            words += ["--causal"] if causal else []
            c.demand("envelope", path, ["--envelope", "rms"] + words,
                     np.sqrt(moving_mean(x * x, seconds, not causal)), peak)
            c.demand("envelope", path, ["--envelope", "arv"] + words,
                     moving_mean(np.abs(x), seconds, not causal), peak)
    for cutoff in (6, 3):
        words = ["--envelope", "lowpass", "--cutoff", str(cutoff)]
        plain = butter("lowpass", (cutoff,), 2, 1)
        wide = butter("lowpass", (cutoff,), 2, 2)
        c.demand("envelope", path, words + ["--causal"],
                 np.maximum(ss.sosfilt(plain, np.abs(x), axis=0), 0), peak)
        c.demand("envelope", path, words,
                 np.maximum(both_ways(wide, np.abs(x), cutoff), 0), peak)
    sos = butter("bandpass", (20, 450), 2, 2)
    low = butter("lowpass", (6,), 2, 2)
    y = np.abs(both_ways(sos, x, 20))
    c.demand("envelope", path, ["--band", "20-450"],
             np.maximum(both_ways(low, y, 6), 0), peak)


def energy(x):
    y = x ** 2
    y[1:-1] -= x[:-2] * x[2:]
    y[0], y[-1] = y[1], y[-2]
    return np.abs(y)


def compare_other_envelopes(c, path, x):
    peak = np.abs(x).max()
    wide = butter("lowpass", (50,), 2, 2)
    y = energy(x)
    c.demand("envelope", path, ["--envelope", "tkeo"],
             np.maximum(both_ways(wide, y, 50), 0), np.abs(y).max())
    plain = butter("lowpass", (20,), 2, 1)
    c.demand("envelope", path, ["--envelope", "tkeo", "--cutoff", "20",
                                "--causal"],
             np.maximum(ss.sosfilt(plain, y, axis=0), 0), np.abs(y).max())
    for seconds in (0.15, 1):
        n = window_frames(seconds, True)
        w = ss.windows.gaussian(n, n / 6)
        up = np.stack([np.convolve(np.abs(x[:, i]), w, "same")
                       for i in range(x.shape[1])], 1)
        down = np.convolve(np.ones(len(x)), w, "same")[:, None]
        c.demand("envelope", path, ["--envelope", "gaussian", "--window",
                                    "%gms" % (1000 * seconds)],
                 up / down, peak)
    # an exact transform of the whole recording, away from its ends
    sos = butter("bandpass", (20, 450), 4, 2)
    y = both_ways(sos, x, 20)
    words = ["--band", "20-450", "--order", "4", "--envelope", "hilbert"]
    c.demand("envelope", path, words, np.abs(ss.hilbert(y, axis=0)), peak,
             limit=2e-3, inner=slice(RATE, -RATE))


def main():
    with tempfile.TemporaryDirectory() as folder:
        c = Comparison(sys.argv[1], folder)
        path = made(folder, "a.edf", "--seconds", "20")
        x = muscles_of(path, 2)
        compare_filters(c, path, x)
        compare_cascades(c, path, x)
        compare_families(c, path, x)
        compare_trends(c, path, x)
        compare_hard(c, folder)
        compare_combs(c, path, x)
        compare_fir(c, path, x)
        compare_envelopes(c, path, x)
        compare_other_envelopes(c, path, x)
        path = made(folder, "short.edf", "--seconds", "1")
        compare_short(c, path, muscles_of(path, 2))
        print("1..%d" % c.n)


main()
