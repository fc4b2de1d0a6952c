/* Words of the trade, which tell nobody. */
#ifndef EMG_IO_ANONYMIZE_VOCABULARY_H
#define EMG_IO_ANONYMIZE_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How many letters begin at text; bytes above 0x7F are letters. */
size_t emg_letters(const uint8_t *text, size_t n);

/** True for a word of the trade, in any case: "EMG", "electrode", "Hz". */
bool emg_is_trade_word(const uint8_t *word, size_t n);

/** The same letter in lower case; only ASCII knows two. */
uint8_t emg_lower(uint8_t c);

/**
 * Blanks every part between blanks, commas and semicolons that holds a word
 * which is none of the trade, a number of more than 4 digits, or a byte that is
 * no text. Returns true when something was blanked.
 */
bool emg_keep_trade_words(uint8_t *text, size_t n);

#endif
