/* Rules from the command line and from a file of filters. */
#include "dataset/select.h"

#include "base/memory.h"
#include "base/number.h"
#include "bids/fields.h"
#include "kit/sheet.h"

#include <stdio.h>
#include <string.h>

/* ---- rules --------------------------------------------------------------- */

static dataset_rule *
add_rule(dataset_selection *selection, const char *key, emg_error *error)
{
    if (emg_grow((void **)&selection->rules, &selection->room, selection->n + 1,
                 sizeof *selection->rules, error))
        return NULL;
    dataset_rule *rule = &selection->rules[selection->n++];
    *rule = (dataset_rule){.key = key};
    return rule;
}

static bool
is_index(const char *key)
{
    return strcmp(key, "run") == 0;
}

static emg_status
no_label(const char *key, const char *word, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "'%.60s' is no %s: %s; a file of them has a dot or a "
                    "slash in its name",
                    word, is_index(key) ? "index" : "label",
                    is_index(key) ? "a whole number"
                                  : "letters, digits and + only");
}

/* Is it one that a name may hold? */
static bool
makes_sense(const char *key, const char *label)
{
    char base[128];
    emg_bids_name name;
    const char *wrong;
    int length = snprintf(base, sizeof base, "%s-%s_emg.edf", key, label);
    emg_bids_name_read(&name, base, &wrong);
    return length < (int)sizeof base && !wrong && name.n == 1;
}

static emg_status
add_label(dataset_rule *rule, const char *text, emg_error *error)
{
    size_t key = strlen(rule->key);
    if (strncmp(text, rule->key, key) == 0 && text[key] == '-')
        text += key + 1;
    if (!makes_sense(rule->key, text))
        return no_label(rule->key, text, error);
    if (emg_grow((void **)&rule->labels, &rule->room, rule->n + 1,
                 sizeof *rule->labels, error))
        return EMG_NO_MEMORY;
    char *copy = emg_text_copy(text, error);
    if (!copy)
        return EMG_NO_MEMORY;
    rule->labels[rule->n++] = (dataset_label){.text = copy};
    return EMG_OK;
}

static emg_status
add_words(dataset_rule *rule, const char *words, emg_error *error)
{
    char *copy = emg_text_copy(words, error), *rest = copy;
    emg_status status = copy ? EMG_OK : EMG_NO_MEMORY;
    while (rest && !status) {
        const char *word = strsep(&rest, ",");
        if (*word)
            status = add_label(rule, word, error);
    }
    emg_free(copy);
    return status;
}

/* A label a line is a table of one column without its name. */
static emg_status
add_listed(dataset_rule *rule, const char *path, emg_error *error)
{
    kit_sheet sheet;
    emg_status status = kit_sheet_open(&sheet, path, EMG_BAD_OPTION, error);
    if (!status && sheet.n_columns > 0 && *sheet.names[0])
        status = add_label(rule, sheet.names[0], error);
    while (!status && kit_sheet_next(&sheet, error))
        status = add_label(rule, sheet.cells[0], error);
    kit_sheet_close(&sheet);
    if (!status)
        status = error->status;
    if (status)
        emg_error_in_file(error, path);
    return status;
}

emg_status
dataset_select(dataset_selection *selection, const char *key,
               const kit_list *words, emg_error *error)
{
    emg_status status = EMG_OK;
    if (words->n == 0)
        return EMG_OK;
    dataset_rule *rule = add_rule(selection, key, error);
    if (!rule)
        return EMG_NO_MEMORY;
    for (int i = 0; i < words->n && !status; i++)
        status = strpbrk(words->items[i], "./")
                     ? add_listed(rule, words->items[i], error)
                     : add_words(rule, words->items[i], error);
    return status;
}

/* ---- a file of filters --------------------------------------------------- */

