/* Did you mean ...? */
#ifndef KIT_NEAREST_H
#define KIT_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

/** The best of the words that were offered so far. */
typedef struct kit_nearest {
    const char *wanted;
    size_t length;
    char best[64];
    size_t distance;
} kit_nearest;

kit_nearest kit_nearest_to(const char *wanted);
kit_nearest kit_nearest_to_bytes(const char *wanted, size_t length);

/** Offers a word: word[0..length), so that words of a list need no copy. */
void kit_nearest_offer(kit_nearest *nearest, const char *word, size_t length);

/** True when a word was near enough to be meant; it is in `best`. */
bool kit_nearest_found(const kit_nearest *nearest);

#endif
