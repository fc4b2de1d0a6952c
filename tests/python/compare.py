"""The Python module gives what the programs give, bit for bit.

    compare.py FOLDER-OF-PROGRAMS COMPILER...      from the project's root
"""

import ctypes
import dataclasses
import inspect
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
    for short in ("L SOL", "emg l sol", "l sol", "EMG L sol"):
        assert emgtools.read(FOOT, [short]).labels == ["EMG L SOL"]
    raises(KeyError, "no channel 'FCR'; there are 1 EMG L TA", emgtools.read,
           FOOT, ["FCR"])
    raises(KeyError, "no channel 'L SOLE'; did you mean 'EMG L SOL'? there are",
           emgtools.read, FOOT, ["L SOLE"])
    raises(KeyError, "no channel 4; there are", emgtools.read, FOOT, [4])


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


def rows(*arguments):
    """The rows of a program's table, as dicts of text."""
    text = subprocess.run(
        [os.path.join(TOOLS, arguments[0]), "-q", *arguments[1:]], check=True,
        capture_output=True, text=True).stdout.splitlines()
    names = text[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in text[1:]]


def as_table(value):
    """A value as the cells of tables hold it; numbers stay numbers."""
    if isinstance(value, tuple):
        return ",".join(value) or "n/a"
    return "n/a" if value in ("", None) or value != value else value


def same_cells(row, values):
    for name, value in values.items():
        told = as_table(value)
        cell = row[name]
        assert (cell if isinstance(told, str) else float(cell)) == told, \
            f"{name}: {cell}, not {told}"


PAIR = [("EMG FCR", "EMG ECR")]


def same_findings(found, *options):
    table = rows("emg-cocontract", "--pair", "EMG FCR:EMG ECR", *options)
    assert len(table) == len(found.events)
    for row, event in zip(table, found.events):
        same_cells(row, {
            "onset": event.onset_s, "duration": event.duration_s,
            "trial_type": event.type, "channel": "|".join(event.pair),
            "class": event.duration_class, "balance": event.balance,
            "rudolph": event.rudolph, "overlap": event.overlap,
            "mean_a": event.mean_a, "mean_b": event.mean_b,
            "peak_a": event.peak_a, "peak_b": event.peak_b,
            "correlation": event.correlation, "lag": event.lag_ms,
            "modulation_hz": event.modulation_hz,
            "modulation_depth": event.modulation_depth, "flags": event.flags})
    row, = rows("emg-cocontract", "--summary", "--pair", "EMG FCR:EMG ECR",
                *options)
    sum_, = found.summaries
    same_cells(row, {
        "events": float(sum_.events), "total": sum_.total_s,
        "percent": sum_.percent, "longest": sum_.longest_s,
        "median": sum_.median_s, "balance": sum_.balance,
        "rudolph": sum_.rudolph, "overlap": sum_.overlap,
        "temporal_overlap": sum_.temporal, "analysable": sum_.analysable_s,
        "suspects": float(sum_.suspects), "status": sum_.state,
        "flags": sum_.flags})
    return found


@test
def co_contraction_is_that_of_emg_cocontract():
    assert same_findings(emgtools.cocontract(VISIT, PAIR), VISIT).events
    same_findings(
        emgtools.cocontract(VISIT, PAIR, method="threshold", on_sd=5,
                            balance=60, min_duration_s=1, rest=(33.4, 34.4)),
        "--method", "threshold", "--on", "5", "--balance", "60",
        "--min-duration", "1s", "--rest", "33.4-34.4", VISIT)
    same_findings(
        emgtools.cocontract(VISIT, [(1, 2)], rest="quietest", gap_s=0.2,
                            mvc={"EMG FCR": 400, "EMG ECR": 300}),
        "--rest", "quietest", "--gap", "200ms", "--mvc", "EMG FCR=400",
        "--mvc", "EMG ECR=300", VISIT)


@test
def co_contraction_is_found_in_samples_too():
    recording = emgtools.read(VISIT)
    same_findings(emgtools.cocontract(recording.samples, PAIR,
                                      rate_hz=recording.rate_hz,
                                      labels=recording.labels), VISIT)
    with emgtools.open(VISIT) as source:
        same_findings(emgtools.cocontract(source, PAIR), VISIT)
        same_findings(emgtools.cocontract(source, [("fcr", "ECR")]), VISIT)


@test
def who_lacks_the_library_is_told_what_to_do():
    told = subprocess.run(
        [sys.executable, "-c", "import emgtools"], stderr=subprocess.PIPE,
        env=dict(os.environ, EMGTOOLS_LIBRARY="/no/libemgtools.so.0"), text=True)
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith("ImportError: /no/lib")
    assert "or name its file in EMGTOOLS_LIBRARY" in told.stderr


@test
def what_is_misspelt_or_no_array_is_refused_in_words():
    recording = emgtools.read(VISIT)
    raises(ValueError, "method is one of default, threshold, not 'treshold'; "
           "did you mean threshold?", emgtools.cocontract, VISIT, PAIR,
           method="treshold")
    raises(ValueError, "kind is one of lowpass, rms, arv, tkeo, gaussian, "
           "hilbert, not 3", emgtools.envelope, recording.samples, 1000, 3)
    raises(ValueError, "did you mean butterworth?", emgtools.filter,
           recording.samples, 1000, band=(20, 450), design="buterworth")
    raises(TypeError, "an open Source, or the .samples", emgtools.cocontract,
           recording, PAIR)
    raises(TypeError, "give its .samples", emgtools.rectify, recording)


