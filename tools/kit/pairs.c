/* Who works against whom. */
#include "kit/pairs.h"

#include "base/memory.h"
#include "kit/channel_names.h"
#include "kit/montage.h"
#include "kit/muscle.h"
#include "kit/propose.h"
#include "kit/reference.h"

#include <string.h>

emg_status
kit_pairs_put(kit_pairs *pairs, int a, int b, const emg_pair *like,
              emg_error *error)
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
add(kit_pairs *pairs, const kit_roll *all, int a, int b, const emg_pair *like,
    emg_error *error)
{
    return kit_pairs_put(pairs, all->places[a].number, all->places[b].number,
                         like, error);
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
same_side(const kit_roll *all, int a, int b)
{
    emg_body_side side = kit_muscle_of(kit_roll_at(all, a)).side;
    return side && side == kit_muscle_of(kit_roll_at(all, b)).side;
}

/* One with one; of several, those of one side of the body. */
static emg_status
pair_marked(kit_pairs *pairs, const kit_roll *all, const char *word,
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
pair_word(kit_pairs *pairs, kit_roll *all, const char *word,
          const emg_pair *like, emg_error *error)
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
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    if (!status)
        status = pair_word(pairs, &all, word, like, error);
    kit_roll_clear(&all);
    return status;
}

emg_status
kit_pairs_find(kit_pairs *pairs, const kit_list *asked, const char *montage,
               const emg_recording *recording, const emg_pair *like,
               kit_table *notes, emg_error *error)
{
    kit_roll all;
    bool region = kit_is_region(montage);
    emg_status status = kit_roll_init(&all, recording, error);
    for (int i = 0; i < asked->n && !status; i++)
        status = pair_word(pairs, &all, asked->items[i], like, error);
    if (!status && montage && !region)
        status = kit_montage_read(pairs, montage, recording, like, error);
    if (!status && (region || (!montage && asked->n == 0)))
        status = kit_propose(pairs, &all, region ? montage : NULL, like, notes,
                             error);
    if (!status && pairs->n == 0)
        status = kit_nothing_proposed(&all, error);
    if (status)
        emg_error_in_file(error, recording->name);
    kit_roll_clear(&all);
    return status;
}

void
kit_pairs_free(kit_pairs *pairs)
{
    emg_free(pairs->items);
    *pairs = (kit_pairs){0};
}

/* Two that are treated, of one rate; with tasks, just one of them is. */
static bool
belong(const kit_roll *all, const emg_use *uses, bool tasks, int i, int k)
{
    return uses[i] == EMG_TREAT && uses[k] == EMG_TREAT &&
           all->places[i].group == all->places[k].group &&
           (!tasks || all->a[i] != all->a[k]);
}

static emg_status
add_all(kit_pairs *pairs, kit_roll *all, const emg_use *uses,
        const kit_list *task, const emg_pair *like, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < task->n && !status; i++)
        status = kit_mark(all->recording, task->items[i], all->a, error);
    for (int i = 0; i < all->n; i++)
        for (int k = i + 1; k < all->n && !status; k++) {
            bool swapped = all->a[k]; /* a muscle of the task comes first */
            if (belong(all, uses, task->n > 0, i, k))
                status = add(pairs, all, swapped ? k : i, swapped ? i : k, like,
                             error);
        }
    if (!status && pairs->n == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        task->n > 0 ? "--task: no muscle of one rate with them "
                                      "is not of the task"
                                    : "--all-pairs: no two channels have one "
                                      "rate");
    return status;
}

emg_status
kit_pairs_all(kit_pairs *pairs, const kit_chosen *chosen, const kit_list *task,
              const emg_recording *recording, const emg_pair *like,
              emg_error *error)
{
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    emg_use *uses = emg_new((size_t)all.n, sizeof *uses, error);
    if (!status)
        status =
            uses ? kit_uses(chosen, recording, uses, error) : EMG_NO_MEMORY;
    if (!status)
        status = add_all(pairs, &all, uses, task, like, error);
    emg_free(uses);
    kit_roll_clear(&all);
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
            status = kit_pairs_put(pairs, number, number, like, error);
    return status;
}

/* What was told of a pair in its table holds where nothing else is known. */
static void
set_mvc(double *mvc, const kit_references *references, int number)
{
    const kit_reference *one = kit_reference_of(references, number);
    if (one && !one->state)
        *mvc = one->value;
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
        set_mvc(&one->mvc_a, &found, one->a);
        set_mvc(&one->mvc_b, &found, one->b);
    }
    kit_references_free(&found);
    return status;
}

static bool
holds(const kit_pairs *pairs, int number)
{
    for (size_t i = 0; i < pairs->n; i++)
        if (pairs->items[i].a == number || pairs->items[i].b == number)
            return true;
    return false;
}

emg_status
kit_pairs_select(const kit_pairs *pairs, emg_source *source, emg_error *error)
{
    kit_roll all;
    emg_status status = kit_roll_init(&all, &source->recording, error);
    emg_use *uses = emg_new((size_t)all.n, sizeof *uses, error);
    if (!status && !uses)
        status = EMG_NO_MEMORY;
    for (int i = 0; i < all.n && !status; i++)
        if (holds(pairs, all.places[i].number))
            uses[i] = EMG_TREAT;
    if (!status)
        status = emg_source_select(source, uses, error);
    emg_free(uses);
    kit_roll_clear(&all);
    return status;
}
