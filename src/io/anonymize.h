/* A copy of a recording without those who are named in it. */
#ifndef EMG_IO_ANONYMIZE_H
#define EMG_IO_ANONYMIZE_H

#include "io/output.h"

/**
 * What the copy may tell.
 *
 * strict       a warning of the reader is an error
 * code         one word of ASCII that stands for the person, or NULL
 * shift_days   the start date moves by so many days; 0: it is left out. The
 *              time of day is left out always
 * keep_sex     where the header tells it as EDF+ does
 * keep_age     in whole years at the start, 90 for all above
 * keep_annotations  all texts of annotations; otherwise those of `allowed`,
 *              and the rest becomes X. Their times stay, byte for byte
 */
typedef struct emg_anonymity {
    emg_listener listener;
    emg_provenance provenance;
    bool strict, force;
    const char *code;
    int shift_days;
    bool keep_sex, keep_age;
    bool keep_annotations;
    const char *const *allowed;
    int n_allowed;
} emg_anonymity;

/** EMG_BAD_OPTION for a code that is none. */
emg_status emg_anonymity_check(const emg_anonymity *how, emg_error *error);

/**
 * Copies EDF, EDF+, BDF and BDF+: samples byte for byte, of the header only
 * what is on the list of what tells nobody, and nothing behind the records.
 * AU keeps its samples, of its annotation only labels, units and scales of
 * channels. RIFF WAVE is copied where it holds nothing but its format and
 * samples, and refused otherwise. The result is read again before it gets its name.
 *
 * path    a file, or "-" for standard input
 * target  a file, or "-" for standard output
 *
 * EMG_INTERNAL when a word of the old identity is in the result: then there is
 * none. EMG_BAD_OPTION for a code or a shift that cannot be.
 */
emg_status emg_anonymize(const char *path, const char *target,
                         const emg_anonymity *how, emg_error *error);

#endif
