/* How good the recording is: a row an epoch of each channel. */
#include "kit/conditioning.h"
#include "kit/kit.h"
#include "kit/rest.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>
#include <string.h>

typedef struct settings {
    const char *rest;
    double epoch_s;
    kit_list judge;
    bool summary;
} settings;

static const kit_option options[] = {
    KIT_BETWEEN("epoch", "length of what a row tells of", KIT_SECONDS, epoch_s,
                "10s", 1, 3600),
    KIT_REST("auto"),
    {"judge", 0, KIT_LIST, offsetof(settings, judge),
     "indices that the verdict is made of, commas between them",
     .words = "clipped|flat|snr|snr_excess|line_ratio|smr|dpr|omega|ecg|noise",
     .absent = "clipped,flat,snr,line_ratio,ecg,noise",
     .example = "clipped,flat"},
    KIT_SWITCH("summary", summary, "a row a channel instead of a row an epoch"),
    {0}};

#define EPOCH_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "unit", "clipped",   \
        "flat", "snr", "snr_excess", "line_ratio", "smr", "dpr", "omega",      \
        "ecg", "noise", "line_hz", "verdict", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "label", "unit", "epochs", "good", "warn", "bad",       \
        "verdict", "flags"
#define RULE_COLUMNS                                                           \
    "rest", "rest_rms", "clipped_warn", "clipped_bad", "flat_warn",            \
        "flat_bad", "snr_warn", "snr_bad", "line_ratio_warn",                  \
        "line_ratio_bad", "smr_warn", "dpr_warn", "omega_warn", "ecg_warn",    \
        "noise_uv_warn", "judged"

/* JSON rows carry the limits that made them. */
static const char *const *
columns(const kit_chosen *chosen)
{
    /* [summary][JSON]; the places left over are the NULL at the end */
    static const char *const sets[2][2][40] = {
        {{EPOCH_COLUMNS}, {EPOCH_COLUMNS, RULE_COLUMNS}},
        {{SUMMARY_COLUMNS}, {SUMMARY_COLUMNS, RULE_COLUMNS}}};
    const settings *s = chosen->own;
    return sets[s->summary][kit_is_json(chosen)];
}

/* ---- which indices ------------------------------------------------------ */

/* A bit an index. */
static int
index_called(const char *name, size_t length)
{
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_quality_limit limit = emg_quality_limit_of((emg_quality_index)i);
        if (strlen(limit.name) == length &&
            strncmp(limit.name, name, length) == 0)
            return isnan(limit.warn) ? 0 : 1 << i;
    }
    return 0;
}

static emg_status
read_judged(const settings *s, int *judged, emg_error *error)
{
    static const char *const usual[] = {
        "clipped,flat,snr,line_ratio,ecg,noise"};
    static const kit_list standard = {1, (const char **)usual};
    const kit_list *list = s->judge.n > 0 ? &s->judge : &standard;
    *judged = 0;
    for (int i = 0; i < list->n; i++)
        for (const char *at = list->items[i]; *at;) {
            size_t length = strcspn(at, ",");
            int one = index_called(at, length);
            if (!one)
                return emg_fail(error, EMG_BAD_OPTION,
                                "--judge: '%.*s' is no index with a limit: "
                                "clipped, flat, snr, line_ratio, smr, dpr, "
                                "omega, ecg, noise",
                                (int)length, at);
            *judged |= one;
            at += length + (at[length] == ',');
        }
    return EMG_OK;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    int judged = 0;
    return read_judged(chosen->own, &judged, error);
}

/* ---- rows --------------------------------------------------------------- */

typedef struct job {
    const settings *settings;
    emg_source *source;
    emg_conditioning conditioning;
    kit_rest rest;
    emg_quality_known *known; /* one a level of rest */
    emg_sink *quality;
    int judged; /* a bit an index */
} job;

/* The worst of what is judged, and the names of what passes a limit. */
static emg_verdict
judge(const job *self, const emg_quality *row, const emg_channel *channel,
      int *flags)
{
    emg_verdict worst = EMG_GOOD;
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_verdict one =
            emg_quality_judge(row, (emg_quality_index)i, channel->to_uv);
        if (!(self->judged & 1 << i) || one == EMG_GOOD)
            continue;
        *flags |= 1 << i;
        worst = one > worst ? one : worst;
    }
    return worst;
}

