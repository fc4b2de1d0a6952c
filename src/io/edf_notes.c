/* Annotations on their way into records. */
#include "base/memory.h"
#include "base/number.h"
#include "base/utf8.h"
#include "io/edf_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_TEXT 1000 /* bytes; every record must have room for it */
#define NUMBERS 72        /* bytes for onset, duration and separators */

/* These two end texts and numbers in EDF+. */
#define SEPARATOR '\x14'
#define BEFORE_DURATION '\x15'

static size_t
whole_characters(const char *text, size_t most)
{
    size_t length = strlen(text), at = 0;
    while (at < length && length > most) {
        size_t n = emg_utf8_length((const uint8_t *)text + at, length - at);
        if (at + (n ? n : 1) > most)
            return at;
        at += n ? n : 1;
    }
    return length;
}

emg_status
emg_edf_notes_add(emg_edf_notes *notes, const emg_event *event,
                  emg_error *error)
{
    const char *text = event->text ? event->text : "";
    size_t length = whole_characters(text, LONGEST_TEXT);
    if (emg_grow((void **)&notes->notes, &notes->room, notes->n_notes + 1,
                 sizeof *notes->notes, error) ||
        emg_grow((void **)&notes->texts, &notes->texts_room,
                 notes->used + length + 1, 1, error))
        return EMG_NO_MEMORY;
    char *to = notes->texts + notes->used;
    for (size_t i = 0; i < length; i++)
        to[i] =
            text[i] == SEPARATOR || text[i] == BEFORE_DURATION ? ' ' : text[i];
    to[length] = 0;
    notes->notes[notes->n_notes] = (emg_edf_note){
        event->onset_s, event->duration_s, notes->used, notes->n_notes, 0, 0};
    notes->n_notes++;
    notes->used += length + 1;
    notes->n_cut += text[length] != 0;
    return EMG_OK;
}

void
emg_edf_notes_clear(emg_edf_notes *notes)
{
    emg_free(notes->notes);
    emg_free(notes->texts);
    *notes = (emg_edf_notes){0};
}

/* ---- text ------------------------------------------------------------ */

/* Seconds without an exponent, which the format does not know. */
static size_t
print_seconds(char to[EMG_NUMBER_SIZE], double seconds)
{
    int n = emg_number_print(to, seconds);
    if (!memchr(to, 'e', (size_t)n))
        return (size_t)n;
    double ticks = fmin(fmax(seconds * EMG_TICKS_PER_S, -9e18), 9e18);
    int64_t whole = llrint(ticks);
    uint64_t size = whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole;
    return (size_t)snprintf(to, EMG_NUMBER_SIZE, "%s%llu.%07llu",
                            whole < 0 ? "-" : "",
                            (unsigned long long)(size / EMG_TICKS_PER_S),
                            (unsigned long long)(size % EMG_TICKS_PER_S));
}

/* One annotation at to, or only its length when to is NULL. */
static size_t
print_note(char *to, const emg_edf_notes *notes, const emg_edf_note *note)
{
    char onset[EMG_NUMBER_SIZE], duration[EMG_NUMBER_SIZE] = "";
    char tal[NUMBERS];
    const char *text = notes->texts + note->text;
    bool lasts = isfinite(note->duration_s) && note->duration_s > 0;

    print_seconds(onset, isfinite(note->onset_s) ? note->onset_s : 0);
    if (lasts)
        print_seconds(duration, note->duration_s);
    int n = snprintf(tal, sizeof tal, "%s%s%s%s%c", *onset == '-' ? "" : "+",
                     onset, lasts ? (char[]){BEFORE_DURATION, 0} : "", duration,
                     SEPARATOR);
    size_t length = strlen(text);
    if (to) {
        memcpy(to, tal, (size_t)n);
        memcpy(to + n, text, length);
        to[(size_t)n + length] = SEPARATOR; /* NUL follows */
    }
    return (size_t)n + length + 2;
}

