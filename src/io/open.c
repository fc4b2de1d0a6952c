/* Which reader takes an input: its contents decide, never its name. */
#include "emg/io.h"

#include "io/c3d.h"
#include "io/edf.h"
#include "io/foreign.h"
#include "io/stream.h"
#include "io/tabled_source.h"
#include "io/text.h"
#include "io/wav.h"

#include <string.h>
#include <unistd.h>

/* Opens what bytes hold, and takes them whatever happens. */
static emg_source *
choose(emg_bytes *bytes, const char *path, const emg_open_options *options,
       emg_error *error)
{
    const uint8_t *first;
    size_t n;
    emg_status status =
        emg_bytes_peek(bytes, EMG_FOREIGN_BYTES, &first, &n, error);

    if (!status && emg_stream_looks_like(first, n))
        return emg_stream_open(bytes, options, error);
    if (!status && emg_edf_looks_like(first, n))
        return emg_edf_open(bytes, options, error);
    if (!status && emg_wav_looks_like(first, n))
        return emg_wav_open(bytes, path, options, error);
    if (!status && !emg_foreign_knows(first, n)) {
        if (emg_text_looks_like(first, n))
            return emg_text_open(bytes, options, error);
        if (emg_c3d_looks_like(first, n))
            return emg_c3d_open(bytes, options, error);
    }
    if (!status)
        emg_foreign_refuse(first, n, error);
    emg_error_in_file(error, emg_bytes_name(bytes));
    emg_bytes_close(bytes);
    return NULL;
}

emg_source *
emg_open(const char *path, const emg_open_options *options, emg_error *error)
{
    bool is_pipe = strcmp(path, "-") == 0;
    emg_bytes *bytes = is_pipe ? emg_bytes_from_fd(STDIN_FILENO, "-", error)
                               : emg_bytes_open(path, error);
    if (!bytes)
        return NULL;
    if (options && options->forgo_fingerprint)
        emg_bytes_forgo_fingerprint(bytes);
    if (options && options->twice && emg_bytes_spool(bytes, error)) {
        emg_error_in_file(error, emg_bytes_name(bytes));
        emg_bytes_close(bytes);
        return NULL;
    }
    /* in a WAV, which has no labels, the rows of a table are its channels */
    const uint8_t *first;
    size_t n;
    bool labels = !is_pipe &&
                  !emg_bytes_peek(bytes, EMG_WAV_MAGIC, &first, &n, error) &&
                  !emg_wav_looks_like(first, n);
    emg_source *source = choose(bytes, is_pipe ? NULL : path, options, error);
    return source && labels ? emg_tabled_create(source, path, options, error)
                            : source;
}

emg_source *
emg_open_memory(const void *bytes, size_t size, const char *name,
                const emg_open_options *options, emg_error *error)
{
    emg_bytes *input = emg_bytes_from_memory(bytes, size, name, error);
    return input ? choose(input, NULL, options, error) : NULL;
}
