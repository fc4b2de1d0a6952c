/* Runs of equal samples: an electrode that fell off, an amplifier at the
 * end of its range. */
#include "detect/faults.h"

#define CLIPPING_RUN 3
#define FEWEST_STEPS 64

/* Steps from one value up to another; far where no step is known. */
static double
steps(const emg_faults *faults, double from, double to)
{
    return from < to ? (to - from) / faults->step : 0;
}

/* An extreme never seen before: what was counted at the old one is one step
 * away now, or no longer at the end. */
static void
move_end(int64_t at[2], double by)
{
    at[1] = by < 1.5 ? at[0] : 0;
    at[0] = 0;
}

static void
move_extremes(emg_faults *faults, double sample)
{
    if (!faults->started)
        faults->least = faults->most = sample;
    if (sample < faults->least) {
        move_end(faults->at_least, steps(faults, sample, faults->least));
        faults->least = sample;
    }
    if (sample > faults->most) {
        move_end(faults->at_most, steps(faults, faults->most, sample));
        faults->most = sample;
    }
}

static void
count_clipping(emg_faults *faults, double sample)
{
    int64_t more = faults->run == CLIPPING_RUN ? CLIPPING_RUN : 1;
    double above = steps(faults, faults->least, sample);
    double below = steps(faults, sample, faults->most);
    if (above < 1.5)
        faults->at_least[above > 0.5] += more;
    if (below < 1.5) /* both, while the ends are not far apart yet */
        faults->at_most[below > 0.5] += more;
}

int64_t
emg_faults_add(emg_faults *faults, double sample)
{
    bool same = faults->started && faults->run > 0 && sample == faults->last;
    if (sample < faults->least || sample > faults->most || !faults->started)
        move_extremes(faults, sample);
    faults->started = true;
    faults->last = sample;
    faults->run = same ? faults->run + 1 : 1;
    faults->n++;
    if (faults->run < CLIPPING_RUN)
        return 0;
    count_clipping(faults, sample);
    int64_t flat = faults->run < faults->long_run    ? 0
                   : faults->run == faults->long_run ? faults->long_run
                                                     : 1;
    faults->flat += flat;
    return flat;
}

int
emg_faults_pass(emg_faults *faults, const double *samples, int stride, int n)
{
    double least = faults->least, most = faults->most, last = faults->last;
    int passed = 0;
    if (!faults->started)
        return 0;
    for (; passed < n; passed++, samples += stride) {
        double sample = *samples;
        if (sample == last || sample < least || sample > most)
            break;
        last = sample;
    }
    if (passed > 0) {
        faults->last = last;
        faults->run = 1;
        faults->n += passed;
    }
    return passed;
}

void
emg_faults_gap(emg_faults *faults)
{
    faults->run = 0;
}

bool
emg_faults_silent(const emg_faults *faults)
{
    return !faults->started || faults->least == faults->most;
}

static double
share(const emg_faults *faults, int64_t of)
{
    return faults->n ? (double)of / (double)faults->n : 0;
}

double
emg_faults_clipped(const emg_faults *faults)
{
    if (emg_faults_silent(faults) ||
        faults->most - faults->least < FEWEST_STEPS * faults->step)
        return 0;
    return share(faults, faults->at_least[0] + faults->at_least[1] +
                             faults->at_most[0] + faults->at_most[1]);
}

double
emg_faults_flat(const emg_faults *faults)
{
    return share(faults, faults->flat);
}
