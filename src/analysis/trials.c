/* Trials are cut out of the band-passed signal as it passes by: each is kept
 * as sums of its energies until it has ended, then its onset is sought. */
#include "emg/analysis.h"

#include "analysis/trial_group.h"
#include "base/memory.h"
#include "detect/onset.h"

#include <math.h>

#define LONGEST_S 120

typedef struct trials {
    emg_sink sink;
    emg_recording recording;
    emg_trial *items;
    int n;
    emg_trial_group *groups; /* those that are not treated are zeroed */
    emg_trial_onset *onsets; /* [trial][place], in the order of numbers */
    emg_place *places;
    int n_places, n_onsets;
} trials;

/* ---- one trial ends ------------------------------------------------------ */

static emg_state
state_of(emg_onset_state found)
{
    static const emg_state states[] = {[EMG_ONSET_FOUND] = EMG_STATE_OK,
                                       [EMG_ONSET_TOO_SHORT] =
                                           EMG_STATE_TOO_SHORT,
                                       [EMG_ONSET_NONE] = EMG_STATE_NO_CONTRAST,
                                       [EMG_ONSET_NO_REST] = EMG_STATE_NO_REST};
    return states[found];
}

/* Where it begins or ends beside cells that were left out, it may have begun
 * or ended in them. */
static void
tell(emg_trial_onset *onset, const emg_trial_group *g, const emg_gathered *all,
     const emg_onset *found)
{
    int trial = onset->trial;
    size_t first = (size_t)found->from, last = (size_t)found->to;
    size_t from = emg_gathered_cell(all, first);
    size_t to = emg_gathered_behind(all, last);
    bool cut = from > emg_gathered_behind(all, first) ||
               to < emg_gathered_cell(all, last);
    onset->onset_s = emg_trial_group_time(g, trial, from);
    onset->duration_s = (double)(to - from) / emg_trial_group_cells(g);
    onset->earliest_s = emg_trial_group_time(
        g, trial, emg_gathered_behind(all, (size_t)found->earliest));
    onset->latest_s = emg_trial_group_time(
        g, trial, emg_gathered_cell(all, (size_t)found->latest));
    onset->rest = sqrt(found->before);
    onset->mean = sqrt(fmax(found->during - found->before, 0));
    onset->flags = found->ends && !cut ? 0 : EMG_FLAG_TRUNCATED;
}

static void
judge(emg_trial_onset *onset, const emg_trial_group *g, int channel)
{
    const emg_gathered *all = emg_trial_group_of(g, onset->trial, channel);
    double rate = emg_trial_group_cells(g);
    double wait_s = g->trials[onset->trial].first_s - g->begun_s[onset->trial];
    double wait =
        wait_s > 0 ? fmin(ceil(wait_s * rate), (double)all->passed) : 0;
    int first = (int)emg_gathered_before(all, (size_t)wait);
    emg_onset found;
    if (all->n == 0)
        return;
    onset->state =
        state_of(emg_onset_find(all->sums, (int)all->n, first, rate, &found));
    if (!(all->sums[all->n] > 0))
        onset->state = EMG_STATE_SILENT;
    if (!onset->state)
        tell(onset, g, all, &found);
}

static void
end_trial(trials *self, int group, int trial, bool too_long)
{
    emg_trial_group *g = &self->groups[group];
    emg_trial_onset *onsets = &self->onsets[trial * self->n_places];
    if (g->ended[trial] || isnan(g->begun_s[trial]))
        return;
    for (int p = 0; p < self->n_places; p++) {
        if (self->places[p].group != group)
            continue;
        if (too_long)
            onsets[p].state = EMG_STATE_TOO_LONG;
        else
            judge(&onsets[p], g, self->places[p].lane);
    }
    emg_trial_group_end(g, trial);
}

/* ---- frames -------------------------------------------------------------- */

static emg_status
take_part(trials *self, int group, int trial, emg_error *error)
{
    emg_trial_group *g = &self->groups[group];
    bool over = false;
    if (g->ended[trial])
        return EMG_OK;
    emg_status status = emg_trial_group_gather(g, trial, &over, error);
    double lasted_s = (double)emg_trial_group_of(g, trial, 0)->passed /
                      emg_trial_group_cells(g);
    if (over || lasted_s > LONGEST_S)
        end_trial(self, group, trial, lasted_s > LONGEST_S);
    return status;
}

static void
end_trials(trials *self, int group)
{
    for (int t = 0; t < self->n && self->groups[group].chain; t++)
        end_trial(self, group, t, false);
}

