#include "unit.h"

#include "emg/analysis.h"

START_TEST(states_and_findings_have_the_words_of_the_tables)
{
    ck_assert_str_eq(emg_state_name(EMG_STATE_OK), "ok");
    ck_assert_str_eq(emg_state_name(EMG_STATE_TOO_SHORT), "too_short");
    ck_assert_str_eq(emg_state_name(EMG_STATE_NO_REST), "no_rest");
    ck_assert_str_eq(emg_state_name(EMG_STATE_NO_CONTRAST), "no_contrast");
    ck_assert_str_eq(emg_state_name(EMG_STATE_SILENT), "silent");
    ck_assert_str_eq(emg_state_name(EMG_STATE_FLAT), "flat");
    ck_assert_str_eq(emg_state_name(EMG_STATE_CLIPPED), "clipped");
    ck_assert_str_eq(emg_state_name(EMG_STATE_UNDEFINED), "undefined");
    ck_assert_str_eq(emg_state_name(EMG_STATE_NO_REFERENCE), "no_reference");
    ck_assert_str_eq(emg_finding_name(EMG_SUSTAINED_COCONTRACTION),
                     "sustained_cocontraction");
    ck_assert_str_eq(emg_finding_name(EMG_CROSSTALK_SUSPECT),
                     "crosstalk_suspect");
    ck_assert_str_eq(emg_finding_name(EMG_NOT_ANALYSED), "not_analysed");
}
END_TEST

START_TEST(classes_change_at_half_a_second_and_at_two)
{
    ck_assert_str_eq(emg_duration_class(0.2), "burst");
    ck_assert_str_eq(emg_duration_class(0.4999), "burst");
    ck_assert_str_eq(emg_duration_class(0.5), "sustained");
    ck_assert_str_eq(emg_duration_class(1.9999), "sustained");
    ck_assert_str_eq(emg_duration_class(2), "tonic");
}
END_TEST

START_TEST(only_the_upper_edge_of_a_clamped_band_gives_way)
{
    emg_conditioning how = emg_conditioning_default();
    emg_filter filters[EMG_MOST_FILTERS];
    emg_conditioning_filters(&how, 2000, filters);
    ck_assert_double_eq(filters[0].low_hz, 20);
    ck_assert_double_eq(filters[0].high_hz, 450);
    ck_assert_int_eq(filters[0].order, 2);
    emg_conditioning_filters(&how, 800, filters);
    ck_assert_double_eq(filters[0].low_hz, 20);
    ck_assert_double_eq(filters[0].high_hz, 360);
    how.clamped = false;
    emg_conditioning_filters(&how, 800, filters);
    ck_assert_double_eq(filters[0].high_hz, 450);
}
END_TEST

START_TEST(the_envelope_is_a_low_pass_of_6_hz_without_shift)
{
    emg_conditioning how = emg_conditioning_default();
    ck_assert_int_eq(how.envelope.kind, EMG_ENVELOPE_LOW_PASS);
    ck_assert_double_eq(how.envelope.cutoff_hz, 6);
    ck_assert_int_eq(how.envelope.order, 2);
    ck_assert(how.direction.zero_phase);
    ck_assert(!how.direction.uncorrected);
}
END_TEST

START_TEST(a_pair_begins_with_the_published_rule)
{
    emg_pair pair = emg_pair_default(3, 7);
    ck_assert_int_eq(pair.a, 3);
    ck_assert_int_eq(pair.b, 7);
    ck_assert_double_eq(pair.on_sd, 4);
    ck_assert_double_eq(pair.off_sd, 2);
    ck_assert_double_eq(pair.floor_mvc, 5);
    ck_assert_double_eq(pair.mvc_a, 0);
    ck_assert_double_eq(pair.mvc_b, 0);
    ck_assert_double_eq(pair.gap_s, 0.125);
    ck_assert_double_eq(pair.min_duration_s, 0.5);
    ck_assert_double_eq(pair.min_balance, 50);
    ck_assert_double_eq(pair.max_correlation, 0.3);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, states_and_findings_have_the_words_of_the_tables);
    tcase_add_test(tests, classes_change_at_half_a_second_and_at_two);
    tcase_add_test(tests, only_the_upper_edge_of_a_clamped_band_gives_way);
    tcase_add_test(tests, the_envelope_is_a_low_pass_of_6_hz_without_shift);
    tcase_add_test(tests, a_pair_begins_with_the_published_rule);
}

int
main(void)
{
    return unit_main("names", add);
}
