/* What codec.c does, by libedf. */
#include "codec.h"

#include <edflib.h>

#include <stdio.h>

#define CHUNK 65536

/* Signal after signal, as its interface has it. */
static int
read_all(const char *path)
{
    static struct edf_hdr_struct header;
    double *samples = malloc(CHUNK * sizeof *samples);
    long long all = 0;
    int got = 0;
    if (!samples ||
        edfopen_file_readonly(path, &header, EDFLIB_DO_NOT_READ_ANNOTATIONS)) {
        free(samples);
        return EXIT_FAILURE;
    }
    for (int i = 0; i < header.edfsignals; i++)
        while ((got = edfread_physical_samples(header.handle, i, CHUNK,
                                               samples)) > 0)
            all += got;
    edfclose_file(header.handle);
    free(samples);
    printf("%lld\n", all);
    return got < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int
write_all(const char *path, const codec_shape *shape)
{
    double *samples = codec_second(shape);
    int handle =
        edfopen_file_writeonly(path, EDFLIB_FILETYPE_EDFPLUS, shape->n);
    int wrong = !samples || handle < 0;
    for (int c = 0; c < shape->n && !wrong; c++)
        wrong = edf_set_samplefrequency(handle, c, shape->rate) ||
                edf_set_physical_minimum(handle, c, -CODEC_UV) ||
                edf_set_physical_maximum(handle, c, CODEC_UV) ||
                edf_set_digital_minimum(handle, c, -32768) ||
                edf_set_digital_maximum(handle, c, 32767) ||
                edf_set_physical_dimension(handle, c, "uV");
    for (int s = 0; s < shape->seconds && !wrong; s++)
        wrong = edf_blockwrite_physical_samples(handle, samples);
    if (handle >= 0)
        wrong |= edfclose_file(handle);
    free(samples);
    printf("%lld\n", (long long)shape->n * shape->rate * shape->seconds);
    return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}

int
main(int count, char **words)
{
    codec_shape shape;
    int status = EXIT_FAILURE;
    if (count == 3 && strcmp(words[1], "read") == 0)
        status = read_all(words[2]);
    else if (codec_shape_of(&shape, count, words))
        status = write_all(words[2], &shape);
    codec_print_peak();
    return status;
}