static void
add_flags(kit_table *table, int flags, emg_state rest)
{
    emg_text text = {0};
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        if (flags & 1 << i)
            emg_text_format(&text, "%s%s", text.length ? "," : "",
                            emg_quality_limit_of((emg_quality_index)i).name);
    if (rest != EMG_STATE_OK && !(rest == EMG_STATE_CLIPPED && flags & 1) &&
        !(rest == EMG_STATE_FLAT && flags & 2))
        emg_text_format(&text, "%s%s", text.length ? "," : "",
                        emg_state_name(rest));
    kit_text(table, text.chars);
    emg_text_free(&text);
}

static void
add_judged(kit_table *table, int judged)
{
    add_flags(table, judged, EMG_STATE_OK);
}

static void
add_rule(kit_table *table, const job *self, double rest)
{
    kit_text(table, self->settings->rest);
    kit_number(table, rest);
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_quality_limit limit = emg_quality_limit_of((emg_quality_index)i);
        if (!isnan(limit.warn))
            kit_number(table, limit.warn);
        if (!isnan(limit.bad))
            kit_number(table, limit.bad);
    }
    add_judged(table, self->judged);
}

/* Ratios without a divisor are infinite, which is an answer. */
static void
add_value(kit_table *table, double value)
{
    if (isinf(value))
        kit_text(table, value > 0 ? "inf" : "-inf");
    else
        kit_number(table, value);
}

static const emg_quality_known *
known_of(const job *self, int number, emg_state *rest)
{
    int i = 0;
    while (self->known[i].number != number)
        i++;
    *rest = self->rest.items[i].state;
    return &self->known[i];
}

static void
add_epoch(kit_table *table, const job *self, const emg_quality *row)
{
    const emg_recording *recording = &self->source->recording;
    const emg_channel *channel =
        emg_recording_channel(recording, row->number, NULL);
    emg_state rest;
    const emg_quality_known *known = known_of(self, row->number, &rest);
    int flags = 0;
    emg_verdict verdict = judge(self, row, channel, &flags);

    kit_number(table, row->onset_s);
    kit_number(table, row->duration_s);
    kit_text(table, "quality");
    kit_text(table, channel->label);
    kit_text(table, recording->name);
    kit_text(table, channel->unit);
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        add_value(table, row->values[i]);
    kit_number(table, row->line_hz);
    kit_text(table, emg_verdict_name(verdict));
    add_flags(table, flags, rest);
    if (table->form == KIT_JSON)
        add_rule(table, self, known->rest);
}

static void
add_summary(kit_table *table, const job *self, const emg_place *place)
{
    const emg_recording *recording = &self->source->recording;
    const emg_channel *channel =
        &recording->groups[place->group].channels[place->lane];
    emg_state rest;
    const emg_quality_known *known = known_of(self, channel->number, &rest);
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    int64_t counts[EMG_BAD + 1] = {0};
    int flags = 0;

    for (size_t i = 0; i < n; i++)
        if (rows[i].number == channel->number)
            counts[judge(self, &rows[i], channel, &flags)]++;
    kit_text(table, recording->name);
    kit_integer(table, channel->number);
    kit_text(table, channel->label);
    kit_text(table, channel->unit);
    kit_integer(table, counts[EMG_GOOD] + counts[EMG_WARN] + counts[EMG_BAD]);
    for (int v = EMG_GOOD; v <= EMG_BAD; v++)
        kit_integer(table, counts[v]);
    kit_text(table, emg_verdict_name(counts[EMG_BAD]    ? EMG_BAD
                                     : counts[EMG_WARN] ? EMG_WARN
                                                        : EMG_GOOD));
    add_flags(table, flags, rest);
    if (table->form == KIT_JSON)
        add_rule(table, self, known->rest);
}

static emg_status
add_summaries(kit_table *table, const job *self, emg_error *error)
{
    const emg_recording *recording = &self->source->recording;
    int n = emg_recording_channels(recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    if (!places)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, places);
    for (int i = 0; i < n; i++)
        add_summary(table, self, &places[i]);
    emg_free(places);
    return EMG_OK;
}

static bool
any_bad(const job *self)
{
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    int flags = 0;
    for (size_t i = 0; i < n; i++) {
        const emg_channel *channel = emg_recording_channel(
            &self->source->recording, rows[i].number, NULL);
        if (judge(self, &rows[i], channel, &flags) == EMG_BAD)
            return true;
    }
    return false;
}

