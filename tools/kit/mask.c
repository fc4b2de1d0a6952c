/* From rows of a table to stretches of channels. */
#include "kit/mask.h"

#include "base/memory.h"
#include "kit/events.h"
#include "kit/folder.h"

#include <math.h>
#include <string.h>

typedef struct stretches {
    const emg_recording *recording;
    emg_masked *at;
    size_t n, room;
} stretches;

static bool
is_of(const stretches *self, const kit_event *row)
{
    return kit_is_missing(row->file) ||
           strcmp(row->file, self->recording->name) == 0;
}

static bool
is_bad(const kit_events *events, const kit_event *row)
{
    return kit_sheet_column(&events->sheet, "verdict") < 0 ||
           strcmp(row->verdict, "bad") == 0;
}

static emg_status
add_channel(stretches *self, const emg_event *event, int number,
            emg_error *error)
{
    if (emg_grow((void **)&self->at, &self->room, self->n + 1, sizeof *self->at,
                 error))
        return EMG_NO_MEMORY;
    self->at[self->n++] = (emg_masked){number, event->onset_s,
                                       event->onset_s + event->duration_s};
    return EMG_OK;
}

static emg_status
add_row(stretches *self, const kit_event *row, emg_error *error)
{
    const emg_recording *recording = self->recording;
    bool all = kit_is_missing(row->channel);
    emg_status status = EMG_OK;
    for (int g = 0; g < recording->n_groups; g++)
        for (int c = 0; c < recording->groups[g].n_channels && !status; c++) {
            const emg_channel *channel = &recording->groups[g].channels[c];
            if (all || strcmp(row->channel, channel->label) == 0)
                status = add_channel(self, &row->event, channel->number, error);
        }
    return status;
}

static emg_status
add_rows(stretches *self, const kit_events *events, const char *path,
         kit_table *notes, emg_error *error)
{
    emg_status status = EMG_OK;
    size_t known = 0;
    for (size_t i = 0; i < events->n && !status; i++) {
        const kit_event *row = &events->rows[i];
        if (!is_of(self, row))
            continue;
        known++;
        if (is_bad(events, row) && !isnan(row->event.onset_s))
            status = add_row(self, row, error);
    }
    if (!status && known == 0)
        kit_note(notes, "nothing is masked: no row of %s is of this recording",
                 kit_base_name(path));
    return status;
}

emg_mask *
kit_mask_read(const char *path, const emg_recording *recording,
              kit_table *notes, emg_error *error)
{
    kit_events events = {0};
    stretches self = {.recording = recording};
    emg_mask *mask = NULL;
    emg_status status = kit_events_read(&events, path, NULL, error);
    if (!status)
        status = add_rows(&self, &events, path, notes, error);
    if (!status)
        mask = emg_mask_create(self.at, self.n, error);
    emg_free(self.at);
    kit_events_free(&events);
    return mask;
}
