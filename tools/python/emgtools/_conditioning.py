"""Conditioning of samples in arrays."""

from __future__ import annotations

import ctypes
from typing import Optional, Sequence, Tuple, Union

import numpy

from . import _c
from ._arrays import Array
from ._errors import call, place_of

Hertz = Optional[float]
Band = Optional[Tuple[float, float]]

_KINDS = {"low_pass": 0, "high_pass": 1, "band": 2, "band_stop": 3, "notch": 4,
          "comb": 5}
_DESIGNS = ("butterworth", "chebyshev1", "chebyshev2", "bessel", "elliptic")
_ENVELOPES = {"lowpass": (0, 0.1, 6.0), "rms": (1, 0.1, 6.0),
              "arv": (2, 0.1, 6.0), "tkeo": (3, 0.1, 50.0),
              "gaussian": (4, 0.15, 6.0), "hilbert": (5, 0.1, 0.0)}


def _one_filter(kind, edges, order, q, design, ripple_db, attenuation_db):
    low, high = edges if isinstance(edges, (tuple, list)) else (edges, edges)
    return _c.Filter(_KINDS[kind], order, low, high, q,
                     place_of(design, _DESIGNS, "design"), ripple_db, attenuation_db)


def filter(samples: numpy.ndarray, rate_hz: float, *, band: Band = None,
           high_pass: Hertz = None, low_pass: Hertz = None,
           band_stop: Band = None,
           notch: Union[None, float, Sequence[float]] = None,
           comb: Hertz = None, order: int = 2, design: str = "butterworth",
           ripple_db: float = 0.5, attenuation_db: float = 40, q: float = 30,
           causal: bool = False, pass_correction: bool = True,
           out: Optional[numpy.ndarray] = None) -> numpy.ndarray:
    """Samples as emg-filter writes them, in their unit.

    samples   frames, or frames x channels
    rate_hz   frames a second
    band, band_stop       (low, high) in Hz
    high_pass, low_pass, notch, comb   Hz; of notch also several
    order     at each edge and of each pass
    causal    forward only; otherwise zero-phase, whose edges are corrected for
              two passes unless pass_correction is False
    design    butterworth, chebyshev1, chebyshev2, bessel, elliptic
    ripple_db, attenuation_db   of the designs that have them
    q         centre of a notch / its width at -3 dB
    out       takes the result, which is returned too; may be samples itself

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

    with Array(samples, rate_hz) as array:
        return array.through(build, out)


def rectify(samples: numpy.ndarray, rate_hz: float = 1, *, half: bool = False,
            out: Optional[numpy.ndarray] = None) -> numpy.ndarray:
    """|x|, or x where it is above 0 and else 0, as emg-rectify; in the unit of
    samples. out as of filter."""

    def build(chain):
        stage = call(_c.lib.emg_rectify_create, _c.lib.emg_chain_format(chain),
                      half)
        call(_c.lib.emg_chain_add, chain, stage)

    with Array(samples, rate_hz) as array:
        return array.through(build, out)


def envelope(samples: numpy.ndarray, rate_hz: float, kind: str = "lowpass", *,
             window_s: Optional[float] = None,
             cutoff_hz: Optional[float] = None, causal: bool = False,
             pass_correction: bool = True,
             rectified: bool = False,
             out: Optional[numpy.ndarray] = None) -> numpy.ndarray:
    """The envelope of samples as emg-envelope writes it, in their unit; tkeo in
    the unit squared.

    rate_hz    frames a second
    kind       lowpass, rms, arv, tkeo, gaussian, hilbert
    window_s   of rms, arv (0.1 s) and gaussian (0.15 s)
    cutoff_hz  of lowpass (6 Hz), tkeo (50 Hz) and hilbert (none)
    causal     forward only; otherwise zero-phase
    pass_correction   False: -6 dB at the nominal edge of two passes
    rectified  samples are so already
    out        as of filter
    """
    place_of(kind, _ENVELOPES, "kind")
    number, window, cutoff = _ENVELOPES[kind]
    wanted = _c.Envelope(number, window if window_s is None else window_s,
                         cutoff if cutoff_hz is None else cutoff_hz, 2, 0)
    direction = _c.Direction(not causal, not pass_correction)

    def build(chain):
        call(_c.lib.emg_envelope_add, chain, ctypes.byref(wanted), direction)

    with Array(samples, rate_hz, rectified=rectified) as array:
        return array.through(build, out)
