"""Samples in arrays as sources, and through chains into new arrays."""

from __future__ import annotations

import ctypes
import fractions

import numpy

from . import _c
from ._blocks import collect
from ._errors import call
from ._recordings import Recording


def channels_of(labels, unit, rectified=False):
    """Channels of EMG as the library has them, numbered from 1."""
    channels = (_c.Channel * len(labels))()
    for i, channel in enumerate(channels):
        channel.label = labels[i].encode()[:63]
        channel.kind = 1
        channel.number = i + 1
        channel.rectified = rectified
        _c.lib.emg_channel_set_unit(ctypes.byref(channel), unit.encode())
    return channels


def rate_of(rate_hz):
    """The exact rate next to a number of Hz."""
    exact = fractions.Fraction(rate_hz).limit_denominator(1_000_000)
    return _c.Rate(exact.numerator, exact.denominator)


def labels_or_numbers(labels, n):
    return list(labels) if labels else [f"EMG {i + 1}" for i in range(n)]


def frames_by_channels(samples):
    """float64, frames x channels, each frame in one piece; no copy where the
    samples are so already."""
    if isinstance(samples, Recording):
        raise TypeError("a Recording is no array: give its .samples, with "
                        "rate_hz and labels")
    given = numpy.asarray(samples)
    if given.ndim not in (1, 2):
        raise ValueError("samples are frames, or frames x channels")
    if not numpy.can_cast(given.dtype, numpy.float64):
        raise TypeError(f"samples are real numbers, not {given.dtype}")
    return numpy.ascontiguousarray(given.reshape(len(given), -1),
                                   dtype=numpy.float64)


class Array:
    """Samples as a source, for as long as the `with` lasts."""

    def __init__(self, samples, rate_hz, labels=None, unit="uV",
                 rectified=False):
        if not rate_hz > 0:
            raise ValueError("rate_hz is above 0")
        self.ndim = numpy.ndim(samples)
        self.samples = frames_by_channels(samples)
        n = self.samples.shape[1]
        if n == 0 or (labels and len(labels) != n):
            raise ValueError(f"there are {n} channels")
        self.channels = channels_of(labels_or_numbers(labels, n), unit,
                                    rectified)
        rate = rate_of(rate_hz)
        self.format = _c.Format(rate, rate.samples / rate.seconds, n,
                                self.channels)

    def __enter__(self):
        self.source = call(_c.lib.emg_array_open, self.samples.ctypes.data,
                           len(self.samples), ctypes.byref(self.format),
                           b"array")
        return self

    def __exit__(self, *_):
        _c.lib.emg_source_destroy(self.source)

    def room(self, out):
        """`out` as the array that takes the result."""
        if (out.dtype != numpy.float64 or out.ndim != self.ndim
                or not out.flags.c_contiguous or not out.flags.writeable
                or out.reshape(len(out), -1).shape != self.samples.shape):
            raise ValueError("out is a float64 array of the shape of samples, "
                             "in C order")
        return out.reshape(len(out), -1)

    def through(self, build, out=None):
        """The samples behind the chain that build(chain) fills."""
        chain = call(_c.lib.emg_chain_create, ctypes.byref(self.format))
        room = None if out is None else [self.room(out)]
        try:
            call(_c.lib.emg_chain_add, chain,
                 call(_c.lib.emg_finite_create, ctypes.byref(self.format)))
            build(chain)
            result = collect(self.source, (ctypes.c_void_p * 1)(chain),
                             room).samples
        finally:
            _c.lib.emg_chain_destroy(chain)
        if out is not None:
            return out
        return result[:, 0] if self.ndim == 1 else result
