/* What is in a recording, and is it sound: a row a channel. */
#include "kit/kit.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>

typedef struct settings {
    bool stats;
} settings;

static const kit_option options[] = {
    {"stats", 's', KIT_FLAG, offsetof(settings, stats),
     "read every sample and add min max mean rms clipped flat"},
    {0}};

/* The last six only with --stats. */
static const char *const all_columns[] = {
    "file", "channel", "label",    "kind", "unit",
    "rate", "samples", "duration", "min",  "max",
    "mean", "rms",     "clipped",  "flat", NULL};
static const char *const header_columns[] = {"file",    "channel",  "label",
                                             "kind",    "unit",     "rate",
                                             "samples", "duration", NULL};

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return s->stats ? all_columns : header_columns;
}

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
    kit_number(table, (double)stats->samples / format->rate_hz);
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

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    const emg_recording *recording = &source->recording;
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
            "(longest time without a change, s).\n",
    .examples = "  emg-info --stats visit1.edf\n"
                "  emg-info --json study/*.bdf > channels.jsonl\n",
    .options = options,
    .groups = KIT_INPUT | KIT_TABLE,
    .settings_size = sizeof(settings),
    .columns = columns,
    .measure = measure};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
