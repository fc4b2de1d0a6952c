/* Recordings with known truth, from a family of scenarios and a seed. */
#include "kit/kit.h"

#include "base/memory.h"
#include "emg/simulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct settings {
    emg_scenario scenario;
    int family; /* in the order of emg_family */
    int path;   /* in the order of emg_path_kind */
    int seed;
    kit_list pair;
    bool truth;
} settings;

#define OF(field) offsetof(settings, scenario.field)

/* None unless asked for. */
#define LEVEL(name, type, field, largest, words, example, text)                \
    {                                                                          \
        name, 0, type, OF(field), text, "0", words, 0, largest, 0, KIT_TOLD,   \
            NULL, example                                                      \
    }

static const kit_option options[] = {
    {"family", 0, KIT_CHOICE, offsetof(settings, family), "what the muscles do",
     .standard = "mixed",
     .words = "mixed|cocontraction|tremulous|alternating|single|crosstalk|rest|"
              "tonic|flat|clipped|tremor|norest|clinic|healthy"},
    {"duration", 0, KIT_SECONDS, OF(duration_s), "length of the recording",
     .standard = "60", .example = "2min"},
    {"rate", 0, KIT_INT, OF(rate_hz), "sampling rate in Hz", .standard = "1000",
     .words = "HZ", .least = 500, .most = 10000},
    {"seed", 0, KIT_INT, offsetof(settings, seed),
     "another seed is another recording", .standard = "1", .least = 0,
     .most = 2147483647},
    {"pairs", 0, KIT_INT, OF(n_pairs),
     "how many of the usual pairs: FCR:ECR, BB:TB, TA:SOL, ...",
     .standard = "1", .least = 1, .most = 8},
    {"pair", 0, KIT_LIST, offsetof(settings, pair),
     "labels of a pair instead; once for each pair", .words = "A:B",
     .absent = "the usual ones", .example = "FCR:ECR"},
    {"accelerometer", 0, KIT_FLAG, OF(accelerometer),
     "one more channel, in g at 148 Hz"},
    {"amplitude", 0, KIT_UV, OF(amplitude_uv),
     "RMS of the first muscle of a pair", .standard = "100"},
    {"ratio", 0, KIT_NUMBER, OF(ratio),
     "the second muscle's amplitude over the first's", .standard = "0.6",
     .words = "RATIO"},
    {"ramp", 0, KIT_SECONDS, OF(ramp_s),
     "length of rises and falls; their middle is the true edge",
     .standard = "0.05", .least = 0, .most = 1},
    {"units", 0, KIT_FLAG, OF(units),
     "EMG of 120 motor units instead of Gaussian noise"},
    {"cosine", 0, KIT_FLAG, OF(cosine),
     "ramps are half a cosine; otherwise straight"},
    {"shortest", 0, KIT_SECONDS, OF(shortest_s),
     "shortest contraction of a bout", .standard = "0.7"},
    {"longest", 0, KIT_SECONDS, OF(longest_s), "longest contraction of a bout",
     .standard = "3"},
    {"rest", 0, KIT_SECONDS, OF(rest_s), "mean rest between bouts",
     .standard = "1.75"},
    LEVEL("tonic", KIT_NUMBER, tonic, 100, "PERCENT", "10",
          "activity that never stops, of the amplitude"),
    LEVEL("coactivation", KIT_NUMBER, coactivation, 100, "PERCENT", "15",
          "while its antagonist contracts a muscle works along, so much of "
          "its amplitude"),
    LEVEL("fatigue", KIT_NUMBER, fatigue, 80, "PERCENT", "20",
          "the mean frequency falls by so much till the end"),
    {"snr", 0, KIT_NUMBER, OF(snr_db), "amplitude over RMS of the noise",
     .standard = "26", .words = "DB"},
    LEVEL("noise-steps", KIT_NUMBER, noise_steps_db, 40, "DB", "6",
          "every 15 to 40 s the noise jumps, within +- so much"),
    LEVEL("noise-drift", KIT_NUMBER, noise_drift_db, 40, "DB", "6",
          "the noise drifts by so much, to and fro in 90 to 240 s"),
    {"crosstalk", 0, KIT_NUMBER, OF(crosstalk),
     "fraction of the first muscle that the second's electrode hears",
     .standard = "0", .words = "FRACTION", .example = "0.2"},
    {"crosstalk-path", 0, KIT_CHOICE, offsetof(settings, path),
     "filtered: a low-pass and some ms late; varying: changes as skin slides",
     .standard = "plain", .words = "plain|filtered|varying"},
    {"mutual", 0, KIT_FLAG, OF(mutual),
     "the first muscle's electrode hears the second as well"},
    LEVEL("hum", KIT_UV, hum_uv, 10000, NULL, "20uV",
          "peak of the mains line; third and fifth harmonic are added"),
    {"mains", 0, KIT_HZ, OF(hum_hz), "frequency of the mains",
     .standard = "50"},
    LEVEL("ecg", KIT_UV, ecg_uv, 10000, NULL, "200uV",
          "height of R waves, 60 to 90 a minute"),
    LEVEL("dbs", KIT_UV, dbs_uv, 10000, NULL, "2mV",
          "height of pulses of deep brain stimulation, before the "
          "recorder's low-pass"),
    {"dbs-rate", 0, KIT_HZ, OF(dbs_hz), "pulses a second", .standard = "130"},
    {"dbs-width", 0, KIT_SECONDS, OF(dbs_width_s),
     "length of each of a pulse's two phases", .standard = "90us"},
    LEVEL("tms", KIT_UV, tms_uv, 10000, NULL, "5mV",
          "height of the artefact of magnetic pulses, which are marked "
          "by annotations"),
    {"tms-interval", 0, KIT_SECONDS, OF(tms_interval_s),
     "mean time between these pulses", .standard = "6"},
    LEVEL("mep", KIT_UV, mep_uv, 10000, NULL, "1mV",
          "response to these pulses, peak to peak; silence follows"),
    LEVEL("motion", KIT_UV, motion_uv, 5000, NULL, "300uV",
          "size of artefacts of moved cables, some ten a minute"),
    LEVEL("wander", KIT_UV, wander_uv, 5000, NULL, "100uV",
          "RMS of a baseline that wanders at 0.05 to 0.8 Hz"),
    LEVEL("spikes", KIT_UV, spikes_uv, 10000, NULL, "500uV",
          "height of spikes of some ms, about one a second"),
    LEVEL("clip", KIT_UV, clip_uv, 1000000, NULL, "400uV",
          "what lies beyond is cut off"),
    LEVEL("dropouts", KIT_NUMBER, dropouts, 60, "N", "6",
          "a minute; the last sample is repeated for 30 to 300 ms"),
    {"clean", 0, KIT_FLAG, OF(clean),
     "the same recording without what lies between --hum and --dropouts, but "
     "with MEPs"},
    KIT_SWITCH("truth", truth,
               "give the table of truth instead of the recording"),
    {0}};

