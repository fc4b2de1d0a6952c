/* Which names there are, in which folder, with which entities. */
#include "dataset/finding.h"

#include "kit/folder.h"

#include <string.h>

/* ---- what there is --------------------------------------------------------
 */

/* entities and `wanted` are keys with a space behind each. */
typedef struct kind {
    const char *suffix, *extensions;
    const char *entities, *wanted;
    bool belongs; /* to a recording, or is inherited by some */
} kind;

static const kind kinds[] = {
    {"emg", ".edf|.bdf|.json", "sub ses task acq run recording ", "task ",
     true},
    {"channels", ".tsv|.json", "sub ses task acq run recording ", "task ",
     true},
    {"events", ".tsv|.json", "sub ses task acq run recording ", "task ", true},
    {"physio", ".tsv.gz|.json", "sub ses task acq run recording ", "task ",
     false},
    {"physioevents", ".tsv.gz|.json", "sub ses task acq run recording ",
     "task ", false},
    {"stim", ".tsv.gz|.json", "sub ses task acq run recording ", "task ",
     false},
    {"electrodes", ".tsv|.json", "sub ses task acq run recording ", "", false},
    {"coordsystem", ".json", "sub ses task acq space recording ", "", false},
    {"photo", ".jpg|.png|.tif", "sub ses acq recording ", "", false},
};

/* Those of a subject or a session, which lie above folders of data. */
static const kind tables[] = {
    {"scans", ".tsv|.json", "sub ses ", "sub ", false},
    {"sessions", ".tsv|.json", "sub ", "sub ", false},
};

static const char tops[] =
    "dataset_description.json|participants.tsv|participants.json|"
    "samples.tsv|samples.json|README|README.md|README.rst|README.txt|CHANGES|"
    "LICENSE|CITATION.cff|genetic_info.json";

static const kind *
kind_of(const kind *from, size_t n, const char *suffix)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(from[i].suffix, suffix) == 0)
            return &from[i];
    return NULL;
}

/* ---- where it lies ----------------------------------------------------------
 */

typedef struct place {
    const char *subject, *session, *data; /* folders, or NULL */
    size_t subject_length, session_length, data_length;
} place;

static const char *
take_folder(const char **at, const char *start, size_t *length)
{
    const char *folder = *at, *slash = strchr(folder, '/');
    if (!slash || strncmp(folder, start, strlen(start)) != 0)
        return NULL;
    *length = (size_t)(slash - folder);
    *at = slash + 1;
    return folder;
}

static place
place_of(const char *below)
{
    place is = {0};
    is.subject = take_folder(&below, "sub-", &is.subject_length);
    if (is.subject)
        is.session = take_folder(&below, "ses-", &is.session_length);
    is.data = take_folder(&below, "", &is.data_length);
    return is;
}

/* "sub-01" is what the name has to say in the folder sub-01. */
static bool
says(const emg_bids_name *name, const char *key, const char *folder,
     size_t length)
{
    const char *label = emg_bids_label(name, key);
    size_t start = strlen(key) + 1;
    if (!folder || !label)
        return !folder && !label;
    return strlen(label) == length - start &&
           strncmp(label, folder + start, length - start) == 0;
}

/* ---- the rules -------------------------------------------------------------
 */

/* What is inherited from above may name as little as it likes. */
static bool
check_entities(const dataset_file *file, const kind *is, bool inherited)
{
    char key[24];
    for (int i = 0; i < file->name.n; i++) {
        size_t n = strlen(file->name.entities[i].key);
        memcpy(key, file->name.entities[i].key, n);
        memcpy(key + n, " ", 2);
        if (!strstr(is->entities, key)) {
            dataset_error(file, "NOT_INCLUDED",
                          "_%s has no entity %.*s; it may have %s", is->suffix,
                          (int)n, key, is->entities);
            return false;
        }
    }
    for (const char *one = inherited ? "" : is->wanted; *one;
         one += strcspn(one, " ") + 1) {
        size_t n = strcspn(one, " ");
        memcpy(key, one, n);
        key[n] = 0;
        if (!emg_bids_label(&file->name, key)) {
            dataset_error(file, "ENTITY_REQUIRED", "_%s needs the entity %s",
                          is->suffix, key);
            return false;
        }
    }
    return true;
}

