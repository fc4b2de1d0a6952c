"""The conditions of the second simulator, as near as emg-simulate comes."""
import os

RATE_HZ = 2000
DURATION_S = 120

# Levels are those of second_simulator.CONDITIONS, in emg-simulate's words.
BASE = ("--family clinic --shortest 1.5 --longest 8 --rest 2 --ratio 0.8 "
        "--coactivation 2 --snr 10")
CONDITIONS = {f"clean_{snr}": f"--snr {snr}" for snr in (0, 3, 6, 10, 20, 40, 60)}
CONDITIONS |= {
    "mains": "--hum 75", "ecg": "--ecg 400", "dbs": "--dbs 2mV",
    "motion": "--motion 1mV", "wander": "--wander 1mV", "spikes": "--spikes 2mV",
    "clip": "--clip 150", "dropout": "--dropouts 6",
    "drift": "--noise-drift 5", "steps": "--noise-steps 5",
    "tonic": "--tonic 12", "norest": "--family norest",
    "fatigue": "--fatigue 35"}
CONDITIONS |= {
    f"crosstalk_{c}": f"--snr 20 --crosstalk {c / 100} --mutual "
    "--crosstalk-path filtered" for c in (5, 10, 20, 40)}
CONDITIONS |= {
    "crosstalk_varying": "--snr 20 --crosstalk 0.2 --mutual "
    "--crosstalk-path varying",
    "everything": "--snr 8 --hum 40 --ecg 200 --dbs 1mV --motion 500uV "
    "--wander 500uV --spikes 500uV --dropouts 2 --noise-drift 2 "
    "--noise-steps 3 --tonic 8 --crosstalk 0.1 --mutual "
    "--crosstalk-path varying --fatigue 35",
    "units": "--units"}


def tenth(rows, ramp_s, cosine):
    """Edges at 10 % of the plateau instead of the middle of the ramp."""
    early_s = ramp_s * (0.5 - (0.2048 if cosine else 0.1))
    for row in rows[1:]:
        cells = row.split("\t")
        start_s = max(float(cells[0]) - early_s, 0)
        end_s = float(cells[0]) + float(cells[1]) + early_s
        yield "\t".join([f"{start_s:.6f}", f"{end_s - start_s:.6f}", *cells[2:]])


def write(programs, name, seed, folder, healthy=False):
    """As second_simulator.write: the path of the recording; beside it
    NAME_tenth.tsv. Without rest there is no healthy counterpart."""
    stem = f"{'healthy_' if healthy else ''}first_{name}_{seed}"
    path = os.path.join(folder, stem + ".edf")
    ramp_s, cosine = 0.03 + 0.03 * (seed % 5), seed % 2 == 1
    words = f"{BASE} {CONDITIONS[name]} --ramp {ramp_s} --pairs 2".split()
    if healthy:
        words += ["--family", "healthy"]
    if cosine:
        words += ["--cosine"]
    programs.run("emg-simulate", *words, "--rate", str(RATE_HZ), "--duration",
                 str(DURATION_S), "--seed", str(seed), "-o", path)
    with open(path.replace(".edf", "_truth.tsv"), encoding="utf-8") as table:
        rows = table.read().splitlines()
    with open(path.replace(".edf", "_tenth.tsv"), "w",
              encoding="utf-8") as table:
        print(rows[0] + "\tfile", file=table)
        for row in tenth(rows, ramp_s, cosine):
            print(f"{row}\t{stem}.edf", file=table)
    return path
