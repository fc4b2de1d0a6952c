/* Recordings from files and pipes, and into them. */
#ifndef EMG_IO_H
#define EMG_IO_H

#include <emg/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the caller knows of a file that the file itself does not tell. */
typedef struct emg_open_options {
    emg_listener listener;
    bool strict;       /* every warning is an error */
    bool twice;        /* rewind will be asked for: a pipe is spooled */
    double rate_hz;    /* for files without one, 0 when not given */
    const char *names; /* "FCR,ECR" for files without labels, or NULL */
    const char *unit;  /* of files without one, or NULL */
    double full_scale; /* physical value of sample 1.0 of a WAV, 0: unknown */
    bool forgo_fingerprint; /* nobody will ask for it: a file is read faster */
} emg_open_options;

/**
 * Opens a recording of any known format, told by its contents.
 *
 * path  a file, or "-" for standard input
 *
 * Returns a source that the caller owns, or NULL with *error set
 * (EMG_NO_INPUT, EMG_BAD_FILE, EMG_NO_MEMORY, EMG_IO_FAILED).
 */
EMG_API emg_source *emg_open(const char *path, const emg_open_options *options,
                             emg_error *error);

/** The same from bytes in memory that the caller keeps. */
EMG_API emg_source *emg_open_memory(const void *bytes, size_t size,
                                    const char *name,
                                    const emg_open_options *options,
                                    emg_error *error);

typedef enum emg_file_type {
    EMG_FILE_UNKNOWN,
    EMG_FILE_STREAM,
    EMG_FILE_EDF,
    EMG_FILE_BDF,
    EMG_FILE_CSV,
    EMG_FILE_TSV,
    EMG_FILE_JSON,
    EMG_FILE_NPY,
    EMG_FILE_WAV,
    EMG_FILE_AU,
    EMG_FILE_MAT
} emg_file_type;

/** From "edf", "csv", ... or the ending of a path; UNKNOWN when it is none. */
EMG_API emg_file_type emg_file_type_of(const char *name_or_path);

/** How WAV and AU hold samples: floating point, which is exact in 64 bits, or
 * whole numbers. */
typedef enum emg_sample_form {
    EMG_FLOAT_64,
    EMG_FLOAT_32,
    EMG_PCM_16,
    EMG_PCM_24,
    EMG_PCM_32
} emg_sample_form;

/** A file that is complete but for its name. */
typedef struct emg_written {
    const char *name;        /* base name */
    const char *fingerprint; /* XXH3-128, as `xxhsum -H2` prints it */
    int64_t bytes;
    int64_t clipped; /* samples that its form could not hold */
} emg_written;

/**
 * Who tells how a file was made. tell is asked once a file, when all of it is
 * written, and returns the text of its sidecar, NAME.prov.json, which stays
 * until the next call; or NULL with *error set, and the file is given up. tell
 * NULL: no sidecars.
 *
 * The sidecar gets its name after the file: without one, a file is not
 * complete.
 */
typedef struct emg_provenance {
    const char *(*tell)(void *to, const emg_written *file, emg_error *error);
    void *to;
} emg_provenance;

typedef struct emg_create_options {
    emg_listener listener;   /* hears how many samples were clipped or padded */
    emg_sample_form samples; /* of WAV and AU */
    bool force;              /* replace an existing file */
    const char *step;        /* what the program does, a JSON object, enters the
                              * history of a stream; or NULL */
    emg_source *origin;      /* whose fingerprint closes a stream, or NULL; it
                              * lives until finish has returned */
    emg_provenance provenance;
} emg_create_options;

/**
 * A sink that writes a recording.
 *
 * path       the output file, or "-" for standard output
 * recording  what will arrive; a copy is kept
 *
 * The file is absent, old or complete at any moment: it gets its name in
 * finish. Returns NULL with *error set (EMG_BAD_OPTION when the format cannot
 * hold the recording, EMG_NO_OUTPUT, EMG_NO_MEMORY).
 */
EMG_API emg_sink *emg_create(const char *path, emg_file_type type,
                             const emg_recording *recording,
                             const emg_create_options *options,
                             emg_error *error);

/* ---- arrays in memory -------------------------------------------------- */

/**
 * A source of one group whose samples lie in memory.
 *
 * samples   n_frames x format->n_channels, frame by frame; the caller keeps
 *           them until the source is destroyed
 * n_frames  0 or more
 * format    of the channels, which are numbered from 1; a copy is kept
 * name      for messages and tables
 *
 * Returns a source that the caller owns, or NULL with *error set
 * (EMG_NO_MEMORY).
 */
EMG_API emg_source *emg_array_open(const double *samples, int64_t n_frames,
                                   const emg_format *format, const char *name,
                                   emg_error *error);

/**
 * A sink that puts samples into memory of the caller, frame by frame.
 *
 * recording  what will arrive
 * arrays     one a group, with room for rooms[group] frames of its channels
 *
 * Fails (EMG_BAD_OPTION) when more frames come. What the functions below tell
 * lives as long as the sink.
 */
EMG_API emg_sink *emg_array_create(const emg_recording *recording,
                                   double *const *arrays, const int64_t *rooms,
                                   emg_error *error);

/** How many frames of a group came. */
EMG_API int64_t emg_array_frames(const emg_sink *sink, int group);

/** The stretches without a gap that they lie in. */
EMG_API const emg_segment *emg_array_segments(const emg_sink *sink, int group,
                                              size_t *n);

/** All annotations, in the order in which they came. */
EMG_API const emg_event *emg_array_events(const emg_sink *sink, size_t *n);

#ifdef __cplusplus
}
#endif
#endif
