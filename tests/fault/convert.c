/* The smallest program that writes: for runs under faults and kills.
 * convert [--force] IN OUT */
#include "emg/io.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static int
exit_status(emg_status status)
{
    static const int codes[] = {
        [EMG_OK] = 0,         [EMG_BAD_OPTION] = 64, [EMG_BAD_FILE] = 65,
        [EMG_NO_INPUT] = 66,  [EMG_INTERNAL] = 70,   [EMG_NO_MEMORY] = 71,
        [EMG_NO_OUTPUT] = 73, [EMG_IO_FAILED] = 74,  [EMG_TRY_AGAIN] = 75};
    return codes[status];
}

static void
hear(void *to, const emg_error *warning)
{
    fprintf(to, "convert: %s: warning: %s\n", warning->file, warning->text);
}

/* The sidecar: what the file is. */
static const char *
tell(void *to, const emg_written *file, emg_error *error)
{
    (void)error;
    snprintf(to, 64, "%s\n", file->fingerprint);
    return to;
}

static emg_status
convert(const char *from, const char *to, bool force, emg_error *error)
{
    emg_open_options reading = {.listener = {hear, stderr}};
    char text[64];
    emg_create_options writing = {
        .listener = {hear, stderr}, .force = force, .provenance = {tell, text}};
    emg_source *source = emg_open(from, &reading, error);
    emg_sink *sink = NULL;
    if (source)
        sink = emg_create(to, EMG_FILE_UNKNOWN, &source->recording, &writing,
                          error);
    if (sink)
        emg_run(source, NULL, sink, 0, error);
    emg_sink_destroy(sink);
    emg_source_destroy(source);
    return error->status;
}

int
main(int n, char **words)
{
    emg_error error = EMG_NO_ERROR;
    bool force = n > 1 && strcmp(words[1], "--force") == 0;
    if (n - force != 3)
        return 64;
    signal(SIGXFSZ, SIG_IGN); /* a limit is an error, not a death */
    emg_status status =
        convert(words[1 + force], words[2 + force], force, &error);
    if (status)
        fprintf(stderr, "convert: %s: %s\n", error.file, error.text);
    return exit_status(status);
}
