"""Conditioning of samples in arrays, and writing them."""

from __future__ import annotations

import ctypes
import fractions
import os
from typing import Optional, Sequence, Union

import numpy

from . import _c
from ._errors import call, tell
from ._recordings import collect

_KINDS = {"low_pass": 0, "high_pass": 1, "band": 2, "band_stop": 3, "notch": 4,
          "comb": 5}
_DESIGNS = ("butterworth", "chebyshev1", "chebyshev2", "bessel", "elliptic")
_ENVELOPES = {"lowpass": (0, 0.1, 6.0), "rms": (1, 0.1, 6.0),
              "arv": (2, 0.1, 6.0), "tkeo": (3, 0.1, 50.0),
              "gaussian": (4, 0.15, 6.0), "hilbert": (5, 0.1, 0.0)}


def _format(n_channels, rate_hz, labels, unit, rectified=False):
    """A format and the channels that it points to."""
    exact = fractions.Fraction(rate_hz).limit_denominator(1_000_000)
    channels = (_c.Channel * n_channels)()
    for i, channel in enumerate(channels):
        channel.label = (labels[i] if labels else f"EMG {i + 1}").encode()[:63]
        channel.kind = 1
        channel.rectified = rectified
        _c.lib.emg_channel_set_unit(ctypes.byref(channel), unit.encode())
    rate = _c.Rate(exact.numerator, exact.denominator)
    return _c.Format(rate, float(exact), n_channels, channels)


class _Array:
    """Samples as a source, for as long as the `with` lasts."""

    def __init__(self, samples, rate_hz, labels=None, unit="uV", rectified=False):
        given = numpy.asarray(samples)
        self.ndim = given.ndim
        if given.ndim not in (1, 2) or not rate_hz > 0:
            raise ValueError("samples are frames, or frames x channels, and "
                             "rate_hz is above 0")
        if not numpy.can_cast(given.dtype, numpy.float64):
            raise TypeError(f"samples are real numbers, not {given.dtype}")
        self.samples = numpy.ascontiguousarray(
            given.reshape(len(given), -1), dtype=numpy.float64)
        n = self.samples.shape[1]
        if n == 0 or (labels and len(labels) != n):
            raise ValueError(f"there are {n} channels")
        self.format = _format(n, rate_hz, labels, unit, rectified)

    def __enter__(self):
        self.source = call(_c.lib.emg_array_open, self.samples.ctypes.data,
                            len(self.samples), ctypes.byref(self.format), b"array")
        return self

    def __exit__(self, *_):
        _c.lib.emg_source_destroy(self.source)

    def through(self, build):
        """The samples behind the chain that build(chain) fills."""
        chain = call(_c.lib.emg_chain_create, ctypes.byref(self.format))
        try:
            call(_c.lib.emg_chain_add, chain,
                  call(_c.lib.emg_finite_create, ctypes.byref(self.format)))
            build(chain)
            result = collect(self.source, (ctypes.c_void_p * 1)(chain)).samples
        finally:
            _c.lib.emg_chain_destroy(chain)
        return result[:, 0] if self.ndim == 1 else result


def _one_filter(kind, edges, order, q, design, ripple_db, attenuation_db):
    low, high = edges if isinstance(edges, (tuple, list)) else (edges, edges)
    return _c.Filter(_KINDS[kind], order, low, high, q,
                     _DESIGNS.index(design), ripple_db, attenuation_db)


def filter(samples, rate_hz: float, *, band=None, high_pass=None, low_pass=None,
           band_stop=None, notch=None, comb=None, order: int = 2,
           design: str = "butterworth", ripple_db: float = 0.5,
           attenuation_db: float = 40, q: float = 30, causal: bool = False,
           pass_correction: bool = True) -> numpy.ndarray:
    """Samples as emg-filter writes them.

    samples   frames, or frames x channels
    band, band_stop       (low, high) in Hz
    high_pass, low_pass, notch, comb   Hz; of notch also several
    order     at each edge and of each pass
    causal    forward only; otherwise zero-phase, whose edges are corrected for
              two passes unless pass_correction is False

    Filters run in the order in which they are named here. Raises Error where a
    design cannot be, or at a sample that is not finite.
    """
    asked = [("band", band), ("high_pass", high_pass), ("low_pass", low_pass),
             ("band_stop", band_stop)]
    asked += [("notch", hz) for hz in numpy.ravel([] if notch is None else notch)]
    asked += [("comb", comb)]
    filters = [_one_filter(kind, edges, order, q, design, ripple_db,
                           attenuation_db)
               for kind, edges in asked if edges is not None]
    if not filters:
        raise ValueError("no filter is given; usual is band=(20, 450)")
    direction = _c.Direction(not causal, not pass_correction)

    def build(chain):
        stage = call(_c.lib.emg_filter_create, _c.lib.emg_chain_format(chain),
                      (_c.Filter * len(filters))(*filters), len(filters),
                      direction)
        call(_c.lib.emg_chain_add, chain, stage)

    with _Array(samples, rate_hz) as array:
        return array.through(build)


def rectify(samples, rate_hz: float = 1, *, half: bool = False) -> numpy.ndarray:
    """|x|, or x where it is above 0 and else 0, as emg-rectify."""

    def build(chain):
        stage = call(_c.lib.emg_rectify_create, _c.lib.emg_chain_format(chain),
                      half)
        call(_c.lib.emg_chain_add, chain, stage)

    with _Array(samples, rate_hz) as array:
        return array.through(build)


def envelope(samples, rate_hz: float, kind: str = "lowpass", *,
             window_s: Optional[float] = None,
             cutoff_hz: Optional[float] = None, causal: bool = False,
             pass_correction: bool = True,
             rectified: bool = False) -> numpy.ndarray:
    """The envelope of samples as emg-envelope writes it.

    kind       lowpass, rms, arv, tkeo, gaussian, hilbert
    window_s   of rms, arv (0.1) and gaussian (0.15)
    cutoff_hz  of lowpass (6), tkeo (50) and hilbert (none)
    rectified  samples are so already
    """
    number, window, cutoff = _ENVELOPES[kind]
    wanted = _c.Envelope(number, window if window_s is None else window_s,
                         cutoff if cutoff_hz is None else cutoff_hz, 2, 0)
    direction = _c.Direction(not causal, not pass_correction)

    def build(chain):
        call(_c.lib.emg_envelope_add, chain, ctypes.byref(wanted), direction)

    with _Array(samples, rate_hz, rectified=rectified) as array:
        return array.through(build)


def write(path: Union[str, os.PathLike], samples, rate_hz: float, *,
          labels: Optional[Sequence[str]] = None, unit: str = "uV",
          form: Optional[str] = None, force: bool = False) -> None:
    """Writes a recording; its format is `form` or told by the path's ending.

    labels   of the channels; else EMG 1, EMG 2, ...
    force    replaces a file that exists

    The file is absent, old or complete at any moment.
    """
    kind = _c.lib.emg_file_type_of((form and form.encode()) or os.fsencode(path))
    if kind == 0:
        raise ValueError(f"{form or path} is no format that can be written")
    options = _c.CreateOptions(listener=_c.Listener(tell), force=force,
                               step=b'{"program":"python"}')
    with _Array(samples, rate_hz, labels, unit) as array:
        sink = call(_c.lib.emg_create, os.fsencode(path), kind,
                     ctypes.byref(array.source.contents.recording),
                     ctypes.byref(options))
        try:
            call(_c.lib.emg_run, array.source, None, sink, 0)
        finally:
            _c.lib.emg_sink_destroy(sink)
