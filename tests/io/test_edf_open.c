#include "unit.h"

#include "edf_file.h"
#include "memory.h"

#include "io/edf.h"

/* Opens and reads; the frames that came, or -1 with *error set. */
static int64_t
read_all(const edf_file *file, emg_error *error)
{
    emg_block block = {0};
    int64_t frames = 0;
    emg_bytes *bytes =
        emg_bytes_from_memory(file->bytes, file->size, "x.edf", error);
    if (!bytes)
        return -1;
    emg_source *source = emg_edf_open(bytes, NULL, error);
    if (!source)
        return -1;
    emg_status status = emg_block_init(&block, 2, 8, error);
    while (!status && !source->ended) {
        status = source->ops->next(source, &block, error);
        frames += status ? 0 : block.n_frames;
    }
    emg_block_clear(&block);
    emg_source_destroy(source);
    return status ? -1 : frames;
}

/* The file has all that takes memory: warnings, annotations, equal labels. */
START_TEST(without_memory_it_says_so_and_leaves_nothing)
{
    edf_file file = edf_file_usual(_i == 1);
    int refused = 0;
    edf_file_annotate(&file, 1,
                      "+0.01\x14\x14\0+0.01\x14"
                      "a\x14",
                      17);
    edf_file_put(&file, edf_file_field(&file, 0, 16, 1), 16, "EMG A");
    edf_file_put(&file, 168, 8, "00.00.00");
    for (int64_t nth = 1;; nth++) {
        emg_error error = EMG_NO_ERROR;
        memory_refuse(nth);
        int64_t frames = read_all(&file, &error);
        if (!memory_refused()) {
            memory_refuse(0);
            ck_assert_int_eq(frames, 30);
            break;
        }
        refused++;
        ck_assert_int_eq(frames, -1);
        ck_assert_int_eq(error.status, EMG_NO_MEMORY);
    }
    ck_assert_int_ge(refused, 15);
    free(file.bytes);
}
END_TEST

START_TEST(what_cannot_be_read_is_named)
{
    emg_error error = EMG_NO_ERROR;
    uint8_t byte = '0';
    emg_source *source =
        emg_edf_open(emg_bytes_from_memory(&byte, 1, "some/where/y.edf", NULL),
                     NULL, &error);
    ck_assert_ptr_null(source);
    ck_assert_str_eq(error.file, "y.edf");
    ck_assert_int_eq(error.byte, 1);
    ck_assert_str_eq(error.text, "header cut short: 1 of at least 256 bytes");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_loop_test(tests, without_memory_it_says_so_and_leaves_nothing, 0,
                        2);
    tcase_add_test(tests, what_cannot_be_read_is_named);
}

int
main(void)
{
    return unit_main("edf open", add);
}
