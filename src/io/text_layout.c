/* Columns, and the channels that they hold. */
#include "io/text.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/edf_part.h"

#include <stdio.h>
#include <string.h>

void
emg_text_layout_clear(emg_text_layout *layout)
{
    emg_free(layout->columns);
    emg_free(layout->channels);
    emg_free(layout->tracks);
    *layout = (emg_text_layout){0};
}

void
emg_text_layout_begin(emg_text_layout *layout, const char *format,
                      char separator)
{
    snprintf(layout->format, sizeof layout->format, "%s", format);
    layout->separator = separator;
}

void
emg_text_layout_data(emg_text_layout *layout, const emg_text_line *first)
{
    layout->data_at = first->at;
    layout->data_line = first->number;
}

emg_status
emg_text_layout_add(emg_text_layout *layout, emg_text_role role, double seconds,
                    emg_error *error)
{
    size_t wanted = (size_t)layout->n_columns + 1;
    emg_status status =
        emg_grow((void **)&layout->columns, &layout->room_columns, wanted,
                 sizeof *layout->columns, error);
    if (!status)
        layout->columns[layout->n_columns++] =
            (emg_text_column){role, layout->n_channels, seconds};
    return status;
}

emg_status
emg_text_layout_add_channel(emg_text_layout *layout, const emg_text_cell *label,
                            const emg_text_cell *unit, emg_error *error)
{
    size_t wanted = (size_t)layout->n_channels + 1;
    char text[sizeof layout->channels->unit];
    emg_status status = emg_text_layout_add(layout, EMG_TEXT_SAMPLE, 0, error);
    if (!status)
        status = emg_grow((void **)&layout->channels, &layout->room_channels,
                          wanted, sizeof *layout->channels, error);
    if (!status)
        status = emg_grow((void **)&layout->tracks, &layout->room_tracks,
                          wanted, sizeof *layout->tracks, error);
    if (status)
        return status;
    emg_channel *channel = &layout->channels[layout->n_channels];
    layout->tracks[layout->n_channels++].announced = -1;
    channel->number = layout->n_channels;
    emg_text_cell_show(channel->label, sizeof channel->label, label);
    if (!channel->label[0])
        snprintf(channel->label, sizeof channel->label, "ch%d",
                 channel->number);
    emg_text_cell_show(text, sizeof text, unit);
    emg_channel_set_unit(channel, text);
    channel->kind = emg_edf_kind(channel);
    return EMG_OK;
}

void
emg_text_channel_counts(emg_channel *channel, int64_t bits)
{
    if (bits < 1 || bits > 32)
        return;
    double most = (double)(((int64_t)1 << bits) - 1);
    channel->step = 1;
    channel->scale = (emg_scale){.physical_max = most,
                                 .digital_max = most,
                                 .bytes = (int)(bits + 7) / 8};
}

static emg_status
set_names(emg_text_layout *layout, const char *names, emg_error *error)
{
    const char *at = names, *end = names + strlen(names);
    const emg_text_line line = {.text = names, .length = strlen(names)};
    emg_text_cell name;
    int filled, given = emg_text_cells(&line, ',', &filled);

    if (given != layout->n_channels)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d names are given, the file has %d channels", given,
                        layout->n_channels);
    for (int i = 0; i < given; i++) {
        emg_channel *channel = &layout->channels[i];
        emg_text_cell_next(&at, end, ',', &name);
        emg_text_cell_show(channel->label, sizeof channel->label, &name);
        channel->kind = emg_edf_kind(channel);
    }
    return EMG_OK;
}

/* Whether what one channel measures may be what the other does. */
static bool
alike(const emg_channel *a, const emg_channel *b)
{
    return (a->to_uv > 0 && b->to_uv > 0) || strcmp(a->unit, b->unit) == 0;
}

/* One label of several that begins with EMG does not make the others of its
 * unit anything else. */
static void
level_kinds(emg_text_layout *layout)
{
    for (int i = 0; i < layout->n_channels; i++)
        for (int k = 0; k < layout->n_channels; k++)
            if (layout->channels[i].kind == EMG_KIND_EMG &&
                layout->channels[k].kind == EMG_KIND_UNKNOWN &&
                alike(&layout->channels[i], &layout->channels[k]))
                layout->channels[i].kind = EMG_KIND_UNKNOWN;
}

emg_status
emg_text_layout_know(emg_text_layout *layout, const emg_open_options *options,
                     emg_error *error)
{
    emg_rate rate = {0};
    if (options && options->names && set_names(layout, options->names, error))
        return EMG_BAD_OPTION;
    if (!layout->tells_kinds)
        level_kinds(layout);
    if (!options)
        return EMG_OK;
    if (options->rate_hz > 0 && !emg_text_rate_of(options->rate_hz, &rate))
        return emg_fail(error, EMG_BAD_OPTION, "%.9g Hz is no sampling rate",
                        options->rate_hz);
    for (int i = 0; i < layout->n_channels; i++) {
        if (options->unit && !layout->channels[i].unit[0])
            emg_channel_set_unit(&layout->channels[i], options->unit);
        if (layout->tracks[i].rate.samples == 0)
            layout->tracks[i].rate = rate;
    }
    return EMG_OK;
}
