/* A dataset of one subject in a temporary folder. */
#ifndef TESTS_BIDS_DATASET_H
#define TESTS_BIDS_DATASET_H

#include <check.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATASET_SIZE 512

typedef struct dataset {
    char root[64];
    char path[DATASET_SIZE]; /* what dataset_path last made */
} dataset;

static inline const char *
dataset_path(dataset *in, const char *below)
{
    int length = snprintf(in->path, sizeof in->path, "%s/%s", in->root, below);
    ck_assert_int_lt(length, DATASET_SIZE);
    return in->path;
}

/* Makes the folders that are missing, too. */
static inline void
dataset_write(dataset *in, const char *below, const char *text)
{
    dataset_path(in, below);
    for (char *at = in->path + strlen(in->root); (at = strchr(at + 1, '/'));) {
        *at = 0;
        mkdir(in->path, 0700);
        *at = '/';
    }
    FILE *file = fopen(in->path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static inline dataset
dataset_create(void)
{
    dataset made = {"/tmp/emgtools-bids-XXXXXX", ""};
    ck_assert_ptr_nonnull(mkdtemp(made.root));
    return made;
}

static inline int
dataset_forget(const char *path, const struct stat *about, int type,
               struct FTW *where)
{
    (void)about, (void)type, (void)where;
    return remove(path);
}

static inline void
dataset_remove(dataset *in)
{
    ck_assert_int_eq(nftw(in->root, dataset_forget, 8, FTW_DEPTH | FTW_PHYS),
                     0);
}

#endif
