/* Texts as a test writes them: read as a head, or whole. */
#ifndef TESTS_IO_TEXT_CASE_H
#define TESTS_IO_TEXT_CASE_H

#include "unit.h"

#include "io/text.h"

#define READING_OPEN(bytes, options, error) emg_text_open(bytes, options, error)
#include "reading.h"

static inline emg_text_head
text_head(const char *text)
{
    return (emg_text_head){text, text + strlen(text), 0, 0, true};
}

static inline emg_text_line
text_line(const char *text)
{
    return (emg_text_line){text, strlen(text), 0, 1, true};
}

static inline emg_text_cell
text_cell(const char *text)
{
    return (emg_text_cell){text, strlen(text)};
}

typedef emg_status text_dialect(emg_text_layout *, emg_text_head *,
                                emg_error *);

/* The layout of a text that one dialect takes. */
static inline emg_text_layout
text_laid_out(text_dialect *dialect, const char *text)
{
    emg_text_layout layout = {0};
    emg_text_head head = text_head(text);
    emg_error error = EMG_NO_ERROR;
    dialect(&layout, &head, &error);
    ck_assert_str_eq(error.text, "");
    ck_assert_int_eq(error.status, EMG_OK);
    return layout;
}

/* What a dialect says of a text that it does not take. */
static inline void
text_refused(text_dialect *dialect, const char *text, const char *why)
{
    emg_text_layout layout = {0};
    emg_text_head head = text_head(text);
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(dialect(&layout, &head, &error), EMG_BAD_FILE);
    ck_assert_str_eq(error.text, why);
    emg_text_layout_clear(&layout);
}

static inline void
text_channel_is(const emg_text_layout *layout, int i, const char *label,
                const char *unit, int64_t samples, int64_t seconds)
{
    ck_assert_int_lt(i, layout->n_channels);
    ck_assert_str_eq(layout->channels[i].label, label);
    ck_assert_str_eq(layout->channels[i].unit, unit);
    ck_assert_int_eq(layout->channels[i].number, i + 1);
    ck_assert_int_eq(layout->tracks[i].rate.samples, samples);
    ck_assert_int_eq(layout->tracks[i].rate.seconds, seconds);
}

/* Reads all of a text at this rate (0: none is given), in memory. */
static inline void
text_read(reading *is, const char *text, double rate_hz, bool strict)
{
    emg_error error = EMG_NO_ERROR;
    emg_bytes *bytes =
        emg_bytes_from_memory(text, strlen(text), "a.csv", &error);
    reading_take(is, bytes,
                 (emg_open_options){.rate_hz = rate_hz, .strict = strict}, 3);
}

#endif
