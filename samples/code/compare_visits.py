"""The strength of co-contraction at each visit, with the Python module.

    python3 compare_visits.py visit1.edf visit2.edf visit3.edf
"""
import sys

import emgtools
import numpy

for path in sys.argv[1:]:
    recording = emgtools.read(path, channels=["EMG FCR", "EMG ECR"])
    band = emgtools.filter(recording.samples, recording.rate_hz, band=(20, 450))
    envelope = emgtools.envelope(band, recording.rate_hz, cutoff_hz=6)
    overlap = numpy.minimum(envelope[:, 0], envelope[:, 1]).mean()
    print(f"{recording.name}\t{overlap:.4f} {recording.units[0]}")
