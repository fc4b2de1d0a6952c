#include "unit.h"

#include "flow/derived.h"

#include <string.h>

static emg_channel channels[] = {
    {.label = "EMG a", .unit = "uV", .number = 3, .kind = EMG_KIND_EMG},
    {.label = "EMG b", .unit = "uV", .number = 5, .kind = EMG_KIND_EMG}};
static emg_format group = {
    .rate = {1000, 1}, .rate_hz = 1000, .n_channels = 2, .channels = channels};
static emg_use use = EMG_TREAT;
static const emg_recording recording = {
    .n_groups = 1, .groups = &group, .uses = &use};

static const emg_term a[] = {{3, 1}}, half[] = {{3, 0.5}},
                      mean[] = {{3, 0.5}, {5, 0.5}};

START_TEST(a_channel_itself_keeps_its_number_and_steps)
{
    static const emg_derived one[] = {{.terms = a, .n_terms = 1, .said = "x"}};
    emg_derivation made;
    channels[0].step = 0.5;
    ck_assert_int_eq(emg_derivation_init(&made, one, 1, &recording, NULL),
                     EMG_OK);
    ck_assert_int_eq(made.channels[0].number, 3);
    ck_assert_double_eq(made.channels[0].step, 0.5);
    ck_assert_str_eq(made.channels[0].prefilter, "x");
    emg_derivation_clear(&made);
}
END_TEST

START_TEST(a_mean_and_a_multiple_have_no_steps_and_new_numbers)
{
    static const emg_derived both[] = {
        {.terms = half, .n_terms = 1},
        {.terms = mean, .n_terms = 2, .label = "mean"}};
    emg_derivation made;
    channels[0].step = channels[1].step = 0.5;
    ck_assert_int_eq(emg_derivation_init(&made, both, 2, &recording, NULL),
                     EMG_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(made.channels[i].number, i + 1);
        ck_assert_double_eq(made.channels[i].step, 0);
    }
    ck_assert_str_eq(made.channels[1].label, "mean");
    ck_assert_int_eq(made.channels[1].kind, EMG_KIND_EMG);
    ck_assert_int_eq(emg_derivation_find(&made, 2), 1);
    emg_derivation_clear(&made);
}
END_TEST

START_TEST(what_is_dropped_needs_nothing)
{
    static const emg_derived both[] = {{.terms = a, .n_terms = 1},
                                       {.terms = mean, .n_terms = 2}};
    static const emg_use first[] = {EMG_TREAT, EMG_DROP},
                         second[] = {EMG_DROP, EMG_PASS};
    emg_derivation made;
    emg_derivation_init(&made, both, 2, &recording, NULL);
    ck_assert(emg_derivation_needs(&made, first, 3));
    ck_assert(!emg_derivation_needs(&made, first, 5));
    ck_assert(emg_derivation_needs(&made, second, 5));
    emg_derivation_clear(&made);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_channel_itself_keeps_its_number_and_steps);
    tcase_add_test(tests, a_mean_and_a_multiple_have_no_steps_and_new_numbers);
    tcase_add_test(tests, what_is_dropped_needs_nothing);
}

int
main(void)
{
    return unit_main("derived", add);
}
