/* Labels, units and digital ranges of sums of channels. */
#include "flow/derived.h"

#include "base/memory.h"
#include "signal/difference.h"

#include <stdio.h>
#include <string.h>

static bool
is_itself(const emg_derived *one)
{
    return one->n_terms == 1 && one->terms[0].weight == 1;
}

static bool
is_difference(const emg_derived *one)
{
    return one->n_terms == 2 && one->terms[0].weight == 1 &&
           one->terms[1].weight == -1;
}

static emg_status
add_term(emg_channel *to, emg_rate rate, const emg_derived *one, int term,
         const emg_recording *from, emg_error *error)
{
    int group = 0;
    const emg_channel *channel =
        emg_recording_channel(from, one->terms[term].number, &group);
    if (!channel)
        return emg_fail(error, EMG_INTERNAL, "there is no such channel");
    emg_rate its = from->groups[group].rate;
    if (its.samples != rate.samples || its.seconds != rate.seconds)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%s and %s have different sampling rates: no "
                        "difference can be taken",
                        to->label, channel->label);
    return is_difference(one) ? emg_channel_subtract(to, channel, error)
                              : emg_channel_mix(to, channel, error);
}

/* A text that is full stays as it is. */
static void
say(emg_channel *channel, const char *word)
{
    size_t used = strlen(channel->prefilter);
    if (*word && used + strlen(word) + 2 <= sizeof channel->prefilter)
        snprintf(channel->prefilter + used, sizeof channel->prefilter - used,
                 "%s%s", used ? " " : "", word);
}

static emg_status
describe(emg_derivation *self, int i, const emg_recording *from,
         emg_error *error)
{
    const emg_derived *one = &self->list[i];
    emg_channel *to = &self->channels[i];
    emg_status status = EMG_OK;
    int group = 0;
    const emg_channel *first =
        emg_recording_channel(from, one->terms[0].number, &group);
    if (!first)
        return emg_fail(error, EMG_INTERNAL, "there is no such channel");
    *to = *first;
    self->rates[i] = from->groups[group].rate;
    if (one->n_terms == 1 && !is_itself(one))
        emg_channel_weigh(to);
    for (int t = 1; t < one->n_terms && !status; t++)
        status = add_term(to, self->rates[i], one, t, from, error);
    if (one->label[0])
        snprintf(to->label, sizeof to->label, "%s", one->label);
    say(to, one->said);
    return status;
}

static emg_status
take_memory(emg_derivation *self, const emg_derived *list, emg_error *error)
{
    size_t n = (size_t)self->n;
    for (int i = 0; i < self->n; i++)
        self->n_terms += list[i].n_terms;
    self->list = emg_new(n, sizeof *self->list, error);
    self->terms = emg_new((size_t)self->n_terms, sizeof *self->terms, error);
    self->channels = emg_new(n, sizeof *self->channels, error);
    self->rates = emg_new(n, sizeof *self->rates, error);
    return self->list && self->terms && self->channels && self->rates
               ? EMG_OK
               : EMG_NO_MEMORY;
}

static void
copy(emg_derivation *self, const emg_derived *list)
{
    emg_term *terms = self->terms;
    for (int i = 0; i < self->n; i++) {
        size_t n = (size_t)list[i].n_terms;
        memcpy(terms, list[i].terms, n * sizeof *terms);
        self->list[i] = list[i];
        self->list[i].terms = terms;
        terms += n;
    }
}

emg_status
emg_derivation_init(emg_derivation *self, const emg_derived *list, int n,
                    const emg_recording *from, emg_error *error)
{
    bool keep_numbers = true;
    emg_status status = EMG_OK;
    *self = (emg_derivation){.n = n};
    if (take_memory(self, list, error))
        return EMG_NO_MEMORY;
    copy(self, list);
    for (int i = 0; i < n && !status; i++) {
        status = describe(self, i, from, error);
        keep_numbers &= is_itself(&self->list[i]);
    }
    for (int i = 0; i < n && !keep_numbers; i++)
        self->channels[i].number = i + 1;
    return status;
}

void
emg_derivation_clear(emg_derivation *self)
{
    emg_free(self->list);
    emg_free(self->terms);
    emg_free(self->channels);
    emg_free(self->rates);
    *self = (emg_derivation){0};
}

int
emg_derivation_find(const emg_derivation *self, int number)
{
    int i = 0;
    while (self->channels[i].number != number)
        i++;
    return i;
}

bool
emg_derivation_needs(const emg_derivation *self, const emg_use *use, int number)
{
    for (int i = 0; i < self->n; i++)
        for (int t = 0; t < self->list[i].n_terms && use[i] != EMG_DROP; t++)
            if (self->list[i].terms[t].number == number)
                return true;
    return false;
}
