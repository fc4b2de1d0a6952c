/* Annotations without what they say. */
#ifndef EMG_IO_ANONYMIZE_NOTES_H
#define EMG_IO_ANONYMIZE_NOTES_H

#include "io/warn.h"

/** Which texts stay; all others become X. */
typedef struct emg_notes_kept {
    bool all;
    const char *const *texts;
    int n_texts;
} emg_notes_kept;

#define EMG_NOTES_TOLD 20 /* kept texts that are told one by one */

/** What happened to annotations so far. Zeroed is empty. */
typedef struct emg_notes_count {
    int64_t kept, replaced;
    char *told[EMG_NOTES_TOLD]; /* kept texts, each once */
    int n_told;
    bool more; /* and others */
} emg_notes_count;

/**
 * Copies the lists of one annotation signal in one record: times byte for
 * byte, texts only where they are kept. What cannot be read is left out with a
 * warning.
 *
 * to, from  n bytes each
 * at        byte of the file, for warnings
 */
emg_status emg_notes_copy(uint8_t *to, const uint8_t *from, size_t n,
                          const emg_notes_kept *keep, emg_notes_count *count,
                          int64_t at, emg_warnings *warnings, emg_error *error);
void emg_notes_count_clear(emg_notes_count *count);

/**
 * The next text in such lists from *at on, of *length bytes, and goes behind
 * it. False when there is none.
 */
bool emg_notes_next_text(const uint8_t *lists, size_t n, size_t *at,
                         const uint8_t **text, size_t *length);

#endif
