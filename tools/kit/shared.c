/* The options that mean the same in every program. */
#include "kit/detection.h"
#include "kit/job.h"
#include "kit/parse.h"

static const kit_option input[] = {
    {"channels", 'c', KIT_LIST, offsetof(kit_input, channels),
     "read only these: labels, numbers from 1, ranges 1-4, globs; commas "
     "between them",
     .words = "LIST", .absent = "all", .example = "FCR,ECR"},
    {"time", 't', KIT_SPAN, offsetof(kit_input, time),
     "read only this part, as if there were no other; seconds or [hh:]mm:ss, "
     "either end may be left out. Tables keep the times of the whole "
     "recording",
     .words = "FROM-TO", .absent = "all of it", .example = "1:30-2:00"},
    {"rate", 0, KIT_HZ, offsetof(kit_input, rate_hz),
     "sampling rate of a file that names none", .absent = "none",
     .example = "2kHz"},
    {"names", 0, KIT_TEXT, offsetof(kit_input, names),
     "labels where a file has none; OLD=NEW renames; or a file of them, one a "
     "line",
     .words = "A,B,...|FILE", .told = KIT_FILE,
     .absent = "as the file has them", .example = "FCR,ECR"},
    {"unit", 0, KIT_TEXT, offsetof(kit_input, unit),
     "unit of a file that names none", .words = "UNIT", .absent = "unknown",
     .example = "mV"},
    {"full-scale", 0, KIT_NUMBER, offsetof(kit_input, full_scale),
     "physical value of full scale of a WAV, in the unit", .words = "VALUE",
     .absent = "unknown", .example = "5000"},
    {"nan", 0, KIT_CHOICE, offsetof(kit_input, nan),
     "at samples that are not numbers stop, or interpolate up to 10 ms of "
     "them and part the recording where there are more",
     .standard = "stop", .words = "stop|split"},
    {"strict", 0, KIT_FLAG, offsetof(kit_input, strict),
     "take every warning for an error"},
    {"derive", 0, KIT_LIST, offsetof(kit_input, derive),
     "put a sum of channels in their place: A-B is bipolar, A-2*B+C double "
     "differential; NAME= before it is its label",
     .words = "[NAME=]A-B", .absent = "none", .example = "FCR1-FCR2"},
    {"rereference", 0, KIT_TEXT, offsetof(kit_input, rereference),
     "take this channel, or the mean of several, from all others of its kind, "
     "unit and rate; average: the mean of all EMG channels",
     .words = "LIST|average", .absent = "none", .example = "average"},
    {0}};

/* Only a program that treats some channels and passes others on. */
static const kit_option treating[] = {
    {"process", 0, KIT_LIST, offsetof(kit_input, process),
     "treat only these and pass the others on as they are", .words = "LIST",
     .absent = "channels of EMG", .example = "FCR,ECR"},
    {0}};

/* Only a program that analyses. */
static const kit_option masking[] = {
    {"mask", 0, KIT_TEXT, offsetof(kit_input, mask),
     "leave out the stretches that this table of emg-quality calls bad, or "
     "all of a table of events without verdicts",
     .words = "FILE", .told = KIT_FILE, .absent = "none",
     .example = "quality.tsv"},
    {0}};

static const kit_option recording[] = {
    {"output", 'o', KIT_TEXT, offsetof(kit_output, file),
     "write to this file; - is standard output", .words = "FILE",
     .told = KIT_UNTOLD, .absent = "-", .example = "clean.edf"},
    {"output-dir", 0, KIT_TEXT, offsetof(kit_output, folder),
     "write one file a recording into this folder", .words = "DIR",
     .told = KIT_UNTOLD, .absent = "none", .example = "out"},
    {"to", 0, KIT_TEXT, offsetof(kit_output, to), "form of the output",
     .words = "csv|tsv|json|npy|mat|edf|bdf|wav|au|stream",
     .absent = "by the file's ending; of a pipe: stream", .example = "csv"},
    {"force", 'f', KIT_FLAG, offsetof(kit_output, force),
     "replace a file that exists", .told = KIT_UNTOLD},
    {"samples", 0, KIT_CHOICE, offsetof(kit_output, samples),
     "how WAV and AU hold samples; float64 is exact", .standard = "float64",
     .words = "float64|float32|pcm16|pcm24|pcm32"},
    {0}};

