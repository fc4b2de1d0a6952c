#!/usr/bin/env python3
"""What scipy's sosfiltfilt makes of a known signal, as a C table.

    tests/golden/zero_phase.py > tests/golden/zero_phase.h      (scipy 1.10.1)

Of a long signal only its ends and every 97th frame are kept.
"""
import numpy as np
from scipy.signal import butter, iirnotch, sosfiltfilt, tf2sos

# kind, order, low, high, q, rate: edges as they are, no correction
FILTERS = [("LOW_PASS", 2, 0, 6, 0, 1000),
           ("HIGH_PASS", 3, 20, 0, 0, 2000),
           ("BAND_PASS", 2, 20, 450, 0, 1000),
           ("BAND_PASS", 6, 30, 300, 0, 2000),
           ("BAND_STOP", 2, 45, 55, 0, 1000),
           ("NOTCH", 0, 50, 0, 30, 1000)]
LENGTHS = [1, 10, 60, 300, 5000]


def sections(kind, order, low, high, q, rate):
    if kind == "NOTCH":
        return tf2sos(*iirnotch(low, q, rate))
    edges = [f for f in (low, high) if f]
    return butter(order, edges if len(edges) > 1 else edges[0],
                  kind.lower().replace("_", ""), output="sos", fs=rate)


def chosen(n):
    if n <= 60:
        return range(n)
    return sorted(set(range(15)) | set(range(n - 15, n)) | set(range(0, n, 97)))


print("/* Made by zero_phase.py: what scipy.signal.sosfiltfilt gives. */")
print("static const golden_filter golden_filters[] = {")
values = []
for kind, order, low, high, q, rate in FILTERS:
    sos = sections(kind, order, low, high, q, rate)
    padding = max(3 * (2 * len(sos) + 1), int(np.ceil(rate / (low or high))))
    for n in LENGTHS:
        i = np.arange(n, dtype=np.int64)
        x = ((i * i * 7919 + i * 104729) % 2001 - 1000) / 100
        y = sosfiltfilt(sos, x, padtype="odd", padlen=min(padding, n - 1))
        given = [".%s = %d, " % (name, v) for name, v in (
            ("order", order), ("low_hz", low), ("high_hz", high), ("q", q))
            if v]
        print("    {{.kind = EMG_%s, %s}, %d, %d, %.17g, %d}," % (
            kind, "".join(given)[:-2], rate, n,
            np.abs(y if n > 1 else x).max(), len(values)))
        values += [(k, y[k]) for k in chosen(n)] + [(-1, 0)]
print("};")
print("\n/* Frame and value; frame -1 ends a signal. */")
print("static const golden_value golden_values[] = {")
for k in range(0, len(values), 2):
    print("    " + " ".join("{%d, %.17g}," % v for v in values[k:k + 2]))
print("};")
