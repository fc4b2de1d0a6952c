/* Written by us, read by us: the same recording. */
#include "unit.h"

#include "emg/io.h"
#include "folder.h"

static emg_status
convert(const char *from, const char *to, int block_frames)
{
    emg_error error = EMG_NO_ERROR;
    emg_source *source = emg_open(from, NULL, &error);
    ck_assert_msg(source != NULL, "%s", error.text);
    emg_sink *sink =
        emg_create(to, EMG_FILE_UNKNOWN, &source->recording, NULL, &error);
    ck_assert_msg(sink != NULL, "%s", error.text);
    emg_run(source, NULL, sink, block_frames, &error);
    emg_sink_destroy(sink);
    emg_source_destroy(source);
    return error.status;
}

static int
read_all(folder *in, const char *name, char **bytes)
{
    *bytes = malloc(1 << 22);
    return folder_read(in, name, *bytes, 1 << 22);
}

/* What is written once comes back byte by byte, by way of 24 bits, too. */
static void
check_round(const char *original)
{
    folder in = folder_create();
    char from[600], path[1024];
    char *once, *again, *wide;
    snprintf(path, sizeof path, "%s/%s", unit_data(), original);
    ck_assert_int_eq(convert(path, folder_file(&in, "1.edf"), 0), EMG_OK);
    snprintf(from, sizeof from, "%s", folder_file(&in, "1.edf"));
    ck_assert_int_eq(convert(from, folder_file(&in, "2.edf"), 17), EMG_OK);
    ck_assert_int_eq(convert(from, folder_file(&in, "3.bdf"), 0), EMG_OK);
    snprintf(from, sizeof from, "%s", folder_file(&in, "3.bdf"));
    ck_assert_int_eq(convert(from, folder_file(&in, "4.edf"), 0), EMG_OK);
    int size = read_all(&in, "1.edf", &once);
    ck_assert_int_gt(size, 1000);
    ck_assert_int_eq(read_all(&in, "2.edf", &again), size);
    ck_assert_mem_eq(once, again, (size_t)size);
    ck_assert_int_eq(read_all(&in, "4.edf", &wide), size);
    ck_assert_mem_eq(once, wide, (size_t)size);
    free(once);
    free(again);
    free(wide);
    folder_remove(&in);
}

START_TEST(edf_to_edf_and_by_way_of_bdf_is_the_same)
{
    if (!unit_data()) {
        unit_skip("no folder of recordings");
        return;
    }
    check_round("emg/gait13_santuz.edf");
    check_round("emg/upperlimb_pyomeca.edf");
    check_round("edf/pyedflib_test_subsecond.edf"); /* with annotations */
    check_round("edf/pyedflib_test_utf8.edf");
    check_round("edf/plux_acquired_signal.edf");
}
END_TEST

static int
number_at(const char *bytes, int at, int width)
{
    char text[16] = "";
    memcpy(text, bytes + at, (size_t)width);
    return atoi(text);
}

/* All samples of signal k, one after the other; returns their bytes. */
static int
samples_of(const char *file, int size, int k, char *to)
{
    int n = number_at(file, 252, 4), before = 0, record = 0, used = 0;
    for (int i = 0; i < n; i++) {
        int bytes = 2 * number_at(file, 256 + 216 * n + 8 * i, 8);
        before += i < k ? bytes : 0;
        record += bytes;
    }
    int own = 2 * number_at(file, 256 + 216 * n + 8 * k, 8);
    for (int at = 256 * (n + 1); at + record <= size; at += record) {
        memcpy(to + used, file + at + before, (size_t)own);
        used += own;
    }
    return used;
}

START_TEST(scale_fields_and_samples_of_a_foreign_file_are_kept)
{
    enum { SIGNALS = 13, ALL = 14, FIELDS = 256 + 104 * ALL };
    folder in = folder_create();
    char path[1024];
    char *before, *after, *a = malloc(1 << 22), *b = malloc(1 << 22);
    if (!unit_data()) {
        unit_skip("no folder of recordings");
        return;
    }
    folder data = {"", ""};
    snprintf(data.path, sizeof data.path, "%.200s/emg", unit_data());
    snprintf(path, sizeof path, "%s/gait13_santuz.edf", data.path);
    ck_assert_int_eq(convert(path, folder_file(&in, "1.edf"), 0), EMG_OK);
    int old_size = read_all(&data, "gait13_santuz.edf", &before);
    int new_size = read_all(&in, "1.edf", &after);
    ck_assert_int_eq(number_at(before, 252, 4), ALL);
    ck_assert_int_eq(number_at(after, 252, 4), ALL);
    for (int field = 0; field < 4; field++) /* annotations come last */
        ck_assert_mem_eq(before + FIELDS + 8 * field * ALL,
                         after + FIELDS + 8 * field * ALL, 8 * SIGNALS);
    for (int k = 0; k < SIGNALS; k++) {
        int size = samples_of(before, old_size, k, a);
        ck_assert_int_eq(size, 16000);
        ck_assert_int_eq(samples_of(after, new_size, k, b), size);
        ck_assert_mem_eq(a, b, (size_t)size);
    }
    free(a);
    free(b);
    free(before);
    free(after);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, scale_fields_and_samples_of_a_foreign_file_are_kept);
    tcase_add_test(tests, edf_to_edf_and_by_way_of_bdf_is_the_same);
}

int
main(void)
{
    return unit_main("edf_end", add);
}