size_t
emg_edf_time_print(char to[EMG_EDF_TIME_BYTES + 1], emg_ticks onset)
{
    uint64_t size = onset < 0 ? 0 - (uint64_t)onset : (uint64_t)onset;
    int n = snprintf(to, EMG_EDF_TIME_BYTES + 1, "%c%llu.%07llu",
                     onset < 0 ? '-' : '+',
                     (unsigned long long)(size / EMG_TICKS_PER_S),
                     (unsigned long long)(size % EMG_TICKS_PER_S));
    while (to[n - 1] == '0')
        n--;
    n -= to[n - 1] == '.';
    to[n] = SEPARATOR;
    to[n + 1] = SEPARATOR;
    to[n + 2] = 0;
    return (size_t)n + 3;
}

void
emg_edf_notes_print(const emg_edf_notes *notes, size_t *at, emg_ticks time,
                    char *to)
{
    char head[EMG_EDF_TIME_BYTES + 1];
    size_t used = emg_edf_time_print(head, time);
    int64_t record = notes->notes[*at].record;
    memcpy(to, head, used);
    for (; *at < notes->n_notes && notes->notes[*at].record == record; ++*at)
        used += print_note(to + used, notes, &notes->notes[*at]);
}

/* ---- place ----------------------------------------------------------- */

static int64_t
record_at(const emg_edf_stretch *stretches, size_t n, emg_ticks record,
          double onset_s)
{
    size_t low = 0, high = n; /* the last stretch that starts by then */
    double ticks = isfinite(onset_s) ? onset_s * EMG_TICKS_PER_S : 0;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if ((double)stretches[middle].start <= ticks)
            low = middle;
        else
            high = middle;
    }
    const emg_edf_stretch *in = &stretches[low];
    double past = floor((ticks - (double)in->start) / (double)record);
    double last = (double)(in->n_records - 1);
    return in->first_record + (int64_t)(past < 0      ? 0
                                        : past > last ? last
                                                      : past);
}

static int
by_record(const void *a, const void *b)
{
    const emg_edf_note *x = a, *y = b;
    if (x->record != y->record)
        return x->record < y->record ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int64_t
length_of(const emg_edf_notes *notes, const emg_edf_note *note)
{
    return (int64_t)print_note(NULL, notes, note);
}

/* Fills records in order, `room` bytes each; what finds none goes to later
 * ones, behind the last, if need be. */
static void
fill_forward(emg_edf_notes *notes, int64_t room)
{
    int64_t record = -1, used = 0;
    for (size_t i = 0; i < notes->n_notes; i++) {
        emg_edf_note *note = &notes->notes[i];
        int64_t length = length_of(notes, note);
        if (note->record > record) {
            record = note->record;
            used = 0;
        }
        if (used + length > room) {
            record++;
            used = 0;
        }
        used += length;
        note->placed = record;
    }
}

/* Brings those behind the last record back, from the last on, so that many at
 * the end do not make all records longer. False: all records together have no
 * room. */
static bool
fill_back(emg_edf_notes *notes, int64_t n_records, int64_t room)
{
    int64_t record = n_records - 1, used = 0;
    for (size_t i = notes->n_notes; i-- > 0;) {
        emg_edf_note *note = &notes->notes[i];
        int64_t length = length_of(notes, note);
        if (note->placed < record) {
            record = note->placed;
            used = 0;
        }
        if (used + length > room) {
            record--;
            used = 0;
        }
        if (length > room || record < 0)
            return false;
        used += length;
        note->placed = record;
    }
    return true;
}

static bool
fill(emg_edf_notes *notes, int64_t n_records, int64_t room)
{
    fill_forward(notes, room);
    return fill_back(notes, n_records, room);
}

int64_t
emg_edf_notes_place(emg_edf_notes *notes, const emg_edf_stretch *stretches,
                    size_t n, emg_ticks record, int64_t least)
{
    const emg_edf_stretch *last = &stretches[n - 1];
    int64_t n_records = last->first_record + last->n_records;
    int64_t bytes = least;

    for (size_t i = 0; i < notes->n_notes; i++)
        notes->notes[i].record =
            record_at(stretches, n, record, notes->notes[i].onset_s);
    if (notes->n_notes)
        qsort(notes->notes, notes->n_notes, sizeof *notes->notes, by_record);
    while (!fill(notes, n_records, bytes - EMG_EDF_TIME_BYTES))
        bytes *= 2;
    for (size_t i = 0; i < notes->n_notes; i++)
        notes->notes[i].record = notes->notes[i].placed;
    return bytes;
}
