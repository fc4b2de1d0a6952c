"""What is read of recordings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy


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