static const kit_option table[] = {
    {"output", 'o', KIT_TEXT, offsetof(kit_output, file),
     "write the table to this file; - is standard output", .words = "FILE",
     .told = KIT_UNTOLD, .absent = "-", .example = "events.tsv"},
    {"output-dir", 0, KIT_TEXT, offsetof(kit_output, folder),
     "write one table a recording into this folder", .words = "DIR",
     .told = KIT_UNTOLD, .absent = "none", .example = "out"},
    {"to", 0, KIT_TEXT, offsetof(kit_output, to), "form of the table",
     .standard = "tsv", .words = "tsv|csv|json", .example = "csv"},
    {"json", 0, KIT_FLAG, offsetof(kit_output, json),
     "JSON Lines instead of TSV", .told = KIT_UNTOLD},
    {"no-header", 0, KIT_FLAG, offsetof(kit_output, no_header),
     "leave out the line of column names"},
    {"folders", 0, KIT_FLAG, offsetof(kit_output, folders),
     "in the table, name recordings with their folders below those of "
     "--recursive"},
    {"force", 'f', KIT_FLAG, offsetof(kit_output, force),
     "replace a file that exists", .told = KIT_UNTOLD},
    {0}};

static const kit_option annotating[] = {
    {"annotate", 0, KIT_TEXT, offsetof(kit_output, annotate),
     "write a copy of the recording, EDF+ or BDF+, with the events as "
     "annotations",
     .words = "FILE", .told = KIT_UNTOLD, .absent = "none",
     .example = "marked.edf"},
    {0}};

/* A program that gives either writes "--to" once. */
static const kit_option table_too[] = {
    {"json", 0, KIT_FLAG, offsetof(kit_output, json),
     "the table as JSON Lines instead of TSV", .told = KIT_UNTOLD},
    {"no-header", 0, KIT_FLAG, offsetof(kit_output, no_header),
     "leave out the table's line of column names"},
    {"folders", 0, KIT_FLAG, offsetof(kit_output, folders),
     "in the table, name recordings with their folders below those of "
     "--recursive"},
    {0}};

/* What is copied as it is has no channels to choose and no form. */
static const kit_option copying[] = {
    {"output", 'o', KIT_TEXT, offsetof(kit_output, file),
     "write to this file; - is standard output", .words = "FILE",
     .told = KIT_UNTOLD, .absent = "-", .example = "S01.edf"},
    {"output-dir", 0, KIT_TEXT, offsetof(kit_output, folder),
     "write one file a recording, of its name, into this folder",
     .words = "DIR", .told = KIT_UNTOLD, .absent = "none", .example = "out"},
    {"force", 'f', KIT_FLAG, offsetof(kit_output, force),
     "replace a file that exists", .told = KIT_UNTOLD},
    {0}};

static const kit_option copied[] = {
    {"strict", 0, KIT_FLAG, offsetof(kit_input, strict),
     "take every warning of the reader for an error"},
    {0}};

static const kit_option filtering[] = {
    {"band", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "keep LOW to HIGH", .words = "LOW-HIGH", .filter = EMG_BAND_PASS,
     .absent = "none", .example = "20-450"},
    {"high-pass", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "keep what is above", .filter = EMG_HIGH_PASS, .absent = "none",
     .example = "30Hz"},
    {"low-pass", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "keep what is below", .filter = EMG_LOW_PASS, .absent = "none",
     .example = "450Hz"},
    {"band-stop", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "remove LOW to HIGH", .words = "LOW-HIGH", .filter = EMG_BAND_STOP,
     .absent = "none", .example = "48-52"},
    {"design", 0, KIT_CHOICE, offsetof(kit_filtering, design),
     "family of these filters", .standard = "butterworth",
     .words = "butterworth|chebyshev1|chebyshev2|bessel|elliptic"},
    {"ripple", 0, KIT_NUMBER, offsetof(kit_filtering, ripple_db),
     "of chebyshev1, elliptic and equiripple where they pass", .words = "DB",
     .least = 0.001, .most = 12, .absent = "0.5", .example = "1"},
    {"attenuation", 0, KIT_NUMBER, offsetof(kit_filtering, attenuation_db),
     "of chebyshev2, elliptic and equiripple where they stop", .words = "DB",
     .least = 2, .most = 200, .absent = "40", .example = "60"},
    {"fir", 0, KIT_INT, offsetof(kit_filtering, taps),
     "these filters as a windowed FIR of so many weights, an odd number",
     .words = "TAPS", .least = 3, .most = 100001, .absent = "recursive",
     .example = "201"},
    {"transition", 0, KIT_HZ, offsetof(kit_filtering, transition_hz),
     "an equiripple FIR instead, with transitions so wide about the edges; "
     "without --fir of as few weights as --ripple and --attenuation allow",
     .absent = "none", .example = "10Hz"},
    {"order", 0, KIT_INT, offsetof(kit_filtering, order),
     "order of these filters, at each edge and of each pass", .standard = "2",
     .least = 1, .most = 12},
    {"notch", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "remove one frequency; may be given several times", .filter = EMG_NOTCH,
     .absent = "none", .example = "50Hz"},
    {"comb", 0, KIT_FILTER, offsetof(kit_filtering, filters),
     "remove a frequency and its multiples below 0.45 of the rate",
     .filter = EMG_COMB, .absent = "none", .example = "50Hz"},
    {"notch-q", 0, KIT_NUMBER, offsetof(kit_filtering, q),
     "centre of a notch / its width at -3 dB", .standard = "30",
     .words = "RATIO", .least = 0.5, .most = 1000},
    {"causal", 0, KIT_FLAG, offsetof(kit_filtering, causal),
     "forward only; otherwise zero-phase, forward and backward"},
    {"no-pass-correction", 0, KIT_FLAG, offsetof(kit_filtering, uncorrected),
     "zero-phase at the nominal edges: -6 dB there instead of -3 dB"},
    {0}};

