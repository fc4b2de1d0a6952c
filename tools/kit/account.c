/* Sidecars hold no time, host, user or folder: the same work gives the same
 * bytes. */
#include "kit/account.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/place.h"
#include "io/channel_table.h"
#include "kit/cleaning.h"
#include "kit/described.h"
#include "kit/folder.h"
#include "kit/indent.h"
#include "kit/message.h"
#include "kit/files.h"
#include "kit/parameters.h"
#include "kit/seal.h"

#include <string.h>
#include <unistd.h>

/* ---- counting ------------------------------------------------------------ */

typedef struct counter {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_sink *inner;
    kit_account *account;
} counter;

static emg_status
count_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    counter *self = (counter *)sink;
    self->account->frames[block->group] += block->n_frames;
    return self->inner->ops->take(self->inner, block, error);
}

static emg_status
count_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    counter *self = (counter *)sink;
    if (!self->inner->ops->event)
        return EMG_OK;
    self->account->n_events++;
    return self->inner->ops->event(self->inner, event, error);
}

static bool
is_empty(const kit_account *account)
{
    int64_t frames = 0;
    for (int g = 0; g < account->leaving->n_groups; g++)
        frames += account->frames[g];
    return frames == 0;
}

/* A recording is the last to get its name: it stands for all of its files. */
static emg_status
count_finish(emg_sink *sink, emg_error *error)
{
    counter *self = (counter *)sink;
    if (is_empty(self->account))
        return emg_fail(error, EMG_BAD_FILE, "there is no sample to write");
    emg_output *beside = self->account->beside;
    emg_status status = beside ? emg_output_finish(beside, error) : EMG_OK;
    return status ? status : self->inner->ops->finish(self->inner, error);
}

static void
count_destroy(emg_sink *sink)
{
    counter *self = (counter *)sink;
    emg_sink_destroy(self->inner);
    emg_free(self);
}

emg_sink *
kit_count_create(emg_sink *inner, kit_account *account,
                 const emg_recording *leaving, emg_error *error)
{
    static const emg_sink_ops ops = {.name = "count",
                                     .take = count_take,
                                     .event = count_event,
                                     .finish = count_finish,
                                     .destroy = count_destroy};
    counter *self = inner ? emg_new(1, sizeof *self, error) : NULL;
    account->leaving = leaving;
    account->n_events = 0;
    emg_free(account->frames);
    account->frames =
        emg_new((size_t)leaving->n_groups, sizeof *account->frames, error);
    if (!self || !account->frames) {
        emg_sink_destroy(inner);
        emg_free(self);
        return NULL;
    }
    *self = (counter){.sink = {&ops}, .inner = inner, .account = account};
    return &self->sink;
}

/* ---- an input ------------------------------------------------------------ */

static void
add_fingerprint(emg_text *to, const char *fingerprint)
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
    add_fingerprint(to, fingerprint);
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
            add_fingerprint(to, fingerprint);
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
    add_fingerprint(to, fingerprint);
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

/* ---- the sidecar --------------------------------------------------------- */

static void
add_groups(emg_text *to, const kit_account *self)
{
    const emg_recording *leaving = self->leaving;
    emg_text_format(to, ",\"counts\":{\"channels\":%d,\"groups\":[",
                    emg_recording_channels(leaving));
    for (int g = 0; g < leaving->n_groups; g++) {
        emg_text_add(to, g ? ",{\"rate_hz\":" : "{\"rate_hz\":");
        emg_text_add_number(to, leaving->groups[g].rate_hz);
        emg_text_format(to, ",\"channels\":%d,\"frames\":%lld}",
                        leaving->groups[g].n_channels,
                        (long long)self->frames[g]);
    }
    emg_text_format(to, "],\"events\":%lld", (long long)self->n_events);
}

static void
add_counts(emg_text *to, const kit_account *self, const emg_written *file)
{
    if (self->leaving)
        add_groups(to, self);
    else if (self->work->columns && self->n_rows >= 0)
        emg_text_format(to, ",\"counts\":{\"rows\":%lld",
                        (long long)self->n_rows);
    else
        return;
    if (self->leaving)
        emg_text_format(to, ",\"clipped\":%lld", (long long)file->clipped);
    emg_text_add(to, "}");
}

static emg_status
compose(emg_text *to, kit_account *self, const emg_written *file,
        emg_error *error)
{
    const emg_text *step = &self->work->step;
    emg_status status = EMG_OK;
    emg_text_format(to, "{\"emg_provenance\":%d,", KIT_SIDECAR_VERSION);
    emg_text_add_bytes(to, step->chars + 1, step->length - 2); /* it goes on */
    emg_text_add(to, ",\"inputs\":[");
    if (self->inputs)
        emg_text_add_bytes(to, self->inputs->chars, self->inputs->length);
    else if (!self->work->chosen->tool->generate)
        status = kit_add_input(to, self->work, self->job, self->source, error);
    emg_text_add(to, "],\"output\":{\"name\":");
    emg_text_add_json(to, file->name);
    emg_text_format(to, ",\"bytes\":%lld,\"xxh3_128\":\"%s\",\"beside\":[",
                    (long long)file->bytes, file->fingerprint);
    emg_text_add_bytes(to, self->told.chars ? self->told.chars : "",
                       self->told.length);
    emg_text_add(to, "]}");
    add_counts(to, self, file);
    emg_text_add(to, "}");
    return status;
}

/* The last file of a recording tells of those before it. */
static void
remember(kit_account *self, const emg_written *file)
{
    emg_text_add(&self->told, self->told.length ? ",{\"name\":" : "{\"name\":");
    emg_text_add_json(&self->told, file->name);
    emg_text_add(&self->told, ",");
    add_fingerprint(&self->told, file->fingerprint);
    emg_text_add(&self->told, "}");
}

static const char *
tell(void *to, const emg_written *file, emg_error *error)
{
    kit_account *self = to;
    emg_text line = {0};
    emg_status status = compose(&line, self, file, error);
    remember(self, file);
    emg_text_clear(&self->text);
    if (!status && !line.status)
        kit_add_indented(&self->text, line.chars);
    if (!status)
        status = kit_seal_add(&self->text, error);
    if (!status && (line.status || self->text.status || self->told.status))
        status = emg_fail(error, EMG_NO_MEMORY, "no memory for the sidecar");
    emg_text_free(&line);
    return status ? NULL : self->text.chars;
}

emg_provenance
kit_provenance(kit_account *account)
{
    return (emg_provenance){tell, account};
}

void
kit_account_clear(kit_account *account)
{
    emg_free(account->frames);
    emg_text_free(&account->told);
    emg_text_free(&account->text);
}
