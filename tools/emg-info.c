/* What is in a recording, and is it sound: a row a channel. */
#include "kit/kit.h"

#include "analysis/survey.h"
#include "base/memory.h"
#include "emg/analysis.h"
#include "io/edf_where.h"

#include <math.h>

typedef struct settings {
    bool stats, list, annotations, segments, check;
} settings;

static const kit_option options[] = {
    {"stats", 's', KIT_FLAG, offsetof(settings, stats),
     "read every sample and add min max mean rms clipped flat"},
    {"list", 'l', KIT_FLAG, offsetof(settings, list),
     "a row a recording instead: what it holds as a whole"},
    KIT_SWITCH("annotations", annotations,
               "a row an annotation instead, as in a BIDS events table"),
    KIT_SWITCH("segments", segments, "a row a stretch without a gap instead"),
    KIT_SWITCH("check", check, "read all and give a row a warning instead"),
    {0}};

/* The last six only with --stats. */
static const char *const all_columns[] = {
    "file", "channel", "label",    "kind", "unit",
    "rate", "samples", "duration", "min",  "max",
    "mean", "rms",     "clipped",  "flat", NULL};
static const char *const header_columns[] = {"file",    "channel",  "label",
                                             "kind",    "unit",     "rate",
                                             "samples", "duration", NULL};

static const char *const list_columns[] = {
    "file",     "format",      "channels", "rates",    "duration",
    "segments", "annotations", "identity", "warnings", NULL};
static const char *const annotation_columns[] = {"onset", "duration",
                                                 "trial_type", "file", NULL};
static const char *const segment_columns[] = {"file", "segment", "onset",
                                              "duration", NULL};
static const char *const check_columns[] = {"file", "byte", "field", "text",
                                            NULL};

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    if (s->stats + s->list + s->annotations + s->segments + s->check > 1)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--stats, --list, --annotations, --segments and "
                        "--check exclude each other");
    return EMG_OK;
}

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    if (s->list)
        return list_columns;
    if (s->annotations)
        return annotation_columns;
    if (s->segments)
        return segment_columns;
    if (s->check)
        return check_columns;
    return s->stats ? all_columns : header_columns;
}

/* ---- channel by channel ------------------------------------------------ */

static void
add_row(kit_table *table, const emg_recording *recording,
        const emg_place *place, const emg_stats *stats, bool full)
{
    const emg_format *format = &recording->groups[place->group];
    const emg_channel *channel = &format->channels[place->lane];
    kit_text(table, recording->name);
    kit_integer(table, channel->number);
    kit_text(table, channel->label);
    kit_text(table, emg_kind_name(channel->kind));
    kit_text(table, channel->unit);
    kit_number(table, format->rate_hz);
    kit_integer(table, stats->samples);
    kit_number(table, (double)((long double)stats->samples *
                               (long double)format->rate.seconds /
                               (long double)format->rate.samples));
    if (!full)
        return;
    kit_number(table, stats->min);
    kit_number(table, stats->max);
    kit_number(table, stats->mean);
    kit_number(table, stats->rms);
    kit_number(table, stats->clipped);
    kit_number(table, stats->flat_s);
}

/* From the header where it tells how long the recording is. */
static emg_stats
stats_of(const emg_recording *recording, const emg_place *place,
         const emg_sink *read)
{
    double rate_hz = recording->groups[place->group].rate_hz;
    emg_stats announced = {.samples = llround(recording->duration_s * rate_hz)};
    return read ? emg_stats_of(read, place->number) : announced;
}

static emg_status
add_rows(kit_table *table, const emg_recording *recording, const emg_sink *read,
         bool full, emg_error *error)
{
    int n = emg_recording_channels(recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    if (!places)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, places);
    for (int i = 0; i < n; i++) {
        emg_stats stats = stats_of(recording, &places[i], read);
        add_row(table, recording, &places[i], &stats, full);
    }
    emg_free(places);
    return EMG_OK;
}

/* ---- as a whole -------------------------------------------------------- */

/* Each rate once, in the order of first channels. */
static void
add_rates(kit_table *table, const emg_recording *recording, emg_text *rates)
{
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_rate *rate = &recording->groups[g].rate;
        int before = 0;
        while (recording->groups[before].rate.samples != rate->samples ||
               recording->groups[before].rate.seconds != rate->seconds)
            before++;
        if (before < g)
            continue;
        emg_text_add(rates, rates->length ? "," : "");
        emg_text_add_number(rates, recording->groups[g].rate_hz);
    }
    kit_text(table, rates->chars);
}

