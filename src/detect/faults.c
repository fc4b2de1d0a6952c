/* Runs of equal samples: an electrode that fell off, an amplifier at the
 * end of its range. */
#include "detect/faults.h"

#define CLIPPING_RUN 3
#define FEWEST_STEPS 64

/* An extreme never seen before: what was counted at the old one was none. */
static void
move_extremes(emg_faults *faults, double sample)
{
    if (!faults->started || sample < faults->least - faults->step)
        faults->at_least = 0;
    if (!faults->started || sample > faults->most + faults->step)
        faults->at_most = 0;
    if (!faults->started || sample < faults->least)
        faults->least = sample;
    if (!faults->started || sample > faults->most)
        faults->most = sample;
}

static void
count_clipping(emg_faults *faults, double sample)
{
    int64_t more = faults->run == CLIPPING_RUN ? CLIPPING_RUN : 1;
    if (faults->run < CLIPPING_RUN)
        return;
    if (sample <= faults->least + faults->step)
        faults->at_least += more;
    else if (sample >= faults->most - faults->step)
        faults->at_most += more;
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
    if (faults->most - faults->least < FEWEST_STEPS * faults->step)
        return 0;
    return share(faults, faults->at_least + faults->at_most);
}

double
emg_faults_flat(const emg_faults *faults)
{
    return share(faults, faults->flat);
}
