/* Words are tried as labels first, then ever more freely. */
#include "kit/channel_names.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "kit/guess.h"
#include "kit/muscle.h"

#include <fnmatch.h>
#include <string.h>
#include <strings.h>

/* "EMG R FCR" of EDF is "R FCR" to people. */
static const char *
bare_label(const char *label)
{
    return strncasecmp(label, "EMG ", 4) == 0 ? label + 4 : label;
}

/* The ways in which a word may name a channel, the plainest first. */
typedef enum way {
    EXACT,
    ANY_CASE,
    BARE,
    PLAIN,
    NUMBER,
    GLOB,
    MUSCLE,
    N_WAYS
} way;

/* "3", "#3", "3-5" */
static bool
numbers_of(const char *word, int64_t *first, int64_t *last)
{
    word += *word == '#';
    size_t digits = strspn(word, "0123456789");
    if (digits == 0 || !emg_integer_read(word, digits, first))
        return false;
    *last = *first;
    if (!word[digits])
        return true;
    const char *rest = word + digits + 1;
    rest += *rest == '#';
    return word[digits] == '-' && strspn(rest, "0123456789") == strlen(rest) &&
           emg_integer_read(rest, strlen(rest), last);
}

/* "FCR" names "R flexor carpi radialis" too, "right FCR" only that. */
static bool
names_muscle(const char *word, const emg_channel *channel)
{
    emg_muscle_name wanted = emg_muscle_of(word);
    emg_muscle_name found = kit_muscle_of(channel);
    return wanted.muscle && wanted.muscle == found.muscle &&
           (!wanted.side || wanted.side == found.side);
}

/* Who types "Flechisseur" means the one with an accent, too. */
static bool
same_plain(const char *word, const char *label)
{
    char a[256], b[256];
    emg_utf8_plain(a, sizeof a, bare_label(word));
    emg_utf8_plain(b, sizeof b, bare_label(label));
    return strcasecmp(a, b) == 0;
}

static bool
names(const char *word, const emg_channel *channel, way by)
{
    const char *label = channel->label;
    int64_t first, last;
    switch (by) {
    case EXACT:
        return strcmp(word, label) == 0;
    case ANY_CASE:
        return strcasecmp(word, label) == 0;
    case BARE:
        return strcasecmp(bare_label(word), bare_label(label)) == 0;
    case PLAIN:
        return same_plain(word, label);
    case NUMBER:
        return numbers_of(word, &first, &last) && channel->number >= first &&
               channel->number <= last;
    case MUSCLE:
        return names_muscle(word, channel);
    default:
        return fnmatch(word, label, FNM_CASEFOLD) == 0 ||
               fnmatch(word, bare_label(label), FNM_CASEFOLD) == 0;
    }
}

static void
add_roll(emg_text *text, const kit_roll *all)
{
    for (int i = 0; i < all->n; i++) {
        const emg_channel *channel = kit_roll_at(all, i);
        emg_text_format(text, "%s%d %s", i ? ", " : "", channel->number,
                        channel->label);
        if (text->length > 150 && i + 1 < all->n) {
            emg_text_add(text, ", ...");
            return;
        }
    }
}

static emg_status
no_such(const kit_roll *all, const char *word, emg_error *error)
{
    kit_guess guess = kit_guess_of(word);
    emg_text text = {0};
    for (int i = 0; i < all->n; i++)
        kit_guess_offer(&guess, kit_roll_at(all, i));
    kit_guess_say(&guess, &text);
    emg_text_add(&text, "it has ");
    add_roll(&text, all);
    emg_fail(error, EMG_BAD_OPTION, "there is no channel '%.40s'; %s", word,
             text.chars ? text.chars : "");
    emg_text_free(&text);
    emg_error_in_file(error, all->recording->name);
    return EMG_BAD_OPTION;
}

/* "2-9" of three channels names none of them rather than two. */
static bool
reaches_beyond(const kit_roll *all, const char *word)
{
    int64_t first, last, highest = 0;
    for (int i = 0; i < all->n; i++)
        if (kit_roll_at(all, i)->number > highest)
            highest = kit_roll_at(all, i)->number;
    return numbers_of(word, &first, &last) && last > highest;
}

/* Marks the channels that one word names. */
static bool
mark_word(const kit_roll *all, const char *word, bool *marks)
{
    bool beyond = reaches_beyond(all, word);
    bool found = false;
    for (way by = EXACT; by < N_WAYS && !found; by++)
        for (int i = 0; i < all->n; i++)
            if (!(beyond && by == NUMBER) &&
                names(word, kit_roll_at(all, i), by))
                marks[i] = found = true;
    return found;
}

/* A whole item may be a label that holds a comma; otherwise commas part it. */
static emg_status
mark_item(const kit_roll *all, const char *item, bool *marks, emg_error *error)
{
    if (mark_word(all, item, marks))
        return EMG_OK;
    char *words = emg_text_copy(item, error);
    if (!words)
        return EMG_NO_MEMORY;
    emg_status status = EMG_OK;
    char *rest = words;
    while (rest && !status) {
        char *word = strsep(&rest, ",");
        if (!mark_word(all, word, marks))
            status = no_such(all, word, error);
    }
    emg_free(words);
    return status;
}

emg_status
kit_mark_list(const kit_roll *all, const kit_list *list, bool *marks,
              emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < list->n && !status; i++)
        status = mark_item(all, list->items[i], marks, error);
    return status;
}

const emg_channel *
kit_channel_called(const emg_recording *recording, const char *label)
{
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels; c++)
            if (strcmp(recording->groups[g].channels[c].label, label) == 0)
                return &recording->groups[g].channels[c];
    return NULL;
}

emg_status
kit_mark(const emg_recording *recording, const char *word, bool *marks,
         emg_error *error)
{
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    if (!status && !mark_word(&all, word, marks))
        status = no_such(&all, word, error);
    kit_roll_clear(&all);
    return status;
}

emg_status
kit_one_channel(const emg_recording *recording, const char *option,
                const char *word, int *number, emg_error *error)
{
    int found = 0;
    kit_roll all;
    emg_status status = kit_roll_init(&all, recording, error);
    if (!status && !mark_word(&all, word, all.a))
        status = no_such(&all, word, error);
    for (int i = 0; i < all.n && !status; i++)
        if (all.a[i] && found++ == 0)
            *number = all.places[i].number;
    if (!status && found != 1)
        status = emg_fail(error, EMG_BAD_OPTION,
                          "--%s: '%s' names %d channels, not one", option, word,
                          found);
    kit_roll_clear(&all);
    return status;
}
