/* What a stream says first: made from a recording, and given back. */
#include "io/stream.h"

#include "base/memory.h"

#include <string.h>

emg_status
emg_stream_header_init(emg_stream_header *header, int n_groups, int n_channels,
                       emg_error *error)
{
    size_t groups = (size_t)n_groups, n = (size_t)n_channels;

    *header = (emg_stream_header){.duration_s = -1};
    header->n_groups = n_groups;
    header->n_channels = n_channels;
    header->rates = emg_new(groups, sizeof *header->rates, error);
    header->widths = emg_new(groups, sizeof *header->widths, error);
    header->channels = emg_new(n, sizeof *header->channels, error);
    header->groups = emg_new(n, sizeof *header->groups, error);
    header->columns = emg_new(n, sizeof *header->columns, error);
    header->uses = emg_new(n, sizeof *header->uses, error);
    if (header->rates && header->widths && header->channels && header->groups &&
        header->columns && header->uses)
        return EMG_OK;
    emg_stream_header_clear(header);
    return EMG_NO_MEMORY;
}

void
emg_stream_header_clear(emg_stream_header *header)
{
    emg_free(header->history);
    emg_free(header->rates);
    emg_free(header->widths);
    emg_free(header->channels);
    emg_free(header->groups);
    emg_free(header->columns);
    emg_free(header->uses);
    *header = (emg_stream_header){.duration_s = -1};
}

void
emg_stream_header_number(emg_stream_header *header)
{
    for (int i = 0; i < header->n_channels; i++)
        header->columns[i] = header->widths[header->groups[i]]++;
}

/* The stream's group for a rate; groups in the order of first channels. */
static int
group_of(emg_stream_header *header, emg_rate rate)
{
    int g = 0;
    while (g < header->n_groups && (header->rates[g].samples != rate.samples ||
                                    header->rates[g].seconds != rate.seconds))
        g++;
    if (g == header->n_groups)
        header->rates[header->n_groups++] = rate;
    return g;
}

static void
fill(emg_stream_header *header, const emg_recording *recording,
     const emg_place *places)
{
    header->n_groups = 0;
    for (int i = 0; i < header->n_channels; i++) {
        const emg_format *group = &recording->groups[places[i].group];
        header->channels[i] = group->channels[places[i].lane];
        header->groups[i] = group_of(header, group->rate);
        header->uses[i] = recording->uses[places[i].group];
    }
    emg_stream_header_number(header);
    memcpy(header->name, recording->name, sizeof header->name);
    header->duration_s = recording->duration_s;
}

emg_status
emg_stream_header_from(emg_stream_header *header,
                       const emg_recording *recording, emg_error *error)
{
    int n = emg_recording_channels(recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    if (!places ||
        emg_stream_header_init(header, recording->n_groups, n, error)) {
        emg_free(places);
        return EMG_NO_MEMORY;
    }
    emg_recording_order(recording, places);
    fill(header, recording, places);
    emg_free(places);
    if (!recording->history)
        return EMG_OK;
    header->history = emg_text_copy(recording->history, error);
    if (header->history)
        return EMG_OK;
    emg_stream_header_clear(header);
    return EMG_NO_MEMORY;
}
