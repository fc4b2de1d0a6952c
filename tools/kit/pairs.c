/* Who works against whom. */
#include "kit/pairs.h"

#include "base/memory.h"
#include "detect/muscle.h"
#include "kit/folder.h"
#include "kit/montage.h"
#include "kit/reference.h"

#include <string.h>

/* The channels of a recording in file order, and marks for two words. */
typedef struct roll {
    const emg_recording *recording;
    emg_place *places;
    bool *a, *b;
    int n;
} roll;

static emg_status
init(roll *all, const emg_recording *recording, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(recording);
    *all = (roll){.recording = recording, .n = (int)n};
    all->places = emg_new(n, sizeof *all->places, error);
    all->a = emg_new(n, sizeof *all->a, error);
    all->b = emg_new(n, sizeof *all->b, error);
    if (!all->places || !all->a || !all->b)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, all->places);
    return EMG_OK;
}

static void
clear(roll *all)
{
    emg_free(all->places);
    emg_free(all->a);
    emg_free(all->b);
}

static const emg_channel *
channel_at(const roll *all, int i)
{
    const emg_place *place = &all->places[i];
    return &all->recording->groups[place->group].channels[place->lane];
}

static emg_status
put(kit_pairs *pairs, int a, int b, const emg_pair *like, emg_error *error)
{
    if (emg_grow((void **)&pairs->items, &pairs->room, pairs->n + 1,
                 sizeof *pairs->items, error))
        return EMG_NO_MEMORY;
    emg_pair *one = &pairs->items[pairs->n++];
    *one = *like;
    one->a = a;
    one->b = b;
    return EMG_OK;
}

static emg_status
add(kit_pairs *pairs, const roll *all, int a, int b, const emg_pair *like,
    emg_error *error)
{
    return put(pairs, all->places[a].number, all->places[b].number, like,
               error);
}

static int
count(const bool *marks, int n, int *last)
{
    int marked = 0;
    for (int i = 0; i < n; i++)
        if (marks[i]) {
            marked++;
            *last = i;
        }
    return marked;
}

static bool
same_side(const roll *all, int a, int b)
{
    emg_body_side side = emg_muscle_of(channel_at(all, a)->label).side;
    return side && side == emg_muscle_of(channel_at(all, b)->label).side;
}

/* One with one; of several, those of one side of the body. */
static emg_status
pair_marked(kit_pairs *pairs, const roll *all, const char *word,
            const emg_pair *like, emg_error *error)
{
    int a = 0, b = 0;
    size_t before = pairs->n;
    emg_status status = EMG_OK;
    int n_a = count(all->a, all->n, &a), n_b = count(all->b, all->n, &b);

    if (n_a == 1 && n_b == 1 && a != b)
        return add(pairs, all, a, b, like, error);
    for (int i = 0; i < all->n; i++)
        for (int k = 0; k < all->n && !status; k++)
            if (all->a[i] && all->b[k] && i != k && same_side(all, i, k))
                status = add(pairs, all, i, k, like, error);
    if (!status && pairs->n == before)
        return emg_fail(
            error, EMG_BAD_OPTION,
            "--pair %.60s: %s; name both by number, such as #1:#2", word,
            n_a == 1 && n_b == 1 ? "both are the same channel"
                                 : "several channels, and no side tells which "
                                   "belong together");
    return status;
}

/* The colon that parts the two: a label may hold one itself. */
static emg_status
pair_word(kit_pairs *pairs, roll *all, const char *word, const emg_pair *like,
          emg_error *error)
{
    const char *colon = strchr(word, ':');
    size_t n = (size_t)all->n;
    char a[128];
    if (!colon || colon == word || !colon[1] ||
        (size_t)(colon - word) >= sizeof a)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--pair %.60s: write it as A:B, such as FCR:ECR or "
                        "#1:#2",
                        word);
    memcpy(a, word, (size_t)(colon - word));
    a[colon - word] = 0;
    memset(all->a, 0, n * sizeof *all->a);
    memset(all->b, 0, n * sizeof *all->b);
    emg_status status = kit_mark(all->recording, a, all->a, error);
    if (!status)
        status = kit_mark(all->recording, colon + 1, all->b, error);
    return status ? status : pair_marked(pairs, all, word, like, error);
}

emg_status
kit_pairs_add(kit_pairs *pairs, const char *word,
              const emg_recording *recording, const emg_pair *like,
              emg_error *error)
{
    roll all;
    emg_status status = init(&all, recording, error);
    if (!status)
        status = pair_word(pairs, &all, word, like, error);
    clear(&all);
    return status;
}

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
is_pair_of(const char *region, const emg_channel *first,
           const emg_channel *second)
{
    size_t n = 0;
    const emg_antagonists *known = emg_antagonist_pairs(&n);
    emg_muscle_name a = emg_muscle_of(first->label);
    emg_muscle_name b = emg_muscle_of(second->label);
    for (size_t p = 0; p < n; p++)
        if ((!region || strcmp(region, known[p].region) == 0) &&
            are_antagonists(&a, &b, &known[p]))
            return true;
    return false;
}

