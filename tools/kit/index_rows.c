/* Indices of pairs, as rows. */
#include "kit/index_rows.h"

#include "kit/findings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS                                                                \
    "file", "channel", "muscle_a", "muscle_b", "epoch", "from", "to", "index", \
        "family", "unit", "value", "formula", "flags"
#define RULE_COLUMNS "reference", "floor_corrected", "rest", "on", "grid"

#define COURSE_COLUMNS                                                         \
    "file", "channel", "muscle_a", "muscle_b", "time", "a", "b", "unit",       \
        "falconer_winter_samples", "rudolph", "multi_muscle", "flags"

const char *const *
kit_indices_columns(bool course, bool json)
{
    static const char *const plain[] = {COLUMNS, NULL};
    static const char *const rule[] = {COLUMNS, RULE_COLUMNS, NULL};
    static const char *const moments[] = {COURSE_COLUMNS, NULL};
    static const char *const moments_rule[] = {COURSE_COLUMNS, RULE_COLUMNS,
                                               NULL};
    if (course)
        return json ? moments_rule : moments;
    return json ? rule : plain;
}

/* "FCR+FCU" */
static void
add_labels(emg_text *text, const kit_index_rows *self,
           const emg_muscle_group *group, bool bare)
{
    for (int k = 0; k < group->n; k++) {
        const emg_channel *channel =
            emg_recording_channel(self->recording, group->numbers[k], NULL);
        emg_text_format(text, "%s%s", k ? "+" : "",
                        bare ? kit_bare_label(channel) : channel->label);
    }
}

static void
add_names(kit_table *table, const kit_index_rows *self,
          const emg_group_pair *pair)
{
    emg_text both = {0}, a = {0}, b = {0};
    add_labels(&both, self, &pair->a, false);
    emg_text_add(&both, "|");
    add_labels(&both, self, &pair->b, false);
    add_labels(&a, self, &pair->a, true);
    add_labels(&b, self, &pair->b, true);
    kit_text(table, both.chars);
    kit_text(table, a.chars);
    kit_text(table, b.chars);
    emg_text_free(&both);
    emg_text_free(&a);
    emg_text_free(&b);
}

static bool
is_scaled(const kit_index_rows *self, const emg_group_pair *pair)
{
    bool all = true;
    for (int k = 0; k < pair->a.n; k++)
        all = all && pair->a.mvc[k] > 0;
    for (int k = 0; k < pair->b.n; k++)
        all = all && pair->b.mvc[k] > 0;
    return all || self->chosen->rule.reference != EMG_REFERENCE_NONE;
}

/* Of envelopes that are shares of something, amplitudes have the unit 1. */
static const char *
unit_of(const kit_index_rows *self, const emg_group_pair *pair)
{
    const emg_channel *channel =
        emg_recording_channel(self->recording, pair->a.numbers[0], NULL);
    return is_scaled(self, pair) ? "1" : channel->unit;
}

static void
add_value(kit_table *table, const kit_index_rows *self,
          const emg_group_pair *pair, const emg_index_kind *kind, double value)
{
    const char *unit = unit_of(self, pair);
    char cell[64];
    bool of_one = self->chosen->of_one && strcmp(kind->unit, "%") == 0;
    if (strcmp(kind->unit, "a%") == 0)
        snprintf(cell, sizeof cell, "%s x %%", unit);
    else
        snprintf(cell, sizeof cell, "%s",
                 strcmp(kind->unit, "a") == 0 ? unit
                 : of_one || !kind->unit[0]   ? "1"
                                              : kind->unit);
    kit_text(table, cell);
    kit_number(table, of_one ? value / 100 : value);
}

static void
add_rule(kit_table *table, const kit_indices *chosen)
{
    static const char *const names[] = {"none", "max", "mean"};
    kit_text(table, names[chosen->rule.reference]);
    kit_text(table, chosen->rule.floor ? "yes" : "no");
    kit_text(table, chosen->rest);
    kit_number(table, chosen->rule.on_sd);
    kit_number(table, chosen->rule.grid > 0 ? (double)chosen->rule.grid : NAN);
}

/* What all rows of a window begin with. */
static void
add_place(kit_table *table, const kit_index_rows *self, int p, int w)
{
    const emg_epoch *window = &self->epochs->items[w];
    kit_text(table, self->recording->name);
    add_names(table, self, &self->joints->items[p]);
    kit_integer(table, w + 1);
    kit_number(table, window->from_s);
    kit_number(table, window->to_s);
}

