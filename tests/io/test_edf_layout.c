#include "unit.h"

#include "io/edf_write.h"
#include "writing.h"

static const char *
field(const uint8_t *header, int before, int width, int n, int k)
{
    return (const char *)header + 256 + before * n + width * k;
}

START_TEST(columns_stand_in_the_order_of_numbers)
{
    writing w = {0};
    emg_edf_layout layout;
    writing_add(&w, "slow", "g", 100);
    writing_add(&w, "fast", "uV", 1000);
    writing_add(&w, "slow too", "g", 100);
    writing_group(&w);
    ck_assert_int_eq(emg_edf_layout_init(&layout, &w.recording, 3, NULL),
                     EMG_OK);
    ck_assert_int_eq(layout.n_columns, 3);
    ck_assert_str_eq(layout.columns[0].channel->label, "slow");
    ck_assert_str_eq(layout.columns[1].channel->label, "fast");
    ck_assert_str_eq(layout.columns[2].channel->label, "slow too");
    ck_assert_int_eq(layout.columns[1].frames, 100);
    ck_assert_int_eq(layout.columns[2].frames, 10);
    ck_assert_int_eq(layout.sample_bytes, 3 * 120);
    ck_assert_int_eq(emg_edf_record_bytes(&layout), 360 + 24);
    ck_assert_int_eq(emg_edf_header_bytes(&layout), 256 * 5);
    emg_edf_layout_clear(&layout);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(labels_become_sixteen_ascii_characters_and_are_counted)
{
    writing w = {0};
    emg_edf_layout layout;
    uint8_t header[256 * 7];
    writing_add(&w, "sixteen letters!", "uV", 1000);
    writing_add(&w, "sixteen letters!?", "uV", 1000);
    writing_add(&w, "Fu\xC3\x9F L\xC3\xB6we \xE2\x82\xAC", "uV", 1000);
    writing_add(&w, "a\x1B[31m", "uV", 1000);
    writing_add(&w, "bad \xFF", "uV", 1000);
    writing_group(&w);
    ck_assert_int_eq(emg_edf_layout_init(&layout, &w.recording, 2, NULL),
                     EMG_OK);
    ck_assert_int_eq(emg_edf_header_print(header, &layout, 7, true), 4);
    ck_assert_mem_eq(header + 192, "EDF+D", 5);
    ck_assert_mem_eq(header + 236, "7       ", 8);
    ck_assert_mem_eq(field(header, 0, 16, 6, 0), "sixteen letters!", 16);
    ck_assert_mem_eq(field(header, 0, 16, 6, 1), "sixteen letters!", 16);
    ck_assert_mem_eq(field(header, 0, 16, 6, 2), "Fus Lowe _      ", 16);
    ck_assert_mem_eq(field(header, 0, 16, 6, 3), "a_[31m          ", 16);
    ck_assert_mem_eq(field(header, 0, 16, 6, 4), "bad _           ", 16);
    for (size_t i = 0; i < sizeof header; i++)
        ck_assert(header[i] >= 0x20 && header[i] < 0x7F);
    emg_edf_layout_clear(&layout);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(names_that_the_format_keeps_for_itself_are_changed)
{
    static const char *const labels[] = {
        "EDF Annotations", " bdf ANNOTATIONS", "BDF Annot\xC3\xA1tions",
        "STATUS",          "EDF Annotations2", "          Status"};
    static const char *const become[] = {
        "EDF_Annotations ", " bdf_ANNOTATIONS", "BDF_Annotations ",
        "STATUS_         ", "EDF Annotations2", "         _Status"};
    for (int width = 2; width <= 3; width++) {
        writing w = {0};
        emg_edf_layout layout;
        uint8_t header[256 * 8];
        for (int i = 0; i < 6; i++)
            writing_add(&w, labels[i], "uV", 1000);
        writing_group(&w);
        emg_edf_layout_init(&layout, &w.recording, width, NULL);
        ck_assert_int_eq(emg_edf_header_print(header, &layout, 7, false),
                         width == 3 ? 5 : 3);
        for (int i = 0; i < 6; i++)
            ck_assert_mem_eq(field(header, 0, 16, 7, i),
                             width == 2 && (i == 3 || i == 5) ? labels[i]
                                                              : become[i],
                             i == 3 ? 6 : 16);
        emg_edf_layout_clear(&layout);
        emg_recording_clear(&w.recording);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, columns_stand_in_the_order_of_numbers);
    tcase_add_test(tests,
                   labels_become_sixteen_ascii_characters_and_are_counted);
    tcase_add_test(tests, names_that_the_format_keeps_for_itself_are_changed);
}

int
main(void)
{
    return unit_main("edf_layout", add);
}
