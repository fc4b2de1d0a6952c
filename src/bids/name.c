/* key-label_key-label_suffix.extension */
#include "bids/name.h"

#include <string.h>

/* In the order in which they may stand in a name; the last is of derivatives.
 */
static const char *const keys[] = {
    "sub", "ses", "sample", "task",      "tracksys", "acq",   "dir",
    "mod", "run", "space",  "recording", "chunk",    "split", "desc"};

static int
rank_of(const char *key)
{
    for (int i = 0; i < (int)(sizeof keys / sizeof *keys); i++)
        if (strcmp(key, keys[i]) == 0)
            return i;
    return -1;
}

static bool
is_index(const char *key)
{
    return strcmp(key, "run") == 0 || strcmp(key, "chunk") == 0 ||
           strcmp(key, "split") == 0;
}

static bool
is_of(const char *text, size_t length, const char *allowed)
{
    for (size_t i = 0; i < length; i++)
        if (!text[i] || !strchr(allowed, text[i]))
            return false;
    return length > 0;
}

#define DIGITS "0123456789"
#define LETTERS                                                                \
    "abcdefghijklmnopqrstuvwxyz"                                               \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool
keep(char *to, size_t size, const char *text, size_t length,
     const char *allowed)
{
    if (length >= size || !is_of(text, length, allowed))
        return false;
    memcpy(to, text, length);
    to[length] = 0;
    return true;
}

/* "task-hold"; *rank is that of the entity before it. */
static const char *
read_entity(emg_bids_entity *entity, const char *word, size_t length, int *rank)
{
    const char *dash = memchr(word, '-', length);
    if (!dash)
        return "a part of the name is no ENTITY-LABEL";
    size_t key = (size_t)(dash - word);
    if (!keep(entity->key, sizeof entity->key, word, key, LETTERS) ||
        rank_of(entity->key) < 0)
        return "its name holds an entity that there is not";
    if (!keep(entity->label, sizeof entity->label, dash + 1, length - key - 1,
              is_index(entity->key) ? DIGITS : DIGITS LETTERS "+"))
        return is_index(entity->key)
                   ? "an index in its name is no whole number"
                   : "a label in its name holds more than letters, digits "
                     "and +";
    if (rank_of(entity->key) == *rank)
        return "its name holds an entity twice";
    if (rank_of(entity->key) < *rank)
        return "the entities of its name are not in order";
    *rank = rank_of(entity->key);
    return NULL;
}

static const char *
read_ending(emg_bids_name *name, const char *word)
{
    size_t length = strcspn(word, ".");
    size_t rest = strlen(word + length);
    if (!keep(name->suffix, sizeof name->suffix, word, length, DIGITS LETTERS))
        return "its name ends in no suffix such as _emg";
    if (!keep(name->extension, sizeof name->extension, word + length, rest,
              DIGITS LETTERS "."))
        return "its name has no extension";
    return NULL;
}

void
emg_bids_name_read(emg_bids_name *name, const char *base, const char **wrong)
{
    int rank = -1;
    const char *word = base, *stop = base + strcspn(base, ".");
    *name = (emg_bids_name){0};
    *wrong = NULL;
    for (const char *end; !*wrong; word = end + 1) {
        end = memchr(word, '_', (size_t)(stop - word));
        if (!end)
            break;
        if (name->n == EMG_BIDS_MOST) /* more than there are */
            *wrong = "its name holds an entity twice";
        else
            *wrong = read_entity(&name->entities[name->n++], word,
                                 (size_t)(end - word), &rank);
    }
    if (!*wrong)
        *wrong = read_ending(name, word);
}

const char *
emg_bids_label(const emg_bids_name *name, const char *key)
{
    for (int i = 0; i < name->n; i++)
        if (strcmp(name->entities[i].key, key) == 0)
            return name->entities[i].label;
    return NULL;
}

bool
emg_bids_has_all(const emg_bids_name *name, const emg_bids_name *of)
{
    for (int i = 0; i < of->n; i++) {
        const char *label = emg_bids_label(name, of->entities[i].key);
        if (!label || strcmp(label, of->entities[i].label) != 0)
            return false;
    }
    return true;
}
