"""What analysis packages do by default: one threshold from the whole record.

Each muscle is active where its smoothed, rectified signal is above 1.2 times the
mean of the whole recording and two of its standard deviations (the default that
BioSPPy has; others differ in the factors). No rest, no floor, no crosstalk.
"""
import os

import numpy as np
from scipy import signal

HIGH_PASS_HZ = 100
SMOOTH_S = 0.05
GAP_S = 0.125
LEAST_S = 1.0


def active(samples, rate_hz):
    sos = signal.butter(4, HIGH_PASS_HZ, "highpass", fs=rate_hz, output="sos")
    rectified = np.abs(signal.sosfiltfilt(sos, samples))
    window = signal.windows.boxcar(int(SMOOTH_S * rate_hz))
    smooth = np.convolve(rectified, window / window.sum(), "same")
    return smooth > 1.2 * smooth.mean() + 2 * smooth.std(ddof=1)


def runs(on, rate_hz):
    """Where both are on, short gaps joined, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], on, [0])))) / rate_hz
    joined = []
    for start, end in edges.reshape(-1, 2):
        if joined and start - joined[-1][1] < GAP_S:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return [r for r in joined if r[1] - r[0] >= LEAST_S]


def table(programs, recordings, folder, rate_hz, pairs):
    """As emg-cocontract gives it. pairs: (index, index, name)."""
    rows = ["onset\tduration\ttrial_type\tchannel\tfile"]
    for recording in recordings:
        path = os.path.join(folder, "samples.npy")
        programs.run("emg-convert", "-q", "-f", "-o", path, recording)
        on = [active(samples, rate_hz) for samples in np.load(path).T]
        for a, b, name in pairs:
            rows += [f"{s}\t{e - s}\tsustained_cocontraction\t{name}\t"
                     f"{os.path.basename(recording)}"
                     for s, e in runs(on[a] & on[b], rate_hz)]
    return "\n".join(rows) + "\n"
