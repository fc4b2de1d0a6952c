/* Options that change a recording before a program looks at it. */
#include "kit/view.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

typedef struct difference {
    int plus, minus; /* places in file order */
} difference;

typedef struct view {
    const emg_recording *recording;
    int n;             /* its channels */
    emg_place *places; /* of each, in file order */
    bool *marks;
    bool *taken;       /* a difference stands in its place */
    char (*names)[64]; /* new ones, "" where there is none */
    difference *differences;
    int n_differences;
} view;

const char *
kit_names_to_give(const kit_chosen *chosen)
{
    const char *names = chosen->input.names;
    return names && strchr(names, '=') ? NULL : names;
}

static const emg_channel *
channel_at(const view *self, int place)
{
    emg_place at = self->places[place];
    return &self->recording->groups[at.group].channels[at.lane];
}

/* ---- words ----------------------------------------------------------- */

/* The one channel that word[0..length) names; -1 and *error where it names
 * none, or more than one. */
static int
find(view *self, const char *option, const char *word, size_t length,
     emg_error *error)
{
    char name[128];
    int place = -1, n = 0;
    snprintf(name, sizeof name, "%.*s", (int)length, word);
    memset(self->marks, 0, (size_t)self->n * sizeof *self->marks);
    if (kit_mark(self->recording, name, self->marks, error))
        return -1;
    for (int i = 0; i < self->n; i++)
        if (self->marks[i]) {
            place = i;
            n++;
        }
    if (n == 1)
        return place;
    emg_fail(error, EMG_BAD_OPTION, "--%s: '%s' names %d channels, not one",
             option, name, n);
    return -1;
}

/* The dash that has a channel on both sides; the first is blamed if none. */
static emg_status
read_difference(view *self, const char *word, emg_error *error)
{
    emg_error first = EMG_NO_ERROR;
    difference *found = &self->differences[self->n_differences];
    for (const char *dash = word; (dash = strchr(dash, '-')); dash++) {
        emg_error trouble = EMG_NO_ERROR;
        const char *rest = dash + 1;
        found->plus =
            find(self, "derive", word, (size_t)(dash - word), &trouble);
        if (found->plus >= 0)
            found->minus = find(self, "derive", rest, strlen(rest), &trouble);
        if (found->plus >= 0 && found->plus == found->minus)
            return emg_fail(error, EMG_BAD_OPTION,
                            "--derive: '%s' takes a channel from itself: "
                            "nothing is left",
                            word);
        if (found->plus >= 0 && found->minus >= 0) {
            self->taken[found->plus] = self->taken[found->minus] = true;
            self->n_differences++;
            return EMG_OK;
        }
        if (!first.status)
            first = trouble;
    }
    if (!first.status)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--derive: '%s' is no difference; write it as A-B",
                        word);
    if (error && !error->status)
        *error = first;
    return first.status;
}

static emg_status
read_differences(view *self, const kit_list *list, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < list->n && !status; i++)
        status = read_difference(self, list->items[i], error);
    return status;
}

/* "OLD=NEW,OLD=NEW" */
static emg_status
read_names(view *self, const char *names, emg_error *error)
{
    for (const char *at = names; *at;) {
        size_t length = strcspn(at, ",");
        const char *is = memchr(at, '=', length);
        if (!is || is == at || is + 1 == at + length)
            return emg_fail(error, EMG_BAD_OPTION,
                            "--names: '%.*s' is not OLD=NEW, as others are",
                            (int)length, at);
        int place = find(self, "names", at, (size_t)(is - at), error);
        if (place < 0)
            return EMG_BAD_OPTION;
        snprintf(self->names[place], sizeof self->names[place], "%.*s",
                 (int)(at + length - is - 1), is + 1);
        at += length + (at[length] == ',');
    }
    return EMG_OK;
}

/* ---- the new list of channels ---------------------------------------- */

static const char *
name_of(const view *self, int place)
{
    const char *name = self->names[place];
    return name[0] ? name : channel_at(self, place)->label;
}

/* "EMG A-B" of "EMG A" and "EMG B": EDF's word for the kind stands once. */
static void
name_difference(const view *self, difference one, char to[64])
{
    const char *plus = name_of(self, one.plus);
    const char *minus = name_of(self, one.minus);
    size_t kind = strcspn(plus, " ") + 1;
    if (strlen(plus) > kind && strncmp(plus, minus, kind) == 0)
        minus += kind;
    char whole[160];
    snprintf(whole, sizeof whole, "%s-%s", plus, minus);
    emg_text_show(to, 64, whole);
}

static int
list_channels(const view *self, emg_derived *to)
{
    int n = 0;
    for (int i = 0; i < self->n; i++) {
        for (int d = 0; d < self->n_differences; d++) {
            difference one = self->differences[d];
            if (one.plus != i)
                continue;
            to[n].plus = self->places[one.plus].number;
            to[n].minus = self->places[one.minus].number;
            name_difference(self, one, to[n++].label);
        }
        if (self->taken[i])
            continue;
        to[n].plus = self->places[i].number;
        emg_text_show(to[n].label, sizeof to[n].label, self->names[i]);
        n++;
    }
    return n;
}

static emg_source *
derive(view *self, emg_source *source, const kit_input *input, emg_error *error)
{
    size_t most = (size_t)(self->n + input->derive.n);
    emg_derived *list = emg_new(most, sizeof *list, error);
    bool failed = !list || read_differences(self, &input->derive, error);
    if (!failed && input->names && strchr(input->names, '='))
        failed = read_names(self, input->names, error);
    if (failed)
        emg_source_destroy(source);
    emg_source *made =
        failed
            ? NULL
            : emg_derive_create(source, list, list_channels(self, list), error);
    emg_free(list);
    return made;
}

static emg_source *
change_channels(emg_source *source, const kit_input *input, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(&source->recording);
    view self = {.recording = &source->recording, .n = (int)n};
    self.places = emg_new(n, sizeof *self.places, error);
    self.marks = emg_new(n, sizeof *self.marks, error);
    self.taken = emg_new(n, sizeof *self.taken, error);
    self.names = emg_new(n, sizeof *self.names, error);
    self.differences =
        emg_new((size_t)input->derive.n + 1, sizeof *self.differences, error);
    if (self.places && self.marks && self.taken && self.names &&
        self.differences) {
        emg_recording_order(&source->recording, self.places);
        source = derive(&self, source, input, error);
    } else {
        emg_source_destroy(source);
        source = NULL;
    }
    emg_free(self.places);
    emg_free(self.marks);
    emg_free(self.taken);
    emg_free(self.names);
    emg_free(self.differences);
    return source;
}

#define INTERPOLATED_S 0.01 /* a few samples: less than any burst */

emg_source *
kit_split(emg_source *source, const kit_chosen *chosen, emg_error *error)
{
    return source && chosen->input.nan == KIT_NAN_SPLIT
               ? emg_split_create(source, INTERPOLATED_S, error)
               : source;
}

emg_source *
kit_view(emg_source *source, const kit_chosen *chosen, bool shift,
         emg_error *error)
{
    const kit_input *input = &chosen->input;
    bool renames = input->names && strchr(input->names, '=');
    if (input->derive.n > 0 || renames)
        source = change_channels(source, input, error);
    if (source && input->time.to_s > 0)
        source = emg_cut_create(source, input->time.from_s, input->time.to_s,
                                shift, error);
    return kit_split(source, chosen, error);
}
