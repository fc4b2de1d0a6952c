/* Runs a fuzz target over files and folders given by name, without a fuzzer:
 * what was once found stays mended, with any compiler. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int n_files;

/* The buffer is as large as the file, so that a sanitizer sees one too far. */
static void
replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(size);
    if (!file ||
        (size > 0 && (!bytes || fread(bytes, 1, size, file) != size))) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    LLVMFuzzerTestOneInput(bytes, size);
    n_files++;
    free(bytes);
    fclose(file);
}

static void
replay(const char *path)
{
    struct stat about;
    if (stat(path, &about)) {
        fprintf(stderr, "%s: is not there\n", path);
        exit(EXIT_FAILURE);
    }
    if (!S_ISDIR(about.st_mode)) {
        replay_file(path, (size_t)about.st_size);
        return;
    }
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char inside[4096];
        snprintf(inside, sizeof inside, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            replay(inside);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

int
main(int count, char **paths)
{
    for (int i = 1; i < count; i++)
        replay(paths[i]);
    printf("%d files\n", n_files);
    return n_files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
