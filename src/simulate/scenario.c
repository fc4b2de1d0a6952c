/* Families by name, usual values, and what may be asked for. */
#include "simulate/scenario.h"

#include "base/bytes.h"
#include "base/number.h"
#include "base/text.h"

#include <string.h>

#define MOST_PAIRS 128
#define A_WEEK_S 604800
#define MOST_UV 1e4

static const char *const families[EMG_FAMILIES] = {
    [EMG_FAMILY_MIXED] = "mixed",
    [EMG_FAMILY_COCONTRACTION] = "cocontraction",
    [EMG_FAMILY_TREMULOUS] = "tremulous",
    [EMG_FAMILY_ALTERNATING] = "alternating",
    [EMG_FAMILY_SINGLE] = "single",
    [EMG_FAMILY_CROSSTALK] = "crosstalk",
    [EMG_FAMILY_REST] = "rest",
    [EMG_FAMILY_TONIC] = "tonic",
    [EMG_FAMILY_FLAT] = "flat",
    [EMG_FAMILY_CLIPPED] = "clipped",
    [EMG_FAMILY_TREMOR] = "tremor",
    [EMG_FAMILY_NO_REST] = "norest",
    [EMG_FAMILY_CLINIC] = "clinic",
    [EMG_FAMILY_HEALTHY] = "healthy",
};

static const char *const usual_labels[] = {
    "EMG FCR",   "EMG ECR",   "EMG BB",    "EMG TB",    "EMG TA",  "EMG SOL",
    "EMG L SCM", "EMG L SPL", "EMG R SCM", "EMG R SPL", "EMG FCU", "EMG ECU",
    "EMG RF",    "EMG BF",    "EMG RA",    "EMG ES"};

#define USUAL_PAIRS ((int)(sizeof usual_labels / sizeof *usual_labels) / 2)

const char *
emg_family_name(emg_family family)
{
    return families[family];
}

emg_status
emg_family_read(const char *name, emg_family *family, emg_error *error)
{
    for (int f = 0; f < EMG_FAMILIES; f++)
        if (strcmp(families[f], name) == 0) {
            *family = (emg_family)f;
            return EMG_OK;
        }
    return emg_fail(error, EMG_BAD_OPTION,
                    "no family \"%.32s\"; there are mixed, cocontraction, "
                    "tremulous, alternating, single, crosstalk, rest, tonic, "
                    "flat, clipped, tremor, norest, clinic and healthy",
                    name);
}

emg_scenario
emg_scenario_default(void)
{
    emg_scenario usual = {.family = EMG_FAMILY_MIXED, .seed = 1, .n_pairs = 1};
    usual.duration_s = 60;
    usual.rate_hz = 1000;
    usual.amplitude_uv = 100;
    usual.ratio = 0.6;
    usual.snr_db = 26;
    usual.ramp_s = 0.05;
    usual.shortest_s = 0.7;
    usual.longest_s = 3;
    usual.rest_s = 1.75;
    usual.hum_hz = 50;
    usual.dbs_hz = 130;
    usual.dbs_width_s = 90e-6;
    usual.tms_interval_s = 6;
    return usual;
}

static emg_status
check_labels(const emg_scenario *scenario, emg_error *error)
{
    if (scenario->n_pairs < 1 || scenario->n_pairs > MOST_PAIRS)
        return emg_fail(error, EMG_BAD_OPTION,
                        "there are 1 to %d pairs, not %d", MOST_PAIRS,
                        scenario->n_pairs);
    if (!scenario->labels && scenario->n_pairs > USUAL_PAIRS)
        return emg_fail(error, EMG_BAD_OPTION, "more than %d pairs need labels",
                        USUAL_PAIRS);
    for (int i = 0; scenario->labels && i < 2 * scenario->n_pairs; i++)
        if (strlen(scenario->labels[i]) == 0 ||
            strlen(scenario->labels[i]) > 63)
            return emg_fail(error, EMG_BAD_OPTION, "a label has 1 to 63 bytes");
    return EMG_OK;
}

typedef struct limit {
    const char *name;
    double value, least, most;
} limit;

static emg_status
outside(const limit *which, emg_error *error)
{
    char value[EMG_NUMBER_SIZE], least[EMG_NUMBER_SIZE], most[EMG_NUMBER_SIZE];
    emg_number_print(value, which->value);
    emg_number_print(least, which->least);
    emg_number_print(most, which->most);
    return emg_fail(error, EMG_BAD_OPTION, "%s is %s, not between %s and %s",
                    which->name, value, least, most);
}

