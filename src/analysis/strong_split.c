/* What a muscle's electrode hears is split: the image of the other muscle, and
 * the rest, which is its own. */
#include "analysis/strong_muscle.h"

#include <string.h>

#define BLOCK EMG_STRONG_BLOCK
#define PATH_REACH 4   /* blocks to both sides: 2.2 s in all */
#define WEIGHT_REACH 2 /* frames: 50 ms */
#define WEIGHT_FLOOR 0.001
#define MOST_SAMPLES 20 /* of a frame */
#define ROWS ((MOST_SAMPLES + EMG_PATH_ROW - 1) / EMG_PATH_ROW * EMG_PATH_ROW)
#define AROUND (ROWS + 2 * EMG_PATH_ROW)
#define BEHIND (EMG_PATH_ROW - 1 - EMG_PATH_REACH)

/* The samples of a frame, with those around it that a path needs. */
static void
gather(const emg_strong_channel *c, int64_t frame, float *around)
{
    int n = c->samples;
    int64_t first = frame * n - EMG_PATH_REACH;
    for (int i = 0; i < EMG_PATH_REACH + n + BEHIND; i++) {
        int64_t at = first + i, in = at >= 0 ? at / n : -1;
        bool there = in >= 0 && in < c->frames;
        around[i] = there ? c->low[emg_strong_place(in) * n + at % n] : 0;
    }
}

/* The source of a frame's image: in place where it lies there in one piece. */
static const float *
source_of(const emg_strong_channel *c, int64_t frame, float *around)
{
    int64_t n = c->samples, place = emg_strong_place(frame);
    int64_t before = (EMG_PATH_REACH + n - 1) / n,
            behind = (BEHIND + n - 1) / n;
    if (place >= before && place + behind < EMG_STRONG_ROOM &&
        frame + behind < c->frames)
        return c->low + place * n;
    gather(c, frame, around);
    return around + EMG_PATH_REACH;
}

/* Where the destination itself works, the path is hard to see: such times weigh
 * little. Without that, two muscles in turn would teach each other a path. */
static void
sum_block(emg_strong_muscle *m, int64_t block)
{
    emg_path_sums *sums = &m->sums[block % EMG_PATH_BLOCKS];
    float around[AROUND];
    int64_t end = (block + 1) * BLOCK;
    memset(sums, 0, sizeof *sums);
    end = end < m->own->cut ? end : m->own->cut;
    for (int64_t f = block * BLOCK; f < end; f++) {
        int64_t at = emg_strong_place(f);
        if (m->own->missing[at] || m->other->missing[at])
            continue;
        double energy = emg_strong_mean(m->own, f, WEIGHT_REACH) +
                        WEIGHT_FLOOR * m->own->model.mean;
        if (energy > 0)
            m->kernels->products(
                source_of(m->other, f, around),
                m->own->low + at * m->own->samples, m->own->samples,
                (float)(m->own->model.mean / energy), sums->at);
    }
}

static void
solve(const emg_strong_muscle *m, int64_t block, int64_t blocks, emg_path *path)
{
    emg_path_sums all = {0};
    for (int64_t b = block - PATH_REACH; b <= block + PATH_REACH; b++)
        if (b >= 0 && b < blocks)
            emg_path_join(&all, &m->sums[b % EMG_PATH_BLOCKS]);
    emg_path_solve(&all, path);
}

static void
measure_frame(emg_strong_muscle *m, int64_t at, const float *image)
{
    int n = m->own->samples;
    const float *low = m->own->low + at * n, *residual = m->residual + at * n;
    double heard = 0, energy = 0, taken = 0;
    for (int i = 0; i < n; i++) {
        double h = (double)low[i], r = (double)residual[i],
               t = (double)image[i];
        heard += h * h;
        energy += r * r;
        taken += t * t;
    }
    m->heard[at] = heard / n;
    memcpy(m->bands + 2 * at, m->own->energy + 2 * at, 2 * sizeof *m->bands);
    m->energy[at] = energy / n;
    m->image[at] = taken / n;
}

static void
split_frame(emg_strong_muscle *m, int64_t frame, float share)
{
    float around[AROUND], image[ROWS] = {0};
    int n = m->own->samples;
    int64_t at = emg_strong_place(frame);
    const float *low = m->own->low + at * n;
    float *residual = m->residual + at * n;
    if (m->other) {
        emg_path path;
        emg_path_mix(&path, &m->from, &m->to, share);
        m->kernels->image(path.tap, source_of(m->other, frame, around), n,
                          image);
    }
    for (int i = 0; i < n; i++)
        residual[i] = low[i] - image[i];
    measure_frame(m, at, image);
    if (frame > 0 && m->own->missing[at]) {
        int64_t before = emg_strong_place(frame - 1);
        m->heard[at] = m->heard[before];
        m->energy[at] = m->energy[before];
        m->image[at] = m->image[before];
    }
}

/* Frames from the middle of one block to that of the next; the first and last
 * ones have one path only. */
static void
split_span(emg_strong_muscle *m, int64_t end)
{
    for (; m->split < end; m->split++) {
        int64_t into = (m->split + BLOCK / 2) % BLOCK;
        split_frame(m, m->split, ((float)into + 0.5F) / BLOCK);
    }
}

void
emg_strong_split(emg_strong_muscle *m, int64_t blocks, bool ended)
{
    if (!m->other) {
        split_span(m, ended ? m->own->frames : blocks * BLOCK);
        return;
    }
    for (; m->summed < blocks; m->summed++)
        sum_block(m, m->summed);
    for (;;) {
        int64_t next =
            (m->split + BLOCK / 2) / BLOCK; /* whose middle follows */
        int64_t end = next * BLOCK + BLOCK / 2;
        if (ended && next >= blocks) {
            m->from = m->to;
            split_span(m, m->own->frames);
            return;
        }
        if (!ended && next + PATH_REACH >= blocks)
            return;
        m->from = m->to;
        solve(m, next, blocks, &m->to);
        if (next == 0)
            m->from = m->to;
        split_span(m, end);
    }
}
