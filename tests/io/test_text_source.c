#include "text_case.h"
#include <stdlib.h>

#include "io/table_sink.h"
#include "writing.h"

#include <math.h>

/* Values that need all their digits, and one that is none. */
static double
value(int number, int64_t frame)
{
    if (frame == 7 && number == 2)
        return (double)NAN;
    return (number == 1 ? 1.0 / 3 : -1e-7) * (double)(frame * frame + number);
}

#define FRAMES 3000

/* The recording as our own table; the caller destroys the sink. */
static emg_sink *
written(char separator, const emg_rate *rate, double start_s,
        const uint8_t **bytes, size_t *size)
{
    static const emg_create_options options = {.force = false};
    emg_error error = EMG_NO_ERROR;
    writing w = {0};
    writing_add(&w, "EMG FCR, left", "uV", 1000);
    writing_add(&w, "ECR", "", 1000);
    w.rates[0] = w.rates[1] = *rate;
    writing_group(&w);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_table_create(output, "-", separator, &w.recording,
                                      &options, &error);
    emg_segment segment = {0, (emg_ticks)(start_s * EMG_TICKS_PER_S), 0};
    writing_give(&w, sink, 0, segment, 0, FRAMES, 100, value, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    *bytes = emg_output_bytes(output, size);
    emg_recording_clear(&w.recording);
    return sink;
}

START_TEST(our_own_tables_read_back_exactly)
{
    static const emg_rate rates[] = {{1000, 1}, {34000, 27}, {25, 2}};
    for (int i = 0; i < 6; i++) {
        const emg_rate *rate = &rates[i / 2];
        emg_error error = EMG_NO_ERROR;
        emg_open_options options = {.strict = true};
        const uint8_t *bytes;
        size_t size;
        emg_sink *sink =
            written(i % 2 ? ',' : '\t', rate, 0.5 * i, &bytes, &size);
        emg_source *source =
            emg_text_open(emg_bytes_from_memory(bytes, size, "a.csv", &error),
                          &options, &error);
        ck_assert_str_eq(error.text, "");
        const emg_format *group = &source->recording.groups[0];
        ck_assert_str_eq(source->recording.format, i % 2 ? "CSV" : "TSV");
        ck_assert_int_eq(group->rate.samples, rate->samples);
        ck_assert_int_eq(group->rate.seconds, rate->seconds);
        ck_assert_str_eq(group->channels[0].label, "EMG FCR, left");
        ck_assert_str_eq(group->channels[0].unit, "uV");
        ck_assert_double_eq(group->channels[0].to_uv, 1);
        ck_assert_str_eq(group->channels[1].label, "ECR");
        ck_assert_str_eq(group->channels[1].unit, "");
        reading is = {.error = EMG_NO_ERROR};
        reading_run(&is, source, 256);
        ck_assert_str_eq(is.error.text, "");
        ck_assert_uint_eq(is.n[0], FRAMES);
        for (int f = 0; f < FRAMES; f++)
            for (int c = 0; c < 2; c++) {
                double wanted = value(c + 1, f);
                ck_assert(isnan(wanted) ? isnan(is.samples[c][f])
                                        : is.samples[c][f] == wanted);
            }
        char start[64];
        snprintf(start, sizeof start, "0 0 %d 0\n", i * 5000000);
        ck_assert_str_eq(is.segments.chars, start);
        reading_clear(&is);
        emg_source_destroy(source);
        emg_sink_destroy(sink);
    }
}
END_TEST

#define GAPS                                                                   \
    "time;a;b\n0;1,5;2\n0,1;;3\n;;\n0,3;4;5\n0,4;5;6\n\n9;7;8\n9,1;9;\n"       \
    "9,2;1;1\n9,3;x;1\n"

START_TEST(block_size_and_pipe_change_nothing)
{
    reading whole, one, pipe;
    reading_memory(&whole, GAPS, strlen(GAPS), 4096);
    ck_assert_str_eq(whole.error.text, "line 11, column 2: \"x\" is not a "
                                       "number");
    ck_assert_int_eq(whole.n_warnings, 3);
    ck_assert_uint_eq(whole.n[0], 8);
    for (int n = 1; n < 9; n++) {
        reading_memory(&one, GAPS, strlen(GAPS), n);
        ck_assert(reading_same(&one, &whole));
        reading_clear(&one);
        reading_pipe(&pipe, GAPS, strlen(GAPS), n);
        ck_assert(reading_same(&pipe, &whole));
        reading_clear(&pipe);
    }
    reading_clear(&whole);
}
END_TEST

START_TEST(rewind_gives_the_same_and_says_nothing_twice)
{
    static const char text[] = "time;a\n0;1,5\n0,1;2\n0,9;3\n1;4\n";
    emg_error error = EMG_NO_ERROR;
    reading first = {.error = EMG_NO_ERROR}, again = {.error = EMG_NO_ERROR};
    emg_open_options options = {.listener = {reading_hear, &first}};
    emg_source *source =
        emg_text_open(emg_bytes_from_memory(text, sizeof text - 1, "a", &error),
                      &options, &error);
    ck_assert_ptr_nonnull(source);
    reading_run(&first, source, 2);
    ck_assert_int_eq(first.n_warnings, 2);
    ck_assert_int_eq(source->ops->rewind(source, &error), EMG_OK);
    reading_run(&again, source, 2);
    ck_assert_int_eq(first.n_warnings, 2);
    ck_assert(reading_begins(&first, &again));
    ck_assert(reading_begins(&again, &first));
    ck_assert_str_eq(first.segments.chars, again.segments.chars);
    ck_assert_uint_eq(again.n[0], 4);
    char text_of[33];
    ck_assert_int_eq(source->ops->fingerprint(source, text_of, &error), EMG_OK);
    /* printf 'time;a\n0;1,5\n0,1;2\n0,9;3\n1;4\n' | xxhsum -H2 */
    ck_assert_str_eq(text_of, "793110a112dcada9c3fde05f64f66ca5");
    reading_clear(&first);
    reading_clear(&again);
    emg_source_destroy(source);
}
END_TEST

START_TEST(chosen_channels_only_are_delivered)
{
    static const char text[] = "time,a,b,c\n0,1,2,3\n0.5,4,5,6\n";
    static const emg_use use[] = {EMG_PASS, EMG_DROP, EMG_TREAT};
    emg_error error = EMG_NO_ERROR;
    emg_source *source =
        emg_text_open(emg_bytes_from_memory(text, sizeof text - 1, "a", &error),
                      NULL, &error);
    ck_assert_int_eq(emg_source_select(source, use, &error), EMG_OK);
    ck_assert_int_eq(source->recording.n_groups, 2);
    reading is = {.error = EMG_NO_ERROR};
    reading_run(&is, source, 8);
    ck_assert_uint_eq(is.n[0], 2);
    ck_assert_uint_eq(is.n[1], 0);
    ck_assert_double_eq(is.samples[0][1], 4);
    ck_assert_double_eq(is.samples[2][1], 6);
    reading_clear(&is);
    emg_source_destroy(source);
}
END_TEST

/* Times that rise by 1 a row; the rate of the first channel, 0: refused. */
static int64_t
rate_of(const char *text, double rate_hz)
{
    emg_error error = EMG_NO_ERROR;
    emg_open_options options = {.rate_hz = rate_hz};
    emg_source *source =
        emg_text_open(emg_bytes_from_memory(text, strlen(text), "a", &error),
                      &options, &error);
    if (!source) {
        ck_assert_int_eq(error.status, EMG_BAD_FILE);
        ck_assert_ptr_nonnull(strstr(error.text, "numbers of rows? give the "
                                                 "rate with --rate"));
        return 0;
    }
    int64_t rate = source->recording.groups[0].rate.samples;
    emg_source_destroy(source);
    return rate;
}

START_TEST(times_that_may_be_numbers_of_rows_are_not_believed)
{
    ck_assert_int_eq(rate_of("time,a,b\n0,1,2\n1,4,5\n2,7,8\n", 0), 0);
    ck_assert_int_eq(rate_of("time,a,b\n0,1,2\n1,4,5\n2,7,8\n", 500), 500);
    ck_assert_int_eq(rate_of("time,a (uV),b\n0,1,2\n1,4,5\n2,7,8\n", 0), 1);
}
END_TEST

START_TEST(a_table_without_a_rate_names_the_option)
{
    reading is;
    text_read(&is, "1,2\n3,4\n", 0, false);
    ck_assert_int_eq(is.error.status, EMG_BAD_OPTION);
    ck_assert_str_eq(is.error.text,
                     "the file tells no sampling rate; give it with --rate");
    reading_clear(&is);
    text_read(&is, "time,b\n3,4\n", 0, false);
    ck_assert_str_eq(is.error.text, "the time column tells no sampling rate; "
                                    "give it with --rate");
    reading_clear(&is);
    text_read(&is, "time\n3\n4\n", 0, false);
    ck_assert_str_eq(is.error.text, "the table has no column of samples");
    reading_clear(&is);
    text_read(&is, "# Simple Text Format\n\n", 10, false);
    ck_assert(!is.opened);
    reading_clear(&is);
}
END_TEST

/* ---- recordings of devices --------------------------------------------- */

static void
read_file(reading *is, const char *path, double rate_hz)
{
    char name[512];
    emg_error error = EMG_NO_ERROR;
    snprintf(name, sizeof name, "%s/%s", unit_data(), path);
    emg_bytes *bytes = emg_bytes_open(name, &error);
    ck_assert_ptr_nonnull(bytes);
    reading_take(is, bytes, (emg_open_options){.rate_hz = rate_hz}, 256);
    ck_assert_str_eq(is->error.text, "");
}

START_TEST(values_are_those_that_numpy_reads)
{
    /* x = numpy.genfromtxt(file, delimiter=..., skip_header=...)[:, column];
     * numpy.nanmin(x), numpy.nanmax(x), numpy.nansum(x.astype(longdouble)) */
    static const struct {
        const char *path;
        int number;
        size_t n;
        double min, max, sum;
    } rows[] = {
        {"emg/gait13_santuz.csv", 2, 7618, -250.461, 214.005, -17053.993448},
        {"emg/gait13_santuz.csv", 13, 7618, -561.951, 501.929, -9001.862234},
        {"emg/emgflow_face_sample_01.csv", 1, 20000, -0.191955566, 0.182495117,
         -31.975402858},
        {"emg/libemg_myo_R_0_C_0.csv", 8, 602, -34, 24, -580},
        {"emg/biosppy_emg_1.txt", 1, 63880, 1412, 2443, 130317525},
        /* in mV: (x / 65536 - 0.5) * 3 */
        {"emg/opensignals_stone_2_1.txt", 2, 5550, -0.35101318359375,
         0.48175048828125, 4.7562103271484375},
        {"emg/opensignals_stone_2_1.txt", 4, 5550, 27945, 38600, 181613946},
        {"emg/nexus_upperlimb_analogs.csv", 10, 11600, -0.00059224, 0.000775534,
         0.09748259115},
        {"emg/uci_5Nmar_gait.txt", 4, 6563, -0.2618, 0.5085, -2.044},
        {"emg/uci_5Nmar_gait.txt", 5, 6563, -1, 60.7, 118704.9},
        {"emg/delsys_trigno_truncated.csv", 1, 2519, -0.0004615854,
         0.0004745098, -0.0290735038917},
        {"emg/delsys_trigno_truncated.csv", 2, 297, 0, 0.1298828, 29.00390641},
        {"emg/delsys_trigno_truncated.csv", 14, 297, -2.012195, 2.378049,
         -9.32926562},
        {"labelled/gait_synergies/ID0012_TW_01_emg.tsv", 9, 7618, -763.366699,
         667.593384, 2347.302289},
    };
    if (!unit_data()) {
        unit_skip("no folder of recordings");
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading is;
        long double sum = 0;
        double min = INFINITY, max = -INFINITY;
        read_file(&is, rows[i].path, 1000);
        int k = rows[i].number - 1;
        ck_assert_uint_eq(is.n[k], rows[i].n);
        for (size_t f = 0; f < is.n[k]; f++) {
            double x = is.samples[k][f];
            min = x < min ? x : min;
            max = x > max ? x : max;
            sum += isnan(x) ? 0 : x;
        }
        ck_assert_double_eq(min, rows[i].min);
        ck_assert_double_eq(max, rows[i].max);
        ck_assert_double_eq_tol((double)sum, rows[i].sum,
                                1e-12 * fabs(rows[i].sum));
        reading_clear(&is);
    }
}
END_TEST

START_TEST(empty_lines_among_the_first_times_do_not_hide_the_rate)
{
    reading is;
    text_read(&is, "time,a\n0,1\n\n0.001,2\n\n0.002,3\n", 0, false);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_int_eq(is.n_warnings, 2);
    ck_assert_uint_eq(is.n[0], 3);
    ck_assert_double_eq(is.samples[0][2], 3);
    reading_clear(&is);
}
END_TEST

START_TEST(many_columns_and_odd_rates)
{
    enum { N = 20000 };
    char *text = malloc(4 * N);
    reading is;
    for (int i = 0; i < 2 * N; i++)
        memcpy(text + 2 * i, i % N == N - 1 ? "1\n" : "1,", 2);
    text[4 * N - 1] = 0;
    text_read(&is, text, 1000, false);
    ck_assert_str_eq(is.error.text, "");
    ck_assert_int_eq(is.n_channels, N);
    ck_assert_uint_eq(is.n[0], 2);
    reading_clear(&is);
    free(text);
    text_read(&is, "a,b\n1,2\n", 1e300, false);
    ck_assert_str_eq(is.error.text, "1e+300 Hz is no sampling rate");
    reading_clear(&is);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, our_own_tables_read_back_exactly);
    tcase_add_test(tests, block_size_and_pipe_change_nothing);
    tcase_add_test(tests, rewind_gives_the_same_and_says_nothing_twice);
    tcase_add_test(tests, chosen_channels_only_are_delivered);
    tcase_add_test(tests, times_that_may_be_numbers_of_rows_are_not_believed);
    tcase_add_test(tests, a_table_without_a_rate_names_the_option);
    tcase_add_test(tests, values_are_those_that_numpy_reads);
    tcase_add_test(tests,
                   empty_lines_among_the_first_times_do_not_hide_the_rate);
    tcase_add_test(tests, many_columns_and_odd_rates);
}

int
main(void)
{
    return unit_main("text source", add);
}