static const kit_option enveloping[] = {
    {"envelope", 0, KIT_CHOICE, offsetof(kit_enveloping, kind),
     "how the envelope is made", .standard = "lowpass",
     .words = "lowpass|rms|arv|tkeo|gaussian|hilbert"},
    {"window", 0, KIT_SECONDS, offsetof(kit_enveloping, window_s),
     "length of the window of rms and arv, and of gaussian, six standard "
     "deviations",
     .absent = "100ms; gaussian: 150ms", .example = "250ms"},
    {"cutoff", 0, KIT_HZ, offsetof(kit_enveloping, cutoff_hz),
     "edge of the low-pass, second order",
     .absent = "lowpass: 6Hz; tkeo: 50Hz; hilbert: none", .example = "10Hz"},
    {"env", 0, KIT_TEXT, offsetof(kit_enveloping, brief),
     "envelope and its window or cutoff in one word; smp: samples, as some "
     "software counts",
     .words = "KIND[:SIZE]", .absent = "lowpass:6Hz", .example = "rms:50smp"},
    {0}};

static const kit_option cleaning[] = {
    {"missing", 0, KIT_FLAG, offsetof(kit_cleaning, missing),
     "saturated and dropped samples: at most 10 ms of them become a straight "
     "line"},
    {"tms", 0, KIT_TEXT, offsetof(kit_cleaning, tms),
     "magnetic stimuli, a straight line in place of each: annotation:TEXT, "
     "channel:NAME of a trigger, or detect",
     .words = "off|detect|annotation:TEXT|channel:NAME", .absent = "off",
     .example = "annotation:TMS"},
    {"blank-before", 0, KIT_SECONDS, offsetof(kit_cleaning, blank_before_s),
     "how long before a stimulus that line begins", .standard = "1ms",
     .least = 0, .most = 0.1},
    {"blank-after", 0, KIT_SECONDS, offsetof(kit_cleaning, blank_after_s),
     "how long after a stimulus it ends", .standard = "5ms", .least = 0,
     .most = 0.1},
    {"dbs", 0, KIT_TEXT, offsetof(kit_cleaning, dbs),
     "stimulation of the deep brain: narrow lines that stand out, auto "
     "anywhere, else near the folded harmonics of one or two frequencies",
     .words = "off|auto|HZ[,HZ]", .absent = "off", .example = "130Hz"},
    {"dbs-template", 0, KIT_FLAG, offsetof(kit_cleaning, template),
     "the mean of all periods of stimulation instead of lines: for "
     "frequencies that are known to 0.5 Hz"},
    {"ecg", 0, KIT_CHOICE, offsetof(kit_cleaning, ecg),
     "heartbeats: a high-pass of 30 Hz, or a template of the beats around each "
     "one, subtracted",
     .standard = "off", .words = "off|highpass|template"},
    {"ecg-channel", 0, KIT_TEXT, offsetof(kit_cleaning, ecg_channel),
     "where beats are looked for", .words = "CHANNEL",
     .absent = "a channel of kind ECG, or where they are most regular",
     .example = "ECG"},
    {"line", 0, KIT_TEXT, offsetof(kit_cleaning, line),
     "mains hum and its harmonics, followed as they drift and subtracted: auto "
     "finds 50 or 60 Hz and acts where signal / line is below 9 dB; a "
     "frequency "
     "acts everywhere; interpolate: by spectrum interpolation",
     .words = "off|auto|HZ|interpolate[:HZ]", .absent = "off",
     .example = "auto"},
    {"narrow-lines", 0, KIT_FLAG, offsetof(kit_cleaning, narrow),
     "other narrow lines that stand out of the mean spectrum, by spectrum "
     "interpolation"},
    {0}};

