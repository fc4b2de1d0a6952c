/* Each file once by its name, then each recording with what describes it. */
#include "dataset/check.h"

#include "base/place.h"
#include "bids/fields.h"
#include "dataset/finding.h"
#include "dataset/level.h"
#include "kit/folder.h"
#include "kit/walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const dataset_check_columns[] = {"code", "severity", "file",
                                             "detail", NULL};

void
dataset_found(dataset_asked *self, const char *below, const char *code,
              dataset_severity severity, const char *detail, ...)
{
    char text[512];
    va_list values;
    va_start(values, detail);
    emg_text_print(text, sizeof text, detail, values);
    va_end(values);
    kit_text(self->table, code);
    kit_text(self->table, severity == DATASET_ERROR ? "error" : "warning");
    kit_text(self->table, below);
    kit_text(self->table, text);
    self->n_errors += severity == DATASET_ERROR;
}

bool
dataset_is_word(const char *text, const char *words, bool any_case)
{
    size_t n = strlen(text);
    for (const char *word = words; word; word = strchr(word, '|')) {
        word += *word == '|';
        if (strcspn(word, "|") == n && (any_case ? strncasecmp(word, text, n)
                                                 : strncmp(word, text, n)) == 0)
            return true;
    }
    return false;
}

static const char *
below(const dataset_asked *self, const char *path)
{
    path += strlen(self->root);
    return path + strspn(path, "./");
}

/* ---- files --------------------------------------------------------------- */

static bool
is_set_apart(const char *path)
{
    static const char *const folders[] = {"derivatives/", "sourcedata/",
                                          "code/", "stimuli/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strncmp(path, folders[i], strlen(folders[i])) == 0)
            return true;
    return false;
}

static emg_status
take(void *to, const char *path, emg_error *error)
{
    dataset_asked *self = to;
    dataset_file file = {.asked = self, .path = path};
    file.below = below(self, path);
    if (is_set_apart(file.below) ||
        dataset_is_ignored(&self->ignored, file.below) ||
        !dataset_check_name(&file, error))
        return error->status;
    if (strcmp(file.name.extension, ".json") == 0)
        dataset_check_json(&file);
    if (strcmp(file.name.extension, ".tsv") == 0) {
        dataset_check_table(&file);
        dataset_check_places(&file);
        dataset_check_links(&file);
    }
    return error->status;
}

/* ---- the dataset --------------------------------------------------------- */

static bool
lies(const dataset_asked *self, const char *name, emg_error *error)
{
    emg_text path = {0};
    bool is = false;
    emg_text_format(&path, "%s/%s", self->root, name);
    if (path.status)
        emg_fail(error, EMG_NO_MEMORY, "no memory for a name");
    else
        emg_place_is_file(path.chars, &is, error);
    emg_text_free(&path);
    return is;
}

/* Tables alone may be all that is in a derivative. */
static bool
is_derived(const dataset_asked *self)
{
    emg_error unheard = EMG_NO_ERROR;
    emg_text path = {0};
    emg_text_format(&path, "%s/dataset_description.json", self->root);
    json_t *about = path.status ? NULL : emg_bids_json(path.chars, &unheard);
    const char *type = json_string_value(json_object_get(about, "DatasetType"));
    bool derived = type && strcmp(type, "derivative") == 0;
    json_decref(about);
    emg_text_free(&path);
    return derived;
}

static void
check_top(dataset_asked *self, emg_error *error)
{
    static const char *const readme[] = {"README", "README.md", "README.rst",
                                         "README.txt"};
    bool any = false;
    if (!lies(self, "dataset_description.json", error))
        dataset_found(self, "dataset_description.json",
                      "MISSING_DATASET_DESCRIPTION", DATASET_ERROR,
                      "every dataset has one");
    for (size_t i = 0; i < sizeof readme / sizeof *readme; i++)
        any |= lies(self, readme[i], error);
    if (!any)
        dataset_found(self, "README", "README_FILE_MISSING", DATASET_WARNING,
                      "a dataset should say what it is in README.md");
    if (self->index.n == 0 && !is_derived(self))
        dataset_found(self, ".", "NO_RECORDING", DATASET_WARNING,
                      "there is no recording of EMG in it");
}

static void
check_recordings(dataset_asked *self)
{
    const char *path = self->index.paths.chars, *wrong;
    for (size_t i = 0; i < self->index.n; i++, path += strlen(path) + 1) {
        dataset_file file = {.asked = self, .path = path};
        file.below = below(self, path);
        if (dataset_is_ignored(&self->ignored, file.below))
            continue;
        emg_bids_name_read(&file.name, kit_base_name(path), &wrong);
        dataset_check_fields(&file);
        dataset_check_header(&file);
    }
}

emg_status
dataset_check(kit_table *table, const char *root, int *n_errors,
              emg_error *error)
{
    dataset_asked self = {.root = root, .table = table};
    dataset_selection all = {0};
    emg_status status = dataset_index_read(&self.index, root, &all, error);
    if (!status)
        status = dataset_ignored_read(&self.ignored, root, error);
    if (!status) {
        check_top(&self, error);
        status = kit_walk(root, take, &self, error);
    }
    if (!status)
        check_recordings(&self);
    *n_errors = self.n_errors;
    dataset_index_clear(&self.index);
    emg_text_free(&self.ignored);
    return status;
}

/* ---- the tool ------------------------------------------------------------ */

static const char *const *
columns(const kit_chosen *chosen)
{
    (void)chosen;
    return dataset_check_columns;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    int n_errors = 0;
    (void)source, (void)chosen;
    emg_status status = dataset_check(table, table->path, &n_errors, error);
    table->exit_status = n_errors ? DATASET_NOT_BIDS : 0;
    return status;
}

const kit_tool dataset_checker = {.name = "emg-bids",
                                  .settings_size = sizeof(dataset_settings),
                                  .columns = columns,
                                  .measure = measure,
                                  .sheets = "dataset"};
