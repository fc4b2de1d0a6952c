/* From BIDS_DIR OUTPUT_DIR LEVEL to what is worked on. */
#include "dataset/level.h"

#include "base/memory.h"
#include "bids/fields.h"
#include "dataset/index.h"
#include "kit/files.h"
#include "kit/folder.h"
#include "kit/message.h"
#include "kit/walk.h"

#include <string.h>

/* A failure with an exit status of its own. */
static emg_status
fail_as(kit_chosen *chosen, int exit_status, emg_error *error)
{
    chosen->exit_status = exit_status;
    return error->status;
}

static void
say(const kit_chosen *chosen, const char *file, const char *what)
{
    emg_text line = {0};
    if (!chosen->batch.quiet)
        kit_add_note(&line, chosen->tool->name, file, what);
    kit_say(&line);
    emg_text_free(&line);
}

/* ---- recordings --------------------------------------------------------- */

static emg_status
select_recordings(dataset_selection *selection, const dataset_settings *s,
                  emg_error *error)
{
    const struct {
        const char *key;
        const kit_list *words;
    } rules[] = {{"sub", &s->participants},
                 {"ses", &s->sessions},
                 {"task", &s->tasks},
                 {"run", &s->runs},
                 {"recording", &s->recordings}};
    emg_status status = EMG_OK;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !status; i++)
        status = dataset_select(selection, rules[i].key, rules[i].words, error);
    return !status && s->filter ? dataset_select_by(selection, s->filter, error)
                                : status;
}

static void
say_strays(const kit_chosen *chosen, dataset_index *index)
{
    char *rest = index->strays.chars;
    while (rest && *rest) {
        char *why = strsep(&rest, "\n");
        const char *file = strsep(&why, "\t");
        say(chosen, file, why);
    }
}

static void
say_unmet(const kit_chosen *chosen, const dataset_selection *selection)
{
    char label[96];
    for (size_t at = 0; dataset_unmet(selection, &at, label);)
        say(chosen, label, "no recording that is chosen has this label");
}

static emg_status
check_dataset(kit_chosen *chosen, const char *root, emg_error *error)
{
    const dataset_settings *s = chosen->own;
    emg_text path = {0};
    if (!kit_is_folder(root)) {
        emg_fail(error, EMG_NO_INPUT, "there is no such folder");
        emg_error_in_file(error, root);
        return EMG_NO_INPUT;
    }
    emg_text_format(&path, "%s/dataset_description.json", root);
    json_t *about =
        s->unvalidated || path.status ? NULL : emg_bids_json(path.chars, error);
    emg_text_free(&path);
    json_decref(about);
    return error->status ? fail_as(chosen, DATASET_NOT_BIDS, error) : EMG_OK;
}

static emg_status
nothing(kit_chosen *chosen, const dataset_index *index, bool narrowed,
        emg_error *error)
{
    if (index->n_found > 0 || narrowed) {
        emg_fail(error, EMG_BAD_OPTION,
                 "no recording of the dataset has the "
                 "labels that are asked for");
        return fail_as(chosen, DATASET_NOTHING_CHOSEN, error);
    }
    emg_fail(error, EMG_NO_INPUT,
             "the dataset has no recording such as "
             "sub-01/emg/sub-01_task-hold_emg.edf");
    return fail_as(chosen, DATASET_NOT_BIDS, error);
}

static emg_status
find_recordings(kit_chosen *chosen, const char *root, emg_text *names,
                emg_error *error)
{
    dataset_selection selection = {0};
    dataset_index index = {0};
    emg_status status = select_recordings(&selection, chosen->own, error);
    if (!status)
        status = dataset_index_read(&index, root, &selection, error);
    say_strays(chosen, &index);
    if (!status && index.n == 0)
        status = nothing(chosen, &index, selection.n > 0, error);
    else if (!status)
        say_unmet(chosen, &selection);
    *names = index.paths;
    index.paths = (emg_text){0};
    dataset_index_clear(&index);
    dataset_selection_clear(&selection);
    return status;
}

/* ---- summaries ---------------------------------------------------------- */

static emg_status
take_summary(void *to, const char *path, emg_error *error)
{
    static const char ending[] = DATASET_SUMMARY ".tsv";
    emg_text *paths = to;
    size_t length = strlen(path), n = strlen(ending);
    if (length < n || strcmp(path + length - n, ending) != 0)
        return EMG_OK;
    emg_text_add_bytes(paths, path, length + 1);
    return paths->status
               ? emg_fail(error, EMG_NO_MEMORY, "no memory for the names")
               : EMG_OK;
}

