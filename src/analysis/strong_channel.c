/* Each step goes on as far as what it needs has come. */
#include "analysis/strong_channel.h"

#include "base/memory.h"
#include "dsp/median.h"

#include <math.h>
#include <string.h>

#define CUT_REACH 5
#define SPARE (2 * EMG_PATH_ROW) /* of low, for whole vectors */
#define AROUND (2 * CUT_REACH + 1)
#define MOST_OVER 4 /* times the median */

#define STILL 0.1    /* share of the frames */
#define SAME 0.5     /* three of four still samples have one value */
#define LOUD 0.02    /* the floor over the mean where all of it is EMG */
#define COLOURED 0.5 /* EMG's share of what white noise has above */
#define SILENCE 1e-5 /* of the mean */

emg_status
emg_strong_channel_init(emg_strong_channel *c, const emg_bands_shape *shape,
                        emg_error *error)
{
    size_t room = EMG_STRONG_ROOM, samples = (size_t)shape->samples;
    *c = (emg_strong_channel){.kernels = emg_kernels(),
                              .samples = shape->samples};
    c->raw = emg_new(room, 2 * sizeof(double), error);
    c->energy = emg_new(room, 2 * sizeof(double), error);
    c->sums = emg_new(room, sizeof(double), error);
    c->low = emg_new(room * samples + SPARE, sizeof(float), error);
    c->missing = emg_new(room, sizeof(bool), error);
    c->floor = emg_new(EMG_TRACK_ROOM, sizeof(double), error);
    emg_status status =
        emg_two_band_init(&c->survey, shape->high_to > 0, error);
    return !status && c->raw && c->energy && c->sums && c->low && c->missing &&
                   c->floor
               ? EMG_OK
               : EMG_NO_MEMORY;
}

void
emg_strong_channel_clear(emg_strong_channel *c)
{
    emg_free(c->raw);
    emg_free(c->energy);
    emg_free(c->sums);
    emg_free(c->low);
    emg_free(c->missing);
    emg_free(c->floor);
    emg_two_band_clear(&c->survey);
}

/* ---- the survey --------------------------------------------------------- */

emg_status
emg_strong_channel_forget(emg_strong_channel *c, const emg_bands_shape *shape,
                          emg_error *error)
{
    emg_two_band_clear(&c->survey);
    c->surveyed = c->still = 0;
    return emg_two_band_init(&c->survey, shape->high_to > 0, error);
}

static bool
rests_still(const emg_strong_channel *c, double white)
{
    const emg_noise_model *model = &c->model;
    bool loud =
        !model->found || (!model->apart && model->floor > LOUD * model->mean);
    return loud && c->same >= SAME &&
           (double)c->still > STILL * (double)c->surveyed &&
           model->r < COLOURED * white;
}

/* What was not still is EMG, and all of its energy counts. */
static emg_status
hear_silence(emg_strong_channel *c, double white, emg_error *error)
{
    const emg_noise_model loud = c->model;
    c->silence[0] = SILENCE * loud.mean;
    c->silence[1] = c->silence[0] * white;
    for (int64_t n = c->still / EMG_STRONG_BLOCK; n > 0; n--)
        emg_two_band_add(&c->survey, c->silence[0], c->silence[1]);
    emg_status status = emg_two_band_find(&c->survey, &c->model, error);
    if (loud.found) {
        c->model.usual = loud.floor + loud.usual;
        c->model.most = loud.floor + loud.most;
    }
    return status;
}

emg_status
emg_strong_channel_conclude(emg_strong_channel *c, const emg_bands_shape *shape,
                            bool masked, emg_error *error)
{
    double white =
        (shape->high_to - shape->low_to) / (shape->low_to - shape->low_from);
    emg_status status = emg_two_band_find(&c->survey, &c->model, error);
    if (!status && !masked && rests_still(c, white))
        status = hear_silence(c, white, error);
    emg_two_band_clear(&c->survey);
    return status;
}

/* ---- frame by frame ------------------------------------------------------ */

void
emg_strong_channel_start(emg_strong_channel *c, bool survey)
{
    c->surveys = survey;
    c->frames = c->cut = c->blocks = c->floors = 0;
    c->ended = false;
    c->sums[0] = 0;
    emg_noise_track_start(&c->track, &c->model);
}

static double
cut_one(const double *ring, int step, int64_t frame, int64_t end)
{
    double near[AROUND];
    int64_t from = frame > CUT_REACH ? frame - CUT_REACH : 0;
    int64_t to = frame + CUT_REACH + 1 < end ? frame + CUT_REACH + 1 : end;
    int n = 0;
    for (int64_t f = from; f < to; f++)
        near[n++] = ring[emg_strong_place(f) * step];
    double here = ring[emg_strong_place(frame) * step];
    double most = MOST_OVER * emg_median(near, n);
    return here > most ? most : here;
}

/* Nearly all are no peaks: at least half of the frames around are not so much
 * lower. No frame is lower than one that does not exist. */
