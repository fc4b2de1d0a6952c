#include "unit.h"

#include "analysis/mask.h"
#include "memory.h"
#include "toys.h"

/* Frames 500 to 600 of a segment that begins at 10 s with frame 400. */
static const emg_block block = {
    .n_channels = 2,
    .n_frames = 100,
    .first_frame = 500,
    .segment = {1, 10 * (emg_ticks)EMG_TICKS_PER_S, 400}};

static void
check_run(const emg_mask *mask, int number, int from, int to, bool hidden)
{
    emg_format format;
    toy_format(&format, 2);
    emg_mask_run run = emg_mask_next(mask, number, &format, &block, from);
    ck_assert_int_eq(run.from, from);
    ck_assert_int_eq(run.to, to);
    ck_assert_int_eq(run.hidden, hidden);
    emg_format_clear(&format);
}

START_TEST(without_a_mask_nothing_is_hidden)
{
    check_run(NULL, 1, 0, 100, false);
    check_run(NULL, 2, 30, 100, false);
}
END_TEST

/* The block lies from 10.1 s to 10.2 s. */
START_TEST(runs_alternate_as_stretches_come)
{
    const emg_masked bad[] = {{2, 10.15, 10.16},
                              {1, 10.18, 99},
                              {1, 10.12, 10.13},
                              {1, 10.125, 10.14},
                              {1, 0, 10.1}};
    emg_mask *mask = emg_mask_create(bad, 5, NULL);
    check_run(mask, 1, 0, 20, false);
    check_run(mask, 1, 20, 40, true);
    check_run(mask, 1, 25, 40, true);
    check_run(mask, 1, 40, 80, false);
    check_run(mask, 1, 80, 100, true);
    check_run(mask, 2, 0, 50, false);
    check_run(mask, 2, 50, 60, true);
    check_run(mask, 2, 60, 100, false);
    check_run(mask, 3, 0, 100, false);
    emg_mask_destroy(mask);
}
END_TEST

START_TEST(a_frame_between_two_of_its_own_is_hidden_from_the_next_on)
{
    const emg_masked bad[] = {{1, 10.1204, 10.1206}, {1, 10.1502, 10.1511}};
    emg_mask *mask = emg_mask_create(bad, 2, NULL);
    check_run(mask, 1, 21, 51, false);
    check_run(mask, 1, 51, 52, true);
    check_run(mask, 1, 52, 100, false);
    emg_mask_destroy(mask);
}
END_TEST

START_TEST(an_empty_mask_hides_nothing)
{
    emg_mask *mask = emg_mask_create(NULL, 0, NULL);
    check_run(mask, 1, 0, 100, false);
    emg_mask_destroy(mask);
    emg_mask_destroy(NULL);
}
END_TEST

START_TEST(memory_that_is_refused_leaves_nothing)
{
    const emg_masked bad = {1, 0, 1};
    for (int nth = 1; nth <= 2; nth++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        ck_assert_ptr_null(emg_mask_create(&bad, 1, &error));
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    }
    memory_refuse(0);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, without_a_mask_nothing_is_hidden);
    tcase_add_test(tests, runs_alternate_as_stretches_come);
    tcase_add_test(tests,
                   a_frame_between_two_of_its_own_is_hidden_from_the_next_on);
    tcase_add_test(tests, an_empty_mask_hides_nothing);
    tcase_add_test(tests, memory_that_is_refused_leaves_nothing);
}

int
main(void)
{
    return unit_main("mask", add);
}
