/* The table of channels that gives samples their physical values back. */
#include "io/sound.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/channel_table.h"

static void
add_cell(emg_text *text, const char *cell, const char *end)
{
    emg_text_add_cell(text, cell[0] ? cell : "n/a", '\t');
    emg_text_add(text, end);
}

static void
add_rows(emg_text *text, const emg_columns *columns, const double *full_scales)
{
    emg_text_add(text, "name\ttype\tunits\tfull_scale\n");
    for (int c = 0; c < columns->n_channels; c++) {
        const emg_channel *channel = emg_columns_channel(columns, c);
        add_cell(text, channel->label, "\t");
        add_cell(text, emg_kind_name(channel->kind), "\t");
        add_cell(text, channel->unit, "\t");
        emg_text_add_number(text, full_scales[c]);
        emg_text_add(text, "\n");
    }
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
    add_rows(&text, columns, full_scales);
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
