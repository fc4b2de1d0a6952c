#include "unit.h"

#include "emg/flow.h"
#include "emg/io.h"

#include "base/text.h"
#include "toys.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FRAMES 200

typedef struct heard {
    int n;
    char last[256];
} heard;

static void
hear(void *to, const emg_error *warning)
{
    heard *self = to;
    self->n++;
    snprintf(self->last, sizeof self->last, "%s", warning->text);
}

/* A table of two channels at 1000 Hz: a is 10 times the frame, b as many below
 * 0; `bad` frames of a, in pairs from and behind, and the same of b. */
static emg_text
table_of(const int *bad_a, const int *bad_b)
{
    emg_text text = {0};
    emg_text_add(&text, "time\ta (uV)\tb (uV)\n");
    for (int f = 0; f < FRAMES; f++) {
        bool a = false, b = false;
        for (const int *at = bad_a; *at >= 0; at += 2)
            a |= f >= at[0] && f < at[1];
        for (const int *at = bad_b; *at >= 0; at += 2)
            b |= f >= at[0] && f < at[1];
        emg_text_format(&text, "%d.%03d\t", f / 1000, f % 1000);
        emg_text_add(&text, a ? "nan" : "");
        if (!a)
            emg_text_add_integer(&text, 10 * f);
        emg_text_add(&text, b ? "\tnan\n" : "\t");
        if (!b)
            emg_text_format(&text, "%d\n", -10 * f);
    }
    return text;
}

static emg_source *
split_of(const emg_text *text, heard *to)
{
    emg_open_options options = {.listener = {hear, to}, .twice = true};
    *to = (heard){0};
    emg_source *source =
        emg_open_memory(text->chars, text->length, "x.tsv", &options, NULL);
    ck_assert_ptr_nonnull(source);
    source = emg_split_create(source, 0.01, NULL);
    ck_assert_ptr_nonnull(source);
    return source;
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

START_TEST(ten_ms_are_interpolated_and_eleven_part_the_recording)
{
    static const int a[] = {20, 30, -1}, b[] = {50, 61, -1};
    heard to;
    emg_text text = table_of(a, b);
    emg_source *source = split_of(&text, &to);
    toy_sink kept = run(source, 7);
    ck_assert_uint_eq(kept.n_frames, FRAMES - 11);
    for (int i = 0; i < FRAMES - 11; i++) {
        int frame = i < 50 ? i : i + 11;
        ck_assert_double_eq_tol(kept.frames[i].first, 10 * frame, 1e-12);
        ck_assert_double_eq_tol(kept.frames[i].last, -10 * frame, 1e-12);
        ck_assert_int_eq(kept.frames[i].frame, i);
        ck_assert_int_eq(kept.frames[i].segment.number, i >= 50);
        ck_assert_int_eq(kept.frames[i].segment.start, i < 50 ? 0 : 610000);
        ck_assert_int_eq(kept.frames[i].segment.first_frame, i < 50 ? 0 : 50);
    }
    ck_assert_int_eq(to.n, 1);
    ck_assert_str_eq(to.last,
                     "samples are not numbers, first of channel a at 0.020 s; "
                     "interpolated: 10, longer stretches left out: 1");
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    emg_text_free(&text);
}
END_TEST

START_TEST(ends_are_left_out_and_stretches_that_touch_are_one)
{
    static const int a[] = {0, 3, 80, 95, 198, 200, -1};
    static const int b[] = {95, 110, 120, 121, -1};
    heard to;
    emg_text text = table_of(a, b);
    emg_source *source = split_of(&text, &to);
    toy_sink kept = run(source, 0);
    ck_assert_uint_eq(kept.n_frames, 77 + 88);
    ck_assert_int_eq(kept.frames[0].segment.number, 0);
    ck_assert_int_eq(kept.frames[0].segment.start, 30000);
    ck_assert_double_eq(kept.frames[0].first, 30);
    ck_assert_double_eq(kept.frames[76].first, 790);
    ck_assert_double_eq(kept.frames[77].first, 1100);
    ck_assert_int_eq(kept.frames[77].segment.number, 1);
    ck_assert_int_eq(kept.frames[77].segment.start, 1100000);
    ck_assert_double_eq_tol(kept.frames[87].last, -1200, 1e-12);
    ck_assert_double_eq(kept.frames[164].first, 1970);
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    emg_text_free(&text);
}
END_TEST

START_TEST(neither_blocks_nor_a_second_pass_change_anything)
{
    static const int a[] = {5, 6, 20, 29, 33, 34, 60, 99, -1};
    static const int b[] = {25, 35, 150, 162, -1};
    static const int sizes[] = {1, 2, 3, 10, 11, 64, 1000};
    heard to;
    emg_text text = table_of(a, b);
    emg_source *source = split_of(&text, &to);
    toy_sink first = run(source, 256);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
        toy_sink again = run(source, sizes[s]);
        ck_assert_uint_eq(again.n_frames, first.n_frames);
        for (size_t i = 0; i < first.n_frames; i++) {
            ck_assert(again.frames[i].first == first.frames[i].first);
            ck_assert(again.frames[i].last == first.frames[i].last);
            ck_assert_int_eq(again.frames[i].segment.number,
                             first.frames[i].segment.number);
            ck_assert_int_eq(again.frames[i].segment.start,
                             first.frames[i].segment.start);
        }
        toy_sink_clear(&again);
    }
    ck_assert_int_eq(to.n, 1);
    toy_sink_clear(&first);
    emg_source_destroy(source);
    emg_text_free(&text);
}
END_TEST