/* ---- the source ------------------------------------------------------ */

/* Both labels of each pair, cut out of copies of "A:B". */
static emg_status
split_pairs(const kit_list *pairs, char **labels, emg_error *error)
{
    for (int i = 0; i < pairs->n; i++) {
        char *colon;
        labels[2 * i] = emg_text_copy(pairs->items[i], error);
        if (!labels[2 * i])
            return EMG_NO_MEMORY;
        colon = strchr(labels[2 * i], ':');
        if (!colon)
            return emg_fail(error, EMG_BAD_OPTION,
                            "--pair: '%s' is no pair; write it as FCR:ECR",
                            pairs->items[i]);
        *colon = 0;
        labels[2 * i + 1] = colon + 1;
    }
    return EMG_OK;
}

static emg_scenario
scenario_of(const settings *s)
{
    emg_scenario scenario = s->scenario;
    scenario.family = (emg_family)s->family;
    scenario.crosstalk_path = (emg_path_kind)s->path;
    scenario.seed = (uint64_t)s->seed;
    if (s->pair.n > 0)
        scenario.n_pairs = s->pair.n;
    return scenario;
}

static emg_source *
generate(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    emg_scenario scenario = scenario_of(s);
    emg_source *source = NULL;
    char **labels = emg_new(2 * (size_t)s->pair.n, sizeof *labels, error);

    if (labels && !split_pairs(&s->pair, labels, error)) {
        scenario.labels = s->pair.n ? (const char *const *)labels : NULL;
        source = emg_simulate_open(&scenario, error);
    }
    for (int i = 0; labels && i < s->pair.n; i++)
        emg_free(labels[2 * i]);
    emg_free(labels);
    return source;
}

