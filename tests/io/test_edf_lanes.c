#include "unit.h"

#include "edf_file.h"
#include "reading.h"

/* Channels fill banks of eight; the ninth begins another. */
START_TEST(any_number_of_channels_finds_its_lanes)
{
    edf_file file = {.bdf = _i % 2 == 1,
                     .plus = "",
                     .n_channels = _i,
                     .n_samples = 3,
                     .n_records = 2};
    reading got;
    edf_file_make(&file);
    reading_memory(&got, file.bytes, file.size, 2);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_int_eq(got.n_channels, _i);
    for (int c = 0; c < _i; c++) {
        ck_assert_uint_eq(got.n[c], 6);
        for (int f = 0; f < 6; f++)
            ck_assert(got.samples[c][f] == edf_file_value(&file, c, f));
    }
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(spare_lanes_are_zero)
{
    edf_file file = edf_file_usual(false);
    emg_error error = EMG_NO_ERROR;
    emg_block block;
    emg_source *source = emg_edf_open(
        emg_bytes_from_memory(file.bytes, file.size, "x", NULL), NULL, &error);
    ck_assert_int_eq(emg_block_init(&block, 2, 16, &error), EMG_OK);
    ck_assert_int_eq(source->ops->next(source, &block, &error), EMG_OK);
    ck_assert_int_eq(block.n_frames, 10);
    for (int f = 0; f < 10; f++)
        for (int lane = 2; lane < EMG_LANES; lane++)
            ck_assert(block.frames[f].v[lane] == 0);
    emg_block_clear(&block);
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

/* Every second channel has twice the rate: two groups, each in file order. */
START_TEST(groups_keep_the_order_of_the_file)
{
    edf_file file = {
        .plus = "", .n_channels = 20, .n_samples = 3, .n_records = 1};
    emg_error error = EMG_NO_ERROR;
    edf_file_make(&file);
    for (int c = 0; c < 20; c++)
        edf_file_put(&file, edf_file_field(&file, 216, 8, c), 8,
                     c % 2 ? "4" : "2");
    emg_source *source = emg_edf_open(
        emg_bytes_from_memory(file.bytes, file.size, "x", NULL), NULL, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_int_eq(source->recording.n_groups, 2);
    for (int g = 0; g < 2; g++)
        for (int c = 0; c < 10; c++)
            ck_assert_int_eq(source->recording.groups[g].channels[c].number,
                             2 * c + g + 1);
    emg_source_destroy(source);
    reading got;
    reading_memory(&got, file.bytes, file.size, 16);
    size_t at = edf_file_record(&file, 0);
    for (int c = 0; c < 20; c++) {
        int n = c % 2 ? 4 : 2;
        ck_assert_uint_eq(got.n[c], n);
        for (int f = 0; f < n; f++, at += 2) {
            int16_t code = (int16_t)(file.bytes[at] | file.bytes[at + 1] << 8);
            ck_assert(got.samples[c][f] ==
                      -3276.8 + (code + 32768.0) * ((3276.7 + 3276.8) / 65535));
        }
    }
    reading_clear(&got);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, any_number_of_channels_finds_its_lanes, 1, 18);
    tcase_add_test(tests, spare_lanes_are_zero);
    tcase_add_test(tests, groups_keep_the_order_of_the_file);
}

int
main(void)
{
    return unit_main("edf lanes", add);
}
