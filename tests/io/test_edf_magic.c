#include "unit.h"

#include "edf_case.h"

#include <math.h>

START_TEST(edf_and_bdf_are_known_by_their_first_bytes)
{
    edf_file file = edf_file_usual(_i == 1);
    for (size_t n = 1; n <= 256; n++)
        ck_assert(emg_edf_looks_like(file.bytes, n));
    ck_assert(!emg_edf_looks_like(file.bytes, 0));
    file.bytes[7] = 'x'; /* the rest of the header agrees */
    ck_assert_int_eq(emg_edf_looks_like(file.bytes, 256), _i == 0);
    ck_assert(!emg_edf_looks_like(file.bytes, 255));
    free(file.bytes);
}
END_TEST

START_TEST(other_formats_are_not_taken_for_it)
{
    edf_file file = edf_file_usual(false);
    edf_file_put(&file, 0, 8, "GDF 2.20");
    ck_assert(!emg_edf_looks_like(file.bytes, 256));
    edf_file_put(&file, 0, 8,
                 "\xFE"
                 "BIOSEMI"); /* three bytes a sample */
    ck_assert(!emg_edf_looks_like(file.bytes, 256));
    edf_file_put(&file, 0, 8, "Time,EMG");
    ck_assert(emg_edf_looks_like(file.bytes, 256));
    edf_file_put(&file, 252, 4, "2"); /* 3 signals need another size */
    ck_assert(!emg_edf_looks_like(file.bytes, 256));
    edf_file_put(&file, 252, 4, "3");
    edf_file_put(&file, 244, 8, "1 s");
    ck_assert(!emg_edf_looks_like(file.bytes, 256));
    free(file.bytes);
}
END_TEST

START_TEST(odd_versions_are_judged)
{
    static const edf_case cases[] = {
        {0, 8, "1", EMG_OK, "0 version is not 0", NAN, 0},
        {0, 8, "20160817", EMG_OK, "0 version is not 0;", NAN, 0},
        {0, 8, "       0", EMG_OK, NULL, NAN, 0},
        {0, 8, "GDF 2.20", EMG_BAD_FILE, "this is a GDF file", 0, 0},
        {0, 8,
         "\xFF"
         "BIOSIG",
         EMG_BAD_FILE, "not an EDF or BDF file", 0, 0},
    };
    edf_file file = edf_file_usual(false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        edf_case_check(&file, &cases[i]);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, edf_and_bdf_are_known_by_their_first_bytes, 0,
                        2);
    tcase_add_test(tests, other_formats_are_not_taken_for_it);
    tcase_add_test(tests, odd_versions_are_judged);
}

int
main(void)
{
    return unit_main("edf magic", add);
}
