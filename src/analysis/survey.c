/* Stretches and annotations, kept as they pass by. */
#include "analysis/survey.h"

#include "base/memory.h"

#include <math.h>

typedef struct survey_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_survey survey;
    size_t room_stretches, room_events;
    emg_recording recording;
} survey_sink;

static emg_status
survey_take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    survey_sink *self = (survey_sink *)sink;
    const emg_segment *segment = &block->segment;
    const emg_format *format = &self->recording.groups[block->group];
    size_t n = (size_t)segment->number + 1;
    emg_status status =
        emg_grow((void **)&self->survey.stretches, &self->room_stretches, n,
                 sizeof *self->survey.stretches, error);
    if (status)
        return status;
    emg_stretch *stretch = &self->survey.stretches[n - 1];
    int64_t frames =
        block->first_frame + block->n_frames - segment->first_frame;
    stretch->onset_s = (double)((long double)segment->start / EMG_TICKS_PER_S);
    stretch->duration_s =
        fmax(stretch->duration_s,
             (double)((long double)frames * (long double)format->rate.seconds /
                      (long double)format->rate.samples));
    if (self->survey.n_stretches < n)
        self->survey.n_stretches = n;
    return EMG_OK;
}

static emg_status
survey_event(emg_sink *sink, const emg_event *event, emg_error *error)
{
    survey_sink *self = (survey_sink *)sink;
    emg_survey *survey = &self->survey;
    if (emg_grow((void **)&survey->events, &self->room_events,
                 survey->n_events + 1, sizeof *survey->events, error))
        return EMG_NO_MEMORY;
    emg_event copy = *event;
    copy.text = emg_text_copy(event->text ? event->text : "", error);
    if (!copy.text)
        return EMG_NO_MEMORY;
    survey->events[survey->n_events++] = copy;
    return EMG_OK;
}

static emg_status
survey_finish(emg_sink *sink, emg_error *error)
{
    (void)sink;
    (void)error;
    return EMG_OK;
}

static void
survey_destroy(emg_sink *sink)
{
    survey_sink *self = (survey_sink *)sink;
    for (size_t i = 0; i < self->survey.n_events; i++)
        emg_free((char *)self->survey.events[i].text);
    emg_free(self->survey.events);
    emg_free(self->survey.stretches);
    emg_recording_clear(&self->recording);
    emg_free(self);
}

static const emg_sink_ops survey_ops = {
    .name = "survey",
    .event = survey_event,
    .take = survey_take,
    .destroy = survey_destroy,
    .finish = survey_finish,
};

const emg_survey *
emg_survey_of(const emg_sink *sink)
{
    return &((const survey_sink *)sink)->survey;
}

emg_sink *
emg_survey_create(const emg_recording *recording, emg_error *error)
{
    survey_sink *self = emg_new(1, sizeof *self, error);
    emg_status status =
        self ? emg_recording_copy(&self->recording, recording, error)
             : EMG_NO_MEMORY;
    if (self)
        self->sink.ops = &survey_ops;
    if (self && status) {
        survey_destroy(&self->sink);
        self = NULL;
    }
    return self ? &self->sink : NULL;
}
