/* CSV and TSV. */
#include "io/table_sink.h"

#include "base/memory.h"
#include "io/beside.h"
#include "io/columns.h"

#include <stdio.h>

typedef struct table_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_columns columns;
    emg_beside beside;
    emg_text line;
    char separator[2];
} table_sink;

static emg_status
put_line(table_sink *self, emg_error *error)
{
    emg_text_add(&self->line, "\n");
    if (self->line.status)
        return emg_fail(error, EMG_NO_MEMORY, "no memory for a line");
    return emg_output_write(self->output, self->line.chars, self->line.length,
                            error);
}

static emg_status
put_frame(void *to, double time_s, const double *values, emg_error *error)
{
    table_sink *self = to;
    emg_text_clear(&self->line);
    emg_text_add_number(&self->line, time_s);
    for (int c = 0; c < self->columns.n_channels; c++) {
        emg_text_add_bytes(&self->line, self->separator, 1);
        emg_text_add_number(&self->line, values[c]);
    }
    return put_line(self, error);
}

static emg_status
put_names(table_sink *self, emg_error *error)
{
    emg_text_add(&self->line, "time");
    for (int c = 0; c < self->columns.n_channels; c++) {
        char name[EMG_COLUMN_SIZE], cell[EMG_COLUMN_SIZE + 32];
        const char *unit = emg_columns_channel(&self->columns, c)->unit;
        emg_columns_name(&self->columns, c, name);
        snprintf(cell, sizeof cell, unit[0] ? "%s (%s)" : "%s", name, unit);
        emg_text_add_bytes(&self->line, self->separator, 1);
        emg_text_add_cell(&self->line, cell, self->separator[0]);
    }
    return put_line(self, error);
}

static emg_status
table_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    return emg_columns_take(&((table_sink *)sink)->columns, block, error);
}

static emg_status
table_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    return emg_beside_add(&((table_sink *)sink)->beside, event, error);
}

static emg_status
table_finish(emg_sink *sink, emg_error *error)
{
    table_sink *self = (table_sink *)sink;
    emg_status status = emg_columns_end(&self->columns, error);
    if (!status)
        status = emg_beside_finish(&self->beside, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
table_destroy(emg_sink *sink)
{
    table_sink *self = (table_sink *)sink;
    emg_output_destroy(self->output);
    emg_columns_clear(&self->columns);
    emg_beside_clear(&self->beside);
    emg_text_free(&self->line);
    emg_free(self);
}

static const emg_sink_ops table_ops = {
    .name = "table",
    .take = table_take,
    .event = table_event,
    .finish = table_finish,
    .destroy = table_destroy,
};

emg_sink *
emg_table_create(emg_output *output, const char *path, char separator,
                 const emg_recording *recording,
                 const emg_create_options *options, emg_error *error)
{
    table_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &table_ops;
    self->output = output;
    self->separator[0] = separator;
    if (emg_columns_init(&self->columns, recording,
                         separator == ',' ? "CSV" : "TSV", false, put_frame,
                         self, error) ||
        emg_beside_init(&self->beside, path, options, error) ||
        put_names(self, error)) {
        table_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