static emg_status
trials_take(emg_sink *sink, const emg_block *raw, emg_error *error)
{
    trials *self = (trials *)sink;
    emg_trial_group *g = &self->groups[raw->group];
    emg_status status = EMG_OK;
    if (!g->chain || raw->n_frames == 0)
        return EMG_OK;
    if (g->segment != raw->segment.number) {
        end_trials(self, raw->group);
        emg_trial_group_segment(g, raw);
    }
    for (int done = 0; done < raw->n_frames && !status;) {
        int n = raw->n_frames - done;
        n = n < EMG_BLOCK_FRAMES ? n : EMG_BLOCK_FRAMES;
        status = emg_trial_group_filter(g, raw, done, n, error);
        for (int t = 0; t < self->n && !status; t++)
            status = take_part(self, raw->group, t, error);
        done += n;
    }
    return status;
}

static emg_status
trials_finish(emg_sink *sink, emg_error *error)
{
    trials *self = (trials *)sink;
    (void)error;
    for (int g = 0; g < self->recording.n_groups; g++)
        end_trials(self, g);
    return EMG_OK;
}

/* ---- life ---------------------------------------------------------------- */

static void
trials_destroy(emg_sink *sink)
{
    trials *self = (trials *)sink;
    for (int i = 0; self->groups && i < self->recording.n_groups; i++)
        emg_trial_group_clear(&self->groups[i]);
    emg_recording_clear(&self->recording);
    emg_free(self->groups);
    emg_free(self->items);
    emg_free(self->onsets);
    emg_free(self->places);
    emg_free(self);
}

static const emg_sink_ops trials_ops = {.name = "trials",
                                        .take = trials_take,
                                        .finish = trials_finish,
                                        .destroy = trials_destroy};

/* Treated channels only; a trial that never comes is too short. */
static emg_status
init_onsets(trials *self, emg_error *error)
{
    int n = emg_recording_channels(&self->recording);
    self->places = emg_new((size_t)n, sizeof *self->places, error);
    self->onsets =
        emg_new((size_t)n * (size_t)self->n, sizeof *self->onsets, error);
    if (!self->places || !self->onsets)
        return EMG_NO_MEMORY;
    emg_recording_order(&self->recording, self->places);
    for (int p = 0; p < n; p++)
        if (self->recording.uses[self->places[p].group] == EMG_TREAT)
            self->places[self->n_places++] = self->places[p];
    self->n_onsets = self->n * self->n_places;
    for (int i = 0; i < self->n_onsets; i++)
        self->onsets[i] =
            (emg_trial_onset){.trial = i / self->n_places,
                              .number = self->places[i % self->n_places].number,
                              .state = EMG_STATE_TOO_SHORT,
                              .onset_s = NAN,
                              .duration_s = NAN,
                              .earliest_s = NAN,
                              .latest_s = NAN,
                              .rest = NAN,
                              .mean = NAN};
    return EMG_OK;
}

static emg_status
init(trials *self, const emg_recording *recording,
     const emg_conditioning *conditioning, const emg_trial *items,
     emg_error *error)
{
    emg_status status = emg_recording_copy(&self->recording, recording, error);
    self->groups =
        emg_new((size_t)recording->n_groups, sizeof *self->groups, error);
    self->items = emg_new((size_t)self->n, sizeof *self->items, error);
    if (status || !self->groups || !self->items)
        return EMG_NO_MEMORY;
    for (int t = 0; t < self->n; t++)
        self->items[t] = items[t];
    for (int g = 0; g < recording->n_groups && !status; g++)
        if (recording->uses[g] == EMG_TREAT)
            status = emg_trial_group_init(
                &self->groups[g], &self->recording.groups[g], conditioning,
                self->items, self->n, error);
    return status ? status : init_onsets(self, error);
}

emg_sink *
emg_trials_create(const emg_recording *recording,
                  const emg_conditioning *conditioning, const emg_trial *items,
                  int n_trials, emg_error *error)
{
    trials *self = emg_new(1, sizeof *self, error);
    if (!self)
        return NULL;
    self->sink.ops = &trials_ops;
    self->n = n_trials;
    if (init(self, recording, conditioning, items, error)) {
        trials_destroy(&self->sink);
        return NULL;
    }
    return &self->sink;
}

const emg_trial_onset *
emg_trials_onsets(const emg_sink *sink, int *n)
{
    const trials *self = (const trials *)sink;
    *n = self->n_onsets;
    return self->onsets;
}
