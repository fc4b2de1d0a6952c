#include "unit.h"

#include "base/memory.h"
#include "emg/simulate.h"

#include <math.h>
#include <stdlib.h>

#define CHANNELS 5 /* two pairs and the accelerometer */

/* All samples, channel after channel. */
typedef struct samples {
    double *values[CHANNELS];
    int64_t n[CHANNELS];
} samples;

static emg_scenario
scenario(void)
{
    emg_scenario asked = emg_scenario_default();
    asked.duration_s = 20.505;
    asked.n_pairs = 2;
    asked.accelerometer = true;
    asked.hum_uv = 5;
    asked.crosstalk = 0.1;
    return asked;
}

static void
keep(samples *to, const emg_recording *recording, const emg_block *block)
{
    for (int c = 0; c < block->n_channels; c++) {
        int i = recording->groups[block->group].channels[c].number - 1;
        ck_assert_int_eq(to->n[i], block->first_frame);
        to->values[i] =
            realloc(to->values[i], (size_t)(to->n[i] + block->n_frames) *
                                       sizeof *to->values[i]);
        for (int f = 0; f < block->n_frames; f++)
            to->values[i][to->n[i]++] = emg_block_at(block, c, f);
    }
}

static samples
read_all(emg_source *source, int capacity)
{
    samples all = {0};
    emg_block block;
    emg_block_init(&block, CHANNELS, capacity, NULL);
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        if (block.n_frames > 0)
            keep(&all, &source->recording, &block);
    }
    emg_block_clear(&block);
    return all;
}

static void
check_equal(const samples *a, const samples *b, int n_channels)
{
    for (int i = 0; i < n_channels; i++) {
        ck_assert_int_eq(a->n[i], b->n[i]);
        for (int64_t f = 0; f < a->n[i]; f++)
            ck_assert_double_eq(a->values[i][f], b->values[i][f]);
    }
}

static void
forget(samples *all)
{
    for (int i = 0; i < CHANNELS; i++)
        free(all->values[i]);
}

START_TEST(samples_do_not_depend_on_block_size_and_come_again_after_rewind)
{
    const int capacities[] = {1, 7, 1000, 65536};
    emg_scenario asked = scenario();
    emg_source *source = emg_simulate_open(&asked, NULL);
    samples first = read_all(source, 256);
    for (size_t i = 0; i < sizeof capacities / sizeof *capacities; i++) {
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
        samples again = read_all(source, capacities[i]);
        check_equal(&first, &again, CHANNELS);
        forget(&again);
    }
    forget(&first);
    emg_source_destroy(source);
}
END_TEST

START_TEST(each_rate_has_a_group_and_the_whole_duration)
{
    emg_scenario asked = scenario();
    emg_source *source = emg_simulate_open(&asked, NULL);
    const emg_recording *recording = &source->recording;
    ck_assert_int_eq(recording->n_groups, 2);
    ck_assert_int_eq(recording->groups[0].n_channels, 4);
    ck_assert_double_eq(recording->groups[1].rate_hz, 148);
    ck_assert_str_eq(recording->groups[0].channels[2].label, "EMG BB");
    ck_assert_str_eq(recording->groups[0].channels[2].unit, "uV");
    ck_assert_str_eq(recording->groups[1].channels[0].unit, "g");
    ck_assert_int_eq(recording->groups[1].channels[0].kind, EMG_KIND_OTHER);
    ck_assert_double_eq(recording->duration_s, 20.505);
    samples all = read_all(source, 100);
    ck_assert_int_eq(all.n[0], 20505);
    ck_assert_int_eq(all.n[4], 3035);
    forget(&all);
    emg_source_destroy(source);
}
END_TEST

