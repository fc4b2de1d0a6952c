"""Equiripple filters against scipy's remez, over a grid of designs.

    compare_remez.py PROGRAM      the one that remez.c becomes

Responses must agree to 1e-9 wherever scipy settles and its errors, 1e-8 or
more in every band, stand clear of its own rounding. Prints TAP.
"""
import itertools
import subprocess
import sys

import numpy as np
import scipy.signal as ss

LIMIT = 1e-9
LEAST_ERROR = 1e-8
KINDS = ["lowpass", "highpass", "bandpass", "bandstop"]


def bands_of(kind, width, passes, stops):
    edges = {"lowpass": [.1], "highpass": [.1], "bandpass": [.06, .4],
             "bandstop": [.1, .2]}[kind]
    gain, low, bands = kind in ("lowpass", "bandstop"), 0, []
    for edge in edges + [.5 + width / 2]:
        bands.append((low, edge - width / 2, int(gain),
                      passes if gain else stops))
        low, gain = edge + width / 2, not gain
    return bands


def grid():
    for kind, n, width, weights in itertools.product(
            KINDS, (11, 31, 51, 101, 151, 201), (.01, .02, .05),
            ((1, 1), (1, 10), (10, 1), (1, 100))):
        yield kind, n, bands_of(kind, width, *weights)


def of_scipy(n, bands):
    try:
        return ss.remez(n, [e for b in bands for e in b[:2]],
                        [b[2] for b in bands], weight=[b[3] for b in bands],
                        fs=1, maxiter=200)
    except ValueError:
        return None


def response(taps):
    return np.abs(ss.freqz(taps, worN=np.linspace(0, np.pi, 2001))[1])


def least_error(h, bands):
    """Of the largest errors of each band the smallest."""
    f = np.linspace(0, .5, 2001)
    return min(np.abs(h[(f >= low) & (f <= high)] - gain).max()
               for low, high, gain, _ in bands)


def main():
    designs = list(grid())
    lines = ["%d %d %s\n" % (n, len(bands), " ".join(
        "%r" % float(v) for b in bands for v in b))
        for _, n, bands in designs]
    said = subprocess.run([sys.argv[1]], input="".join(lines), text=True,
                          capture_output=True, check=True).stdout.split("\n")
    seen = {kind: [0, 0, 0] for kind in KINDS}
    good = {kind: True for kind in KINDS}
    for (kind, n, bands), line in zip(designs, said):
        theirs = of_scipy(n, bands)
        if theirs is None:
            continue
        right = response(theirs)
        if least_error(right, bands) < LEAST_ERROR:
            continue
        seen[kind][0] += 1
        try:
            error = np.abs(response([float(v) for v in line.split()]) -
                           right).max()
        except ValueError:
            print("# %d %s: %s" % (n, bands, line))
            error = np.inf
        if error > LIMIT:
            print("# %d %s: %.1e" % (n, bands, error))
        good[kind] &= bool(error <= LIMIT)
        seen[kind][1] = max(seen[kind][1], error)
    for i, kind in enumerate(KINDS, 1):
        n, worst, _ = seen[kind]
        print("%s %d - %d equiripple designs %s # %.1e" % (
            "ok" if good[kind] and n >= 60 else "not ok", i, n, kind, worst))
    print("1..%d" % len(KINDS))


main()
