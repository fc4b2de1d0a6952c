#include "c3d_made.h"

static void
check_samples(const reading *is, const c3d_made *made)
{
    ck_assert_str_eq(is->error.text, "");
    ck_assert_int_eq(is->n_channels, C3D_CHANNELS);
    for (int c = 0; c < C3D_CHANNELS; c++) {
        ck_assert_uint_eq(is->n[c], C3D_ROWS);
        for (int r = 0; r < C3D_ROWS; r++)
            ck_assert_double_eq(is->samples[c][r], c3d_value(made, r, c));
    }
}

START_TEST(every_processor_s_words_and_floats_are_the_same_samples)
{
    for (int i = 0; i < 9; i++) {
        c3d_made made;
        reading is;
        c3d_make(&made, (emg_c3d_order)(EMG_C3D_INTEL + i % 3), i / 3 == 1,
                 i / 3 == 2);
        reading_memory(&is, made.bytes, made.size, 256);
        check_samples(&is, &made);
        ck_assert_int_eq(is.n_warnings, 0);
        reading_clear(&is);
    }
}
END_TEST

START_TEST(block_size_and_pipe_change_nothing_and_a_cut_file_is_said)
{
    c3d_made made;
    c3d_make(&made, EMG_C3D_INTEL, true, false);
    size_t whole_size = made.size, cut = C3D_DATA_AT + 5 * 80 + 11;
    for (size_t size = whole_size; size; size = size == cut ? 0 : cut) {
        reading whole, one, pipe;
        reading_memory(&whole, made.bytes, size, 4096);
        for (int n = 1; n < 6; n++) {
            reading_memory(&one, made.bytes, size, n);
            ck_assert(reading_same(&one, &whole));
            reading_clear(&one);
            reading_pipe(&pipe, made.bytes, size, n);
            ck_assert(reading_same(&pipe, &whole));
            reading_clear(&pipe);
        }
        ck_assert_int_eq(whole.n_warnings, size == cut);
        if (size == cut) {
            ck_assert_uint_eq(whole.n[0], 5 * C3D_PER_FRAME);
            ck_assert_str_eq(whole.warnings.chars,
                             "2048 the file is cut short: 7 frames are "
                             "announced, 5 are there\n");
        }
        reading_clear(&whole);
    }
}
END_TEST

START_TEST(rewind_gives_the_same_and_chosen_channels_only)
{
    static const emg_use use[] = {EMG_TREAT, EMG_DROP, EMG_PASS};
    c3d_made made;
    emg_error error = EMG_NO_ERROR;
    reading first = {.error = EMG_NO_ERROR}, again = {.error = EMG_NO_ERROR};
    c3d_make(&made, EMG_C3D_DEC, false, false);
    emg_source *source = emg_c3d_open(
        emg_bytes_from_memory(made.bytes, made.size, "a.c3d", &error), NULL,
        &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_double_eq(source->recording.duration_s, 0.07);
    ck_assert_str_eq(source->recording.format, "C3D");
    ck_assert_int_eq(emg_source_select(source, use, &error), EMG_OK);
    reading_run(&first, source, 5);
    ck_assert_uint_eq(first.n[0], C3D_ROWS);
    ck_assert_uint_eq(first.n[1], 0);
    ck_assert_double_eq(first.samples[2][9], c3d_value(&made, 9, 2));
    ck_assert_int_eq(source->ops->rewind(source, &error), EMG_OK);
    reading_run(&again, source, 5);
    ck_assert(reading_begins(&first, &again));
    ck_assert(reading_begins(&again, &first));
    reading_clear(&first);
    reading_clear(&again);
    emg_source_destroy(source);
}
END_TEST

START_TEST(what_follows_the_samples_is_said)
{
    c3d_made made;
    reading is;
    c3d_make(&made, EMG_C3D_INTEL, false, false);
    made.size += 1024;
    reading_memory(&is, made.bytes, made.size, 256);
    ck_assert_str_eq(is.warnings.chars,
                     "2048 1256 bytes follow the 7 frames that are announced: "
                     "passed over\n");
    reading_clear(&is);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   every_processor_s_words_and_floats_are_the_same_samples);
    tcase_add_test(tests,
                   block_size_and_pipe_change_nothing_and_a_cut_file_is_said);
    tcase_add_test(tests, rewind_gives_the_same_and_chosen_channels_only);
    tcase_add_test(tests, what_follows_the_samples_is_said);
}

int
main(void)
{
    return unit_main("c3d source", add);
}
