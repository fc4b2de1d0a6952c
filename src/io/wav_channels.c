/* Names, units and scales of the channels of a file that has none. */
#include "io/wav.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/channel_table.h"

#include <stdio.h>
#include <string.h>

/* The digital range whose ends are -full_scale and just below it. */
static void
set_scale(emg_channel *channel, const emg_wav_layout *layout, double full_scale)
{
    if (layout->bits == 0)
        return;
    double codes = (double)((int64_t)1 << (layout->bits - 1));
    channel->step = full_scale / codes;
    channel->scale = (emg_scale){.physical_min = -full_scale,
                                 .physical_max = (codes - 1) * channel->step,
                                 .digital_min = -codes,
                                 .digital_max = codes - 1,
                                 .bytes = (layout->bits + 7) / 8};
}

static int
count_names(const char *names, char separator)
{
    int n = 1;
    for (const char *c = names; *c; c++)
        n += *c == separator;
    return n;
}

static void
put_names(emg_channel_row *channels, int n, const char *names,
          const char *separator)
{
    const char *at = names;
    for (int i = 0; i < n; i++) {
        char name[256];
        size_t length = strcspn(at, separator);
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        emg_text_show(channels[i].label, sizeof channels[i].label, name);
        at += length + (at[length] != 0);
    }
}

static emg_status
set_names(emg_channel_row *channels, int n, const char *names, emg_error *error)
{
    int given = count_names(names, ',');
    if (given != n)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d names are given, the file has %d channels", given,
                        n);
    put_names(channels, n, names, ",");
    return EMG_OK;
}

static emg_status
know(emg_channel_row *known, const emg_wav_layout *layout, const char *path,
     const emg_open_options *options, emg_warnings *warnings, emg_error *error)
{
    int n = layout->n_channels;
    bool found = false;
    emg_channel_table table = {0};
    emg_status status = EMG_OK;

    if (path)
        status =
            emg_channel_table_find(&table, path, n, &found, warnings, error);
    if (!status && !found) {
        emg_channel_table_clear(&table);
        status = emg_wav_note_table(&table, layout, &found, warnings, error);
    }
    if (found)
        memcpy(known, table.rows, (size_t)n * sizeof *known);
    else if (layout->names[0] && count_names(layout->names, ';') == n)
        put_names(known, n, layout->names, ";");
    emg_channel_table_clear(&table);
    if (!status && options && options->names)
        status = set_names(known, n, options->names, error);
    for (int i = 0; i < n && options; i++) {
        if (options->unit)
            emg_text_show(known[i].unit, sizeof known[i].unit, options->unit);
        if (options->full_scale > 0)
            known[i].full_scale = options->full_scale;
    }
    return status;
}

emg_status
emg_wav_channels(emg_channel *to, double *factors, const emg_wav_layout *layout,
                 const char *path, const emg_open_options *options,
                 emg_warnings *warnings, emg_error *error)
{
    int n = layout->n_channels;
    emg_channel_row *known = emg_new((size_t)n, sizeof *known, error);
    if (!known)
        return EMG_NO_MEMORY;
    emg_status status = know(known, layout, path, options, warnings, error);
    for (int i = 0; i < n && !status; i++) {
        to[i].number = i + 1;
        to[i].kind = known[i].kind;
        to[i].bad = known[i].bad;
        memcpy(to[i].muscle, known[i].muscle, sizeof to[i].muscle);
        memcpy(to[i].label, known[i].label, sizeof to[i].label);
        if (!to[i].label[0])
            snprintf(to[i].label, sizeof to[i].label, "ch%d", i + 1);
        emg_channel_set_unit(&to[i], known[i].unit);
        factors[i] = known[i].full_scale > 0 ? known[i].full_scale : 1;
        set_scale(&to[i], layout, factors[i]);
    }
    emg_free(known);
    return status;
}
