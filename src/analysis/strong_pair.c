/* Frames in which both are on, summed up as they are settled. */
#include "analysis/strong_pair.h"

#include "base/memory.h"

#include <math.h>

#define MARGIN 5 /* frames at both ends, where one may have begun first */

emg_status
emg_strong_pair_init(emg_strong_pair *pair, const emg_bands_shape *shape,
                     double rate_hz, emg_error *error)
{
    emg_status status = emg_strong_muscle_init(&pair->a, shape, rate_hz, error);
    emg_alternation_prepare(&pair->ring);
    return status || pair->alone
               ? status
               : emg_strong_muscle_init(&pair->b, shape, rate_hz, error);
}

void
emg_strong_pair_clear(emg_strong_pair *pair)
{
    emg_strong_muscle_clear(&pair->a);
    emg_strong_muscle_clear(&pair->b);
    emg_free(pair->both);
    emg_intervals_free(&pair->turns);
}

void
emg_strong_pair_start(emg_strong_pair *pair)
{
    emg_strong_muscle_start(&pair->a);
    if (!pair->alone)
        emg_strong_muscle_start(&pair->b);
    pair->blocks = pair->scanned = 0;
    pair->is_open = false;
}

static void
add_power(emg_own_power *sum, const emg_strong_muscle *m, int64_t frame)
{
    int64_t at = emg_strong_place(frame);
    sum->heard += m->heard[at];
    sum->own += m->energy[at];
    sum->noise += m->noise[at];
}

static double
above_noise(const emg_strong_muscle *m, int64_t frame)
{
    int64_t at = emg_strong_place(frame);
    return (m->ratio[at] - 1) * m->noise[at];
}

/* Power above noise, the mean of three frames, over the noise of all time: what
 * is taken for noise behind strong EMG wavers, and would waver in the ratio. */
static double
excess(const emg_strong_muscle *m, int64_t frame)
{
    return (above_noise(m, frame - 1) + above_noise(m, frame) +
            above_noise(m, frame + 1)) /
           (3 * m->own->model.floor);
}

static int64_t
raw_frame(const emg_strong_pair *pair, const emg_segment *segment,
          int64_t frame)
{
    return segment->first_frame + frame * pair->a.own->samples * pair->a.every;
}

/* A window of turns; half of it, at each end, may be of what is beside it. */
static emg_status
add_turns(emg_strong_pair *pair, int64_t end, const emg_segment *segment,
          emg_error *error)
{
    emg_intervals *list = &pair->turns;
    int64_t quarter = EMG_ALTERNATION_WINDOW / 4;
    emg_interval one = {
        raw_frame(pair, segment, end - EMG_ALTERNATION_WINDOW + quarter),
        raw_frame(pair, segment, end - quarter), segment->number};
    emg_interval *last = list->n ? &list->at[list->n - 1] : NULL;
    if (!last || last->segment != one.segment || last->to < one.from)
        return emg_intervals_add(list, one, error);
    last->to = one.to;
    return EMG_OK;
}

/* The margin at the end is not known before the end: turns come late. */
static emg_status
add_frame(emg_strong_pair *pair, int64_t frame, const emg_segment *segment,
          emg_error *error)
{
    emg_both *open = &pair->open;
    add_power(&open->a, &pair->a, frame);
    add_power(&open->b, &pair->b, frame);
    open->n++;
    if (open->n <= 2 * MARGIN)
        return EMG_OK;
    double turns = emg_alternation_add(&open->turns, &pair->ring,
                                       excess(&pair->a, frame - MARGIN),
                                       excess(&pair->b, frame - MARGIN));
    return isnan(turns) || turns >= EMG_ALTERNATION_FAST
               ? EMG_OK
               : add_turns(pair, frame - MARGIN + 1, segment, error);
}

static emg_status
close_both(emg_strong_pair *pair, const emg_segment *segment, emg_error *error)
{
    pair->is_open = false;
    pair->open.to = raw_frame(pair, segment, pair->scanned);
    if (emg_grow((void **)&pair->both, &pair->room_both, pair->n_both + 1,
                 sizeof *pair->both, error))
        return EMG_NO_MEMORY;
    pair->both[pair->n_both++] = pair->open;
    return EMG_OK;
}

static emg_status
scan(emg_strong_pair *pair, int64_t end, bool ended, const emg_segment *segment,
     emg_error *error)
{
    emg_status status = EMG_OK;
    for (; pair->scanned < end && !status; pair->scanned++) {
        int64_t at = emg_strong_place(pair->scanned);
        bool both = pair->a.on[at] && pair->b.on[at];
        if (both && !pair->is_open) {
            pair->is_open = true;
            pair->open =
                (emg_both){.from = raw_frame(pair, segment, pair->scanned)};
        }
        if (both)
            status = add_frame(pair, pair->scanned, segment, error);
        else if (pair->is_open)
            status = close_both(pair, segment, error);
    }
    if (!status && pair->is_open && ended)
        status = close_both(pair, segment, error);
    return status;
}

static emg_status
go_on(emg_strong_pair *pair, bool ended, const emg_segment *segment,
      emg_error *error)
{
    emg_status status = emg_strong_muscle_advance(&pair->a, pair->blocks, ended,
                                                  segment, error);
    if (status || pair->alone)
        return status;
    status = emg_strong_muscle_advance(&pair->b, pair->blocks, ended, segment,
                                       error);
    int64_t end =
        pair->a.settled < pair->b.settled ? pair->a.settled : pair->b.settled;
    return status ? status : scan(pair, end, ended, segment, error);
}

/* Block by block, so that neither muscle runs out of the other's ring. */
emg_status
emg_strong_pair_advance(emg_strong_pair *pair, const emg_segment *segment,
                        emg_error *error)
{
    const emg_strong_channel *own = pair->a.own, *other = pair->a.other;
    int64_t blocks = own->floors;
    emg_status status = EMG_OK;
    if (other && other->floors < blocks)
        blocks = other->floors;
    while (pair->blocks < blocks && !status) {
        pair->blocks++;
        status = go_on(pair, false, segment, error);
    }
    return status || !own->ended ? status : go_on(pair, true, segment, error);
}
