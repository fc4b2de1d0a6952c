/* Warnings of a source: held, told, counted, or turned into failures. */
#include "io/warn.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

void
emg_warnings_init(emg_warnings *warnings, const emg_open_options *options,
                  const char *name)
{
    /* Kinds are set when they come: the array is large. */
    warnings->listener = options ? options->listener : (emg_listener){0};
    warnings->strict = options && options->strict;
    warnings->held = true;
    warnings->n_kinds = 0;
    warnings->waiting = NULL;
    warnings->n_waiting = warnings->room = 0;
    snprintf(warnings->name, sizeof warnings->name, "%s", name);
}

static emg_warning_kind *
kind_of(emg_warnings *warnings, const char *text)
{
    int k = 0;
    while (k < warnings->n_kinds && warnings->kinds[k].text != text)
        k++;
    if (k == EMG_WARN_KINDS)
        return &warnings->kinds[k - 1];
    if (k == warnings->n_kinds) {
        warnings->kinds[k] = (emg_warning_kind){.text = text, .told_to = -2};
        warnings->n_kinds++;
    }
    return &warnings->kinds[k];
}

static void
tell(const emg_warnings *warnings, const emg_error *warning)
{
    if (warnings->listener.warn)
        warnings->listener.warn(warnings->listener.to, warning);
}

static emg_status
tell_or_hold(emg_warnings *warnings, const emg_error *warning, emg_error *error)
{
    if (!warnings->held) {
        tell(warnings, warning);
        return EMG_OK;
    }
    emg_status status =
        emg_grow((void **)&warnings->waiting, &warnings->room,
                 warnings->n_waiting + 1, sizeof *warnings->waiting, error);
    if (!status)
        warnings->waiting[warnings->n_waiting++] = *warning;
    return status;
}

emg_status
emg_io_warn(emg_warnings *warnings, emg_error *error, int64_t byte,
            const char *text, ...)
{
    emg_warning_kind *kind = kind_of(warnings, text);
    if (byte <= kind->told_to)
        return EMG_OK;
    kind->told_to = byte;
    kind->last = EMG_NO_ERROR;
    kind->last.byte = byte;
    va_list values;
    va_start(values, text);
    emg_text_print(kind->last.text, sizeof kind->last.text, text, values);
    va_end(values);
    emg_error_in_file(&kind->last, warnings->name);
    if (warnings->strict) {
        emg_fail_at(error, EMG_BAD_FILE, byte, "%s", kind->last.text);
        emg_error_in_file(error, warnings->name);
        return EMG_BAD_FILE;
    }
    kind->count++;
    if (kind->count > EMG_WARN_EACH)
        return EMG_OK;
    return tell_or_hold(warnings, &kind->last, error);
}

void
emg_warnings_release(emg_warnings *warnings)
{
    warnings->held = false;
    for (size_t i = 0; i < warnings->n_waiting; i++)
        tell(warnings, &warnings->waiting[i]);
    warnings->n_waiting = 0;
}

void
emg_warnings_finish(emg_warnings *warnings)
{
    for (int k = 0; k < warnings->n_kinds; k++) {
        emg_warning_kind *kind = &warnings->kinds[k];
        if (kind->count <= EMG_WARN_EACH)
            continue;
        emg_warn(&warnings->listener, warnings->name, kind->last.byte,
                 "%lld more of this kind, the last: %s",
                 (long long)(kind->count - EMG_WARN_EACH), kind->last.text);
        kind->count = EMG_WARN_EACH;
    }
}

void
emg_warnings_clear(emg_warnings *warnings)
{
    emg_free(warnings->waiting);
    warnings->waiting = NULL;
    warnings->n_waiting = warnings->room = 0;
}
