/* Groups of one rate, side by side. */
#include "io/columns.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static emg_status
check_rates(const emg_recording *recording, const char *format,
            emg_error *error)
{
    for (int g = 1; g < recording->n_groups; g++) {
        const emg_format *a = &recording->groups[0], *b = &recording->groups[g];
        if (a->rate.samples != b->rate.samples ||
            a->rate.seconds != b->rate.seconds)
            return emg_fail(error, EMG_BAD_OPTION,
                            "the channels have sampling rates of %.9g and "
                            "%.9g Hz, and %s holds one; choose channels with "
                            "-c",
                            a->rate_hz, b->rate_hz, format);
    }
    return EMG_OK;
}

emg_status
emg_columns_init(emg_columns *columns, const emg_recording *recording,
                 const char *format, bool gaps, emg_columns_row *row, void *to,
                 emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(recording);
    *columns = (emg_columns){.format = format,
                             .gaps = gaps,
                             .row = row,
                             .to = to,
                             .n_channels = (int)n,
                             .segment = -1};
    if (check_rates(recording, format, error))
        return EMG_BAD_OPTION;
    emg_status status =
        emg_recording_copy(&columns->recording, recording, error);
    if (!status)
        status = emg_join_init(&columns->join, recording, error);
    if (status)
        return status;
    columns->places = emg_new(n, sizeof *columns->places, error);
    columns->values = emg_new(n, sizeof *columns->values, error);
    columns->next = emg_new(n, sizeof *columns->next, error);
    if (!columns->places || !columns->values || !columns->next)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, columns->places);
    return EMG_OK;
}

void
emg_columns_clear(emg_columns *columns)
{
    emg_join_clear(&columns->join);
    emg_recording_clear(&columns->recording);
    emg_free(columns->places);
    emg_free(columns->values);
    emg_free(columns->next);
    *columns = (emg_columns){0};
}

static emg_status
enter_segment(emg_columns *columns, const emg_segment *segment,
              emg_error *error)
{
    bool first = columns->segment < 0;
    if (segment->number == columns->segment)
        return EMG_OK;
    columns->segment = segment->number;
    if (first || columns->gaps)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "there is a gap before %.7g s, and %s holds none; "
                    "write edf, bdf or stream instead",
                    (double)segment->start / EMG_TICKS_PER_S, columns->format);
}

/* Points at each channel's value in frame `first` of those that wait, at NULL
 * where it has none. Returns for how many of n frames the next values lie a
 * frame further on. */
static int64_t
point(emg_columns *columns, int64_t first, int64_t n)
{
    const emg_join *join = &columns->join;
    for (int c = 0; c < columns->n_channels; c++) {
        emg_place at = columns->places[c];
        int64_t left = emg_join_waiting(join, at.group) - first;
        columns->next[c] = NULL;
        if (left <= 0)
            continue;
        const emg_lanes *frames =
            emg_fifo_stretch(&join->groups[at.group].fifo, at.lane / EMG_LANES,
                             first, left < n ? left : n, &n);
        columns->next[c] = &frames->v[at.lane % EMG_LANES];
    }
    return n;
}

static emg_status
give_frame(emg_columns *columns, double time_s, emg_error *error)
{
    for (int c = 0; c < columns->n_channels; c++) {
        const double *next = columns->next[c];
        columns->values[c] = next ? *next : (double)NAN;
        columns->next[c] = next ? next + EMG_LANES : NULL;
    }
    columns->n_frames++;
    return columns->row(columns->to, time_s, columns->values, error);
}

/* The first n frames that wait; channels that have fewer lack values. */
static emg_status
give(emg_columns *columns, int64_t n, emg_error *error)
{
    const emg_join *join = &columns->join;
    const emg_join_run *run = NULL;
    emg_status status = EMG_OK;

    for (int g = 0; g < join->n_groups && !run; g++)
        run = emg_join_run_of(join, g);
    if (run)
        status = enter_segment(columns, &run->segment, error);
    for (int64_t f = 0, pointed = 0; f < n && !status; f++) {
        if (f == pointed)
            pointed += point(columns, f, n - f);
        status = give_frame(columns,
                            emg_frame_time(&columns->recording.groups[0],
                                           &run->segment, run->first_frame + f),
                            error);
    }
    return status;
}

static void
drop(emg_columns *columns, int64_t n)
{
    int segment = columns->join.segment;
    for (int g = 0; g < columns->join.n_groups; g++) {
        int64_t waiting = emg_join_waiting(&columns->join, g);
        if (columns->join.segment == segment)
            emg_join_drop(&columns->join, g, waiting < n ? waiting : n);
    }
}

static emg_status
drain(emg_columns *columns, emg_error *error)
{
    for (;;) {
        int64_t least = INT64_MAX, most = 0;
        for (int g = 0; g < columns->join.n_groups; g++) {
            int64_t waiting = emg_join_waiting(&columns->join, g);
            least = waiting < least ? waiting : least;
            most = waiting > most ? waiting : most;
        }
        int64_t n = emg_join_is_whole(&columns->join) ? most : least;
        if (n == 0 || most == 0)
            return EMG_OK;
        emg_status status = give(columns, n, error);
        if (status)
            return status;
        drop(columns, n);
    }
}

emg_status
emg_columns_take(emg_columns *columns, const emg_block *block, emg_error *error)
{
    emg_status status = emg_join_take(&columns->join, block, error);
    return status ? status : drain(columns, error);
}

emg_status
emg_columns_end(emg_columns *columns, emg_error *error)
{
    emg_join_end(&columns->join);
    return drain(columns, error);
}

const emg_channel *
emg_columns_channel(const emg_columns *columns, int column)
{
    emg_place at = columns->places[column];
    return &columns->recording.groups[at.group].channels[at.lane];
}

void
emg_columns_name(const emg_columns *columns, int column,
                 char name[EMG_COLUMN_SIZE])
{
    const emg_channel *channel = emg_columns_channel(columns, column);
    int alike = 1;
    if (!channel->label[0]) {
        snprintf(name, EMG_COLUMN_SIZE, "ch%d", channel->number);
        return;
    }
    for (int c = 0; c < column; c++)
        alike +=
            strcmp(emg_columns_channel(columns, c)->label, channel->label) == 0;
    if (alike > 1)
        snprintf(name, EMG_COLUMN_SIZE, "%s#%d", channel->label, alike);
    else
        snprintf(name, EMG_COLUMN_SIZE, "%s", channel->label);
}
