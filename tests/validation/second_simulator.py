#!/usr/bin/python3
"""A second simulator, written apart from emg-simulate, in numpy.

Two antagonist pairs, FCR:ECR and TA:SOL, 120 s at 2 kHz. Each pair does one
thing after another: both muscles contract for 1.5 to 12 s, or one does, or they
alternate at 1 to 7 Hz. While one muscle works, its antagonist works along with
1 to 3 %. The healthy counterpart of a condition never contracts both.

    second_simulator.py CONDITION SEED FOLDER [--healthy]

writes FOLDER/NAME.edf and the table of truth NAME.tsv. A contraction rises and
falls within 30 to 150 ms; what its edge is is a convention, so there are three
tables: NAME_start.tsv (the ramp begins), NAME_tenth.tsv (10 % of the plateau)
and NAME_middle.tsv (half of it). What is below 20 % of a muscle's usual
amplitude (tonic activity, activity along with the antagonist) is not true.
"""
import argparse
import os
from dataclasses import dataclass

import numpy as np

RATE_HZ = 2000
DURATION_S = 120
N = RATE_HZ * DURATION_S
LABELS = ["FCR", "ECR", "TA", "SOL"]
PAIRS = [(0, 1), (2, 3)]
PLATEAU_UV = 100
EDGES = {"start": 0.0, "tenth": 0.1, "middle": 0.5}
TIMES = np.arange(N) / RATE_HZ


# ---- what the muscles do ----------------------------------------------------


@dataclass
class Contraction:
    start_s: float
    end_s: float  # from the start of the rise to the end of the fall
    rise_s: float
    fall_s: float
    cosine: bool
    level: float

    def ramp(self, part):
        """The share of the plateau at a part of the ramp."""
        part = np.clip(part, 0, 1)
        return (1 - np.cos(np.pi * part)) / 2 if self.cosine else part

    def part(self, share):
        """The part of the ramp at which a share of the plateau is reached."""
        return np.arccos(1 - 2 * share) / np.pi if self.cosine else share

    def interval(self, share):
        return (self.start_s + self.rise_s * self.part(share),
                self.end_s - self.fall_s * self.part(share))

    def add_to(self, gate):
        """The stronger of two contractions that meet is what one sees."""
        first = max(int(self.start_s * RATE_HZ), 0)
        last = min(int(self.end_s * RATE_HZ) + 1, N)
        t = TIMES[first:last]
        shape = np.minimum(self.ramp((t - self.start_s) / self.rise_s),
                           self.ramp((self.end_s - t) / self.fall_s))
        gate[first:last] = np.maximum(gate[first:last], self.level * shape)


def contraction(rng, start_s, end_s):
    return Contraction(start_s, end_s, rng.uniform(0.03, 0.15),
                       rng.uniform(0.03, 0.15), rng.random() < 0.5,
                       rng.uniform(0.8, 1.25))


def cocontract(rng, start_s):
    """Both, the second up to 100 ms before or after the first."""
    end_s = start_s + rng.uniform(1.5, 12)
    lag = rng.uniform(-0.1, 0.1, 2)
    return [[contraction(rng, start_s, end_s)],
            [contraction(rng, start_s + lag[0], end_s + lag[1])]]


def alone(rng, start_s):
    one = [contraction(rng, start_s, start_s + rng.uniform(1, 6))]
    return [one, []] if rng.random() < 0.5 else [[], one]


def alternate(rng, start_s):
    """Bursts in turn; each lasts nearly half a period and is rounded."""
    half_s = 0.5 / rng.uniform(1, 7)
    turns = 2 * int(rng.uniform(3, 8) / (2 * half_s))
    level = rng.uniform(0.8, 1.25, 2)
    bursts = [[], []]
    for turn in range(turns):
        at = start_s + turn * half_s
        ramp = 0.4 * half_s
        bursts[turn % 2].append(Contraction(
            at, at + half_s, ramp, ramp, True, level[turn % 2]))
    return bursts


def short_bursts(rng, start_s):
    bursts = [[], []]
    bursts[rng.integers(2)].append(
        contraction(rng, start_s, start_s + rng.uniform(0.4, 2)))
    return bursts


def plan(rng, kinds, pause):
    """Contractions of both muscles of a pair; pause: range in s."""
    both, now, last = [[], []], rng.uniform(*pause), None
    while True:
        kind = kinds[rng.integers(len(kinds))]
        if kind is cocontract and last is cocontract and pause[1] < 0.5:
            continue  # without a pause two events would be one
        deed = kind(rng, now)
        end = max(c.end_s for muscle in deed for c in muscle)
        if end > DURATION_S - 1:
            return both
        for muscle in range(2):
            both[muscle] += deed[muscle]
        now, last = end + rng.uniform(*pause), kind


