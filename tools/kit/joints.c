/* Groups from words, single muscles from pairs. */
#include "kit/joints.h"

#include "base/memory.h"

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

static emg_status
set_mvc(kit_joints *self, const kit_list *mvc, const emg_recording *recording,
        emg_error *error)
{
    kit_pairs alone = {0};
    emg_pair like = {0};
    emg_status status = kit_pairs_alone(&alone, recording, &like, error);
    if (!status)
        status = kit_pairs_set_mvc(&alone, mvc, recording, error);
    for (size_t i = 0; i < self->n && !status; i++) {
        emg_muscle_group *sides[] = {&self->items[i].a, &self->items[i].b};
        for (int s = 0; s < 2; s++)
            for (int k = 0; k < sides[s]->n; k++)
                for (size_t c = 0; c < alone.n; c++)
                    if (alone.items[c].a == sides[s]->numbers[k])
                        sides[s]->mvc[k] = alone.items[c].mvc_a;
    }
    kit_pairs_free(&alone);
    return status;
}

emg_status
kit_joints_find(kit_joints *self, const kit_list *asked, const char *montage,
                bool all, const kit_list *mvc, const kit_chosen *chosen,
                const emg_recording *recording, kit_table *notes,
                emg_error *error)
{
    kit_pairs pairs = {0};
    kit_list plain = {0};
    emg_pair like = {0};
    emg_status status = EMG_OK;
    plain.items = emg_new((size_t)asked->n, sizeof *plain.items, error);
    if (!plain.items)
        return EMG_NO_MEMORY;
    for (int i = 0; i < asked->n && !status; i++) {
        if (strchr(asked->items[i], '+'))
            status = add_word(self, asked->items[i], recording, error);
        else
            plain.items[plain.n++] = asked->items[i];
    }
    if (!status && all)
        status = kit_pairs_all(&pairs, chosen, recording, &like, error);
    else if (!status && (self->n == 0 || plain.n > 0 || montage))
        status = kit_pairs_find(&pairs, &plain, montage, recording, &like,
                                notes, error);
    for (size_t i = 0; i < pairs.n && !status; i++) {
        emg_group_pair one = {{1, {pairs.items[i].a}, {0}},
                              {1, {pairs.items[i].b}, {0}}};
        status = put(self, &one, error);
    }
    if (!status)
        status = set_mvc(self, mvc, recording, error);
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
