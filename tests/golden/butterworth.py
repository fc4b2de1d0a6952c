#!/usr/bin/env python3
"""Responses of scipy's Butterworth designs, as a C table.

    tests/golden/butterworth.py > tests/golden/butterworth.h     (scipy 1.10.1)
"""
import numpy as np
from scipy.signal import butter, sosfreqz

RATES = {"low": [(1000, None, 6), (2000, None, 450)],
         "high": [(1000, 20, None), (10000, 30, None)],
         "bandpass": [(1000, 20, 450), (2048, 40, 250)],
         "bandstop": [(1000, 45, 55), (2000, 100, 400)]}
BANDS = {"low": "LOW", "high": "HIGH", "bandpass": "PASSES",
         "bandstop": "STOPS"}
AT = np.array([0.002, 0.02, 0.05, 0.11, 0.4, 0.8])  # of half the rate


def corrected(kind, order, rate, low, high):
    """The edges at which both passes together are 3 dB down, in Hz."""
    c = (2 ** (1 / 2) - 1) ** (1 / (2 * order))
    w = [np.tan(np.pi * f / rate) for f in (low, high) if f]
    if kind == "low":
        w = [w[0] / c]
    elif kind == "high":
        w = [w[0] * c]
    else:
        width = (w[1] - w[0]) * (c if kind == "bandstop" else 1 / c)
        top = (width + np.sqrt(width ** 2 + 4 * w[0] * w[1])) / 2
        w = [top - width, top]
    return [rate / np.pi * np.arctan(x) for x in w]


print("/* Made by butterworth.py: responses of scipy.signal.butter. */")
print("static const golden_design golden_designs[] = {")
for kind, cases in RATES.items():
    for rate, low, high in cases:
        for order in range(1, 13):
            for passes in (1, 2):
                if passes == 2 and order not in (1, 2, 5, 12):
                    continue
                edges = [f for f in (low, high) if f]
                if passes == 2:
                    edges = corrected(kind, order, rate, low, high)
                sos = butter(order, edges if len(edges) > 1 else edges[0],
                             kind, output="sos", fs=rate)
                _, h = sosfreqz(sos, AT * np.pi)
                print("    {EMG_BAND_%s, %d, %d, %d, %d, %d,\n     {%s}}," % (
                    BANDS[kind], order, low or 0, high or 0, rate, passes,
                    ",\n      ".join("{%.17g, %.17g}" % (z.real, z.imag)
                                   for z in h)))
print("};")
