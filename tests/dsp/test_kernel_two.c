/* Two lanes alone against the same two of eight. */
#include "unit.h"

#include "dsp/kernels.h"
#include "trace.h"

#include <string.h>

#define N 700

static emg_lanes eight[N];
static emg_two two[N];

static void
fill(void)
{
    double noise[2 * N];
    trace_noise(noise, 2 * N, 1);
    memset(eight, 0, sizeof eight);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < 2; k++)
            eight[i].v[k] = noise[2 * i + k];
    emg_two_take(eight, N, two);
}

static emg_sos
sections(int n, bool banded)
{
    emg_sos sos = {.n = n};
    for (int i = 0; i < n; i++) {
        sos.section[i] =
            (emg_section){0.5, 0.1 * i, -0.25, -1.6, 0.7 - 0.02 * i};
        if (banded) {
            sos.section[i].b1 = 0;
            sos.section[i].b2 = -0.5;
        }
    }
    return sos;
}

static void
check(int n_sections, bool banded, int step)
{
    emg_sos sos = sections(n_sections, banded);
    emg_lanes state[2 * EMG_MAX_SECTIONS] = {0};
    emg_two narrow[2 * EMG_MAX_SECTIONS] = {0};
    int first = step > 0 ? 0 : N - 1;
    fill();
    emg_kernels()->cascade(&sos, state, eight + first, N, step);
    emg_two_cascade(&sos, narrow, two + first, 300, step);
    emg_two_cascade(&sos, narrow, two + first + 300 * step, N - 300, step);
    for (int i = 0; i < N; i++)
        ck_assert_mem_eq(two[i].v, eight[i].v, sizeof two[i].v);
    for (int i = 0; i < 2 * n_sections; i++)
        ck_assert_mem_eq(narrow[i].v, state[i].v, sizeof narrow[i].v);
}

START_TEST(two_lanes_are_filtered_as_among_eight)
{
    for (int n = 1; n <= 8; n++)
        for (int banded = 0; banded < 2; banded++) {
            check(n, banded, 1);
            check(n, banded, -1);
        }
}
END_TEST

/* Forward over the first frames, backward over the last ones. */
static void
check_weave(int n_sections, bool banded)
{
    enum { EACH = N / 2 - 1 };
    emg_sos sos = sections(n_sections, banded);
    emg_two wanted[N], states[4][2 * EMG_MAX_SECTIONS] = {0};
    fill();
    memcpy(wanted, two, sizeof two);
    for (int i = 0; i < 2 * n_sections; i++)
        for (int w = 0; w < 4; w++)
            states[w][i].v[0] = w % 2 ? i : -i;
    emg_two_cascade(&sos, states[0], wanted, EACH, 1);
    emg_two_cascade(&sos, states[1], wanted + N - 1, EACH, -1);
    emg_two_way ahead = {states[2], two}, back = {states[3], two + N - 1};
    emg_two_weave(&sos, &ahead, &back, EACH);
    for (int i = 0; i < N; i++)
        ck_assert_mem_eq(&two[i], &wanted[i], sizeof two[i]);
    ck_assert_mem_eq(states[2], states[0], sizeof states[0]);
    ck_assert_mem_eq(states[3], states[1], sizeof states[1]);
}

START_TEST(both_ways_at_once_are_as_one_after_the_other)
{
    for (int n = 1; n <= 8; n++) {
        check_weave(n, false);
        check_weave(n, true);
    }
}
END_TEST

START_TEST(two_lanes_are_taken_and_given_back)
{
    emg_lanes back[N];
    fill();
    memset(back, 7, sizeof back);
    emg_two_give(two, N, back);
    for (int i = 0; i < N; i++)
        ck_assert_mem_eq(&back[i], &eight[i], sizeof back[i]);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, two_lanes_are_filtered_as_among_eight);
    tcase_add_test(tests, both_ways_at_once_are_as_one_after_the_other);
    tcase_add_test(tests, two_lanes_are_taken_and_given_back);
}

int
main(void)
{
    return unit_main("kernel_two", add);
}