void
emg_strong_cut(const emg_kernels_table *kernels, const double *ring, int step,
               int64_t from, int n, int64_t end, double *cut)
{
    double near[EMG_STRONG_BLOCK + 2 * CUT_REACH];
    int64_t below[EMG_STRONG_BLOCK];
    for (int i = 0; i < n + 2 * CUT_REACH; i++) {
        int64_t f = from - CUT_REACH + i;
        near[i] =
            f >= 0 && f < end ? ring[emg_strong_place(f) * step] : HUGE_VAL;
    }
    kernels->count_lower(near, n, AROUND, MOST_OVER, below);
    for (int i = 0; i < n; i++) {
        int64_t f = from + i;
        bool all = f >= CUT_REACH && f + CUT_REACH < end;
        cut[i] = 2 * below[i] <= (all ? AROUND : 0)
                     ? near[i + CUT_REACH]
                     : cut_one(ring, step, f, end);
    }
}

static void
end_block(emg_strong_channel *c, int64_t from, int64_t to)
{
    double sum[2] = {0};
    int good = 0;
    for (int64_t f = from; f < to; f++) {
        int64_t at = emg_strong_place(f);
        if (c->missing[at])
            continue;
        sum[0] += c->energy[2 * at];
        sum[1] += c->energy[2 * at + 1];
        good++;
    }
    bool enough = good >= EMG_STRONG_BLOCK / 2;
    double low = enough ? sum[0] / good : 0, high = enough ? sum[1] / good : 0;
    if (!c->surveys)
        emg_noise_track_add(&c->track, low, high, enough && low > 0);
    else if (enough && to - from == EMG_STRONG_BLOCK)
        emg_two_band_add(&c->survey, low, high);
    c->blocks++;
}

/* Of n frames that lie in one block, from c->cut on. */
static void
cut_frames(emg_strong_channel *c, int n)
{
    double cut[2][EMG_STRONG_BLOCK];
    for (int k = 0; k < 2; k++)
        emg_strong_cut(c->kernels, c->raw + k, 2, c->cut, n, c->frames, cut[k]);
    for (int i = 0; i < n; i++, c->cut++) {
        int64_t at = emg_strong_place(c->cut);
        c->energy[2 * at] = cut[0][i];
        c->energy[2 * at + 1] = cut[1][i];
        c->sums[emg_strong_place(c->cut + 1)] = c->sums[at] + cut[0][i];
    }
}

static void
cut_until(emg_strong_channel *c, int64_t end)
{
    while (c->cut < end) {
        int64_t n = EMG_STRONG_BLOCK - c->cut % EMG_STRONG_BLOCK;
        cut_frames(c, (int)(n < end - c->cut ? n : end - c->cut));
        if (c->cut % EMG_STRONG_BLOCK == 0)
            end_block(c, c->cut - EMG_STRONG_BLOCK, c->cut);
    }
}

static void
follow_noise(emg_strong_channel *c)
{
    if (c->surveys)
        return;
    for (; c->floors < emg_noise_track_known(&c->track); c->floors++)
        c->floor[c->floors % EMG_TRACK_ROOM] =
            emg_noise_track_at(&c->track, c->floors);
}

void
emg_strong_channel_add(emg_strong_channel *c, const double *energy,
                       const float *low, bool missing)
{
    int64_t at = emg_strong_place(c->frames);
    int64_t before = emg_strong_place(c->frames - 1);
    if (c->surveys) {
        c->surveyed++;
        c->still += missing;
    }
    missing = missing && c->silence[0] <= 0;
    bool copies = missing && c->frames > 0;
    for (int i = 0; i < 2; i++)
        c->raw[2 * at + i] =
            copies ? c->raw[2 * before + i] : energy[i] + c->silence[i];
    memcpy(c->low + at * c->samples, low, (size_t)c->samples * sizeof *low);
    c->missing[at] = missing;
    c->frames++;
    if (c->frames % EMG_STRONG_BLOCK != 1)
        return;
    cut_until(c, c->frames - CUT_REACH);
    follow_noise(c);
}

void
emg_strong_channel_end(emg_strong_channel *c)
{
    cut_until(c, c->frames);
    int64_t left = c->frames % EMG_STRONG_BLOCK;
    if (2 * left >= EMG_STRONG_BLOCK)
        end_block(c, c->frames - left, c->frames);
    c->ended = c->track.ended = true;
    follow_noise(c);
}

double
emg_strong_floor(const emg_strong_channel *c, int64_t frame)
{
    double at = (double)(frame - EMG_STRONG_BLOCK / 2) / EMG_STRONG_BLOCK;
    int64_t block = at < 0 ? 0 : (int64_t)at, last = c->floors - 1;
    double here, next, into = at - (double)block;
    if (last < 0)
        return c->model.floor;
    block = block < last ? block : last;
    here = c->floor[block % EMG_TRACK_ROOM];
    next = c->floor[(block < last ? block + 1 : last) % EMG_TRACK_ROOM];
    into = into < 0 ? 0 : into > 1 ? 1 : into;
    return here + into * (next - here);
}

double
emg_strong_mean(const emg_strong_channel *c, int64_t frame, int reach)
{
    int64_t from = frame > reach ? frame - reach : 0;
    int64_t to = frame + reach + 1 < c->cut ? frame + reach + 1 : c->cut;
    double sum =
        c->sums[emg_strong_place(to)] - c->sums[emg_strong_place(from)];
    return sum > 0 ? sum / (double)(to - from) : 0;
}
