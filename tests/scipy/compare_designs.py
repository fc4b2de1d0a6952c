"""Every family of filters against scipy, over a grid of designs.

    compare_designs.py PROGRAM      the one that designs.c becomes

The response of our sections must equal that of scipy's analogue prototype,
taken through the exact bilinear transform, to 1e-10 of its maximum; of designs
whose coefficients no rounding to double keeps so near, to what such a rounding
may move the response of scipy's own sections. Prints TAP.
"""
import itertools
import subprocess
import sys

import numpy as np
import scipy.signal as ss

LIMIT = 1e-10
SHAPES = ["butterworth", "chebyshev1", "chebyshev2", "bessel", "elliptic"]
BANDS = ["lowpass", "highpass", "bandpass", "bandstop"]
RATES = [1000, 2048, 4000]
LOW_PASS = [6, 50, 450]
HIGH_PASS = [20, 100, 300]
PASSED = [(20, 450), (30, 300), (5, 490)]
STOPPED = [(45, 55), (55, 65), (100, 200)]


def edges_of(band):
    return {"lowpass": [(0, f) for f in LOW_PASS],
            "highpass": [(f, 0) for f in HIGH_PASS],
            "bandpass": PASSED, "bandstop": STOPPED}[band]


def grid():
    for shape, band in itertools.product(SHAPES, BANDS):
        depths = [(1, 40)] if shape in ("butterworth", "bessel") else \
            [(0.5, 40), (3, 80)]
        for order, rate, edges, depth in itertools.product(
                range(1, 13), RATES, edges_of(band), depths):
            yield shape, band, order, edges, rate, depth
    yield "butterworth", "bandpass", 8, (5, 500), 4000, (1, 40)
    yield "butterworth", "bandpass", 4, (20, 450), 48000, (1, 40)


def of_scipy(shape, band, order, edges, rate, depth):
    edges = [f for f in edges if f]
    where = dict(Wn=edges if len(edges) > 1 else edges[0], btype=band,
                 output="sos", fs=rate)
    ripple, attenuation = depth
    if shape == "butterworth":
        return ss.butter(order, **where)
    if shape == "chebyshev1":
        return ss.cheby1(order, ripple, **where)
    if shape == "chebyshev2":
        return ss.cheby2(order, attenuation, **where)
    if shape == "bessel":
        return ss.bessel(order, norm="phase", **where)
    return ss.ellip(order, ripple, attenuation, **where)


def exact(shape, band, order, edges, rate, depth, at):
    """scipy's analogue prototype at the frequencies that the bilinear
    transform takes to `at`: no coefficient is rounded."""
    ripple, attenuation = depth
    z, p, k = {"butterworth": lambda: ss.buttap(order),
               "chebyshev1": lambda: ss.cheb1ap(order, ripple),
               "chebyshev2": lambda: ss.cheb2ap(order, attenuation),
               "bessel": lambda: ss.besselap(order, norm="phase"),
               "elliptic": lambda: ss.ellipap(order, ripple, attenuation)
               }[shape]()
    z, p = np.atleast_1d(z), np.atleast_1d(p)
    low, high = (np.tan(np.pi * f / rate) for f in edges)
    w = np.tan(np.pi * at / rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        w = {"lowpass": lambda: w / high, "highpass": lambda: -low / w,
             "bandpass": lambda: (w - low * high / w) / (high - low),
             "bandstop": lambda: (high - low) / (low * high / w - w)}[band]()
    w = np.clip(w, -1e30, 1e30)[:, None] * 1j
    # a zero with a pole, so that nothing overflows
    h = k * np.ones(len(at), complex)
    for i in range(len(p)):
        over = w[:, 0] - z[i] if i < len(z) else 1
        h *= over / (w[:, 0] - p[i])
    return h


def rounding(sos, at, rate, h):
    """How far a rounding of each coefficient to double may move h."""
    back = np.exp(-2j * np.pi * at / rate)[:, None]
    moved = 0
    for part in (sos[:, :3], sos[:, 3:]):
        value = part[:, 0] + back * (part[:, 1] + back * part[:, 2])
        ulps = np.spacing(np.abs(part)).sum(axis=1) / 2
        with np.errstate(divide="ignore"):
            moved = moved + np.where(value == 0, 0, ulps / np.abs(value))
    return (np.abs(h) * moved.sum(axis=1)).max()


def frequencies(edges, rate):
    """Some everywhere, more around the edges."""
    near = [f * (1 + d) for f in edges if f for d in (-.1, -.01, 0, .01, .1)]
    return np.array([f for f in near if f < rate / 2] +
                    list(np.linspace(0, rate / 2, 64)) +
                    list(np.geomspace(rate / 1e4, rate / 2, 32)))


def ours(lines, program):
    done = subprocess.run([program], input="".join(lines), text=True,
                          capture_output=True, check=True)
    return done.stdout.split("\n")


def main():
    designs = list(grid())
    lines = ["%d %d %d %r %r %r %r %r\n" % (
        SHAPES.index(shape) - 1, BANDS.index(band), order, *edges, rate,
        *depth) for shape, band, order, edges, rate, depth in designs]
    worst = {}
    for design, said in zip(designs, ours(lines, sys.argv[1])):
        shape, band, order, edges, rate, depth = design
        at = frequencies(edges, rate)
        try:
            s = np.array([float(x) for x in said.split()]).reshape(-1, 5)
            sos = np.insert(s, 3, 1, axis=1)
        except ValueError:
            print("# %s: %s" % (design, said))
            error, limit = np.inf, 0
        else:
            right = exact(*design, at)
            _, h = ss.sosfreqz(sos, worN=at, fs=rate)
            peak = np.abs(right).max()
            error = np.abs(h - right).max() / peak
            limit = rounding(of_scipy(*design), at, rate, right) / peak
        good = error <= max(LIMIT, limit)
        if not good:
            print("# %s: %.1e" % (design, error))
        held = limit <= LIMIT
        n, all_good, most, beyond = worst.get((shape, band), (0, True, 0, 0))
        worst[shape, band] = (n + 1, all_good and good,
                              max(most, error if held else 0),
                              beyond + (not held))
    for i, (key, (n, good, error, beyond)) in enumerate(worst.items(), 1):
        print("%s %d - %d designs %s # %.1e, %d beyond double precision" % (
            "ok" if good else "not ok", i, n, " ".join(key), error, beyond))
    print("1..%d" % len(worst))


main()
