/* Reading EDF, EDF+, BDF and BDF+: https://www.edfplus.info/specs/ */
#ifndef EMG_IO_EDF_H
#define EMG_IO_EDF_H

#include "base/bytes.h"
#include "emg/io.h"
#include "io/warn.h"

#define EMG_EDF_FIXED 256      /* bytes of the header's first part */
#define EMG_EDF_PER_SIGNAL 256 /* and of each signal's share of the second */

/** True when a file that begins like this is EDF or BDF. n: 256 or more, less
 * only where the file is shorter. */
bool emg_edf_looks_like(const uint8_t *first, size_t n);

/**
 * Opens EDF or BDF. Takes bytes whatever happens.
 *
 * Returns a source that the caller owns, or NULL with *error set
 * (EMG_BAD_FILE, EMG_NO_MEMORY, EMG_IO_FAILED).
 */
emg_source *emg_edf_open(emg_bytes *bytes, const emg_open_options *options,
                         emg_error *error);

/* ---- the header ------------------------------------------------------ */

typedef enum emg_edf_role {
    EMG_EDF_CHANNEL,
    EMG_EDF_ANNOTATIONS,
    EMG_EDF_STATUS, /* trigger bits of BioSemi: no signal */
    EMG_EDF_EMPTY   /* no samples */
} emg_edf_role;

typedef struct emg_edf_signal {
    emg_channel channel;
    emg_edf_role role;
    emg_rate rate;
    double physical_min, digital_min, gain; /* to decode with */
    int64_t n_samples;                      /* of one record */
    int64_t offset;                         /* in the record, in bytes */
} emg_edf_signal;

typedef struct emg_edf_header {
    char format[16];
    int width; /* bytes of a sample */
    bool plus, discontinuous;
    bool has_identity;
    int64_t header_bytes; /* as the field says, -1 when it says nothing */
    int64_t n_records;    /* the same */
    char count_shown[48]; /* what the field of the record count holds */
    int64_t seconds_over; /* record duration: seconds_over / seconds_under */
    int64_t seconds_under;
    int n_signals;
    emg_edf_signal *signals;
    int n_channels; /* signals that are channels */
    int n_annotations;
    int64_t most_samples; /* of a channel in a record */
    int64_t record_bytes;
    int64_t data_at; /* the first record's place */
} emg_edf_header;

/** The number of signals, -1 when the field makes no sense. first: 256 bytes.
 */
int emg_edf_signals(const uint8_t *first);

/** True when the first 8 bytes are those of EDF or BDF. */
bool emg_edf_has_magic(const uint8_t *first);

/** True when the number of signals and the header's size fit each other, both
 * read `shift` bytes from where they belong. */
bool emg_edf_agrees(const uint8_t *first, int shift);

/** The size that the header gives itself, -1 when the field is no number. */
int64_t emg_edf_told_size(const uint8_t *first, int shift);

/** Sets the width of samples; fails when it is something else. */
emg_status emg_edf_magic_judge(emg_edf_header *header, const uint8_t *first,
                               emg_warnings *warnings, emg_error *error);

/** The first 256 bytes. */
emg_status emg_edf_fixed_read(emg_edf_header *header, const uint8_t *first,
                              emg_warnings *warnings, emg_error *error);

/**
 * Reads and judges a whole header.
 *
 * bytes    size of them; the header begins there
 * rate_hz  of the fastest channel, for files of duration 0; 0: unknown
 */
emg_status emg_edf_header_read(emg_edf_header *header, const uint8_t *bytes,
                               size_t size, double rate_hz,
                               emg_warnings *warnings, emg_error *error);
void emg_edf_header_clear(emg_edf_header *header);

/** The second part, signal by signal; the first has been read. */
emg_status emg_edf_signals_read(emg_edf_header *header, const uint8_t *bytes,
                                double rate_hz, emg_warnings *warnings,
                                emg_error *error);

/* ---- its length ------------------------------------------------------ */

/** True when only the size can tell where the records begin. */
bool emg_edf_wants_size(const emg_edf_header *header);

/** Sets data_at. size: of the file, -1 when unknown. */
emg_status emg_edf_find_data(emg_edf_header *header, int64_t size,
                             emg_warnings *warnings, emg_error *error);

/** Judges how many records are to be read when `there` bytes follow the
 * header. */
emg_status emg_edf_count(const emg_edf_header *header, int64_t there,
                         int64_t *n_records, emg_warnings *warnings,
                         emg_error *error);

/* ---- its annotations ------------------------------------------------- */

/** An annotation as the file has it. */
typedef struct emg_edf_note {
    emg_ticks onset; /* from the header's start time */
    emg_ticks duration;
    size_t text; /* where in the record's texts */
} emg_edf_note;

/** What the annotation signals of one record say. Zeroed is empty. */
typedef struct emg_edf_tals {
    emg_edf_note *notes;
    size_t n_notes, room_notes;
    char *text; /* of all notes, each with its ending NUL */
    size_t used, room;
    bool timed; /* the record says when it begins */
    emg_ticks onset;
} emg_edf_tals;

/** Forgets the last record. */
void emg_edf_tals_begin(emg_edf_tals *tals);

/**
 * Adds the lists in one signal's part of a record.
 *
 * first  the record's first annotation signal, which keeps time
 * at     byte of the file, for warnings
 */
emg_status emg_edf_tals_read(emg_edf_tals *tals, const uint8_t *bytes,
                             size_t size, bool first, int64_t at,
                             emg_warnings *warnings, emg_error *error);
void emg_edf_tals_clear(emg_edf_tals *tals);

#endif
