/* A queue a group, and how far each of them has come. */
#include "io/join.h"

#include "base/memory.h"

#include <limits.h>
#include <string.h>

emg_status
emg_join_init(emg_join *join, const emg_recording *recording, emg_error *error)
{
    *join = (emg_join){0};
    join->groups =
        emg_new((size_t)recording->n_groups, sizeof *join->groups, error);
    if (!join->groups)
        return EMG_NO_MEMORY;
    join->n_groups = recording->n_groups;
    for (int g = 0; g < join->n_groups; g++)
        join->groups[g].fifo.n_banks =
            emg_banks(recording->groups[g].n_channels);
    return EMG_OK;
}

void
emg_join_clear(emg_join *join)
{
    for (int g = 0; g < join->n_groups; g++) {
        emg_fifo_clear(&join->groups[g].fifo);
        emg_free(join->groups[g].runs);
    }
    emg_free(join->groups);
    *join = (emg_join){0};
}

/* The earliest segment of which a group has frames or may still get some. */
static int
earliest(const emg_join *join, const emg_join_group *group)
{
    if (group->n_runs)
        return group->runs[0].segment.number;
    return join->ended ? INT_MAX : group->segment;
}

static void
find_segment(emg_join *join)
{
    int first = INT_MAX;
    for (int g = 0; g < join->n_groups; g++) {
        int segment = earliest(join, &join->groups[g]);
        if (segment < first)
            first = segment;
    }
    if (first != INT_MAX)
        join->segment = first;
}

/* The run that the block's frames go on with, or a new one. */
static emg_join_run *
run_for(emg_join_group *group, const emg_block *block, emg_error *error)
{
    emg_join_run *last = group->n_runs ? &group->runs[group->n_runs - 1] : NULL;
    if (last && last->segment.number == block->segment.number)
        return last;
    if (emg_grow((void **)&group->runs, &group->room, group->n_runs + 1,
                 sizeof *group->runs, error))
        return NULL;
    last = &group->runs[group->n_runs++];
    *last = (emg_join_run){block->segment, 0, block->first_frame};
    return last;
}

emg_status
emg_join_take(emg_join *join, const emg_block *block, emg_error *error)
{
    emg_join_group *group = &join->groups[block->group];
    if (block->n_frames == 0)
        return EMG_OK;
    emg_join_run *run = run_for(group, block, error);
    if (!run || emg_fifo_push(&group->fifo, block, error))
        return EMG_NO_MEMORY;
    run->n_frames += block->n_frames;
    group->segment = block->segment.number;
    find_segment(join);
    return EMG_OK;
}

void
emg_join_end(emg_join *join)
{
    join->ended = true;
    find_segment(join);
}

const emg_join_run *
emg_join_run_of(const emg_join *join, int group)
{
    const emg_join_group *from = &join->groups[group];
    if (!from->n_runs || from->runs[0].segment.number != join->segment)
        return NULL;
    return from->runs;
}

int64_t
emg_join_waiting(const emg_join *join, int group)
{
    const emg_join_run *run = emg_join_run_of(join, group);
    return run ? run->n_frames : 0;
}

bool
emg_join_is_whole(const emg_join *join)
{
    for (int g = 0; g < join->n_groups; g++)
        if (!join->ended && join->groups[g].segment <= join->segment)
            return false;
    return true;
}

void
emg_join_drop(emg_join *join, int group, int64_t n)
{
    emg_join_group *from = &join->groups[group];
    if (n == 0)
        return;
    emg_fifo_drop(&from->fifo, n);
    from->runs[0].n_frames -= n;
    from->runs[0].first_frame += n;
    if (from->runs[0].n_frames > 0)
        return;
    /* the last run of a segment that goes on begins anew with its next block */
    from->n_runs--;
    memmove(from->runs, from->runs + 1, from->n_runs * sizeof *from->runs);
    find_segment(join);
}
