/* What the parts of the anonymiser say to each other. */
#ifndef EMG_IO_ANONYMIZE_PART_H
#define EMG_IO_ANONYMIZE_PART_H

#include "io/anonymize.h"
#include "io/anonymize_identity.h"
#include "io/edf_source.h"

/**
 * The header of the copy, as long as that of `edf` needs to be.
 *
 * to    256 bytes, and 256 a signal
 * from  the old one
 */
emg_status emg_anonymous_header(uint8_t *to, const uint8_t *from,
                                const emg_edf *edf,
                                const emg_identity *identity,
                                const emg_anonymity *how, emg_error *error);

/** Asks a header whether it tells anything of the identity. */
emg_status emg_anonymous_header_check(const uint8_t *header, int n_signals,
                                      const emg_identity *identity,
                                      emg_error *error);

/** Takes bytes, that begin as EDF or BDF, whatever happens. */
emg_status emg_anonymize_edf(emg_bytes *bytes, const char *target,
                             const emg_anonymity *how, emg_error *error);

/** The same for AU. */
emg_status emg_anonymize_au(emg_bytes *bytes, const char *target,
                            const emg_anonymity *how, emg_error *error);

/** The same for RIFF WAVE; its other relatives are refused. */
emg_status emg_anonymize_wav(emg_bytes *bytes, const char *target,
                             const emg_anonymity *how, emg_error *error);

#endif
