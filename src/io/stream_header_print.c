/* The stream's line of JSON, written. */
#include "io/stream.h"

#include <math.h>
#include <string.h>

static void
add_number(emg_text *text, double number)
{
    emg_text_add_number(text, isfinite(number) ? number : 0);
}

static void
add_key(emg_text *text, const char *key)
{
    emg_text_format(text, ",\"%s\":", key);
}

static void
add_text(emg_text *text, const char *key, const char *value)
{
    add_key(text, key);
    emg_text_add_json(text, value);
}

static void
add_pair(emg_text *text, const char *key, double a, double b)
{
    emg_text_format(text, "\"%s\":[", key);
    add_number(text, a);
    emg_text_add(text, ",");
    add_number(text, b);
    emg_text_add(text, "],");
}

static void
add_scale(emg_text *text, const emg_scale *scale)
{
    add_key(text, "scale");
    emg_text_add(text, "{");
    add_pair(text, "physical", scale->physical_min, scale->physical_max);
    add_pair(text, "digital", scale->digital_min, scale->digital_max);
    emg_text_format(text, "\"bytes\":%d,\"text\":", scale->bytes);
    for (int i = 0; i < 4; i++) {
        emg_text_add(text, i ? "," : "[");
        emg_text_add_json(text, scale->text[i]);
    }
    emg_text_add(text, "]}");
}

static void
add_channel(emg_text *text, const emg_stream_header *header, int i)
{
    const emg_channel *channel = &header->channels[i];

    emg_text_format(text, "{\"number\":%d,\"group\":%d", channel->number,
                    header->groups[i]);
    add_text(text, "use", header->uses[i] == EMG_PASS ? "pass" : "treat");
    add_text(text, "label", channel->label);
    add_text(text, "unit", channel->unit);
    add_key(text, "to_uv");
    add_number(text, channel->to_uv);
    add_text(text, "kind", emg_kind_name(channel->kind));
    add_key(text, "rectified");
    emg_text_add(text, channel->rectified ? "true" : "false");
    if (channel->bad)
        emg_text_add(text, ",\"bad\":true");
    if (channel->muscle[0])
        add_text(text, "muscle", channel->muscle);
    add_key(text, "step");
    add_number(text, channel->step);
    add_scale(text, &channel->scale);
    add_text(text, "prefilter", channel->prefilter);
    add_text(text, "transducer", channel->transducer);
    emg_text_add(text, "}");
}

/* The array of what other programs did, and what this one does. */
static void
add_history(emg_text *text, const char *history, const char *step)
{
    size_t length = history ? strlen(history) : 0;

    add_key(text, "history");
    if (length < 2)
        emg_text_add(text, "[");
    else
        emg_text_add_bytes(text, history, length - 1);
    if (step) {
        emg_text_add(text, length > 2 ? "," : "");
        emg_text_add(text, step);
    }
    emg_text_add(text, "]");
}

void
emg_stream_header_print(emg_text *text, const emg_stream_header *header,
                        const char *step)
{
    emg_text_format(text, EMG_STREAM_MAGIC "%d", EMG_STREAM_VERSION);
    add_text(text, "name", header->name);
    add_key(text, "duration");
    add_number(text, header->duration_s);
    add_key(text, "groups");
    for (int g = 0; g < header->n_groups; g++)
        emg_text_format(text, "%s{\"rate\":[%lld,%lld]}", g ? "," : "[",
                        (long long)header->rates[g].samples,
                        (long long)header->rates[g].seconds);
    emg_text_add(text, header->n_groups ? "]" : "[]");
    add_key(text, "channels");
    for (int i = 0; i < header->n_channels; i++) {
        emg_text_add(text, i ? "," : "[");
        add_channel(text, header, i);
    }
    emg_text_add(text, header->n_channels ? "]" : "[]");
    add_history(text, header->history, step);
    emg_text_add(text, "}\n");
}
