#include "trace.h"
#include "unit.h"

#include "dsp/sos.h"
#include "filter/cascade.h"

#include <string.h>

#define N 1000

/* As scipy's _sosfilt writes it. */
static void
plain_sosfilt(const emg_sos *sos, double *x, int n)
{
    double z[EMG_MAX_SECTIONS][2] = {{0}};
    for (int i = 0; i < n; i++)
        for (int s = 0; s < sos->n; s++) {
            const emg_section *c = &sos->section[s];
            double y = c->b0 * x[i] + z[s][0];
            z[s][0] = c->b1 * x[i] - c->a1 * y + z[s][1];
            z[s][1] = c->b2 * x[i] - c->a2 * y;
            x[i] = y;
        }
}

START_TEST(a_causal_cascade_is_sosfilt_from_rest_bit_by_bit)
{
    double got[N], wanted[N];
    emg_sos sos = {0};
    emg_butterworth(&sos, EMG_BAND_PASSES, _i, 20, 450, 1000, 1, NULL);
    emg_notch(&sos, 50, 30, 1000, NULL);
    for (int i = 0; i < N; i++)
        got[i] = wanted[i] = trace_golden(i);
    plain_sosfilt(&sos, wanted, N);
    emg_chain *chain = trace_chain(1000);
    emg_chain_add(
        chain, emg_cascade_create(emg_chain_format(chain), &sos, NULL), NULL);
    ck_assert_int_eq(emg_chain_lag(chain), 0);
    trace_run(chain, got, N);
    ck_assert(memcmp(got, wanted, sizeof got) == 0);
}
END_TEST

START_TEST(a_cascade_that_was_lent_passes_frames_on)
{
    double x[N];
    emg_sos sos = {0};
    emg_lanes *state = NULL;
    emg_notch(&sos, 50, 30, 1000, NULL);
    emg_chain *chain = trace_chain(1000);
    emg_stage *stage = emg_cascade_create(emg_chain_format(chain), &sos, NULL);
    emg_stage *other = emg_finite_create(emg_chain_format(chain), NULL);
    ck_assert(!emg_cascade_lend(NULL));
    ck_assert(!emg_cascade_lend(other));
    ck_assert(emg_cascade_lend(stage));
    const emg_sos *lent = emg_cascade_borrow(stage, 0, &state);
    ck_assert(memcmp(lent, &sos, sizeof sos) == 0);
    ck_assert_double_eq(state[0].v[0], 0);
    emg_chain_add(chain, stage, NULL);
    for (int i = 0; i < N; i++)
        x[i] = trace_golden(i);
    trace_run(chain, x, N);
    for (int i = 0; i < N; i++)
        ck_assert_double_eq(x[i], trace_golden(i));
    emg_stage_destroy(other);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, a_causal_cascade_is_sosfilt_from_rest_bit_by_bit,
                        1, 13);
    tcase_add_test(tests, a_cascade_that_was_lent_passes_frames_on);
}

int
main(void)
{
    return unit_main("cascade", add);
}
