#!/usr/bin/env python3
"""Makes an EDF recording whose contents are known: muscles that take turns and
now and then work together, hum, an accelerometer at another rate. It knows
nothing of the library and needs nothing but Python.

    recording.py OUT [--seconds 60] [--muscles 2] [--rate 2000] [--seed 1]
                     [--repeat N] [--gap] [--no-accelerometer]

--repeat  writes the same data N times over: long recordings in little time
--gap     makes it EDF+D, with a gap of 5 s in the middle

Muscle 1 (FCR) is active at 10-14, 20-22 and 30-40 s, muscle 2 (ECR) at 12-14,
25-27 and 32-40 s: both from 12 to 14 and from 32 to 40 s. Others follow M3...
"""
import argparse
import array
import math
import random
import sys

SPANS = [
    [(10, 14), (20, 22), (30, 40)],
    [(12, 14), (25, 27), (32, 40)],
]
SLOW_HZ = 148


def spans_of(muscle):
    if muscle < 2:
        return SPANS[muscle]
    return [(3 * muscle - 4, 3 * muscle - 2)]


def muscle_samples(muscle, rate, seconds, seed):
    """Noise that is eighteen times stronger in the spans, and hum."""
    chance = random.Random(seed * 1000 + muscle)
    spans = spans_of(muscle)
    samples = []
    before = 0.0
    for n in range(rate * seconds):
        t = n / rate
        strength = 5.0
        for start, end in spans:
            if start <= t < end:
                strength = 90.0
        white = chance.gauss(0, 1)
        samples.append(strength * (white - 0.4 * before)
                       + 20 * math.sin(2 * math.pi * 50 * t)
                       + 5 * math.sin(2 * math.pi * 150 * t + 1))
        before = white
    return samples


def digital(samples, most):
    """16 bit, -most to most."""
    step = 2 * most / 65535
    return array.array("h", (
        max(-32768, min(32767, round((x + most) / step) - 32768))
        for x in samples))


def field(value, width):
    return str(value).ljust(width)[:width].encode("ascii")


def header(signals, n_records, gap):
    n = len(signals)
    out = [field("0", 8), field("X X X X", 80),
           field("Startdate X X X X", 80), field("01.01.85", 8),
           field("00.00.00", 8), field(256 * (n + 1), 8),
           field("EDF+D" if gap else "", 44), field(n_records, 8),
           field(1, 8), field(n, 4)]
    columns = [("label", 16), ("transducer", 80), ("unit", 8), ("min", 8),
               ("max", 8), ("dmin", 8), ("dmax", 8), ("prefilter", 80),
               ("samples", 8), ("reserved", 32)]
    for name, width in columns:
        out += [field(s.get(name, ""), width) for s in signals]
    return b"".join(out)


def onset(second, width):
    return (b"+%d\x14\x14\x00" % second).ljust(width, b"\0")


def signal(label, unit, most, rate, samples):
    return dict(label=label, unit=unit, min=-most, max=most, dmin=-32768,
                dmax=32767, samples=rate, data=digital(samples, most))


def make(path, seconds, muscles, rate, seed, repeat, gap, slow):
    signals = []
    for m in range(muscles):
        label = "EMG " + (["FCR", "ECR"][m] if m < 2 else "M%d" % (m + 1))
        signals.append(signal(label, "uV", 1000, rate,
                              muscle_samples(m, rate, seconds, seed)))
    if slow:
        signals.append(signal("ACCX", "g", 4, SLOW_HZ, [
            math.sin(2 * math.pi * 0.7 * n / SLOW_HZ)
            for n in range(SLOW_HZ * seconds)]))
    if gap:
        signals.append(dict(label="EDF Annotations", min=-1, max=1,
                            dmin=-32768, dmax=32767, samples=32))
    if sys.byteorder == "big":
        for s in signals:
            if "data" in s:
                s["data"].byteswap()
    records = []
    for r in range(seconds):
        records.append([s["data"][r * s["samples"]:(r + 1) * s["samples"]]
                        .tobytes() for s in signals if "data" in s])
    with open(path, "wb") as out:
        out.write(header(signals, seconds * repeat, gap))
        for r in range(seconds * repeat):
            out.write(b"".join(records[r % seconds]))
            if gap:
                later = 5 if r >= seconds * repeat // 2 else 0
                out.write(onset(r + later, 64))


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("out")
    parse.add_argument("--seconds", type=int, default=60)
    parse.add_argument("--muscles", type=int, default=2)
    parse.add_argument("--rate", type=int, default=2000)
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--repeat", type=int, default=1)
    parse.add_argument("--gap", action="store_true")
    parse.add_argument("--no-accelerometer", action="store_true")
    a = parse.parse_args()
    make(a.out, a.seconds, a.muscles, a.rate, a.seed, a.repeat, a.gap,
         not a.no_accelerometer)


if __name__ == "__main__":
    main()
