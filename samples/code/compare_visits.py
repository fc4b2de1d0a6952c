"""Co-contraction at each visit, with the Python module.

    python3 compare_visits.py visit1.edf visit2.edf visit3.edf
"""
import sys

import emgtools

for path in sys.argv[1:]:
    found = emgtools.cocontract(path, [("EMG FCR", "EMG ECR")])
    visit, = found.summaries
    print(f"{path}\t{visit.events} events\t{visit.percent:.1f} % of the time\t"
          f"{visit.overlap:.1f} uV")
