/* From a channel's energies to flags, and on to runs. */
#include "analysis/strong_muscle.h"

#include "base/memory.h"

#include <math.h>

#define BANDWIDTH_HZ 210 /* of noise in the low band, effective */
#define LEAST_RATIO 1.35
#define OF_MOST 0.05    /* amplitudes that count as activity: of the largest */
#define OF_USUAL 0.20   /* and of the usual one */
#define SOURCE_REACH 25 /* frames: 0.5 s */
#define IMAGE_REACH 12  /* 250 ms */
#define NOISE_ERROR                                                            \
    2 /* how much of the image a noisy source leaves, for its                  \
         noise over its EMG */
#define PATH_ERROR 0.1
#define CUT_REACH 5
#define EDGE_LAG 48 /* frames behind an edge that must be decided */

emg_status
emg_strong_muscle_init(emg_strong_muscle *m, const emg_bands_shape *shape,
                       double rate_hz, emg_error *error)
{
    size_t room = EMG_STRONG_ROOM;
    m->kernels = emg_kernels();
    m->rate_hz = rate_hz / shape->every;
    m->every = shape->every;
    m->residual = emg_new(room * (size_t)shape->samples, sizeof(float), error);
    m->energy = emg_new(room, sizeof(double), error);
    m->image = emg_new(room, sizeof(double), error);
    m->heard = emg_new(room, sizeof(double), error);
    m->bands = emg_new(room, 2 * sizeof(double), error);
    m->images = emg_new(room, sizeof(double), error);
    m->ratio = emg_new(room, sizeof(double), error);
    m->noise = emg_new(room, sizeof(double), error);
    m->on = emg_new(room, sizeof(bool), error);
    emg_status status =
        emg_ladder_init(&m->ladder, 2 * BANDWIDTH_HZ * shape->frame_s, error);
    if (!status)
        status = emg_ramps_init(&m->ramps, m->rate_hz, error);
    return !status && m->residual && m->energy && m->image && m->heard &&
                   m->bands && m->images && m->ratio && m->noise && m->on
               ? EMG_OK
               : EMG_NO_MEMORY;
}

void
emg_strong_muscle_clear(emg_strong_muscle *m)
{
    emg_free(m->residual);
    emg_free(m->energy);
    emg_free(m->image);
    emg_free(m->heard);
    emg_free(m->bands);
    emg_free(m->images);
    emg_free(m->ratio);
    emg_free(m->noise);
    emg_free(m->on);
    emg_free(m->runs.at);
    emg_ladder_clear(&m->ladder);
    emg_ramps_clear(&m->ramps);
}

void
emg_strong_muscle_start(emg_strong_muscle *m)
{
    const emg_noise_model *model = &m->own->model;
    double usual = OF_USUAL * OF_USUAL * model->usual;
    double most = OF_MOST * OF_MOST * model->most;
    m->least = fmax(m->least, fmax(usual, most));
    m->summed = m->split = m->fed = m->decided = m->settled = 0;
    m->images[0] = 0;
    m->is_open = false;
    m->from = m->to = (emg_path){0};
    emg_ladder_start(&m->ladder);
}

/* What a path learnt from a noisy source leaves of its image. */
static double
left_of_image(const emg_strong_muscle *m, int64_t frame)
{
    if (!m->other)
        return 0;
    double noise = emg_strong_floor(m->other, frame);
    double emg = emg_strong_mean(m->other, frame, SOURCE_REACH) - noise;
    double share = emg > NOISE_ERROR * noise ? NOISE_ERROR * noise / emg : 1;
    int64_t from = frame > IMAGE_REACH ? frame - IMAGE_REACH : 0;
    int64_t to = frame + IMAGE_REACH + 1;
    to = to < m->fed ? to : m->fed;
    double image =
        m->images[emg_strong_place(to)] - m->images[emg_strong_place(from)];
    return image > 0 ? fmin(share + PATH_ERROR, 1) * image / (double)(to - from)
                     : 0;
}

static int
part_of(int64_t from, int64_t end)
{
    return (int)(end - from < EMG_STRONG_BLOCK ? end - from : EMG_STRONG_BLOCK);
}

/* Cut images are summed ahead of the frames that are judged by them. */
static void
sum_images(emg_strong_muscle *m, int64_t end)
{
    double cut[EMG_STRONG_BLOCK];
    while (m->fed < end) {
        int n = part_of(m->fed, end);
        emg_strong_cut(m->kernels, m->image, 1, m->fed, n, m->split, cut);
        for (int i = 0; i < n; i++, m->fed++)
            m->images[emg_strong_place(m->fed + 1)] =
                m->images[emg_strong_place(m->fed)] + cut[i];
    }
}

static void
decide(emg_strong_muscle *m, bool ended)
{
    bool on[EMG_LADDER_CHAPTER];
    int n;
    while ((n = emg_ladder_decide(&m->ladder, ended, on, EMG_LADDER_CHAPTER)) >
           0)
        for (int i = 0; i < n; i++)
            m->on[emg_strong_place(m->decided++)] = on[i];
}

static void
feed_frame(emg_strong_muscle *m, int64_t frame, double energy)
{
    int64_t at = emg_strong_place(frame);
    double noise = emg_strong_floor(m->own, frame) + left_of_image(m, frame);
    double ratio = energy / noise;
    m->noise[at] = noise;
    m->ratio[at] = ratio;
    emg_ladder_add(&m->ladder, m->own->missing[at] ? -1 : ratio,
                   fmax(LEAST_RATIO, 1 + m->least / noise));
    decide(m, false);
}

static void
feed(emg_strong_muscle *m, int64_t end)
{
    double cut[EMG_STRONG_BLOCK];
    for (int64_t f = m->ladder.taken; f < end;) {
        int n = part_of(f, end);
        emg_strong_cut(m->kernels, m->energy, 1, f, n, m->split, cut);
        for (int i = 0; i < n; i++, f++)
            feed_frame(m, f, cut[i]);
    }
}

emg_status
emg_strong_muscle_advance(emg_strong_muscle *m, int64_t blocks, bool ended,
                          const emg_segment *segment, emg_error *error)
{
    emg_strong_split(m, blocks, ended);
    int64_t end = ended ? m->split : m->split - CUT_REACH;
    sum_images(m, end);
    feed(m, ended ? end : end - IMAGE_REACH);
    if (ended)
        decide(m, true);
    return emg_strong_settle(m, ended ? m->decided : m->decided - EDGE_LAG,
                             segment, error);
}
