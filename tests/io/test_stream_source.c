#include "made.h"
#include "writing.h"

#include <unistd.h>

static emg_source *
open_bytes(const uint8_t *bytes, size_t size, emg_error *error)
{
    emg_bytes *input = emg_bytes_from_memory(bytes, size, "x", error);
    return emg_stream_open(input, NULL, error);
}

/* What a source gave, channel by channel, by number. */
typedef struct tally {
    int64_t frames[8];
    int64_t wrong;
    int n_events;
    int blocks;
} tally;

static void
hear_block(tally *heard, const emg_source *source, const emg_block *block)
{
    const emg_format *format = &source->recording.groups[block->group];
    bool slow = format->rate.samples == 25;
    int s = block->segment.number;
    int64_t start = s == 0 ? 0 : slow ? made_slow[0] : made_fast[0];

    ck_assert_int_eq(block->n_channels, format->n_channels);
    ck_assert_int_eq(block->segment.start, made_starts[s]);
    ck_assert_int_eq(block->segment.first_frame, start);
    for (int c = 0; c < block->n_channels; c++) {
        int number = format->channels[c].number;
        ck_assert_int_eq(block->first_frame, heard->frames[number]);
        for (int f = 0; f < block->n_frames; f++)
            heard->wrong +=
                made_bits(emg_block_at(block, c, f)) !=
                made_bits(made_value(number, block->first_frame + f));
        heard->frames[number] += block->n_frames;
    }
    heard->blocks++;
}

static emg_status
hear(tally *heard, emg_source *source, int capacity, emg_error *error)
{
    emg_block block;
    emg_status status = EMG_OK;
    emg_block_init(&block, MADE_CHANNELS, capacity, error);
    while (!status && !source->ended) {
        status = source->ops->next(source, &block, error);
        for (int e = 0; !status && e < source->n_events; e++) {
            const emg_event *was = &made_events[heard->n_events++];
            ck_assert_double_eq(source->events[e].onset_s, was->onset_s);
            ck_assert_double_eq(source->events[e].duration_s, was->duration_s);
            ck_assert_str_eq(source->events[e].text, was->text);
        }
        ck_assert_int_le(block.n_frames, capacity);
        if (!status && block.n_frames > 0)
            hear_block(heard, source, &block);
    }
    emg_block_clear(&block);
    return status;
}

static void
expect_all(const tally *heard)
{
    for (int i = 0; i < MADE_CHANNELS; i++)
        ck_assert_int_eq(heard->frames[made_numbers[i]], i == 1 ? 34 : 2720);
    ck_assert_int_eq(heard->wrong, 0);
    ck_assert_int_eq(heard->n_events, MADE_EVENTS);
}

START_TEST(what_was_written_comes_back_bit_for_bit_in_any_blocks)
{
    static const int capacities[] = {1, 7, 256, 4096};
    size_t size;
    uint8_t *bytes = made_stream(256, 40, &size);
    for (int i = 0; i < 4; i++) {
        emg_error error = EMG_NO_ERROR;
        tally heard = {0};
        emg_source *source = open_bytes(bytes, size, &error);
        ck_assert_int_eq(hear(&heard, source, capacities[i], &error), EMG_OK);
        expect_all(&heard);
        emg_source_destroy(source);
    }
    free(bytes);
}
END_TEST

START_TEST(channels_come_back_with_all_that_was_known_of_them)
{
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    emg_error error = EMG_NO_ERROR;
    emg_recording was;
    emg_source *source = open_bytes(bytes, size, &error);
    const emg_recording *is = &source->recording;
    made_recording(&was);
    ck_assert_str_eq(is->name, "night2.edf");
    ck_assert_str_eq(is->format, "EMG stream");
    ck_assert_double_eq(is->duration_s, 2.72);
    ck_assert_str_eq(is->history, "[]");
    ck_assert_int_eq(is->n_groups, MADE_GROUPS);
    for (int g = 0; g < MADE_GROUPS; g++) {
        ck_assert_int_eq(is->uses[g], was.uses[g]);
        ck_assert_int_eq(is->groups[g].rate.samples,
                         was.groups[g].rate.samples);
        ck_assert_int_eq(is->groups[g].rate.seconds,
                         was.groups[g].rate.seconds);
        ck_assert_int_eq(is->groups[g].n_channels, was.groups[g].n_channels);
        for (int c = 0; c < was.groups[g].n_channels; c++)
            ck_assert_mem_eq(&is->groups[g].channels[c],
                             &was.groups[g].channels[c], sizeof(emg_channel));
    }
    emg_recording_clear(&was);
    emg_source_destroy(source);
    free(bytes);
}
END_TEST

