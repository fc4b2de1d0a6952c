"""Recordings: opened, read by blocks or whole."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from typing import Iterator, Optional, Sequence, Union

import numpy

from . import _c
from ._errors import Error, call, tell


@dataclass(frozen=True)
class Annotation:
    """An event of the file: seconds from the start of the recording."""

    onset_s: float
    duration_s: float
    text: str


@dataclass(frozen=True)
class Group:
    """Channels of one rate.

    samples   float64, frames x channels, in `units`
    starts    of each stretch without a gap: its first frame and its time in s
    """

    samples: numpy.ndarray
    rate_hz: float
    labels: list[str]
    units: list[str]
    kinds: list[str]
    starts: list[tuple[int, float]]


@dataclass(frozen=True)
class Recording:
    """All samples of a recording, by rate.

    samples, rate_hz, labels, units are those of its only group; where there are
    more, ask `groups`.
    """

    name: str
    groups: list[Group]
    annotations: list[Annotation]

    def _only(self) -> Group:
        if len(self.groups) != 1:
            raise ValueError(f"{self.name} has {len(self.groups)} sampling "
                             "rates: choose channels, or look at groups")
        return self.groups[0]

    @property
    def samples(self) -> numpy.ndarray:
        return self._only().samples

    @property
    def rate_hz(self) -> float:
        return self._only().rate_hz

    @property
    def labels(self) -> list[str]:
        return self._only().labels

    @property
    def units(self) -> list[str]:
        return self._only().units


@dataclass(frozen=True)
class Block:
    """A stretch of one group without a gap.

    group        its index in Source.groups
    start_s      time of its first frame from the start of the recording
    samples      frames x channels, a copy
    annotations  that came with it, in the order of the file
    first_frame, segment   of its group and of the recording, for Sink.write
    """

    group: int
    start_s: float
    samples: numpy.ndarray
    annotations: tuple[Annotation, ...] = ()
    first_frame: int = 0
    segment: tuple[int, int, int] = (0, 0, 0)


def _text(value: Optional[str]) -> Optional[bytes]:
    return None if value is None else value.encode()


def _describe(formats, n):
    for g in range(n):
        channels = formats[g].channels[:formats[g].n_channels]
        yield (formats[g].rate_hz, [x.label.decode() for x in channels],
               [x.unit.decode() for x in channels],
               [_c.lib.emg_kind_name(x.kind).decode() for x in channels])


def numbers_of(recording):
    """The number and the label of each channel, in file order."""
    return sorted(
        (one.number, one.label.decode())
        for g in range(recording.n_groups)
        for one in recording.groups[g].channels[:recording.groups[g].n_channels])


def _chosen(recording, channels):
    """One use a channel in file order, for labels and numbers from 1."""
    found = numbers_of(recording)
    uses = (ctypes.c_int * len(found))(*([_c.DROP] * len(found)))
    for wanted in channels:
        hits = [i for i, (number, label) in enumerate(found)
                if wanted in (number, label)]
        if not hits:
            raise KeyError(f"there is no channel {wanted!r}; there are "
                           + ", ".join(f"{n} {x}" for n, x in found))
        for i in hits:
            uses[i] = _c.TREAT
    return uses


def lanes_of(block, n_channels):
    """The block's memory: banks x frames x lanes."""
    return numpy.ctypeslib.as_array(
        block.frames, (-(-n_channels // _c.LANES), block.capacity, _c.LANES))


def _annotations(events, n):
    return tuple(Annotation(e.onset_s, e.duration_s, e.text.decode())
                 for e in events[:n])


def _copied(block, rate_hz, n_channels, annotations):
    lanes = lanes_of(block, n_channels)[:, :block.n_frames]
    samples = lanes.transpose(1, 0, 2).reshape(block.n_frames, -1)
    segment = block.segment
    start_s = (segment.start / _c.TICKS_PER_S
               + (block.first_frame - segment.first_frame) / rate_hz)
    return Block(block.group, start_s,
                 numpy.ascontiguousarray(samples[:, :n_channels]), annotations,
                 block.first_frame,
                 (segment.number, segment.start, segment.first_frame))


def rewind(source):
    call(source.contents.ops.contents.rewind, source)


def _pulled(source, frames):
    """The library's block, filled again and again until the recording ends."""
    ops = source.contents.ops.contents
    groups = source.contents.recording.groups
    n_groups = source.contents.recording.n_groups
    block = _c.Block()
    call(_c.lib.emg_block_init, ctypes.byref(block),
         max(groups[g].n_channels for g in range(n_groups)), frames)
    try:
        while not source.contents.ended:
            block.n_frames = 0
            call(ops.next, source, ctypes.byref(block))
            yield block
    finally:
        _c.lib.emg_block_clear(ctypes.byref(block))


def _blocks(source, frames):
    """Copies of all blocks."""
    groups = source.contents.recording.groups
    rewind(source)
    for block in _pulled(source, frames):
        annotations = _annotations(source.contents.events,
                                   source.contents.n_events)
        if block.n_frames > 0 or annotations:
            of = groups[block.group]
            yield _copied(block, of.rate_hz, of.n_channels, annotations)


def _select(source, channels):
    uses = _chosen(source.handle.contents.recording, channels)
    try:
        call(_c.lib.emg_source_select, source.handle, uses)
    except Error:
        source.close()
        raise


class Source:
    """A recording that is open; use `with`. Made by emgtools.open."""

    def __init__(self, path, channels, rate_hz, names, unit, strict):
        options = _c.OpenOptions(
            listener=_c.Listener(tell), strict=strict, twice=True,
            rate_hz=rate_hz or 0, names=_text(names), unit=_text(unit))
        self._source = None
        self._keep = options
        self._source = call(_c.lib.emg_open, os.fsencode(path),
                             ctypes.byref(options))
        if channels is not None:
            _select(self, channels)

    @property
    def handle(self):
        """What the library calls it."""
        if not self._source:
            raise ValueError("the recording is closed")
        return self._source

    @property
    def _recording(self):
        return self.handle.contents.recording

    @property
    def name(self) -> str:
        return self._recording.name.decode()

    @property
    def duration_s(self) -> Optional[float]:
        """As announced; None where only reading on can tell."""
        announced = self._recording.duration_s
        return announced if announced >= 0 else None

    @property
    def groups(self) -> list[tuple[float, list[str]]]:
        """Of each group its rate in Hz and its labels."""
        recording = self._recording
        return [(rate, labels) for rate, labels, _, _
                in _describe(recording.groups, recording.n_groups)]

    def blocks(self, frames: int = 4096) -> Iterator[Block]:
        """All blocks from the start, each a copy of at most `frames` frames."""
        return _blocks(self.handle, frames)

    def read(self) -> Recording:
        """All samples from the start."""
        rewind(self.handle)
        return collect(self.handle, None)

    def close(self) -> None:
        if self._source:
            _c.lib.emg_source_destroy(self._source)
            self._source = None

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __del__(self):
        if getattr(self, "_source", None):
            self.close()


def open(path: Union[str, os.PathLike], channels: Optional[Sequence] = None, *,
         rate_hz: Optional[float] = None, names: Optional[str] = None,
         unit: Optional[str] = None, strict: bool = False) -> Source:
    """Opens a recording of any format that the programs read.

    path      a file, or "-" for standard input
    channels  labels, or numbers from 1; None for all
    rate_hz, names, unit   of a file that names none; names parted by commas
    strict    every warning is an error; otherwise warnings.warn is told
    """
    return Source(path, channels, rate_hz, names, unit, strict)


def read(path: Union[str, os.PathLike], channels: Optional[Sequence] = None,
         **options) -> Recording:
    """All samples of a recording; arguments are those of open."""
    with open(path, channels, **options) as source:
        return source.read()


# ---- collecting -------------------------------------------------------------


def _rooms(recording):
    """Frames of each group, as announced."""
    return [max(0, round(recording.duration_s * recording.groups[g].rate_hz) + 1)
            for g in range(recording.n_groups)]


def _counted(source):
    """Frames of each group, by reading them all."""
    rooms = [0] * source.contents.recording.n_groups
    for block in _pulled(source, 4096):
        rooms[block.group] += block.n_frames
    rewind(source)
    return rooms


def _events(sink):
    n = ctypes.c_size_t()
    events = _c.lib.emg_array_events(sink, ctypes.byref(n))
    return list(_annotations(events, n.value))


def _starts(sink, group):
    n = ctypes.c_size_t()
    segments = _c.lib.emg_array_segments(sink, group, ctypes.byref(n))
    return [(s.first_frame, s.start / _c.TICKS_PER_S)
            for s in segments[:n.value]]


def _gather(sink, leaving, arrays, name):
    groups = []
    for g, (rate, labels, units, kinds) in enumerate(
            _describe(leaving.groups, leaving.n_groups)):
        frames = _c.lib.emg_array_frames(sink, g)
        groups.append(Group(arrays[g][:frames], rate, labels, units, kinds,
                            _starts(sink, g)))
    return Recording(name, groups, _events(sink))


def collect(source, chains, arrays=None):
    """Runs the source through chains (or None) into arrays, or new ones."""
    recording = source.contents.recording
    rooms = (_counted(source) if recording.duration_s < 0
             else _rooms(recording))
    leaving = _c.Recording()
    call(_c.lib.emg_recording_through, ctypes.byref(leaving),
          ctypes.byref(recording), chains)
    if arrays is None:
        arrays = [numpy.empty((room, leaving.groups[g].n_channels))
                  for g, room in enumerate(rooms)]
    else:
        rooms = [len(array) for array in arrays]
    sink = None
    try:
        sink = call(_c.lib.emg_array_create, ctypes.byref(leaving),
                     (ctypes.c_void_p * len(arrays))(
                         *(a.ctypes.data for a in arrays)),
                     (ctypes.c_int64 * len(rooms))(*rooms))
        call(_c.lib.emg_run, source, chains, sink, 0)
        return _gather(sink, leaving, arrays, recording.name.decode())
    finally:
        _c.lib.emg_sink_destroy(sink)
        _c.lib.emg_recording_clear(ctypes.byref(leaving))
