#include "unit.h"

#include "anonymous.h"
#include "memory.h"

#include <unistd.h>

static const emg_anonymity nobody = {0};

static edf_file
annotated(bool bdf)
{
    edf_file file = edf_file_usual(bdf);
    static const char lists[] = "+0\x14\x14\0+0.0051234\x15"
                                "2\x14"
                                "Zyxwvut came\x14\0";
    edf_file_put(&file, 8, 80, "X F X Zyxwvut");
    edf_file_annotate(&file, 0, lists, sizeof lists - 1);
    return file;
}

/* Every byte of a record but those of its annotations. */
static void
check_samples(const edf_file *file, const anonymous *got)
{
    size_t n = edf_file_record_bytes(file) - (size_t)file->annotation_bytes;
    ck_assert_uint_eq(got->size, file->size);
    for (int r = 0; r < file->n_records; r++)
        ck_assert_mem_eq(got->bytes + edf_file_record(file, r),
                         file->bytes + edf_file_record(file, r), n);
}

START_TEST(samples_are_copied_byte_for_byte_and_times_too)
{
    for (int bdf = 0; bdf < 2; bdf++) {
        edf_file file = annotated(bdf);
        anonymous got = anonymous_of(&file, nobody);
        ck_assert_int_eq(got.status, EMG_OK);
        check_samples(&file, &got);
        ck_assert_mem_eq(got.bytes + edf_file_annotations(&file, 0),
                         "+0\x14\x14\0+0.0051234\x15"
                         "2\x14X\x14\0\0",
                         23);
        ck_assert_mem_eq(got.bytes + edf_file_annotations(&file, 2),
                         file.bytes + edf_file_annotations(&file, 2), 60);
        ck_assert_ptr_nonnull(
            strstr(anonymous_said(&got), "1 texts of annotations became X"));
        anonymous_clear(&got);
        free(file.bytes);
    }
}
END_TEST

START_TEST(a_copy_of_a_copy_is_the_same)
{
    edf_file file = annotated(false);
    anonymous once = anonymous_of(&file, nobody);
    anonymous twice = anonymous_copy(once.bytes, once.size, nobody, "out");
    ck_assert_uint_eq(twice.size, once.size);
    ck_assert_mem_eq(twice.bytes, once.bytes, once.size);
    anonymous_clear(&once);
    anonymous_clear(&twice);
    free(file.bytes);
}
END_TEST

