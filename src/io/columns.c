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
    if (!columns->places || !columns->values)
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
    for (int64_t f = 0; f < n && !status; f++) {
        double time = emg_frame_time(&columns->recording.groups[0],
                                     &run->segment, run->first_frame + f);
        for (int c = 0; c < columns->n_channels; c++) {
            emg_place at = columns->places[c];
            columns->values[c] = f < emg_join_waiting(join, at.group)
                                     ? emg_join_at(join, at.group, at.lane, f)
                                     : (double)NAN;
        }
        status = columns->row(columns->to, time, columns->values, error);
        columns->n_frames++;
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
