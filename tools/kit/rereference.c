/* Two steps, so that as many channels as there are cost no more than twice
 * each: a mean beside all channels, then that taken from them. */
#include "kit/rereference.h"

#include "kit/channel_names.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

typedef struct reference {
    int n;             /* channels of the recording */
    emg_place *places; /* of each, in file order */
    bool *marks;       /* those of the reference */
    int n_marked;
    int first; /* the first of them */
    emg_term *terms;
    emg_derived *list; /* room for one more than there are */
} reference;

static emg_status
mark(reference *self, const emg_recording *recording, const char *words,
     emg_error *error)
{
    emg_status status = EMG_OK;
    bool average = strcmp(words, "average") == 0;
    for (int i = 0; average && i < self->n; i++) {
        emg_place at = self->places[i];
        self->marks[i] =
            recording->groups[at.group].channels[at.lane].kind == EMG_KIND_EMG;
    }
    for (const char *at = words; !average && *at && !status;) {
        char word[128];
        size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        status = kit_mark(recording, word, self->marks, error);
        at += length + (at[length] == ',');
    }
    for (int i = self->n - 1; i >= 0; i--)
        if (self->marks[i]) {
            self->n_marked++;
            self->first = i;
        }
    if (!status && self->n_marked < (average ? 2 : 1))
        status = emg_fail(error, EMG_BAD_OPTION,
                          "--rereference: '%s' names %d channels of kind EMG",
                          words, self->n_marked);
    return status;
}

static bool
is_like(const emg_recording *recording, emg_place a, emg_place b)
{
    const emg_format *one = &recording->groups[a.group];
    const emg_format *two = &recording->groups[b.group];
    const emg_channel *x = &one->channels[a.lane], *y = &two->channels[b.lane];
    return one->rate.samples == two->rate.samples &&
           one->rate.seconds == two->rate.seconds && x->kind == y->kind &&
           strcmp(x->unit, y->unit) == 0;
}

/* All channels as they are, and the mean of those that are marked. */
static emg_source *
add_mean(reference *self, emg_source *source, emg_error *error)
{
    emg_term *mean = self->terms + self->n;
    int n = 0;
    for (int i = 0; i < self->n; i++) {
        int number = self->places[i].number;
        self->terms[i] = (emg_term){number, 1};
        self->list[i] = (emg_derived){.terms = &self->terms[i], .n_terms = 1};
        if (self->marks[i])
            mean[n++] = (emg_term){number, 1.0 / self->n_marked};
    }
    self->list[self->n] =
        (emg_derived){.terms = mean, .n_terms = n, .label = "mean"};
    return emg_derive_create(source, self->list, self->n + 1, error);
}

/* The channel with this number taken from all that are like the first marked
 * one; it is not among those that leave. said: for their prefilter texts. */
static emg_source *
take_from_all(reference *self, emg_source *source, int number, const char *said,
              emg_error *error)
{
    const emg_recording *recording = &source->recording;
    int n = 0;
    emg_recording_order(recording, self->places);
    for (int i = 0; i < self->n; i++) {
        emg_term *terms = self->terms + 2 * i;
        emg_place at = self->places[i];
        bool like = is_like(recording, at, self->places[self->first]);
        if (at.number == number)
            continue;
        terms[0] = (emg_term){at.number, 1};
        terms[1] = (emg_term){number, -1};
        self->list[n] = (emg_derived){.terms = terms, .n_terms = 1 + like};
        snprintf(self->list[n].label, sizeof self->list[n].label, "%s",
                 recording->groups[at.group].channels[at.lane].label);
        if (like)
            snprintf(self->list[n].said, sizeof self->list[n].said, "%s", said);
        n++;
    }
    return emg_derive_create(source, self->list, n, error);
}

static emg_source *
apply(reference *self, emg_source *source, const char *words, emg_error *error)
{
    char said[32];
    const emg_recording *recording = &source->recording;
    emg_recording_order(recording, self->places);
    if (mark(self, recording, words, error)) {
        emg_source_destroy(source);
        return NULL;
    }
    snprintf(said, sizeof said, "REF:%s", words);
    if (self->n_marked == 1)
        return take_from_all(self, source, self->places[self->first].number,
                             said, error);
    int n = self->n; /* numbers count from 1 behind a mean */
    source = add_mean(self, source, error);
    return source ? take_from_all(self, source, n + 1, said, error) : NULL;
}

emg_source *
kit_rereference(emg_source *source, const char *words, emg_error *error)
{
    reference self = {.n = emg_recording_channels(&source->recording)};
    size_t n = (size_t)self.n + 1;
    self.places = emg_new(n, sizeof *self.places, error);
    self.marks = emg_new(n, sizeof *self.marks, error);
    self.terms = emg_new(2 * n, sizeof *self.terms, error);
    self.list = emg_new(n, sizeof *self.list, error);
    if (self.places && self.marks && self.terms && self.list) {
        source = apply(&self, source, words, error);
    } else {
        emg_source_destroy(source);
        source = NULL;
    }
    emg_free(self.places);
    emg_free(self.marks);
    emg_free(self.terms);
    emg_free(self.list);
    return source;
}
