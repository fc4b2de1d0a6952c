"""How near do the methods of emg-bursts come to the onset of one contraction?

Trials of 3 s at 2 kHz, one contraction in each, abrupt or with a linear ramp of
amplitude, in white noise; and recordings that others made and labelled.
"""
import csv
import io
import os
import statistics
import tempfile

import numpy as np
from scipy.io import loadmat, wavfile

from scoring import Table

METHODS = {
    "--single": ["--single"],
    "aglr": ["--method", "aglr"],
    "hodges-bui": ["--method", "hodges-bui"],
    "threshold": ["--method", "threshold"],
    "lidierth": ["--method", "lidierth", "--min-duration", "50ms", "--gap",
                 "30ms"],
    "bonato": ["--method", "bonato", "--rest", "0-0.9", "--points", "10",
               "--enough", "3", "--false-alarm", "0.001"],
    "tkeo": ["--method", "tkeo", "--rest", "0-0.9"],
}
RATE = 2000
TRIALS = 40
BARS = {6: 8, 10: 4, 20: 2, 30: 2}  # median, ms, of abrupt onsets by --single
WORST = {20: 15, 30: 10}


def shaped(generator, n, rate):
    """Gaussian noise with the spectrum of surface EMG (Shwedyk 1977)."""
    f = np.fft.rfftfreq(n, 1 / rate)
    power = 120**4 * f**2 / ((f**2 + 60**2) * (f**2 + 120**2) ** 2)
    x = np.fft.irfft(np.fft.rfft(generator.normal(size=n)) * np.sqrt(power), n)
    return x / x.std()


def simulated(generator, n_trials, snr_db, ramp_s):
    """Trials side by side, and the onset of each."""
    n = 3 * RATE
    t = np.arange(n) / RATE
    truth = generator.uniform(1, 2, n_trials)
    columns = []
    for onset in truth:
        gate = np.clip((t - onset) / ramp_s, 0, 1) if ramp_s else t >= onset
        gate = gate * (t < onset + 0.6 + ramp_s)
        columns.append(generator.normal(size=n)
                       + 10 ** (snr_db / 20) * gate * shaped(generator, n, RATE))
    return np.column_stack(columns), truth


def onsets(programs, options, samples, rate):
    """Of each column: the onset of the longest burst, or None."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "trials.wav")
        scale = 4 * np.abs(samples).max()
        wavfile.write(path, rate, (samples / scale).astype(np.float32))
        out = programs.run("emg-bursts", "-q", *options, path)
    best = {}
    for row in csv.DictReader(io.StringIO(out), delimiter="\t"):
        if row["onset"] == "n/a":
            continue
        key = row["channel"]
        if key not in best or float(row["duration"]) > best[key][1]:
            best[key] = (float(row["onset"]), float(row["duration"]))
    labels = [f"ch{i + 1}" for i in range(samples.shape[1])]
    return [best.get(label, (None,))[0] for label in labels]


def errors_of(programs, options, samples, truth, rate):
    found = onsets(programs, options, samples, rate)
    return [1000 * (f - t) for f, t in zip(found, truth) if f is not None]


def cells(errors, n):
    """Median size, worst, bias and number missed, in ms."""
    if not errors:
        return ["n/a", "n/a", "n/a", n]
    sizes = sorted(map(abs, errors))
    return [f"{statistics.median(sizes):.1f}", f"{sizes[-1]:.1f}",
            f"{statistics.median(errors):.1f}", n - len(errors)]


def labelled(folder):
    """Name, samples, onsets, rate of what others labelled."""
    path = os.path.join(folder, "labelled", "biophys", "RawEMGHighforce.mat")
    clean = loadmat(path)["data"].T[4000:]
    generator = np.random.default_rng(7)
    for snr in (0, 6, 10, 20):
        noise = generator.normal(size=clean.shape) * clean[4000:].std(axis=0)
        yield (f"biophysical, {snr} dB", clean + noise / 10 ** (snr / 20),
               np.full(clean.shape[1], 4.0), 1000)
    path = os.path.join(folder, "labelled", "ekowa")
    with open(os.path.join(path, "onsets.tsv"), encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    columns = []
    for row in rows:
        rate, x = wavfile.read(os.path.join(path, row["file"]))
        first = int((float(row["onset"]) - 0.4) * rate)
        columns.append(x[first:first + 2 * rate])
    yield "slow rises (ekowa)", np.column_stack(columns), np.full(25, 0.4), 1000


def good(errors, n, snr_db):
    """Does --single time abrupt onsets as well as it should?"""
    sizes = sorted(map(abs, errors))
    return (len(sizes) == n and statistics.median(sizes) <= BARS[snr_db]
            and sizes[-1] <= WORST.get(snr_db, 1000))


def made(seed):
    """Name, samples, onsets, rate, and the SNR where bars hold."""
    for ramp_s in (0, 0.05, 0.15):
        for snr in BARS:
            generator = np.random.default_rng(seed + snr)
            samples, truth = simulated(generator, TRIALS, snr, ramp_s)
            name = f"ramp {1000 * ramp_s:.0f} ms" if ramp_s else "abrupt"
            yield (f"{name}, {snr} dB", samples, truth, RATE,
                   None if ramp_s else snr)


def show(programs, seeds, data, bars):
    found = os.path.isdir(os.path.join(data, "labelled"))
    sets = list(made(seeds[0])) + [
        (*one, None) for one in (labelled(data) if found else [])]
    table = Table("one onset a trial", "method", "median, ms", "worst", "bias",
                  "missed")
    for name, samples, truth, rate, snr in sets:
        for method, options in METHODS.items():
            errors = errors_of(programs, options, samples, truth, rate)
            row = cells(errors, len(truth))
            if snr is not None and method == "--single":
                row[0] += bars.ask(good(errors, len(truth), snr))
            table.row(name, method, *row)
    if not found:
        print(f"\nSkipped: there are no labelled recordings in {data}")
