#!/usr/bin/env python3
"""What becomes of a known signal when lines are drawn through its spectra, and
when outliers of them are cut, by numpy alone, as a C table.

    tests/golden/spectral.py > tests/golden/spectral.h      (numpy 1.24.2)

Blocks are 5 s, rectangular; the last one ends with the signal. A shorter
signal has blocks of the whole seconds that it holds.
"""
import numpy as np

# lines (none: outliers everywhere), threshold, rate, frames
CASES = [([50], 0, 1000, 5000), ([50, 100, 150], 0, 1000, 12345),
         ([60.1], 0, 1000, 3700), ([50], 0, 1024, 1024), ([1, 499], 0, 1000, 7000),
         ([], 5, 200, 1000), ([], 3, 200, 2300), ([30, 60], 3, 200, 1100)]


def draw(X, f, hz):
    eps = 1e-9 * f[1]
    inside = np.abs(f - hz) <= 0.5 + eps
    low = (f >= hz - 2.5 - eps) & (f < hz - 0.5 - eps)
    high = (f > hz + 0.5 + eps) & (f <= hz + 2.5 + eps)
    m = np.abs(X)
    a = m[low].mean() if low.any() else m[high].mean()
    b = m[high].mean() if high.any() else m[low].mean()
    wanted = a + (f[inside] - (hz - 1.5)) / 3 * (b - a)
    X[inside] *= wanted / m[inside]


def cut(X, f, lines, threshold):
    m, width = np.abs(X), f[1]
    reach = int(np.floor(2 / width + 1e-9))
    for k in range(len(X)):
        if lines and not any(abs(f[k] - hz) <= 1 + 1e-9 for hz in lines):
            continue
        near = m[max(0, k - reach):k + reach + 1]
        middle = np.median(near)
        spread = 1.4826 * np.median(np.abs(near - middle))
        if m[k] > middle + threshold * spread:
            X[k] *= middle / m[k]


def block(x, lines, threshold, rate):
    X, f = np.fft.rfft(x), np.arange(len(x) // 2 + 1) * (rate / len(x))
    if threshold:
        cut(X, f, lines, threshold)
    else:
        for hz in lines:
            draw(X, f, hz)
    return np.fft.irfft(X, len(x))


def run(x, lines, threshold, rate):
    n = min(5, len(x) // rate) * rate
    y = np.empty(len(x))
    for at in range(0, len(x) - n + 1, n):
        y[at:at + n] = block(x[at:at + n], lines, threshold, rate)
    rest = len(x) % n
    if rest:
        y[-rest:] = block(x[-n:], lines, threshold, rate)[-rest:]
    return y


print("/* Made by spectral.py: what numpy gives. */")
print("static const golden_case golden_cases[] = {")
values = []
for lines, threshold, rate, n in CASES:
    i = np.arange(n, dtype=np.int64)
    x = ((i * i * 7919 + i * 104729) % 2001 - 1000) / 100
    x += 20 * np.sin(2 * np.pi * 50 * i / rate)
    y = run(x, lines, threshold, rate)
    print("    {{%d, {%s}}, %d, %d, %d, %d}," % (
        len(lines), ", ".join(map(str, lines)) or "0", threshold, rate, n,
        len(values)))
    values += [(k, y[k]) for k in
               sorted({0, 1, n - 2, n - 1} | set(range(0, n, 397)))]
    values += [(-1, 0)]
print("};")
print("\n/* Frame and value; frame -1 ends a signal. */")
print("static const golden_value golden_values[] = {")
for k in range(0, len(values), 2):
    print("    " + " ".join("{%d, %.17g}," % v for v in values[k:k + 2]))
print("};")
