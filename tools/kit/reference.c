/* References, and the words that name them. */
#include "kit/reference.h"

#include "base/memory.h"
#include "kit/channel_names.h"
#include "kit/folder.h"
#include "kit/parse.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

const kit_reference *
kit_reference_of(const kit_references *references, int number)
{
    for (size_t i = 0; i < references->n; i++)
        if (references->items[i].number == number)
            return &references->items[i];
    return NULL;
}

/* The largest counts; a trial that is no good only where there is no other. */
emg_status
kit_references_add(kit_references *list, kit_reference one, emg_error *error)
{
    kit_reference *there = (kit_reference *)kit_reference_of(list, one.number);
    if (there) {
        if (!one.state && !(one.value <= there->value))
            *there = one;
        return EMG_OK;
    }
    if (emg_grow((void **)&list->items, &list->room, list->n + 1,
                 sizeof *list->items, error))
        return EMG_NO_MEMORY;
    list->items[list->n++] = one;
    return EMG_OK;
}

void
kit_references_free(kit_references *references)
{
    emg_free(references->items);
    *references = (kit_references){0};
}

/* A value in uV becomes one in the channel's unit, where that is known. */
static double
in_unit(const emg_channel *channel, double value_uv)
{
    return channel->to_uv > 0 ? value_uv / channel->to_uv : value_uv;
}

static emg_status
add_marked(kit_references *found, const emg_recording *recording,
           const bool *marks, double value_uv, emg_error *error)
{
    int n = emg_recording_channels(recording);
    emg_place *places = emg_new((size_t)n, sizeof *places, error);
    emg_status status = places ? EMG_OK : EMG_NO_MEMORY;
    if (places)
        emg_recording_order(recording, places);
    for (int i = 0; i < n && !status; i++) {
        if (!marks[i])
            continue;
        const emg_channel *channel =
            &recording->groups[places[i].group].channels[places[i].lane];
        kit_reference one = {channel->number, in_unit(channel, value_uv),
                             EMG_STATE_OK};
        status = kit_references_add(found, one, error);
    }
    emg_free(places);
    return status;
}

static emg_status
from_value(kit_references *found, const char *word, const char *equals,
           const emg_recording *recording, emg_error *error)
{
    static const kit_option as_uv = {"mvc", 0,    KIT_UV, 0, "",
                                     NULL,  NULL, 0,      0, 0};
    size_t n = (size_t)emg_recording_channels(recording);
    char label[128];
    double value = 0;
    if (equals == word || (size_t)(equals - word) >= sizeof label)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--mvc %.60s: write it as LABEL=VALUE, such as "
                        "FCR=850uV",
                        kit_base_name(word));
    memcpy(label, word, (size_t)(equals - word));
    label[equals - word] = 0;
    bool *marks = emg_new(n, sizeof *marks, error);
    emg_status status = marks ? EMG_OK : EMG_NO_MEMORY;
    if (!status)
        status = kit_value_read(&as_uv, equals + 1, &value, error);
    if (!status)
        status = kit_mark(recording, label, marks, error);
    if (!status)
        status = add_marked(found, recording, marks, value, error);
    emg_free(marks);
    return status;
}

static bool
is_table(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcasecmp(path + length - 4, ".tsv") == 0;
}

emg_status
kit_references_find(kit_references *found, const kit_list *words,
                    const emg_source *source,
                    const emg_conditioning *conditioning,
                    const kit_chosen *chosen, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < words->n && !status; i++) {
        const char *word = words->items[i];
        const char *equals = strrchr(word, '=');
        if (equals)
            status = from_value(found, word, equals, &source->recording, error);
        else if (access(word, R_OK))
            status = emg_fail(error, EMG_BAD_OPTION,
                              "--mvc %.60s: write it as LABEL=VALUE, such as "
                              "FCR=850uV, or name a table or a recording",
                              kit_base_name(word));
        else if (is_table(word))
            status = kit_references_from_table(found, word, &source->recording,
                                               conditioning, error);
        else
            status = kit_references_from_trial(found, word, source,
                                               conditioning, chosen, error);
    }
    return status;
}
