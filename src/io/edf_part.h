/* The second part of an EDF header: one field a signal for each of these. */
#ifndef EMG_IO_EDF_PART_H
#define EMG_IO_EDF_PART_H

#include "io/edf.h"
#include "io/edf_field.h"

/** In the order in which they stand in the file. */
typedef enum emg_edf_part_name {
    EMG_EDF_LABEL,
    EMG_EDF_TRANSDUCER,
    EMG_EDF_UNIT,
    EMG_EDF_PHYSICAL_MIN,
    EMG_EDF_PHYSICAL_MAX,
    EMG_EDF_DIGITAL_MIN,
    EMG_EDF_DIGITAL_MAX,
    EMG_EDF_PREFILTER,
    EMG_EDF_SAMPLES
} emg_edf_part_name;

/** What the readers of the parts share. */
typedef struct emg_edf_reader {
    emg_edf_header *header;
    const uint8_t *bytes; /* the whole header */
    emg_warnings *warnings;
    emg_error *error;
} emg_edf_reader;

/** The field of a signal, counted from 0. */
emg_edf_field emg_edf_part(const emg_edf_reader *reader, int signal,
                           emg_edf_part_name which);

/** The same as UTF-8 in to[0..size). */
void emg_edf_part_text(const emg_edf_reader *reader, int signal,
                       emg_edf_part_name which, char *to, size_t size);

/** Role, label, unit, kind and the other texts of all signals. */
void emg_edf_texts_read(const emg_edf_reader *reader);

/** The kind of a channel by its label, or by its unit. */
emg_kind emg_edf_kind(const emg_channel *channel);

/** Warns of labels that stand there twice; the channels have numbers. */
emg_status emg_edf_labels_judge(const emg_edf_reader *reader);

/** How all channels are scaled; the roles are known. */
emg_status emg_edf_ranges_read(const emg_edf_reader *reader);

#endif
