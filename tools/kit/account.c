/* Sidecars hold no time, host, user or folder: the same work gives the same
 * bytes. */
#include "kit/account.h"

#include "base/memory.h"
#include "kit/add_input.h"
#include "kit/indent.h"
#include "kit/parameters.h"
#include "kit/seal.h"

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
    kit_add_fingerprint(&self->told, file->fingerprint);
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