START_TEST(a_group_is_split_into_what_is_treated_passed_and_dropped)
{
    static const emg_use uses[MADE_CHANNELS] = {EMG_PASS, EMG_DROP, EMG_DROP,
                                                EMG_TREAT};
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    emg_error error = EMG_NO_ERROR;
    tally heard = {0};
    emg_source *source = open_bytes(bytes, size, &error);
    ck_assert_int_eq(emg_source_select(source, uses, &error), EMG_OK);
    ck_assert_int_eq(source->recording.n_groups, 2);
    ck_assert_int_eq(source->recording.uses[0], EMG_PASS);
    ck_assert_int_eq(source->recording.groups[1].channels[0].number, 6);
    ck_assert_int_eq(hear(&heard, source, 100, &error), EMG_OK);
    ck_assert_int_eq(heard.frames[1], 2720);
    ck_assert_int_eq(heard.frames[3], 0);
    ck_assert_int_eq(heard.frames[4], 0);
    ck_assert_int_eq(heard.frames[6], 2720);
    ck_assert_int_eq(heard.wrong, 0);
    ck_assert_int_eq(heard.n_events, MADE_EVENTS);
    emg_source_destroy(source);
    free(bytes);
}
END_TEST

START_TEST(groups_of_one_rate_come_back_as_one_when_treated_alike)
{
    static const emg_use uses[MADE_CHANNELS] = {EMG_TREAT, EMG_TREAT, EMG_TREAT,
                                                EMG_TREAT};
    size_t size;
    uint8_t *bytes = made_stream(256, 300, &size);
    emg_error error = EMG_NO_ERROR;
    tally heard = {0};
    emg_source *source = open_bytes(bytes, size, &error);
    ck_assert_int_eq(emg_source_select(source, uses, &error), EMG_OK);
    ck_assert_int_eq(source->recording.n_groups, 2);
    ck_assert_int_eq(hear(&heard, source, 100, &error), EMG_OK);
    expect_all(&heard);
    emg_source_destroy(source);
    free(bytes);
}
END_TEST

START_TEST(it_can_be_read_again_from_the_first_sample)
{
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    emg_error error = EMG_NO_ERROR;
    tally first = {0}, second = {0};
    emg_source *source = open_bytes(bytes, size, &error);
    ck_assert_int_eq(hear(&first, source, 64, &error), EMG_OK);
    ck_assert_int_eq(source->ops->rewind(source, &error), EMG_OK);
    ck_assert(!source->ended);
    ck_assert_int_eq(hear(&second, source, 64, &error), EMG_OK);
    expect_all(&second);
    emg_source_destroy(source);
    free(bytes);
}
END_TEST

START_TEST(every_prefix_is_an_error_that_says_where_it_ends)
{
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    size_t step = 1;
    for (size_t n = 0; n < size; n += step) {
        emg_error error = EMG_NO_ERROR;
        tally heard = {0};
        emg_source *source = open_bytes(bytes, n, &error);
        emg_status status =
            source ? hear(&heard, source, 256, &error) : error.status;
        ck_assert_int_eq(status, EMG_BAD_FILE);
        ck_assert_int_eq(error.byte, (int64_t)n);
        ck_assert_str_eq(error.text,
                         "the stream breaks off: the program before this one "
                         "failed or was stopped");
        ck_assert_int_eq(heard.wrong, 0);
        emg_source_destroy(source);
        step = n > 3000 && n + 300 < size ? 61 : 1;
    }
    free(bytes);
}
END_TEST

