"""Sustained co-contraction of antagonist muscles."""

from __future__ import annotations

import ctypes
import math
import os
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence, Tuple, Union

import numpy

from . import _c
from ._arrays import Array
from ._blocks import rewind
from ._channels import number_of, numbers_of
from ._errors import call, place_of
from ._recordings import Recording
from ._sources import Source, open

Muscle = Union[str, int]

_METHODS = ("default", "threshold")
_FLAGS = ("truncated", "clipped", "flat", "hum", "no_reference")
_LEAST_RATE_HZ = 200  # below it lie exported envelopes


@dataclass(frozen=True)
class Event:
    """A stretch of time of a pair, or a pair that could not be analysed.

    onset_s, duration_s  from the start of the recording; NaN: not analysed
    type          sustained_cocontraction, crosstalk_suspect,
                  alternating_tremor or not_analysed
    pair          both labels
    duration_class  burst, sustained, tonic; "" where it is not analysed
    balance       % (Falconer and Winter 1985, area form)
    rudolph, overlap, mean_a, ... peak_b   in the unit of the channels, or in %
                  of MVC; corrected for the noise floor
    correlation   of the band-passed signals, its largest within 10 ms
    lag_ms        where that is; positive when b follows a
    modulation_hz, modulation_depth   NaN for events below 2 s
    flags         truncated, clipped, flat, hum, no_reference, or why it was not
                  analysed
    """

    onset_s: float
    duration_s: float
    type: str
    pair: Tuple[str, str]
    duration_class: str
    balance: float
    rudolph: float
    overlap: float
    mean_a: float
    mean_b: float
    peak_a: float
    peak_b: float
    correlation: float
    lag_ms: float
    modulation_hz: float
    modulation_depth: float
    flags: Tuple[str, ...]


@dataclass(frozen=True)
class PairSummary:
    """A pair over the whole recording. Without an event the longest and the
    indices are NaN, without a result all are.

    state         "ok", or why there is no result: no_rest, flat, too_short, ...
    events, suspects  how many: sustained; perhaps crosstalk, which count nowhere
                  else
    total_s, longest_s, median_s   of the sustained events
    analysable_s  time in which both channels could be judged
    temporal      time in which both are active, % of the analysable time
    """

    pair: Tuple[str, str]
    state: str
    events: int
    suspects: int
    total_s: float
    longest_s: float
    median_s: float
    analysable_s: float
    balance: float
    rudolph: float
    overlap: float
    temporal: float
    flags: Tuple[str, ...]

    @property
    def percent(self) -> float:
        """Time of the events, % of the analysable time."""
        return (100 * self.total_s / self.analysable_s
                if self.analysable_s > 0 else math.nan)


@dataclass(frozen=True)
class CoContraction:
    """events in order of onset; summaries in the order of the pairs."""

    events: list[Event]
    summaries: list[PairSummary]


def _flags(bits, state=""):
    names = [name for i, name in enumerate(_FLAGS) if bits >> i & 1]
    return tuple([state] * bool(state) + [x for x in names if x != state])


def _rest_of(rest):
    """What --rest says, for the library."""
    if rest == "auto":
        return _c.Rest(0)
    if rest == "quietest":
        return _c.Rest(1)
    if isinstance(rest, str):
        kind, _, text = rest.partition(":")
        if kind != "annotation":
            raise ValueError("rest is auto, quietest, annotation:TEXT or "
                             "(from_s, to_s)")
        return _c.Rest(3, annotation=text.encode())
    return _c.Rest(2, *rest)


def _analysed(source, make, told):
    """Runs the analysis that make() gives and hands it to told."""
    analysis = call(*make)
    try:
        rewind(source)
        call(_c.lib.emg_analyse, source, analysis, 0)
        return told(analysis)
    finally:
        _c.lib.emg_analysis_destroy(analysis)


def _levels(source, conditioning, rest):
    """The levels of rest, as an array of the library's structures."""
    def told(analysis):
        n = ctypes.c_int()
        levels = _c.lib.emg_rest_levels(analysis, ctypes.byref(n))
        return (_c.RestLevel * n.value)(*levels[:n.value])

    return _analysed(source, (_c.lib.emg_rest_create,
                              ctypes.byref(source.contents.recording),
                              ctypes.byref(conditioning),
                              ctypes.byref(_rest_of(rest))), told)


def _event(finding, pairs):
    refused = finding.type == 3
    state = _c.lib.emg_state_name(finding.state).decode() if refused else ""
    return Event(
        finding.onset_s, finding.duration_s,
        _c.lib.emg_finding_name(finding.type).decode(), pairs[finding.pair],
        "" if refused else _c.lib.emg_duration_class(
            finding.duration_s).decode(),
        finding.balance, finding.rudolph, finding.overlap, finding.mean_a,
        finding.mean_b, finding.peak_a, finding.peak_b, finding.correlation,
        finding.lag_ms, finding.modulation_hz, finding.modulation_depth,
        _flags(finding.flags, state))


