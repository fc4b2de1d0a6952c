/* The noise that was found in two bands becomes a level of rest in the user's
 * band; events become candidates with their evidence. */
#include "analysis/strong_conclude.h"

#include "base/memory.h"

#include <math.h>

#define MOST_FLAT 0.5
#define LONG_LOSS_S 0.5
#define NOTABLE_CLIPPING 0.001
#define MEAN_OF_RMS 0.798 /* mean of |x| over RMS, Gaussian */

/* ---- before ------------------------------------------------------------ */

static bool
rests_still(const emg_strong_channel *channel)
{
    return channel->silence[0] > 0;
}

static emg_state
state_of(const emg_muscle *muscle, const emg_strong_channel *channel)
{
    const emg_noise_model *model = &channel->model;
    if (emg_faults_silent(&muscle->faults))
        return EMG_STATE_SILENT;
    if (emg_faults_flat(&muscle->faults) > MOST_FLAT && !rests_still(channel))
        return EMG_STATE_FLAT;
    if (!(model->mean > 0))
        return EMG_STATE_TOO_SHORT;
    return model->found ? EMG_STATE_OK : EMG_STATE_NO_REST;
}

static int
flags_of(const emg_muscle *muscle, const emg_lines *lines)
{
    int flags = lines->n > 0 ? EMG_FLAG_HUM : 0;
    if (emg_faults_clipped(&muscle->faults) > NOTABLE_CLIPPING)
        flags |= EMG_FLAG_CLIPPED;
    if (emg_faults_flat(&muscle->faults) > 0)
        flags |= EMG_FLAG_FLAT;
    return flags;
}

/* The band that the user's filters leave. */
static void
band_of(const emg_conditioning *how, double rate_hz, double *from, double *to)
{
    emg_filter filters[EMG_MOST_FILTERS];
    emg_conditioning_filters(how, rate_hz, filters);
    *from = 0;
    *to = rate_hz / 2;
    for (int i = 0; i < how->n_filters; i++) {
        const emg_filter *f = &filters[i];
        if (f->kind == EMG_BAND_PASS || f->kind == EMG_HIGH_PASS)
            *from = fmax(*from, f->low_hz);
        if (f->kind == EMG_BAND_PASS || f->kind == EMG_LOW_PASS)
            *to = fmin(*to, f->high_hz);
    }
}

/* RMS of noise in a band, as flat within each of the two as it was found. */
static double
noise_between(const emg_noise_model *model, const emg_bands_shape *shape,
              const emg_lines *lines, double from, double to)
{
    double between = shape->low_to;
    double low = model->floor / (shape->low_to - shape->low_from);
    double high = low, sum = 0;
    if (model->apart)
        high = model->s * model->floor / (shape->high_to - shape->low_to);
    sum += low * fmax(0, fmin(to, between) - from);
    sum += high * fmax(0, to - fmax(from, between));
    for (int i = 0; i < lines->n; i++)
        if (lines->at[i].hz > from && lines->at[i].hz < to)
            sum += lines->at[i].variance;
    return sqrt(sum);
}

static void
set_rest(emg_muscle *muscle, const emg_strong_group *group,
         const emg_conditioning *how)
{
    double from, to, mean = MEAN_OF_RMS;
    if (muscle->rest > 0)
        return;
    if (how->envelope.kind == EMG_ENVELOPE_RMS)
        mean = 1;
    band_of(how, group->format->rate_hz, &from, &to);
    muscle->rest = mean * noise_between(&group->channels[muscle->lane].model,
                                        &group->shape,
                                        &group->lines[muscle->lane], from, to);
}

void
emg_strong_admit(emg_pair_state *pair, const emg_strong_group *group,
                 const emg_conditioning *how)
{
    emg_muscle *muscles[] = {&pair->a, &pair->b};
    for (int i = 0; i < 2; i++) {
        emg_muscle *m = muscles[i];
        const emg_strong_channel *channel = &group->channels[m->lane];
        if (!pair->state)
            pair->state = state_of(m, channel);
        if (rests_still(channel))
            m->flat.n = 0; /* nothing was lost */
        pair->flags |= flags_of(m, &group->lines[m->lane]);
        if (!pair->state)
            set_rest(m, group, how);
    }
}

