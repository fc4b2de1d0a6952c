/* The sidecar says what an output was made of; the files say whether that
 * still holds. Whatever cannot be told counts as not done. */
#include "kit/resume.h"

#include "base/memory.h"
#include "base/place.h"
#include "io/channel_table.h"
#include "io/sidecar.h"
#include "kit/described.h"
#include "kit/folder.h"
#include "kit/parse.h"
#include "kit/sidecar.h"

#include <string.h>

/* Program, version, parameters and files that options name. A secret is not
 * told, so that nobody knows whether it is the same. */
static bool
is_same_step(const json_t *sidecar, const emg_text *step)
{
    static const char *const members[] = {"program", "version", "parameters",
                                          "files"};
    json_t *now = json_loadb(step->chars, step->length, 0, NULL);
    bool same = now && !strstr(step->chars, KIT_WITHHELD);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        same = same && json_equal(json_object_get(now, members[i]),
                                  json_object_get(sidecar, members[i]));
    json_decref(now);
    return same;
}

/* The table of channels beside an input is read with it. */
static bool
is_same_table(const json_t *input, const char *path)
{
    const json_t *table = json_object_get(input, "channels");
    char *beside = emg_channel_table_path(path, NULL);
    struct stat about;
    bool same = false, there;
    if (beside && table)
        same = kit_file_is(beside, kit_member(table, "xxh3_128"));
    else if (beside)
        same = !emg_place_look(beside, &about, &there, NULL) && !there;
    emg_free(beside);
    return same;
}

static bool
is_same_input(const json_t *input, const kit_work *work, const char *path)
{
    const char *name = kit_member(input, "name");
    if (strcmp(path, "-") == 0)
        return false;
    if (!work->chosen->tool->copy && strcmp(name, kit_base_name(path)) != 0)
        return false;
    return kit_file_is(path, kit_member(input, "xxh3_128")) &&
           (work->chosen->tool->sheets ||
            (is_same_table(input, path) && kit_same_fields(input, path)));
}

static json_t *
sidecar_of(const char *target)
{
    emg_error unheard = EMG_NO_ERROR;
    char *path = emg_sidecar_path(target, NULL);
    bool sealed = false;
    json_t *sidecar = path ? kit_sidecar_read(path, &sealed, &unheard) : NULL;
    emg_free(path);
    if (sealed)
        return sidecar;
    json_decref(sidecar);
    return NULL;
}

/* Of the same bytes, as far as two sidecars tell. */
static bool
is_same_origin(const json_t *one, const json_t *other)
{
    static const char *const members[] = {"name", "xxh3_128", "channels",
                                          "fields"};
    const json_t *a = json_object_get(one, "inputs");
    const json_t *b = json_object_get(other, "inputs");
    bool same = json_array_size(a) == json_array_size(b);
    for (size_t i = 0; i < json_array_size(a) && same; i++)
        for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
            const json_t *is =
                json_object_get(json_array_get(a, i), members[m]);
            const json_t *was =
                json_object_get(json_array_get(b, i), members[m]);
            same = same && (is == was || json_equal(is, was));
        }
    return same;
}

/* The file that `told` names lies there, and its own sidecar tells the same of
 * it: two runs may have left one each. */
static bool
is_companion(const json_t *told, const json_t *sidecar, const char *target,
             const emg_text *step)
{
    const char *fingerprint = kit_member(told, "xxh3_128");
    char *path = kit_neighbour(target, kit_member(told, "name"));
    json_t *own = path ? sidecar_of(path) : NULL;
    const json_t *output = json_object_get(own, "output");
    bool is = own && kit_file_is(path, fingerprint) &&
              strcmp(kit_member(output, "xxh3_128"), fingerprint) == 0 &&
              is_same_step(own, step) && is_same_origin(own, sidecar);
    json_decref(own);
    emg_free(path);
    return is;
}

static bool
is_whole(const json_t *sidecar, const char *target, const emg_text *step)
{
    const json_t *output = json_object_get(sidecar, "output");
    const json_t *beside = json_object_get(output, "beside");
    bool whole = kit_file_is(target, kit_member(output, "xxh3_128"));
    for (size_t i = 0; i < json_array_size(beside) && whole; i++)
        whole = is_companion(json_array_get(beside, i), sidecar, target, step);
    return whole;
}

/* Is the file there whole, of this step and of these n jobs' inputs? */
static bool
is_made(const kit_work *work, const char *target, const kit_job *jobs, int n)
{
    int n_inputs = work->chosen->tool->generate ? 0 : n;
    json_t *sidecar = sidecar_of(target);
    json_t *inputs = json_object_get(sidecar, "inputs");
    bool made = sidecar && is_same_step(sidecar, &work->step) &&
                json_array_size(inputs) == (size_t)n_inputs &&
                is_whole(sidecar, target, &work->step);
    for (int i = 0; i < n_inputs && made; i++)
        made = is_same_input(json_array_get(inputs, (size_t)i), work,
                             jobs[i].path);
    json_decref(sidecar);
    return made;
}

static bool
is_done(const kit_work *work, const char *target, const kit_job *jobs, int n)
{
    const char *copy = work->chosen->output.annotate;
    return is_made(work, target, jobs, n) &&
           (!copy || is_made(work, copy, jobs, n));
}

bool
kit_job_is_done(const kit_work *work, const kit_job *job)
{
    return is_done(work, job->target, job, 1);
}

bool
kit_table_is_done(const kit_work *work)
{
    return is_done(work, work->chosen->output.file, work->jobs, work->n);
}
