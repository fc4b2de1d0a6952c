/* What the parts of the EDF writer say to each other. The format:
 * https://www.edfplus.info/specs/ */
#ifndef EMG_IO_EDF_WRITE_H
#define EMG_IO_EDF_WRITE_H

#include "dsp/kernels.h"
#include "emg/io.h"
#include "io/join.h"
#include "io/output.h"

#define EMG_EDF_TIME_BYTES 24 /* room for the time of any record */
#define EMG_EDF_GROUPS 64     /* rates that one file is written with */

/* ---- numbers --------------------------------------------------------- */

/** digits / 10^decimals without ending zeros, in at most 8 characters.
 * False when the number does not fit. */
bool emg_edf_print_fixed(char to[9], int64_t digits, int decimals);

/** The nearest number that a field of 8 characters holds; false: not equal. */
bool emg_edf_print(char to[9], double number);

/* ---- scale ----------------------------------------------------------- */

/** How a channel is written. The header says `text`; samples are quantised
 * with the numbers that these texts read back as. */
typedef struct emg_edf_scale {
    char text[4][9]; /* physical min, max, digital min, max */
    double physical_min, digital_min, gain;
    double lowest, highest; /* codes that a sample may become */
} emg_edf_scale;

/**
 * Digital channels (scale.bytes) keep their codes and texts wherever their
 * codes fit the width. Others get codes within +-32,000 (+-8,000,000 in 24
 * bits) of a step with two decimal digits, so that the texts are exact:
 *
 * - of a known range: 1.25 times its largest magnitude (2 times in 24 bits),
 *   which bounds what filters make of it
 * - of an unknown one, in volts: steps of 0.1 uV (0.01 uV in 24 bits), that is
 *   +-3.2 mV (+-80 mV)
 * - else: their own step where it is known, or 0.1 (0.01 in 24 bits)
 */
void emg_edf_scale_choose(emg_edf_scale *scale, const emg_channel *channel,
                          int width);

/* ---- record duration ------------------------------------------------- */

typedef struct emg_edf_duration {
    int64_t us; /* microseconds */
    char text[9];
    int64_t frames[EMG_EDF_GROUPS]; /* of each group in one record */
    bool exact;                     /* all rates follow from it exactly */
} emg_edf_duration;

/**
 * The shortest from 0.1 s on that 8 characters tell exactly and in which all
 * rates have whole samples; if possible one of which a second has a whole
 * number, since most recordings last whole seconds. Below 0.1 s only where
 * records would take more than 61,440 bytes. Depends on nothing but the rates
 * and channels, so that a pipe gets the records that a file gets.
 */
emg_status emg_edf_duration_choose(emg_edf_duration *duration,
                                   const emg_recording *recording, int width,
                                   emg_error *error);

/* ---- layout and header ----------------------------------------------- */

typedef struct emg_edf_column {
    emg_place place;
    const emg_channel *channel;
    emg_edf_scale scale;
    int64_t frames; /* of one record */
    int64_t offset; /* its first byte there */
} emg_edf_column;

typedef struct emg_edf_layout {
    int width; /* bytes of a sample: 2 or 3 */
    emg_edf_duration duration;
    int n_columns;
    emg_edf_column *columns;  /* in order of channel numbers */
    int64_t sample_bytes;     /* of all channels in a record */
    int64_t annotation_bytes; /* behind them; a multiple of 6 */
} emg_edf_layout;

/** recording stays in use. */
emg_status emg_edf_layout_init(emg_edf_layout *layout,
                               const emg_recording *recording, int width,
                               emg_error *error);
void emg_edf_layout_clear(emg_edf_layout *layout);

int64_t emg_edf_header_bytes(const emg_edf_layout *layout);

static inline int64_t
emg_edf_record_bytes(const emg_edf_layout *layout)
{
    return layout->sample_bytes + layout->annotation_bytes;
}

/** Fills emg_edf_header_bytes(layout) bytes. Returns how many labels had to
 * be changed to fit. */
int emg_edf_header_print(uint8_t *header, const emg_edf_layout *layout,
                         int64_t n_records, bool has_gaps);

/* ---- samples --------------------------------------------------------- */

/** A bank of lanes on its way into the columns of a record. */
typedef struct emg_edf_bank_out {
    emg_encode how;
    int bank, lanes;
    int column[EMG_LANES];
} emg_edf_bank_out;