/* ---- behind ------------------------------------------------------------ */

/* How much of a muscle's power over its noise was the other's image. */
static double
share_of(const emg_own_power *power)
{
    double heard = power->heard - power->noise;
    double share = (power->heard - power->own) / heard;
    return heard > 0 ? fmin(fmax(share, 0), 1) : 0;
}

static emg_evidence
evidence_of(const emg_strong_event *event, bool alone)
{
    const emg_both *sums = &event->sums;
    double n = (double)sums->n;
    emg_evidence evidence = emg_no_evidence();
    evidence.onset_spread_s = event->run.from_spread_s;
    evidence.offset_spread_s = event->run.to_spread_s;
    if (alone)
        return evidence;
    evidence.crosstalk_a = share_of(&sums->a);
    evidence.crosstalk_b = share_of(&sums->b);
    evidence.noise_a = sqrt(sums->a.noise / n);
    evidence.noise_b = sqrt(sums->b.noise / n);
    evidence.turns_fast = emg_alternation_fast(&sums->turns);
    evidence.turns_slow = emg_alternation_slow(&sums->turns);
    evidence.alternates = event->in_turns || emg_alternates(&sums->turns);
    return evidence;
}

/* Through a short loss of signal a contraction goes on, not through a long one:
 * nobody knows how it went. */
static emg_status
long_losses(const emg_muscle *muscle, double rate_hz, emg_intervals *lost,
            emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t i = 0; i < muscle->flat.n && !status; i++) {
        const emg_interval *flat = &muscle->flat.at[i];
        if ((double)(flat->to - flat->from) >= LONG_LOSS_S * rate_hz)
            status = emg_intervals_add(lost, *flat, error);
    }
    return status;
}

/* Takes away what a muscle's mask and losses hide, from its runs and from the
 * times in which both work. */
static emg_status
cut(emg_burst_list *runs, emg_intervals *both, const emg_muscle *muscle,
    double rate_hz, emg_error *error)
{
    emg_intervals lost = {0};
    const emg_intervals *away[] = {&muscle->masked, &lost};
    emg_status status = long_losses(muscle, rate_hz, &lost, error);
    for (int i = 0; i < 2 && !status; i++) {
        status = emg_burst_list_cut(runs, away[i], error);
        if (!status)
            status = emg_intervals_cut(both, away[i], error);
    }
    emg_intervals_free(&lost);
    return status;
}

static emg_status
cut_all(emg_pair_state *pair, emg_strong_pair *found, emg_error *error)
{
    emg_intervals both = {0};
    emg_status status = EMG_OK;
    for (size_t i = 0; i < found->n_both && !status; i++) {
        const emg_both *one = &found->both[i];
        status = emg_intervals_add(
            &both, (emg_interval){.from = one->from, .to = one->to}, error);
    }
    if (!status)
        status = cut(&found->a.runs, &both, &pair->a, pair->rate_hz, error);
    if (!status)
        status = cut(&found->b.runs, &both, &pair->b, pair->rate_hz, error);
    pair->both_frames = emg_intervals_frames(&both);
    emg_intervals_free(&both);
    return status;
}

emg_status
emg_strong_candidates(emg_pair_state *pair, emg_strong_pair *found,
                      emg_error *error)
{
    emg_strong_event *events = NULL;
    size_t n = 0;
    emg_status status = cut_all(pair, found, error);
    if (!status)
        status = emg_strong_pair_events(
            found, pair->rate_hz, pair->wanted.gap_s,
            pair->wanted.min_duration_s, &events, &n, error);
    pair->analysable = emg_pair_analysable(pair, error);
    pair->candidates = emg_new(n, sizeof *pair->candidates, error);
    if (!pair->candidates)
        status = EMG_NO_MEMORY;
    for (size_t i = 0; i < n && !status; i++) {
        const emg_burst *run = &events[i].run;
        pair->candidates[pair->n_candidates++] = (emg_candidate){
            .run = {run->from, run->to, run->segment},
            .from = run->from,
            .to = run->to,
            .truncated = run->truncated,
            .evidence = evidence_of(&events[i], found->alone),
        };
    }
    emg_free(events);
    return status;
}
