/* The stream's line of JSON, read. It is as hostile as any other byte. */
#include "io/stream.h"

#include "base/memory.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* Brackets that a line may open: JSON in memory takes a hundred times the
 * room of an empty bracket in a file. Ten thousand channels open 30000. */
#define MOST_BRACKETS 65536

#define MOST_GROUPS 1024
#define MOST_CHANNELS 16384
#define MOST_SAMPLES ((json_int_t)1000000000000000)
#define MOST_SECONDS ((json_int_t)1000000000)

static bool
is_modest(const char *line, size_t length)
{
    size_t brackets = 0;
    for (size_t i = 0; i < length; i++)
        brackets += line[i] == '[' || line[i] == '{';
    return brackets <= MOST_BRACKETS;
}

static emg_status
read_groups(emg_stream_header *header, json_t *groups, emg_error *error)
{
    for (int g = 0; g < header->n_groups; g++) {
        json_int_t samples = 0, seconds = 0;
        emg_rate *rate = &header->rates[g];
        if (json_unpack(json_array_get(groups, (size_t)g), "{s:[I,I!]}", "rate",
                        &samples, &seconds) ||
            samples > MOST_SAMPLES || seconds > MOST_SECONDS ||
            !emg_rate_set(rate, samples, seconds))
            return emg_fail(error, EMG_BAD_FILE,
                            "the rate of group %d makes no sense", g);
        for (int i = 0; i < g; i++)
            if (memcmp(rate, &header->rates[i], sizeof *rate) == 0)
                return emg_fail(error, EMG_BAD_FILE,
                                "groups %d and %d have the same rate", i, g);
    }
    return EMG_OK;
}

static bool
keep_text(char *to, size_t size, const char *text)
{
    return (size_t)snprintf(to, size, "%s", text) < size;
}

static bool
read_kind(emg_kind *kind, const char *name)
{
    for (*kind = EMG_KIND_UNKNOWN; *kind <= EMG_KIND_OTHER; (*kind)++)
        if (strcmp(name, emg_kind_name(*kind)) == 0)
            return true;
    return false;
}

static bool
read_use(emg_use *use, const char *name)
{
    *use = strcmp(name, "pass") == 0 ? EMG_PASS : EMG_TREAT;
    return *use == EMG_PASS || strcmp(name, "treat") == 0;
}

static bool
read_scale(emg_scale *scale, json_t *json)
{
    const char *text[4];
    bool good =
        !json_unpack(json, "{s:[F,F!],s:[F,F!],s:i,s:[s,s,s,s!]}", "physical",
                     &scale->physical_min, &scale->physical_max, "digital",
                     &scale->digital_min, &scale->digital_max, "bytes",
                     &scale->bytes, "text", &text[0], &text[1], &text[2],
                     &text[3]) &&
        scale->bytes >= 0 && scale->bytes <= 8;
    for (int i = 0; good && i < 4; i++)
        good = keep_text(scale->text[i], sizeof scale->text[i], text[i]);
    return good;
}

static bool
read_channel(emg_stream_header *header, int i, json_t *json)
{
    emg_channel *to = &header->channels[i];
    const char *label, *unit, *kind, *use, *prefilter, *transducer;
    const char *muscle = "";
    json_t *scale;
    int rectified, bad = 0;

    if (json_unpack(json,
                    "{s:i,s:i,s:s,s:s,s:s,s:F,s:s,s:b,s?b,s?s,s:F,s:o,s:s,s:s}",
                    "number", &to->number, "group", &header->groups[i], "use",
                    &use, "label", &label, "unit", &unit, "to_uv", &to->to_uv,
                    "kind", &kind, "rectified", &rectified, "bad", &bad,
                    "muscle", &muscle, "step", &to->step, "scale", &scale,
                    "prefilter", &prefilter, "transducer", &transducer))
        return false;
    to->rectified = rectified != 0;
    to->bad = bad != 0;
    if (!keep_text(to->label, sizeof to->label, label) ||
        !keep_text(to->unit, sizeof to->unit, unit) ||
        !read_scale(&to->scale, scale))
        return false;
    return to->number > (i ? header->channels[i - 1].number : 0) &&
           header->groups[i] >= 0 && header->groups[i] < header->n_groups &&
           read_use(&header->uses[i], use) && read_kind(&to->kind, kind) &&
           keep_text(to->muscle, sizeof to->muscle, muscle) &&
           keep_text(to->prefilter, sizeof to->prefilter, prefilter) &&
           keep_text(to->transducer, sizeof to->transducer, transducer);
}

