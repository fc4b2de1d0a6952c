/* Words to options and operands, against the tables. */
#include "kit/parse.h"

#include "base/memory.h"
#include "kit/cleaning.h"
#include "kit/config.h"
#include "kit/nearest.h"

#include <string.h>
#include <unistd.h>

typedef struct parser {
    kit_chosen *chosen;
    kit_list given; /* names of options, for --config */
    kit_section sections[KIT_MOST_SECTIONS];
    int n_sections;
    int argc, at;
    char **argv;
} parser;

/* One of the other names; launchers write dashes or underscores. */
static bool
is_also(const kit_option *option, const char *name, size_t length)
{
    const char *also = option->also;
    while (also && *also) {
        size_t n = strcspn(also, "|"), i = 0;
        while (n == length && i < n &&
               (also[i] == name[i] || (also[i] == '-' && name[i] == '_')))
            i++;
        if (n == length && i == n)
            return true;
        also += n + (also[n] == '|');
    }
    return false;
}

static const kit_option *
find_name(const parser *self, const char *name, size_t length, void **values)
{
    for (int s = 0; s < self->n_sections; s++)
        for (const kit_option *o = self->sections[s].options; o->name; o++)
            if ((strlen(o->name) == length &&
                 memcmp(o->name, name, length) == 0) ||
                is_also(o, name, length)) {
                *values = self->sections[s].values;
                return o;
            }
    return NULL;
}

static const kit_option *
find_letter(const parser *self, char letter, void **values)
{
    for (int s = 0; s < self->n_sections; s++)
        for (const kit_option *o = self->sections[s].options; o->name; o++)
            if (o->letter == letter) {
                *values = self->sections[s].values;
                return o;
            }
    return NULL;
}

/* "rms" is no option, but a word of --envelope. */
static const kit_option *
find_word(const parser *self, const char *word, size_t length)
{
    for (int s = 0; s < self->n_sections; s++)
        for (const kit_option *o = self->sections[s].options; o->name; o++)
            for (const char *w = o->type == KIT_CHOICE ? o->words : ""; *w;) {
                size_t n = strcspn(w, "|");
                if (n == length && memcmp(w, word, n) == 0)
                    return o;
                w += n + (w[n] == '|');
            }
    return NULL;
}

static emg_status
unknown(const parser *self, const char *name, size_t length, emg_error *error)
{
    const kit_option *takes = find_word(self, name, length);
    if (takes)
        return emg_fail(error, EMG_BAD_OPTION,
                        "there is no option --%.*s; did you mean --%s %.*s?",
                        (int)length, name, takes->name, (int)length, name);
    kit_nearest nearest = kit_nearest_to_bytes(name, length);
    const char *longer = NULL;
    for (int s = 0; s < self->n_sections; s++)
        for (const kit_option *o = self->sections[s].options; o->name; o++) {
            kit_nearest_offer(&nearest, o->name, strlen(o->name));
            if (!longer && length >= 3 && strncmp(o->name, name, length) == 0)
                longer = o->name;
        }
    bool near = kit_nearest_found(&nearest);
    if (longer || near)
        return emg_fail(error, EMG_BAD_OPTION,
                        "there is no option --%.*s; did you mean --%s?",
                        (int)length, name, near ? nearest.best : longer);
    return emg_fail(error, EMG_BAD_OPTION,
                    "there is no option --%.*s; see %s --help", (int)length,
                    name, self->chosen->tool->name);
}

/* The word after the option, when it can be a value. */
static emg_status
next_word(parser *self, const kit_option *option, const char **value,
          emg_error *error)
{
    if (self->at + 1 < self->argc &&
        strncmp(self->argv[self->at + 1], "--", 2) != 0) {
        *value = self->argv[++self->at];
        return EMG_OK;
    }
    return emg_fail(error, EMG_BAD_OPTION, "--%s needs a value", option->name);
}

static emg_status
take(parser *self, const kit_option *option, const char *text, void *values,
     emg_error *error)
{
    emg_status status = kit_list_add(&self->given, option->name, error);
    return status ? status : kit_value_read(option, text, values, error);
}

static emg_status
long_option(parser *self, const char *name, emg_error *error)
{
    size_t length = strcspn(name, "=");
    const char *value = name[length] ? name + length + 1 : NULL;
    void *values = NULL;
    const kit_option *option = find_name(self, name, length, &values);

    if (!option)
        return unknown(self, name, length, error);
    if (option->type == KIT_FLAG && value)
        return emg_fail(error, EMG_BAD_OPTION, "--%s takes no value",
                        option->name);
    if (option->type == KIT_FLAG)
        return take(self, option, "", values, error);
    if (!value && next_word(self, option, &value, error))
        return EMG_BAD_OPTION;
    emg_status status = take(self, option, value, values, error);
    while (!status && option->many && self->at + 1 < self->argc &&
           self->argv[self->at + 1][0] != '-')
        status = take(self, option, self->argv[++self->at], values, error);
    return status;
}