START_TEST(groups_keep_step_in_time)
{
    emg_scenario asked = scenario();
    emg_source *source = emg_simulate_open(&asked, NULL);
    emg_block block;
    double reached[2] = {0};
    emg_block_init(&block, 4, 50, NULL);
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        double rate = block.group ? 148 : 1000;
        if (block.n_frames > 0)
            reached[block.group] =
                (double)(block.first_frame + block.n_frames) / rate;
        ck_assert_double_lt(fabs(reached[0] - reached[1]), 50 / 148.0 + 1e-9);
    }
    emg_block_clear(&block);
    emg_source_destroy(source);
}
END_TEST

START_TEST(a_channel_is_the_same_whether_others_are_read_or_not)
{
    const emg_use use[] = {EMG_DROP, EMG_TREAT, EMG_PASS, EMG_TREAT, EMG_PASS};
    emg_scenario asked = scenario();
    emg_source *whole = emg_simulate_open(&asked, NULL);
    emg_source *part = emg_simulate_open(&asked, NULL);
    ck_assert_int_eq(emg_source_select(part, use, NULL), EMG_OK);
    ck_assert_int_eq(part->recording.n_groups, 3);
    samples all = read_all(whole, 256), some = read_all(part, 33);
    ck_assert_int_eq(some.n[0], 0);
    forget(&(samples){.values = {all.values[0]}});
    all.values[0] = NULL;
    all.n[0] = 0;
    check_equal(&all, &some, CHANNELS);
    forget(&all);
    forget(&some);
    emg_source_destroy(whole);
    emg_source_destroy(part);
}
END_TEST

START_TEST(the_range_of_sixteen_bits_holds_every_sample_in_fine_steps)
{
    const double amplitudes[] = {1, 50, 100, 1000};
    /* 7 x 26 dB above noise, 1.05 x amplitude: 7.4, 368, 735, 7351 uV */
    const double steps[] = {0.0125, 0.0125, 0.025, 0.4};
    for (int i = 0; i < 4; i++) {
        emg_scenario asked = emg_scenario_default();
        asked.amplitude_uv = amplitudes[i];
        emg_source *source = emg_simulate_open(&asked, NULL);
        const emg_channel *channel = &source->recording.groups[0].channels[0];
        ck_assert_double_eq(channel->step, steps[i]);
        ck_assert_double_eq(channel->scale.physical_max, 32767 * steps[i]);
        ck_assert_double_eq(channel->scale.physical_min, -32768 * steps[i]);
        ck_assert_int_eq(channel->scale.bytes, 2);
        emg_source_destroy(source);
    }
}
END_TEST

START_TEST(the_truth_is_where_both_contract)
{
    emg_scenario asked = scenario();
    emg_source *source = emg_simulate_open(&asked, NULL);
    for (int p = 0; p < 2; p++) {
        int n = 0, n_a = 0, n_b = 0;
        const emg_bout *truth = emg_simulate_truth(source, p, &n);
        const emg_bout *a = emg_simulate_contractions(source, 2 * p + 1, &n_a);
        const emg_bout *b = emg_simulate_contractions(source, 2 * p + 2, &n_b);
        ck_assert_int_gt(n, 0);
        for (int t = 0; t < n; t++) {
            int inside = 0;
            for (int i = 0; i < n_a; i++)
                inside += a[i].start_s <= truth[t].start_s &&
                          a[i].end_s >= truth[t].end_s;
            for (int i = 0; i < n_b; i++)
                inside += b[i].start_s <= truth[t].start_s &&
                          b[i].end_s >= truth[t].end_s;
            ck_assert_int_eq(inside, 2);
        }
    }
    emg_source_destroy(source);
}
END_TEST

START_TEST(the_fingerprint_names_the_scenario)
{
    emg_scenario asked = scenario(), other = scenario();
    char a[33], b[33], c[33];
    other.seed = 2;
    emg_source *sources[] = {emg_simulate_open(&asked, NULL),
                             emg_simulate_open(&asked, NULL),
                             emg_simulate_open(&other, NULL)};
    char *const texts[] = {a, b, c};
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(
            sources[i]->ops->fingerprint(sources[i], texts[i], NULL), EMG_OK);
        emg_source_destroy(sources[i]);
    }
    ck_assert_str_eq(a, b);
    ck_assert_str_ne(a, c);
    ck_assert_uint_eq(strlen(a), 32);
}
END_TEST