static bool
check_place(const dataset_file *file, const place *at, const kind *is)
{
    bool subject = says(&file->name, "sub", at->subject, at->subject_length);
    bool session = says(&file->name, "ses", at->session, at->session_length);
    if (subject && session)
        return true;
    dataset_error(file, "INVALID_LOCATION",
                  "_%s lies in the folder of another subject or session than "
                  "its name says",
                  is->suffix);
    return false;
}

/* Some recording whose name has all its entities lies in its folder or below.
 */
static bool
is_orphan(const dataset_file *file)
{
    const dataset_index *index = &file->asked->index;
    const char *path = index->paths.chars, *wrong;
    for (size_t i = 0; i < index->n; i++, path += strlen(path) + 1) {
        emg_bids_name name;
        emg_bids_name_read(&name, kit_base_name(path), &wrong);
        if (emg_bids_has_all(&name, &file->name))
            return false;
    }
    return true;
}

static bool
is_recording(const dataset_file *file)
{
    return dataset_is_word(file->name.extension, ".edf|.bdf", false);
}

static void
check_electrodes_stay(const dataset_file *file)
{
    static const char *const moving[] = {"task", "acq", "run"};
    if (strcmp(file->name.suffix, "electrodes") != 0 &&
        strcmp(file->name.suffix, "coordsystem") != 0)
        return;
    for (size_t i = 0; i < sizeof moving / sizeof *moving; i++)
        if (emg_bids_label(&file->name, moving[i])) {
            dataset_warning(file, "ELECTRODES_NOT_OF_SESSION",
                            "electrodes should not move within a session; "
                            "leave %s- out of the name",
                            moving[i]);
            return;
        }
}

static bool
check_data(const dataset_file *file, const place *at)
{
    const kind *is =
        kind_of(kinds, sizeof kinds / sizeof *kinds, file->name.suffix);
    if (!is || !dataset_is_word(file->name.extension, is->extensions, false)) {
        dataset_error(file, "NOT_INCLUDED",
                      is ? "_%s is %s, in small letters"
                         : "there is no file of the suffix _%s beside EMG",
                      file->name.suffix, is ? is->extensions : "");
        return false;
    }
    if (!at->data && is_recording(file)) {
        dataset_error(file, "INVALID_LOCATION",
                      "a recording lies in sub-LABEL/[ses-LABEL/]emg");
        return false;
    }
    bool is_inherited = !at->data || strcmp(file->name.extension, ".json") == 0;
    if (!check_entities(file, is, is_inherited))
        return false;
    if (at->subject && !emg_bids_label(&file->name, "sub")) {
        dataset_error(file, "ENTITY_REQUIRED", "_%s needs the entity sub here",
                      is->suffix);
        return false;
    }
    if (at->data && !check_place(file, at, is))
        return false;
    if (is->belongs && !is_recording(file) && is_orphan(file))
        dataset_error(file, "SIDECAR_WITHOUT_DATAFILE",
                      "no recording has a name with these entities");
    check_electrodes_stay(file);
    return true;
}

static bool
check_above_data(const dataset_file *file, const place *at)
{
    const kind *is =
        kind_of(tables, sizeof tables / sizeof *tables, file->name.suffix);
    if (!is)
        return check_data(file, at);
    if (!dataset_is_word(file->name.extension, is->extensions, false)) {
        dataset_error(file, "NOT_INCLUDED", "_%s is %s", is->suffix,
                      is->extensions);
        return false;
    }
    return check_entities(file, is, false) && check_place(file, at, is);
}

bool
dataset_check_name(dataset_file *file, emg_error *error)
{
    const char *base = kit_base_name(file->below), *wrong;
    const place at = place_of(file->below);
    (void)error;
    if (base == file->below && dataset_is_word(base, tops, false)) {
        emg_bids_name_read(&file->name, base, &wrong);
        if (strncmp(base, "dataset_", 8) == 0)
            memcpy(file->name.extension, ".json", 6);
        return true;
    }
    if (at.data && (at.data_length != 3 || strncmp(at.data, "emg", 3) != 0))
        return false; /* of another kind of data */
    emg_bids_name_read(&file->name, base, &wrong);
    if (wrong) {
        dataset_error(file, "NOT_INCLUDED", "%s", wrong);
        return false;
    }
    return at.data || !at.subject ? check_data(file, &at)
                                  : check_above_data(file, &at);
}