# ---- the truth --------------------------------------------------------------


def united(intervals):
    """Contractions of one muscle that meet are one."""
    whole = []
    for start, end in sorted(intervals):
        if whole and start - whole[-1][1] < 0.05:
            whole[-1][1] = max(whole[-1][1], end)
        else:
            whole.append([start, end])
    return whole


def common(a, b):
    meets = [(max(x[0], y[0]), min(x[1], y[1])) for x in a for y in b]
    return [m for m in meets if m[1] - m[0] >= 1]


def truth_rows(plans, file, share):
    rows = []
    for pair, deeds in zip(PAIRS, plans):
        active = [united([c.interval(share) for c in muscle])
                  for muscle in deeds]
        for muscle, intervals in zip(pair, active):
            rows += [(s, e, "active", LABELS[muscle]) for s, e in intervals]
        name = "|".join(LABELS[m] for m in pair)
        rows += [(s, e, "sustained_cocontraction", name)
                 for s, e in common(*active)]
    return [f"{s:.6f}\t{e - s:.6f}\t{kind}\t{channel}\t{file}"
            for s, e, kind, channel in sorted(rows)]


# ---- noise of a spectrum ----------------------------------------------------


def coloured(rng, power, n=N, rate_hz=RATE_HZ):
    """Gaussian noise of unit RMS with a power spectrum given as a function."""
    f = np.fft.rfftfreq(n, 1 / rate_hz)
    noise = np.fft.irfft(np.fft.rfft(rng.standard_normal(n))
                         * np.sqrt(power(f)), n)
    return noise / np.sqrt(np.mean(noise ** 2))


def emg_power(low_hz, high_hz):
    return lambda f: f ** 2 / ((f ** 2 + low_hz ** 2)
                               * (f ** 2 + high_hz ** 2) ** 2)


def amplifier_power(f):
    """White with a little 1/f."""
    return 1 + 20 / np.maximum(f, 1)


def band_power(low_hz, high_hz):
    return lambda f: ((f >= low_hz) & (f <= high_hz)).astype(float)


def carrier(rng, tired):
    """What a muscle's electrode hears of it; tired: the spectrum falls to 65 %
    in the course of the recording, by stretching time."""
    power = emg_power(rng.uniform(45, 70), rng.uniform(100, 150))
    if not tired:
        return coloured(rng, power)
    fine = coloured(rng, power, 4 * N, 4 * RATE_HZ)
    speed = np.linspace(1, 0.65, N)
    return np.interp(np.cumsum(speed) * 4, np.arange(4 * N), fine)


def muscle(rng, deeds, antagonist, condition):
    gate, other = np.zeros(N), np.zeros(N)
    for c in deeds:
        c.add_to(gate)
    for c in antagonist:
        c.add_to(other)
    gate = np.maximum(gate, rng.uniform(0.01, 0.03) * other)
    gate = np.maximum(gate, condition.get("tonic", 0) * rng.uniform(0.6, 1))
    unsteady = 1 + 0.12 * coloured(rng, band_power(0.1, 2))
    tired = condition.get("fatigue", False)
    stronger = np.linspace(1, 1.3, N) if tired else 1
    return (PLATEAU_UV * gate * np.maximum(unsteady, 0.2) * stronger
            * carrier(rng, tired))


# ---- the way from one muscle to the other's electrode -----------------------


def smooth_path(rng):
    """Low-pass of 150 to 300 Hz and 0.5 to 3 ms of delay, as a filter."""
    f = np.fft.rfftfreq(N, 1 / RATE_HZ)
    corner, delay = rng.uniform(150, 300), rng.uniform(0.0005, 0.003)
    return np.exp(-2j * np.pi * f * delay) / (1 + 1j * f / corner)


def heard(rng, source, share, varying):
    """The image has the given share of the source's RMS."""
    spectrum = np.fft.rfft(source)
    image = np.fft.irfft(spectrum * smooth_path(rng), N)
    if varying:
        second = np.fft.irfft(spectrum * smooth_path(rng), N)
        phase = 2 * np.pi * (TIMES / rng.uniform(20, 60) + rng.random())
        way = (1 + np.sin(phase)) / 2
        image = way * image + (1 - way) * second
    rms = np.sqrt(np.mean(source ** 2)) / np.sqrt(np.mean(image ** 2) + 1e-30)
    return share * rms * image


def crosstalk(rng, clean, condition):
    share = condition.get("crosstalk", 0)
    varying = condition.get("varying", False)
    out = clean.copy()
    for a, b in PAIRS if share else []:
        out[b] += heard(rng, clean[a], share, varying)
        out[a] += heard(rng, clean[b], share, varying)
    return out


# ---- what does not come from muscle -----------------------------------------
# Each gives uV for all four channels; level is a factor, 1 in the condition that
# bears its name.


