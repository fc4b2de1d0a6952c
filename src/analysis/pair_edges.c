/* Edges by the likeliest change of variance in the band-passed signal. */
#include "analysis/pair.h"

#include "base/memory.h"

#include <math.h>

#define OUTSIDE_S 0.1
#define INSIDE_S 0.15
#define LEAST_FRAMES 20

static int64_t
frames_of(const emg_pair_state *pair, double seconds)
{
    return (int64_t)round(seconds * pair->rate_hz);
}

emg_status
emg_pair_edges_init(emg_pair_state *pair, emg_error *error)
{
    int room =
        (int)(frames_of(pair, OUTSIDE_S) + frames_of(pair, INSIDE_S)) + 1;
    emg_status status = emg_recent_init(&pair->a.recent, room, error);
    return status ? status : emg_recent_init(&pair->b.recent, room, error);
}

static int64_t
least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t
most_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* A window reaches neither into another candidate nor past this one. */
static emg_interval
window_of(const emg_pair_state *pair, size_t i, bool is_onset)
{
    const emg_candidate *c = &pair->candidates[i];
    int64_t outside = frames_of(pair, OUTSIDE_S);
    int64_t inside = frames_of(pair, INSIDE_S);
    int64_t from = i > 0 ? c[-1].run.to : 0;
    int64_t to = i + 1 < pair->n_candidates ? c[1].run.from : INT64_MAX;
    emg_interval window;
    from = most_of(from, c->segment_from);
    to = least_of(to, c->segment_to);
    if (is_onset) {
        window.from = most_of(from, c->run.from - outside);
        window.to = least_of(c->run.to, c->run.from + inside);
    } else {
        window.from = most_of(c->run.from, c->run.to - inside);
        window.to = least_of(to, c->run.to + outside);
    }
    window.segment = c->run.segment;
    return window;
}

static int64_t
onset_of(const emg_muscle *muscle, emg_interval window, int64_t otherwise)
{
    int n = (int)(window.to - window.from);
    int j = emg_change_at(emg_recent_from(&muscle->recent, window.from), n, 1,
                          muscle->quiet, LEAST_FRAMES);
    return j < 0 ? otherwise : window.from + j;
}

static int64_t
offset_of(const emg_muscle *muscle, emg_interval window, int64_t otherwise)
{
    int n = (int)(window.to - window.from);
    const double *last = emg_recent_from(&muscle->recent, window.from) + n - 1;
    int j = emg_change_at(last, n, -1, muscle->quiet, LEAST_FRAMES);
    return j < 0 ? otherwise : window.to - j;
}

/* Both must be on: the later onset, the earlier offset. */
static void
settle(emg_pair_state *pair, size_t i, emg_interval window, bool is_onset)
{
    emg_candidate *c = &pair->candidates[i];
    if (is_onset)
        c->from = most_of(onset_of(&pair->a, window, c->run.from),
                          onset_of(&pair->b, window, c->run.from));
    else
        c->to = least_of(offset_of(&pair->a, window, c->run.to),
                         offset_of(&pair->b, window, c->run.to));
}

/* Settles all edges whose window ends before this frame. */
static void
settle_until(emg_pair_state *pair, size_t *next, int64_t end, bool is_onset)
{
    while (*next < pair->n_candidates) {
        emg_interval window = window_of(pair, *next, is_onset);
        if (window.to > end)
            return;
        settle(pair, (*next)++, window, is_onset);
    }
}

void
emg_pair_edges(emg_pair_state *pair, const emg_block *band)
{
    for (int i = 0; i < band->n_frames; i++) {
        int64_t frame = band->first_frame + i;
        emg_recent_add(&pair->a.recent, frame,
                       emg_block_at(band, pair->a.lane, i));
        emg_recent_add(&pair->b.recent, frame,
                       emg_block_at(band, pair->b.lane, i));
        settle_until(pair, &pair->now, frame + 1, true);
        settle_until(pair, &pair->now_end, frame + 1, false);
    }
}
