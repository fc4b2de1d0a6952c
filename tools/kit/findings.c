/* From a source and pairs to findings, and the cells that all tables of them
 * have. */
#include "kit/findings.h"

#include "kit/conditioning.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* The strong method finds the noise by itself; rest that is given only corrects
 * amplitudes. */
static emg_status
find_rest(kit_findings *self, const char *rest, const kit_chosen *chosen,
          emg_error *error)
{
    if (self->method == EMG_METHOD_STRONG && strcmp(rest, "auto") == 0)
        return EMG_OK;
    emg_status status = kit_rest_find(&self->rest, rest, self->source,
                                      &self->conditioning, chosen, error);
    return status ? status : self->source->ops->rewind(self->source, error);
}

emg_status
kit_findings_analyse(kit_findings *self, const char *rest,
                     const kit_chosen *chosen, emg_error *error)
{
    emg_status status = find_rest(self, rest, chosen, error);
    if (status)
        return status;
    self->analysis = emg_cocontract_create(
        &self->source->recording, &self->conditioning, self->method,
        self->pairs.items, (int)self->pairs.n, self->rest.items, self->rest.n,
        error);
    if (!self->analysis)
        return error->status;
    return emg_analyse(self->source, self->analysis, 0, error);
}

void
kit_findings_free(kit_findings *self)
{
    emg_analysis_destroy(self->analysis);
    kit_rest_free(&self->rest);
    kit_pairs_free(&self->pairs);
    kit_conditioning_clear(&self->conditioning);
}

emg_status
kit_check_levels(const emg_pair *rule, emg_error *error)
{
    if (rule->off_sd > rule->on_sd)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--off must not be above --on: a muscle would be off "
                        "before it is on");
    return EMG_OK;
}

emg_rest_level
kit_level_of(const kit_findings *self, int number)
{
    emg_rest_level level = {.mean = NAN, .sd = NAN, .from_s = NAN, .to_s = NAN};
    for (int i = 0; i < self->rest.n; i++)
        if (self->rest.items[i].number == number)
            level = self->rest.items[i];
    if (level.from_s < 0)
        level.from_s = NAN;
    if (level.to_s < 0)
        level.to_s = NAN;
    return level;
}

const char *
kit_bare_label(const emg_channel *channel)
{
    const char *label = channel->label;
    return strncasecmp(label, "EMG ", 4) == 0 ? label + 4 : label;
}

/* Of bytes that are not as they should be; other warnings are not about the
 * file. */
static bool
was_warned(const kit_table *table)
{
    for (size_t i = 0; table->heard && i < table->heard->n; i++)
        if (table->heard->warnings[i].byte >= 0)
            return true;
    return false;
}

void
kit_add_flags(kit_table *table, int flags, const char *state)
{
    static const char *const names[] = {"truncated", "clipped", "flat", "hum",
                                        "no_reference"};
    emg_text text = {0};
    if (state)
        emg_text_add(&text, state);
    for (int i = 0; i < 5; i++)
        if (flags & 1 << i && (!state || strcmp(state, names[i]) != 0))
            emg_text_format(&text, "%s%s", text.length ? "," : "", names[i]);
    if (was_warned(table))
        emg_text_add(&text, text.length ? ",warned" : "warned");
    kit_text(table, text.chars);
    emg_text_free(&text);
}

double
kit_rate(const emg_pair_summary *sum)
{
    double minutes = sum->analysable_s / 60;
    return minutes > 0 ? sum->n_events / minutes : NAN;
}

double
kit_percent(const emg_pair_summary *sum)
{
    return sum->analysable_s > 0 ? 100 * sum->total_s / sum->analysable_s : NAN;
}
