"""Reads an EMG stream with nothing but Python: the RMS of every channel.

    emg-filter --band 20-450 visit1.edf | python3 read_stream.py
"""
import array, json, math, struct, sys

pipe = sys.stdin.buffer
header = json.loads(pipe.readline())
groups = [[] for _ in header["groups"]]
for channel in header["channels"]:
    groups[channel["group"]].append(channel | {"n": 0, "sum": 0.0})
tag = None
while tag != b"DONE":
    tag, length = struct.unpack("<4sQ", pipe.read(12))
    record = pipe.read(length)
    if tag == b"SAMP":
        channels = groups[struct.unpack_from("<I", record)[0]]
        samples = array.array("d", record[4:])
        for i, channel in enumerate(channels):
            values = samples[i::len(channels)]
            channel["n"] += len(values)
            channel["sum"] += sum(x * x for x in values)
for channel in sorted(sum(groups, []), key=lambda c: c["number"]):
    rms = math.sqrt(channel["sum"] / channel["n"])
    print(f'{channel["label"]}\t{rms:.4f} {channel["unit"]}')
