"""Recordings that are open: read by blocks or whole."""

from __future__ import annotations

import ctypes
import os
from typing import Iterator, Optional, Sequence, Union

from . import _c
from ._blocks import blocks_of, collect, describe, rewind
from ._channels import named, numbers_of
from ._errors import Error, call, tell
from ._recordings import Block, Recording


def _text(value: Optional[str]) -> Optional[bytes]:
    return None if value is None else value.encode()


def _chosen(recording, channels):
    """One use a channel in file order, for labels and numbers from 1."""
    found = numbers_of(recording)
    wanted = {one for channel in channels for one in named(found, channel)}
    return (ctypes.c_int * len(found))(
        *(_c.TREAT if one in wanted else _c.DROP for one in found))


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
                in describe(recording.groups, recording.n_groups)]

    def blocks(self, frames: int = 4096) -> Iterator[Block]:
        """All blocks from the start, each a copy of at most `frames` frames."""
        return blocks_of(self.handle, frames)

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
    channels  labels, in any case and with or without EDF's "EMG " before them,
              or numbers from 1; None for all
    rate_hz, names, unit   of a file that names none; names parted by commas
    strict    every warning is an error; otherwise warnings.warn is told
    """
    return Source(path, channels, rate_hz, names, unit, strict)


def read(path: Union[str, os.PathLike], channels: Optional[Sequence] = None,
         **options) -> Recording:
    """All samples of a recording; arguments are those of open."""
    with open(path, channels, **options) as source:
        return source.read()
