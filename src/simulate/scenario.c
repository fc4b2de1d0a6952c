/* Families by name, usual values, and what may be asked for. */
#include "simulate/scenario.h"

#include "base/bytes.h"
#include "base/number.h"
#include "base/text.h"

#include <string.h>

#define MOST_PAIRS 128
#define A_WEEK_S 604800

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
                    "flat and clipped",
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

emg_status
emg_scenario_check(const emg_scenario *scenario, emg_error *error)
{
    const limit limits[] = {
        {"duration", scenario->duration_s, 1e-3, A_WEEK_S},
        {"rate", scenario->rate_hz, 500, 10000},
        {"amplitude", scenario->amplitude_uv, 1, 1000},
        {"ratio", scenario->ratio, 0.1, 10},
        {"snr", scenario->snr_db, -20, 120},
        {"ramp", scenario->ramp_s, 0, 1},
        {"shortest bout", scenario->shortest_s, 0.3, 1e4},
        {"longest bout", scenario->longest_s, scenario->shortest_s, 1e4},
        {"rest", scenario->rest_s, 0.3, 1000},
        {"hum", scenario->hum_uv, 0, 1e4},
        {"frequency of the hum", scenario->hum_hz, 45, 65},
        {"crosstalk", scenario->crosstalk, 0, 1},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (!(limits[i].value >= limits[i].least &&
              limits[i].value <= limits[i].most))
            return outside(&limits[i], error);
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
    const double numbers[] = {s->duration_s, s->rate_hz,    s->amplitude_uv,
                              s->ratio,      s->snr_db,     s->ramp_s,
                              s->cosine,     s->shortest_s, s->longest_s,
                              s->rest_s,     s->hum_uv,     s->hum_hz,
                              s->crosstalk,  s->n_pairs,    s->accelerometer};
    emg_text all = {0};

    emg_text_format(&all, "%s %016llx", emg_family_name(s->family),
                    (unsigned long long)s->seed);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        emg_text_add(&all, " ");
        emg_text_add_number(&all, numbers[i]);
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
