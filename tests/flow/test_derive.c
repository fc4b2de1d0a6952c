#include "toys.h"
#include "unit.h"

#include "emg/flow.h"

#include <stdio.h>
#include <string.h>

#define N 50

#define CHANNEL(n)                                                             \
    {                                                                          \
        .terms = (const emg_term[]){{n, 1}}, .n_terms = 1                      \
    }
#define DIFFERENCE(a, b, name)                                                 \
    {                                                                          \
        .terms = (const emg_term[]){{a, 1}, {b, -1}}, .n_terms = 2,            \
        .label = name                                                          \
    }

static const toy_stretch stretches[] = {{0, N, {0, 0, 0}}};

/* Ten channels, numbered from 1, "c1" ...: all in uV but the last. */
static void
ten(toy_source *toy)
{
    static const int groups[] = {10};
    toy_source_init(toy, 1, groups, stretches, 1);
    for (int c = 0; c < 10; c++) {
        emg_channel *channel = &toy->source.recording.groups[0].channels[c];
        channel->number = c + 1;
        snprintf(channel->label, sizeof channel->label, "c%d", c + 1);
        emg_channel_set_unit(channel, c < 9 ? "uV" : "g");
        channel->kind = EMG_KIND_EMG;
        channel->step = 0.5;
        channel->scale =
            (emg_scale){-10, 9.5, -20, 19, 2, {"-10", "9.5", "-20", "19"}};
    }
}

static emg_source *
derive(toy_source *toy, const emg_derived *derived, int n, emg_error *error)
{
    ten(toy);
    return emg_derive_create(&toy->source, derived, n, error);
}

static toy_sink
run(emg_source *source, int group)
{
    toy_sink sink;
    toy_sink_init(&sink, group);
    ck_assert_int_eq(emg_run(source, NULL, &sink.sink, 7, NULL), EMG_OK);
    return sink;
}

START_TEST(a_difference_is_taken_across_banks)
{
    const emg_derived derived[] = {DIFFERENCE(9, 2, "c9-c2"), CHANNEL(4)};
    toy_source toy;
    emg_source *source = derive(&toy, derived, 2, NULL);
    const emg_format *group = &source->recording.groups[0];
    ck_assert_int_eq(source->recording.n_groups, 1);
    ck_assert_int_eq(group->n_channels, 2);
    ck_assert_str_eq(group->channels[0].label, "c9-c2");
    ck_assert_str_eq(group->channels[1].label, "c4");
    ck_assert_int_eq(group->channels[1].number, 2);
    toy_sink kept = run(source, 0);
    ck_assert_uint_eq(kept.n_frames, N);
    for (int64_t f = 0; f < N; f++) {
        ck_assert_double_eq(kept.frames[f].first,
                            toy_sample(0, f, 8) - toy_sample(0, f, 1));
        ck_assert_double_eq(kept.frames[f].last, toy_sample(0, f, 3));
        ck_assert_int_eq(kept.frames[f].frame, f);
    }
    toy_sink_clear(&kept);
    emg_source_destroy(source);
}
END_TEST

/* Double differential: second differences of what stands in a row. */
START_TEST(a_sum_of_terms_crosses_banks_in_their_order)
{
    static const emg_term terms[] = {{1, 1}, {9, -2}, {4, 0.1}};
    static const emg_derived derived[] = {
        {.terms = terms, .n_terms = 3, .label = "dd", .said = "DD"}};
    toy_source toy;
    emg_source *source = derive(&toy, derived, 1, NULL);
    const emg_channel *channel = &source->recording.groups[0].channels[0];
    ck_assert_str_eq(channel->label, "dd");
    ck_assert_str_eq(channel->prefilter, "DD");
    ck_assert_double_eq(channel->step, 0);
    toy_sink kept = run(source, 0);
    for (int64_t f = 0; f < N; f++)
        ck_assert_double_eq(kept.frames[f].first,
                            toy_sample(0, f, 0) - 2 * toy_sample(0, f, 8) +
                                0.1 * toy_sample(0, f, 3));
    toy_sink_clear(&kept);
    emg_source_destroy(source);
}
END_TEST

