/* What is told of an input: its name without a folder, its fingerprint, what
 * was done to it before, what was found and warned of. */
#include "kit/add_input.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/place.h"
#include "io/channel_table.h"
#include "kit/cleaning.h"
#include "kit/described.h"
#include "kit/files.h"
#include "kit/folder.h"
#include "kit/message.h"
#include "kit/parameters.h"

#include <string.h>

void
kit_add_fingerprint(emg_text *to, const char *fingerprint)
{
    emg_text_add(to, "\"xxh3_128\":");
    if (fingerprint[0])
        emg_text_add_json(to, fingerprint);
    else
        emg_text_add(to, "null");
}

/* A stream tells of the first program's input; what lies on a disk can be
 * asked for itself. */
static emg_status
add_bytes(emg_text *to, const kit_job *job, emg_source *source, bool stream,
          emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE] = "";
    emg_status status = EMG_OK;
    bool is_pipe = strcmp(job->path, "-") == 0;
    if (source && !stream)
        status = source->ops->fingerprint(source, fingerprint, error);
    else if (!is_pipe && !kit_is_folder(job->path))
        status = kit_fingerprint(job->path, fingerprint, error);
    kit_add_fingerprint(to, fingerprint);
    return status;
}

/* The table of channels beside a recording is read with it. */
static emg_status
add_channels(emg_text *to, const kit_job *job, emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE];
    struct stat about;
    bool there;
    char *path = emg_channel_table_path(job->path, error);
    if (!path)
        return EMG_NO_MEMORY;
    emg_status status = emg_place_look(path, &about, &there, error);
    if (there) {
        status = kit_fingerprint(path, fingerprint, error);
        emg_text_add(to, ",\"channels\":{\"name\":");
        emg_text_add_json(to, kit_base_name(path));
        emg_text_add(to, ",");
        if (!status)
            kit_add_fingerprint(to, fingerprint);
        emg_text_add(to, "}");
    }
    emg_free(path);
    return status;
}

static emg_status
add_origin(emg_text *to, emg_source *source, emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE] = "";
    const char *history = source->recording.history;
    emg_status status = source->ops->fingerprint(source, fingerprint, error);
    emg_text_add(to, ",\"origin\":{\"name\":");
    emg_text_add_json(to, source->recording.name);
    emg_text_add(to, ",");
    kit_add_fingerprint(to, fingerprint);
    emg_text_add(to, "},\"history\":");
    emg_text_add(to, history ? history : "[]");
    return status;
}

/* A list of the lines, which each end. */
static void
add_lines(emg_text *to, const char *name, const emg_text *lines, bool json)
{
    const char *line = lines->length ? lines->chars : "";
    emg_text_format(to, ",\"%s\":[", name);
    for (const char *comma = ""; *line; comma = ",") {
        size_t n = strcspn(line, "\n");
        char copy[1024];
        emg_text_add(to, comma);
        if (json) {
            emg_text_add_bytes(to, line, n);
        } else {
            size_t kept = n < sizeof copy ? n : sizeof copy - 1;
            memcpy(copy, line, kept);
            copy[kept] = 0;
            emg_text_add_json(to, copy);
        }
        line += n + 1;
    }
    emg_text_add(to, "]");
}

static void
add_warnings(emg_text *to, const kit_heard *heard)
{
    emg_text_add(to, ",\"warnings\":[");
    for (size_t i = 0; i < heard->n; i++) {
        emg_text one = {0};
        kit_add_plain(&one, &heard->warnings[i]);
        emg_text_add(to, i ? "," : "");
        emg_text_add_json(to, one.chars ? one.chars : "");
        emg_text_free(&one);
    }
    emg_text_add(to, "]");
}

emg_status
kit_add_input(emg_text *to, const kit_work *work, const kit_job *job,
              emg_source *source, emg_error *error)
{
    bool stream = source && kit_is_stream(source);
    emg_status status = EMG_OK;
    emg_text_add(to, "{\"name\":");
    /* a copy that tells nobody must not tell whose it is by a file's name */
    if (work->chosen->tool->copy)
        emg_text_add(to, "null");
    else
        emg_text_add_json(to, kit_base_name(job->path));
    emg_text_add(to, ",");
    status = add_bytes(to, job, source, stream, error);
    if (!status && source && strcmp(job->path, "-") != 0)
        status = add_channels(to, job, error);
    if (!status && source && strcmp(job->path, "-") != 0)
        status = kit_add_fields(to, job->path, error);
    if (!status && stream)
        status = add_origin(to, source, error);
    if (work->columns)
        add_lines(to, "found", &job->table.found, true);
    add_lines(to, "notes", &job->table.notes, false);
    if (!status)
        status = kit_add_cleaned(to, source, error);
    add_warnings(to, &job->heard);
    emg_text_add(to, "}");
    if (!status && job->heard.lost)
        status = emg_fail(error, EMG_NO_MEMORY, "no memory for warnings");
    return status;
}
