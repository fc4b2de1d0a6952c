#include "unit.h"

#include "folder.h"
#include "io/npy_sink.h"
#include "writing.h"

static double
value(int number, int64_t frame)
{
    return (double)(frame * 3) / 7 - number;
}

static void
write_npy(emg_output *output, int block_frames)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    for (int c = 0; c < 9; c++)
        writing_add(&w, "x", "uV", 1000);
    writing_group(&w);
    emg_sink *sink =
        emg_npy_create(output, "-", &w.recording, &options, &error);
    ck_assert_ptr_nonnull(sink);
    emg_segment one = {0, 0, 0};
    writing_give(&w, sink, 0, one, 0, 1000, block_frames, value, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    size_t size;
    if (block_frames == 7) { /* in memory */
        const uint8_t *b = emg_output_bytes(output, &size);
        const char *header = "{'descr': '<f8', 'fortran_order': False, "
                             "'shape': (1000, 9), }";
        double last;
        ck_assert_uint_eq(size, 128 + 8 * 9000);
        ck_assert_mem_eq(b, "\x93NUMPY\x01\0\x76\0", 10);
        ck_assert_mem_eq(b + 10, header, strlen(header));
        for (size_t i = 10 + strlen(header); i < 127; i++)
            ck_assert_int_eq(b[i], ' ');
        ck_assert_int_eq(b[127], '\n');
        memcpy(&last, b + size - 8, 8);
        ck_assert_double_eq(last, value(9, 999));
    }
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}

START_TEST(the_shape_is_told_and_the_values_are_exact)
{
    write_npy(emg_output_to_memory(true, NULL), 7);
}
END_TEST

START_TEST(numpy_loads_equal_values)
{
    folder in = folder_create();
    char command[1024];
    if (access("/usr/bin/python3", X_OK) ||
        system("/usr/bin/python3 -c 'import numpy' 2>/dev/null")) {
        unit_skip("python3 with numpy is not installed");
        folder_remove(&in);
        return;
    }
    write_npy(emg_output_open(folder_file(&in, "a.npy"), false, NULL), 64);
    snprintf(command, sizeof command,
             "/usr/bin/python3 -c 'import numpy as n; "
             "a = n.load(\"%s\"); f, c = n.ogrid[0:1000, 1:10]; "
             "assert a.dtype == n.dtype(\"<f8\") and a.flags.c_contiguous; "
             "assert n.array_equal(a, f * 3 / 7 - c)'",
             folder_file(&in, "a.npy"));
    ck_assert_int_eq(system(command), 0);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_shape_is_told_and_the_values_are_exact);
    tcase_add_test(tests, numpy_loads_equal_values);
}

int
main(void)
{
    return unit_main("npy_sink", add);
}