typedef struct emg_edf_encoder {
    const emg_kernels_table *kernels;
    int n_groups;
    emg_edf_bank_out **banks; /* [group][bank] */
} emg_edf_encoder;

/** layout says how and where each channel of recording is written. */
emg_status emg_edf_encoder_init(emg_edf_encoder *encoder,
                                const emg_recording *recording,
                                const emg_edf_layout *layout, emg_error *error);
void emg_edf_encoder_clear(emg_edf_encoder *encoder);

/** What became of the samples of one channel in a record. */
typedef struct emg_edf_outcome {
    int64_t outside; /* were held within the range */
    bool strange;    /* some may not be finite */
} emg_edf_outcome;

/** Fills the columns of a record with the frames that wait, the last one
 * repeated where some lack. outcomes: one a column. */
void emg_edf_encode(emg_edf_encoder *encoder, const emg_edf_layout *layout,
                    const emg_join *join, uint8_t *record,
                    emg_edf_outcome *outcomes);

/* ---- annotations ----------------------------------------------------- */

/** Records without a gap between them. */
typedef struct emg_edf_stretch {
    emg_ticks start;
    int64_t first_record, n_records;
} emg_edf_stretch;

typedef struct emg_edf_note {
    double onset_s, duration_s;
    size_t text; /* where in the texts */
    size_t order;
    int64_t record; /* in which it begins; once placed, that holds it */
    int64_t placed;
} emg_edf_note;

/** All annotations, until the records they belong to are known. Zeroed is
 * empty. */
typedef struct emg_edf_notes {
    emg_edf_note *notes;
    size_t n_notes, room;
    char *texts;
    size_t used, texts_room;
    int64_t n_cut; /* texts that were too long */
} emg_edf_notes;

emg_status emg_edf_notes_add(emg_edf_notes *notes, const emg_event *event,
                             emg_error *error);
void emg_edf_notes_clear(emg_edf_notes *notes);

/** The time of a record, with its ending NUL; returns its length. */
size_t emg_edf_time_print(char to[EMG_EDF_TIME_BYTES + 1], emg_ticks onset);

/**
 * Gives each note its record: the one in which it begins, or a later one with
 * room, or at the end an earlier one. Sorts notes by record.
 *
 * Returns the bytes that records need for annotations, `least` or more.
 */
int64_t emg_edf_notes_place(emg_edf_notes *notes,
                            const emg_edf_stretch *stretches, size_t n,
                            emg_ticks record, int64_t least);

/** The time of the record of notes[*at] and its annotations; *at goes on to the
 * next record's. to: room for what emg_edf_notes_place said, all NUL. */
void emg_edf_notes_print(const emg_edf_notes *notes, size_t *at, emg_ticks time,
                         char *to);

/* ---- the sink -------------------------------------------------------- */

typedef struct emg_edf_sink {
    emg_sink sink; /* first, so that a sink pointer is one of these */
    emg_output *output;
    emg_listener listener;
    emg_recording recording;
    emg_edf_layout layout;
    emg_join join;
    emg_edf_notes notes;
    emg_edf_stretch *stretches;
    size_t n_stretches, room;
    int segment; /* of the last record, -1 before the first */
    bool has_gaps;
    int64_t n_records;
    int64_t n_outside; /* samples that were clipped */
    const emg_channel *first_outside;
    int64_t n_filled; /* stretches whose end was filled up */
    double filled_s;  /* the longest of them */
    emg_edf_encoder encoder;
    uint8_t *record;
    emg_edf_outcome *outcomes; /* of the record's columns */
} emg_edf_sink;

static inline emg_ticks
emg_edf_record_ticks(const emg_edf_layout *layout)
{
    return layout->duration.us * (EMG_TICKS_PER_S / 1000000);
}

/** When a record of a stretch begins. */
static inline emg_ticks
emg_edf_time(const emg_edf_sink *sink, const emg_edf_stretch *stretch,
             int64_t record)
{
    return stretch->start + (record - stretch->first_record) *
                                emg_edf_record_ticks(&sink->layout);
}

/** All records are written: what is left to be done. */
emg_status emg_edf_complete(emg_edf_sink *sink, emg_error *error);

#endif
