/* Reads tables of events and brings two of them together. */
#include "kit/events.h"

#include "base/memory.h"
#include "base/number.h"
#include "kit/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct places {
    int onset, duration, type, channel, file, verdict; /* -1: there is none */
} places;

static emg_status
find_columns(const kit_sheet *sheet, const char *type, places *at,
             emg_error *error)
{
    *at = (places){kit_sheet_column(sheet, "onset"),
                   kit_sheet_column(sheet, "duration"),
                   kit_sheet_column(sheet, "trial_type"),
                   kit_sheet_column(sheet, "channel"),
                   kit_sheet_column(sheet, "file"),
                   kit_sheet_column(sheet, "verdict")};
    if (at->onset < 0 || at->duration < 0)
        return kit_sheet_wrong(sheet,
                               "a table of events begins with a line of "
                               "column names, onset and duration among them, "
                               "parted by tabs",
                               error);
    if (type && at->type < 0)
        return kit_sheet_wrong(
            sheet, "there is no column trial_type to choose by", error);
    return EMG_OK;
}

static emg_status
read_times(const kit_sheet *sheet, const places *at, emg_event *event,
           emg_error *error)
{
    const char *onset = sheet->cells[at->onset];
    const char *duration = sheet->cells[at->duration];
    if (kit_is_missing(onset)) {
        event->onset_s = event->duration_s = NAN;
        return EMG_OK;
    }
    if (!emg_number_read(onset, strlen(onset), &event->onset_s) ||
        !emg_number_read(duration, strlen(duration), &event->duration_s) ||
        event->duration_s < 0)
        return kit_sheet_wrong(sheet,
                               "onset and duration are numbers of seconds, "
                               "the duration not below 0",
                               error);
    return EMG_OK;
}

static const char *
cell_of(const kit_sheet *sheet, int column)
{
    return column < 0 ? "" : sheet->cells[column];
}

/* The rows that count, all where wanted is NULL, and what is near to it. */
typedef struct chosen_type {
    const char *wanted;
    kit_nearest nearest;
    bool found;
} chosen_type;

static bool
is_wanted(chosen_type *type, const char *word)
{
    if (!type->wanted)
        return true;
    bool same = strcmp(word, type->wanted) == 0;
    type->found |= same;
    kit_nearest_offer(&type->nearest, word, strlen(word));
    return same;
}

/* A type that does not occur may be so, one that is misspelt is not. */
static emg_status
check_type(const chosen_type *type, emg_error *error)
{
    if (!type->wanted || type->found || !kit_nearest_found(&type->nearest))
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "no row has the trial_type '%s'; did you mean %s?",
                    type->wanted, type->nearest.best);
}

static emg_status
add_row(kit_events *self, const places *at, chosen_type *type, emg_error *error)
{
    kit_event row = {.file = cell_of(&self->sheet, at->file),
                     .channel = cell_of(&self->sheet, at->channel),
                     .verdict = cell_of(&self->sheet, at->verdict)};
    emg_status status = read_times(&self->sheet, at, &row.event, error);
    bool counts = is_wanted(type, cell_of(&self->sheet, at->type)) ||
                  isnan(row.event.onset_s);
    if (status || !counts)
        return status;
    if (emg_grow((void **)&self->rows, &self->room, self->n + 1,
                 sizeof *self->rows, error))
        return EMG_NO_MEMORY;
    self->rows[self->n++] = row;
    return EMG_OK;
}

emg_status
kit_events_read(kit_events *self, const char *path, const char *type,
                emg_error *error)
{
    places at;
    chosen_type chosen = {.wanted = type};
    if (type)
        chosen.nearest = kit_nearest_to(type);
    emg_status status = kit_sheet_open(&self->sheet, path, EMG_BAD_FILE, error);
    if (!status)
        status = find_columns(&self->sheet, type, &at, error);
    while (!status && kit_sheet_next(&self->sheet, error))
        status = add_row(self, &at, &chosen, error);
    if (!status && error->status)
        status = error->status;
    if (!status)
        status = check_type(&chosen, error);
    if (!status) {
        self->events = emg_new(self->n, sizeof *self->events, error);
        status = self->events ? EMG_OK : EMG_NO_MEMORY;
    }
    if (status)
        emg_error_in_file(error, path);
    return status;
}

void
kit_events_free(kit_events *self)
{
    kit_sheet_close(&self->sheet);
    emg_free(self->rows);
    emg_free(self->events);
}

/* ---- order -------------------------------------------------------------- */

static int
by_place(const kit_event *a, const kit_event *b)
{
    int order = strcmp(a->file, b->file);
    return order ? order : strcmp(a->channel, b->channel);
}

/* Rows without an onset go to the end of their channel. */
static int
by_row(const void *a, const void *b)
{
    const kit_event *x = a, *y = b;
    int order = by_place(x, y);
    bool gone_x = isnan(x->event.onset_s), gone_y = isnan(y->event.onset_s);
    if (order || gone_x || gone_y)
        return order ? order : gone_x - gone_y;
    return (x->event.onset_s > y->event.onset_s) -
           (x->event.onset_s < y->event.onset_s);
}

static void
forget(kit_events *self, bool files, bool channels)
{
    for (size_t i = 0; i < self->n; i++) {
        if (files)
            self->rows[i].file = "";
        if (channels)
            self->rows[i].channel = "";
    }
}

static void
sort(kit_events *self)
{
    if (self->n > 0)
        qsort(self->rows, self->n, sizeof *self->rows, by_row);
    for (size_t i = 0; i < self->n; i++)
        self->events[i] = self->rows[i].event;
}

void
kit_events_sort(kit_events *a, kit_events *b)
{
    bool files = kit_sheet_column(&a->sheet, "file") < 0 ||
                 kit_sheet_column(&b->sheet, "file") < 0;
    bool channels = kit_sheet_column(&a->sheet, "channel") < 0 ||
                    kit_sheet_column(&b->sheet, "channel") < 0;
    forget(a, files, channels);
    forget(b, files, channels);
    sort(a);
    sort(b);
}

int
kit_events_order(const kit_events *a, size_t i, const kit_events *b, size_t j)
{
    if (i >= a->n || j >= b->n)
        return (i >= a->n) - (j >= b->n);
    return by_place(&a->rows[i], &b->rows[j]);
}

kit_event_run
kit_events_run(const kit_events *self, size_t *at)
{
    size_t first = *at;
    kit_event_run run = {.at = self->events + first};
    for (; *at < self->n && !by_place(&self->rows[first], &self->rows[*at]);
         ++*at) {
        if (isnan(self->events[*at].onset_s))
            run.refused++;
        else
            run.n++;
    }
    return run;
}
