#include "made.h"

#include <jansson.h>
#include <locale.h>

/* The line of the made recording, with this history and step. */
static emg_text
print(const char *history, const char *step)
{
    emg_error error = EMG_NO_ERROR;
    emg_recording recording;
    emg_stream_header header;
    emg_text text = {0};
    made_recording(&recording);
    recording.history = history ? emg_text_copy(history, &error) : NULL;
    emg_stream_header_from(&header, &recording, &error);
    emg_stream_header_print(&text, &header, step);
    emg_stream_header_clear(&header);
    emg_recording_clear(&recording);
    return text;
}

START_TEST(it_is_one_line_of_json_that_says_what_it_is_first)
{
    emg_text text = print(NULL, NULL);
    ck_assert(emg_stream_looks_like((uint8_t *)text.chars, text.length));
    ck_assert_ptr_eq(strchr(text.chars, '\n'), text.chars + text.length - 1);
    json_t *json = json_loads(text.chars, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(json);
    json_t *channel = json_array_get(json_object_get(json, "channels"), 3);
    const char *label = json_string_value(json_object_get(channel, "label"));
    ck_assert_str_eq(label, "EMG \"6\"");
    ck_assert(json_is_true(json_object_get(channel, "rectified")));
    const char *muscle = json_string_value(json_object_get(channel, "muscle"));
    ck_assert_str_eq(muscle, "Soleus (left)");
    json_decref(json);
    emg_text_free(&text);
}
END_TEST

START_TEST(a_program_adds_its_step_to_the_history)
{
    emg_text text = print("[{\"program\":\"a\"}]", "{\"program\":\"b\"}");
    ck_assert_ptr_nonnull(
        strstr(text.chars,
               "\"history\":[{\"program\":\"a\"},{\"program\":\"b\"}]}\n"));
    emg_text_free(&text);
    text = print("[]", "{\"program\":\"b\"}");
    ck_assert_ptr_nonnull(
        strstr(text.chars, "\"history\":[{\"program\":\"b\"}]}\n"));
    emg_text_free(&text);
    text = print("[1]", NULL);
    ck_assert_ptr_nonnull(strstr(text.chars, "\"history\":[1]}\n"));
    emg_text_free(&text);
}
END_TEST

START_TEST(the_locale_changes_nothing)
{
    emg_text before = print(NULL, NULL);
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        unit_skip("there is no locale with a decimal comma");
    emg_text after = print(NULL, NULL);
    setlocale(LC_ALL, "C");
    ck_assert_str_eq(after.chars, before.chars);
    emg_text_free(&before);
    emg_text_free(&after);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_is_one_line_of_json_that_says_what_it_is_first);
    tcase_add_test(tests, a_program_adds_its_step_to_the_history);
    tcase_add_test(tests, the_locale_changes_nothing);
}

int
main(void)
{
    return unit_main("stream header print", add);
}
