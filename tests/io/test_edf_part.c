#include "unit.h"

#include "edf_file.h"
#include "io/edf_part.h"

/* Offsets of the public table, https://www.edfplus.info/specs/edf.html */
START_TEST(fields_lie_where_the_format_says)
{
    edf_file file = edf_file_usual(false);
    emg_edf_header header = {.n_signals = 3};
    emg_edf_reader reader = {.header = &header, .bytes = file.bytes};
    emg_edf_field field = emg_edf_part(&reader, 1, EMG_EDF_LABEL);
    ck_assert_int_eq(field.byte, 256 + 16);
    ck_assert(emg_edf_is(&field, "EMG B"));
    ck_assert_int_eq(field.signal, 2);
    field = emg_edf_part(&reader, 2, EMG_EDF_PHYSICAL_MIN);
    ck_assert_int_eq(field.byte, 256 + 3 * 104 + 16);
    ck_assert(emg_edf_is(&field, "-1"));
    field = emg_edf_part(&reader, 0, EMG_EDF_DIGITAL_MAX);
    ck_assert(emg_edf_is(&field, "32767"));
    ck_assert_str_eq(field.name, "digital maximum");
    field = emg_edf_part(&reader, 2, EMG_EDF_SAMPLES);
    ck_assert_int_eq(field.byte, 256 + 3 * 216 + 16);
    ck_assert(emg_edf_is(&field, "30"));
    char label[8];
    emg_edf_part_text(&reader, 2, EMG_EDF_LABEL, label, sizeof label);
    ck_assert_str_eq(label, "EDF Ann");
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, fields_lie_where_the_format_says);
}

int
main(void)
{
    return unit_main("edf part", add);
}