static emg_status
read_channels(emg_stream_header *header, json_t *channels, emg_error *error)
{
    for (int i = 0; i < header->n_channels; i++)
        if (!read_channel(header, i, json_array_get(channels, (size_t)i)))
            return emg_fail(error, EMG_BAD_FILE,
                            "the header's entry for its channel %d is "
                            "incomplete or makes no sense",
                            i + 1);
    emg_stream_header_number(header);
    for (int g = 0; g < header->n_groups; g++)
        if (header->widths[g] == 0)
            return emg_fail(error, EMG_BAD_FILE, "group %d has no channels", g);
    return EMG_OK;
}

/* jansson's own printing needs 17 digits where fewer read back equal. */
static void
print_json(emg_text *text, json_t *json)
{
    const char *key, *before = "";
    json_t *value;
    size_t i;

    switch (json_typeof(json)) {
    case JSON_OBJECT:
        emg_text_add(text, "{");
        json_object_foreach(json, key, value)
        {
            emg_text_add(text, before);
            emg_text_add_json(text, key);
            emg_text_add(text, ":");
            print_json(text, value);
            before = ",";
        }
        emg_text_add(text, "}");
        break;
    case JSON_ARRAY:
        emg_text_add(text, "[");
        json_array_foreach(json, i, value)
        {
            emg_text_add(text, i ? "," : "");
            print_json(text, value);
        }
        emg_text_add(text, "]");
        break;
    case JSON_STRING:
        emg_text_add_json(text, json_string_value(json));
        break;
    case JSON_INTEGER:
        emg_text_add_integer(text, json_integer_value(json));
        break;
    case JSON_REAL:
        emg_text_add_number(text, json_real_value(json));
        break;
    default:
        emg_text_add(text, json_is_true(json)    ? "true"
                           : json_is_false(json) ? "false"
                                                 : "null");
    }
}

static emg_status
read_history(emg_stream_header *header, json_t *history, emg_error *error)
{
    emg_text text = {0};

    if (!json_is_array(history))
        return emg_fail(error, EMG_BAD_FILE, "the history is not a list");
    print_json(&text, history);
    if (text.status) {
        emg_fail(error, text.status, "no memory for the history");
        emg_text_free(&text);
        return error ? error->status : EMG_NO_MEMORY;
    }
    header->history = text.chars;
    return EMG_OK;
}

static bool
is_count(const json_t *list, size_t most)
{
    return json_array_size(list) >= 1 && json_array_size(list) <= most;
}

static emg_status
read_body(emg_stream_header *header, json_t *json, emg_error *error)
{
    const char *name;
    json_t *groups, *channels, *history;
    double duration_s;

    if (json_unpack(json, "{s:s,s:F,s:o,s:o,s:o}", "name", &name, "duration",
                    &duration_s, "groups", &groups, "channels", &channels,
                    "history", &history) ||
        !is_count(groups, MOST_GROUPS) || !is_count(channels, MOST_CHANNELS))
        return emg_fail(error, EMG_BAD_FILE,
                        "the header lacks its name, duration, history, groups "
                        "or channels");
    emg_status status =
        emg_stream_header_init(header, (int)json_array_size(groups),
                               (int)json_array_size(channels), error);
    if (status)
        return status;
    header->duration_s = duration_s >= 0 ? duration_s : -1;
    const char *slash = strrchr(name, '/');
    emg_text_show(header->name, sizeof header->name, slash ? slash + 1 : name);
    status = read_groups(header, groups, error);
    if (!status)
        status = read_channels(header, channels, error);
    if (!status)
        status = read_history(header, history, error);
    if (status)
        emg_stream_header_clear(header);
    return status;
}

emg_status
emg_stream_header_read(emg_stream_header *header, const char *line,
                       size_t length, emg_error *error)
{
    json_error_t where = {.position = 0};
    int version;

    if (!is_modest(line, length))
        return emg_fail_at(error, EMG_BAD_FILE, 0,
                           "the header line is no stream's");
    json_t *json = json_loadb(line, length, JSON_REJECT_DUPLICATES, &where);
    if (!json)
        return emg_fail_at(error, EMG_BAD_FILE, where.position,
                           "the header line is not JSON");
    emg_status status = EMG_OK;
    if (json_unpack(json, "{s:i}", "emg_stream", &version) ||
        version != EMG_STREAM_VERSION)
        status = emg_fail_at(error, EMG_BAD_FILE, 0,
                             "an EMG stream of another version; use the same "
                             "version of all programs of a pipe");
    if (!status)
        status = read_body(header, json, error);
    json_decref(json);
    if (status && error && error->byte < 0)
        error->byte = 0;
    return status;
}
