/* The table of channels that gives samples their physical values back. */
#include "io/sound.h"

#include "base/memory.h"
#include "io/channel_table.h"

static void
add_cell(emg_text *text, const char *cell, const char *end)
{
    emg_text_add_cell(text, cell[0] ? cell : "n/a", '\t');
    emg_text_add(text, end);
}

void
emg_sound_row_print(emg_text *to, const char *label, emg_kind kind,
                    const char *unit, double full_scale)
{
    add_cell(to, label, "\t");
    add_cell(to, emg_kind_name(kind), "\t");
    add_cell(to, unit, "\t");
    if (full_scale > 0)
        emg_text_add_number(to, full_scale);
    else
        emg_text_add(to, "n/a");
    emg_text_add(to, "\n");
}

void
emg_sound_table_print(emg_text *to, const emg_columns *columns,
                      const double *full_scales)
{
    emg_text_add(to, EMG_SOUND_HEADING);
    for (int c = 0; c < columns->n_channels; c++) {
        const emg_channel *channel = emg_columns_channel(columns, c);
        emg_sound_row_print(to, channel->label, channel->kind, channel->unit,
                            full_scales[c]);
    }
}

void
emg_sound_note_end(emg_text *to)
{
    static const char zeros[8] = {0};
    emg_text_add_bytes(to, zeros, 8 - to->length % 8);
}

emg_output *
emg_sound_table_create(const char *path, const emg_create_options *options,
                       const emg_columns *columns, const double *full_scales,
                       emg_error *error)
{
    emg_text text = {0};
    char *beside = emg_channel_table_path(path, error);
    emg_output *output =
        beside ? emg_output_open(beside, options->force, error) : NULL;
    emg_free(beside);
    if (!output)
        return NULL;
    emg_output_account(output, &options->provenance);
    emg_sound_table_print(&text, columns, full_scales);
    if (text.status)
        emg_fail(error, text.status, "no memory for the table of channels");
    if (text.status ||
        emg_output_write(output, text.chars, text.length, error)) {
        emg_output_destroy(output);
        output = NULL;
    }
    emg_text_free(&text);
    return output;
}
