#include "unit.h"

#include "emg/io.h"
#include "folder.h"
#include "io/sound.h"
#include "writing.h"

#include <math.h>

#define FRAMES 1003

/* No value of it is short in binary. */
static double
value(int number, int64_t frame)
{
    return 100.0 / 3 * sin((double)(frame + 50 * number)) / number;
}

static void
add_channels(writing *w)
{
    writing_add(w, "FCR", "uV", 2000)->kind = EMG_KIND_EMG;
    writing_add(w, "Kraft", "N", 2000)->kind = EMG_KIND_OTHER;
    emg_channel *last = writing_add(w, "", "mV", 2000);
    last->scale.physical_min = -40;
    last->scale.physical_max = 40;
    writing_group(w);
}

/* Writes them; the listener's lines go to heard[1024]. */
static emg_status
write_sound(emg_output *output, const char *path, bool is_au,
            emg_sample_form form, char *heard, emg_error *error)
{
    writing w = {0};
    emg_create_options options = {
        .force = true, .listener = {writing_hear, heard}, .samples = form};
    emg_segment start = {0, 0, 0};
    add_channels(&w);
    emg_sink *sink =
        emg_sound_create(output, path, is_au, &w.recording, &options, error);
    emg_status status = sink ? EMG_OK : error->status;
    if (!status)
        status = writing_give(&w, sink, 0, start, 0, FRAMES, 64, value, error);
    if (!status)
        status = sink->ops->finish(sink, error);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
    return status;
}

static void
write_file(folder *in, const char *name, emg_sample_form form, char *heard)
{
    emg_error error = EMG_NO_ERROR;
    const char *path = folder_file(in, name);
    emg_output *output = emg_output_open(path, true, &error);
    heard[0] = 0;
    ck_assert_msg(!write_sound(output, path, strstr(name, ".au") != NULL, form,
                               heard, &error),
                  "%s", error.text);
}

/* The largest difference of each channel of a file from what went in. Asserts
 * labels, units and kinds. */
static void
differences(folder *in, const char *name, double most[3])
{
    emg_error error = EMG_NO_ERROR;
    emg_block block;
    int64_t frames = 0;
    emg_source *source = emg_open(folder_file(in, name), NULL, &error);
    ck_assert_msg(source != NULL, "%s", error.text);
    const emg_channel *channels = source->recording.groups[0].channels;
    ck_assert_str_eq(channels[0].label, "FCR");
    ck_assert_str_eq(channels[1].unit, "N");
    ck_assert_str_eq(channels[2].label, "ch3");
    ck_assert_int_eq(channels[0].kind, EMG_KIND_EMG);
    ck_assert_double_eq(channels[2].to_uv, 1000);
    ck_assert_int_eq(emg_block_init(&block, 3, 100, NULL), EMG_OK);
    most[0] = most[1] = most[2] = 0;
    while (!source->ended) {
        ck_assert_int_eq(source->ops->next(source, &block, &error), EMG_OK);
        for (int f = 0; f < block.n_frames; f++, frames++)
            for (int c = 0; c < 3; c++)
                most[c] = fmax(most[c], fabs(emg_block_at(&block, c, f) -
                                             value(c + 1, frames)));
    }
    ck_assert_int_eq(frames, FRAMES);
    emg_block_clear(&block);
    emg_source_destroy(source);
}

START_TEST(our_reader_gets_floats_back_exactly)
{
    folder in = folder_create();
    char heard[1024];
    double most[3];
    write_file(&in, "a.wav", EMG_FLOAT_64, heard);
    ck_assert_str_eq(heard, "");
    differences(&in, "a.wav", most);
    ck_assert(most[0] == 0 && most[1] == 0 && most[2] == 0);
    write_file(&in, "b.au", EMG_FLOAT_64, heard);
    differences(&in, "b.au", most);
    ck_assert(most[0] == 0 && most[1] == 0 && most[2] == 0);
    /* an AU tells its channels without the table beside it, too */
    ck_assert_int_eq(remove(folder_file(&in, "b_channels.tsv")), 0);
    differences(&in, "b.au", most);
    ck_assert(most[0] == 0 && most[1] == 0 && most[2] == 0);
    folder_remove(&in);
}
END_TEST

START_TEST(whole_numbers_come_back_within_half_a_step)
{
    static const struct {
        emg_sample_form form;
        double codes;
    } forms[] = {{EMG_PCM_16, 32768},
                 {EMG_PCM_24, 8388608},
                 {EMG_PCM_32, 2147483648},
                 {EMG_FLOAT_32, 16777216}};
    static const char *const names[] = {"a.wav", "a.au"};
    folder in = folder_create();
    char heard[1024];
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        for (int n = 0; n < 2; n++) {
            double halves = 0.5 + 1e-9, most[3];
            write_file(&in, names[n], forms[i].form, heard);
            differences(&in, names[n], most);
            ck_assert_double_le(most[0], halves * 4096 / forms[i].codes);
            ck_assert_double_le(most[2], halves * 64 / forms[i].codes);
            ck_assert_double_gt(most[0], 0);
            ck_assert_double_gt(most[2], 0);
        }
    folder_remove(&in);
}
END_TEST

