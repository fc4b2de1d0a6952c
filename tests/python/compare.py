"""The Python module gives what the programs give, bit for bit.

    compare.py FOLDER-OF-PROGRAMS COMPILER...      from the project's root
"""

import ctypes
import os
import subprocess
import sys
import tempfile
import tracemalloc
import warnings

import emgtools
import numpy
from emgtools import _c

TOOLS = os.path.abspath(sys.argv[1])
COMPILER = sys.argv[2:]
VISIT = "samples/visit1.edf"
FOOT = "samples/foot.edf"
results = []


def test(function):
    results.append(function)
    return function


def program(name, *arguments):
    """What a program writes, as an array."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.npy")
        subprocess.run([os.path.join(TOOLS, name), *arguments, "-o", path],
                       check=True)
        return numpy.load(path)


def raises(kind, words, function, *arguments, **named):
    try:
        function(*arguments, **named)
    except kind as error:
        assert words in str(error), f"says: {error}"
        return error
    raise AssertionError(f"{kind.__name__} is not raised")


def layout_program():
    lines = ["#include <emg/emg.h>", "#include <stdio.h>", "int main(void) {"]
    for one in _c.STRUCTURES:
        name = one.__name__
        lines.append(f'printf("%zu", sizeof({name}));')
        lines += [f'printf(" %zu", offsetof({name}, {field[0]}));'
                  for field in one._fields_]
        lines.append('puts("");')
    return "\n".join(lines + ["}"])


@test
def structures_are_what_the_compiler_makes_of_them():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "layout")
        with open(path + ".c", "w") as file:
            file.write(layout_program())
        subprocess.run([*COMPILER, "-std=c11", "-Iinclude", path + ".c", "-o",
                        path], check=True)
        lines = subprocess.run([path], check=True, capture_output=True,
                               text=True).stdout.splitlines()
    for one, line in zip(_c.STRUCTURES, lines):
        ours = [ctypes.sizeof(one)] + [getattr(one, field[0]).offset
                                       for field in one._fields_]
        assert ours == [int(x) for x in line.split()], one.__name__


@test
def a_recording_is_read_as_emg_convert_writes_it():
    recording = emgtools.read(VISIT)
    assert recording.labels == ["EMG FCR", "EMG ECR"]
    assert recording.units == ["uV", "uV"] and recording.rate_hz == 1000
    assert recording.samples.dtype == numpy.float64
    assert numpy.array_equal(recording.samples, program("emg-convert", VISIT))


@test
def rates_stay_apart():
    recording = emgtools.read(FOOT)
    assert [g.rate_hz for g in recording.groups] == [1000, 148]
    assert [g.samples.shape for g in recording.groups] == [(60000, 2), (8880, 1)]
    assert numpy.array_equal(recording.groups[1].samples,
                             program("emg-convert", "-c", "ACC", FOOT))
    raises(ValueError, "2 sampling rates", lambda: recording.samples)


@test
def channels_are_chosen_by_label_and_number():
    assert emgtools.read(FOOT, ["EMG L SOL"]).labels == ["EMG L SOL"]
    assert emgtools.read(FOOT, [1]).labels == ["EMG L TA"]
    raises(KeyError, "no channel 'FCR'; there are 1 EMG L TA", emgtools.read,
           FOOT, ["FCR"])


@test
def blocks_of_any_size_hold_the_same():
    whole = emgtools.read(VISIT).samples
    for frames in (1000, 4096, 77):
        with emgtools.open(VISIT) as source:
            blocks = list(source.blocks(frames))
        assert numpy.array_equal(numpy.concatenate([b.samples for b in blocks]),
                                 whole)
        assert max(len(b.samples) for b in blocks) <= frames
        frame = 0
        for block in blocks:
            assert block.start_s == frame / 1000
            frame += len(block.samples)


@test
def a_stream_is_read_from_standard_input():
    code = ("import sys, emgtools\n"
            "with emgtools.open('-') as source:\n"
            "    print(sum(len(b.samples) for b in source.blocks()), source.name)")
    filtered = subprocess.Popen([os.path.join(TOOLS, "emg-filter"), "--band",
                                 "20-450", VISIT], stdout=subprocess.PIPE)
    read = subprocess.run([sys.executable, "-c", code], stdin=filtered.stdout,
                          capture_output=True, text=True, check=True)
    filtered.stdout.close()
    assert filtered.wait() == 0
    assert read.stdout == "60000 visit1.edf\n", read.stdout


@test
def filters_are_those_of_emg_filter():
    recording = emgtools.read(VISIT)
    for options, named in (
            (("--band", "20-450"), {"band": (20, 450)}),
            (("--band", "20-450", "--order", "4", "--causal"),
             {"band": (20, 450), "order": 4, "causal": True}),
            (("--high-pass", "30", "--no-pass-correction"),
             {"high_pass": 30, "pass_correction": False}),
            (("--design", "elliptic", "--low-pass", "200"),
             {"low_pass": 200, "design": "elliptic"}),
            (("--notch", "50", "--notch", "150", "--notch-q", "10"),
             {"notch": (50, 150), "q": 10}),
            (("--comb", "50"), {"comb": 50})):
        ours = emgtools.filter(recording.samples, recording.rate_hz, **named)
        assert numpy.array_equal(ours, program("emg-filter", *options, VISIT)), \
            options


@test
def envelopes_are_those_of_emg_envelope():
    recording = emgtools.read(VISIT)
    for kind in ("lowpass", "rms", "arv", "tkeo", "gaussian", "hilbert"):
        ours = emgtools.envelope(recording.samples, recording.rate_hz, kind)
        theirs = program("emg-envelope", "--envelope", kind, VISIT)
        assert numpy.array_equal(ours, theirs), kind
    half = emgtools.rectify(recording.samples, half=True)
    assert numpy.array_equal(half, program("emg-rectify", "--wave", "half", VISIT))


@test
def one_channel_may_come_without_a_second_axis():
    x = emgtools.read(VISIT).samples
    one = emgtools.filter(x[:, 0], 1000, band=(20, 450))
    assert one.shape == (60000,)
    assert numpy.array_equal(one, emgtools.filter(x, 1000, band=(20, 450))[:, 0])


@test
def what_is_written_is_read_again():
    x = emgtools.read(VISIT).samples
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "copy.wav")
        emgtools.write(path, x, 1000, labels=["FCR", "ECR"], unit="mV")
        back = emgtools.read(path)
        assert numpy.array_equal(back.samples, x)
        assert back.labels == ["FCR", "ECR"] and back.units == ["mV", "mV"]
        raises(emgtools.Error, "copy.wav", emgtools.write, path, x, 1000)
        emgtools.write(path, x[:10], 1000, force=True)
        assert len(emgtools.read(path).samples) == 10


@test
def what_cannot_be_is_said():
    x = emgtools.read(VISIT).samples
    raises(emgtools.Error, "below half the rate, 500 Hz", emgtools.filter, x,
           1000, band=(20, 600))
    raises(emgtools.Error, "cannot be opened", emgtools.read, "none.edf")
    x[5, 1] = numpy.nan
    error = raises(emgtools.Error, "not a number", emgtools.filter, x, 1000,
                   high_pass=20)
    assert error.frame == 5
    raises(TypeError, "complex128", emgtools.filter, x * 1j, 1000, high_pass=20)
    raises(ValueError, "frames x channels", emgtools.filter, x[None], 1000,
           high_pass=20)
    raises(ValueError, "no filter", emgtools.filter, x, 1000)


@test
def warnings_are_warnings():
    with open(VISIT, "rb") as file:
        cut = file.read()[:-1000]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cut.edf")
        with open(path, "wb") as file:
            file.write(cut)
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            emgtools.read(path)
        assert heard and "cut.edf" in str(heard[0].message)
        raises(emgtools.Error, "cut.edf", emgtools.read, path, strict=True)


@test
def a_result_takes_the_memory_of_one_array():
    x = numpy.zeros((200_000, 16))
    tracemalloc.start()
    emgtools.filter(x, 2000, band=(20, 450))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.01 * x.nbytes, peak / x.nbytes


print(f"1..{len(results)}")
for n, function in enumerate(results, 1):
    try:
        function()
        print(f"ok {n} - {function.__name__}")
    except Exception as error:
        print(f"not ok {n} - {function.__name__}")
        print("#", type(error).__name__, str(error).replace("\n", " "))
