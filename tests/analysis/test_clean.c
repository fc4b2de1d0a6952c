#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 500
#define N (13 * RATE)

static const emg_cleaning hum = {.line = EMG_LINE_ALWAYS, .interpolate = true, .line_hz = 50};

/* Noise and hum of this amplitude. */
static double *
noisy(double amplitude, uint64_t seed)
{
    double *x = calloc(N, sizeof *x);
    trace_noise(x, N, seed);
    for (int i = 0; i < N; i++)
        x[i] += amplitude * sin(2 * M_PI * 50 * i / RATE + 1);
    return x;
}

typedef struct
try {
    recorded from;
    const double *samples[2];
    emg_segment segments[2];
    emg_source *source;
}
try;

/* Two channels, and a gap where there are two segments. */
static void
begin(try *t, bool gap)
{
    t->samples[0] = noisy(3, 1);
    t->samples[1] = noisy(0, 2);
    recorded_init(&t->from, RATE, 2, t->samples, N);
    t->segments[0] = (emg_segment){0};
    t->segments[1] = (emg_segment){1, 200000000, 7 * RATE};
    t->from.segments = t->segments;
    t->from.n_segments = gap ? 2 : 0;
    t->source = emg_clean_create(&t->from.source, &hum, NULL);
    ck_assert_ptr_nonnull(t->source);
}

static void
end(try *t)
{
    emg_source_destroy(t->source);
    recorded_clear(&t->from);
    free((double *)t->samples[0]);
    free((double *)t->samples[1]);
}

static toy_sink
run(emg_source *source, int block_frames)
{
    toy_sink sink;
    toy_sink_init(&sink, 0);
    ck_assert_int_eq(emg_run(source, NULL, &sink.sink, block_frames, NULL),
                     EMG_OK);
    return sink;
}

static double
rms(const double *x, const toy_sink *kept)
{
    double sum = 0;
    for (int i = 0; i < N; i++) {
        double error = kept->frames[i].first - x[i];
        sum += error * error;
    }
    return sqrt(sum / N);
}

START_TEST(hum_is_taken_out_and_noise_stays)
{
    try t;
    double *plain = noisy(0, 1);
    begin(&t, false);
    toy_sink kept = run(t.source, 0);
    ck_assert_uint_eq(kept.n_frames, N);
    ck_assert_double_lt(rms(plain, &kept), 0.25); /* of 1; the hum had 2.1 */
    toy_sink_clear(&kept);
    free(plain);
    end(&t);
}
END_TEST

START_TEST(any_block_and_any_pass_gives_the_same_on_both_sides_of_a_gap)
{
    static const int blocks[] = {1, 7, 256, 5000};
    try t;
    begin(&t, true);
    toy_sink first = run(t.source, 0);
    ck_assert_uint_eq(first.n_frames, N);
    for (int b = 0; b < 4; b++) {
        ck_assert_int_eq(t.source->ops->rewind(t.source, NULL), EMG_OK);
        toy_sink kept = run(t.source, blocks[b]);
        ck_assert_uint_eq(kept.n_frames, N);
        for (int i = 0; i < N; i++) {
            ck_assert(kept.frames[i].first == first.frames[i].first);
            ck_assert_int_eq(kept.frames[i].segment.number, i >= 7 * RATE);
            ck_assert_int_eq(kept.frames[i].frame, i);
        }
        toy_sink_clear(&kept);
    }
    toy_sink_clear(&first);
    end(&t);
}
END_TEST

START_TEST(what_it_takes_away_is_input_minus_output)
{
    try t;
    begin(&t, true);
    toy_sink kept = run(t.source, 0);
    emg_clean_give_removed(t.source, true);
    t.source->ops->rewind(t.source, NULL);
    toy_sink removed = run(t.source, 100);
    ck_assert_uint_eq(removed.n_frames, N);
    for (int i = 0; i < N; i++)
        ck_assert(removed.frames[i].first ==
                  t.samples[0][i] - kept.frames[i].first);
    toy_sink_clear(&kept);
    toy_sink_clear(&removed);
    end(&t);
}
END_TEST

START_TEST(each_step_and_channel_has_a_row)
{
    try t;
    size_t n = 0;
    begin(&t, false);
    toy_sink kept = run(t.source, 0);
    const emg_cleaned *rows = emg_clean_report(t.source, &n, NULL);
    ck_assert_uint_eq(n, 2);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(rows[i].number, i + 1);
        ck_assert_str_eq(rows[i].step, "line");
        ck_assert_int_eq(rows[i].frames, N);
        ck_assert_double_eq(rows[i].hz, 50);
        ck_assert_int_eq(rows[i].found, 3 * 4 * 5); /* blocks, lines, bins */
    }
    /* A sine of 3 has a power of 4.5, the noise 1; what is left of the line
     * is as large as noise, sqrt(pi / 4 x 2500) of 3 x 2500 / 2 in a block. */
    double left = sqrt(M_PI / 4 * 2500) / 3750;
    ck_assert_double_eq_tol(rows[0].removed_db,
                            10 * log10(4.5 / 5.5) + 20 * log10(1 - left), 0.03);
    ck_assert_double_lt(rows[1].removed_db, -15);
    toy_sink_clear(&kept);
    end(&t);
}
END_TEST

START_TEST(channels_say_what_was_done_to_them)
{
    try t;
    begin(&t, false);
    emg_channel *channel = &t.source->recording.groups[0].channels[0];
    ck_assert_str_eq(channel->prefilter, "clean:line");
    ck_assert(emg_clean_made(t.source));
    ck_assert(!emg_clean_made(&t.from.source));
    ck_assert_double_eq(channel->step, 0);
    end(&t);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, hum_is_taken_out_and_noise_stays);
    tcase_add_test(
        tests, any_block_and_any_pass_gives_the_same_on_both_sides_of_a_gap);
    tcase_add_test(tests, what_it_takes_away_is_input_minus_output);
    tcase_add_test(tests, each_step_and_channel_has_a_row);
    tcase_add_test(tests, channels_say_what_was_done_to_them);
}

int
main(void)
{
    return unit_main("clean", add);
}
