"""Recordings into files and pipes: whole, or block by block."""

from __future__ import annotations

import ctypes
import os
from typing import Optional, Sequence, Union

import numpy

from . import _c
from ._arrays import Array, channels_of, frames_by_channels, rate_of
from ._blocks import lanes_of
from ._errors import call, tell
from ._recordings import Block, Recording
from ._sources import Source

Path = Union[str, os.PathLike]

_STEP = b'{"program":"python"}'
_FRAMES = 4096


def _type_of(path, form):
    kind = _c.lib.emg_file_type_of((form and form.encode()) or os.fsencode(path))
    if kind == 0:
        raise ValueError(f"{form or path} is no format that can be written")
    return kind


def _created(path, form, force, recording, origin=None):
    """The library's sink, and the options that must live as long."""
    options = _c.CreateOptions(listener=_c.Listener(tell), force=force,
                               step=_STEP, origin=origin)
    return call(_c.lib.emg_create, os.fsencode(path), _type_of(path, form),
                ctypes.byref(recording), ctypes.byref(options)), options


def _flat(groups):
    """A recording of these groups: (rate_hz, labels, units)."""
    channels, rates = [], []
    for rate_hz, labels, units in groups:
        for label, unit in zip(labels, units):
            channels += channels_of([label], unit)
            rates.append(rate_of(rate_hz))
    n = len(channels)
    for i, channel in enumerate(channels):
        channel.number = i + 1
    recording = _c.Recording(name=b"array", duration_s=-1)
    call(_c.lib.emg_recording_group, ctypes.byref(recording), n,
         (_c.Channel * n)(*channels), (_c.Rate * n)(*rates),
         (ctypes.c_int * n)(*([_c.TREAT] * n)))
    return recording


def _fill(block, frames, group, first, segment):
    """frames x channels into the library's block, eight lanes a bank."""
    n_channels = frames.shape[1]
    block.group, block.n_channels = group, n_channels
    block.n_frames, block.first_frame = len(frames), first
    block.segment = _c.Segment(*segment)
    lanes = lanes_of(block, n_channels)
    for bank, at in enumerate(range(0, n_channels, _c.LANES)):
        part = frames[:, at:at + _c.LANES]
        lanes[bank, :len(frames), :part.shape[1]] = part


class Sink:
    """A recording that is being written; use `with`. Made by emgtools.create.

    Without an error the file is complete, and has its name, when the `with`
    ends. After one there is no file.
    """

    def __init__(self, path, form, force, recording, origin=None):
        self._sink = None
        self._counts = [recording.groups[g].n_channels
                        for g in range(recording.n_groups)]
        self._next = [0] * recording.n_groups
        self._block = _c.Block()
        call(_c.lib.emg_block_init, ctypes.byref(self._block),
             max(self._counts), _FRAMES)
        self._sink, self._keep = _created(path, form, force, recording, origin)

    def _ops(self):
        if not self._sink:
            raise ValueError("the recording is closed")
        return self._sink.contents.ops.contents

    def write(self, samples: Union[numpy.ndarray, Block], group: int = 0) -> None:
        """Adds samples (frames x channels) to a group, or a block of a source
        with its annotations and gaps."""
        self._ops()
        segment, first = (0, 0, 0), self._next[group]
        if isinstance(samples, Block):
            block, samples = samples, samples.samples
            segment, first, group = block.segment, block.first_frame, block.group
            for one in block.annotations:
                self.annotate(one.onset_s, one.duration_s, one.text)
        frames = frames_by_channels(samples)
        if frames.shape[1] != self._counts[group]:
            raise ValueError(f"there are {self._counts[group]} channels")
        for at in range(0, len(frames), _FRAMES):
            _fill(self._block, frames[at:at + _FRAMES], group, first + at,
                  segment)
            call(self._ops().take, self._sink, ctypes.byref(self._block))
        self._next[group] = first + len(frames)

    def annotate(self, onset_s: float, duration_s: float, text: str) -> None:
        """Adds an annotation; of those after each other none goes back in
        time. Not every format holds them."""
        event = _c.Event(onset_s, duration_s, text.encode())
        if self._ops().event:
            call(self._ops().event, self._sink, ctypes.byref(event))

    def finish(self) -> None:
        """Completes the file."""
        try:
            call(self._ops().finish, self._sink)
        finally:
            self.close()

    def close(self) -> None:
        """Gives it up, unless it is finished."""
        if self._sink:
            _c.lib.emg_sink_destroy(self._sink)
            self._sink = None
        _c.lib.emg_block_clear(ctypes.byref(self._block))

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None and self._sink:
            self.finish()
        self.close()

    def __del__(self):
        if hasattr(self, "_block"):  # also where no file could be created
            self.close()