static emg_status
propose(kit_pairs *pairs, const roll *all, const char *region,
        const emg_pair *like, kit_table *notes, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < all->n; i++)
        for (int k = 0; k < all->n && !status; k++) {
            const emg_channel *a = channel_at(all, i), *b = channel_at(all, k);
            if (i == k || a->bad || b->bad || !is_pair_of(region, a, b))
                continue;
            status = add(pairs, all, i, k, like, error);
            kit_note(notes, "assumed pair %s : %s, from their labels", a->label,
                     b->label);
        }
    return status;
}

static bool
is_region(const char *word)
{
    size_t n = 0;
    const emg_antagonists *known = emg_antagonist_pairs(&n);
    for (size_t i = 0; word && i < n; i++)
        if (strcmp(word, known[i].region) == 0)
            return true;
    return false;
}

static emg_status
nothing_proposed(const roll *all, emg_error *error)
{
    emg_text text = {0};
    for (int i = 0; i < all->n && text.length < 150; i++)
        emg_text_format(&text, "%s%d %s", i ? ", " : "", all->places[i].number,
                        channel_at(all, i)->label);
    emg_fail(error, EMG_BAD_OPTION,
             "no antagonist pair is known among its channels; name one with "
             "--pair A:B; it has %s",
             text.chars ? text.chars : "no channels");
    emg_text_free(&text);
    return EMG_BAD_OPTION;
}

emg_status
kit_pairs_find(kit_pairs *pairs, const kit_list *asked, const char *montage,
               const emg_recording *recording, const emg_pair *like,
               kit_table *notes, emg_error *error)
{
    roll all;
    bool region = is_region(montage);
    emg_status status = init(&all, recording, error);
    for (int i = 0; i < asked->n && !status; i++)
        status = pair_word(pairs, &all, asked->items[i], like, error);
    if (!status && montage && !region)
        status = kit_montage_read(pairs, montage, recording, like, error);
    if (!status && (region || (!montage && asked->n == 0)))
        status =
            propose(pairs, &all, region ? montage : NULL, like, notes, error);
    if (!status && pairs->n == 0)
        status = nothing_proposed(&all, error);
    if (status)
        emg_error_in_file(error, recording->name);
    clear(&all);
    return status;
}

void
kit_pairs_free(kit_pairs *pairs)
{
    emg_free(pairs->items);
    *pairs = (kit_pairs){0};
}

emg_status
kit_pairs_all(kit_pairs *pairs, const kit_chosen *chosen,
              const emg_recording *recording, const emg_pair *like,
              emg_error *error)
{
    roll all;
    emg_status status = init(&all, recording, error);
    emg_use *uses = emg_new((size_t)all.n, sizeof *uses, error);
    if (!status)
        status =
            uses ? kit_uses(chosen, recording, uses, error) : EMG_NO_MEMORY;
    for (int i = 0; i < all.n; i++)
        for (int k = i + 1; k < all.n && !status; k++)
            if (uses[i] == EMG_TREAT && uses[k] == EMG_TREAT &&
                all.places[i].group == all.places[k].group)
                status = add(pairs, &all, i, k, like, error);
    if (!status && pairs->n == 0)
        status = emg_fail(error, EMG_BAD_OPTION,
                          "--all-pairs: no two channels have one rate");
    emg_free(uses);
    clear(&all);
    return status;
}

emg_status
kit_pairs_repeat(kit_pairs *pairs, const double *min_durations_s, int n,
                 emg_error *error)
{
    size_t before = pairs->n;
    if (emg_grow((void **)&pairs->items, &pairs->room, before * (size_t)n,
                 sizeof *pairs->items, error))
        return EMG_NO_MEMORY;
    pairs->n = before * (size_t)n;
    for (size_t i = pairs->n; i-- > 0;) {
        pairs->items[i] = pairs->items[i / (size_t)n];
        pairs->items[i].min_duration_s = min_durations_s[i % (size_t)n];
    }
    return EMG_OK;
}

emg_status
kit_pairs_alone(kit_pairs *pairs, const emg_recording *recording,
                const emg_pair *like, emg_error *error)
{
    size_t n = (size_t)emg_recording_channels(recording);
    emg_status status = EMG_OK;
    for (int number = 1; pairs->n < n && !status; number++)
        if (emg_recording_channel(recording, number, NULL))
            status = put(pairs, number, number, like, error);
    return status;
}

static double
mvc_of(const kit_references *references, int number)
{
    const kit_reference *one = kit_reference_of(references, number);
    return one && !one->state ? one->value : 0;
}

emg_status
kit_pairs_set_mvc(kit_pairs *pairs, const kit_list *mvc,
                  const emg_source *source,
                  const emg_conditioning *conditioning,
                  const kit_chosen *chosen, emg_error *error)
{
    kit_references found = {0};
    emg_status status =
        kit_references_find(&found, mvc, source, conditioning, chosen, error);
    for (size_t i = 0; i < pairs->n && !status; i++) {
        emg_pair *one = &pairs->items[i];
        one->mvc_a = mvc_of(&found, one->a);
        one->mvc_b = mvc_of(&found, one->b);
    }
    kit_references_free(&found);
    return status;
}
