#include "made.h"

#define GROUPS "\"groups\":[{\"rate\":[1000,1]}]"
#define SCALE                                                                  \
    "\"scale\":{\"physical\":[-1,1],\"digital\":[-5,5],\"bytes\":2,"           \
    "\"text\":[\"\",\"\",\"\",\"\"]}"
#define REST                                                                   \
    "\"use\":\"treat\",\"unit\":\"uV\",\"to_uv\":1,\"kind\":\"EMG\","          \
    "\"rectified\":false,\"step\":0.1," SCALE                                  \
    ",\"prefilter\":\"\",\"transducer\":\"\""
#define CHANNEL "{\"number\":1,\"group\":0,\"label\":\"a\"," REST "}"
#define LINE(groups, channels, history)                                        \
    "{\"emg_stream\":1,\"name\":\"../x\\u001b/"                                \
    "a\\u001b.edf\",\"duration\":2," groups ",\"channels\":[" channels         \
    "],\"history\":" history "}"

static emg_status
read_line(emg_stream_header *header, const char *line, emg_error *error)
{
    *error = EMG_NO_ERROR;
    return emg_stream_header_read(header, line, strlen(line), error);
}

START_TEST(a_name_keeps_no_folder_and_no_control_byte)
{
    emg_error error;
    emg_stream_header header;
    ck_assert_int_eq(read_line(&header, LINE(GROUPS, CHANNEL, "[]"), &error),
                     EMG_OK);
    ck_assert_str_eq(header.name, "a\\x1b.edf");
    ck_assert_double_eq(header.duration_s, 2);
    ck_assert_double_eq(header.channels[0].step, 0.1);
    emg_stream_header_clear(&header);
}
END_TEST

START_TEST(what_a_table_of_channels_said_comes_back)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    emg_stream_header header, read;
    emg_text text = {0};
    made_recording(&recording);
    emg_stream_header_from(&header, &recording, &error);
    emg_stream_header_print(&text, &header, NULL);
    ck_assert_int_eq(read_line(&read, text.chars, &error), EMG_OK);
    ck_assert(read.channels[2].bad && !read.channels[3].bad);
    ck_assert_str_eq(read.channels[2].muscle, "");
    ck_assert_str_eq(read.channels[3].muscle, "Soleus (left)");
    emg_stream_header_clear(&read);
    emg_stream_header_clear(&header);
    emg_recording_clear(&recording);
    emg_text_free(&text);
}
END_TEST

START_TEST(the_history_comes_back_as_it_was)
{
    static const char history[] =
        "[{\"program\":\"emg-x\",\"band\":[20,450.5],\"x\":null,"
        "\"y\":[true,false],\"z\":\"\\\"\"},0.1,1e+300]";
    char line[2048];
    emg_error error;
    emg_stream_header header;
    snprintf(line, sizeof line, "%.*s%s}",
             (int)(strlen(LINE(GROUPS, CHANNEL, "")) - 1),
             LINE(GROUPS, CHANNEL, ""), history);
    ck_assert_int_eq(read_line(&header, line, &error), EMG_OK);
    ck_assert_str_eq(header.history, history);
    emg_stream_header_clear(&header);
}
END_TEST

