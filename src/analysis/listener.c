/* From what was heard of a channel to its rest level, or to a refusal. */
#include "analysis/listener.h"

#include <math.h>

#define LEAST_REST_S 0.5
#define LEAST_CELLS 10
#define CONTRAST 1.41 /* 95 % point over the floor, in amplitude */
#define LEAST_LINE_RATIO 7.943282347242815 /* 9 dB */
#define MOST_FLOOR_UV 10
#define MOST_FLAT 0.5
#define MOST_CLIPPED 0.01

/* Of stationary Gaussian noise after 20-450 Hz: mean of |x| over its RMS, and
 * relative SD of the envelopes, which goes with the root of
 * the envelope's bandwidth. */
#define MEAN_OF_RMS 0.798
#define SD_LOW_PASS 0.132 /* at 6 Hz */
#define SD_RMS 0.112      /* at 100 ms */

void
emg_moments_add(emg_moments *moments, double value)
{
    double off = value - moments->mean;
    moments->n++;
    moments->mean += off / (double)moments->n;
    moments->squares += off * (value - moments->mean);
}

static void
judge_second(emg_rest_listener *l, int64_t cell_frames, double end_s)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < EMG_QUIET_CELLS; i++) {
        sum += l->cells[i].sum;
        squares += l->cells[i].squares;
    }
    int64_t n = EMG_QUIET_CELLS * cell_frames;
    double mean = sum / (double)n;
    if (isinf(mean)) /* some of it is masked */
        return;
    if (l->quietest.n > 0 && !(mean < l->quietest.mean))
        return;
    l->quietest = (emg_moments){n, mean, fmax(0, squares - sum * mean)};
    l->quiet_from_s = end_s - (double)n / l->rate_hz;
}

void
emg_listener_quiet(emg_rest_listener *l, double envelope, int64_t frame,
                   int64_t cell_frames, double time_s)
{
    l->filling.sum += envelope;
    l->filling.squares += envelope * envelope;
    if ((frame + 1) % cell_frames != 0)
        return;
    int64_t cell = frame / cell_frames;
    l->cells[cell % EMG_QUIET_CELLS] = l->filling;
    l->filling = (emg_listener_cell){0};
    if (cell + 1 >= EMG_QUIET_CELLS)
        judge_second(l, cell_frames, time_s + 1 / l->rate_hz);
}

static double
relative_sd(const emg_envelope *envelope, double rate_hz)
{
    if (envelope->kind == EMG_ENVELOPE_LOW_PASS)
        return SD_LOW_PASS * sqrt(envelope->cutoff_hz / 6);
    double rms = SD_RMS * sqrt(0.1 / emg_envelope_window_s(envelope, rate_hz));
    return envelope->kind == EMG_ENVELOPE_RMS ? rms : rms * 0.7555 / 0.7071;
}

static emg_state
faulty(const emg_rest_listener *l)
{
    if (l->faults.n == 0)
        return EMG_STATE_TOO_SHORT;
    if (emg_faults_silent(&l->faults))
        return EMG_STATE_SILENT;
    if (l->level.flat > MOST_FLAT)
        return EMG_STATE_FLAT;
    return l->level.clipped > MOST_CLIPPED ? EMG_STATE_CLIPPED : EMG_STATE_OK;
}

static emg_state
from_moments(emg_rest_listener *l, const emg_moments *moments)
{
    if ((double)moments->n < LEAST_REST_S * l->rate_hz)
        return EMG_STATE_TOO_SHORT;
    l->level.mean = moments->mean;
    l->level.sd = sqrt(moments->squares / (double)(moments->n - 1));
    l->level.stands_out = true; /* the user said that this is rest */
    return moments->mean > 0 ? EMG_STATE_OK : EMG_STATE_NO_REST;
}

static emg_state
from_floor(emg_rest_listener *l, const emg_envelope *envelope)
{
    if (l->energies->n < LEAST_CELLS)
        return EMG_STATE_TOO_SHORT;
    if (!emg_floor_find(l->energies, &l->floor))
        return EMG_STATE_NO_REST;
    double mean = envelope->kind == EMG_ENVELOPE_RMS ? 1 : MEAN_OF_RMS;
    l->level.floor = l->floor.rms;
    l->level.mean = mean * l->floor.rms;
    l->level.sd = relative_sd(envelope, l->rate_hz) * l->level.mean;
    l->level.stands_out = l->floor.high >= CONTRAST * l->floor.rms;
    return EMG_STATE_OK;
}

bool
emg_listener_judge(emg_rest_listener *l, emg_rest_kind kind,
                   const emg_envelope *envelope)
{
    emg_rest_level *level = &l->level;
    level->frames = l->faults.n;
    level->clipped = emg_faults_clipped(&l->faults);
    level->flat = emg_faults_flat(&l->faults);
    level->state = faulty(l);
    if (level->state)
        return false;
    if (kind == EMG_REST_AUTO) {
        level->state = from_floor(l, envelope);
    } else if (kind == EMG_REST_QUIETEST) {
        level->state = from_moments(l, &l->quietest);
        level->from_s = l->quiet_from_s;
        level->to_s = l->quiet_from_s + 1;
    } else {
        level->state = from_moments(l, &l->rest);
    }
    if (level->state || level->stands_out)
        return false;
    if (l->channel->to_uv <= 0)
        level->state = EMG_STATE_NO_CONTRAST;
    return !level->state && level->floor * l->channel->to_uv > MOST_FLOOR_UV;
}

static double
without(double rms, double hum)
{
    return sqrt(fmax(0, rms * rms - hum * hum));
}

/* Only from a ratio of signal to line of 9 dB down: noise alone has a little
 * power in every line. */
static double
line_of(const emg_rest_listener *l)
{
    double hum = l->hum ? emg_hum_rms(l->hum) : 0;
    double rest = without(l->floor.rms, hum);
    return rest * rest <= LEAST_LINE_RATIO * hum * hum ? hum : 0;
}

void
emg_listener_judge_hum(emg_rest_listener *l)
{
    double hum = line_of(l);
    double floor = without(l->floor.rms, hum);
    l->level.hum = hum;
    l->level.stands_out =
        without(l->floor.high, hum) >= CONTRAST * floor && floor > 0;
    if (!l->level.stands_out && floor * l->channel->to_uv > MOST_FLOOR_UV)
        l->level.state = EMG_STATE_NO_REST;
}
