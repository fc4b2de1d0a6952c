/* A pair is set up: where its muscles are, in which unit they are compared,
 * from which level on they are on. */
#include "analysis/pair.h"

#include "base/memory.h"

#include <math.h>

#define LEAST_CELL_S 0.1
#define CROSSTALK_REACH_S 0.01
#define MOST_FLOOR_MVC 3    /* %, of a recording in which nothing stands out */
#define LEAST_MVC_OF_REST 3 /* an MVC must be above so many times the rest */
#define NOTABLE_CLIPPING 0.001
#define MEAN_OF_RMS 0.798 /* mean of |x| over RMS, Gaussian */

/* An MVC that does not rise above rest is none. */
static double
valid_mvc(emg_pair_state *pair, double mvc, const emg_rest_level *level)
{
    if (mvc <= 0)
        return 0;
    if (mvc > LEAST_MVC_OF_REST * level->mean)
        return mvc;
    pair->flags |= EMG_FLAG_NO_REFERENCE;
    return 0;
}

/* Of the noise that the level was found in; else of Gaussian noise. */
static double
variance_of(const emg_rest_level *level)
{
    double rms = level->floor > 0 ? level->floor : level->mean / MEAN_OF_RMS;
    return rms * rms;
}

static void
set_levels(emg_pair_state *pair, emg_muscle *muscle,
           const emg_rest_level *level, double mvc)
{
    const emg_pair *wanted = &pair->wanted;
    double floor = wanted->floor_mvc / 100 * mvc;
    muscle->rest = level->mean;
    muscle->rest_from_s = level->from_s;
    muscle->rest_to_s = level->to_s;
    if (pair->method == EMG_METHOD_STRONG)
        return;
    muscle->quiet = variance_of(level);
    muscle->activity.on = fmax(level->mean + wanted->on_sd * level->sd, floor);
    muscle->activity.off =
        fmax(level->mean + wanted->off_sd * level->sd, 0.75 * floor);
    if (pair->state)
        return;
    pair->state = level->state;
    if (!pair->state && !level->stands_out && mvc > 0 &&
        level->floor > MOST_FLOOR_MVC / 100.0 * mvc)
        pair->state = EMG_STATE_NO_REST;
    if (!pair->state && !(muscle->activity.off > 0))
        pair->state = EMG_STATE_NO_REST;
}

/* Both in % of MVC where both are known; else b in a's unit. */
static void
set_units(emg_pair_state *pair, const emg_channel *a, const emg_channel *b,
          double mvc_a, double mvc_b)
{
    pair->a.factor = pair->b.factor = 1;
    pair->a.back = pair->b.back = 1;
    if (mvc_a > 0 && mvc_b > 0) {
        pair->a.factor = 100 / mvc_a;
        pair->b.factor = 100 / mvc_b;
    } else if (a->to_uv > 0 && b->to_uv > 0) {
        pair->b.factor = b->to_uv / a->to_uv;
        pair->b.back = a->to_uv / b->to_uv;
    }
}

static void
set_flags(emg_pair_state *pair, const emg_rest_level *level)
{
    if (level->clipped > NOTABLE_CLIPPING)
        pair->flags |= EMG_FLAG_CLIPPED;
    if (level->flat > 0)
        pair->flags |= EMG_FLAG_FLAT;
    if (level->hum > 0)
        pair->flags |= EMG_FLAG_HUM;
}

static void
set_faults(emg_muscle *muscle, const emg_format *format)
{
    muscle->faults.step = format->channels[muscle->lane].step;
    muscle->faults.long_run =
        (int64_t)fmax(1, round(LEAST_CELL_S * format->rate_hz));
}

static emg_status
take_memory(emg_pair_state *pair, emg_error *error)
{
    bool asked = pair->wanted.max_correlation <= 1;
    int reach = asked ? (int)round(CROSSTALK_REACH_S * pair->rate_hz) : 0;
    int hold = (int)round(pair->wanted.hold_s * pair->rate_hz);
    emg_status status = emg_correlation_init(&pair->correlation, reach, error);
    if (!status)
        status = emg_quantile_init(&pair->a.squares,
                                   pair->a.rest * pair->a.rest, error);
    if (!status)
        status = emg_quantile_init(&pair->b.squares,
                                   pair->b.rest * pair->b.rest, error);
    if (!status && hold > 0)
        status = emg_activity_hold(&pair->a.activity, hold, error);
    if (!status && hold > 0)
        status = emg_activity_hold(&pair->b.activity, hold, error);
    if (!status && pair->wanted.edges == EMG_EDGES_CHANGE)
        status = emg_pair_edges_init(pair, error);
    return status;
}

static int
lane_of(const emg_format *format, const emg_channel *channel)
{
    return (int)(channel - format->channels);
}

emg_status
emg_pair_init(emg_pair_state *pair, const emg_recording *recording,
              const emg_rest_level *a, const emg_rest_level *b,
              emg_error *error)
{
    static const emg_rest_level unknown = {.mean = 0};
    bool needs_rest = pair->method != EMG_METHOD_STRONG;
    int group_b = -1;
    const emg_channel *first =
        emg_recording_channel(recording, pair->wanted.a, &pair->group);
    const emg_channel *second =
        emg_recording_channel(recording, pair->wanted.b, &group_b);
    if (!first || !second || (needs_rest && (!a || !b)))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a pair of channels %d and %d: not both are read",
                        pair->wanted.a, pair->wanted.b);
    if (group_b != pair->group) {
        pair->state = EMG_STATE_UNDEFINED;
        return EMG_OK;
    }
    const emg_format *format = &recording->groups[pair->group];
    a = a ? a : &unknown;
    b = b ? b : &unknown;
    double mvc_a = valid_mvc(pair, pair->wanted.mvc_a, a);
    double mvc_b = valid_mvc(pair, pair->wanted.mvc_b, b);
    pair->rate_hz = format->rate_hz;
    pair->a.lane = lane_of(format, first);
    pair->b.lane = lane_of(format, second);
    set_levels(pair, &pair->a, a, mvc_a);
    set_levels(pair, &pair->b, b, mvc_b);
    set_units(pair, first, second, mvc_a, mvc_b);
    set_flags(pair, a);
    set_flags(pair, b);
    set_faults(&pair->a, format);
    set_faults(&pair->b, format);
    return take_memory(pair, error);
}

emg_evidence
emg_no_evidence(void)
{
    return (emg_evidence){.crosstalk_a = NAN,
                          .crosstalk_b = NAN,
                          .noise_a = NAN,
                          .noise_b = NAN,
                          .turns_fast = NAN,
                          .turns_slow = NAN,
                          .onset_spread_s = NAN,
                          .offset_spread_s = NAN};
}

static void
clear_muscle(emg_muscle *muscle)
{
    emg_activity_clear(&muscle->activity);
    emg_intervals_free(&muscle->flat);
    emg_intervals_free(&muscle->masked);
    emg_quantile_clear(&muscle->squares);
    emg_recent_clear(&muscle->recent);
}

void
emg_pair_clear(emg_pair_state *pair)
{
    clear_muscle(&pair->a);
    clear_muscle(&pair->b);
    emg_correlation_clear(&pair->correlation);
    emg_free(pair->candidates);
}
