#include "c3d_made.h"

START_TEST(labels_units_scales_and_rate_come_from_the_parameters)
{
    c3d_made made;
    emg_c3d_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    c3d_make(&made, EMG_C3D_MIPS, false, false);
    emg_c3d_layout_read(&layout, made.bytes, made.size, &error);
    ck_assert_str_eq(error.text, "");
    ck_assert_int_eq(layout.n_channels, 3);
    ck_assert_int_eq(layout.per_frame, 4);
    ck_assert_int_eq(layout.n_frames, 7);
    ck_assert_int_eq(layout.frame_bytes, 16 + 24);
    ck_assert_int_eq(layout.skip, 16);
    ck_assert_int_eq(layout.data_at, C3D_DATA_AT);
    const emg_channel *first = &layout.table.channels[0];
    ck_assert_str_eq(first->label, "EMG FCR");
    ck_assert_str_eq(first->unit, "V");
    ck_assert_double_eq(first->to_uv, 1e6);
    ck_assert_double_eq(first->step, 0.125);
    ck_assert_double_eq(first->scale.physical_min, -4096);
    ck_assert_double_eq(first->scale.digital_max, 32767);
    ck_assert_str_eq(layout.table.channels[2].unit, "N");
    ck_assert_double_eq(layout.offsets[1], -3);
    ck_assert_double_eq(layout.scales[2], -0.75);
    ck_assert_int_eq(layout.table.tracks[0].rate.samples, 400);
    ck_assert_int_eq(layout.table.tracks[0].rate.seconds, 1);
    emg_c3d_layout_clear(&layout);
}
END_TEST

