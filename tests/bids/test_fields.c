#include "bids/fields.h"

#include "bids/dataset.h"
#include "unit.h"

#define RECORDING "sub-1/emg/sub-1_task-x_emg.edf"

static double
number(const json_t *fields, const char *name)
{
    return json_number_value(json_object_get(fields, name));
}

/* The example of the specification: a field of the nearer file counts, and
 * those that it leaves out hold on. */
START_TEST(the_nearer_file_wins_field_by_field)
{
    emg_error error = EMG_NO_ERROR;
    dataset in = dataset_create();
    dataset_write(&in, "task-x_emg.json",
                  "{\"PowerLineFrequency\": 60, \"Gain\": 1, "
                  "\"HardwareFilters\": {\"a\": 1}}");
    dataset_write(&in, "sub-1/sub-1_task-x_emg.json", "{\"Gain\": 2}");
    dataset_write(&in, "sub-1/emg/sub-1_task-x_emg.json",
                  "{\"HardwareFilters\": {\"b\": 2}}");
    json_t *fields =
        emg_bids_fields(dataset_path(&in, RECORDING), "emg", &error);
    ck_assert_ptr_nonnull(fields);
    ck_assert_double_eq(number(fields, "PowerLineFrequency"), 60);
    ck_assert_double_eq(number(fields, "Gain"), 2);
    const json_t *filters = json_object_get(fields, "HardwareFilters");
    ck_assert_uint_eq(json_object_size(filters), 1);
    ck_assert_double_eq(number(filters, "b"), 2);
    json_decref(fields);
    dataset_remove(&in);
}
END_TEST

START_TEST(no_file_is_no_field)
{
    emg_error error = EMG_NO_ERROR;
    json_t *fields = emg_bids_fields("/nowhere/" RECORDING, "emg", &error);
    ck_assert_uint_eq(json_object_size(fields), 0);
    ck_assert(json_is_object(fields));
    json_decref(fields);
}
END_TEST

START_TEST(a_file_that_is_no_object_is_named)
{
    static const char *const texts[] = {"", "[1]", "{\"a\": 1, \"a\": 2}",
                                        "{\n\"a\":\n}"};
    static const char *const said[] = {
        "it is no object of JSON (line 1)", "it is no object of JSON (line 1)",
        "it is no object of JSON (line 1)", "it is no object of JSON (line 3)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        emg_error error = EMG_NO_ERROR;
        dataset in = dataset_create();
        dataset_write(&in, RECORDING, "");
        dataset_write(&in, "task-x_emg.json", texts[i]);
        ck_assert_ptr_null(
            emg_bids_fields(dataset_path(&in, RECORDING), "emg", &error));
        ck_assert_int_eq(error.status, EMG_BAD_FILE);
        ck_assert_str_eq(error.file, "task-x_emg.json");
        ck_assert_str_eq(error.text, said[i]);
        dataset_remove(&in);
    }
}
END_TEST

START_TEST(a_file_of_more_than_a_megabyte_is_not_read)
{
    emg_error error = EMG_NO_ERROR;
    dataset in = dataset_create();
    char *text = calloc((1 << 20) + 2, 1);
    memset(text, ' ', (1 << 20) + 1);
    memcpy(text, "{}", 2);
    dataset_write(&in, "a.json", text);
    ck_assert_ptr_null(emg_bids_json(dataset_path(&in, "a.json"), &error));
    ck_assert_str_eq(error.text, "it is longer than 1 MiB");
    text[1 << 20] = 0;
    dataset_write(&in, "a.json", text);
    json_t *json = emg_bids_json(dataset_path(&in, "a.json"), NULL);
    ck_assert_ptr_nonnull(json);
    json_decref(json);
    free(text);
    dataset_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_nearer_file_wins_field_by_field);
    tcase_add_test(tests, no_file_is_no_field);
    tcase_add_test(tests, a_file_that_is_no_object_is_named);
    tcase_add_test(tests, a_file_of_more_than_a_megabyte_is_not_read);
}

int
main(void)
{
    return unit_main("bids/fields", add);
}