START_TEST(an_annotation_that_names_someone_leaves_no_copy)
{
    edf_file file = annotated(false);
    emg_anonymity how = {.keep_annotations = true};
    anonymous got = anonymous_of(&file, how);
    ck_assert_int_eq(got.status, EMG_INTERNAL);
    ck_assert_int_eq(got.n_files, 1);
    ck_assert_ptr_nonnull(strstr(got.error.text, "annotation of record 1"));
    ck_assert_ptr_null(strstr(got.error.text, "Zyx"));
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(kept_annotations_are_told)
{
    edf_file file = annotated(false);
    static const char *const texts[] = {"Zyxwvut came"};
    emg_anonymity how = {.allowed = texts, .n_allowed = 1};
    edf_file_put(&file, 8, 80, "X F X Somebody");
    anonymous got = anonymous_of(&file, how);
    ck_assert_int_eq(got.status, EMG_OK);
    ck_assert_uint_eq(got.size, file.size);
    ck_assert_mem_eq(got.bytes + edf_file_record(&file, 0),
                     file.bytes + edf_file_record(&file, 0),
                     file.size - edf_file_record(&file, 0));
    ck_assert_str_eq(anonymous_said(&got),
                     "the copy keeps the annotation \"Zyxwvut came\"\n");
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(a_signal_that_holds_the_name_leaves_no_copy)
{
    edf_file file = annotated(false);
    memcpy(file.bytes + edf_file_record(&file, 1) + 20, "Zyxwvut", 7);
    anonymous got = anonymous_of(&file, nobody);
    ck_assert_int_eq(got.status, EMG_INTERNAL);
    ck_assert_int_eq(got.n_files, 1);
    ck_assert_ptr_nonnull(strstr(got.error.text, "signal 2"));
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(a_code_out_of_the_old_name_leaves_no_copy)
{
    edf_file file = annotated(false);
    emg_anonymity how = {.code = "zyxwvut1"};
    anonymous got = anonymous_of(&file, how);
    ck_assert_int_eq(got.status, EMG_INTERNAL);
    ck_assert_int_eq(got.error.byte, 8);
    ck_assert_int_eq(got.n_files, 1);
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(a_name_that_tells_it_is_warned_of)
{
    edf_file file = annotated(false);
    anonymous got =
        anonymous_copy(file.bytes, file.size, nobody, "zyxwvut.edf");
    ck_assert_int_eq(got.status, EMG_OK);
    ck_assert_ptr_nonnull(strstr(anonymous_said(&got), "the name of the copy"));
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(what_follows_the_records_is_left_out)
{
    edf_file file = annotated(false);
    uint8_t *longer = malloc(file.size + 7);
    memcpy(longer, file.bytes, file.size);
    memcpy(longer + file.size, "Zyxwvut", 7);
    anonymous got = anonymous_copy(longer, file.size + 7, nobody, "out");
    ck_assert_int_eq(got.status, EMG_OK);
    check_samples(&file, &got);
    anonymous_clear(&got);
    /* and a header longer than its signals need */
    size_t header = edf_file_record(&file, 0);
    edf_file_put(&file, 184, 8, "1031");
    memcpy(longer, file.bytes, header);
    memcpy(longer + header, "Zyxwvut", 7);
    memcpy(longer + header + 7, file.bytes + header, file.size - header);
    got = anonymous_copy(longer, file.size + 7, nobody, "out");
    ck_assert_int_eq(got.status, EMG_OK);
    check_samples(&file, &got);
    ck_assert_mem_eq(got.bytes + 184, "1024    ", 8);
    anonymous_clear(&got);
    free(longer);
    free(file.bytes);
}
END_TEST

START_TEST(a_cut_recording_gives_its_whole_records)
{
    edf_file file = annotated(false);
    anonymous got = anonymous_copy(file.bytes, file.size - 10, nobody, "out");
    ck_assert_int_eq(got.status, EMG_OK);
    ck_assert_uint_eq(got.size, edf_file_record(&file, 2));
    ck_assert_mem_eq(got.bytes + 236, "2       ", 8);
    anonymous_clear(&got);
    emg_anonymity strict = {.strict = true};
    got = anonymous_copy(file.bytes, file.size - 10, strict, "out");
    ck_assert_int_eq(got.status, EMG_BAD_FILE);
    ck_assert_int_eq(got.n_files, 1);
    anonymous_clear(&got);
    free(file.bytes);
}
END_TEST

START_TEST(what_the_reader_refuses_is_refused)
{
    edf_file file = annotated(false);
    edf_file_put(&file, 252, 4, "0");
    anonymous got = anonymous_of(&file, nobody);
    ck_assert_int_eq(got.status, EMG_BAD_FILE);
    ck_assert_str_eq(got.error.file, "in");
    anonymous_clear(&got);
    for (size_t size = 250; size < 1100; size += 50) {
        got = anonymous_copy(file.bytes, size, nobody, "out");
        ck_assert_int_eq(got.status, EMG_BAD_FILE);
        ck_assert_int_eq(got.n_files, 1);
        anonymous_clear(&got);
    }
    free(file.bytes);
}
END_TEST

START_TEST(without_memory_there_is_no_copy)
{
    edf_file file = annotated(false);
    int n = 0;
    for (bool refused = true; refused; n++) {
        memory_refuse(n + 1);
        anonymous got = anonymous_of(&file, nobody);
        refused = memory_refused();
        memory_refuse(0);
        bool deaf = got.warnings.status == EMG_NO_MEMORY; /* the test itself */
        bool fails = refused && !deaf;
        ck_assert_int_eq(got.status, fails ? EMG_NO_MEMORY : EMG_OK);
        ck_assert_int_eq(got.n_files, fails ? 1 : 2);
        anonymous_clear(&got);
    }
    ck_assert_int_gt(n, 8);
    free(file.bytes);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, samples_are_copied_byte_for_byte_and_times_too);
    tcase_add_test(tests, a_copy_of_a_copy_is_the_same);
    tcase_add_test(tests, an_annotation_that_names_someone_leaves_no_copy);
    tcase_add_test(tests, kept_annotations_are_told);
    tcase_add_test(tests, a_signal_that_holds_the_name_leaves_no_copy);
    tcase_add_test(tests, a_code_out_of_the_old_name_leaves_no_copy);
    tcase_add_test(tests, a_name_that_tells_it_is_warned_of);
    tcase_add_test(tests, what_follows_the_records_is_left_out);
    tcase_add_test(tests, a_cut_recording_gives_its_whole_records);
    tcase_add_test(tests, what_the_reader_refuses_is_refused);
    tcase_add_test(tests, without_memory_there_is_no_copy);
}

int
main(void)
{
    return unit_main("anonymize_edf", add);
}
