#include "c3d_made.h"

START_TEST(floats_of_three_processors_are_the_same_numbers)
{
    /* DEC's F format from its definition: sign, exponent + 128, fraction
     * behind 0.1; 1 is 0.5 x 2^1: bytes 80 40 00 00 */
    static const struct {
        emg_c3d_order order;
        uint8_t bytes[4];
        double value;
    } rows[] = {
        {EMG_C3D_INTEL, {0, 0, 0x80, 0x3F}, 1},
        {EMG_C3D_MIPS, {0x3F, 0x80, 0, 0}, 1},
        {EMG_C3D_DEC, {0x80, 0x40, 0, 0}, 1},
        {EMG_C3D_INTEL, {0, 0, 0x20, 0xC0}, -2.5},
        {EMG_C3D_MIPS, {0xC0, 0x20, 0, 0}, -2.5},
        {EMG_C3D_DEC, {0x20, 0xC1, 0, 0}, -2.5},
        {EMG_C3D_DEC, {0, 0, 1, 0}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_double_eq(emg_c3d_float(rows[i].order, rows[i].bytes),
                            rows[i].value);
    uint8_t reserved[] = {0, 0x80, 0, 0}, word[] = {0xFE, 0xFF};
    ck_assert(isnan(emg_c3d_float(EMG_C3D_DEC, reserved)));
    ck_assert_int_eq(emg_c3d_word(EMG_C3D_DEC, word), -2);
    ck_assert_int_eq(emg_c3d_word(EMG_C3D_MIPS, word), -257);
}
END_TEST

START_TEST(parameters_are_found_by_group_and_name_of_any_case)
{
    c3d_made made;
    emg_c3d_value value;
    c3d_make(&made, EMG_C3D_INTEL, false, false);
    emg_c3d_section section = {made.bytes + 512, 1536, EMG_C3D_INTEL};
    ck_assert(emg_c3d_find(&section, "analog", "Scale", &value));
    ck_assert_int_eq(value.n, 3);
    ck_assert_double_eq(emg_c3d_number(&value, 2, 9), -1.5);
    ck_assert_double_eq(emg_c3d_number(&value, 3, 9), 9);
    ck_assert(emg_c3d_find(&section, "ANALOG", "LABELS", &value));
    emg_text_cell label = emg_c3d_text(&value, 1);
    ck_assert(emg_text_cell_is(&label, "ECR"));
    ck_assert_uint_eq(emg_c3d_text(&value, 3).length, 0);
    ck_assert_double_eq(emg_c3d_number(&value, 0, 9), 9);
    ck_assert(!emg_c3d_find(&section, "POINT", "USED", &value));
    ck_assert(!emg_c3d_find(&section, "ANALOG", "LABELS2", &value));
    ck_assert_double_eq(emg_c3d_number(&value, 0, 7), 7);
}
END_TEST

START_TEST(no_section_of_any_length_leads_beyond_its_end)
{
    c3d_made made;
    c3d_make(&made, EMG_C3D_INTEL, false, false);
    for (size_t size = 0; size < 400; size++) {
        uint8_t *copy = malloc(size + 1);
        emg_c3d_value value;
        memcpy(copy, made.bytes + 512, size);
        emg_c3d_section section = {copy, size, EMG_C3D_INTEL};
        if (emg_c3d_find(&section, "ANALOG", "OFFSET", &value))
            ck_assert(value.bytes + 6 <= copy + size);
        free(copy);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, floats_of_three_processors_are_the_same_numbers);
    tcase_add_test(tests, parameters_are_found_by_group_and_name_of_any_case);
    tcase_add_test(tests, no_section_of_any_length_leads_beyond_its_end);
}

int
main(void)
{
    return unit_main("c3d section", add);
}
