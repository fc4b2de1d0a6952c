/* What finders share. */
#include "analysis/finder.h"

void
emg_finder_destroy(emg_finder *finder)
{
    if (finder)
        finder->ops->destroy(finder);
}

bool
emg_pair_job_has_candidates(const emg_pair_job *job)
{
    for (int i = 0; i < job->n_pairs; i++)
        if (!job->pairs[i].state && job->pairs[i].n_candidates > 0)
            return true;
    return false;
}

emg_status
emg_pair_walk(emg_pair_state *pair, const emg_view *view, bool trimmed,
              emg_pair_step *step, emg_candidate_over *over, void *to,
              emg_error *error)
{
    int64_t first = view->envelope->first_frame;
    int64_t end = first + view->envelope->n_frames;
    emg_status status = EMG_OK;

    while (!status && pair->now < pair->n_candidates) {
        emg_candidate *c = &pair->candidates[pair->now];
        int64_t from = trimmed ? c->from : c->run.from;
        int64_t last = trimmed ? c->to : c->run.to;
        from = from > first ? from : first;
        for (int64_t i = from; i < last && i < end; i++)
            step(pair, c, view, (int)(i - first));
        if (last > end)
            break;
        status = over(to, pair, c, error);
        pair->now++;
    }
    return status;
}
