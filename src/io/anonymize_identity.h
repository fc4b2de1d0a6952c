/* Who and when an EDF header tells of, and whether a text still tells it. */
#ifndef EMG_IO_ANONYMIZE_IDENTITY_H
#define EMG_IO_ANONYMIZE_IDENTITY_H

#include "io/anonymize_day.h"

#include <stdint.h>

#define EMG_IDENTITY_BYTES 176 /* patient, recording, date, time */
#define EMG_IDENTITY_WORDS 128

/** A word of three bytes or more, in lower case. */
typedef struct emg_identity_word {
    int at, n; /* in bytes */
} emg_identity_word;

/** Plain data. */
typedef struct emg_identity {
    uint8_t bytes[EMG_IDENTITY_BYTES];
    uint8_t lower[EMG_IDENTITY_BYTES];
    int n_words;
    emg_identity_word words[EMG_IDENTITY_WORDS];
    char sex; /* F, M or X */
    emg_day birth, start;
} emg_identity;

/** From the first 256 bytes of a header. */
void emg_identity_read(emg_identity *identity, const uint8_t *first);

/** Where one of its words begins in text, in any case; -1: nowhere. Words
 * within words of the trade do not count: "Ann" in "Channel". */
int64_t emg_identity_in_text(const emg_identity *identity, const uint8_t *text,
                             size_t n);

/** Where a word of 6 bytes or more stands among samples, letter by letter;
 * shorter ones stand there by chance. */
int64_t emg_identity_in_samples(const emg_identity *identity,
                                const uint8_t *samples, size_t n);

#endif