/* All numbers of a scenario, each with its name and what it may be. */
#define MOST_LIMITS 40

static int
limits_of(const emg_scenario *s, limit list[MOST_LIMITS])
{
    const limit limits[] = {
        {"duration", s->duration_s, 1e-3, A_WEEK_S},
        {"rate", s->rate_hz, 500, 10000},
        {"amplitude", s->amplitude_uv, 1, 1000},
        {"ratio", s->ratio, 0.1, 10},
        {"snr", s->snr_db, -20, 120},
        {"ramp", s->ramp_s, 0, 1},
        {"shortest bout", s->shortest_s, 0.3, 1e4},
        {"longest bout", s->longest_s, s->shortest_s, 1e4},
        {"rest", s->rest_s, 0.3, 1000},
        {"tonic activity", s->tonic, 0, 100},
        {"coactivation", s->coactivation, 0, 100},
        {"fatigue", s->fatigue, 0, 80},
        {"crosstalk", s->crosstalk, 0, 1},
        {"steps of the noise", s->noise_steps_db, 0, 40},
        {"drift of the noise", s->noise_drift_db, 0, 40},
        {"hum", s->hum_uv, 0, MOST_UV},
        {"frequency of the hum", s->hum_hz, 45, 65},
        {"ECG", s->ecg_uv, 0, MOST_UV},
        {"DBS", s->dbs_uv, 0, MOST_UV},
        {"rate of the DBS", s->dbs_hz, 1, 250},
        {"pulse of the DBS", s->dbs_width_s, 1e-5, 1e-3},
        {"TMS", s->tms_uv, 0, MOST_UV},
        {"interval of the TMS", s->tms_interval_s, 0.5, 1000},
        {"MEP", s->mep_uv, 0, MOST_UV},
        {"motion", s->motion_uv, 0, MOST_UV / 2},
        {"wander", s->wander_uv, 0, MOST_UV / 2},
        {"spikes", s->spikes_uv, 0, MOST_UV},
        {"limit", s->clip_uv, 0, 1e6},
        {"dropouts a minute", s->dropouts, 0, 60},
    };
    memcpy(list, limits, sizeof limits);
    return (int)(sizeof limits / sizeof *limits);
}

static emg_status
check_limits(const emg_scenario *scenario, emg_error *error)
{
    limit limits[MOST_LIMITS];
    int n = limits_of(scenario, limits);
    for (int i = 0; i < n; i++)
        if (!(limits[i].value >= limits[i].least &&
              limits[i].value <= limits[i].most))
            return outside(&limits[i], error);
    return EMG_OK;
}

emg_status
emg_scenario_check(const emg_scenario *scenario, emg_error *error)
{
    emg_status status = check_limits(scenario, error);
    if (status)
        return status;
    if (scenario->family == EMG_FAMILY_CROSSTALK && scenario->crosstalk <= 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "the family crosstalk needs a crosstalk above 0");
    return check_labels(scenario, error);
}

const char *
emg_scenario_label(const emg_scenario *scenario, int index)
{
    return scenario->labels ? scenario->labels[index] : usual_labels[index];
}

/* Of the list of all that the samples follow from. */
emg_status
emg_scenario_fingerprint(const emg_scenario *s, char text[33], emg_error *error)
{
    const int kinds[] = {s->n_pairs, s->accelerometer,  s->cosine,
                         s->mutual,  s->crosstalk_path, s->clean,
                         s->units};
    limit limits[MOST_LIMITS];
    int n = limits_of(s, limits);
    emg_text all = {0};

    emg_text_format(&all, "%s %016llx", emg_family_name(s->family),
                    (unsigned long long)s->seed);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        emg_text_format(&all, " %d", kinds[i]);
    for (int i = 0; i < n; i++) {
        emg_text_add(&all, " ");
        emg_text_add_number(&all, limits[i].value);
    }
    emg_bytes *bytes =
        all.status ? NULL
                   : emg_bytes_from_memory(all.chars, all.length, "", error);
    emg_status status = bytes ? emg_bytes_fingerprint(bytes, text, error)
                              : emg_fail(error, EMG_NO_MEMORY, "no memory");
    emg_bytes_close(bytes);
    emg_text_free(&all);
    return status;
}