@test
def a_pair_that_cannot_be_judged_says_why():
    x = emgtools.read(VISIT).samples.copy()
    x[:, 1] = 0
    found = emgtools.cocontract(x, [(1, 2)], rate_hz=1000)
    event, = found.events
    assert event.type == "not_analysed" and event.onset_s != event.onset_s
    assert event.flags == ("silent", "flat") and event.duration_class == ""
    assert found.summaries[0].state == "silent"
    raises(KeyError, "no channel 'ECX'; did you mean 'EMG ECR'?",
           emgtools.cocontract, VISIT, [("FCR", "ECX")])
    raises(ValueError, "'a' names channels 1 and 2", emgtools.cocontract, x,
           [("a", "a")], rate_hz=1000, labels=["A", "A"])
    raises(ValueError, "too low for EMG", emgtools.cocontract, x, [(1, 2)],
           rate_hz=100)


@test
def results_can_be_put_where_the_samples_were():
    x = emgtools.read(VISIT).samples
    wanted = emgtools.filter(x, 1000, band=(20, 450))
    assert emgtools.filter(x, 1000, band=(20, 450), out=x) is x
    assert numpy.array_equal(x, wanted)
    one = numpy.empty(60000)
    emgtools.rectify(x[:, 1], out=one)
    assert numpy.array_equal(one, abs(wanted[:, 1]))
    raises(ValueError, "shape of samples", emgtools.rectify, x, out=one)


@test
def a_stream_goes_through_and_on():
    code = ("import dataclasses, emgtools\n"
            "with emgtools.open('-') as source:\n"
            "    with emgtools.create('-', source, form='stream') as sink:\n"
            "        for block in source.blocks(1000):\n"
            "            sink.write(dataclasses.replace(\n"
            "                block, samples=abs(block.samples)))\n")
    with tempfile.TemporaryDirectory() as folder:
        holed = os.path.join(folder, "holed.csv")
        with open(holed, "w") as file:
            file.write("time,a (uV)\n")
            file.writelines(f"{i / 1000},{'nan' if 700 < i < 800 else -i}\n"
                            for i in range(2000))
        for path in (VISIT, FOOT, holed):
            stream = os.path.join(folder, "in.stream")
            subprocess.run([os.path.join(TOOLS, "emg-convert"), "-q", "-f",
                            "--nan=split", path, "-o", stream], check=True)
            through = os.path.join(folder, "through.stream")
            with open(stream, "rb") as file, open(through, "wb") as out:
                subprocess.run([sys.executable, "-c", code], stdin=file,
                               stdout=out, check=True)
            for ours, group in zip(emgtools.read(through, strict=True).groups,
                                   emgtools.read(stream).groups, strict=True):
                assert ours.labels == group.labels and ours.units == group.units
                assert ours.rate_hz == group.rate_hz
                assert ours.starts == group.starts
                assert len(ours.starts) == 1 + (path == holed)
                assert numpy.array_equal(ours.samples, abs(group.samples)), path


@test
def a_broken_stream_leaves_no_file():
    stream = subprocess.run([os.path.join(TOOLS, "emg-convert"), VISIT],
                            capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        broken = os.path.join(folder, "broken.stream")
        with open(broken, "wb") as file:
            file.write(stream[:-100])
        path = os.path.join(folder, "copy.edf")

        def copy():
            with emgtools.open(broken) as source:
                with emgtools.create(path, source) as sink:
                    for block in source.blocks():
                        sink.write(block)

        raises(emgtools.Error, "broken.stream", copy)
        assert os.listdir(folder) == ["broken.stream"]


@test
def a_whole_recording_is_written_with_its_rates_and_annotations():
    recording = emgtools.read(FOOT)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "copy.stream")
        emgtools.write(path, dataclasses.replace(
            recording, annotations=[emgtools.Annotation(1.5, 0.25, "walk")]))
        back = emgtools.read(path)
    assert back.annotations == [emgtools.Annotation(1.5, 0.25, "walk")]
    for a, b in zip(recording.groups, back.groups):
        assert a.rate_hz == b.rate_hz and a.labels == b.labels
        assert numpy.array_equal(a.samples, b.samples)


@test
def blocks_are_written_one_by_one():
    x = emgtools.read(VISIT).samples
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "copy.npy")
        with emgtools.create(path, rate_hz=1000, labels=["a", "b"]) as sink:
            for at in range(0, len(x), 7000):
                assert not os.path.exists(path)
                sink.write(x[at:at + 7000])
            raises(ValueError, "2 channels", sink.write, x[:, :1])
        assert numpy.array_equal(numpy.load(path), x)
        raises(ValueError, "closed", sink.write, x)


@test
def everything_public_tells_its_types_and_what_it_does():
    for name in emgtools.__all__:
        thing = getattr(emgtools, name)
        assert thing.__doc__, name
        if inspect.isfunction(thing):
            for parameter in inspect.signature(thing).parameters.values():
                known = parameter.annotation is not parameter.empty
                assert known or parameter.kind == parameter.VAR_KEYWORD, \
                    f"{name}: {parameter}"
            assert "return" in thing.__annotations__, name


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
