/* The error that travels up, and the warning that travels aside. */
#include "emg/base.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void set(emg_error *error, emg_status status, int64_t byte,
                const char *text, va_list values) EMG_PRINTF(4, 0);

static void
set(emg_error *error, emg_status status, int64_t byte, const char *text,
    va_list values)
{
    error->status = status;
    error->byte = byte;
    emg_text_print(error->text, sizeof error->text, text, values);
}

emg_status
emg_fail_at(emg_error *error, emg_status status, int64_t byte, const char *text,
            ...)
{
    if (!error)
        return status;
    if (error->status)
        return error->status;
    va_list values;
    va_start(values, text);
    set(error, status, byte, text, values);
    va_end(values);
    return status;
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void
emg_error_in_file(emg_error *error, const char *path)
{
    if (error && path && !error->file[0])
        snprintf(error->file, sizeof error->file, "%s", base_name(path));
}

void
emg_error_in_channel(emg_error *error, const char *label)
{
    if (error && !error->channel[0])
        snprintf(error->channel, sizeof error->channel, "%.31s", label);
}

void
emg_warn(const emg_listener *listener, const char *file, int64_t byte,
         const char *text, ...)
{
    if (!listener || !listener->warn)
        return;
    emg_error warning = EMG_NO_ERROR;
    va_list values;
    va_start(values, text);
    set(&warning, EMG_OK, byte, text, values);
    va_end(values);
    emg_error_in_file(&warning, file);
    listener->warn(listener->to, &warning);
}

const char *
emg_version(void)
{
    return EMG_VERSION;
}