START_TEST(a_line_that_makes_no_sense_is_refused)
{
    static const struct {
        const char *line, *why;
    } rows[] = {
        {"", "the header line is not JSON"},
        {"{\"emg_stream\":1,", "the header line is not JSON"},
        {"{\"emg_stream\":2}",
         "an EMG stream of another version; use the same version of all "
         "programs of a pipe"},
        {"[]", "an EMG stream of another version; use the same version of all "
               "programs of a pipe"},
        {"{\"emg_stream\":1}", "the header lacks its name, duration, history, "
                               "groups or channels"},
        {LINE("\"groups\":[]", CHANNEL, "[]"),
         "the header lacks its name, duration, history, groups or channels"},
        {LINE(GROUPS, "", "[]"),
         "the header lacks its name, duration, history, groups or channels"},
        {LINE("\"groups\":[{\"rate\":[0,1]}]", CHANNEL, "[]"),
         "the rate of group 0 makes no sense"},
        {LINE("\"groups\":[{\"rate\":[1000,-1]}]", CHANNEL, "[]"),
         "the rate of group 0 makes no sense"},
        {LINE("\"groups\":[{\"rate\":[1,2000000000]}]", CHANNEL, "[]"),
         "the rate of group 0 makes no sense"},
        {LINE("\"groups\":[{\"rate\":[2,1]},{\"rate\":[4,2]}]", CHANNEL, "[]"),
         "groups 0 and 1 have the same rate"},
        {LINE("\"groups\":[{\"rate\":[2,1]},{\"rate\":[4,1]}]", CHANNEL, "[]"),
         "group 1 has no channels"},
        {LINE(GROUPS, CHANNEL "," CHANNEL, "[]"),
         "the header's entry for its channel 2 is incomplete or makes no "
         "sense"},
        {LINE(GROUPS, "{\"number\":0,\"group\":0,\"label\":\"\"," REST "}",
              "[]"),
         "the header's entry for its channel 1 is incomplete or makes no "
         "sense"},
        {LINE(GROUPS, "{\"number\":1,\"group\":1,\"label\":\"\"," REST "}",
              "[]"),
         "the header's entry for its channel 1 is incomplete or makes no "
         "sense"},
        {LINE(GROUPS,
              "{\"number\":1,\"group\":0,\"label\":\"0123456789012345678901"
              "23456789012345678901234567890123456789012345678\"," REST "}",
              "[]"),
         "the header's entry for its channel 1 is incomplete or makes no "
         "sense"},
        {LINE(GROUPS, "7", "[]"),
         "the header's entry for its channel 1 is incomplete or makes no "
         "sense"},
        {LINE(GROUPS, CHANNEL, "{}"), "the history is not a list"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_error error;
        emg_stream_header header;
        ck_assert_int_eq(read_line(&header, rows[i].line, &error),
                         EMG_BAD_FILE);
        ck_assert_str_eq(error.text, rows[i].why);
        ck_assert_int_ge(error.byte, 0);
    }
}
END_TEST

START_TEST(a_line_of_brackets_is_refused_before_it_takes_memory)
{
    size_t n = 1 << 20;
    char *line = malloc(n);
    emg_error error = EMG_NO_ERROR;
    emg_stream_header header;
    memset(line, '[', n);
    ck_assert_int_eq(emg_stream_header_read(&header, line, n, &error),
                     EMG_BAD_FILE);
    ck_assert_str_eq(error.text, "the header line is no stream's");
    free(line);
}
END_TEST

/* A hundred and more channels are nothing unusual: high-density grids. */
START_TEST(a_line_of_many_channels_is_read_back)
{
    enum { N = 1500 };
    emg_error error = EMG_NO_ERROR;
    emg_stream_header header, back;
    emg_text text = {0};
    ck_assert_int_eq(emg_stream_header_init(&header, 1, N, &error), EMG_OK);
    header.rates[0] = (emg_rate){2048, 1};
    for (int i = 0; i < N; i++) {
        header.channels[i].number = i + 1;
        header.uses[i] = EMG_TREAT;
        memset(header.channels[i].label, '"', 63);
        memset(header.channels[i].prefilter, '\\', 80);
    }
    emg_stream_header_number(&header);
    emg_stream_header_print(&text, &header, NULL);
    ck_assert_int_eq(
        emg_stream_header_read(&back, text.chars, text.length - 1, &error),
        EMG_OK);
    ck_assert_int_eq(back.n_channels, N);
    ck_assert_mem_eq(back.channels, header.channels, N * sizeof(emg_channel));
    ck_assert_int_eq(back.columns[N - 1], N - 1);
    emg_stream_header_clear(&header);
    emg_stream_header_clear(&back);
    emg_text_free(&text);
}
END_TEST

START_TEST(rates_groups_and_units_beyond_sense_are_refused)
{
#define NO_RATE "the rate of group 0 makes no sense"
#define NO_CHANNEL                                                             \
    "the header's entry for its channel 1 is incomplete or makes no sense"
#define RATE(text) "\"groups\":[{\"rate\":[" text "]}]"
    static const struct {
        const char *line, *why;
    } rows[] = {
        {LINE(RATE("2000000000000000,1"), CHANNEL, "[]"), NO_RATE},
        {LINE(RATE("1,2000000000"), CHANNEL, "[]"), NO_RATE},
        {LINE(RATE("0,1"), CHANNEL, "[]"), NO_RATE},
        {LINE(GROUPS, "{\"number\":1,\"group\":-1,\"label\":\"a\"," REST "}",
              "[]"),
         NO_CHANNEL},
    };
    emg_error error;
    emg_stream_header header;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_int_eq(read_line(&header, rows[i].line, &error),
                         EMG_BAD_FILE);
        ck_assert_str_eq(error.text, rows[i].why);
    }
    emg_text line = {0};
    static const char good[] = LINE(GROUPS, CHANNEL, "[]");
    const char *unit = strstr(good, "uV");
    emg_text_add_bytes(&line, good, (size_t)(unit - good));
    for (int i = 0; i < 100; i++)
        emg_text_add(&line, "u");
    emg_text_add(&line, unit);
    ck_assert_int_eq(read_line(&header, line.chars, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, NO_CHANNEL);
    emg_text_clear(&line);
    emg_text_add(&line, "{\"emg_stream\":1,\"name\":\"a\",\"duration\":2,"
                        "\"groups\":[");
    for (int i = 1; i <= 1025; i++)
        emg_text_format(&line, "%s{\"rate\":[%d,1]}", i > 1 ? "," : "", i);
    emg_text_add(&line, "],\"channels\":[" CHANNEL "],\"history\":[]}");
    ck_assert_int_eq(read_line(&header, line.chars, &error), EMG_BAD_FILE);
    ck_assert_str_eq(
        error.text,
        "the header lacks its name, duration, history, groups or channels");
    emg_text_free(&line);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_name_keeps_no_folder_and_no_control_byte);
    tcase_add_test(tests, what_a_table_of_channels_said_comes_back);
    tcase_add_test(tests, the_history_comes_back_as_it_was);
    tcase_add_test(tests, a_line_that_makes_no_sense_is_refused);
    tcase_add_test(tests, a_line_of_brackets_is_refused_before_it_takes_memory);
    tcase_add_test(tests, a_line_of_many_channels_is_read_back);
    tcase_add_test(tests, rates_groups_and_units_beyond_sense_are_refused);
}

int
main(void)
{
    return unit_main("stream header read", add);
}
