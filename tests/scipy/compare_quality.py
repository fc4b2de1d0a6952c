"""Every index of emg-quality, written out with numpy and scipy, epoch by
epoch, on whole recordings.

    compare_quality.py FOLDER SAMPLES [DATA]    where the programs are, samples/
                                                and further recordings

Rest is what the program found; all else is computed here. Prints TAP.
"""
import json
import math
import os
import subprocess
import sys

import numpy as np
import scipy.signal as ss

from recording import runs_of, signals_of, two_passes

INDICES = ["clipped", "flat", "snr", "snr_excess", "line_ratio", "smr", "dpr",
           "omega", "ecg", "noise", "line_hz"]
FURTHER = ["emg/gait13_santuz.edf", "emg/bids_CustomBipolarFace_emg.edf",
           "emg/bids_MultiBodyParts_emg.edf"]


def faults(x, step, least, most, rate):
    low, high = least + step * 1.001, most - step * 1.001
    same = np.r_[False, np.diff(x) == 0]
    ends = (x <= low) | (x >= high)
    clipped = 0
    # runs of equal samples at an end
    start = 0
    for i in range(1, len(x) + 1):
        if i == len(x) or not same[i]:
            if ends[start] and i - start >= 3:
                clipped += i - start
            start = i
    still = runs_of(np.abs(np.diff(x)) <= step * 1.001)
    return {"clipped": clipped / len(x),
            "flat": max([b - a for a, b in still], default=0) / rate}


def spectrum(x, rate):
    n = round(rate)
    if len(x) < n:
        return {}
    f, p = ss.welch(x, rate, "hann", n, n - n // 2, detrend="constant")
    df, edge = f[1], 0.45 * rate
    end, top = min(450, edge), min(600, edge)

    def lines(hz):
        total, m = 0, 1
        while m * hz < 0.9 * (len(p) - 1) * df:
            k = round(m * hz / df)
            if 3 <= k < len(p) - 3:
                floor = (p[k - 3] + p[k - 2] + p[k + 2] + p[k + 3]) / 4
                total += max(0, p[k - 1:k + 2].sum() - 3 * floor) * df
            m += 1
        return total

    everything = p[round(20 / df):round(end / df) + 1].sum() * df
    line = max(lines(50), lines(60))
    mean = np.convolve(p, np.ones(13) / 13, "valid")
    at = f[6:-6]
    inside = (at >= 35) & (at <= top)
    peak = mean[inside].max()
    slope = peak / at[inside][mean[inside].argmax()]
    below = f < 600
    motion = np.maximum(p - slope * f, 0)[f < 20].sum()
    m0, m1, m2 = ((f ** k * p)[below].sum() for k in range(3))
    with np.errstate(divide="ignore"):
        return {"line_ratio": 10 * np.log10(max(everything - line, 0) / line),
                "line_hz": 60 if lines(60) > lines(50) else 50,
                "smr": 10 * np.log10(p[below].sum() / motion),
                "dpr": 10 * np.log10(peak / mean[inside].min()),
                "omega": math.sqrt(m2 / m0) / (m1 / m0)}


def cells(y, cell, start, end):
    first, last = -(-start // cell), end // cell
    return (y[first * cell:last * cell] ** 2).reshape(-1, cell).mean(axis=1)


def levels(energies, rest):
    if rest is None:
        return {}
    active = energies > (1.41 * rest) ** 2
    said = {}
    if (~active).sum() >= 5:
        said["noise"] = math.sqrt(energies[~active].mean())
    if active.sum() >= 5:
        power = energies[active].mean()
        said["snr"] = 20 * math.log10(math.sqrt(power) / rest)
        said["snr_excess"] = 10 * math.log10((power - rest ** 2) / rest ** 2)
    return said


def heartbeat(beats, energies, rest, beat_s, cell_s):
    if rest is None:
        return {}
    burst = np.zeros(len(energies), bool)
    for a, b in runs_of(energies > (1.41 * rest) ** 2):
        if b - a >= 3:
            burst[max(0, a - 1):b + 1] = True
    at = ((np.arange(len(beats)) + 0.5) * beat_s / cell_s).astype(int)
    low = np.array([k < len(burst) and not burst[k] for k in at])
    first, last = round(0.4 / beat_s), round(1.5 / beat_s)
    if low.sum() < 3 * last:
        return {}
    y = np.where(low, beats - beats[low].mean(), 0)

    def product(lag):
        n = (low[:len(low) - lag] & low[lag:]).sum()
        return (y[:len(y) - lag] * y[lag:]).sum() / n if n else -math.inf
    return {"ecg": max(product(k) for k in range(first, last + 1)) /
            product(0)}


def expected(x, rate, step, ends, rest):
    band = two_passes(x, rate, (20, min(450, 0.45 * rate)), "bandpass")
    beat = two_passes(x, rate, (5, 40), "bandpass")
    cell, short = round(0.1 * rate), round(0.01 * rate)
    epoch = round(10 * rate)
    for start in range(0, len(x), epoch):
        part = x[start:start + epoch]
        end = start + len(part)
        energies = cells(band, cell, start, end)
        yield {"onset": start / rate, "duration": len(part) / rate,
               **faults(part, step, *ends, rate), **spectrum(part, rate),
               **levels(energies, rest),
               **heartbeat(cells(beat, short, start, end), energies, rest,
                           short / rate, cell / rate)}


def differences(row, right):
    for name in ["onset", "duration"] + INDICES:
        ours, theirs = row[name], right.get(name)
        if theirs is None or isinstance(ours, str) or ours is None:
            same = (ours is None and theirs is None) or \
                   (isinstance(ours, str) and float(ours) == theirs)
            error = 0 if same else math.inf
        else:
            error = abs(ours - theirs) / max(1, abs(theirs))
        yield name, error


def compare(program, path):
    done = subprocess.run([program, "--json", path], text=True,
                          capture_output=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    signals = signals_of(path)
    worst, n = {}, 0
    for label in dict.fromkeys(row["channel"] for row in rows):
        x, rate, step, ends = signals[label]
        if np.ptp(x) >= 64 * step:
            ends = x.min(), x.max()
        mine = [row for row in rows if row["channel"] == label]
        right = list(expected(x, rate, step, ends, mine[0]["rest_rms"]))
        if len(right) != len(mine):
            return "%s has %d epochs, not %d" % (label, len(mine), len(right))
        for row, one in zip(mine, right):
            n += 1
            for name, error in differences(row, one):
                if not error <= 1e-6:
                    return "%s at %g: %s is %s, not %s" % (
                        label, row["onset"], name, row[name], one.get(name))
                worst[name] = max(worst.get(name, 0), error)
    print("# %d epochs, worst %.1e" % (n, max(worst.values())))
    return None


def main():
    programs, samples = sys.argv[1:3]
    data = sys.argv[3] if len(sys.argv) > 3 else ""
    paths = [os.path.join(samples, name + ".edf")
             for name in ("writers_cramp", "neck", "visit1")]
    if data:
        paths += [os.path.join(data, name) for name in FURTHER]
    print("1..%d" % len(paths))
    for i, path in enumerate(paths, 1):
        said = compare(os.path.join(programs, "emg-quality"), path)
        print("%s %d - quality of %s" % ("not ok" if said else "ok", i,
                                         os.path.basename(path)))
        if said:
            print("# " + said)


main()
