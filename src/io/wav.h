/* WAV and its relatives: RIFF, RIFX, RF64, W64, AU, AIFF, CAF, FLAC.
 *
 * The headers of RIFF, W64 and AU are read here, since libsndfile does not
 * tell of cut files, and its decoder is given the samples alone. The headers
 * of the others are left to it. */
#ifndef EMG_IO_WAV_H
#define EMG_IO_WAV_H

#include "base/bytes.h"
#include "emg/io.h"
#include "io/channel_table.h"
#include "io/warn.h"

#include <sndfile.h>

#define EMG_WAV_MAGIC 16 /* bytes that tell what it is */
#define EMG_WAV_CHANNELS 1024

/** True when an input that begins like this is of the family. */
bool emg_wav_looks_like(const uint8_t *first, size_t n);

/**
 * Opens one of the family. Takes bytes whatever happens.
 *
 * path  of the file, beside which a table of channels may lie, or NULL
 */
emg_source *emg_wav_open(emg_bytes *bytes, const char *path,
                         const emg_open_options *options, emg_error *error);

/* ---- the header ------------------------------------------------------ */

typedef struct emg_wav_layout {
    char format[16]; /* "WAV", "AU", ... */
    int sf_format;   /* how libsndfile calls the form of the samples */
    int n_channels;
    int64_t rate_hz;
    int bits; /* 0: floating point */
    int frame_bytes;
    int64_t data_at;
    int64_t data_bytes;  /* announced; -1: to the end of the input */
    bool stopped;        /* the size was never written: its program failed */
    bool has_text;       /* a comment, which may name a person */
    char names[512];     /* of channels, parted by semicolons; or "" */
    char *note;          /* annotation of an AU, or NULL */
    size_t note_bytes;
    bool is_ours;        /* read here; false: by libsndfile */
    int64_t data_frames; /* where libsndfile tells, -1 unknown */
} emg_wav_layout;

/** Reads a header and stops at the first sample; is_ours false: at byte 0. The
 * caller clears layout whatever happens. */
emg_status emg_wav_layout_read(emg_wav_layout *layout, emg_bytes *bytes,
                               emg_error *error);

void emg_wav_layout_clear(emg_wav_layout *layout);

/** Sets sf_format, bits and frame_bytes. is_signed: of samples of one byte. */
bool emg_wav_layout_samples(emg_wav_layout *layout, int bits, bool is_float,
                            bool is_big, bool is_signed);

/** The same for the forms that are made of chunks. */
emg_status emg_wav_riff_read(emg_wav_layout *layout, emg_bytes *bytes,
                             emg_error *error);

/** Warns of what follows the samples and is none of the form's chunks. */
emg_status emg_wav_tail_read(const emg_wav_layout *layout, emg_bytes *bytes,
                             emg_warnings *warnings, emg_error *error);

/** Takes names of channels from the contents of a LIST chunk; false: it is no
 * LIST INFO. */
bool emg_wav_names_take(emg_wav_layout *layout, const uint8_t *list,
                        size_t size);

/** Looks for names of channels behind the samples of a file; the input stands
 * at the first sample before and after. */
emg_status emg_wav_names_read(emg_wav_layout *layout, emg_bytes *bytes,
                              emg_error *error);

/** Keeps the annotation of an AU, the next n bytes, and passes over it. */
emg_status emg_wav_note_keep(emg_wav_layout *layout, emg_bytes *bytes,
                             uint64_t n, bool *there, emg_error *error);

/**
 * The table of channels that an annotation is, in the form of
 * NAME_channels.tsv. Where it is none, or one of no use (a warning), *found is
 * false.
 */
emg_status emg_wav_note_table(emg_channel_table *table,
                              const emg_wav_layout *layout, bool *found,
                              emg_warnings *warnings, emg_error *error);

/** Passes over n bytes; false when the input ends before. */
emg_status emg_wav_skip(emg_bytes *bytes, uint64_t n, bool *there,
                        emg_error *error);

/** All of the next n bytes, or EMG_BAD_FILE: the header is cut short. */
emg_status emg_wav_look(emg_bytes *bytes, size_t n, const uint8_t **view,
                        emg_error *error);

/* ---- bytes for libsndfile -------------------------------------------- */

typedef struct emg_wav_shim {
    emg_bytes *bytes;
    sf_count_t at;     /* as libsndfile counts */
    int64_t origin;    /* where that count begins in the input */
    sf_count_t length; /* as libsndfile is told */
    bool opening;      /* the header is being read */
    emg_error trouble; /* that reading the input met */
} emg_wav_shim;

/** Opens libsndfile over what layout found, and completes layout. */
SNDFILE *emg_wav_shim_open(emg_wav_shim *shim, emg_bytes *bytes,
                           emg_wav_layout *layout, emg_error *error);

/* ---- channels -------------------------------------------------------- */

/** Names and scales all channels: options first, then the table beside path,
 * then what the file says, then numbers. factors: the physical values of sample 1.0. */
emg_status emg_wav_channels(emg_channel *to, double *factors,
                            const emg_wav_layout *layout, const char *path,
                            const emg_open_options *options,
                            emg_warnings *warnings, emg_error *error);

#endif
