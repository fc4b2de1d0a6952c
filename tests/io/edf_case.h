/* One field of a header changed, and what the reader says of it. */
#ifndef TESTS_EDF_CASE_H
#define TESTS_EDF_CASE_H

#include "edf_file.h"
#include "reading.h"

#include <check.h>

typedef struct edf_case {
    size_t at, width; /* of the field */
    const char *text; /* what it becomes */
    emg_status status;
    const char *says;   /* part of the error or the warning; NULL: nothing */
    double first, last; /* samples of channel 1, NAN: not asked */
} edf_case;

static inline void
edf_case_read(reading *got, edf_file *file, const edf_case *one)
{
    uint8_t before[80];
    memcpy(before, file->bytes + one->at, one->width);
    edf_file_put(file, one->at, one->width, one->text);
    reading_memory(got, file->bytes, file->size, 16);
    memcpy(file->bytes + one->at, before, one->width);
}

/** Runs one case over a file that would be read without a word. */
static inline void
edf_case_check(edf_file *file, const edf_case *one)
{
    reading got;
    edf_case_read(&got, file, one);
    ck_assert_msg(got.error.status == one->status, "'%s': status %d, %s",
                  one->text, (int)got.error.status, got.error.text);
    const char *said =
        one->status ? got.error.text : reading_text(&got.warnings);
    ck_assert_msg(one->says ? strstr(said, one->says) != NULL : !*said,
                  "'%s': says %s", one->text, said);
    ck_assert_int_eq(got.n_warnings, !one->status && one->says);
    if (!one->status && one->first == one->first) {
        ck_assert_msg(got.samples[0][0] == one->first, "'%s': first %.17g",
                      one->text, got.samples[0][0]);
        ck_assert_msg(got.samples[0][got.n[0] - 1] == one->last,
                      "'%s': last %.17g", one->text,
                      got.samples[0][got.n[0] - 1]);
    }
    reading_clear(&got);
}

#endif
