/* Windows in time. */
#include "kit/epochs.h"

#include "analysis/survey.h"
#include "base/memory.h"
#include "kit/events.h"
#include "kit/namesakes.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define ANNOTATION "annotation:"

static bool
are_annotations(const char *word)
{
    return strncmp(word, ANNOTATION, strlen(ANNOTATION)) == 0;
}

static emg_status
add(kit_epochs *self, double from_s, double to_s, emg_error *error)
{
    if (!(to_s > from_s))
        return EMG_OK;
    if (emg_grow((void **)&self->items, &self->room, self->n + 1,
                 sizeof *self->items, error))
        return EMG_NO_MEMORY;
    self->items[self->n++] = (emg_epoch){from_s, to_s};
    return EMG_OK;
}

static emg_status
add_event(kit_epochs *self, const emg_event *event, emg_error *error)
{
    return add(self, event->onset_s, event->onset_s + event->duration_s, error);
}

static emg_status
from_annotations(kit_epochs *self, const char *text, emg_source *source,
                 emg_error *error)
{
    emg_sink *sink = emg_survey_create(&source->recording, error);
    emg_status status =
        sink ? emg_run(source, NULL, sink, 0, error) : EMG_NO_MEMORY;
    const emg_survey *survey = status ? NULL : emg_survey_of(sink);
    for (size_t i = 0; !status && i < survey->n_events; i++)
        if (strcasecmp(survey->events[i].text, text) == 0)
            status = add_event(self, &survey->events[i], error);
    if (sink)
        emg_sink_destroy(sink);
    return status ? status : source->ops->rewind(source, error);
}

static emg_status
from_table(kit_epochs *self, const char *path, const emg_recording *recording,
           emg_error *error)
{
    kit_events table = {0};
    emg_status status = kit_events_read(&table, path, NULL, error);
    for (size_t i = 0; i < table.n && !status; i++) {
        const kit_event *row = &table.rows[i];
        bool ours = !row->file[0] || strcmp(row->file, recording->name) == 0;
        if (ours && !isnan(row->event.onset_s))
            status = add_event(self, &row->event, error);
    }
    kit_events_free(&table);
    return status;
}

emg_status
kit_epochs_find(kit_epochs *self, const char *word, emg_source *source,
                emg_error *error)
{
    if (!word)
        return add(self, -HUGE_VAL, HUGE_VAL, error);
    bool annotated = are_annotations(word);
    emg_status status =
        annotated
            ? from_annotations(self, word + strlen(ANNOTATION), source, error)
            : from_table(self, word, &source->recording, error);
    if (!status && self->n == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--epochs: no event with a duration is %s",
                        annotated ? "called so" : "of this recording");
    return status;
}

void
kit_epochs_free(kit_epochs *self)
{
    emg_free(self->items);
    *self = (kit_epochs){0};
}

emg_status
kit_epochs_check(const char *word, const struct kit_work *work,
                 emg_error *error)
{
    return !word || are_annotations(word)
               ? EMG_OK
               : kit_namesakes_refuse(work, word, "--epochs", error);
}
