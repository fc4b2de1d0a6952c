/* Reads a recording, band-passes every channel and writes it again.
 *
 *   cc filter_recording.c $(pkg-config --cflags --libs emgtools) -o filter
 *   ./filter visit1.edf filtered.edf
 *
 * The same as: emg-filter --band 20-450 -o filtered.edf visit1.edf */
#include <emg/emg.h>

#include <stdio.h>
#include <stdlib.h>

static emg_chain *
band_pass(const emg_format *format, emg_error *error)
{
    const emg_filter band = {
        .kind = EMG_BAND_PASS, .order = 2, .low_hz = 20, .high_hz = 450};
    const emg_direction zero_phase = {.zero_phase = true};
    emg_chain *chain = emg_chain_create(format, error);
    if (chain) /* what fails here shows in *error */
        emg_chain_add(chain,
                      emg_filter_create(format, &band, 1, zero_phase, error),
                      error);
    return chain;
}

/* One chain a group, since each group has a rate of its own. */
static emg_status
run(emg_source *source, const char *path, emg_error *error)
{
    const emg_recording *in = &source->recording;
    const emg_create_options options = {
        .step = "{\"program\": \"filter_recording\"}"};
    emg_chain **chains = calloc((size_t)in->n_groups, sizeof *chains);
    emg_recording leaving = {0};
    emg_sink *sink = NULL;
    emg_status status = chains ? EMG_OK : EMG_NO_MEMORY;

    for (int g = 0; !status && g < in->n_groups; g++) {
        chains[g] = band_pass(&in->groups[g], error);
        status = error->status;
    }
    if (!status)
        status = emg_recording_through(&leaving, in, chains, error);
    if (!status)
        sink =
            emg_create(path, emg_file_type_of(path), &leaving, &options, error);
    if (sink)
        emg_run(source, chains, sink, 0, error);

    emg_sink_destroy(sink);
    emg_recording_clear(&leaving);
    for (int g = 0; chains && g < in->n_groups; g++)
        emg_chain_destroy(chains[g]);
    free(chains);
    return status ? status : error->status;
}

int
main(int argc, char **argv)
{
    emg_error error = EMG_NO_ERROR;
    const emg_open_options options = {0};
    if (argc != 3) {
        fprintf(stderr, "usage: %s IN OUT\n", argv[0]);
        return 64;
    }
    emg_source *source = emg_open(argv[1], &options, &error);
    emg_status status = source ? run(source, argv[2], &error) : error.status;
    emg_source_destroy(source);
    if (status)
        fprintf(stderr, "%s: %s\n", error.file, error.text);
    return status ? 1 : 0;
}
