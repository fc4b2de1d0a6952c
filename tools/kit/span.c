/* Moments and the dash between two of them. */
#include "kit/span.h"

#include "base/number.h"
#include "kit/parse.h"

#include <string.h>

#define LAST_S 1e9 /* some 30 years */

/* "12", "250ms" */
static bool
read_seconds(const char *text, size_t length, double *seconds)
{
    static const kit_option as_seconds = {"time", 0,    KIT_SECONDS, 0,      "",
                                          NULL,   NULL, 0,           LAST_S, 0};
    char copy[64];
    if (length == 0 || length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = 0;
    return kit_value_read(&as_seconds, copy, seconds, NULL) == EMG_OK;
}

/* "1:30", "2:00:00.5": what follows the first colon is below 60. */
static bool
read_clock(const char *text, size_t length, double *seconds)
{
    const char *end = text + length;
    double sum = 0;
    for (int parts = 1; parts <= 3; parts++) {
        const char *colon = memchr(text, ':', (size_t)(end - text));
        double part;
        size_t n = (size_t)((colon ? colon : end) - text);
        if (!emg_number_read(text, n, &part) || part < 0 ||
            (parts > 1 && part >= 60))
            return false;
        sum = 60 * sum + part;
        if (!colon) {
            *seconds = sum;
            return parts > 1;
        }
        text = colon + 1;
    }
    return false;
}

static bool
read_moment(const char *text, size_t length, double open, double *seconds)
{
    *seconds = open;
    return length == 0 || read_seconds(text, length, seconds) ||
           read_clock(text, length, seconds);
}

bool
kit_span_read(const char *text, kit_span *span)
{
    const char *dash = strchr(text, '-');
    return dash && strlen(text) > 1 &&
           read_moment(text, (size_t)(dash - text), 0, &span->from_s) &&
           read_moment(dash + 1, strlen(dash + 1), LAST_S, &span->to_s) &&
           span->from_s < span->to_s;
}

void
kit_add_span(emg_text *to, const kit_span *span)
{
    if (span->to_s <= 0) {
        emg_text_add(to, "null");
        return;
    }
    emg_text_add(to, "\"");
    emg_text_add_number(to, span->from_s);
    emg_text_add(to, "-");
    if (span->to_s < LAST_S)
        emg_text_add_number(to, span->to_s);
    emg_text_add(to, "\"");
}