def gains(rng):
    return rng.uniform(0.5, 1, (4, 1)) * rng.choice([-1, 1], (4, 1))


def mains(rng, level):
    """100 uV at 50 or 60 Hz, which wanders, and two harmonics."""
    line_hz = rng.choice([50, 60]) + 0.05 * coloured(rng, band_power(0.01, 0.3))
    phase = 2 * np.pi * np.cumsum(line_hz) / RATE_HZ
    wave = sum(size * np.sin(k * phase + rng.uniform(0, 6))
               for k, size in ((1, 1), (3, 0.3), (5, 0.15)))
    return 100 * level * gains(rng) * wave


def ecg(rng, level):
    """R peaks of 400 uV at 60 to 90 a minute."""
    period, wave, at = 60 / rng.uniform(60, 90), np.zeros(N), 0.0
    waves = ((-0.2, 0.025, 0.1), (-0.05, 0.01, -0.1), (0, 0.01, 1),
             (0.05, 0.01, -0.2), (0.3, 0.04, 0.3))
    while at < DURATION_S:
        i = np.arange(max(int((at - 0.4) * RATE_HZ), 0),
                      min(int((at + 0.5) * RATE_HZ), N))
        for lag, width, size in waves:
            wave[i] += size * np.exp(-((TIMES[i] - at - lag) / width) ** 2 / 2)
        at += period * (1 + 0.03 * rng.standard_normal())
    return 400 * level * gains(rng) * wave


def biphasic(since, tau, width=90e-6):
    """Biphasic pulse through a first-order low-pass, in closed form."""
    def step(t):
        return np.where(t > 0, 1 - np.exp(-np.maximum(t, 0) / tau), 0)
    return step(since) - 2 * step(since - width) + step(since - 2 * width)


def dbs(rng, level):
    """130 Hz, 2 mV before the low-pass of first order at half the rate."""
    period = 1 / 130.0
    since = (TIMES + rng.uniform(0, period)) % period
    wave = biphasic(since, 1 / (np.pi * RATE_HZ))
    return 2000 * level * gains(rng) * wave


def motion(rng, level):
    """Bursts of 1 to 10 Hz, 1 mV, and steps that fade."""
    out = np.zeros((4, N))
    for channel in range(4):
        for _ in range(8):
            at, length = rng.uniform(0, DURATION_S), rng.uniform(0.5, 3)
            bump = np.exp(-((TIMES - at) / (length / 2)) ** 2)
            out[channel] += 1000 * bump * coloured(rng, band_power(1, 10))
        for _ in range(6):
            at, tau = rng.uniform(0, DURATION_S), rng.uniform(0.2, 1)
            since = TIMES - at
            out[channel] += np.where(
                since > 0, rng.uniform(-1000, 1000)
                * np.exp(-np.maximum(since, 0) / tau), 0)
    return level * out


def wander(rng, level):
    return 1000 * level * np.array(
        [coloured(rng, band_power(0.02, 0.8)) for _ in range(4)])


def spikes(rng, level):
    """One a second, 1 to 3 ms, 0.5 to 2 mV."""
    out = np.zeros((4, N))
    for channel in range(4):
        for at in rng.uniform(0, DURATION_S, DURATION_S):
            width = rng.uniform(0.0005, 0.0015)
            i = np.arange(max(int((at - 0.01) * RATE_HZ), 0),
                          min(int((at + 0.01) * RATE_HZ), N))
            out[channel, i] += (rng.uniform(500, 2000) * rng.choice([-1, 1])
                                * np.exp(-((TIMES[i] - at) / width) ** 2 / 2))
    return level * out


def background(rng, condition):
    """The amplifier's noise, in units of its usual RMS."""
    noise = np.array([coloured(rng, amplifier_power) for _ in range(4)])
    for channel in range(4):
        db = np.zeros(N)
        if "steps" in condition:
            at = 0.0
            while at < DURATION_S:
                db[TIMES >= at] = rng.uniform(-1, 1) * condition["steps"]
                at += rng.uniform(15, 40)
        if "drift" in condition:
            phase = 2 * np.pi * (TIMES / rng.uniform(90, 240) + rng.random())
            db += condition["drift"] * np.sin(phase)
        noise[channel] *= 10 ** (db / 20)
    return noise


def drop_out(rng, signal, per_minute):
    """The wire is off: the value stays what it was for 30 to 300 ms."""
    for channel in signal:
        for at in rng.uniform(0, DURATION_S, int(per_minute * DURATION_S / 60)):
            first = int(at * RATE_HZ)
            last = first + int(rng.uniform(0.03, 0.3) * RATE_HZ)
            channel[first:last] = channel[first]


ADDED = {"mains": mains, "ecg": ecg, "dbs": dbs, "motion": motion,
         "wander": wander, "spikes": spikes}

