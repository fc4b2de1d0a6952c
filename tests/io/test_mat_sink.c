#include "unit.h"

#include "folder.h"
#include "io/mat.h"
#include "writing.h"

static double
value(int number, int64_t frame)
{
    return (double)(frame * 3) / 7 - number;
}

/* 1000 frames of three channels. */
static void
write_mat(emg_output *output, int block_frames)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    emg_segment one = {0, 0, 0};
    writing_add(&w, "FCR", "uV", 0);
    writing_add(&w, "\xC3\x84rm 2", "", 0);
    writing_add(&w, "", "mV", 0);
    for (int c = 0; c < 3; c++)
        w.rates[c] = (emg_rate){58000, 27};
    writing_group(&w);
    emg_sink *sink =
        emg_mat_create(output, "-", &w.recording, &options, &error);
    ck_assert_msg(sink != NULL, "%s", error.text);
    writing_give(&w, sink, 0, one, 0, 1000, block_frames, value, &error);
    ck_assert_msg(sink->ops->finish(sink, &error) == EMG_OK, "%s", error.text);
    emg_recording_clear(&w.recording);
    if (block_frames == 7) { /* in memory */
        size_t size;
        double last;
        const uint8_t *bytes = emg_output_bytes(output, &size);
        ck_assert_mem_eq(bytes, "MATLAB 5.0", 10);
        ck_assert_mem_eq(bytes + size - 24000 - 8, "\x09\0\0\0\xC0\x5D\0\0", 8);
        memcpy(&last, bytes + size - 8, 8);
        ck_assert_double_eq(last, value(3, 999));
    }
    emg_sink_destroy(sink);
}

START_TEST(samples_are_exact_and_announced)
{
    write_mat(emg_output_to_memory(true, NULL), 7);
}
END_TEST

START_TEST(scipy_loads_equal_values)
{
    folder in = folder_create();
    char command[2048];
    if (system("/usr/bin/python3 -c 'import scipy.io' 2>/dev/null")) {
        unit_skip("python3 with scipy is not installed");
        folder_remove(&in);
        return;
    }
    write_mat(emg_output_open(folder_file(&in, "a.mat"), false, NULL), 64);
    snprintf(command, sizeof command,
             "/usr/bin/python3 -c '\n"
             "import numpy as n\n"
             "from scipy.io import loadmat\n"
             "m = loadmat(\"%s\")\n"
             "c, f = n.ogrid[1:4, 0:1000]\n"
             "assert n.array_equal(m[\"data\"], f * 3 / 7 - c)\n"
             "assert m[\"rate_hz\"] == 58000 / 27\n"
             "one = lambda a: \"\".join(a.tolist())\n"
             "l = [one(a) for a in m[\"labels\"][0]]\n"
             "assert l == [\"FCR\", \"\\u00c4rm 2\", \"ch3\"], l\n"
             "u = [one(a) for a in m[\"units\"][0]]\n"
             "assert u == [\"uV\", \"\", \"mV\"], u\n'",
             folder_file(&in, "a.mat"));
    ck_assert_int_eq(system(command), 0);
    folder_remove(&in);
}
END_TEST

START_TEST(octave_loads_equal_values)
{
    folder in = folder_create();
    char command[2048];
    if (system("command -v octave-cli >/dev/null 2>&1")) {
        unit_skip("octave is not installed");
        folder_remove(&in);
        return;
    }
    write_mat(emg_output_open(folder_file(&in, "a.mat"), false, NULL), 64);
    snprintf(command, sizeof command,
             "octave-cli --eval 'load %s; assert(isequal(data, (0:999) * 3 / 7 "
             "- [1; 2; 3])); assert(labels{1}, \"FCR\"); assert(units{3}, "
             "\"mV\"); assert(rate_hz, 58000 / 27)'",
             folder_file(&in, "a.mat"));
    ck_assert_int_eq(system(command), 0);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, samples_are_exact_and_announced);
    tcase_add_test(tests, scipy_loads_equal_values);
    tcase_add_test(tests, octave_loads_equal_values);
}

int
main(void)
{
    return unit_main("mat_sink", add);
}
