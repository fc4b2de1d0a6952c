/* The samples of a file as libedf gives them, the strictest reader there is:
 * physical values of one signal after the other, as doubles. */
#include <edflib.h>

#include <stdio.h>
#include <stdlib.h>

static struct edf_hdr_struct header;

static int
print_signal(int signal)
{
    long long n = header.signalparam[signal].smp_in_file;
    double *samples = malloc((size_t)n * sizeof *samples);
    int good =
        samples &&
        edfread_physical_samples(header.handle, signal, (int)n, samples) == n &&
        fwrite(samples, sizeof *samples, (size_t)n, stdout) == (size_t)n;
    free(samples);
    return good;
}

int
main(int count, char **words)
{
    if (count != 2 ||
        edfopen_file_readonly(words[1], &header, EDFLIB_READ_ALL_ANNOTATIONS)) {
        fprintf(stderr, "libedf refuses it: %d\n", header.filetype);
        return EXIT_FAILURE;
    }
    for (int i = 0; i < header.edfsignals; i++)
        if (!print_signal(i))
            return EXIT_FAILURE;
    edfclose_file(header.handle);
    return EXIT_SUCCESS;
}
