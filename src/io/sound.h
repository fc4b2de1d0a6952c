/* Recordings as sound, for programs that know nothing else: WAV and AU. */
#ifndef EMG_IO_SOUND_H
#define EMG_IO_SOUND_H

#include "base/text.h"
#include "emg/io.h"
#include "io/columns.h"
#include "io/output.h"

#include <stddef.h>

/* ---- samples --------------------------------------------------------- */

/** Bytes of one sample. */
int emg_sound_width(emg_sample_form form);
bool emg_sound_is_float(emg_sample_form form);

/**
 * The physical value of a sample of 1.
 *
 * PCM of a channel whose codes fit keeps them. Everything else is divided by a
 * power of two, which changes no digit: the least that holds the channel's
 * range; where that is unknown, that of 4096 uV, and 1 for what is no voltage.
 */
double emg_sound_full_scale(const emg_channel *channel, emg_sample_form form);

/**
 * Writes value / full_scale as one sample; PCM is rounded half to even and
 * saturated. is_big: the high byte first.
 *
 * Returns false when the sample lay outside, or in PCM was no number (0).
 */
bool emg_sound_put(uint8_t *to, double value, double full_scale,
                   emg_sample_form form, bool is_big);

/* ---- header ---------------------------------------------------------- */

typedef struct emg_sound_head {
    bool is_au;
    emg_sample_form form;
    int n_channels;
    uint32_t rate_hz;
    size_t note_bytes; /* of the annotation that follows the header of an AU */
} emg_sound_head;

#define EMG_SOUND_HEAD_MOST 128

/**
 * Prints the header; its length does not depend on n_frames. Above 4 GiB a WAV
 * becomes RF64 and an AU one of unknown length.
 *
 * n_frames  -1: not known, since the rest goes to a pipe
 *
 * Returns the length.
 */
size_t emg_sound_head_print(uint8_t to[EMG_SOUND_HEAD_MOST],
                            const emg_sound_head *head, int64_t n_frames);

/* ---- the table of channels, beside it and in it ----------------------- */

#define EMG_SOUND_HEADING "name\ttype\tunits\tfull_scale\n"

/** A row of the table; what is empty or 0 becomes n/a. */
void emg_sound_row_print(emg_text *to, const char *label, emg_kind kind,
                         const char *unit, double full_scale);

/** Heading and all rows. */
void emg_sound_table_print(emg_text *to, const emg_columns *columns,
                           const double *full_scales);

/** Fills up the table as the annotation of an AU: at least one zero ends it,
 * and the samples begin at a multiple of 8. */
void emg_sound_note_end(emg_text *to);

/** NAME_channels.tsv beside path. It gets its name when the caller finishes
 * it. */
emg_output *emg_sound_table_create(const char *path,
                                   const emg_create_options *options,
                                   const emg_columns *columns,
                                   const double *full_scales, emg_error *error);

/* ---- the sink -------------------------------------------------------- */

/**
 * A sink that writes WAV (RF64 above 4 GiB) or, big-endian, AU. Samples are
 * divided by a full scale, which stands with labels and units in a table of
 * channels beside path, and in an AU as its annotation; annotations of the
 * recording go to a table, too. One rate, which is a
 * whole number of Hz, and no gap, else EMG_BAD_OPTION.
 * The formats: EBU Tech 3306; https://pubs.opengroup.org/external/auformat.html
 *
 * Takes output whatever happens. Returns a sink that the caller owns, or NULL
 * with *error set.
 */
emg_sink *emg_sound_create(emg_output *output, const char *path, bool is_au,
                           const emg_recording *recording,
                           const emg_create_options *options, emg_error *error);

#endif