static const kit_option batch[] = {
    {"jobs", 'j', KIT_INT, offsetof(kit_batch, jobs),
     "recordings at a time; where there are fewer, threads that share out the "
     "channels of each, by eights; 0: one a processor",
     .standard = "0", .least = 0, .most = KIT_MOST_JOBS, .told = KIT_UNTOLD},
    {"files-from", 0, KIT_TEXT, offsetof(kit_batch, files_from),
     "read the names of recordings from this file, one a line or each ended "
     "by NUL; - is standard input",
     .words = "LIST", .told = KIT_UNTOLD, .absent = "none",
     .example = "recordings.txt"},
    {"recursive", 0, KIT_FLAG, offsetof(kit_batch, recursive),
     "take the recordings below folders that are named: those called .edf, "
     ".bdf, .wav, .c3d, .stream, .csv or .txt",
     .told = KIT_UNTOLD},
    {"shard", 0, KIT_TEXT, offsetof(kit_batch, shard),
     "do only every Nth recording, from the Kth on", .words = "K/N",
     .told = KIT_UNTOLD, .absent = "all", .example = "2/8"},
    {"resume", 0, KIT_FLAG, offsetof(kit_batch, resume),
     "skip outputs that are complete and were made by this version with the "
     "same parameters of the same bytes; make all others again",
     .told = KIT_UNTOLD},
    {"fail-fast", 0, KIT_FLAG, offsetof(kit_batch, fail_fast),
     "begin no other recording when one has failed", .told = KIT_UNTOLD},
    {"dry-run", 'n', KIT_FLAG, offsetof(kit_batch, dry_run),
     "only tell what would be done", .told = KIT_UNTOLD},
    {"config", 0, KIT_TEXT, offsetof(kit_batch, config),
     "take all parameters from this sidecar, NAME.prov.json, but for those on "
     "the command line",
     .words = "SIDECAR", .told = KIT_UNTOLD, .absent = "none",
     .example = "clean.edf.prov.json"},
    {"quiet", 'q', KIT_FLAG, offsetof(kit_batch, quiet), "no warnings",
     .told = KIT_UNTOLD},
    {"verbose", 'v', KIT_FLAG, offsetof(kit_batch, verbose),
     "say of each recording that it was done, skipped or failed",
     .told = KIT_UNTOLD},
    {"help", 'h', KIT_FLAG, offsetof(kit_batch, help), "print this and leave",
     .told = KIT_UNTOLD},
    {"version", 'V', KIT_FLAG, offsetof(kit_batch, version),
     "print the version and leave", .told = KIT_UNTOLD},
    {"page", 0, KIT_CHOICE, offsetof(kit_batch, page),
     "print the manual page, without its written part, or a completion for a "
     "shell, and leave",
     .standard = "none", .words = "none|man|bash|zsh|fish", .told = KIT_UNTOLD},
    {0}};

static const kit_option *
output_options(int groups)
{
    return groups & KIT_RECORDING ? recording : table;
}

int
kit_sections(kit_chosen *chosen, kit_section sections[KIT_MOST_SECTIONS])
{
    int groups = chosen->tool->groups;
    int n = 0;

    if (chosen->tool->options)
        sections[n++] =
            (kit_section){"Options", chosen->tool->options, chosen->own};
    if (groups & KIT_DETECTION)
        sections[n++] = (kit_section){"Detection", kit_detection_options,
                                      &chosen->detection};
    if (groups & KIT_CLEANING)
        sections[n++] = (kit_section){"Cleaning", cleaning, &chosen->cleaning};
    if (groups & KIT_FILTERING)
        sections[n++] = (kit_section){"Filters", filtering, &chosen->filtering};
    if (groups & KIT_ENVELOPE)
        sections[n++] =
            (kit_section){"Envelope", enveloping, &chosen->enveloping};
    if (groups & KIT_INPUT)
        sections[n++] = (kit_section){"Input", input, &chosen->input};
    if (groups & KIT_MASK)
        sections[n++] = (kit_section){NULL, masking, &chosen->input};
    if ((groups & KIT_INPUT) && (groups & KIT_RECORDING))
        sections[n++] = (kit_section){NULL, treating, &chosen->input};
    if (groups & (KIT_RECORDING | KIT_TABLE))
        sections[n++] =
            (kit_section){"Output", output_options(groups), &chosen->output};
    if (groups & KIT_EVENTS)
        sections[n++] = (kit_section){NULL, annotating, &chosen->output};
    if (groups & KIT_COPY) {
        sections[n++] = (kit_section){"Input", copied, &chosen->input};
        sections[n++] = (kit_section){"Output", copying, &chosen->output};
    }
    if ((groups & KIT_RECORDING) && (groups & KIT_TABLE))
        sections[n++] = (kit_section){"Table", table_too, &chosen->output};
    sections[n++] = (kit_section){"Batch", batch, &chosen->batch};
    return n;
}
