/* From samples to candidates: when each muscle is on, when both are, and the
 * part of that which is well above half of its own median. */
#include "analysis/pair.h"

#include "analysis/mask.h"
#include "base/memory.h"

#include <math.h>

/* The frames before `end`, that many; they may go on what came before. */
static emg_status
add_away(emg_intervals *list, int64_t frames, int64_t end, int segment,
         emg_error *error)
{
    emg_interval *last = list->n ? &list->at[list->n - 1] : NULL;
    if (last && last->to == end - frames && last->segment == segment) {
        last->to = end;
        return EMG_OK;
    }
    emg_interval one = {end - frames, end, segment};
    return emg_intervals_add(list, one, error);
}

static emg_status
look_for_faults(emg_muscle *muscle, const emg_block *raw, emg_mask_run run,
                emg_error *error)
{
    const emg_lanes *bank = emg_block_bank(raw, muscle->lane / EMG_LANES);
    const double *samples = &bank->v[muscle->lane % EMG_LANES];
    emg_status status = EMG_OK;
    for (int i = run.from; i < run.to && !status; i++) {
        i += emg_faults_pass(&muscle->faults, samples + i * EMG_LANES,
                             EMG_LANES, run.to - i);
        if (i == run.to)
            return status;
        int64_t flat = emg_faults_add(&muscle->faults, samples[i * EMG_LANES]);
        if (flat > 0)
            status = add_away(&muscle->flat, flat, raw->first_frame + i + 1,
                              raw->segment.number, error);
    }
    return status;
}

static emg_status
hide(emg_muscle *muscle, const emg_block *raw, emg_mask_run run,
     emg_error *error)
{
    int frames = run.to - run.from, segment = raw->segment.number;
    int64_t end = raw->first_frame + run.to;
    emg_faults_gap(&muscle->faults);
    emg_status status = add_away(&muscle->masked, frames, end, segment, error);
    return status ? status
                  : add_away(&muscle->flat, frames, end, segment, error);
}

static emg_status
muscle_faults(emg_muscle *muscle, const emg_mask *mask,
              const emg_format *format, const emg_block *raw, emg_error *error)
{
    int number = format->channels[muscle->lane].number;
    emg_status status = EMG_OK;
    if (raw->first_frame == raw->segment.first_frame)
        emg_faults_gap(&muscle->faults);
    for (int i = 0; i < raw->n_frames && !status;) {
        emg_mask_run run = emg_mask_next(mask, number, format, raw, i);
        status = run.hidden ? hide(muscle, raw, run, error)
                            : look_for_faults(muscle, raw, run, error);
        i = run.to;
    }
    return status;
}

emg_status
emg_pair_faults(emg_pair_state *pair, const emg_mask *mask,
                const emg_format *format, const emg_block *raw,
                emg_error *error)
{
    emg_status status = muscle_faults(&pair->a, mask, format, raw, error);
    pair->frames += raw->n_frames;
    return status ? status : muscle_faults(&pair->b, mask, format, raw, error);
}

static emg_status
muscle_activity(emg_muscle *muscle, const emg_block *envelope, emg_error *error)
{
    const emg_lanes *bank = emg_block_bank(envelope, muscle->lane / EMG_LANES);
    return emg_activity_take(&muscle->activity,
                             &bank->v[muscle->lane % EMG_LANES], EMG_LANES,
                             envelope->n_frames, envelope->first_frame,
                             envelope->segment.number, error);
}

emg_status
emg_pair_activity(emg_pair_state *pair, const emg_block *envelope,
                  emg_error *error)
{
    emg_status status = muscle_activity(&pair->a, envelope, error);
    return status ? status : muscle_activity(&pair->b, envelope, error);
}

int64_t
emg_pair_analysable(const emg_pair_state *pair, emg_error *error)
{
    emg_intervals both = {0};
    if (emg_intervals_and(&both, &pair->a.flat, &pair->b.flat, error))
        return 0;
    int64_t either = emg_intervals_frames(&pair->a.flat) +
                     emg_intervals_frames(&pair->b.flat) -
                     emg_intervals_frames(&both);
    emg_intervals_free(&both);
    return pair->frames - either;
}

static int64_t
frames_of(const emg_pair_state *pair, double seconds)
{
    return (int64_t)round(seconds * pair->rate_hz);
}

emg_status
emg_pair_candidates(emg_pair_state *pair, emg_error *error)
{
    emg_intervals both = {0};
    emg_status status = emg_intervals_and(&both, &pair->a.activity.runs,
                                          &pair->b.activity.runs, error);
    if (!status)
        status = emg_intervals_cut(&both, &pair->a.masked, error);
    if (!status)
        status = emg_intervals_cut(&both, &pair->b.masked, error);
    pair->both_frames = emg_intervals_frames(&both);
    pair->analysable = emg_pair_analysable(pair, error);
    emg_intervals_merge(&both, frames_of(pair, pair->wanted.gap_s));
    emg_intervals_drop_short(&both,
                             frames_of(pair, pair->wanted.min_duration_s));
    if (!status)
        pair->candidates = emg_new(both.n, sizeof *pair->candidates, error);
    if (!pair->candidates)
        status = EMG_NO_MEMORY;
    for (size_t i = 0; !status && i < both.n; i++)
        pair->candidates[pair->n_candidates++] = (emg_candidate){
            .run = both.at[i], .from = -1, .evidence = emg_no_evidence()};
    emg_intervals_free(&both);
    emg_intervals_free(&pair->a.activity.runs); /* a day has many of them */
    emg_intervals_free(&pair->b.activity.runs);
    return status;
}

/* Envelope squared less the square that noise alone has. */
static double
corrected_square(const emg_muscle *muscle, const emg_view *view, int frame)
{
    double e = emg_block_at(view->envelope, muscle->lane, frame);
    return fmax(e * e - muscle->rest * muscle->rest, 0);
}

void
emg_pair_weigh(emg_pair_state *pair, emg_candidate *candidate,
               const emg_view *view, int frame)
{
    (void)candidate;
    emg_quantile_add(&pair->a.squares, corrected_square(&pair->a, view, frame));
    emg_quantile_add(&pair->b.squares, corrected_square(&pair->b, view, frame));
}

void
emg_pair_weighed(emg_pair_state *pair, emg_candidate *candidate)
{
    candidate->half_a = emg_quantile_at(&pair->a.squares, 0.5) / 4;
    candidate->half_b = emg_quantile_at(&pair->b.squares, 0.5) / 4;
    emg_quantile_reset(&pair->a.squares);
    emg_quantile_reset(&pair->b.squares);
}

void
emg_pair_trim(emg_pair_state *pair, emg_candidate *candidate,
              const emg_view *view, int frame)
{
    if (pair->wanted.edges == EMG_EDGES_HALF &&
        (corrected_square(&pair->a, view, frame) < candidate->half_a ||
         corrected_square(&pair->b, view, frame) < candidate->half_b))
        return;
    int64_t at = view->envelope->first_frame + frame;
    if (candidate->from < 0)
        candidate->from = at;
    candidate->to = at + 1;
}

void
emg_pair_drop_short(emg_pair_state *pair)
{
    int64_t least = frames_of(pair, pair->wanted.min_duration_s);
    size_t kept = 0;
    for (size_t i = 0; i < pair->n_candidates; i++) {
        const emg_candidate *c = &pair->candidates[i];
        if (c->from >= 0 && c->to - c->from >= least)
            pair->candidates[kept++] = *c;
    }
    pair->n_candidates = kept;
}