/* ---- the truth ------------------------------------------------------- */

static const char *const truth_columns[] = {"onset", "duration", "trial_type",
                                            "channel", NULL};

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return s->truth ? truth_columns : NULL;
}

typedef struct finding {
    emg_bout interval;
    const char *type;
    const char *first, *second; /* labels; second NULL for one muscle */
} finding;

typedef struct findings {
    finding *list;
    size_t n, room;
} findings;

static emg_status
add(findings *to, const emg_bout *intervals, int n, finding kind,
    emg_error *error)
{
    if (emg_grow((void **)&to->list, &to->room, to->n + (size_t)n,
                 sizeof *to->list, error))
        return EMG_NO_MEMORY;
    for (int i = 0; i < n; i++) {
        kind.interval = intervals[i];
        to->list[to->n++] = kind;
    }
    return EMG_OK;
}

static emg_status
add_pair(findings *to, const emg_source *source, int pair, emg_error *error)
{
    const char *labels[2];
    const emg_bout *intervals;
    emg_status status = EMG_OK;
    int n = 0;

    for (int m = 0; m < 2 && !status; m++) {
        int number = 2 * pair + 1 + m;
        labels[m] =
            emg_recording_channel(&source->recording, number, NULL)->label;
        intervals = emg_simulate_contractions(source, number, &n);
        status = add(to, intervals, n,
                     (finding){.type = "active", .first = labels[m]}, error);
    }
    if (status)
        return status;
    intervals = emg_simulate_truth(source, pair, &n);
    return add(to, intervals, n,
               (finding){.type = "sustained_cocontraction",
                         .first = labels[0],
                         .second = labels[1]},
               error);
}

static int
by_onset(const void *a, const void *b)
{
    const finding *x = a, *y = b;
    if (x->interval.start_s != y->interval.start_s)
        return x->interval.start_s < y->interval.start_s ? -1 : 1;
    int order = strcmp(x->first, y->first);
    return order ? order : (x->second != NULL) - (y->second != NULL);
}

/* Takes off what the subtraction of two decimals leaves behind. */
static double
whole_us(double time_s)
{
    return floor(time_s * 1e6 + 0.5) / 1e6;
}

static void
add_row(kit_table *table, const finding *one)
{
    emg_text channel = {0};
    emg_text_add(&channel, one->first);
    if (one->second) {
        emg_text_add(&channel, "|");
        emg_text_add(&channel, one->second);
    }
    kit_number(table, one->interval.start_s);
    kit_number(table, whole_us(one->interval.end_s - one->interval.start_s));
    kit_text(table, one->type);
    kit_text(table, channel.chars);
    emg_text_free(&channel);
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    int n_pairs = scenario_of(s).n_pairs;
    findings all = {0};
    emg_status status = EMG_OK;

    for (int p = 0; p < n_pairs && !status; p++)
        status = add_pair(&all, source, p, error);
    if (!status && all.n > 0)
        qsort(all.list, all.n, sizeof *all.list, by_onset);
    for (size_t i = 0; !status && i < all.n; i++)
        add_row(table, &all.list[i]);
    emg_free(all.list);
    return status;
}

static const kit_tool tool = {
    .name = "emg-simulate",
    .purpose = "Make a recording of which the truth is known.",
    .text =
        "Beside FILE.edf stands FILE_truth.tsv: when each muscle is active, "
        "and when both\nof a pair are for 0.5 s or more (gaps below 125 ms "
        "closed). The same options and\nseed give the same samples. It is "
        "Gaussian noise of the spectrum of surface EMG\n(or motor units), "
        "switched on and off, in white noise; what else disturbs has the\n"
        "level asked for at the electrode that hears it loudest. Easier than "
        "any patient.\n",
    .examples =
        "  emg-simulate --seed 7 --snr 20 -o trial.edf\n"
        "  emg-simulate --family rest | emg-cocontract --pair FCR:ECR\n",
    .options = options,
    .groups = KIT_RECORDING | KIT_TABLE,
    .settings_size = sizeof(settings),
    .columns = columns,
    .measure = measure,
    .generate = generate,
    .beside = truth_columns,
    .beside_ending = "_truth.tsv"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
