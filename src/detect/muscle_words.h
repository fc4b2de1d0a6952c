/* The words of labels, in small letters without accents. */
#ifndef EMG_DETECT_MUSCLE_WORDS_H
#define EMG_DETECT_MUSCLE_WORDS_H

#include "detect/muscle.h"

/** The muscle that words written as one mean, NULL: none. Longer than any of
 * them is none. */
const char *emg_muscle_called(const char *words);

/** Hands each such word to `take`, as word[0..length), with the muscle that it
 * means. */
void emg_muscle_words_each(void (*take)(void *to, const char *muscle,
                                        const char *word, size_t length),
                           void *to);

/** What a word says of the side of the body. */
typedef enum emg_side_word {
    EMG_NO_SIDE,
    EMG_SAYS_LEFT,
    EMG_SAYS_RIGHT,
    EMG_MAY_SAY_LEFT, /* "g", "li": only where another channel says right */
    EMG_MAY_SAY_RIGHT /* "d", "re" */
} emg_side_word;

emg_side_word emg_side_word_of(const char *word);

/** A word that says nothing: "emg", "sensor", a number. */
bool emg_word_is_idle(const char *word);

/** Where on the body a muscle is, as far as names depend on it. */
bool emg_muscle_is_of_leg(const char *muscle);
bool emg_muscle_is_of_larynx(const char *muscle);

#endif
