"""What scripts that follow whole recordings share: samples out of EDF, and
zero-phase filters as our programs run them."""
import collections
import math

import numpy as np
import scipy.signal as ss

Signal = collections.namedtuple("Signal", "samples rate step ends")


def fields(header, n, offset, width):
    start = 256 + offset * n
    return [header[start + i * width:start + (i + 1) * width].decode().strip()
            for i in range(n)]


def signals_of(path):
    with open(path, "rb") as f:
        data = f.read()
    n = int(data[252:256])
    labels = fields(data, n, 0, 16)
    scale = [[float(v) for v in fields(data, n, o, 8)]
             for o in (104, 112, 120, 128)]
    counts = [int(v) for v in fields(data, n, 216, 8)]
    records = np.frombuffer(data[256 * (n + 1):], "<i2")
    records = records.reshape(int(data[236:244]), -1)
    found, at = {}, 0
    for i, label in enumerate(labels):
        low, high, least, most = (column[i] for column in scale)
        digital = records[:, at:at + counts[i]].reshape(-1).astype(float)
        step = (high - low) / (most - least)
        found[label] = Signal(low + (digital - least) * step,
                              counts[i] / float(data[244:252]), abs(step),
                              (min(low, high), max(low, high)))
        at += counts[i]
    return found


def two_passes(x, rate, edges, kind):
    c = (2 ** 0.5 - 1) ** 0.25
    w = np.tan(np.pi * np.array(edges) / rate)
    if kind == "bandpass":
        width, centre = (w[1] - w[0]) / c, w[0] * w[1]
        high = (width + math.sqrt(width * width + 4 * centre)) / 2
        w = np.array([high - width, high])
    else:
        w = w / c
    f = np.arctan(w) * rate / np.pi
    sos = ss.butter(2, f if len(f) > 1 else f[0], kind, fs=rate, output="sos")
    padding = max(3 * (2 * len(sos) + 1), math.ceil(rate / edges[0]))
    return ss.sosfiltfilt(sos, x, padtype="odd", padlen=padding)


def runs_of(on):
    step = np.diff(np.r_[0, on.astype(int), 0])
    return list(zip(np.where(step == 1)[0], np.where(step == -1)[0]))
