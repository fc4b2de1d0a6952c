/* A temporary folder for a test that writes. */
#ifndef TESTS_IO_FOLDER_H
#define TESTS_IO_FOLDER_H

#include <check.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct folder {
    char path[256];
    char file[512]; /* what folder_file last made */
} folder;

static inline folder
folder_create(void)
{
    folder made = {"/tmp/emgtools-test-XXXXXX", ""};
    ck_assert_ptr_nonnull(mkdtemp(made.path));
    return made;
}

static inline const char *
folder_file(folder *in, const char *name)
{
    snprintf(in->file, sizeof in->file, "%s/%s", in->path, name);
    return in->file;
}

static inline void
folder_write(folder *in, const char *name, const char *text)
{
    FILE *file = fopen(folder_file(in, name), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* At most size - 1 bytes of it; -1 when it is not there. */
static inline int
folder_read(folder *in, const char *name, char *to, size_t size)
{
    FILE *file = fopen(folder_file(in, name), "r");
    if (!file)
        return -1;
    size_t got = fread(to, 1, size - 1, file);
    to[got] = 0;
    ck_assert_int_eq(fclose(file), 0);
    return (int)got;
}

/* How many files lie in it, hidden ones too; removes them if asked. */
static inline int
folder_count(folder *in, int clear)
{
    int n = 0;
    DIR *entries = opendir(in->path);
    ck_assert_ptr_nonnull(entries);
    for (struct dirent *e; (e = readdir(entries)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        n++;
        if (clear)
            unlink(folder_file(in, e->d_name));
    }
    closedir(entries);
    return n;
}

static inline void
folder_remove(folder *in)
{
    folder_count(in, 1);
    rmdir(in->path);
}

#endif
