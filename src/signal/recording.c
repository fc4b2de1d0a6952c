/* A recording: its rate groups and the order of its channels. */
#include "emg/signal.h"

#include "base/memory.h"

#include <stdlib.h>

static void
clear_groups(emg_recording *recording)
{
    for (int g = 0; g < recording->n_groups; g++)
        emg_format_clear(&recording->groups[g]);
    emg_free(recording->groups);
    emg_free(recording->uses);
    recording->groups = NULL;
    recording->uses = NULL;
    recording->n_groups = 0;
}

static emg_status
room_for_groups(emg_recording *recording, int n, emg_error *error)
{
    recording->groups = emg_new((size_t)n, sizeof *recording->groups, error);
    recording->uses = emg_new((size_t)n, sizeof *recording->uses, error);
    return recording->groups && recording->uses ? EMG_OK : EMG_NO_MEMORY;
}

static bool
same_rate(emg_rate a, emg_rate b)
{
    return a.samples == b.samples && a.seconds == b.seconds;
}

/* Channels that will share a group with the first of these. */
static int
count_alike(int n, const emg_rate *rates, const emg_use *uses)
{
    int alike = 0;
    for (int i = 0; i < n; i++)
        alike += same_rate(rates[i], rates[0]) && uses[i] == uses[0];
    return alike;
}

/* The group for the first of n channels; a new one when there is none yet. */
static emg_format *
group_for(emg_recording *recording, int n, const emg_rate *rates,
          const emg_use *uses, emg_error *error)
{
    emg_rate rate = rates[0];
    emg_use use = uses[0];
    int g = 0;
    while (g < recording->n_groups &&
           !(same_rate(recording->groups[g].rate, rate) &&
             recording->uses[g] == use))
        g++;
    emg_format *group = &recording->groups[g];
    if (g == recording->n_groups) {
        group->rate = rate;
        group->rate_hz =
            (double)((long double)rate.samples / (long double)rate.seconds);
        group->channels = emg_new((size_t)count_alike(n, rates, uses),
                                  sizeof *group->channels, error);
        recording->uses[g] = use;
        recording->n_groups++;
    }
    return group->channels ? group : NULL;
}

emg_status
emg_recording_group(emg_recording *recording, int n,
                    const emg_channel *channels, const emg_rate *rates,
                    const emg_use *uses, emg_error *error)
{
    clear_groups(recording);
    if (room_for_groups(recording, n, error))
        return EMG_NO_MEMORY;
    for (int i = 0; i < n; i++) {
        if (uses[i] == EMG_DROP)
            continue;
        emg_format *group =
            group_for(recording, n - i, rates + i, uses + i, error);
        if (!group)
            return EMG_NO_MEMORY;
        group->channels[group->n_channels++] = channels[i];
    }
    if (recording->n_groups == 0 && n > 0)
        return emg_fail(error, EMG_BAD_OPTION, "no channel is left to read");
    return EMG_OK;
}

emg_status
emg_recording_copy(emg_recording *to, const emg_recording *from,
                   emg_error *error)
{
    *to = *from;
    to->history = NULL;
    to->n_groups = 0;
    emg_status status = room_for_groups(to, from->n_groups, error);
    for (int g = 0; !status && g < from->n_groups; g++) {
        status = emg_format_copy(&to->groups[g], &from->groups[g], error);
        to->uses[g] = from->uses[g];
        to->n_groups += !status;
    }
    if (!status && from->history) {
        to->history = emg_text_copy(from->history, error);
        status = to->history ? EMG_OK : EMG_NO_MEMORY;
    }
    if (status)
        emg_recording_clear(to);
    return status;
}

void
emg_recording_clear(emg_recording *recording)
{
    clear_groups(recording);
    emg_free(recording->history);
    *recording = (emg_recording){0};
}

int
emg_recording_channels(const emg_recording *recording)
{
    int n = 0;
    for (int g = 0; g < recording->n_groups; g++)
        n += recording->groups[g].n_channels;
    return n;
}

const emg_channel *
emg_recording_channel(const emg_recording *recording, int number, int *group)
{
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (recording->groups[g].channels[c].number == number) {
                if (group)
                    *group = g;
                return &recording->groups[g].channels[c];
            }
    return NULL;
}

static int
by_number(const void *a, const void *b)
{
    const emg_place *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

void
emg_recording_order(const emg_recording *recording, emg_place *places)
{
    size_t n = 0;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            places[n++] =
                (emg_place){recording->groups[g].channels[c].number, g, c};
    qsort(places, n, sizeof *places, by_number);
}
