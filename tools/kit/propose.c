/* Pairs from labels alone. */
#include "kit/propose.h"

#include "kit/muscle.h"

#include <string.h>

static bool
are_antagonists(const emg_muscle_name *a, const emg_muscle_name *b,
                const emg_antagonists *of)
{
    if (!a->muscle || !b->muscle || strcmp(a->muscle, of->a) != 0 ||
        strcmp(b->muscle, of->b) != 0)
        return false;
    return of->across ? a->side == EMG_SIDE_LEFT && b->side == EMG_SIDE_RIGHT
                      : a->side == b->side;
}

static bool
is_pair_of(const char *region, const emg_muscle_name *a,
           const emg_muscle_name *b)
{
    size_t n = 0;
    const emg_antagonists *known = emg_antagonist_pairs(&n);
    for (size_t p = 0; p < n; p++)
        if ((!region || strcmp(region, known[p].region) == 0) &&
            are_antagonists(a, b, &known[p]))
            return true;
    return false;
}

static emg_muscle_scene
scene_of(const kit_roll *all)
{
    emg_muscle_scene scene = {0};
    for (int i = 0; i < all->n; i++)
        emg_muscle_scene_add(&scene, kit_roll_at(all, i)->label);
    for (int i = 0; i < all->n; i++)
        emg_muscle_scene_add(&scene, kit_roll_at(all, i)->muscle);
    return scene;
}

/* What a table of channels says that is of no use. */
static void
tell_table(const emg_channel *channel, kit_table *notes)
{
    if (kit_sides_differ(channel))
        kit_note(notes,
                 "%s and its muscle, %s, are of different sides: it is in no "
                 "assumed pair",
                 channel->label, channel->muscle);
    else if (strchr(channel->muscle, ',') && !kit_muscle_of(channel).muscle)
        kit_note(notes,
                 "%s is of several muscles, %s: it is in no assumed pair",
                 channel->label, channel->muscle);
}

/* A label that can be read in two ways is not passed over in silence. */
static void
tell_doubts(const kit_roll *all, const emg_muscle_scene *scene,
            kit_table *notes)
{
    for (int i = 0; i < all->n; i++) {
        const emg_channel *channel = kit_roll_at(all, i);
        const char *label = channel->label;
        tell_table(channel, notes);
        switch (kit_muscle_in(scene, channel).doubt) {
        case EMG_DOUBT_BICEPS:
            kit_note(notes,
                     "%s is of arm or thigh: it is in no assumed pair; name "
                     "it BB or BF with --names, or give --pair",
                     label);
            break;
        case EMG_DOUBT_TA:
            kit_note(notes,
                     "%s is taken for thyroarytenoid, not tibialis anterior, "
                     "beside other muscles of the larynx",
                     label);
            break;
        case EMG_NO_DOUBT:
            break;
        }
    }
}

static bool
may_be_assumed(const emg_channel *channel)
{
    return !channel->bad && !kit_sides_differ(channel);
}

static void
tell_pair(const emg_channel *a, const emg_channel *b, kit_table *notes)
{
    if (emg_muscle_of(a->muscle).muscle || emg_muscle_of(b->muscle).muscle)
        kit_note(notes,
                 "assumed pair %s : %s, from the table of channels: %s, %s",
                 a->label, b->label, a->muscle[0] ? a->muscle : a->label,
                 b->muscle[0] ? b->muscle : b->label);
    else
        kit_note(notes, "assumed pair %s : %s, from their labels", a->label,
                 b->label);
}

emg_status
kit_propose(kit_pairs *pairs, const kit_roll *all, const char *region,
            const emg_pair *like, kit_table *notes, emg_error *error)
{
    emg_muscle_scene scene = scene_of(all);
    emg_status status = EMG_OK;
    tell_doubts(all, &scene, notes);
    for (int i = 0; i < all->n; i++)
        for (int k = 0; k < all->n && !status; k++) {
            const emg_channel *a = kit_roll_at(all, i),
                              *b = kit_roll_at(all, k);
            emg_muscle_name name_a = kit_muscle_in(&scene, a);
            emg_muscle_name name_b = kit_muscle_in(&scene, b);
            if (i == k || !may_be_assumed(a) || !may_be_assumed(b) ||
                !is_pair_of(region, &name_a, &name_b))
                continue;
            status = kit_pairs_put(pairs, all->places[i].number,
                                   all->places[k].number, like, error);
            tell_pair(a, b, notes);
        }
    return status;
}

bool
kit_is_region(const char *word)
{
    size_t n = 0;
    const emg_antagonists *known = emg_antagonist_pairs(&n);
    for (size_t i = 0; word && i < n; i++)
        if (strcmp(word, known[i].region) == 0)
            return true;
    return false;
}

emg_status
kit_nothing_proposed(const kit_roll *all, emg_error *error)
{
    emg_text text = {0};
    for (int i = 0; i < all->n && text.length < 150; i++) {
        const emg_channel *channel = kit_roll_at(all, i);
        emg_text_format(&text, "%s%d %s", i ? ", " : "", channel->number,
                        channel->label);
        if (channel->muscle[0])
            emg_text_format(&text, " (%s)", channel->muscle);
    }
    emg_fail(error, EMG_BAD_OPTION,
             "no antagonist pair is known among its channels; name one with "
             "--pair A:B; it has %s",
             text.chars ? text.chars : "no channels");
    emg_text_free(&text);
    return EMG_BAD_OPTION;
}
