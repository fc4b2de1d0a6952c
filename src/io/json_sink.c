/* One object a line. */
#include "io/json_sink.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/columns.h"

#include <math.h>

typedef struct json_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_columns columns;
    emg_text line;
    emg_text events; /* they come last: when they arrive depends on blocks */
    emg_text *keys;  /* of each channel: ,"label": */
} json_sink;

static void
add_number(emg_text *text, double number)
{
    if (isfinite(number))
        emg_text_add_number(text, number);
    else
        emg_text_add(text, "null");
}

static emg_status
put(json_sink *self, const emg_text *text, emg_error *error)
{
    if (text->status)
        return emg_fail(error, EMG_NO_MEMORY, "no memory for a line");
    return emg_output_write(self->output, text->chars ? text->chars : "",
                            text->length, error);
}

static emg_status
put_frame(void *to, double time_s, const double *values, emg_error *error)
{
    json_sink *self = to;
    emg_text *line = &self->line;
    emg_text_clear(line);
    emg_text_add(line, "{\"time\":");
    emg_text_add_number(line, time_s);
    for (int c = 0; c < self->columns.n_channels; c++) {
        emg_text_add_bytes(line, self->keys[c].chars, self->keys[c].length);
        add_number(line, values[c]);
    }
    emg_text_add(line, "}\n");
    return put(self, line, error);
}

static emg_status
make_keys(json_sink *self, emg_error *error)
{
    self->keys =
        emg_new((size_t)self->columns.n_channels, sizeof *self->keys, error);
    for (int c = 0; self->keys && c < self->columns.n_channels; c++) {
        char name[EMG_COLUMN_SIZE];
        emg_columns_name(&self->columns, c, name);
        emg_text_add(&self->keys[c], ",");
        emg_text_add_json(&self->keys[c], name);
        emg_text_add(&self->keys[c], ":");
        if (self->keys[c].status)
            return emg_fail(error, EMG_NO_MEMORY, "no memory for a label");
    }
    return self->keys ? EMG_OK : EMG_NO_MEMORY;
}

static emg_status
put_channels(json_sink *self, emg_error *error)
{
    emg_text *line = &self->line;
    emg_text_add(line, "{\"recording\":");
    emg_text_add_json(line, self->columns.recording.name);
    emg_text_add(line, ",\"rate_hz\":");
    emg_text_add_number(line, self->columns.recording.groups[0].rate_hz);
    emg_text_add(line, ",\"channels\":[");
    for (int c = 0; c < self->columns.n_channels; c++) {
        const emg_channel *channel = emg_columns_channel(&self->columns, c);
        char name[EMG_COLUMN_SIZE];
        emg_columns_name(&self->columns, c, name);
        emg_text_format(line, "%s{\"number\":%d,\"label\":", c ? "," : "",
                        channel->number);
        emg_text_add_json(line, name);
        emg_text_add(line, ",\"unit\":");
        if (channel->unit[0])
            emg_text_add_json(line, channel->unit);
        else
            emg_text_add(line, "null");
        emg_text_add(line, "}");
    }
    emg_text_add(line, "]}\n");
    return put(self, line, error);
}

static emg_status
json_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    return emg_columns_take(&((json_sink *)sink)->columns, block, error);
}

static emg_status
json_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    emg_text *events = &((json_sink *)sink)->events;
    emg_text_add(events, "{\"onset\":");
    add_number(events, event->onset_s);
    emg_text_add(events, ",\"duration\":");
    add_number(events, event->duration_s);
    emg_text_add(events, ",\"trial_type\":");
    emg_text_add_json(events, event->text ? event->text : "");
    emg_text_add(events, "}\n");
    return events->status
               ? emg_fail(error, EMG_NO_MEMORY, "no memory for events")
               : EMG_OK;
}

static emg_status
json_finish(emg_sink *sink, emg_error *error)
{
    json_sink *self = (json_sink *)sink;
    emg_status status = emg_columns_end(&self->columns, error);
    if (!status)
        status = put(self, &self->events, error);
    return status ? status : emg_output_finish(self->output, error);
}

static void
json_destroy(emg_sink *sink)
{
    json_sink *self = (json_sink *)sink;
    for (int c = 0; self->keys && c < self->columns.n_channels; c++)
        emg_text_free(&self->keys[c]);
    emg_free(self->keys);
    emg_output_destroy(self->output);
    emg_columns_clear(&self->columns);
    emg_text_free(&self->line);
    emg_text_free(&self->events);
    emg_free(self);
}

static const emg_sink_ops json_ops = {
    .name = "json",
    .take = json_take,
    .event = json_event,
    .finish = json_finish,
    .destroy = json_destroy,
};

emg_sink *
emg_json_create(emg_output *output, const emg_recording *recording,
                emg_error *error)
{
    json_sink *self = emg_new(1, sizeof *self, error);
    if (!self) {
        emg_output_destroy(output);
        return NULL;
    }
    self->sink.ops = &json_ops;
    self->output = output;
    if (emg_columns_init(&self->columns, recording, "JSON", true, put_frame,
                         self, error) ||
        make_keys(self, error) || put_channels(self, error)) {
        json_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}
