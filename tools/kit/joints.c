/* Groups from words, single muscles from pairs. */
#include "kit/joints.h"

#include "base/memory.h"
#include "kit/channel_names.h"
#include "kit/conditioning.h"
#include "kit/reference.h"

#include <string.h>

static emg_status
put(kit_joints *self, const emg_group_pair *pair, emg_error *error)
{
    if (emg_grow((void **)&self->items, &self->room, self->n + 1,
                 sizeof *self->items, error))
        return EMG_NO_MEMORY;
    self->items[self->n++] = *pair;
    return EMG_OK;
}

/* ---- groups ----------------------------------------------------------------
 */

static emg_status
add_marked(emg_muscle_group *group, const emg_recording *recording,
           const bool *marks, const emg_place *places, emg_error *error)
{
    int n = emg_recording_channels(recording);
    for (int i = 0; i < n; i++) {
        if (!marks[i])
            continue;
        if (group->n == EMG_MOST_IN_GROUP)
            return emg_fail(error, EMG_BAD_OPTION,
                            "a group holds at most %d muscles",
                            EMG_MOST_IN_GROUP);
        group->numbers[group->n++] = places[i].number;
    }
    return EMG_OK;
}

/* "A+B+C", n characters of it. */
static emg_status
read_side(emg_muscle_group *group, const char *text, size_t n,
          const emg_recording *recording, emg_error *error)
{
    int n_channels = emg_recording_channels(recording);
    bool *marks = emg_new((size_t)n_channels, sizeof *marks, error);
    emg_place *places = emg_new((size_t)n_channels, sizeof *places, error);
    char *copy = emg_text_copy(text, error), *rest = copy;
    emg_status status = marks && places && copy ? EMG_OK : EMG_NO_MEMORY;
    if (!status) {
        copy[n] = 0;
        emg_recording_order(recording, places);
    }
    while (!status && rest) {
        const char *name = strsep(&rest, "+");
        memset(marks, 0, (size_t)n_channels * sizeof *marks);
        status = kit_mark(recording, name, marks, error);
        if (!status)
            status = add_marked(group, recording, marks, places, error);
    }
    emg_free(marks);
    emg_free(places);
    emg_free(copy);
    return status;
}

static emg_status
add_word(kit_joints *self, const char *word, const emg_recording *recording,
         emg_error *error)
{
    const char *colon = strchr(word, ':');
    emg_group_pair pair = {0};
    if (!colon)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--pair %.60s: write groups as A+B:C+D", word);
    emg_status status =
        read_side(&pair.a, word, (size_t)(colon - word), recording, error);
    if (!status)
        status =
            read_side(&pair.b, colon + 1, strlen(colon + 1), recording, error);
    return status ? status : put(self, &pair, error);
}

static void
set_side(emg_muscle_group *side, const kit_references *references)
{
    for (int k = 0; k < side->n; k++) {
        const kit_reference *one =
            kit_reference_of(references, side->numbers[k]);
        if (one && !one->state)
            side->mvc[k] = one->value;
    }
}

static emg_status
set_mvc(kit_joints *self, const kit_list *mvc, const emg_source *source,
        const kit_chosen *chosen, emg_error *error)
{
    kit_references found = {0};
    emg_conditioning how;
    emg_status status = kit_conditioning_choose(&how, chosen, error);
    if (!status)
        status = kit_references_find(&found, mvc, source, &how, chosen, error);
    for (size_t i = 0; i < self->n && !status; i++) {
        set_side(&self->items[i].a, &found);
        set_side(&self->items[i].b, &found);
    }
    kit_references_free(&found);
    return status;
}

emg_status
kit_joints_find(kit_joints *self, const kit_asked *asked,
                const kit_chosen *chosen, const emg_source *source,
                kit_table *notes, emg_error *error)
{
    const emg_recording *recording = &source->recording;
    kit_pairs pairs = {0};
    kit_list plain = {0};
    emg_pair like = {0};
    emg_status status = EMG_OK;
    plain.items = emg_new((size_t)asked->pairs->n, sizeof *plain.items, error);
    if (!plain.items)
        return EMG_NO_MEMORY;
    for (int i = 0; i < asked->pairs->n && !status; i++) {
        if (strchr(asked->pairs->items[i], '+'))
            status = add_word(self, asked->pairs->items[i], recording, error);
        else
            plain.items[plain.n++] = asked->pairs->items[i];
    }
    if (!status && asked->all)
        status =
            kit_pairs_all(&pairs, chosen, asked->task, recording, &like, error);
    else if (!status && (self->n == 0 || plain.n > 0 || asked->montage))
        status = kit_pairs_find(&pairs, &plain, asked->montage, recording,
                                &like, notes, error);
    for (size_t i = 0; i < pairs.n && !status; i++) {
        const emg_pair *p = &pairs.items[i];
        emg_group_pair one = {{1, {p->a}, {p->mvc_a}}, {1, {p->b}, {p->mvc_b}}};
        status = put(self, &one, error);
    }
    if (!status)
        status = set_mvc(self, asked->mvc, source, chosen, error);
    kit_pairs_free(&pairs);
    emg_free(plain.items);
    return status;
}

void
kit_joints_free(kit_joints *self)
{
    emg_free(self->items);
    *self = (kit_joints){0};
}

/* ---- their channels --------------------------------------------------------
 */

static bool
holds(const emg_muscle_group *group, int number)
{
    for (int k = 0; k < group->n; k++)
        if (group->numbers[k] == number)
            return true;
    return false;
}

emg_status
kit_joints_select(const kit_joints *self, emg_source *source, emg_error *error)
{
    int n = emg_recording_channels(&source->recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    emg_use *uses = emg_new((size_t)n, sizeof *uses, error);
    emg_status status = places && uses ? EMG_OK : EMG_NO_MEMORY;
    if (!status)
        emg_recording_order(&source->recording, places);
    for (int i = 0; i < n && !status; i++)
        for (size_t p = 0; p < self->n; p++)
            if (holds(&self->items[p].a, places[i].number) ||
                holds(&self->items[p].b, places[i].number))
                uses[i] = EMG_TREAT;
    if (!status)
        status = emg_source_select(source, uses, error);
    emg_free(places);
    emg_free(uses);
    return status;
}
