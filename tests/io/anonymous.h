/* A copy without identity, made from bytes in memory by way of two files. */
#ifndef TESTS_IO_ANONYMOUS_H
#define TESTS_IO_ANONYMOUS_H

#include "edf_file.h"
#include "folder.h"

#include "base/text.h"
#include "io/anonymize.h"

typedef struct anonymous {
    emg_status status;
    emg_error error;
    emg_text warnings; /* a line each */
    uint8_t *bytes;    /* of the copy, NULL when there is none */
    size_t size;
    int n_files; /* that lie in the folder after it */
} anonymous;

static inline void
anonymous_hear(void *to, const emg_error *warning)
{
    anonymous *self = to;
    emg_text_add(&self->warnings, warning->text);
    emg_text_add(&self->warnings, "\n");
}

static inline void
anonymous_put(folder *in, const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(folder_file(in, name), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void
anonymous_get(anonymous *got, folder *in, const char *name)
{
    FILE *file = fopen(folder_file(in, name), "rb");
    if (!file)
        return;
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    got->size = (size_t)ftell(file);
    got->bytes = malloc(got->size + 1);
    rewind(file);
    ck_assert_uint_eq(fread(got->bytes, 1, got->size, file), got->size);
    got->bytes[got->size] = 0;
    fclose(file);
}

static inline anonymous
anonymous_copy(const void *bytes, size_t size, emg_anonymity how,
               const char *name)
{
    anonymous got = {.error = EMG_NO_ERROR};
    folder in = folder_create();
    char target[600];
    snprintf(target, sizeof target, "%s", folder_file(&in, name));
    anonymous_put(&in, "in", bytes, size);
    how.listener = (emg_listener){anonymous_hear, &got};
    got.status =
        emg_anonymize(folder_file(&in, "in"), target, &how, &got.error);
    anonymous_get(&got, &in, name);
    got.n_files = folder_count(&in, 1);
    folder_remove(&in);
    return got;
}

static inline anonymous
anonymous_of(const edf_file *file, emg_anonymity how)
{
    return anonymous_copy(file->bytes, file->size, how, "out");
}

static inline const char *
anonymous_said(const anonymous *got)
{
    return got->warnings.chars ? got->warnings.chars : "";
}

static inline void
anonymous_clear(anonymous *got)
{
    emg_text_free(&got->warnings);
    free(got->bytes);
}

#endif