/* A pipe that another process fills. */
static int
pipe_of(const uint8_t *bytes, size_t size)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        close(ends[0]);
        for (size_t at = 0; at < size; at += 1000)
            if (write(ends[1], bytes + at,
                      size - at < 1000 ? size - at : 1000) < 0)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

START_TEST(a_pipe_gives_what_a_file_gives)
{
    size_t size;
    uint8_t *bytes = made_stream(256, 0, &size);
    emg_error error = EMG_NO_ERROR;
    tally heard = {0};
    int fd = pipe_of(bytes, size);
    emg_source *source =
        emg_stream_open(emg_bytes_from_fd(fd, "-", &error), NULL, &error);
    ck_assert_int_eq(hear(&heard, source, 256, &error), EMG_OK);
    expect_all(&heard);
    emg_source_destroy(source);
    close(fd);
    free(bytes);
}
END_TEST

static emg_status
given_fingerprint(emg_source *source, char text[33], emg_error *error)
{
    (void)source;
    (void)error;
    strcpy(text, "99aa06d3014798d86001c324468d497f");
    return EMG_OK;
}

START_TEST(the_fingerprint_is_that_of_the_first_input)
{
    static const emg_source_ops ops = {.fingerprint = given_fingerprint};
    emg_source origin = {.ops = &ops};
    emg_create_options options = {.origin = &origin};
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    char text[33];
    size_t size;
    made_recording(&recording);
    emg_output *output = emg_output_to_memory(true, &error);
    emg_sink *sink = emg_stream_create(output, &recording, &options, &error);
    ck_assert_int_eq(made_feed(sink, &recording, 256, 0, &error), EMG_OK);
    const uint8_t *bytes = emg_output_bytes(output, &size);
    emg_source *source = open_bytes(bytes, size, &error);
    ck_assert_int_eq(source->ops->fingerprint(source, text, &error), EMG_OK);
    ck_assert_str_eq(text, "99aa06d3014798d86001c324468d497f");
    emg_source_destroy(source);
    emg_sink_destroy(sink);
    emg_recording_clear(&recording);
}
END_TEST

START_TEST(rates_that_differ_in_seconds_alone_are_two_groups)
{
    static const emg_create_options options = {.force = false};
    emg_error error = EMG_NO_ERROR;
    writing w = {0};
    size_t size;
    writing_add(&w, "a", "uV", 1000);
    writing_add(&w, "b", "uV", 1000);
    w.rates[1].seconds = 3;
    writing_group(&w);
    emg_output *output = emg_output_to_memory(false, &error);
    emg_sink *sink = emg_stream_create(output, &w.recording, &options, &error);
    ck_assert_int_eq(sink->ops->finish(sink, &error), EMG_OK);
    const uint8_t *bytes = emg_output_bytes(output, &size);
    emg_source *source = emg_stream_open(
        emg_bytes_from_memory(bytes, size, "x", &error), NULL, &error);
    ck_assert_str_eq(error.text, "");
    ck_assert_int_eq(source->recording.n_groups, 2);
    ck_assert_int_eq(source->recording.groups[1].rate.seconds, 3);
    emg_source_destroy(source);
    emg_sink_destroy(sink);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   what_was_written_comes_back_bit_for_bit_in_any_blocks);
    tcase_add_test(tests, channels_come_back_with_all_that_was_known_of_them);
    tcase_add_test(tests,
                   a_group_is_split_into_what_is_treated_passed_and_dropped);
    tcase_add_test(tests,
                   groups_of_one_rate_come_back_as_one_when_treated_alike);
    tcase_add_test(tests, it_can_be_read_again_from_the_first_sample);
    tcase_add_test(tests, every_prefix_is_an_error_that_says_where_it_ends);
    tcase_add_test(tests, a_pipe_gives_what_a_file_gives);
    tcase_add_test(tests, the_fingerprint_is_that_of_the_first_input);
    tcase_add_test(tests, rates_that_differ_in_seconds_alone_are_two_groups);
}

int
main(void)
{
    return unit_main("stream source", add);
}