/* All events, each before the samples of its moment. */
static int
events_of(emg_source *source, int capacity, double onsets_s[100])
{
    emg_block block;
    double reached_s = 0;
    int n = 0;
    emg_block_init(&block, CHANNELS, capacity, NULL);
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        for (int i = 0; i < source->n_events; i++, n++) {
            ck_assert_str_eq(source->events[i].text, "TMS");
            onsets_s[n] = source->events[i].onset_s;
            ck_assert_double_ge(onsets_s[n] + 1 / 148.0, reached_s);
        }
        if (block.n_frames > 0 && block.group == 0)
            reached_s = (double)(block.first_frame + block.n_frames) / 1000;
    }
    emg_block_clear(&block);
    return n;
}

START_TEST(magnetic_pulses_are_events_at_any_block_size)
{
    emg_scenario asked = scenario();
    double onsets_s[100], again_s[100];
    asked.tms_uv = 1000;
    asked.tms_interval_s = 1;
    emg_source *source = emg_simulate_open(&asked, NULL);
    int n = events_of(source, 256, onsets_s);
    ck_assert(n >= 18 && n <= 23);
    for (int capacity = 1; capacity < 100000; capacity *= 10) {
        source->ops->rewind(source, NULL);
        ck_assert_int_eq(events_of(source, capacity, again_s), n);
        ck_assert_mem_eq(onsets_s, again_s, (size_t)n * sizeof *again_s);
    }
    emg_source_destroy(source);
}
END_TEST

START_TEST(the_clean_recording_is_the_same_without_what_disturbs)
{
    emg_scenario asked = scenario(), plain = scenario();
    asked.hum_uv = plain.hum_uv = 0;
    asked.ecg_uv = 300;
    asked.spikes_uv = 500;
    asked.clip_uv = 200;
    asked.dropouts = 30;
    asked.clean = true;
    emg_source *clean = emg_simulate_open(&asked, NULL);
    asked.clean = false;
    emg_source *dirty = emg_simulate_open(&asked, NULL);
    emg_source *undisturbed = emg_simulate_open(&plain, NULL);
    samples a = read_all(clean, 256), b = read_all(undisturbed, 256);
    samples c = read_all(dirty, 256);
    int differ = 0;
    check_equal(&a, &b, CHANNELS);
    for (int i = 0; i < a.n[0]; i++)
        differ += a.values[0][i] != c.values[0][i];
    ck_assert_int_gt(differ, a.n[0] / 2);
    ck_assert_double_eq(clean->recording.groups[0].channels[0].step,
                        dirty->recording.groups[0].channels[0].step);
    forget(&a);
    forget(&b);
    forget(&c);
    emg_source_destroy(clean);
    emg_source_destroy(dirty);
    emg_source_destroy(undisturbed);
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
    emg_scenario asked = scenario();
    emg_error error = EMG_NO_ERROR;
    asked.duration_s = 0;
    ck_assert_ptr_null(emg_simulate_open(&asked, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(
        tests, samples_do_not_depend_on_block_size_and_come_again_after_rewind);
    tcase_add_test(tests, each_rate_has_a_group_and_the_whole_duration);
    tcase_add_test(tests, groups_keep_step_in_time);
    tcase_add_test(tests, a_channel_is_the_same_whether_others_are_read_or_not);
    tcase_add_test(tests,
                   the_range_of_sixteen_bits_holds_every_sample_in_fine_steps);
    tcase_add_test(tests, the_truth_is_where_both_contract);
    tcase_add_test(tests, the_fingerprint_names_the_scenario);
    tcase_add_test(tests, magnetic_pulses_are_events_at_any_block_size);
    tcase_add_test(tests,
                   the_clean_recording_is_the_same_without_what_disturbs);
    tcase_add_test(tests, what_cannot_be_is_refused);
}

int
main(void)
{
    return unit_main("source", add);
}
