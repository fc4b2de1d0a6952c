"""The rule for sustained co-contraction, written out on whole recordings with
scipy, against emg-cocontract.

    compare_rule.py FOLDER SAMPLES     where the programs are, and samples/

Rest levels are those the program found; all else is computed here: both bands
and envelopes by sosfiltfilt, hysteresis, gaps, medians, trimming, indices and
the correlation of the raw signals. Edges must agree to one sample (medians are
exact here and within 0.1 % there), indices to 1e-3. Prints TAP.
"""
import json
import math
import os
import subprocess
import sys

import numpy as np

from recording import runs_of, signals_of, two_passes

PAIRS = [("writers_cramp", "EMG R FCR", "EMG R ECR"),
         ("neck", "EMG L SCM", "EMG L SPL"),
         ("neck", "EMG R SCM", "EMG R SPL"),
         ("foot", "EMG L TA", "EMG L SOL"),
         ("visit1", "EMG FCR", "EMG ECR")]
MEASURES = ["balance", "rudolph", "overlap", "mean_a", "mean_b", "peak_a",
            "peak_b", "correlation"]


def active(envelope, mean, sd):
    on = np.zeros(len(envelope), bool)
    for start, end in runs_of(envelope >= mean + 2 * sd):
        on[start:end] = (envelope[start:end] > mean + 4 * sd).any()
    return on


def merged(runs, gap):
    kept = []
    for run in runs:
        if kept and run[0] - kept[-1][1] < gap:
            kept[-1] = (kept[-1][0], run[1])
        else:
            kept.append(run)
    return kept


def correlation(x, y, reach):
    power = math.sqrt((x * x).sum() * (y * y).sum())
    lags = range(-reach, reach + 1)
    sums = [abs((x[:len(x) - k] * y[k:]).sum() if k >= 0
                else (x[-k:] * y[:k]).sum()) / power for k in lags]
    return max(sums), lags[int(np.argmax(sums))]


def measured(a, b, x, y, start, end, rate):
    lo, hi = np.minimum(a, b), np.maximum(a, b)
    r, lag = correlation(x, y, round(0.01 * rate))
    return {"onset": start / rate, "duration": (end - start) / rate,
            "balance": 200 * lo.sum() / (a + b).sum(),
            "rudolph": (lo / hi * (lo + hi)).mean(), "overlap": lo.mean(),
            "mean_a": a.mean(), "mean_b": b.mean(), "peak_a": a.max(),
            "peak_b": b.max(), "correlation": r, "lag": 1000 * lag / rate}


def events_of(x, y, rate, rest):
    bands = [two_passes(s, rate, (20, min(450, 0.45 * rate)), "bandpass")
             for s in (x, y)]
    envelopes = [np.maximum(two_passes(abs(s), rate, (6,), "lowpass"), 0)
                 for s in bands]
    both = np.logical_and(*(active(e, *r) for e, r in zip(envelopes, rest)))
    c = [np.sqrt(np.maximum(e * e - r[0] * r[0], 0))
         for e, r in zip(envelopes, rest)]
    for start, end in merged(runs_of(both), round(0.125 * rate)):
        keep = np.logical_and(*(s[start:end] >= np.median(s[start:end]) / 2
                                for s in c))
        inside = np.where(keep)[0]
        first, last = start + inside[0], start + inside[-1] + 1
        if last - first < round(0.5 * rate):
            continue
        event = measured(c[0][first:last], c[1][first:last],
                         bands[0][first:last], bands[1][first:last], first,
                         last, rate)
        if event["balance"] >= 50:
            yield event


def ours(folder, path, a, b, *options):
    command = [os.path.join(folder, "emg-cocontract"), "--method",
               "threshold", "--json", "--pair",
               f"{a}:{b}", *options, path]
    rows = subprocess.run(command, capture_output=True, check=True, text=True)
    return [json.loads(line) for line in rows.stdout.splitlines()]


def differences(expected, found, rate):
    if len(expected) != len(found):
        yield f"{len(found)} events, {len(expected)} expected"
        return
    for e, f in zip(expected, found):
        for name in ("onset", "duration"):
            if abs(e[name] - f[name]) > 1.01 / rate:
                yield f"{name} {f[name]}, {e[name]} expected"
        for name in MEASURES:
            if abs(e[name] - f[name]) > 1e-3 * abs(e[name]):
                yield f"{name} {f[name]}, {e[name]} expected"
        if e["lag"] != f["lag"]:
            yield f"lag {f['lag']}, {e['lag']} expected"


def main(folder, samples):
    print(f"1..{len(PAIRS)}")
    for number, (name, a, b) in enumerate(PAIRS, 1):
        path = os.path.join(samples, name + ".edf")
        found = signals_of(path)
        x, y, rate = found[a].samples, found[b].samples, found[a].rate
        rule = ours(folder, path, a, b, "--summary")[0]
        rest = [(rule["rest_mean_" + k], rule["rest_sd_" + k]) for k in "ab"]
        expected = list(events_of(x, y, rate, rest))
        wrong = list(differences(expected, ours(folder, path, a, b), rate))
        if not expected:
            wrong.append("the sample has no event: nothing was compared")
        print("not ok" if wrong else "ok", number,
              f"- {len(expected)} events of {a} and {b} in {name}")
        for line in wrong:
            print("#", line)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
