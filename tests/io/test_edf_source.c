#include "unit.h"
#include <fcntl.h>

#include "edf_file.h"
#include "reading.h"

#include <math.h>

static edf_file
usual(int i)
{
    return edf_file_usual(i == 1);
}

START_TEST(samples_have_their_physical_values)
{
    edf_file file = usual(_i);
    reading all;
    reading_memory(&all, file.bytes, file.size, 7);
    ck_assert_int_eq(all.error.status, EMG_OK);
    ck_assert_str_eq(reading_text(&all.warnings), "");
    ck_assert_int_eq(all.n_channels, 2);
    for (int c = 0; c < 2; c++) {
        ck_assert_uint_eq(all.n[c], 30);
        for (int f = 0; f < 30; f++)
            ck_assert(all.samples[c][f] == edf_file_value(&file, c, f));
    }
    ck_assert_str_eq(reading_text(&all.segments), "0 0 0 0\n");
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

START_TEST(blocks_and_pipe_change_nothing)
{
    edf_file file = usual(_i);
    reading one, many, piped;
    edf_file_annotate(&file, 1,
                      "+0.01\x14\x14\0+0.015\x15"
                      "2\x14go\x14",
                      20);
    reading_memory(&one, file.bytes, file.size, 1);
    reading_memory(&many, file.bytes, file.size, 4096);
    reading_pipe(&piped, file.bytes, file.size, 3);
    ck_assert_str_eq(reading_text(&one.events), "0.015 2 go\n");
    ck_assert(reading_same(&one, &many));
    ck_assert(reading_same(&one, &piped));
    reading_clear(&one);
    reading_clear(&many);
    reading_clear(&piped);
    free(file.bytes);
}
END_TEST

START_TEST(every_16_bit_code_has_its_value)
{
    edf_file file = {
        .plus = "", .n_channels = 1, .n_samples = 65536, .n_records = 1};
    reading all;
    edf_file_make(&file);
    for (int d = 0; d < 65536; d++)
        edf_file_put_code(&file, edf_file_record(&file, 0) + 2 * (size_t)d,
                          d - 32768);
    edf_file_put(&file, 244, 8, "1");
    reading_memory(&all, file.bytes, file.size, 4096);
    ck_assert_uint_eq(all.n[0], 65536);
    for (int d = 0; d < 65536; d++)
        ck_assert(all.samples[0][d] ==
                  -3276.8 + d * ((3276.7 + 3276.8) / 65535));
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

START_TEST(extremes_of_24_bits_keep_their_sign)
{
    static const int32_t codes[] = {-8388608, 8388607, -1,   0,   1,
                                    -65536,   65535,   -256, 255, 128};
    edf_file file = {.bdf = true,
                     .plus = "24BIT",
                     .n_channels = 1,
                     .n_samples = 10,
                     .n_records = 1};
    reading all;
    edf_file_make(&file);
    for (size_t i = 0; i < 10; i++)
        edf_file_put_code(&file, edf_file_record(&file, 0) + 3 * i, codes[i]);
    reading_memory(&all, file.bytes, file.size, 4);
    ck_assert_uint_eq(all.n[0], 10);
    for (int i = 0; i < 10; i++)
        ck_assert(all.samples[0][i] ==
                  -262144 + (codes[i] + 8388608.0) * (524287.0 / 16777215.0));
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

/* Where records are cut, only whole ones are given, with a word about it. */
START_TEST(every_prefix_is_an_error_or_warns_and_gives_the_leading_part)
{
    edf_file file = usual(_i);
    reading whole;
    edf_file_annotate(&file, 0,
                      "+0\x14\x14\0+0.5\x14"
                      "a\x14",
                      12);
    edf_file_annotate(&file, 2,
                      "+0.02\x14\x14\0+0.6\x14"
                      "b\x14",
                      15);
    reading_memory(&whole, file.bytes, file.size, 4096);
    for (size_t n = 0; n < file.size; n++) {
        uint8_t *exact = malloc(n);
        reading part, piped;
        memcpy(exact, file.bytes, n);
        reading_memory(&part, exact, n, 4096);
        reading_pipe(&piped, exact, n, 4096);
        bool records = n >= edf_file_record(&file, 1);
        ck_assert_int_eq(part.opened, records);
        if (!records) {
            ck_assert_int_eq(part.error.status, EMG_BAD_FILE);
            ck_assert_int_eq(part.n_warnings, 0);
        } else {
            ck_assert_int_eq(part.error.status, EMG_OK);
            ck_assert_int_ge(part.n_warnings, 1);
            ck_assert_uint_eq(part.n[0],
                              n < edf_file_record(&file, 2) ? 10 : 20);
            ck_assert(reading_begins(&part, &whole));
        }
        ck_assert(reading_same(&part, &piped));
        reading_clear(&part);
        reading_clear(&piped);
        free(exact);
    }
    reading_clear(&whole);
    free(file.bytes);
}
END_TEST

/* True for bytes that say nothing about the values of samples. */
static bool
is_text(const edf_file *file, size_t at)
{
    size_t labels = 16 * (size_t)file->n_signals;
    if (at < 256)
        return at >= 8 && at < 184;
    return at >= 256 + labels && at < edf_file_field(file, 96, 8, 0);
}

START_TEST(every_value_of_every_header_byte_is_survived)
{
    edf_file file = {.bdf = _i % 2 == 1,
                     .plus = _i % 2 == 1 ? "BDF+C" : "EDF+C",
                     .n_channels = 1,
                     .n_samples = 4,
                     .n_records = 2,
                     .annotation_bytes = 12};
    reading whole;
    edf_file_make(&file);
    reading_memory(&whole, file.bytes, file.size, 4096);
    for (size_t at = (size_t)_i / 2; at < edf_file_record(&file, 0); at += 4) {
        uint8_t before = file.bytes[at];
        for (int value = 0; value < 256; value++) {
            reading got;
            file.bytes[at] = (uint8_t)value;
            reading_memory(&got, file.bytes, file.size, 64);
            if (got.opened) {
                ck_assert_int_eq(got.error.status, EMG_OK);
            } else {
                ck_assert_int_eq(got.error.status, EMG_BAD_FILE);
                ck_assert_int_eq(got.n_warnings, 0);
                ck_assert_int_ge(got.error.byte, 0);
                ck_assert_int_le(got.error.byte, (int64_t)file.size);
            }
            for (int c = 0; c < got.n_channels; c++)
                for (size_t i = 0; i < got.n[c]; i++)
                    ck_assert(isfinite(got.samples[c][i]));
            if (is_text(&file, at))
                ck_assert(reading_begins(&got, &whole) && got.n[0] == 8);
            if (at >= 236 && at < 244 && got.opened)
                ck_assert(reading_begins(&got, &whole) &&
                          (got.n[0] == 8 || got.n_warnings > 0));
            reading_clear(&got);
        }
        file.bytes[at] = before;
    }
    reading_clear(&whole);
    free(file.bytes);
}
END_TEST

START_TEST(gaps_become_segments_with_exact_starts)
{
    edf_file file = usual(0);
    reading all;
    edf_file_put(&file, 192, 44, "EDF+D");
    edf_file_annotate(&file, 0, "+0.25\x14\x14", 7);
    edf_file_annotate(&file, 1,
                      "+0.26\x14\x14\0+0.2650001\x14"
                      "a\x14",
                      21);
    edf_file_annotate(&file, 2, "+1000000.2700003\x14\x14", 18);
    reading_memory(&all, file.bytes, file.size, 4);
    ck_assert_str_eq(reading_text(&all.warnings), "");
    ck_assert_str_eq(reading_text(&all.segments),
                     "0 0 0 0\n0 1 10000000200003 20\n");
    ck_assert_str_eq(reading_text(&all.events), "0.0150001 0 a\n");
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

START_TEST(each_rate_keeps_its_own_group)
{
    edf_file file = {
        .plus = "", .n_channels = 2, .n_samples = 10, .n_records = 2};
    edf_file_make(&file);
    edf_file_put(&file, edf_file_field(&file, 216, 8, 0), 8, "19");
    edf_file_put(&file, edf_file_field(&file, 216, 8, 1), 8, "1");
    reading all;
    reading_memory(&all, file.bytes, file.size, 4);
    ck_assert_int_eq(all.error.status, EMG_OK);
    ck_assert_uint_eq(all.n[0], 38);
    ck_assert_uint_eq(all.n[1], 2);
    ck_assert_str_eq(reading_text(&all.segments), "0 0 0 0\n1 0 0 0\n");
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

static emg_source *
open_memory(const edf_file *file)
{
    emg_error error = EMG_NO_ERROR;
    emg_source *source = emg_edf_open(
        emg_bytes_from_memory(file->bytes, file->size, "a/x.edf", &error), NULL,
        &error);
    ck_assert_ptr_nonnull(source);
    return source;
}

START_TEST(the_recording_says_what_it_is)
{
    edf_file file = {.plus = "EDF+D",
                     .n_channels = 2,
                     .n_samples = 10,
                     .n_records = 3,
                     .annotation_bytes = 60};
    edf_file_make(&file);
    emg_source *source = open_memory(&file);
    const emg_recording *recording = &source->recording;
    ck_assert_str_eq(recording->name, "x.edf");
    ck_assert_str_eq(recording->format, "EDF+D");
    ck_assert(recording->duration_s == 0.03);
    ck_assert(!recording->has_identity);
    ck_assert_int_eq(recording->n_groups, 1);
    ck_assert_int_eq(recording->groups[0].n_channels, 2);
    ck_assert(recording->groups[0].rate_hz == 1000);
    const emg_channel *channel = &recording->groups[0].channels[1];
    ck_assert_str_eq(channel->label, "EMG B");
    ck_assert_int_eq(channel->number, 2);
    ck_assert_int_eq(channel->kind, EMG_KIND_EMG);
    emg_source_destroy(source);
    free(file.bytes);
}
END_TEST

START_TEST(select_regroups_and_drops)
{
    edf_file file = {
        .plus = "", .n_channels = 3, .n_samples = 10, .n_records = 2};
    static const emg_use uses[] = {EMG_PASS, EMG_DROP, EMG_TREAT};
    static const emg_use none[] = {EMG_DROP, EMG_DROP, EMG_DROP};
    emg_error error = EMG_NO_ERROR;
    reading all = {.error = EMG_NO_ERROR};
    edf_file_make(&file);
    emg_source *source = open_memory(&file);
    ck_assert_int_eq(emg_source_select(source, none, &error), EMG_BAD_OPTION);
    ck_assert_int_eq(emg_source_select(source, uses, &error), EMG_OK);
    ck_assert_int_eq(source->recording.n_groups, 2);
    ck_assert_int_eq(source->recording.uses[0], EMG_PASS);
    reading_run(&all, source, 16);
    ck_assert_uint_eq(all.n[0], 20);
    ck_assert_uint_eq(all.n[1], 0);
    ck_assert_uint_eq(all.n[2], 20);
    for (int f = 0; f < 20; f++) {
        ck_assert(all.samples[0][f] == edf_file_value(&file, 0, f));
        ck_assert(all.samples[2][f] == edf_file_value(&file, 2, f));
    }
    emg_source_destroy(source);
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

/* A spooled pipe whose count is unknown: the second pass is like the first and
 * warns no more. */
START_TEST(a_second_pass_gives_the_same)
{
    edf_file file = usual(_i);
    reading first = {.error = EMG_NO_ERROR}, second = {.error = EMG_NO_ERROR};
    emg_open_options options = {.listener = {reading_hear, &first}};
    emg_error error = EMG_NO_ERROR;
    int ends[2];
    edf_file_put(&file, 236, 8, "-1");
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], file.bytes, file.size), (ssize_t)file.size);
    close(ends[1]);
    emg_bytes *bytes = emg_bytes_from_fd(ends[0], "-", &error);
    ck_assert_int_eq(emg_bytes_spool(bytes, &error), EMG_OK);
    emg_source *source = emg_edf_open(bytes, &options, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert(source->recording.duration_s == -1);
    reading_run(&first, source, 4);
    ck_assert_int_eq(first.n_warnings, 1);
    ck_assert_int_eq(source->ops->rewind(source, &error), EMG_OK);
    reading_run(&second, source, 16);
    ck_assert_int_eq(first.n_warnings, 1);
    ck_assert_uint_eq(second.n[0], 30);
    ck_assert(reading_begins(&first, &second));
    ck_assert_str_eq(reading_text(&first.segments),
                     reading_text(&second.segments));
    char pipe_print[EMG_FINGERPRINT_SIZE], file_print[EMG_FINGERPRINT_SIZE];
    ck_assert_int_eq(source->ops->fingerprint(source, pipe_print, &error),
                     EMG_OK);
    emg_source_destroy(source);
    source = open_memory(&file);
    source->ops->fingerprint(source, file_print, &error);
    ck_assert_str_eq(pipe_print, file_print);
    emg_source_destroy(source);
    close(ends[0]);
    reading_clear(&first);
    reading_clear(&second);
    free(file.bytes);
}
END_TEST

START_TEST(strict_refuses_what_would_warn)
{
    edf_file file = usual(0);
    emg_error error = EMG_NO_ERROR;
    reading all;
    edf_file_put(&file, 236, 8, "-1");
    reading_take(&all,
                 emg_bytes_from_memory(file.bytes, file.size, "x.edf", &error),
                 (emg_open_options){.strict = true}, 4);
    ck_assert(!all.opened);
    ck_assert_int_eq(all.error.status, EMG_BAD_FILE);
    ck_assert_int_eq(all.error.byte, 236);
    ck_assert_str_eq(all.error.file, "x.edf");
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

START_TEST(annotations_alone_give_events_and_no_channels)
{
    edf_file file = {.plus = "EDF+C",
                     .n_channels = 0,
                     .n_records = 2,
                     .annotation_bytes = 60};
    reading all;
    edf_file_make(&file);
    edf_file_put(&file, 244, 8, "0");
    edf_file_annotate(&file, 0,
                      "+0\x14\x14\0+30\x15"
                      "60\x14sleep\x14",
                      18);
    edf_file_annotate(&file, 1, "+0\x14\x14\0+90\x14wake\x14", 14);
    reading_memory(&all, file.bytes, file.size, 4);
    ck_assert_int_eq(all.error.status, EMG_OK);
    ck_assert_int_eq(all.n_channels, 0);
    ck_assert_str_eq(reading_text(&all.events), "30 60 sleep\n90 0 wake\n");
    reading_clear(&all);
    free(file.bytes);
}
END_TEST

/* A record of 400 MB is announced; memory follows the bytes that are there. */
START_TEST(a_huge_record_that_is_not_there_is_refused)
{
    edf_file file = usual(0);
    reading part, piped;
    edf_file_put(&file, edf_file_field(&file, 216, 8, 0), 8, "99999999");
    edf_file_put(&file, 244, 8, "10000");
    reading_memory(&part, file.bytes, file.size, 4);
    reading_pipe(&piped, file.bytes, file.size, 4);
    ck_assert_int_eq(part.error.status, EMG_BAD_FILE);
    ck_assert_ptr_nonnull(strstr(part.error.text, "truncated"));
    ck_assert(reading_same(&part, &piped));
    reading_clear(&part);
    reading_clear(&piped);
    free(file.bytes);
}
END_TEST

/* Samples 0 and 100 of the first two channels, and how many there are, as
 * libedf 1.23 gives them (edfread_physical_samples, printed with %.17g). The
 * formula is the same, its order of operations is not. */
START_TEST(recordings_equal_what_libedf_reads)
{
    static const struct {
        const char *name;
        int channels;
        size_t n;
        double first[2], later[2];
    } files[] = {
        {"edf/mne_test_uneven_samp.edf", 2, 11000, {0, 1}, {0, 0}},
        {"edf/pyedflib_test_generator.bdf",
         5,
         30000,
         {31.410636389889834, 999.99964237211032},
         {-31.410636389889167, -999.99999999999955}},
        {"edf/mne_test_bdf_stim_channel.bdf",
         3,
         5000,
         {9081.9486088722115, 16728.798509764583},
         {9074.0597059762313, 16721.55770370708}},
        {"emg/upperlimb_pyomeca.edf",
         9,
         11600,
         {9.7390004974442128, 3.7970194094758525},
         {10.023014120698962, 7.82685494773785}},
        {"emg/myonset_2048Hz.bdf",
         4,
         118784,
         {-43141.779660807828, -38245.569957767126},
         {-43133.060926917846, -38232.163732538444}},
    };
    const char *folder = unit_data();
    if (!folder) {
        unit_skip("EMG_TEST_DATA names no folder of recordings");
        return;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[1024];
        emg_error error = EMG_NO_ERROR;
        reading got;
        snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        emg_bytes *bytes = emg_bytes_open(path, &error);
        ck_assert_ptr_nonnull(bytes);
        reading_take(&got, bytes, (emg_open_options){.strict = true}, 256);
        ck_assert_int_eq(got.error.status, EMG_OK);
        ck_assert_int_eq(got.n_channels, files[i].channels);
        ck_assert_uint_eq(got.n[0], files[i].n);
        for (int c = 0; c < 2; c++) {
            ck_assert_double_eq_tol(got.samples[c][0], files[i].first[c],
                                    1e-10);
            ck_assert_double_eq_tol(got.samples[c][100], files[i].later[c],
                                    1e-10);
        }
        reading_clear(&got);
    }
}
END_TEST

START_TEST(a_file_that_shrinks_is_an_error)
{
    edf_file file = {
        .plus = "", .n_channels = 1, .n_samples = 100, .n_records = 3000};
    char path[] = "/tmp/emg-shrinks-XXXXXX";
    emg_error error = EMG_NO_ERROR;
    emg_block block;
    edf_file_make(&file);
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, file.bytes, file.size), (ssize_t)file.size);
    emg_source *source =
        emg_edf_open(emg_bytes_open(path, &error), NULL, &error);
    unlink(path);
    emg_block_init(&block, 1, 100, NULL);
    ck_assert_int_eq(source->ops->next(source, &block, &error), EMG_OK);
    ck_assert_int_eq(ftruncate(fd, (off_t)file.size - 50), 0);
    while (!error.status && !source->ended)
        source->ops->next(source, &block, &error);
    ck_assert_int_eq(error.status, EMG_IO_FAILED);
    ck_assert_str_eq(error.text, "the file became shorter while it was read");
    emg_block_clear(&block);
    emg_source_destroy(source);
    close(fd);
    free(file.bytes);
}
END_TEST

START_TEST(a_header_may_be_longer_than_one_look)
{
    edf_file file = edf_file_usual(false);
    const size_t more = 2000000;
    uint8_t *padded = calloc(1, file.size + more);
    reading got;
    edf_file_put(&file, 184, 8, "2001024");
    memcpy(padded, file.bytes, 1024);
    memcpy(padded + 1024 + more, file.bytes + 1024, file.size - 1024);
    reading_memory(&got, padded, file.size + more, 7);
    ck_assert_int_eq(got.error.status, EMG_OK);
    ck_assert_uint_eq(got.n[0], 30);
    ck_assert(got.samples[0][0] == edf_file_value(&file, 0, 0));
    reading_clear(&got);
    free(padded);
    free(file.bytes);
}
END_TEST

START_TEST(what_cannot_be_read_at_all_says_so)
{
    emg_error error = EMG_NO_ERROR;
    int fd = open("/", O_RDONLY | O_DIRECTORY);
    ck_assert_ptr_null(
        emg_edf_open(emg_bytes_from_fd(fd, "x", NULL), NULL, &error));
    ck_assert_int_eq(error.status, EMG_IO_FAILED);
    close(fd);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, samples_have_their_physical_values, 0, 2);
    tcase_add_loop_test(tests, blocks_and_pipe_change_nothing, 0, 2);
    tcase_add_test(tests, every_16_bit_code_has_its_value);
    tcase_add_test(tests, extremes_of_24_bits_keep_their_sign);
    tcase_add_loop_test(
        tests, every_prefix_is_an_error_or_warns_and_gives_the_leading_part, 0,
        2);
    tcase_add_loop_test(tests, every_value_of_every_header_byte_is_survived, 0,
                        8);
    tcase_add_test(tests, gaps_become_segments_with_exact_starts);
    tcase_add_test(tests, each_rate_keeps_its_own_group);
    tcase_add_test(tests, the_recording_says_what_it_is);
    tcase_add_test(tests, select_regroups_and_drops);
    tcase_add_loop_test(tests, a_second_pass_gives_the_same, 0, 2);
    tcase_add_test(tests, strict_refuses_what_would_warn);
    tcase_add_test(tests, annotations_alone_give_events_and_no_channels);
    tcase_add_test(tests, recordings_equal_what_libedf_reads);
    tcase_add_test(tests, a_huge_record_that_is_not_there_is_refused);
    tcase_add_test(tests, a_file_that_shrinks_is_an_error);
    tcase_add_test(tests, a_header_may_be_longer_than_one_look);
    tcase_add_test(tests, what_cannot_be_read_at_all_says_so);
}

int
main(void)
{
    return unit_main("edf source", add);
}