/* A file may be called "-1.edf", and stand so where a shell made the list. */
static emg_status
no_letter(const parser *self, char letter, const char *word, emg_error *error)
{
    if (access(word, F_OK) == 0)
        return emg_fail(error, EMG_BAD_OPTION,
                        "there is no option -%c; for the file of this name "
                        "write ./%s, or -- before the files",
                        letter, word);
    return emg_fail(error, EMG_BAD_OPTION,
                    "there is no option -%c; see %s --help", letter,
                    self->chosen->tool->name);
}

/* "-qv", "-j2", "-j 2": flags may stand together, a value ends the word. */
static emg_status
short_options(parser *self, const char *letters, emg_error *error)
{
    const char *word = letters - 1; /* with its dash */
    emg_status status = EMG_OK;
    for (; *letters && !status && !kit_wants_page(self->chosen); letters++) {
        void *values = NULL;
        const kit_option *option = find_letter(self, *letters, &values);
        const char *value = letters + 1;
        if (!option)
            return no_letter(self, *letters, word, error);
        if (option->type == KIT_FLAG) {
            status = take(self, option, "", values, error);
            continue;
        }
        if (!*value && next_word(self, option, &value, error))
            return EMG_BAD_OPTION;
        return take(self, option, value, values, error);
    }
    return status;
}

bool
kit_wants_page(const kit_chosen *chosen)
{
    return chosen->batch.help || chosen->batch.version ||
           chosen->batch.page != KIT_NO_PAGE;
}

static emg_status
words(parser *self, emg_error *error)
{
    bool only_operands = false;
    emg_status status = EMG_OK;

    for (self->at = 1; self->at < self->argc && !status; self->at++) {
        const char *word = self->argv[self->at];
        if (only_operands || word[0] != '-' || !word[1])
            status = kit_list_add(&self->chosen->operands, word, error);
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (word[1] == '-')
            status = long_option(self, word + 2, error);
        else
            status = short_options(self, word + 1, error);
        if (kit_wants_page(self->chosen))
            return EMG_OK;
    }
    return status;
}

static emg_status
standards(parser *self, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int s = 0; s < self->n_sections; s++) {
        const kit_option *o = self->sections[s].options;
        for (; o->name && !status; o++)
            if (o->standard && o->type != KIT_TEXT && o->type != KIT_LIST)
                status = kit_value_read(o, o->standard,
                                        self->sections[s].values, error);
    }
    return status;
}

#define STANDARD_RIPPLE_DB 0.5
#define STANDARD_ATTENUATION_DB 40

/* What holds for all filters, wherever it stood on the command line. */
static emg_status
complete_filters(kit_filtering *filtering, emg_error *error)
{
    bool fir = filtering->taps > 0 || filtering->transition_hz > 0;
    bool ripples = filtering->design == EMG_CHEBYSHEV_1 ||
                   filtering->design == EMG_ELLIPTIC ||
                   filtering->transition_hz > 0;
    bool stops = filtering->design == EMG_CHEBYSHEV_2 ||
                 filtering->design == EMG_ELLIPTIC ||
                 filtering->transition_hz > 0;
    if (filtering->ripple_db > 0 && !ripples)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--ripple belongs to --design chebyshev1 and elliptic");
    if (filtering->attenuation_db > 0 && !stops)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--attenuation belongs to --design chebyshev2 and "
                        "elliptic");
    if (fir && filtering->design != EMG_BUTTERWORTH)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--fir and --design exclude each other");
    if (ripples && filtering->ripple_db <= 0)
        filtering->ripple_db = STANDARD_RIPPLE_DB;
    if (stops && filtering->attenuation_db <= 0)
        filtering->attenuation_db = STANDARD_ATTENUATION_DB;
    for (int i = 0; i < filtering->filters.n; i++)
        kit_complete_filter(filtering, &filtering->filters.items[i]);
    return EMG_OK;
}

/* What holds when all words are read. */
static emg_status
complete(kit_chosen *chosen, emg_error *error)
{
    emg_status status = complete_filters(&chosen->filtering, error);
    if (!status && (chosen->tool->groups & KIT_ENVELOPE))
        status = kit_complete_envelope(&chosen->enveloping, error);
    if (!status)
        status = kit_cleaning_read(chosen, &(emg_cleaning){0}, error);
    if (!status && chosen->tool->check)
        status = chosen->tool->check(chosen, error);
    return status;
}

emg_status
kit_parse(kit_chosen *chosen, int argc, char **argv, emg_error *error)
{
    parser self = {.chosen = chosen, .argc = argc, .argv = argv};
    self.n_sections = kit_sections(chosen, self.sections);

    emg_status status = standards(&self, error);
    if (!status)
        status = words(&self, error);
    bool goes_on = !status && !kit_wants_page(chosen);
    if (goes_on && chosen->batch.config)
        status = kit_config_apply(chosen, &self.given, error);
    emg_free(self.given.items);
    return goes_on && !status ? complete(chosen, error) : status;
}

void
kit_chosen_clear(kit_chosen *chosen)
{
    kit_section sections[KIT_MOST_SECTIONS];
    int n = kit_sections(chosen, sections);
    for (int s = 0; s < n; s++)
        for (const kit_option *o = sections[s].options; o->name; o++)
            if (o->type == KIT_LIST)
                emg_free(
                    ((kit_list *)((char *)sections[s].values + o->at))->items);
    emg_free(chosen->operands.items);
    kit_config_free(chosen);
}
