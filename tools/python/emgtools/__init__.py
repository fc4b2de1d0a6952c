"""EMG recordings and their conditioning, by the library behind the emg-* programs.

Samples are NumPy arrays of float64, frames by channels, in the unit of the
recording. What a function gives equals what the program of its name writes, bit
for bit. Research software, no medical device.

    import emgtools

    recording = emgtools.read("visit1.edf", channels=["EMG FCR", "EMG ECR"])
    clean = emgtools.filter(recording.samples, recording.rate_hz, band=(20, 450))
    smooth = emgtools.envelope(clean, recording.rate_hz, cutoff_hz=6)

    with emgtools.open("night.bdf") as source:      # or "-": an EMG stream
        for block in source.blocks():
            print(block.start_s, block.samples.shape)

    found = emgtools.cocontract("visit1.edf", [("EMG FCR", "EMG ECR")])
    print(found.summaries[0].percent, [event.onset_s for event in found.events])
"""

from . import _c
from ._cocontract import CoContraction, Event, PairSummary, cocontract
from ._conditioning import envelope, filter, rectify
from ._errors import Error
from ._recordings import Annotation, Block, Group, Recording
from ._sources import Source, open, read
from ._writing import Sink, create, write

__all__ = ["Annotation", "Block", "CoContraction", "Error", "Event", "Group",
           "PairSummary", "Recording", "Sink", "Source", "cocontract", "create",
           "envelope", "filter", "open", "read", "rectify", "write"]
__version__ = _c.lib.emg_version().decode()
