/* The table of options with the values that hold. What is written here reads
 * back through the same table: numbers are Hz, s and uV. */
#include "kit/parameters.h"

#include "base/bytes.h"
#include "base/place.h"
#include "kit/folder.h"
#include "kit/parse.h"
#include "kit/span.h"

#include <math.h>
#include <string.h>

emg_status
kit_fingerprint(const char *path, char text[33], emg_error *error)
{
    emg_bytes *bytes = emg_bytes_open(path, error);
    emg_status status =
        bytes ? emg_bytes_fingerprint(bytes, text, error) : error->status;
    emg_bytes_close(bytes);
    return status;
}

/* ---- values ------------------------------------------------------------ */

/* The folder of a file is nobody's business. */
static void
add_text(emg_text *to, const kit_option *option, const char *text)
{
    bool is_file = false;
    if (text && option->told == KIT_FILE)
        emg_place_is_file(text, &is_file, NULL); /* add_file asks, too */
    if (!text)
        emg_text_add(to, "null");
    else if (is_file)
        emg_text_add_json(to, kit_base_name(text));
    else
        emg_text_add_json(to, text);
}

static void
add_list(emg_text *to, const kit_option *option, const kit_list *list)
{
    for (int i = 0; i < list->n; i++) {
        emg_text_add(to, i ? "," : "[");
        add_text(to, option, list->items[i]);
    }
    emg_text_add(to, list->n ? "]" : "[]");
}

void
kit_add_choice(emg_text *to, const char *words, int choice)
{
    char word[64];
    for (; choice > 0; choice--)
        words = strchr(words, '|') + 1;
    size_t n = strcspn(words, "|");
    memcpy(word, words, n);
    word[n] = 0;
    emg_text_add_json(to, word);
}

/* 0 is "not given" where nothing holds by standard. */
static void
add_number(emg_text *to, const kit_option *option, double number)
{
    if (isnan(number) || (number == 0 && !option->standard))
        emg_text_add(to, "null");
    else
        emg_text_add_number(to, number);
}

static void
add_band(emg_text *to, double low_hz, double high_hz)
{
    emg_text_add(to, "\"");
    emg_text_add_number(to, low_hz);
    emg_text_add(to, "-");
    emg_text_add_number(to, high_hz);
    emg_text_add(to, "\"");
}

/* All filters stand in one list, since their order matters. */
static void
add_filters(emg_text *to, const kit_option *option, const kit_filters *filters)
{
    for (int i = 0; i < filters->n; i++) {
        const emg_filter *filter = &filters->items[i];
        const kit_option *kind = option;
        while (kind->type != KIT_FILTER || kind->filter != filter->kind)
            kind++;
        emg_text_format(to, "%s{\"%s\":", i ? "," : "[", kind->name);
        if (filter->low_hz == filter->high_hz)
            emg_text_add_number(to, filter->low_hz);
        else
            add_band(to, filter->low_hz, filter->high_hz);
        emg_text_add(to, "}");
    }
    emg_text_add(to, filters->n ? "]" : "[]");
}

static void
add_value(emg_text *to, const kit_option *option, const void *values)
{
    const void *at = (const char *)values + option->at;
    switch (option->type) {
    case KIT_FLAG:
        emg_text_add(to, *(const bool *)at ? "true" : "false");
        break;
    case KIT_INT:
        add_number(to, option, *(const int *)at);
        break;
    case KIT_HZ:
    case KIT_SECONDS:
    case KIT_UV:
    case KIT_NUMBER:
        add_number(to, option, *(const double *)at);
        break;
    case KIT_TEXT:
        add_text(to, option, *(const char *const *)at);
        break;
    case KIT_LIST:
        add_list(to, option, at);
        break;
    case KIT_CHOICE:
        kit_add_choice(to, option->words, *(const int *)at);
        break;
    case KIT_SPAN:
        kit_add_span(to, at);
        break;
    case KIT_BAND:
        add_band(to, ((const kit_band *)at)->low_hz,
                 ((const kit_band *)at)->high_hz);
        break;
    case KIT_FILTER:
        add_filters(to, option, at);
        break;
    }
}

/* ---- the step ---------------------------------------------------------- */

/* A secret that is kept must not be found in what stands beside it. */
static bool
is_set(const kit_option *option, const void *values)
{
    const void *at = (const char *)values + option->at;
    return option->type == KIT_INT ? *(const int *)at != 0
                                   : *(const char *const *)at != NULL;
}

static void
add_section(emg_text *to, const kit_section *section, const char **comma)
{
    bool filtered = false;
    for (const kit_option *o = section->options; o->name; o++) {
        bool filter = o->type == KIT_FILTER;
        if (o->told == KIT_UNTOLD || (filter && filtered))
            continue;
        emg_text_format(to, "%s\"%s\":", *comma,
                        filter ? KIT_FILTERS_NAME : o->name);
        if (o->told != KIT_SECRET)
            add_value(to, o, section->values);
        else
            emg_text_add(to,
                         is_set(o, section->values) ? KIT_WITHHELD : "null");
        filtered |= filter;
        *comma = ",";
    }
}

static emg_status
add_file(emg_text *to, const kit_option *option, const char *path,
         const char **comma, emg_error *error)
{
    char fingerprint[EMG_FINGERPRINT_SIZE];
    bool is_file = false;
    emg_status status =
        path ? emg_place_is_file(path, &is_file, error) : EMG_OK;
    if (status || !is_file)
        return status;
    status = kit_fingerprint(path, fingerprint, error);
    if (status)
        return status;
    emg_text_format(to, "%s{\"option\":\"%s\",\"name\":", *comma, option->name);
    emg_text_add_json(to, kit_base_name(path));
    emg_text_format(to, ",\"xxh3_128\":\"%s\"}", fingerprint);
    *comma = ",";
    return EMG_OK;
}

static emg_status
add_files_of(emg_text *to, const kit_option *option, const void *at,
             const char **comma, emg_error *error)
{
    const kit_list *list = at;
    emg_status status = EMG_OK;
    if (option->type == KIT_TEXT)
        return add_file(to, option, *(const char *const *)at, comma, error);
    for (int i = 0; i < list->n && !status; i++)
        status = add_file(to, option, list->items[i], comma, error);
    return status;
}

/* Files that options name are inputs, too. */
static emg_status
add_files(emg_text *to, const kit_section *sections, int n, emg_error *error)
{
    const char *comma = "";
    emg_status status = EMG_OK;
    for (int s = 0; s < n; s++)
        for (const kit_option *o = sections[s].options; o->name; o++) {
            const void *at = (const char *)sections[s].values + o->at;
            if (o->told == KIT_FILE && !status)
                status = add_files_of(to, o, at, &comma, error);
        }
    return status;
}

emg_status
kit_add_step(emg_text *to, kit_chosen *chosen, emg_error *error)
{
    kit_section sections[KIT_MOST_SECTIONS];
    int n = kit_sections(chosen, sections);
    const char *comma = "";

    emg_text_add(to, "{\"program\":");
    emg_text_add_json(to, chosen->tool->name);
    emg_text_add(to, ",\"version\":");
    emg_text_add_json(to, emg_version());
    emg_text_add(to, ",\"parameters\":{");
    for (int s = 0; s < n; s++)
        add_section(to, &sections[s], &comma);
    emg_text_add(to, "},\"files\":[");
    emg_status status = add_files(to, sections, n, error);
    emg_text_add(to, "]}");
    if (!status && to->status)
        status = emg_fail(error, to->status, "no memory for the parameters");
    return status;
}