# snr: plateau over RMS of the noise, dB; steps, drift: +- dB; dropout: a minute;
# clip: uV; tonic: at most this share of the plateau, below the 20 % that count.
CONDITIONS = {f"clean_{snr}": {"snr": snr} for snr in (0, 3, 6, 10, 20)}
CONDITIONS |= {name: {name: 1} for name in ADDED}
CONDITIONS |= {
    "clip": {"clip": 150}, "dropout": {"dropout": 6}, "drift": {"drift": 5},
    "steps": {"steps": 5}, "tonic": {"tonic": 0.15}, "norest": {"norest": True},
    "fatigue": {"fatigue": True}}
CONDITIONS |= {f"crosstalk_{c}": {"snr": 20, "crosstalk": c / 100}
               for c in (5, 10, 20, 40)}
CONDITIONS |= {
    "crosstalk_varying": {"snr": 20, "crosstalk": 0.2, "varying": True},
    "everything": {"snr": 8, "mains": 0.5, "ecg": 0.5, "dbs": 0.5,
                   "motion": 0.5, "wander": 0.5, "spikes": 0.3, "dropout": 2,
                   "drift": 2, "steps": 3, "tonic": 0.1, "crosstalk": 0.1,
                   "varying": True, "fatigue": True},
    "bursts": {"bursts": True}, "clean_40": {"snr": 40},
    "clean_60": {"snr": 60}}


# ---- the recording ----------------------------------------------------------


def kinds_of(condition, healthy):
    if condition.get("bursts"):
        return [short_bursts]
    sick = [cocontract, cocontract, alone, alternate]
    return [alone, alone, alternate] if healthy else sick


def simulate(name, seed, healthy=False):
    """The plans of both pairs and the samples in uV, (4, N)."""
    condition = CONDITIONS[name]
    rng = np.random.default_rng(
        [seed, healthy, list(CONDITIONS).index(name)])
    pause = (-0.03, -0.03) if condition.get("norest") else (0.8, 3.5)
    plans = [plan(rng, kinds_of(condition, healthy), pause) for _ in PAIRS]
    deeds = [muscle for both in plans for muscle in both]
    clean = np.array([muscle(rng, deeds[m], deeds[m ^ 1], condition)
                      for m in range(4)])
    signal = crosstalk(rng, clean, condition)
    noise_uv = PLATEAU_UV * 10 ** (-condition.get("snr", 10) / 20)
    signal += noise_uv * background(rng, condition)
    for kind, make in ADDED.items():
        if kind in condition:
            signal += make(rng, condition[kind])
    drop_out(rng, signal, condition.get("dropout", 0))
    return plans, signal


def write_edf(path, signal, most_uv):
    """Records of 1 s; what is above most_uv is cut off."""
    def field(values, width):
        return b"".join(str(v).encode().ljust(width) for v in values)
    n = len(signal)
    header = b"".join([
        field(["0"], 8), field(["X X X X"], 80),
        field(["Startdate X X X X"], 80), field(["01.01.85", "00.00.00"], 8),
        field([256 * (n + 1)], 8), field([""], 44), field([DURATION_S, 1], 8),
        field([n], 4), field(LABELS, 16), field(["surface"] * n, 80),
        field(["uV"] * n, 8), field([-most_uv] * n, 8), field([most_uv] * n, 8),
        field([-32767] * n, 8), field([32767] * n, 8), field([""] * n, 80),
        field([RATE_HZ] * n, 8), field([""] * n, 32)])
    digital = np.clip(np.round(signal / most_uv * 32767), -32767, 32767)
    records = digital.astype("<i2").reshape(n, DURATION_S, RATE_HZ)
    with open(path, "wb") as file:
        file.write(header + records.transpose(1, 0, 2).tobytes())


def write(name, seed, folder, healthy=False):
    """The path of the recording; its tables of truth stand beside it."""
    stem = f"{'healthy_' if healthy else ''}{name}_{seed}"
    path = os.path.join(folder, stem + ".edf")
    plans, signal = simulate(name, seed, healthy)
    write_edf(path, signal, CONDITIONS[name].get("clip", 5000))
    for edge, share in EDGES.items():
        with open(os.path.join(folder, f"{stem}_{edge}.tsv"), "w",
                  encoding="ascii") as table:
            rows = truth_rows(plans, stem + ".edf", share)
            print("onset\tduration\ttrial_type\tchannel\tfile", *rows,
                  sep="\n", file=table)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("condition", choices=CONDITIONS)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder")
    parser.add_argument("--healthy", action="store_true")
    chosen = parser.parse_args()
    print(write(chosen.condition, chosen.seed, chosen.folder, chosen.healthy))


if __name__ == "__main__":
    main()
