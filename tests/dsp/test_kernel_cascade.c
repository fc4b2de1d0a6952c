/* Sections in cascade against a plain loop. */
#include "tables.h"
#include "unit.h"

#include <math.h>
#include <string.h>

/* From `banded` on, sections are those of a band-pass: b1 = 0, b2 = -b0. */
static emg_sos
random_sos(int n, int banded)
{
    emg_sos sos = {.n = n};
    for (int i = 0; i < n; i++) {
        double radius = 0.99 * fabs(tables_value());
        double angle = M_PI * tables_value();
        sos.section[i] =
            (emg_section){tables_value(), tables_value(), tables_value(),
                          -2 * radius * cos(angle), radius * radius};
        if (i >= banded) {
            sos.section[i].b1 = 0;
            sos.section[i].b2 = -sos.section[i].b0;
        }
    }
    return sos;
}

/* As scipy's _sosfilt writes it, one lane. */
static void
plain_sosfilt(const emg_sos *sos, emg_lanes *state, emg_lanes *first, int64_t n,
              int step, int lane)
{
    for (int64_t i = 0; i < n; i++) {
        double x = first[i * step].v[lane];
        for (int s = 0; s < sos->n; s++) {
            const emg_section *c = &sos->section[s];
            double *z0 = &state[2 * s].v[lane];
            double *z1 = &state[2 * s + 1].v[lane];
            double y = c->b0 * x + *z0;
            *z0 = c->b1 * x - c->a1 * y + *z1;
            *z1 = c->b2 * x - c->a2 * y;
            x = y;
        }
        first[i * step].v[lane] = x;
    }
}

static void
check_cascade(const emg_kernels_table *table, int sections, int banded, int n,
              int step)
{
    static emg_lanes frames[TABLES_MOST], wanted[TABLES_MOST], state[40],
        wanted_state[40];
    emg_sos sos = random_sos(sections, banded);
    int first = step > 0 ? 0 : n - 1;
    tables_fill(frames, n);
    tables_fill(state, 2 * sections);
    memcpy(wanted, frames, sizeof wanted);
    memcpy(wanted_state, state, sizeof state);
    for (int k = 0; k < EMG_LANES; k++)
        plain_sosfilt(&sos, wanted_state, wanted + first, n, step, k);
    table->cascade(&sos, state, frames + first, n, step);
    tables_check(table, "cascade", n, frames, wanted,
                 (size_t)n * sizeof *frames);
    tables_check(table, "states", n, state, wanted_state,
                 2 * (size_t)sections * sizeof *state);
}

START_TEST(a_cascade_is_scipys_sosfilt_bit_by_bit)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int sections = 1; sections <= 20; sections++)
            for (int n = 1; n <= TABLES_MOST;
                 n += n < 20 || n >= 250 ? 1 : 23) {
                check_cascade(all.at[t], sections, sections, n, 1);
                check_cascade(all.at[t], sections, sections, n, -1);
                check_cascade(all.at[t], sections, 0, n, 1);
                check_cascade(all.at[t], sections, 1, n, -1);
                check_cascade(all.at[t], sections, sections - 1, n, 1);
            }
}
END_TEST

START_TEST(a_cascade_over_no_frames_changes_nothing)
{
    tables all = tables_find();
    for (int t = 0; t < all.n; t++)
        for (int banded = 0; banded <= 7; banded += 7)
            check_cascade(all.at[t], 7, banded, 0, 1);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_cascade_is_scipys_sosfilt_bit_by_bit);
    tcase_add_test(tests, a_cascade_over_no_frames_changes_nothing);
}

int
main(void)
{
    return unit_main("kernel_cascade", add);
}
