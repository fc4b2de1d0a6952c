/* A copy of recordings that tells nobody. */
#include "kit/kit.h"

#include "io/anonymize.h"
#include "kit/parse.h"

#include <string.h>

typedef struct settings {
    kit_list keep;
    kit_list allow;
    const char *code;
    int shift_days;
    bool keep_annotations;
} settings;

static const kit_option options[] = {
    {"keep", 0, KIT_LIST, offsetof(settings, keep),
     "keep these of the patient: sex, age (in whole years)", .words = "sex|age",
     .absent = "neither", .example = "sex,age"},
    {"code", 0, KIT_TEXT, offsetof(settings, code),
     "one word that stands for the patient", .words = "CODE", .absent = "X",
     .example = "S01"},
    {"shift-days", 0, KIT_INT, offsetof(settings, shift_days),
     "move the start date by so many days, back if below 0", .words = "DAYS",
     .least = -36500, .most = 36500, .told = KIT_SECRET,
     .absent = "the date is left out", .example = "-3650"},
    KIT_SWITCH("keep-annotations", keep_annotations,
               "keep what annotations say; otherwise it becomes X"),
    {"allow", 0, KIT_LIST, offsetof(settings, allow),
     "keep annotations that say just this", .words = "TEXT", .absent = "none",
     .example = "rest"},
    {0}};

static emg_status
read_keep(const kit_list *list, emg_anonymity *how, emg_error *error)
{
    for (int i = 0; i < list->n; i++)
        for (const char *word = list->items[i]; *word;) {
            size_t n = strcspn(word, ",");
            if (n == 3 && strncmp(word, "sex", n) == 0)
                how->keep_sex = true;
            else if (n == 3 && strncmp(word, "age", n) == 0)
                how->keep_age = true;
            else
                return emg_fail(error, EMG_BAD_OPTION,
                                "--keep: '%s' is not sex, age or sex,age",
                                list->items[i]);
            word += n + (word[n] == ',');
        }
    return EMG_OK;
}

static emg_status
choose(const kit_chosen *chosen, emg_anonymity *how, emg_error *error)
{
    const settings *s = chosen->own;
    *how = (emg_anonymity){.strict = chosen->input.strict,
                           .force = chosen->output.force,
                           .code = s->code,
                           .shift_days = s->shift_days,
                           .keep_annotations = s->keep_annotations,
                           .allowed = s->allow.items,
                           .n_allowed = s->allow.n};
    return read_keep(&s->keep, how, error);
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    emg_anonymity how;
    emg_status status = choose(chosen, &how, error);
    return status ? status : emg_anonymity_check(&how, error);
}

static emg_status
copy(const char *path, const char *target, const kit_chosen *chosen,
     const emg_create_options *writing, emg_error *error)
{
    emg_anonymity how;
    if (choose(chosen, &how, error))
        return error->status;
    how.listener = writing->listener;
    how.provenance = writing->provenance;
    return emg_anonymize(path, target, &how, error);
}

static const kit_tool tool = {
    .groups = KIT_COPY,
    .check = check,
    .copy = copy,
    .name = "emg-anonymize",
    .purpose = "Copy recordings without those who are named in them.",
    .text = "Samples, labels, scales and the times of annotations stay as they "
            "are. Names,\ndates, the time of day, what annotations say and all "
            "free texts that are not\nknown to be harmless do not. The copy is "
            "read again and searched for every word\nof the old header; where "
            "one is found, there is no copy (70). Labels stay unless\nthey "
            "hold such a word: look at them with emg-info. Names of files are "
            "yours.\n",
    .examples = "  emg-anonymize --code S01 -o S01.edf visit1.edf\n"
                "  emg-anonymize --keep sex,age --shift-days -212 "
                "--output-dir out *.bdf\n",
    .options = options,
    .settings_size = sizeof(settings)};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
