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

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   labels_units_scales_and_rate_come_from_the_parameters);
    tcase_add_test(tests, headers_that_make_no_sense_are_refused);
}

int
main(void)
{
    return unit_main("c3d layout", add);
}
