/* Which channels are read, and which of them are treated. */
#include "kit/kit.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "kit/guess.h"
#include "kit/muscle.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The channels of a recording in file order. */
typedef struct roll {
    const emg_recording *recording;
    emg_place *places;
    int n;
} roll;

static const emg_channel *
channel_at(const roll *all, int i)
{
    const emg_place *place = &all->places[i];
    return &all->recording->groups[place->group].channels[place->lane];
}

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
add_roll(emg_text *text, const roll *all)
{
    for (int i = 0; i < all->n; i++) {
        const emg_channel *channel = channel_at(all, i);
        emg_text_format(text, "%s%d %s", i ? ", " : "", channel->number,
                        channel->label);
        if (text->length > 150 && i + 1 < all->n) {
            emg_text_add(text, ", ...");
            return;
        }
    }
}

static emg_status
no_such(const roll *all, const char *word, emg_error *error)
{
    kit_guess guess = kit_guess_of(word);
    emg_text text = {0};
    for (int i = 0; i < all->n; i++)
        kit_guess_offer(&guess, channel_at(all, i));
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
reaches_beyond(const roll *all, const char *word)
{
    int64_t first, last, highest = 0;
    for (int i = 0; i < all->n; i++)
        if (channel_at(all, i)->number > highest)
            highest = channel_at(all, i)->number;
    return numbers_of(word, &first, &last) && last > highest;
}

/* Marks the channels that one word names. */
static bool
mark_word(const roll *all, const char *word, bool *marks)
{
    bool beyond = reaches_beyond(all, word);
    bool found = false;
    for (way by = EXACT; by < N_WAYS && !found; by++)
        for (int i = 0; i < all->n; i++)
            if (!(beyond && by == NUMBER) &&
                names(word, channel_at(all, i), by))
                marks[i] = found = true;
    return found;
}

/* A whole item may be a label that holds a comma; otherwise commas part it. */
static emg_status
mark_item(const roll *all, const char *item, bool *marks, emg_error *error)
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

static emg_status
mark_list(const roll *all, const kit_list *list, bool *marks, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < list->n && !status; i++)
        status = mark_item(all, list->items[i], marks, error);
    return status;
}

/* How sure it is that a channel is one to treat; only the surest are. */
static int
likeness(const emg_channel *channel, bool named)
{
    bool voltage = channel->to_uv > 0;
    if (channel->bad && !named)
        return 0;
    if (channel->kind == EMG_KIND_EMG)
        return 3;
    if (channel->kind == EMG_KIND_UNKNOWN && (voltage || !channel->unit[0]))
        return 2;
    return voltage && channel->kind != EMG_KIND_TRIGGER;
}

static emg_status
by_kind(const roll *all, const bool *kept, bool named, emg_use *uses,
        emg_error *error)
{
    int most = 0;
    for (int i = 0; i < all->n; i++)
        if (kept[i] && likeness(channel_at(all, i), named) > most)
            most = likeness(channel_at(all, i), named);
    for (int i = 0; i < all->n; i++)
        if (kept[i])
            uses[i] = most > 0 && likeness(channel_at(all, i), named) == most
                          ? EMG_TREAT
                          : EMG_PASS;
    if (most > 0)
        return EMG_OK;
    emg_fail(error, EMG_BAD_OPTION,
             "no channel is an EMG or a voltage; name those to treat with "
             "--process");
    emg_error_in_file(error, all->recording->name);
    return EMG_BAD_OPTION;
}

static emg_status
by_process(const kit_chosen *chosen, const roll *all, const bool *kept,
           bool *marks, emg_use *uses, emg_error *error)
{
    emg_status status = mark_list(all, &chosen->input.process, marks, error);
    for (int i = 0; i < all->n && !status; i++) {
        uses[i] = !kept[i] ? EMG_DROP : marks[i] ? EMG_TREAT : EMG_PASS;
        if (marks[i] && !kept[i])
            status = emg_fail(error, EMG_BAD_OPTION,
                              "--process names channel %s, which --channels "
                              "drops",
                              channel_at(all, i)->label);
    }
    return status;
}