static void
add_row(kit_table *table, const kit_index_rows *self, int p, int w, int k)
{
    int n = 0;
    const emg_index_kind *kind = &emg_index_kinds(&n)[k];
    bool at_rest = false;
    emg_state state = emg_indices_state(self->analysis, p, w, &at_rest);
    add_place(table, self, p, w);
    kit_text(table, kind->name);
    kit_text(table, kind->family);
    add_value(table, self, &self->joints->items[p], kind,
              emg_indices_value(self->analysis, p, w, k));
    kit_text(table, kind->formula);
    kit_text(table, state ? emg_state_name(state) : at_rest ? "at_rest" : NULL);
    if (table->form == KIT_JSON)
        add_rule(table, self->chosen);
}

static void
add_wavelet(kit_table *table, const kit_index_rows *self, int p, int w)
{
    static const emg_index_kind kinds[] = {
        {"wavelet", "time", "%", "100 t(|Wa Wb*| >= 0.01 peak) / all"},
        {"wavelet_low", "frequency", "Hz", "lowest f(|Wa Wb*| >= 0.01 peak)"},
        {"wavelet_high", "frequency", "Hz",
         "highest f(|Wa Wb*| >= 0.01 peak)"}};
    emg_wavelet_support s = emg_wavelet_of(self->wavelets, p, w);
    const double values[] = {s.time, s.low_hz, s.high_hz};
    for (int k = 0; k < 3; k++) {
        add_place(table, self, p, w);
        kit_text(table, kinds[k].name);
        kit_text(table, kinds[k].family);
        add_value(table, self, &self->joints->items[p], &kinds[k], values[k]);
        kit_text(table, kinds[k].formula);
        kit_text(table, s.state ? emg_state_name(s.state) : NULL);
        if (table->form == KIT_JSON)
            add_rule(table, self->chosen);
    }
}

static bool
is_wanted(const kit_indices *chosen, const emg_index_kind *kind)
{
    static const char *const forms[] = {
        [KIT_FW_AREA] = "falconer_winter",
        [KIT_FW_TRAPEZOID] = "falconer_winter_trapezoid",
        [KIT_FW_SAMPLE] = "falconer_winter_samples"};
    return chosen->form == KIT_FW_ALL ||
           strncmp(kind->name, "falconer_winter", 15) != 0 ||
           strcmp(kind->name, forms[chosen->form]) == 0;
}

static void
add_windows(kit_table *table, const kit_index_rows *self, int p)
{
    int n_kinds = 0;
    const emg_index_kind *kinds = emg_index_kinds(&n_kinds);
    for (size_t w = 0; w < self->epochs->n; w++) {
        for (int k = 0; k < n_kinds; k++)
            if (is_wanted(self->chosen, &kinds[k]))
                add_row(table, self, p, (int)w, k);
        if (self->wavelets)
            add_wavelet(table, self, p, (int)w);
    }
}

static void
add_moment(kit_table *table, const kit_index_rows *self, int p,
           const emg_index_moment *m, const char *flags)
{
    const emg_group_pair *pair = &self->joints->items[p];
    double of_one = self->chosen->of_one ? 100 : 1;
    const double values[] = {m->falconer_winter / of_one, m->rudolph, m->multi};
    kit_text(table, self->recording->name);
    add_names(table, self, pair);
    kit_number(table, m->time_s);
    kit_number(table, m->a);
    kit_number(table, m->b);
    kit_text(table, unit_of(self, pair));
    kit_numbers(table, values, 3);
    kit_text(table, flags);
    if (table->form == KIT_JSON)
        add_rule(table, self->chosen);
}

/* A pair that cannot be looked at is a row that says why. */
static void
add_course(kit_table *table, const kit_index_rows *self, int p)
{
    size_t n = 0;
    bool at_rest = false;
    emg_state state = emg_indices_state(self->analysis, p, 0, &at_rest);
    const emg_index_moment *moments = emg_indices_course(self->analysis, p, &n);
    const emg_index_moment none = {NAN, NAN, NAN, NAN, NAN, NAN};
    if (state)
        add_moment(table, self, p, &none, emg_state_name(state));
    for (size_t i = 0; i < n; i++)
        add_moment(table, self, p, &moments[i],
                   isnan(moments[i].falconer_winter) ? "at_rest" : NULL);
}

void
kit_index_rows_add(kit_table *table, const kit_index_rows *self)
{
    for (size_t p = 0; p < self->joints->n; p++)
        if (self->chosen->rule.step_s > 0)
            add_course(table, self, (int)p);
        else
            add_windows(table, self, (int)p);
}
