/* Sums of channels in place of these, and new names. */
#include "kit/derive.h"

#include "base/memory.h"
#include "base/number.h"
#include "kit/channel_names.h"
#include "kit/rereference.h"
#include "kit/sum.h"

#include <stdio.h>
#include <string.h>

typedef struct view {
    const emg_recording *recording;
    int n;             /* its channels */
    emg_place *places; /* of each, in file order */
    bool *taken;       /* a sum stands in its place */
    char (*names)[64]; /* new ones, "" where there is none */
    kit_sum *sums;
    int n_sums;
} view;

static const emg_channel *
channel_at(const view *self, int place)
{
    emg_place at = self->places[place];
    return &self->recording->groups[at.group].channels[at.lane];
}

static int
place_of(const view *self, int number)
{
    int place = 0;
    while (self->places[place].number != number)
        place++;
    return place;
}

/* ---- words ----------------------------------------------------------- */

static emg_status
read_sum(view *self, const char *word, emg_error *error)
{
    kit_sum *to = &self->sums[self->n_sums++];
    emg_status status = kit_sum_read(to, self->recording, word, error);
    for (int i = 0; i < to->n && !status; i++)
        self->taken[place_of(self, to->terms[i].number)] = true;
    return status;
}

static emg_status
read_sums(view *self, const kit_list *list, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < list->n && !status; i++)
        status = read_sum(self, list->items[i], error);
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
        char old[128];
        int number = 0;
        snprintf(old, sizeof old, "%.*s", (int)(is - at), at);
        if (kit_one_channel(self->recording, "names", old, &number, error))
            return error->status;
        int place = place_of(self, number);
        snprintf(self->names[place], sizeof self->names[place], "%.*s",
                 (int)(at + length - is - 1), is + 1);
        at += length + (at[length] == ',');
    }
    return EMG_OK;
}

/* ---- the new list of channels ---------------------------------------- */

static const char *
name_of(const view *self, int number)
{
    int place = place_of(self, number);
    const char *name = self->names[place];
    return name[0] ? name : channel_at(self, place)->label;
}

/* "EMG A-B" of "EMG A" and "EMG B": EDF's word for the kind stands once. */
static void
name_sum(const view *self, const kit_sum *one, char to[64])
{
    char whole[512];
    const char *first = name_of(self, one->terms[0].number);
    size_t kind = strcspn(first, " ") + 1, used = 0;
    for (int i = 0; i < one->n && used < sizeof whole; i++) {
        double weight = one->terms[i].weight;
        const char *name = name_of(self, one->terms[i].number);
        char factor[EMG_NUMBER_SIZE + 1] = "";
        if (i > 0 && strlen(first) > kind && strncmp(first, name, kind) == 0)
            name += kind;
        if (weight != 1 && weight != -1) {
            emg_number_print(factor, weight < 0 ? -weight : weight);
            strcat(factor, "*");
        }
        int n = snprintf(whole + used, sizeof whole - used, "%s%s%s",
                         weight < 0 ? "-"
                         : i > 0    ? "+"
                                    : "",
                         factor, name);
        used += (size_t)n;
    }
    emg_text_show(to, 64, whole);
}

static void
add_sum(const view *self, const kit_sum *one, emg_derived *to)
{
    if (one->label[0])
        emg_text_show(to->label, sizeof to->label, one->label);
    else
        name_sum(self, one, to->label);
    to->terms = one->terms;
    to->n_terms = one->n;
}

/* singles: room for a term a channel */
static int
list_channels(view *self, emg_derived *to, emg_term *singles)
{
    int n = 0;
    for (int i = 0; i < self->n; i++) {
        for (int s = 0; s < self->n_sums; s++)
            if (self->sums[s].terms[0].number == self->places[i].number)
                add_sum(self, &self->sums[s], &to[n++]);
        if (self->taken[i])
            continue;
        singles[i] = (emg_term){self->places[i].number, 1};
        to[n] = (emg_derived){.terms = &singles[i], .n_terms = 1};
        emg_text_show(to[n].label, sizeof to[n].label, self->names[i]);
        n++;
    }
    return n;
}

/* A list of all but what is taken, and of the sums. */
static emg_source *
build(view *self, emg_source *source, const kit_input *input, emg_error *error)
{
    size_t most = (size_t)(self->n + input->derive.n);
    emg_derived *list = emg_new(most, sizeof *list, error);
    emg_term *singles = emg_new((size_t)self->n, sizeof *singles, error);
    emg_source *made = NULL;
    bool failed = !list || !singles || read_sums(self, &input->derive, error);
    if (!failed && kit_renames(input))
        failed = read_names(self, input->names, error);
    if (failed)
        emg_source_destroy(source);
    else
        made = emg_derive_create(source, list,
                                 list_channels(self, list, singles), error);
    emg_free(list);
    emg_free(singles);
    return made;
}

static emg_source *
change_channels(emg_source *source, const kit_input *input, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(&source->recording);
    view self = {.recording = &source->recording, .n = (int)n};
    self.places = emg_new(n, sizeof *self.places, error);
    self.taken = emg_new(n, sizeof *self.taken, error);
    self.names = emg_new(n, sizeof *self.names, error);
    self.sums = emg_new((size_t)input->derive.n + 1, sizeof *self.sums, error);
    if (self.places && self.taken && self.names && self.sums) {
        emg_recording_order(&source->recording, self.places);
        source = build(&self, source, input, error);
    } else {
        emg_source_destroy(source);
        source = NULL;
    }
    emg_free(self.places);
    emg_free(self.taken);
    emg_free(self.names);
    emg_free(self.sums);
    return source;
}

bool
kit_renames(const kit_input *input)
{
    return input->names && strchr(input->names, '=');
}

emg_source *
kit_derive(emg_source *source, const kit_input *input, emg_error *error)
{
    if (input->derive.n > 0 || kit_renames(input))
        source = change_channels(source, input, error);
    return source && input->rereference
               ? kit_rereference(source, input->rereference, error)
               : source;
}