/* Before them stands the name of the table that they become rows of. */
static emg_status
find_summaries(kit_chosen *chosen, const char *output, emg_text *names,
               emg_error *error)
{
    emg_text_format(names, "%s/" DATASET_GROUP ".tsv", output);
    emg_text_add_bytes(names, "", 1);
    size_t none = names->length;
    emg_status status = kit_walk(output, take_summary, names, error);
    if (!status && names->length == none)
        return emg_fail(error, EMG_NO_INPUT,
                        "the output folder holds no summary of a recording: "
                        "run the level participant first");
    chosen->tool = &dataset_group;
    return status;
}

/* ---- the command line --------------------------------------------------- */

static emg_status
make_parents(const char *folder, emg_error *error)
{
    emg_status status = EMG_OK;
    char *path = emg_text_copy(folder, error), *slash = path;
    if (!path)
        return EMG_NO_MEMORY;
    while (!status && (slash = strchr(slash + 1, '/'))) {
        *slash = 0;
        status = kit_make_folder(path, error);
        *slash = '/';
    }
    if (!status)
        status = kit_make_folder(path, error);
    emg_free(path);
    return status;
}

/* The operands that names hold from `skip` on. */
static emg_status
replace_operands(kit_chosen *chosen, const emg_text *names, size_t skip,
                 emg_error *error)
{
    emg_text operands = {.chars = names->chars + skip,
                         .length = names->length - skip};
    emg_free(chosen->operands.items);
    chosen->operands = (kit_list){0};
    return kit_files_add(chosen, &operands, error);
}

static emg_status
do_participant(kit_chosen *chosen, const char *root, const char *output,
               emg_text *names, emg_error *error)
{
    emg_status status = check_dataset(chosen, root, error);
    if (!status)
        status = find_recordings(chosen, root, names, error);
    if (!status && !chosen->batch.dry_run)
        status = make_parents(output, error);
    chosen->output.folder = output;
    return status ? status : replace_operands(chosen, names, 0, error);
}

static emg_status
do_group(kit_chosen *chosen, const char *output, emg_text *names,
         emg_error *error)
{
    emg_status status = find_summaries(chosen, output, names, error);
    if (status)
        return status;
    chosen->output.file = names->chars;
    return replace_operands(chosen, names, strlen(names->chars) + 1, error);
}

static emg_status
check_words(kit_chosen *chosen, emg_error *error)
{
    const kit_list *words = &chosen->operands;
    if (chosen->batch.files_from || chosen->batch.recursive)
        return emg_fail(error, EMG_BAD_OPTION,
                        "a dataset tells its recordings: leave out --%s",
                        chosen->batch.files_from ? "files-from" : "recursive");
    if (words->n != 3)
        return emg_fail(error, EMG_BAD_OPTION,
                        "write it as emg-bids BIDS_DIR OUTPUT_DIR participant "
                        "or group, and labels behind these three");
    if (strcmp(words->items[2], "participant") != 0 &&
        strcmp(words->items[2], "group") != 0) {
        emg_fail(error, EMG_BAD_OPTION,
                 "there is no level '%.40s'; there are participant and group",
                 words->items[2]);
        return fail_as(chosen, DATASET_UNKNOWN_LEVEL, error);
    }
    return dataset_check_output(words->items[0], words->items[1], error);
}

static emg_status
find_checker(kit_chosen *chosen, emg_error *error)
{
    if (chosen->operands.n != 1)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--check asks one dataset: emg-bids --check BIDS_DIR");
    chosen->tool = &dataset_checker;
    return EMG_OK;
}

emg_status
dataset_find(kit_chosen *chosen, char **keep, emg_error *error)
{
    dataset_settings *s = chosen->own;
    emg_text names = {0};
    if (s->checks)
        return find_checker(chosen, error);
    emg_status status = check_words(chosen, error);
    if (status)
        return status;
    const char *root = chosen->operands.items[0];
    const char *output = chosen->operands.items[1];
    bool group = strcmp(chosen->operands.items[2], "group") == 0;
    s->input = root;
    chosen->output.force |= s->force;
    if (s->n_jobs > 0)
        chosen->batch.jobs = s->n_jobs;
    status = group ? do_group(chosen, output, &names, error)
                   : do_participant(chosen, root, output, &names, error);
    *keep = names.chars;
    return status;
}