def create(path: Path, like: Optional[Source] = None, *,
           rate_hz: Optional[float] = None,
           labels: Optional[Sequence[str]] = None, unit: str = "uV",
           form: Optional[str] = None, force: bool = False) -> Sink:
    """Begins a recording that is written block by block.

    path    a file, or "-" for standard output
    like    a source whose rates, channels and history it takes over; else
            rate_hz, labels and unit say what there is
    form    its format, such as "stream"; else told by the path's ending
    force   replaces a file that exists

        with emgtools.open("-") as source:
            with emgtools.create("-", source, form="stream") as sink:
                for block in source.blocks():
                    sink.write(dataclasses.replace(block, samples=...))
    """
    if like is not None:
        return Sink(path, form, force, like.handle.contents.recording,
                    ctypes.cast(like.handle, ctypes.c_void_p))
    if rate_hz is None or not labels:
        raise TypeError("a recording needs its rate_hz and labels")
    recording = _flat([(rate_hz, labels, [unit] * len(labels))])
    try:
        return Sink(path, form, force, recording)
    finally:
        _c.lib.emg_recording_clear(ctypes.byref(recording))


def _write_recording(path, recording, form, force):
    """All groups second by second, so that none waits for another."""
    flat = _flat([(g.rate_hz, g.labels, g.units) for g in recording.groups])
    try:
        sink = Sink(path, form, force, flat)
    finally:
        _c.lib.emg_recording_clear(ctypes.byref(flat))
    with sink:
        for one in recording.annotations:
            sink.annotate(one.onset_s, one.duration_s, one.text)
        steps = [max(1, round(g.rate_hz)) for g in recording.groups]
        seconds = max(-(-len(g.samples) // step)
                      for g, step in zip(recording.groups, steps))
        for at in range(seconds):
            for i, (group, step) in enumerate(zip(recording.groups, steps)):
                sink.write(group.samples[at * step:(at + 1) * step], i)


def write(path: Path, samples: Union[numpy.ndarray, Recording],
          rate_hz: Optional[float] = None, *,
          labels: Optional[Sequence[str]] = None, unit: str = "uV",
          form: Optional[str] = None, force: bool = False) -> None:
    """Writes a recording; its format is `form` or told by the path's ending.

    path     a file, or "-" for standard output
    samples  frames x channels at rate_hz, or a Recording without gaps, whose
             rates, labels and units count
    labels   of the channels; else EMG 1, EMG 2, ...
    force    replaces a file that exists

    The file is absent, old or complete at any moment.
    """
    if isinstance(samples, Recording):
        if any(len(group.starts) > 1 for group in samples.groups):
            raise ValueError("a recording with gaps is written block by block, "
                             "see create")
        return _write_recording(path, samples, form, force)
    if rate_hz is None:
        raise TypeError("samples need their rate_hz")
    with Array(samples, rate_hz, labels, unit) as array:
        sink, _options = _created(path, form, force,
                                  array.source.contents.recording)
        try:
            call(_c.lib.emg_run, array.source, None, sink, 0)
        finally:
            _c.lib.emg_sink_destroy(sink)