START_TEST(names_change_and_numbers_stay)
{
    emg_derived derived[] = {CHANNEL(3), CHANNEL(7)};
    strcpy(derived[0].label, "FCR");
    toy_source toy;
    emg_source *source = derive(&toy, derived, 2, NULL);
    const emg_channel *channels = source->recording.groups[0].channels;
    ck_assert_str_eq(channels[0].label, "FCR");
    ck_assert_int_eq(channels[0].number, 3);
    ck_assert_int_eq(channels[1].number, 7);
    ck_assert_str_eq(channels[0].scale.text[0], "-10");
    emg_source_destroy(source);
}
END_TEST

/* Chosen channels part into groups by their use, each with all frames. */
START_TEST(a_selection_of_what_was_derived_parts_it_into_groups)
{
    const emg_derived derived[] = {DIFFERENCE(1, 2, "a"), CHANNEL(3),
                                   DIFFERENCE(5, 6, "b")};
    static const emg_use use[] = {EMG_TREAT, EMG_DROP, EMG_PASS};
    for (int pass = 0; pass < 2; pass++) {
        toy_source toy;
        emg_source *source = derive(&toy, derived, 3, NULL);
        ck_assert_int_eq(emg_source_select(source, use, NULL), EMG_OK);
        ck_assert_int_eq(source->recording.n_groups, 2);
        ck_assert_str_eq(source->recording.groups[1].channels[0].label, "b");
        toy_sink kept = run(source, pass);
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
        toy_sink again = run(source, pass);
        ck_assert_uint_eq(kept.n_frames, N);
        ck_assert_uint_eq(again.n_frames, N);
        for (int64_t f = 0; f < N; f++)
            ck_assert_double_eq(kept.frames[f].first, again.frames[f].first);
        ck_assert_double_eq(kept.frames[N - 1].first,
                            toy_sample(0, N - 1, 4 * pass) -
                                toy_sample(0, N - 1, 4 * pass + 1));
        toy_sink_clear(&kept);
        toy_sink_clear(&again);
        emg_source_destroy(source);
    }
}
END_TEST

START_TEST(other_units_and_rates_give_no_difference)
{
    const emg_derived units[] = {DIFFERENCE(9, 10, "")};
    const emg_derived rates[] = {DIFFERENCE(1, 2, "")};
    static const int two[] = {1, 1};
    toy_source toy;
    emg_error error = EMG_NO_ERROR;
    ck_assert_ptr_null(derive(&toy, units, 1, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.channel, "c9");
    ck_assert_str_eq(error.text, "its unit is 'uV' and that of c10 'g': no "
                                 "difference can be taken");
    toy_source_init(&toy, 2, two, stretches, 1);
    for (int g = 0; g < 2; g++) {
        emg_format *group = &toy.source.recording.groups[g];
        group->channels[0].number = g + 1;
        snprintf(group->channels[0].label, 64, "c%d", g + 1);
        group->rate.samples += g;
    }
    error = EMG_NO_ERROR;
    ck_assert_ptr_null(emg_derive_create(&toy.source, rates, 1, &error));
    ck_assert_str_eq(error.text, "c1 and c2 have different sampling rates: no "
                                 "difference can be taken");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_difference_is_taken_across_banks);
    tcase_add_test(tests, a_sum_of_terms_crosses_banks_in_their_order);
    tcase_add_test(tests, names_change_and_numbers_stay);
    tcase_add_test(tests, a_selection_of_what_was_derived_parts_it_into_groups);
    tcase_add_test(tests, other_units_and_rates_give_no_difference);
}

int
main(void)
{
    return unit_main("derive", add);
}
