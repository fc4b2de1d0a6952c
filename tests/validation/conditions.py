"""F1 by condition, for each method on recordings of both simulators."""
import os
from concurrent.futures import ThreadPoolExecutor

import first_simulator
import second_simulator
import whole_record
from scoring import Table, false_events, joined, shown

METHODS = ("default", "threshold")
FIRST_LABELS = ["EMG FCR", "EMG ECR", "EMG BB", "EMG TB"]

# What the default method must reach: a little below what it does.
LEAST_F1 = 0.95
MOST_ONSET_MS = 20
HARD_MS = {"clean_0": 40, "clean_3": 30, "norest": 40, "crosstalk_40": 80}
MOST_FALSE = 10  # an hour, of healthy recordings


class Simulator:
    """Both in one form: write() and the labels of their pairs."""

    def __init__(self, programs, number):
        self.programs = programs
        self.number = number
        self.labels = FIRST_LABELS if number == 1 else second_simulator.LABELS
        self.conditions = (first_simulator if number == 1
                           else second_simulator).CONDITIONS

    def write(self, name, seed, folder, healthy):
        if self.number == 1:
            return first_simulator.write(self.programs, name, seed, folder,
                                         healthy)
        return second_simulator.write(name, seed, folder, healthy)

    def pairs(self):
        return [(a, b, f"{self.labels[a]}|{self.labels[b]}")
                for a, b in second_simulator.PAIRS]

    def pair_options(self):
        return [word for a, b in second_simulator.PAIRS
                for word in ("--pair", f"#{a + 1}:#{b + 1}")]


def scores(programs, simulator, recordings, folder):
    """Of each method, and of one threshold for the whole record."""
    truth = joined(r.replace(".edf", "_tenth.tsv") for r in recordings)
    tables = [programs.cocontract(method, recordings, "--min-duration", "1s",
                                  *simulator.pair_options())
              for method in METHODS]
    tables.append(whole_record.table(programs, recordings, folder,
                                     second_simulator.RATE_HZ,
                                     simulator.pairs()))
    return [programs.score(folder, truth, found) for found in tables]


def make(simulator, name, seeds, folder, healthy):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(
            lambda seed: simulator.write(name, seed, folder, healthy), seeds))


def forget(recordings):
    for recording in recordings:
        os.remove(recording)


def ill(programs, simulator, seeds, folder, bars):
    table = Table("condition", "events", "F1: default", "threshold",
                  "whole record", "onset, ms: default", "threshold")
    for name in simulator.conditions:
        if name == "bursts":
            continue
        recordings = make(simulator, name, seeds, folder, False)
        by = scores(programs, simulator, recordings, folder)
        forget(recordings)
        f1 = [0 if s["f1"] == "n/a" else float(s["f1"]) for s in by]
        onset = [shown(s["onset_median"], 1) for s in by[:2]]
        missed = bars.ask(
            f1[0] >= LEAST_F1 and
            float(onset[0]) <= HARD_MS.get(name, MOST_ONSET_MS))
        table.row(name, by[0]["truth"], f"{f1[0]:.3f}{missed}",
                  f"{f1[1]:.3f}", f"{f1[2]:.3f}", *onset)


def healthy(programs, simulator, seeds, folder, bars):
    table = Table("healthy, condition", "false events an hour: default",
                  "threshold", "whole record")
    hours = len(seeds) * second_simulator.DURATION_S / 3600
    for name in ("clean_20", "crosstalk_10", "tonic", "everything"):
        recordings = make(simulator, name, seeds, folder, True)
        rates = [false_events(s) / hours
                 for s in scores(programs, simulator, recordings, folder)]
        forget(recordings)
        missed = bars.ask(rates[0] <= MOST_FALSE)
        table.row(name, f"{rates[0]:.0f}{missed}",
                  *(f"{rate:.0f}" for rate in rates[1:]))


def show(programs, seeds, folder, bars):
    for number in (1, 2):
        simulator = Simulator(programs, number)
        print(f"\nSimulator {number}, seeds {seeds[0]} to {seeds[-1]}:")
        ill(programs, simulator, seeds, folder, bars)
        healthy(programs, simulator, seeds, folder, bars)