static void
add_list(kit_table *table, const emg_recording *recording,
         const emg_survey *survey)
{
    emg_text rates = {0};
    double duration_s = 0;
    for (size_t i = 0; i < survey->n_stretches; i++)
        duration_s += survey->stretches[i].duration_s;
    kit_text(table, recording->name);
    kit_text(table, recording->format);
    kit_integer(table, emg_recording_channels(recording));
    add_rates(table, recording, &rates);
    kit_number(table, duration_s);
    kit_integer(table, (int64_t)survey->n_stretches);
    kit_integer(table, (int64_t)survey->n_events);
    kit_text(table, recording->has_identity ? "present" : "absent");
    kit_integer(table, (int64_t)table->heard->n);
    if (rates.status)
        table->rows.status = rates.status;
    emg_text_free(&rates);
}

static void
add_annotations(kit_table *table, const emg_recording *recording,
                const emg_survey *survey)
{
    for (size_t i = 0; i < survey->n_events; i++) {
        kit_number(table, survey->events[i].onset_s);
        kit_number(table, survey->events[i].duration_s);
        kit_text(table, survey->events[i].text);
        kit_text(table, recording->name);
    }
}

static void
add_segments(kit_table *table, const emg_recording *recording,
             const emg_survey *survey)
{
    for (size_t i = 0; i < survey->n_stretches; i++) {
        kit_text(table, recording->name);
        kit_integer(table, (int64_t)i + 1);
        kit_number(table, survey->stretches[i].onset_s);
        kit_number(table, survey->stretches[i].duration_s);
    }
}

static void
add_warnings(kit_table *table, const emg_source *source)
{
    for (size_t i = 0; i < table->heard->n; i++) {
        const emg_error *warning = &table->heard->warnings[i];
        char field[EMG_EDF_PLACE];
        emg_edf_where(field, source, warning->byte);
        kit_text(table, source->recording.name);
        if (warning->byte >= 0)
            kit_integer(table, warning->byte);
        else
            kit_missing(table);
        kit_text(table, field);
        kit_text(table, warning->text);
    }
}

static bool
gathers(const kit_chosen *chosen)
{
    return ((const settings *)chosen->own)->check;
}

static emg_status
survey(emg_source *source, const kit_chosen *chosen, kit_table *table,
       emg_error *error)
{
    const settings *s = chosen->own;
    emg_sink *sink = emg_survey_create(&source->recording, error);
    if (!sink)
        return EMG_NO_MEMORY;
    emg_status status = emg_run(source, NULL, sink, 0, error);
    if (!status && s->list)
        add_list(table, &source->recording, emg_survey_of(sink));
    if (!status && s->annotations)
        add_annotations(table, &source->recording, emg_survey_of(sink));
    if (!status && s->segments)
        add_segments(table, &source->recording, emg_survey_of(sink));
    if (!status && s->check)
        add_warnings(table, source);
    emg_sink_destroy(sink);
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    const emg_recording *recording = &source->recording;
    if (s->list || s->annotations || s->segments || s->check)
        return survey(source, chosen, table, error);
    if (!s->stats && kit_is_whole(table, source))
        return add_rows(table, recording, NULL, false, error);

    emg_sink *sink = s->stats ? emg_stats_create(recording, error)
                              : emg_count_create(recording, error);
    if (!sink)
        return EMG_NO_MEMORY;
    emg_status status = kit_run(chosen, source, sink, error);
    if (!status)
        status = add_rows(table, recording, sink, s->stats, error);
    emg_sink_destroy(sink);
    return status;
}

static const kit_tool tool = {
    .name = "emg-info",
    .purpose = "Show what is in recordings: a row a channel.",
    .text = "Columns: file channel label kind unit rate samples duration; "
            "with --stats also\nmin max mean rms in the channel's unit, "
            "clipped (share of samples at the ends\nof the range) and flat "
            "(longest time without a change, s).\n"
            "--list: file format channels rates duration segments annotations "
            "identity\nwarnings; identity is present or absent and never "
            "shown. --annotations: onset\nduration trial_type file. "
            "--segments: file segment onset duration. --check: file\nbyte "
            "field text.\n",
    .examples = "  emg-info --stats visit1.edf\n"
                "  emg-info --list --json study/*.bdf > recordings.jsonl\n",
    .options = options,
    .settings_size = sizeof(settings),
    .groups = KIT_INPUT | KIT_TABLE,
    .check = check,
    .gathers = gathers,
    .columns = columns,
    .measure = measure};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