START_TEST(channels_that_are_passed_on_do_not_count)
{
    static const int a[] = {-1}, b[] = {20, 40, -1};
    emg_use uses[] = {EMG_TREAT, EMG_PASS};
    heard to;
    emg_text text = table_of(a, b);
    emg_source *source = split_of(&text, &to);
    ck_assert_int_eq(emg_source_select(source, uses, NULL), EMG_OK);
    toy_sink kept = run(source, 9);
    ck_assert_uint_eq(kept.n_frames, FRAMES);
    ck_assert_int_eq(to.n, 0);
    toy_sink_clear(&kept);
    emg_source_destroy(source);
    emg_text_free(&text);
}
END_TEST

/* 1000 Hz and 148 Hz: both have the same segments. */
static const toy_stretch stretches[] = {{0, 300, {0, 0, 0}},
                                        {1, 45, {0, 0, 0}},
                                        {0, 300, {1, 10000000, 300}},
                                        {1, 45, {1, 10000000, 45}}};

/* Gives what a toy gives, with frames 50 to 99 of its first group bad. */
static emg_status (*toy_next)(emg_source *, emg_block *, emg_error *);

static emg_status
next_with_hole(emg_source *source, emg_block *block, emg_error *error)
{
    emg_status status = toy_next(source, block, error);
    for (int f = 0; f < block->n_frames && block->group == 0; f++)
        if (block->first_frame + f >= 50 && block->first_frame + f < 100)
            emg_block_bank(block, 0)[f].v[1] = NAN;
    return status;
}

START_TEST(all_rates_have_the_same_segments)
{
    static const int groups[] = {2, 1};
    toy_source toy;
    toy_source_init(&toy, 2, groups, stretches, 4);
    emg_rate_set(&toy.source.recording.groups[1].rate, 148, 1);
    toy.source.recording.groups[1].rate_hz = 148;
    emg_source_ops ops = *toy.source.ops;
    toy_next = ops.next;
    ops.next = next_with_hole;
    toy.source.ops = &ops;
    emg_source *source = emg_split_create(&toy.source, 0.01, NULL);
    toy_sink sink;
    toy_sink_init(&sink, 1);
    ck_assert_int_eq(emg_run(source, NULL, &sink.sink, 7, NULL), EMG_OK);
    /* 0.05 s x 148 Hz = 7.4, 0.1 s = 14.8: frames 8 to 14 lie in the hole */
    ck_assert_uint_eq(sink.n_frames, 90 - 7);
    ck_assert_double_eq(sink.frames[7].first, toy_sample(1, 7, 0));
    ck_assert_int_eq(sink.frames[7].segment.number, 0);
    ck_assert_double_eq(sink.frames[8].first, toy_sample(1, 15, 0));
    ck_assert_int_eq(sink.frames[8].segment.number, 1);
    ck_assert_int_eq(sink.frames[8].segment.start, 1013514); /* 15 / 148 s */
    ck_assert_int_eq(sink.frames[82].segment.number, 2);
    ck_assert_int_eq(sink.frames[82].segment.start, 10000000);
    toy_sink_clear(&sink);
    emg_source_destroy(source);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   ten_ms_are_interpolated_and_eleven_part_the_recording);
    tcase_add_test(tests, ends_are_left_out_and_stretches_that_touch_are_one);
    tcase_add_test(tests, neither_blocks_nor_a_second_pass_change_anything);
    tcase_add_test(tests, channels_that_are_passed_on_do_not_count);
    tcase_add_test(tests, all_rates_have_the_same_segments);
}

int
main(void)
{
    return unit_main("split", add);
}