def _summary(found, pair):
    numbers = [found.total_s, found.longest_s if found.n_events else math.nan,
               found.median_s, found.analysable_s, found.balance,
               found.rudolph, found.overlap, found.temporal]
    if found.state:
        numbers = [math.nan] * len(numbers)
    return PairSummary(pair, _c.lib.emg_state_name(found.state).decode(),
                       found.n_events, found.n_suspects, *numbers,
                       _flags(found.flags))


def _run(source, pairs, names, method, rest):
    conditioning = _c.lib.emg_conditioning_default()
    strong = method == 0
    levels = ((_c.RestLevel * 0)() if strong and rest == "auto"
              else _levels(source, conditioning, rest))

    def told(analysis):
        n = ctypes.c_int()
        findings = _c.lib.emg_cocontract_findings(analysis, ctypes.byref(n))
        return CoContraction(
            [_event(finding, names) for finding in findings[:n.value]],
            [_summary(_c.lib.emg_cocontract_summary(analysis, i), pair)
             for i, pair in enumerate(names)])

    return _analysed(source, (_c.lib.emg_cocontract_create,
                              ctypes.byref(source.contents.recording),
                              ctypes.byref(conditioning), method, pairs,
                              len(pairs), levels, len(levels)), told)


def _refuse_envelopes(recording):
    for g in range(recording.n_groups):
        if recording.groups[g].rate_hz < _LEAST_RATE_HZ:
            raise ValueError(f"{recording.groups[g].rate_hz:g} Hz is too low "
                             "for EMG: are these envelopes already?")


def _of_source(source, asked, mvc, like, method, rest):
    recording = source.contents.recording
    _refuse_envelopes(recording)
    found = numbers_of(recording)
    labels = dict(found)
    mvc = {number_of(found, muscle): value for muscle, value in (mvc or {}).items()}
    pairs = (_c.Pair * len(asked))()
    for pair, (a, b) in zip(pairs, asked):
        ctypes.pointer(pair)[0] = like
        pair.a, pair.b = number_of(found, a), number_of(found, b)
        pair.mvc_a, pair.mvc_b = mvc.get(pair.a, 0), mvc.get(pair.b, 0)
    names = [(labels[pair.a], labels[pair.b]) for pair in pairs]
    return _run(source, pairs, names, method, rest)


def cocontract(recording: Union[str, os.PathLike, Source, numpy.ndarray],
               pairs: Sequence[Tuple[Muscle, Muscle]], *,
               method: str = "default",
               rest: Union[str, Tuple[float, float]] = "auto",
               mvc: Optional[Mapping[Muscle, float]] = None,
               floor_mvc: float = 5, min_duration_s: float = 0.5,
               gap_s: Optional[float] = None,
               balance: Optional[float] = None, on_sd: float = 4,
               off_sd: float = 2, max_correlation: float = 0.3,
               rate_hz: Optional[float] = None,
               labels: Optional[Sequence[str]] = None,
               unit: str = "uV") -> CoContraction:
    """Finds sustained co-contraction, with the numbers of emg-cocontract.

    recording  a file, "-", an open Source, or raw samples (frames x channels)
               with rate_hz, and labels if they have any
    pairs      of antagonists: labels, "EMG FCR" or "FCR", or numbers from 1
    method     default: finds the noise by itself, takes crosstalk away;
               threshold: levels above rest
    rest       auto, quietest, annotation:TEXT, or (from_s, to_s)
    mvc        of a channel, its envelope at maximal contraction in its unit:
               amplitudes are then %
    floor_mvc  a muscle is on only above this share of its MVC, %
    min_duration_s   shorter events are dropped, s
    gap_s      shorter gaps are joined, s (0.15; threshold: 0.125)
    balance    less balanced events are dropped, % (0; threshold: 50)
    on_sd, off_sd, max_correlation   of threshold: SD above rest, and the raw
               correlation from which on an event may be crosstalk

    The signal is band-passed from 20 to 450 Hz first, zero-phase. Research
    software: it reports measurements, never a diagnosis.
    """
    number = place_of(method, _METHODS, "method")
    like = _c.Pair(0, 0, on_sd, off_sd, floor_mvc, 0, 0,
                   gap_s if gap_s is not None else (0.15, 0.125)[number],
                   min_duration_s,
                   balance if balance is not None else (0, 50)[number],
                   max_correlation)
    rest_of = (mvc, like, number, rest)
    if isinstance(recording, Source):
        return _of_source(recording.handle, pairs, *rest_of)
    if isinstance(recording, (str, os.PathLike)):
        wanted = list(dict.fromkeys(m for pair in pairs for m in pair))
        with open(recording, wanted) as source:
            return _of_source(source.handle, pairs, *rest_of)
    if isinstance(recording, Recording):
        raise TypeError("give the file, an open Source, or the .samples of the "
                        "Recording with rate_hz, labels and unit")
    if rate_hz is None:
        raise TypeError("samples need their rate_hz")
    with Array(recording, rate_hz, labels, unit) as array:
        return _of_source(array.source, pairs, *rest_of)
