/* Labels are short, so a slip of the finger leaves them near; who writes out
 * the name of a muscle is far from its label and near to the name. */
#include "kit/guess.h"

#include "detect/muscle_words.h"
#include "kit/findings.h"
#include "kit/muscle.h"

#include <string.h>

/* Shorter words are abbreviations, and some is near to any word. */
#define SHORTEST 5

typedef struct search {
    kit_nearest nearest;
    const char *muscle;
} search;

static void
offer_word(void *to, const char *muscle, const char *word, size_t length)
{
    search *self = to;
    size_t before = self->nearest.distance;
    if (length < SHORTEST)
        return;
    kit_nearest_offer(&self->nearest, word, length);
    if (self->nearest.distance < before)
        self->muscle = muscle;
}

kit_guess
kit_guess_of(const char *word)
{
    char words[256];
    kit_guess guess = {.name = kit_nearest_to(word),
                       .side = emg_muscle_words(word, words, sizeof words)};
    search names = {.nearest = kit_nearest_to(words)};
    if (names.nearest.length >= SHORTEST)
        emg_muscle_words_each(offer_word, &names);
    if (kit_nearest_found(&names.nearest) && names.nearest.distance > 0)
        guess.muscle = names.muscle;
    return guess;
}

void
kit_guess_offer(kit_guess *guess, const emg_channel *channel)
{
    const char *bare = kit_bare_label(channel);
    emg_muscle_name name = kit_muscle_of(channel);
    kit_nearest_offer(&guess->name, channel->label, strlen(channel->label));
    kit_nearest_offer(&guess->name, bare, strlen(bare));
    if (name.muscle)
        kit_nearest_offer(&guess->name, name.muscle, strlen(name.muscle));
    if (!guess->channel && name.muscle && name.muscle == guess->muscle &&
        (!guess->side || guess->side == name.side))
        guess->channel = channel->label;
}

void
kit_guess_say(const kit_guess *guess, emg_text *to)
{
    if (kit_nearest_found(&guess->name))
        emg_text_format(to, "did you mean %s? ", guess->name.best);
    else if (guess->channel)
        emg_text_format(to, "did you mean %s? ", guess->channel);
    else if (guess->muscle)
        emg_text_format(to, "did you mean %s, which is not there either? ",
                        guess->muscle);
}
