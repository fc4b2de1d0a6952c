/* Rest from this recording, or from another one. */
#include "kit/rest.h"

#include "base/memory.h"
#include "kit/channel_names.h"
#include "kit/folder.h"
#include "kit/span.h"
#include "kit/view.h"

#include <string.h>
#include <unistd.h>

#define ANNOTATION "annotation:"

/* "2-4", "0.5s-2.5s", "1:30-1:34"; both ends, since names may hold a dash. */
static bool
read_interval(const char *word, emg_rest *rest)
{
    kit_span span;
    size_t length = strlen(word);
    if (length == 0 || word[0] == '-' || word[length - 1] == '-' ||
        !kit_span_read(word, &span))
        return false;
    rest->from_s = span.from_s;
    rest->to_s = span.to_s;
    return true;
}

/* False when the word is the name of a file. */
static bool
read_word(const char *word, emg_rest *rest)
{
    *rest = (emg_rest){.kind = EMG_REST_AUTO};
    if (strcmp(word, "auto") == 0)
        return true;
    if (strcmp(word, "quietest") == 0) {
        rest->kind = EMG_REST_QUIETEST;
        return true;
    }
    if (strncmp(word, ANNOTATION, strlen(ANNOTATION)) == 0) {
        rest->kind = EMG_REST_ANNOTATION;
        rest->annotation = word + strlen(ANNOTATION);
        return true;
    }
    rest->kind = EMG_REST_INTERVAL;
    return read_interval(word, rest);
}

const char *
kit_rest_name(const char *word)
{
    emg_rest unused;
    return read_word(word, &unused) ? word : kit_base_name(word);
}

static emg_status
measure(kit_rest *found, emg_source *source, const emg_rest *rest,
        const emg_conditioning *conditioning, emg_error *error)
{
    emg_analysis *analysis =
        emg_rest_create(&source->recording, conditioning, rest, error);
    if (!analysis)
        return error->status;
    emg_status status = emg_analyse(source, analysis, 0, error);
    if (!status) {
        const emg_rest_level *levels = emg_rest_levels(analysis, &found->n);
        size_t n = (size_t)found->n;
        found->items = emg_new(n, sizeof *found->items, error);
        if (found->items)
            memcpy(found->items, levels, n * sizeof *levels);
        else
            status = EMG_NO_MEMORY;
    }
    emg_analysis_destroy(analysis);
    return status;
}

/* Those that are not only handed on. */
static int
heard_channels(const emg_recording *recording)
{
    int n = 0;
    for (int g = 0; g < recording->n_groups; g++)
        if (recording->uses[g] != EMG_PASS)
            n += recording->groups[g].n_channels;
    return n;
}

/* The levels of another recording, under this one's channel numbers. */
static emg_status
renumber(kit_rest *found, const emg_recording *rest,
         const emg_recording *recording, emg_error *error)
{
    int kept = 0;
    for (int i = 0; i < found->n; i++) {
        const emg_channel *there =
            emg_recording_channel(rest, found->items[i].number, NULL);
        const emg_channel *here = kit_channel_called(recording, there->label);
        if (!here)
            continue;
        if (strcmp(here->unit, there->unit) != 0)
            return emg_fail(error, EMG_BAD_OPTION,
                            "channel %s is in %s here and in %s in the "
                            "recording of rest",
                            here->label, here->unit, there->unit);
        found->items[kept] = found->items[i];
        found->items[kept++].number = here->number;
    }
    found->n = kept;
    if (kept < heard_channels(recording))
        return emg_fail(error, EMG_BAD_OPTION,
                        "the recording of rest lacks a channel of a pair; its "
                        "labels must be the same");
    return EMG_OK;
}

static emg_status
measure_file(kit_rest *found, const char *path, emg_source *source,
             const emg_conditioning *conditioning, const kit_chosen *chosen,
             emg_error *error)
{
    emg_open_options options = kit_open_options(chosen, source->listener);
    emg_rest whole = {.kind = EMG_REST_WHOLE};
    emg_conditioning unmasked = *conditioning;
    unmasked.mask = NULL; /* it is of the other recording */
    if (access(path, R_OK))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--rest: '%.60s' is not auto, quietest, a rising "
                        "interval such as 2-5, annotation:TEXT or a file that "
                        "can be read",
                        kit_base_name(path));
    emg_source *rest =
        kit_split(emg_open(path, &options, error), chosen, error);
    if (!rest) {
        emg_error_in_file(error, path);
        return error->status;
    }
    emg_status status = measure(found, rest, &whole, &unmasked, error);
    if (!status)
        status = renumber(found, &rest->recording, &source->recording, error);
    emg_source_destroy(rest);
    return status;
}

emg_status
kit_rest_find(kit_rest *rest, const char *word, emg_source *source,
              const emg_conditioning *conditioning, const kit_chosen *chosen,
              emg_error *error)
{
    emg_rest wanted;
    if (read_word(word, &wanted))
        return measure(rest, source, &wanted, conditioning, error);
    return measure_file(rest, word, source, conditioning, chosen, error);
}

void
kit_rest_free(kit_rest *rest)
{
    emg_free(rest->items);
    *rest = (kit_rest){0};
}
