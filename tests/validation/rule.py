"""--method threshold where its definition is met: ideal signals, one pair."""
import os
from concurrent.futures import ThreadPoolExecutor

from scoring import Table, false_events, joined, rows_of, shown

LEAST_F1 = 0.95  # from LOUD_DB on
LOUD_DB = 10
MOST_FALSE = 0.1  # a minute
MOST_BIAS_MS = 10
MOST_SPREAD_MS = 20
MINUTES = 1
MINUTES_OF_NOTHING = 4  # eight seeds: none in 32 min is under 0.1 a minute (95 %)

# Where one muscle never works, its noise must stay below 10 uV: above, it may as
# well be tonic activity, and the pair is rightly refused (no_rest).
QUIET = "--amplitude 50"

# What is simulated; the last word of each says which bar it is held against.
CONDITIONS = [
    (f"mixed, {snr} dB", f"--family mixed --snr {snr}",
     "found" if snr >= LOUD_DB else "shown")
    for snr in (3, 6, 10, 20, 30)
] + [
    ("500 Hz, 20 dB", "--family mixed --snr 20 --rate 500", "found"),
    ("4000 Hz, 20 dB", "--family mixed --snr 20 --rate 4000", "found"),
    ("10000 Hz, 20 dB", "--family mixed --snr 20 --rate 10000", "shown"),
    ("motor units, 20 dB", "--family mixed --snr 20 --units", "shown"),
    ("hum 10 uV, 20 dB", "--family mixed --snr 20 --hum 10", "found"),
    ("slow ramps, 20 dB", "--family mixed --snr 20 --ramp 0.2 --cosine",
     "shown"),
    ("little rest, 20 dB", "--family mixed --snr 20 --rest 0.4", "shown"),
    ("0.55 to 0.7 s, 20 dB",
     "--family mixed --snr 20 --shortest 0.55 --longest 0.7", "shown"),
    ("with crosstalk 0.1", "--family mixed --snr 20 --crosstalk 0.1", "shown"),
    ("with crosstalk 0.3", "--family mixed --snr 20 --crosstalk 0.3", "shown"),
    ("tremulous, 6 dB", "--family tremulous --snr 6", "shown"),
    ("tremulous, 20 dB", "--family tremulous --snr 20", "shown"),
    ("rest", f"--family rest --snr 20 {QUIET}", "none"),
] + [
    (f"{family}, {snr} dB", f"--family {family} --snr {snr} {QUIET}", "none")
    for family in ("single", "alternating") for snr in (10, 20, 30)
] + [
    (f"crosstalk {fraction}, {snr} dB",
     f"--family crosstalk --crosstalk {fraction} --ratio 1 --snr {snr} {QUIET}",
     "none")
    for fraction in (0.1, 0.2, 0.3) for snr in (20, 30)
] + [
    ("noise of 19 uV alone in B", "--family single --snr 10", "no_rest"),
    ("tonic", "--family tonic --snr 30", "no_rest"),
    ("flat", "--family flat --snr 26", "flat"),
    ("clipped", "--family clipped --snr 26", "clipped"),
]


def simulate(programs, folder, scenario, minutes, seeds):
    """The recordings, and their truth as one table."""
    def one(seed):
        path = os.path.join(folder, f"{seed}.edf")
        programs.run("emg-simulate", "-f", *scenario.split(), "--duration",
                     f"{minutes}min", "--seed", str(seed), "-o", path)
        table = path.replace(".edf", "_truth.tsv")
        with open(table, encoding="utf-8") as file:
            rows = file.read().splitlines()
        with open(table, "w", encoding="utf-8") as file:
            print(rows[0] + "\tfile", file=file)
            for row in rows[1:]:
                print(f"{row}\t{seed}.edf", file=file)
        return path, table

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(one, seeds))
    return [path for path, _ in made], joined(table for _, table in made)


def off_the_edge(score, edge):
    mean, spread = score[f"{edge}_mean"], score[f"{edge}_sd"]
    return (spread == "n/a" or abs(float(mean)) > MOST_BIAS_MS
            or float(spread) > MOST_SPREAD_MS)


def wrong(bar, score, false_a_minute, refusals, n):
    """What misses its bar, in a few words."""
    if bar == "shown":
        return ""
    if bar not in ("found", "none"):
        said = sum(bar in flags.split(",") for flags in refusals)
        return "" if said == n else f"status is not {bar}"
    if refusals:
        return "not analysed: " + refusals[0]
    if bar == "none":
        return "" if false_a_minute <= MOST_FALSE else "false events"
    if score["f1"] == "n/a" or float(score["f1"]) < LEAST_F1:
        return "F1"
    if off_the_edge(score, "onset") or off_the_edge(score, "offset"):
        return "edges"
    return ""


def show(programs, seeds, folder, bars):
    table = Table("rule alone", "events", "found", "F1", "false/min",
                  "suspects", "onset bias", "SD", "end bias", "SD", "refused")
    for name, scenario, bar in CONDITIONS:
        minutes = MINUTES_OF_NOTHING if bar == "none" else MINUTES
        recordings, truth = simulate(programs, folder, scenario, minutes, seeds)
        found = programs.cocontract("threshold", recordings, "--pair", "1:2")
        score = programs.score(folder, truth, found)
        rows = rows_of(found)
        refusals = [r["flags"] for r in rows
                    if r["trial_type"] == "not_analysed"]
        suspects = sum(r["trial_type"] == "crosstalk_suspect" for r in rows)
        false_a_minute = false_events(score) / (len(seeds) * minutes)
        missed = wrong(bar, score, false_a_minute, refusals, len(seeds))
        if bar != "shown":
            bars.ask(not missed)
        table.row(name, score["truth"], score["found"], shown(score["f1"]),
                  f"{false_a_minute:.2f}", suspects,
                  *(shown(score[key], 1) for key in
                    ("onset_mean", "onset_sd", "offset_mean", "offset_sd")),
                  f"{len(refusals)}{missed and ' (!) ' + missed}")
