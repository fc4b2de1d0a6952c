/* The loops themselves. Compiled once for each vector width EMG_WIDTH (16, 32,
 * 64 bytes) into a table of its own; no other file is compiled that way. */
#include "dsp/kernel_cascade.h"
#include "dsp/kernel_decode.h"
#include "dsp/kernel_encode.h"
#include "dsp/kernel_likely.h"
#include "dsp/kernel_lines.h"
#include "dsp/kernel_moving.h"
#include "dsp/kernel_root.h"
#include "dsp/kernel_rows.h"
#include "dsp/kernel_still.h"

#include <math.h>
#include <string.h>

#define PASTE(a, b) a##b
#define NAMED(a, b) PASTE(a, b)
#define TABLE NAMED(emg_kernels_, EMG_WIDTH)
/* ---- sample by sample ------------------------------------------------ */

static void
full_wave(emg_lanes *frames, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = fabs(frames[i].v[k]);
}

static void
half_wave(emg_lanes *frames, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] = frames[i].v[k] > 0 ? frames[i].v[k] : 0;
}

static void
scale(emg_lanes *frames, int n, double factor)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            frames[i].v[k] *= factor;
}

static bool
all_finite(const emg_lanes *frames, int n, int lanes)
{
    emg_lanes nothing = {0}; /* what is finite leaves it at 0 */
    for (int i = 0; i < n; i++)
        for (int k = 0; k < EMG_LANES; k++)
            nothing.v[k] += frames[i].v[k] - frames[i].v[k];
    for (int k = 0; k < lanes; k++)
        if (!(nothing.v[k] == 0))
            return false;
    return true;
}

/* ---- tallies ---------------------------------------------------------- */

/* The parts of a lane stay in registers from the first frame to the last. */
INLINE void
tally_part(emg_tally *t, const emg_lanes *frames, int n, int part)
{
    vector least = *part_of(&t->least, part), most = *part_of(&t->most, part);
    vector sum = *part_of(&t->sum, part);
    vector squares = *part_of(&t->squares, part);
    vector before = *part_of(&t->before, part);
    vector step = *part_of(&t->step, part);
    vector still = *part_of(&t->still, part);
    vector stillest = *part_of(&t->stillest, part);
    for (int i = 0; i < n; i++) {
        vector x = ((const vector *)(frames + i))[part];
        vector change = x - before;
        mask is_still = (vector)((mask)change & INT64_MAX) <= step; /* |.| */
        least = LESSER(x, least);
        most = GREATER(x, most);
        sum += x;
        squares += x * x;
        still = (vector)((mask)(still + 1) & is_still);
        stillest = GREATER(still, stillest);
        before = x;
    }
    *part_of(&t->least, part) = least;
    *part_of(&t->most, part) = most;
    *part_of(&t->sum, part) = sum;
    *part_of(&t->squares, part) = squares;
    *part_of(&t->before, part) = before;
    *part_of(&t->still, part) = still;
    *part_of(&t->stillest, part) = stillest;
}

static void
tally(emg_tally *t, const emg_lanes *frames, int n)
{
    for (int part = 0; part < PARTS; part++)
        tally_part(t, frames, n, part);
}

/* ---- weighted sums --------------------------------------------------- */

/* Even and odd frames apart: two additions at a time are under way. */
static void
weighted_sum(const double *weights, const emg_lanes *frames, int n,
             emg_lanes *sum)
{
    emg_lanes even = {0}, odd = {0};
    for (int i = 0; i + 1 < n; i += 2)
        for (int k = 0; k < EMG_LANES; k++) {
            even.v[k] += weights[i] * frames[i].v[k];
            odd.v[k] += weights[i + 1] * frames[i + 1].v[k];
        }
    for (int k = 0; k < EMG_LANES && n % 2; k++)
        even.v[k] += weights[n - 1] * frames[n - 1].v[k];
    for (int k = 0; k < EMG_LANES; k++)
        sum->v[k] = even.v[k] + odd.v[k];
}

extern const emg_kernels_table TABLE;
const emg_kernels_table TABLE = {
    .name = EMG_WIDTH_NAME,
    .cascade = cascade,
    .decode16 = decode16,
    .decode24 = decode24,
    .encode16 = encode16,
    .encode24 = encode24,
    .full_wave = full_wave,
    .half_wave = half_wave,
    .moving_sum = moving_sum,
    .moving_root = moving_root,
    .cascade_root = cascade_root,
    .scale = scale,
    .scaled_root = scaled_root,
    .weighted_sum = weighted_sum,
    .tally = tally,
    .climb = climb,
    .products = products,
    .image = image,
    .add_squares = add_squares,
    .still = still,
    .project = project,
    .take_away = take_away,
    .logarithms = logarithms,
    .slide = slide,
    .count_lower = count_lower,
    .finite = all_finite,
};
