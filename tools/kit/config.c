/* A value goes through the table of options as a word of the command line
 * does, so that its limits hold here, too. */
#include "kit/config.h"

#include "base/number.h"
#include "kit/message.h"
#include "kit/sidecar.h"

#include <stdio.h>
#include <string.h>

typedef struct config {
    kit_chosen *chosen;
    const kit_list *given;
    kit_section sections[KIT_MOST_SECTIONS];
    int n_sections;
} config;

static const kit_option *
find(const config *self, const char *name, void **values)
{
    for (int s = 0; s < self->n_sections; s++)
        for (const kit_option *o = self->sections[s].options; o->name; o++)
            if (strcmp(o->name, name) == 0) {
                *values = self->sections[s].values;
                return o;
            }
    return NULL;
}

static bool
is_given(const config *self, const kit_option *option)
{
    for (int i = 0; i < self->given->n; i++)
        if (strcmp(self->given->items[i], option->name) == 0)
            return true;
    /* --json is another word for one of the forms */
    return strcmp(option->name, "to") == 0 && self->chosen->output.json;
}

static emg_status
makes_no_sense(const char *name, emg_error *error)
{
    return emg_fail(error, EMG_BAD_OPTION,
                    "its parameter '%s' is none of this program, or makes no "
                    "sense",
                    name);
}

static emg_status
set_number(const kit_option *option, void *values, const json_t *json,
           emg_error *error)
{
    char text[EMG_NUMBER_SIZE];
    if (json_is_integer(json))
        snprintf(text, sizeof text, "%lld",
                 (long long)json_integer_value(json));
    else
        emg_number_print(text, json_real_value(json));
    return kit_value_read(option, text, values, error);
}

static emg_status
set(const kit_option *option, void *values, const json_t *json,
    emg_error *error)
{
    emg_status status = EMG_OK;
    if (json_is_null(json) || json_is_false(json))
        return EMG_OK;
    if (json_is_true(json) && option->type == KIT_FLAG)
        return kit_value_read(option, "", values, error);
    if (json_is_number(json))
        return set_number(option, values, json, error);
    if (json_is_string(json) && option->type != KIT_FLAG)
        return kit_value_read(option, json_string_value(json), values, error);
    if (!json_is_array(json) || option->type != KIT_LIST)
        return makes_no_sense(option->name, error);
    for (size_t i = 0; i < json_array_size(json) && !status; i++) {
        const json_t *item = json_array_get(json, i);
        status = json_is_string(item) ? set(option, values, item, error)
                                      : makes_no_sense(option->name, error);
    }
    return status;
}

static emg_status
set_filters(config *self, const json_t *list, emg_error *error)
{
    emg_status status = EMG_OK;
    if (self->chosen->filtering.filters.n > 0)
        return EMG_OK;
    for (size_t i = 0; i < json_array_size(list) && !status; i++) {
        void *one = json_object_iter(json_array_get(list, i)), *values;
        const char *name = one ? json_object_iter_key(one) : "";
        const kit_option *option = find(self, name, &values);
        status = option && option->type == KIT_FILTER
                     ? set(option, values, json_object_iter_value(one), error)
                     : makes_no_sense(KIT_FILTERS_NAME, error);
    }
    return status;
}

static emg_status
set_parameter(config *self, const char *name, const json_t *json,
              emg_error *error)
{
    void *values;
    const kit_option *option = find(self, name, &values);
    if (strcmp(name, KIT_FILTERS_NAME) == 0)
        return set_filters(self, json, error);
    if (!option || option->told == KIT_UNTOLD || option->type == KIT_FILTER)
        return makes_no_sense(name, error);
    if (is_given(self, option))
        return EMG_OK;
    if (option->told == KIT_SECRET && !json_is_null(json))
        return emg_fail(error, EMG_BAD_OPTION,
                        "it does not tell --%s; give that again", name);
    return set(option, values, json, error);
}

static void
say_version(const kit_chosen *chosen, const char *version)
{
    emg_error warning = EMG_NO_ERROR;
    emg_text line = {0};
    if (chosen->batch.quiet || strcmp(version, emg_version()) == 0)
        return;
    emg_error_in_file(&warning, chosen->batch.config);
    snprintf(warning.text, sizeof warning.text,
             "it is of version %.20s, this is %s: results may differ", version,
             emg_version());
    kit_add_warning(&line, chosen->tool->name, &warning);
    kit_say(&line);
    emg_text_free(&line);
}

static emg_status
apply(config *self, json_t *json, emg_error *error)
{
    const char *program = kit_member(json, "program");
    const char *name;
    json_t *value;
    emg_status status = EMG_OK;
    if (strcmp(program, self->chosen->tool->name) != 0)
        return emg_fail(error, EMG_BAD_OPTION, "it is of %.40s, not of %s",
                        *program ? program : "no program",
                        self->chosen->tool->name);
    say_version(self->chosen, kit_member(json, "version"));
    json_object_foreach(json_object_get(json, "parameters"), name, value)
    {
        if (!status)
            status = set_parameter(self, name, value, error);
    }
    return status;
}

emg_status
kit_config_apply(kit_chosen *chosen, const kit_list *given, emg_error *error)
{
    config self = {.chosen = chosen, .given = given};
    self.n_sections = kit_sections(chosen, self.sections);
    json_t *json = kit_sidecar_read(chosen->batch.config, NULL, error);
    if (!json)
        return error->status;
    chosen->kept = json;
    emg_status status = apply(&self, json, error);
    if (status)
        emg_error_in_file(error, chosen->batch.config);
    return status;
}

void
kit_config_free(kit_chosen *chosen)
{
    json_decref(chosen->kept);
    chosen->kept = NULL;
}
