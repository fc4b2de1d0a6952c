/* From triggers, or from stretches without a gap, to trials. */
#include "kit/trials.h"

#include "analysis/survey.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

static const emg_channel *
channel_called(const emg_recording *recording, const char *label)
{
    for (int g = 0; label && g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (strcasecmp(recording->groups[g].channels[c].label, label) == 0)
                return &recording->groups[g].channels[c];
    return NULL;
}

static emg_status
add_trigger(kit_trials *self, size_t *room, double time_s, emg_error *error)
{
    if (emg_grow((void **)&self->triggers, room, (size_t)self->n + 1,
                 sizeof *self->triggers, error))
        return EMG_NO_MEMORY;
    self->triggers[self->n++] = time_s;
    return EMG_OK;
}

static emg_status
from_channel(kit_trials *self, size_t *room, emg_source *source, int number,
             double level, emg_error *error)
{
    emg_analysis *rises =
        emg_triggers_create(&source->recording, number, level, error);
    emg_status status =
        rises ? emg_analyse(source, rises, 0, error) : EMG_NO_MEMORY;
    int n = 0;
    const double *times = status ? NULL : emg_triggers_times(rises, &n);
    for (int i = 0; i < n && !status; i++)
        status = add_trigger(self, room, times[i], error);
    emg_analysis_destroy(rises);
    return status ? status : source->ops->rewind(source, error);
}

static int
by_time(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static emg_status
from_annotations(kit_trials *self, size_t *room, const emg_survey *survey,
                 const char *text, emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t i = 0; i < survey->n_events && !status; i++)
        if (strcasecmp(survey->events[i].text, text) == 0)
            status = add_trigger(self, room, survey->events[i].onset_s, error);
    if (self->n > 0)
        qsort(self->triggers, (size_t)self->n, sizeof *self->triggers, by_time);
    return status;
}

static emg_status
from_stretches(kit_trials *self, const emg_survey *survey, emg_error *error)
{
    size_t n = survey->n_stretches;
    self->items = emg_new(n, sizeof *self->items, error);
    self->triggers = emg_new(n, sizeof *self->triggers, error);
    if (!self->items || !self->triggers)
        return EMG_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const emg_stretch *one = &survey->stretches[i];
        double end_s = i + 1 < n ? one[1].onset_s : HUGE_VAL;
        self->items[i] = (emg_trial){one->onset_s, end_s, one->onset_s};
        self->triggers[i] = NAN;
    }
    self->n = (int)n;
    return EMG_OK;
}

static emg_status
from_triggers(kit_trials *self, const kit_single *single, emg_error *error)
{
    self->items = emg_new((size_t)self->n, sizeof *self->items, error);
    if (!self->items)
        return EMG_NO_MEMORY;
    for (int i = 0; i < self->n; i++) {
        double at_s = self->triggers[i];
        double next_s = i + 1 < self->n ? self->triggers[i + 1] : HUGE_VAL;
        self->items[i] =
            (emg_trial){.from_s = at_s - single->baseline_s,
                        .to_s = fmin(at_s + single->window.to_s, next_s),
                        .first_s = at_s + single->window.from_s};
    }
    return EMG_OK;
}

static emg_status
find_triggers(kit_trials *self, const kit_single *single, int number,
              emg_source *source, const emg_survey *survey, emg_error *error)
{
    size_t room = 0;
    emg_status status =
        number > 0
            ? from_channel(self, &room, source, number, single->level, error)
            : from_annotations(self, &room, survey, single->trigger, error);
    if (!status && self->n == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        number > 0 ? "the trigger channel '%s' never rises; "
                                     "give its level with --trigger-level"
                                   : "'%s' is neither a channel nor an "
                                     "annotation; emg-info --annotations lists "
                                     "annotations",
                        single->trigger);
    return status ? status : from_triggers(self, single, error);
}

emg_status
kit_trials_find(kit_trials *self, const kit_single *single, emg_source *source,
                const kit_chosen *chosen, emg_error *error)
{
    const emg_channel *trigger =
        channel_called(&source->recording, single->trigger);
    int number = trigger ? trigger->number : 0;
    if (kit_select(chosen, source, true, number, error))
        return error->status;
    emg_sink *survey = emg_survey_create(&source->recording, error);
    emg_status status =
        survey ? emg_run(source, NULL, survey, 0, error) : EMG_NO_MEMORY;
    if (!status)
        status = source->ops->rewind(source, error);
    if (!status && !single->trigger)
        status = from_stretches(self, emg_survey_of(survey), error);
    else if (!status)
        status = find_triggers(self, single, number, source,
                               emg_survey_of(survey), error);
    if (survey)
        emg_sink_destroy(survey);
    return status;
}

void
kit_trials_free(kit_trials *self)
{
    emg_free(self->items);
    emg_free(self->triggers);
    *self = (kit_trials){0};
}