/* The names that PyBIDS gives to entities, and those in names of files. */
static const char *
key_called(const char *name)
{
    static const char *const names[][2] = {
        {"subject", "sub"},     {"session", "ses"}, {"task", "task"},
        {"acquisition", "acq"}, {"run", "run"},     {"recording", "recording"},
        {"sub", "sub"},         {"ses", "ses"},     {"acq", "acq"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

static emg_status
add_value(dataset_rule *rule, const json_t *value, emg_error *error)
{
    char digits[32];
    emg_status status = EMG_OK;
    if (json_is_null(value)) {
        rule->absent = true;
        return EMG_OK;
    }
    if (json_is_string(value))
        return add_label(rule, json_string_value(value), error);
    if (json_is_integer(value)) {
        snprintf(digits, sizeof digits, "%lld",
                 (long long)json_integer_value(value));
        return add_label(rule, digits, error);
    }
    if (!json_is_array(value))
        return emg_fail(error, EMG_BAD_OPTION,
                        "a filter is text, a whole number, null, or a list of "
                        "them");
    for (size_t i = 0; i < json_array_size(value) && !status; i++) {
        const json_t *one = json_array_get(value, i);
        status = json_is_array(one) ? emg_fail(error, EMG_BAD_OPTION,
                                               "a filter is no list of lists")
                                    : add_value(rule, one, error);
    }
    return status;
}

/* What all recordings have needs no rule. */
static bool
goes_without_saying(const char *name, const json_t *value)
{
    static const char *const facts[] = {"datatype", "suffix"};
    const char *text = json_string_value(value);
    for (int i = 0; i < 2; i++)
        if (strcmp(name, facts[i]) == 0 && text && strcmp(text, "emg") == 0)
            return true;
    return false;
}

static emg_status
add_filter(dataset_selection *selection, const char *name, const json_t *value,
           emg_error *error)
{
    const char *key = key_called(name);
    if (goes_without_saying(name, value))
        return EMG_OK;
    if (!key)
        return emg_fail(error, EMG_BAD_OPTION,
                        "there is no filter '%.40s'; there are subject, "
                        "session, task, acquisition, run and recording",
                        name);
    dataset_rule *rule = add_rule(selection, key, error);
    if (!rule)
        return EMG_NO_MEMORY;
    rule->strict = true;
    return add_value(rule, value, error);
}

emg_status
dataset_select_json(dataset_selection *selection, const json_t *json,
                    emg_error *error)
{
    const char *name;
    json_t *value, *filters = json_object_get(json, "emg");
    emg_status status = EMG_OK;
    if (!json_is_object(filters))
        return emg_fail(error, EMG_BAD_OPTION,
                        "it is no file of filters such as {\"emg\": "
                        "{\"task\": \"hold\"}}");
    json_object_foreach(filters, name, value)
    {
        if (!status)
            status = add_filter(selection, name, value, error);
    }
    return status;
}

emg_status
dataset_select_by(dataset_selection *selection, const char *path,
                  emg_error *error)
{
    json_t *json = emg_bids_json(path, error);
    emg_status status =
        json ? dataset_select_json(selection, json, error) : error->status;
    json_decref(json);
    if (status)
        emg_error_in_file(error, path);
    return status;
}

/* ---- judging ------------------------------------------------------------- */

/* run-01 and run-1 are one index. */
static bool
is_same(const char *key, const char *a, const char *b)
{
    if (is_index(key)) {
        a += strspn(a, "0");
        b += strspn(b, "0");
    }
    return strcmp(a, b) == 0;
}

static dataset_label *
find(const dataset_rule *rule, const char *label)
{
    for (size_t i = 0; i < rule->n; i++)
        if (is_same(rule->key, rule->labels[i].text, label))
            return &rule->labels[i];
    return NULL;
}

static bool
wants(const dataset_rule *rule, const char *label)
{
    if (!label)
        return rule->absent || !rule->strict;
    return find(rule, label) != NULL;
}

bool
dataset_is_wanted(dataset_selection *selection, const emg_bids_name *name)
{
    for (size_t i = 0; i < selection->n; i++)
        if (!wants(&selection->rules[i],
                   emg_bids_label(name, selection->rules[i].key)))
            return false;
    for (size_t i = 0; i < selection->n; i++) {
        const dataset_rule *rule = &selection->rules[i];
        const char *label = emg_bids_label(name, rule->key);
        if (label)
            find(rule, label)->met = true;
    }
    return true;
}

bool
dataset_may_be_wanted(const dataset_selection *selection,
                      const emg_bids_name *name)
{
    for (size_t i = 0; i < selection->n; i++) {
        const char *label = emg_bids_label(name, selection->rules[i].key);
        if (label && !find(&selection->rules[i], label))
            return false;
    }
    return true;
}

bool
dataset_unmet(const dataset_selection *selection, size_t *at, char to[96])
{
    size_t passed = 0;
    for (size_t i = 0; i < selection->n; i++) {
        const dataset_rule *rule = &selection->rules[i];
        for (size_t k = 0; k < rule->n; k++)
            if (passed++ >= *at && !rule->labels[k].met) {
                snprintf(to, 96, "%s-%s", rule->key, rule->labels[k].text);
                *at = passed;
                return true;
            }
    }
    return false;
}

void
dataset_selection_clear(dataset_selection *selection)
{
    for (size_t i = 0; i < selection->n; i++) {
        for (size_t k = 0; k < selection->rules[i].n; k++)
            emg_free(selection->rules[i].labels[k].text);
        emg_free(selection->rules[i].labels);
    }
    emg_free(selection->rules);
    *selection = (dataset_selection){0};
}
