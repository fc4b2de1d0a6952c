"""From the library's blocks to arrays."""

from __future__ import annotations

import ctypes

import numpy

from . import _c
from ._errors import call
from ._recordings import Annotation, Block, Group, Recording


def describe(formats, n):
    for g in range(n):
        channels = formats[g].channels[:formats[g].n_channels]
        yield (formats[g].rate_hz, [x.label.decode() for x in channels],
               [x.unit.decode() for x in channels],
               [_c.lib.emg_kind_name(x.kind).decode() for x in channels])


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


def blocks_of(source, frames):
    """Copies of all blocks."""
    groups = source.contents.recording.groups
    rewind(source)
    for block in _pulled(source, frames):
        annotations = _annotations(source.contents.events,
                                   source.contents.n_events)
        if block.n_frames > 0 or annotations:
            of = groups[block.group]
            yield _copied(block, of.rate_hz, of.n_channels, annotations)


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
            describe(leaving.groups, leaving.n_groups)):
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