START_TEST(headers_that_make_no_sense_are_refused)
{
    static const struct {
        int at, byte;
        const char *why;
    } rows[] = {
        {515, 83, "the C3D file comes from a processor of unknown kind 83"},
        {0, 200,
         "the C3D header is cut short: the parameters at byte 101888 are not "
         "there"},
        {4, 0, "the C3D file holds no analog channels"},
        {4, 9,
         "the C3D header has 9 analog values a frame, 4 of a channel; its "
         "parameters name 3 channels"},
        {8, 0, "the file holds no samples"},
        {16, 0, "the C3D samples cannot begin in block 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        c3d_made made;
        emg_c3d_layout layout = {0};
        emg_error error = EMG_NO_ERROR;
        c3d_make(&made, EMG_C3D_INTEL, false, false);
        made.bytes[rows[i].at] = (uint8_t)rows[i].byte;
        ck_assert_int_eq(
            emg_c3d_layout_read(&layout, made.bytes, made.size, &error),
            EMG_BAD_FILE);
        ck_assert_str_eq(error.text, rows[i].why);
        emg_c3d_layout_clear(&layout);
    }
    ck_assert(emg_c3d_looks_like((const uint8_t *)"\2\x50\1", 3));
    ck_assert(!emg_c3d_looks_like((const uint8_t *)"aPple", 5));
    ck_assert(!emg_c3d_looks_like((const uint8_t *)"\1\x50\1", 3));
}
END_TEST

/* A parameter behind the others, of a group that may be new (0: it is not). */
static void
add_parameter(c3d_made *made, int group, const char *group_name,
              const char *name, int type, int n, size_t data)
{
    made->size = made->end;
    if (group_name)
        c3d_entry(made, -group, group_name, 0, 0, 0, 0);
    c3d_entry(made, group, name, type, n, 0, data);
}

static void
end_parameter(c3d_made *made)
{
    c3d_put(made, "", 1);
    made->end = made->size;
    made->size = C3D_DATA_AT;
}

static void
add_field(c3d_made *made, const char *group_name, const char *name, int n,
          int low, int high)
{
    add_parameter(made, 3, group_name, name, 2, n, 2 * (size_t)n);
    c3d_word(made, low);
    if (n > 1)
        c3d_word(made, high);
    end_parameter(made);
}

static void
add_float(c3d_made *made, const char *group_name, const char *name, float value)
{
    add_parameter(made, 1, group_name, name, 4, 0, 4);
    c3d_float(made, value);
    end_parameter(made);
}

static int64_t
frames_of(const c3d_made *made)
{
    emg_c3d_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    emg_c3d_layout_read(&layout, made->bytes, sizeof made->bytes, &error);
    ck_assert_str_eq(error.text, "");
    int64_t n = layout.n_frames;
    emg_c3d_layout_clear(&layout);
    return n;
}

START_TEST(long_recordings_tell_their_frames_elsewhere)
{
    c3d_made made, fresh;
    c3d_make(&fresh, EMG_C3D_INTEL, false, false);
    made = fresh;
    add_field(&made, "TRIAL", "ACTUAL_START_FIELD", 2, 1, 0);
    add_field(&made, NULL, "ACTUAL_END_FIELD", 2, 70000 & 0xFFFF, 1);
    ck_assert_int_eq(frames_of(&made), 70000);
    made = fresh; /* before its start; one word; no word */
    add_field(&made, "TRIAL", "ACTUAL_START_FIELD", 2, 2, 0);
    add_field(&made, NULL, "ACTUAL_END_FIELD", 2, 1, 0);
    ck_assert_int_eq(frames_of(&made), C3D_FRAMES);
    made = fresh;
    add_field(&made, "TRIAL", "ACTUAL_START_FIELD", 1, 1, 0);
    ck_assert_int_eq(frames_of(&made), C3D_FRAMES);
    made = fresh;
    add_parameter(&made, 3, "TRIAL", "ACTUAL_START_FIELD", 4, 0, 4);
    c3d_float(&made, 1);
    end_parameter(&made);
    ck_assert_int_eq(frames_of(&made), C3D_FRAMES);
    static const char *const names[] = {"LONG_FRAMES", "FRAMES"};
    for (int i = 0; i < 2; i++) {
        static const float told[] = {70001, 0, 2e9F};
        for (int k = 0; k < 3; k++) {
            made = fresh;
            add_float(&made, "POINT", names[i], told[k]);
            ck_assert_int_eq(frames_of(&made), k ? C3D_FRAMES : 70001);
        }
    }
}
END_TEST

START_TEST(channels_beyond_255_have_labels_in_a_second_list)
{
    c3d_made made;
    emg_c3d_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    c3d_make(&made, EMG_C3D_INTEL, false, false);
    uint8_t *used = memmem(made.bytes, made.end, "USED", 4);
    add_parameter(&made, 2, NULL, "LABELS2", -1, 8, 8);
    c3d_put(&made, "behind  ", 8);
    end_parameter(&made);
    memcpy(made.bytes + 4, (uint8_t[]){(260 * 4) & 0xFF, (260 * 4) >> 8}, 2);
    memcpy(used + 8, (uint8_t[]){260 & 0xFF, 260 >> 8}, 2);
    emg_c3d_layout_read(&layout, made.bytes, made.size, &error);
    ck_assert_str_eq(error.text, "");
    ck_assert_str_eq(layout.table.channels[0].label, "EMG FCR");
    ck_assert_str_eq(layout.table.channels[255].label, "behind");
    ck_assert_str_eq(layout.table.channels[259].label, "ch260");
    emg_c3d_layout_clear(&layout);
    memcpy(made.bytes + 4, (uint8_t[]){(5000 * 4) & 0xFF, (5000 * 4) >> 8}, 2);
    memcpy(used + 8, (uint8_t[]){5000 & 0xFF, 5000 >> 8}, 2);
    ck_assert_int_eq(
        emg_c3d_layout_read(&layout, made.bytes, made.size, &error),
        EMG_BAD_FILE);
    emg_c3d_layout_clear(&layout);
}
END_TEST

START_TEST(an_offset_that_is_no_number_is_refused)
{
    c3d_made made;
    emg_c3d_layout layout = {0};
    emg_error error = EMG_NO_ERROR;
    c3d_make(&made, EMG_C3D_INTEL, false, false);
    memcpy(memmem(made.bytes, made.end, "OFFSET", 6), "UNUSED", 6);
    add_parameter(&made, 2, NULL, "OFFSET", 4, 1, 4);
    c3d_float(&made, INFINITY);
    end_parameter(&made);
    ck_assert_int_eq(
        emg_c3d_layout_read(&layout, made.bytes, made.size, &error),
        EMG_BAD_FILE);
    ck_assert_str_eq(error.text,
                     "the scale of analog channel 1 is 0 or no number");
    emg_c3d_layout_clear(&layout);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   labels_units_scales_and_rate_come_from_the_parameters);
    tcase_add_test(tests, headers_that_make_no_sense_are_refused);
    tcase_add_test(tests, long_recordings_tell_their_frames_elsewhere);
    tcase_add_test(tests, channels_beyond_255_have_labels_in_a_second_list);
    tcase_add_test(tests, an_offset_that_is_no_number_is_refused);
}

int
main(void)
{
    return unit_main("c3d layout", add);
}