static emg_status
add_rows(kit_table *table, const job *self, emg_error *error)
{
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    if (self->settings->summary)
        return add_summaries(table, self, error);
    for (size_t i = 0; i < n; i++)
        add_epoch(table, self, &rows[i]);
    return EMG_OK;
}

/* ---- the work ----------------------------------------------------------- */

/* Of an interval that was given, the root of the mean square of the RMS
 * envelope there. */
static double
rest_rms(const emg_rest_level *level)
{
    if (level->state)
        return NAN;
    return level->floor > 0 ? level->floor : hypot(level->mean, level->sd);
}

static emg_status
know(job *self, const kit_chosen *chosen, emg_error *error)
{
    emg_sink *stats = emg_stats_create(&self->source->recording, error);
    if (!stats)
        return EMG_NO_MEMORY;
    emg_status status = kit_run(chosen, self->source, stats, error);
    if (!status)
        status = self->source->ops->rewind(self->source, error);
    if (!status)
        status = kit_rest_find(&self->rest, self->settings->rest, self->source,
                               &self->conditioning, chosen, error);
    if (!status)
        status = self->source->ops->rewind(self->source, error);
    if (!status) {
        self->known = emg_new((size_t)self->rest.n, sizeof *self->known, error);
        status = self->known ? EMG_OK : EMG_NO_MEMORY;
    }
    for (int i = 0; i < self->rest.n && !status; i++) {
        const emg_rest_level *level = &self->rest.items[i];
        emg_stats of = emg_stats_of(stats, level->number);
        self->known[i] =
            (emg_quality_known){level->number, of.min, of.max, rest_rms(level)};
    }
    emg_sink_destroy(stats);
    return status;
}

static emg_status
run(job *self, const kit_chosen *chosen, emg_error *error)
{
    emg_status status = know(self, chosen, error);
    if (status)
        return status;
    self->quality = emg_quality_create(
        &self->source->recording, &self->conditioning, self->known,
        self->rest.n, self->settings->epoch_s, error);
    return self->quality ? kit_run(chosen, self->source, self->quality, error)
                         : error->status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    job self = {.settings = s, .source = source};
    emg_status status = read_judged(s, &self.judged, error);
    if (!status)
        status = kit_conditioning(&self.conditioning, chosen,
                                  &source->recording, table, error);
    self.conditioning.envelope =
        (emg_envelope){.kind = EMG_ENVELOPE_RMS, .window_s = 0.1};
    if (!status)
        status = run(&self, chosen, error);
    if (!status)
        status = add_rows(table, &self, error);
    if (!status && chosen->input.strict && any_bad(&self))
        table->exit_status = 11;
    emg_sink_destroy(self.quality);
    emg_free(self.known);
    kit_rest_free(&self.rest);
    return status;
}

static const settings standard = {.rest = "auto"};

static const kit_tool tool = {
    .name = "emg-quality",
    .purpose = "Measure the quality of recordings, a row an epoch of each "
               "channel.",
    .text =
        "Columns, and from which value on they are a warning, and bad:\n"
        "  clipped     share of samples in runs of 3 or more at an end of the "
        "range\n"
        "              0.001, 0.01\n"
        "  flat        longest time without a change, s; 0.1, 1\n"
        "  snr         activity over rest, dB; 10, 6 and below; snr_excess: "
        "of powers,\n"
        "              rest subtracted\n"
        "  line_ratio  signal over mains lines in 20-450 Hz, dB; 9, 0 and "
        "below\n"
        "  smr dpr omega  motion, range and deformation of the spectrum "
        "(Sinderby et al.\n"
        "              1995); 12, 30 and below, 1.4\n"
        "  ecg         how much the power of 5-40 Hz comes again after 0.4 to "
        "1.5 s; 0.5\n"
        "  noise       RMS outside of activity, in the channel's unit; 10 uV\n"
        "  line_hz     50 or 60, the stronger one\n"
        "  verdict     good, warn or bad: the worst of the indices that are "
        "judged\n"
        "  flags       which of them; also why rest is not known\n"
        "With --strict a bad verdict makes the exit status 11. The table can "
        "be given to\n--mask of programs that analyse.\n",
    .examples = "  emg-quality visit1.edf\n"
                "  emg-quality --summary --strict -c FCR,ECR study/*.bdf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_TABLE | KIT_FILTERING,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .emg_only = true,
    .drops_untreated = true,
    .twice = true,
    .check = check,
    .columns = columns,
    .measure = measure,
    .exit_status = "11 --strict, and a channel or an epoch is bad"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
