/* From the cleaning options to a source that is clean. */
#include "kit/cleaning.h"

#include "io/mains.h"
#include "kit/channel_names.h"
#include "kit/parse.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "auto", "50", "interpolate", "interpolate:50" */
static emg_status
read_line(const char *word, emg_cleaning *cleaning, emg_error *error)
{
    static const char by[] = "interpolate";
    const kit_option as = {"line", .type = KIT_HZ, .least = 10, .most = 1000};
    emg_error trouble = EMG_NO_ERROR;
    const char *hz = word;
    cleaning->line = EMG_LINE_OFF;
    if (!word || strcmp(word, "off") == 0)
        return EMG_OK;
    cleaning->interpolate = strncmp(word, by, sizeof by - 1) == 0;
    if (cleaning->interpolate) {
        hz += sizeof by - 1;
        hz += *hz == ':';
    }
    cleaning->line = EMG_LINE_AUTO;
    if (strcmp(word, "auto") == 0 || strcmp(word, by) == 0)
        return EMG_OK;
    cleaning->line = EMG_LINE_ALWAYS;
    if ((cleaning->interpolate && hz[-1] != ':') ||
        kit_value_read(&as, hz, &cleaning->line_hz, &trouble))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--line: '%s' is not off, auto, a frequency such as "
                        "50Hz, 10 to 1000, interpolate or interpolate:50Hz",
                        word);
    return EMG_OK;
}

/* "130" or "130Hz,180Hz" */
static emg_status
read_stimulators(const char *word, emg_cleaning *cleaning, emg_error *error)
{
    const kit_option as = {"dbs", .type = KIT_HZ, .least = 2, .most = 1000};
    const char *whole = word;
    cleaning->dbs = EMG_DBS_GIVEN;
    for (int i = 0; i < EMG_MOST_STIMULATORS && word; i++) {
        char one[32];
        size_t length = strcspn(word, ",");
        snprintf(one, sizeof one, "%.*s", (int)length, word);
        if (length >= sizeof one ||
            kit_value_read(&as, one, &cleaning->dbs_hz[i], NULL))
            break;
        word = word[length] ? word + length + 1 : NULL;
    }
    return word ? emg_fail(error, EMG_BAD_OPTION,
                           "--dbs: '%s' is not off, auto, or one or two "
                           "frequencies such as 130Hz, 2 to 1000",
                           whole)
                : EMG_OK;
}

static emg_status
read_dbs(const char *word, emg_cleaning *cleaning, emg_error *error)
{
    if (!word || strcmp(word, "off") == 0)
        return EMG_OK;
    if (strcmp(word, "auto") != 0)
        return read_stimulators(word, cleaning, error);
    cleaning->dbs = EMG_DBS_SEARCH;
    return EMG_OK;
}

static emg_status
read_tms(const char *word, emg_cleaning *cleaning, emg_error *error)
{
    static const char annotation[] = "annotation:", channel[] = "channel:";
    if (!word || strcmp(word, "off") == 0)
        return EMG_OK;
    if (strcmp(word, "detect") == 0) {
        cleaning->tms = EMG_TMS_DETECT;
    } else if (strncmp(word, annotation, sizeof annotation - 1) == 0) {
        cleaning->tms = EMG_TMS_ANNOTATION;
        cleaning->tms_text = word + sizeof annotation - 1;
    } else if (strncmp(word, channel, sizeof channel - 1) == 0) {
        cleaning->tms = EMG_TMS_TRIGGER;
        cleaning->tms_text = word + sizeof channel - 1;
    } else {
        return emg_fail(error, EMG_BAD_OPTION,
                        "--tms: '%s' is not off, detect, annotation:TEXT or "
                        "channel:NAME",
                        word);
    }
    return EMG_OK;
}

emg_status
kit_cleaning_read(const kit_chosen *chosen, emg_cleaning *cleaning,
                  emg_error *error)
{
    const kit_cleaning *asked = &chosen->cleaning;
    *cleaning = (emg_cleaning){.ecg = (emg_ecg_use)asked->ecg,
                               .tms_before_s = asked->blank_before_s,
                               .tms_after_s = asked->blank_after_s,
                               .missing = asked->missing,
                               .narrow = asked->narrow};
    if (asked->ecg_channel && asked->ecg != EMG_ECG_TEMPLATE)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--ecg-channel belongs to --ecg template");
    emg_status status = read_tms(asked->tms, cleaning, error);
    if (!status)
        status = read_dbs(asked->dbs, cleaning, error);
    if (!status && asked->template) {
        if (cleaning->dbs != EMG_DBS_GIVEN)
            return emg_fail(error, EMG_BAD_OPTION,
                            "--dbs-template wants frequencies: --dbs 130Hz");
        cleaning->dbs = EMG_DBS_TEMPLATE;
    }
    return status ? status : read_line(asked->line, cleaning, error);
}

bool
kit_cleans(const kit_chosen *chosen)
{
    emg_cleaning cleaning;
    return !kit_cleaning_read(chosen, &cleaning, NULL) &&
           emg_cleaning_asks(&cleaning);
}

emg_source *
kit_clean(emg_source *source, const kit_chosen *chosen, const char *path,
          emg_error *error)
{
    emg_cleaning cleaning;
    const char *ecg = chosen->cleaning.ecg_channel;
    emg_status status = kit_cleaning_read(chosen, &cleaning, error);
    if (!status && ecg)
        status = kit_one_channel(&source->recording, "ecg-channel", ecg,
                                 &cleaning.ecg_channel, error);
    if (!status && cleaning.tms == EMG_TMS_TRIGGER)
        status = kit_one_channel(&source->recording, "tms", cleaning.tms_text,
                                 &cleaning.tms_channel, error);
    if (status) {
        emg_source_destroy(source);
        return NULL;
    }
    if (!emg_cleaning_asks(&cleaning))
        return source;
    if (cleaning.line == EMG_LINE_AUTO)
        cleaning.line_hz = emg_mains_beside(path);
    return emg_clean_create(source, &cleaning, error);
}

static void
add_number(emg_text *to, const char *name, double number)
{
    emg_text_format(to, ",\"%s\":", name);
    if (isfinite(number))
        emg_text_add_number(to, number);
    else
        emg_text_add(to, "null");
}

static void
add_cleaned(emg_text *to, const emg_cleaned *row)
{
    emg_text_format(to, "{\"channel\":%d,\"step\":\"%s\",\"status\":\"%s\"",
                    row->number, row->step, emg_cleaned_name(row->state));
    add_number(to, "hz", row->hz);
    add_number(to, "ratio_db", row->ratio_db);
    add_number(to, "found", (double)row->found);
    add_number(to, "samples", (double)row->frames);
    add_number(to, "changed", (double)row->changed);
    add_number(to, "removed_db", row->removed_db);
    emg_text_add(to, "}");
}

emg_status
kit_add_cleaned(emg_text *to, emg_source *source, emg_error *error)
{
    size_t n = 0;
    if (!source || !emg_clean_made(source))
        return EMG_OK;
    const emg_cleaned *rows = emg_clean_report(source, &n, error);
    if (!rows)
        return EMG_NO_MEMORY;
    emg_text_add(to, ",\"cleaned\":[");
    for (size_t i = 0; i < n; i++) {
        emg_text_add(to, i ? "," : "");
        add_cleaned(to, &rows[i]);
    }
    emg_text_add(to, "]");
    return EMG_OK;
}
