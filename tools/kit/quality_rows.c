/* Quality of recordings, as rows. */
#include "kit/quality_rows.h"

#include "base/memory.h"

#include <math.h>

#define EPOCH_COLUMNS                                                          \
    "onset", "duration", "trial_type", "channel", "file", "unit", "clipped",   \
        "flat", "snr", "snr_excess", "line_ratio", "smr", "dpr", "omega",      \
        "ecg", "noise", "line_hz", "verdict", "flags"
#define SUMMARY_COLUMNS                                                        \
    "file", "channel", "label", "unit", "epochs", "good", "warn", "bad",       \
        "verdict", "flags"
#define RULE_COLUMNS                                                           \
    "rest", "rest_rms", "clipped_warn", "clipped_bad", "flat_warn",            \
        "flat_bad", "snr_warn", "snr_bad", "line_ratio_warn",                  \
        "line_ratio_bad", "smr_warn", "dpr_warn", "omega_warn", "ecg_warn",    \
        "noise_uv_warn", "judged"

const char *const *
kit_quality_columns(bool summary, bool json)
{
    /* [summary][JSON]; the places left over are the NULL at the end */
    static const char *const sets[2][2][40] = {
        {{EPOCH_COLUMNS}, {EPOCH_COLUMNS, RULE_COLUMNS}},
        {{SUMMARY_COLUMNS}, {SUMMARY_COLUMNS, RULE_COLUMNS}}};
    return sets[summary][json];
}

static void
add_flags(kit_table *table, kit_verdict flags, emg_state rest)
{
    emg_text text = {0};
    kit_verdict_name(&text, flags);
    if (rest != EMG_STATE_OK &&
        !(rest == EMG_STATE_CLIPPED && flags & 1U << EMG_QUALITY_CLIPPED) &&
        !(rest == EMG_STATE_FLAT && flags & 1U << EMG_QUALITY_FLAT))
        emg_text_format(&text, "%s%s", text.length ? "," : "",
                        emg_state_name(rest));
    kit_text(table, text.chars);
    emg_text_free(&text);
}

static void
add_rule(kit_table *table, const kit_quality_rows *self, double rest)
{
    kit_text(table, self->rest_name);
    kit_number(table, rest);
    for (int i = 0; i < EMG_QUALITY_INDICES; i++) {
        emg_quality_limit limit = emg_quality_limit_of((emg_quality_index)i);
        if (!isnan(limit.warn))
            kit_number(table, limit.warn);
        if (!isnan(limit.bad))
            kit_number(table, limit.bad);
    }
    add_flags(table, self->verdict, EMG_STATE_OK);
}

/* Ratios without a divisor are infinite, which is an answer. */
static void
add_value(kit_table *table, double value)
{
    if (isinf(value))
        kit_text(table, value > 0 ? "inf" : "-inf");
    else
        kit_number(table, value);
}

static const emg_quality_known *
known_of(const kit_quality_rows *self, int number, emg_state *rest)
{
    int i = 0;
    while (self->known[i].number != number)
        i++;
    *rest = self->rest->items[i].state;
    return &self->known[i];
}

static void
add_epoch(kit_table *table, const kit_quality_rows *self,
          const emg_quality *row)
{
    const emg_recording *recording = self->recording;
    const emg_channel *channel =
        emg_recording_channel(recording, row->number, NULL);
    emg_state rest;
    const emg_quality_known *known = known_of(self, row->number, &rest);
    kit_verdict flags = 0;
    emg_verdict verdict =
        kit_verdict_of(self->verdict, row, channel->to_uv, &flags);

    kit_number(table, row->onset_s);
    kit_number(table, row->duration_s);
    kit_text(table, "quality");
    kit_text(table, channel->label);
    kit_text(table, recording->name);
    kit_text(table, channel->unit);
    for (int i = 0; i < EMG_QUALITY_INDICES; i++)
        add_value(table, row->values[i]);
    kit_number(table, row->line_hz);
    kit_text(table, emg_verdict_name(verdict));
    add_flags(table, flags, rest);
    if (table->form == KIT_JSON)
        add_rule(table, self, known->rest);
}

static void
add_summary(kit_table *table, const kit_quality_rows *self,
            const emg_place *place)
{
    const emg_recording *recording = self->recording;
    const emg_channel *channel =
        &recording->groups[place->group].channels[place->lane];
    emg_state rest;
    const emg_quality_known *known = known_of(self, channel->number, &rest);
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    int64_t counts[EMG_BAD + 1] = {0};
    kit_verdict flags = 0;

    for (size_t i = 0; i < n; i++)
        if (rows[i].number == channel->number)
            counts[kit_verdict_of(self->verdict, &rows[i], channel->to_uv,
                                  &flags)]++;
    kit_text(table, recording->name);
    kit_integer(table, channel->number);
    kit_text(table, channel->label);
    kit_text(table, channel->unit);
    kit_integer(table, counts[EMG_GOOD] + counts[EMG_WARN] + counts[EMG_BAD]);
    for (int v = EMG_GOOD; v <= EMG_BAD; v++)
        kit_integer(table, counts[v]);
    kit_text(table, emg_verdict_name(counts[EMG_BAD]    ? EMG_BAD
                                     : counts[EMG_WARN] ? EMG_WARN
                                                        : EMG_GOOD));
    add_flags(table, flags, rest);
    if (table->form == KIT_JSON)
        add_rule(table, self, known->rest);
}

static emg_status
add_summaries(kit_table *table, const kit_quality_rows *self, emg_error *error)
{
    const emg_recording *recording = self->recording;
    int n = emg_recording_channels(recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    if (!places)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, places);
    for (int i = 0; i < n; i++)
        add_summary(table, self, &places[i]);
    emg_free(places);
    return EMG_OK;
}

emg_status
kit_quality_rows_add(kit_table *table, const kit_quality_rows *self,
                     emg_error *error)
{
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    if (self->summary)
        return add_summaries(table, self, error);
    for (size_t i = 0; i < n; i++)
        add_epoch(table, self, &rows[i]);
    return EMG_OK;
}

bool
kit_quality_any_bad(const kit_quality_rows *self)
{
    size_t n = 0;
    const emg_quality *rows = emg_quality_rows(self->quality, &n);
    kit_verdict flags = 0;
    for (size_t i = 0; i < n; i++) {
        const emg_channel *channel =
            emg_recording_channel(self->recording, rows[i].number, NULL);
        if (kit_verdict_of(self->verdict, &rows[i], channel->to_uv, &flags) ==
            EMG_BAD)
            return true;
    }
    return false;
}