static emg_status
decide(const kit_chosen *chosen, const roll *all, bool *kept, bool *marks,
       emg_use *uses, emg_error *error)
{
    const kit_list *wanted = &chosen->input.channels;
    const kit_tool *tool = chosen->tool;
    bool by_rule = tool->emg_only || (tool->build && !tool->treats_all);

    for (int i = 0; i < all->n; i++)
        kept[i] = wanted->n == 0;
    emg_status status = mark_list(all, wanted, kept, error);
    if (status)
        return status;
    if (chosen->input.process.n > 0)
        return by_process(chosen, all, kept, marks, uses, error);
    for (int i = 0; i < all->n; i++)
        uses[i] = kept[i] ? EMG_TREAT : EMG_DROP;
    return by_rule && all->n > 0
               ? by_kind(all, kept, wanted->n > 0, uses, error)
               : EMG_OK;
}

emg_status
kit_uses(const kit_chosen *chosen, const emg_recording *recording,
         emg_use *uses, emg_error *error)
{
    roll all = {.recording = recording, .n = emg_recording_channels(recording)};
    size_t n = (size_t)all.n;
    all.places = emg_new(n, sizeof *all.places, error);
    bool *kept = emg_new(n, sizeof *kept, error);
    bool *marks = emg_new(n, sizeof *marks, error);
    emg_status status = EMG_NO_MEMORY;

    if (all.places && kept && marks) {
        emg_recording_order(recording, all.places);
        status = decide(chosen, &all, kept, marks, uses, error);
    }
    emg_free(all.places);
    emg_free(kept);
    emg_free(marks);
    return status;
}

emg_status
kit_select(const kit_chosen *chosen, emg_source *source, bool drops, int but,
           emg_error *error)
{
    const emg_recording *recording = &source->recording;
    roll all = {.recording = recording, .n = emg_recording_channels(recording)};
    all.places = emg_new((size_t)all.n, sizeof *all.places, error);
    emg_use *uses = emg_new((size_t)all.n, sizeof *uses, error);
    emg_status status = EMG_NO_MEMORY;
    if (all.places && uses) {
        emg_recording_order(recording, all.places);
        status = kit_uses(chosen, recording, uses, error);
    }
    for (int i = 0; i < all.n && !status; i++) {
        if (all.places[i].number == but)
            uses[i] = EMG_PASS;
        else if (drops && uses[i] == EMG_PASS)
            uses[i] = EMG_DROP;
    }
    if (!status)
        status = emg_source_select(source, uses, error);
    emg_free(all.places);
    emg_free(uses);
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
    roll all = {.recording = recording, .n = emg_recording_channels(recording)};
    all.places = emg_new((size_t)all.n, sizeof *all.places, error);
    if (!all.places)
        return EMG_NO_MEMORY;
    emg_recording_order(recording, all.places);
    emg_status status =
        mark_word(&all, word, marks) ? EMG_OK : no_such(&all, word, error);
    emg_free(all.places);
    return status;
}

emg_status
kit_one_channel(const emg_recording *recording, const char *option,
                const char *word, int *number, emg_error *error)
{
    int n = emg_recording_channels(recording), found = 0;
    bool *marks = emg_new((size_t)n, sizeof *marks, error);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    emg_status status = marks && places
                            ? kit_mark(recording, word, marks, error)
                            : EMG_NO_MEMORY;
    if (!status) {
        emg_recording_order(recording, places);
        for (int i = 0; i < n; i++)
            if (marks[i] && found++ == 0)
                *number = places[i].number;
        if (found != 1)
            status = emg_fail(error, EMG_BAD_OPTION,
                              "--%s: '%s' names %d channels, not one", option,
                              word, found);
    }
    emg_free(marks);
    emg_free(places);
    return status;
}