START_TEST(what_was_clipped_is_counted)
{
    folder in = folder_create();
    char heard[1024], wanted[256];
    int n = 0;
    for (int f = 0; f < FRAMES; f++)
        n += fabs(value(2, f)) >= 1;
    write_file(&in, "a.wav", EMG_PCM_24, heard);
    snprintf(wanted, sizeof wanted,
             "%d samples lie outside of what PCM holds and were clipped, the "
             "first of them in channel \"Kraft\"; use --samples float64\n",
             n);
    ck_assert_str_eq(heard, wanted);
    folder_remove(&in);
}
END_TEST

START_TEST(a_pipe_hears_of_the_scale)
{
    emg_error error = EMG_NO_ERROR;
    char heard[1024] = "";
    emg_output *output = emg_output_to_memory(true, NULL);
    ck_assert_int_eq(write_sound(output, "-", false, EMG_PCM_16, heard, &error),
                     EMG_OK);
    ck_assert_ptr_nonnull(
        strstr(heard, "A sample of 1 is 4096 uV in the first channel\n"));
}
END_TEST

/* Why channels of these rates cannot be sound. */
static void
refused(int n, const emg_rate *rates, const char *why)
{
    writing w = {0};
    emg_error error = EMG_NO_ERROR;
    emg_create_options options = {.force = false};
    for (int c = 0; c < n; c++) {
        writing_add(&w, "FCR", "uV", 1000);
        w.rates[c] = rates[c];
    }
    writing_group(&w);
    ck_assert_ptr_null(emg_sound_create(emg_output_to_memory(true, NULL), "-",
                                        false, &w.recording, &options, &error));
    ck_assert_int_eq(error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(error.text, why);
    emg_recording_clear(&w.recording);
}

START_TEST(only_one_whole_rate_can_be_sound)
{
    static const emg_rate delsys = {58000, 27}, two[] = {{1000, 1}, {148, 1}};
    refused(1, &delsys,
            "the sampling rate is 2148.14815 Hz, and WAV holds whole numbers "
            "below 2^32; use emg-convert --resample HZ");
    refused(2, two,
            "the channels have sampling rates of 1000 and 148 Hz, and WAV "
            "holds one; choose channels with -c");
}
END_TEST

/* False, and a message, where a program that a command needs is missing. */
static bool
there_is(const char *check)
{
    bool found = system(check) == 0;
    if (!found)
        unit_skip("another program that reads sound is not installed");
    return found;
}

START_TEST(sox_reads_the_same_frames)
{
    static const emg_sample_form forms[] = {EMG_FLOAT_64, EMG_FLOAT_32,
                                            EMG_PCM_16, EMG_PCM_24, EMG_PCM_32};
    char heard[1024], line[1024];
    if (!there_is("command -v sox >/dev/null 2>&1"))
        return;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        folder in = folder_create();
        write_file(&in, "a.wav", forms[i], heard);
        write_file(&in, "b.au", forms[i], heard);
        snprintf(line, sizeof line,
                 "cd %s && test $(soxi -s a.wav) = 1003 -a $(soxi -s b.au) = "
                 "1003 -a $(soxi -r a.wav) = 2000 -a $(soxi -c b.au) = 3 && "
                 "sox -V1 a.wav -t f64 a.raw && sox -V1 b.au -t f64 b.raw && "
                 "cmp a.raw b.raw && test $(wc -c <a.raw) = 24072",
                 in.path);
        ck_assert_msg(system(line) == 0, "%s", line);
        folder_remove(&in);
    }
}
END_TEST

START_TEST(scipy_reads_equal_samples)
{
    char heard[1024], line[2048];
    folder in;
    if (!there_is("/usr/bin/python3 -c 'import scipy.io' 2>/dev/null"))
        return;
    in = folder_create();
    write_file(&in, "a.wav", EMG_FLOAT_64, heard);
    write_file(&in, "b.wav", EMG_PCM_16, heard);
    snprintf(line, sizeof line,
             "cd %s && /usr/bin/python3 -c '\n"
             "import numpy as n\n"
             "from scipy.io import wavfile as w\n"
             "f, c = n.ogrid[0:1003, 1:4]\n"
             "v = 100 / 3 * n.sin(f + 50.0 * c) / c / [[4096, 1, 64]]\n"
             "r, a = w.read(\"a.wav\")\n"
             "assert r == 2000 and a.dtype == n.float64\n"
             "assert a.shape == v.shape and abs(a - v).max() < 1e-14\n"
             "r, b = w.read(\"b.wav\")\n"
             "k = n.clip(n.rint(v * 32768), -32768, 32767)\n"
             "assert b.dtype == n.int16 and (b == k).all()\n'",
             in.path);
    ck_assert_msg(system(line) == 0, "%s", line);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, our_reader_gets_floats_back_exactly);
    tcase_add_test(tests, whole_numbers_come_back_within_half_a_step);
    tcase_add_test(tests, what_was_clipped_is_counted);
    tcase_add_test(tests, a_pipe_hears_of_the_scale);
    tcase_add_test(tests, only_one_whole_rate_can_be_sound);
    tcase_add_test(tests, sox_reads_the_same_frames);
    tcase_add_test(tests, scipy_reads_equal_samples);
}

int
main(void)
{
    return unit_main("sound_sink", add);
}
