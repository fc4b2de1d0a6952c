/* Recordings in text: a table of numbers, and what devices write before it.
 *
 * A dialect reads what stands before the table into a layout; from there on all
 * tables are read alike, row by row. */
#ifndef EMG_IO_TEXT_H
#define EMG_IO_TEXT_H

#include "base/bytes.h"
#include "emg/io.h"
#include "io/warn.h"

/* The longest line, and all that is looked at before the table begins. */
#define EMG_TEXT_WINDOW ((size_t)65536)

#define EMG_TEXT_DOS_END 0x1A /* may be the last byte of old files */

/** True when an input that begins like this is text. */
bool emg_text_looks_like(const uint8_t *first, size_t n);

/** Opens a table of text. Takes bytes whatever happens. */
emg_source *emg_text_open(emg_bytes *bytes, const emg_open_options *options,
                          emg_error *error);

/* ---- lines ------------------------------------------------------------ */

typedef struct emg_text_line {
    const char *text; /* without CR LF, of length bytes */
    size_t length;
    int64_t at;     /* its first byte in the input */
    int64_t number; /* from 1 */
    bool ended;     /* false only where the input ends without a new line */
} emg_text_line;

/** Where reading stands. */
typedef struct emg_text_lines {
    emg_bytes *bytes;
    int64_t number; /* of the last line */
    size_t shown;   /* bytes of the last line, taken with the next one */
} emg_text_lines;

/** The next line, which holds until the one after it; *there is false at the
 * end of the input. */
emg_status emg_text_lines_next(emg_text_lines *lines, emg_text_line *line,
                               bool *there, emg_error *error);

/** What can be seen of the beginning, from the byte after a BOM on. */
typedef struct emg_text_head {
    const char *text, *end;
    int64_t at;     /* the byte of text in the input */
    int64_t number; /* of the line before */
    bool whole;     /* the input ends at end */
} emg_text_head;

/** The next line of the head; false when it is not to be seen as a whole. */
bool emg_text_head_next(emg_text_head *head, emg_text_line *line);

bool emg_text_line_begins(const emg_text_line *line, const char *with);

/** Nothing but blanks. */
bool emg_text_line_is_blank(const emg_text_line *line);

/* ---- cells ------------------------------------------------------------ */

typedef struct emg_text_cell {
    const char *text; /* without blanks and quotes around it */
    size_t length;
} emg_text_cell;

typedef enum emg_cell_kind {
    EMG_CELL_NUMBER,
    EMG_CELL_MISSING, /* empty, NaN, n/a ... */
    EMG_CELL_WORD
} emg_cell_kind;

/** A number as it is written. */
typedef struct emg_cell_number {
    double value;    /* NaN when missing */
    char decimal;    /* '.', ',' or 0 where there is neither */
    int significant; /* digits from the first that is not 0 */
    int ten;         /* the last digit counts 10^ten */
} emg_cell_number;

/** Cuts the next cell off; *at becomes NULL with the last one. separator ' '
 * means one or more blanks or TABs. */
void emg_text_cell_next(const char **at, const char *end, char separator,
                        emg_text_cell *cell);

/** The number of cells; *filled: without empty ones at the end. */
int emg_text_cells(const emg_text_line *line, char separator, int *filled);

/** comma: a comma is a decimal sign, as a point is. */
emg_cell_kind emg_text_cell_read(const emg_text_cell *cell, bool comma,
                                 emg_cell_number *number);

/** Whether the cell is this word, in capitals or not. */
bool emg_text_cell_is(const emg_text_cell *cell, const char *word);

bool emg_text_cell_is_any(const emg_text_cell *cell, const char *const *words);

/** Copies it as UTF-8 without control bytes, doubled quotes made single. */
void emg_text_cell_show(char *to, size_t size, const emg_text_cell *cell);

/* ---- rates ------------------------------------------------------------ */

/** Half of 10^ten: how far a number may be from its rounded text. */
double emg_text_half(int ten);

/**
 * The rate that a text tells: exact, where it has less than seven digits; else
 * the simplest ratio that is rounded to it ("1259.259" is 34000/27).
 */
bool emg_text_rate_read(const char *text, size_t length, emg_rate *rate);

/** The simplest rate that is no further than half from rate_hz. */
bool emg_text_rate_near(double rate_hz, double half, emg_rate *rate);

/** The same of a number that was text before. */
bool emg_text_rate_of(double rate_hz, emg_rate *rate);

/**
 * The simplest rate whose samples stand at these times, as far as they go
 * without a gap. False when the times do not go on evenly, or for want of
 * memory, with *error set.
 *
 * times_s, half_s   n of each, at least 2: the times, and half of what their
 *                   last digits count
 */
bool emg_text_rate_of_times(const double *times_s, const double *half_s, int n,
                            emg_rate *rate, emg_error *error);

/* ---- the time column -------------------------------------------------- */

#define EMG_TEXT_CLOCK_ROWS 16

typedef struct emg_text_clock {
    long double period_s;
    double halves[EMG_TEXT_CLOCK_ROWS]; /* of the last rows */
    long double anchor_s; /* the time of row `anchor`, from which is counted */
    int64_t anchor, rows;
    double last_s;
} emg_text_clock;

typedef enum emg_clock_verdict {
    EMG_CLOCK_EVEN,
    EMG_CLOCK_GAP,   /* time jumps forward: counted from here on */
    EMG_CLOCK_DRIFT, /* half a sample off by and by: counted from here on */
    EMG_CLOCK_BACK   /* time stands still or goes back */
} emg_clock_verdict;

void emg_text_clock_start(emg_text_clock *clock, emg_rate rate);

/** Judges the time of the next row; half_s: of what its last digit counts. */
emg_clock_verdict emg_text_clock_next(emg_text_clock *clock, double time_s,
                                      double half_s);

/* ---- the layout of a table -------------------------------------------- */

typedef enum emg_text_role {
    EMG_TEXT_SKIP,
    EMG_TEXT_SAMPLE,
    EMG_TEXT_TIME
} emg_text_role;

typedef struct emg_text_column {
    emg_text_role role;
    int channel;    /* of a sample; of the samples that a time belongs to */
    double seconds; /* one unit of a time */
} emg_text_column;

/** Of one channel, beside what emg_channel holds. */
typedef struct emg_text_track {
    emg_rate rate;     /* samples 0: not known */
    int64_t announced; /* samples, -1 where nothing is said */
    bool coded;        /* the table holds codes of the channel's scale */
} emg_text_track;

typedef struct emg_text_layout {
    char format[16];
    char separator;
    char decimal; /* 0 until a number tells */
    int n_columns, n_channels;
    emg_text_column *columns;
    emg_channel *channels;
    emg_text_track *tracks;
    size_t room_columns, room_channels, room_tracks;
    int64_t data_at;    /* the first row */
    int64_t data_line;  /* its number */
    bool ends_apart;    /* channels may end in different rows */
    bool ends_at_blank; /* a blank line ends the table */
    bool tells_kinds;   /* else they were guessed from labels */
    bool has_identity;
} emg_text_layout;

void emg_text_layout_clear(emg_text_layout *layout);

/** Sets what wrote it and what stands between its columns. */
void emg_text_layout_begin(emg_text_layout *layout, const char *format,
                           char separator);

/** Sets where the table begins. */
void emg_text_layout_data(emg_text_layout *layout, const emg_text_line *first);

/** Adds a column that is passed over, or of times in units of so many s. */
emg_status emg_text_layout_add(emg_text_layout *layout, emg_text_role role,
                               double seconds, emg_error *error);

/** Adds a column of samples and its channel, numbered, with its kind by its
 * label; an empty label becomes "ch1", ... */
emg_status emg_text_layout_add_channel(emg_text_layout *layout,
                                       const emg_text_cell *label,
                                       const emg_text_cell *unit,
                                       emg_error *error);

/** Its samples are counts of so many bits, from 0. */
void emg_text_channel_counts(emg_channel *channel, int64_t bits);

/** Names, unit and rate as the caller knows them; a rate only where the file
 * tells none. */
emg_status emg_text_layout_know(emg_text_layout *layout,
                                const emg_open_options *options,
                                emg_error *error);

/** Whether it is a unit of voltage or of time. */
bool emg_text_is_unit(const emg_text_cell *cell);

/** Adds n columns by their names and units, as far as there are any (NULL:
 * none): times, counters that are passed over, samples. */
emg_status emg_text_names_add(emg_text_layout *layout,
                              const emg_text_line *names,
                              const emg_text_line *units, int n,
                              emg_error *error);

/* ---- dialects --------------------------------------------------------- */

/** What stands before the table, of any dialect; the rate may be left open. */
emg_status emg_text_dialect_read(emg_text_layout *layout, emg_text_head *head,
                                 emg_error *error);

emg_status emg_text_plain_read(emg_text_layout *layout, emg_text_head *head,
                               emg_error *error);
emg_status emg_text_opensignals_read(emg_text_layout *layout,
                                     emg_text_head *head, emg_error *error);
emg_status emg_text_biosppy_read(emg_text_layout *layout, emg_text_head *head,
                                 emg_error *error);
emg_status emg_text_emgworks_read(emg_text_layout *layout, emg_text_head *head,
                                  emg_error *error);
emg_status emg_text_nexus_read(emg_text_layout *layout, emg_text_head *head,
                               emg_error *error);
emg_status emg_text_datalog_read(emg_text_layout *layout, emg_text_head *head,
                                 emg_error *error);

/** The header is not as it should be: says that of its next line. */
emg_status emg_text_head_fail(const emg_text_head *head, const char *what,
                              emg_error *error);

/* ---- rows ------------------------------------------------------------- */

typedef struct emg_text_rows {
    emg_text_layout *layout;
    emg_warnings *warnings;
    emg_text_lines lines;
    emg_text_clock *clocks; /* one a column; of the time columns */
    double *values;         /* of the row that is ready, one a channel */
    int64_t *ends;          /* the row in which a channel ended, -1: not yet */
    int64_t rows;           /* given so far */
    int64_t empty;          /* rows without a number that may be the end */
    int64_t owed;           /* of them, to be given before `values` */
    int64_t blank_line;     /* number of the last blank line, 0: none */
    int64_t blank_at;
    bool ended;           /* the table, if not the input */
    bool ready;           /* there is a row to be taken */
    bool is_gap;          /* before values */
    bool timed;           /* a time was read */
    double origin_s;      /* where the times begin, unless they are kept */
    emg_ticks next_start; /* of the segment after a gap */
    emg_segment segment;  /* of the last row that was taken */
} emg_text_rows;

emg_status emg_text_rows_init(emg_text_rows *rows, emg_text_layout *layout,
                              emg_bytes *bytes, emg_warnings *warnings,
                              emg_error *error);
void emg_text_rows_clear(emg_text_rows *rows);

/** To the first row again; bytes are to stand there already. */
void emg_text_rows_start(emg_text_rows *rows);

/** Makes the next row ready without giving it; *there is false at the end. */
emg_status emg_text_rows_look(emg_text_rows *rows, bool *there,
                              emg_error *error);

/** Gives the row that is ready: a value a channel, NaN where there is none.
 */
void emg_text_rows_take(emg_text_rows *rows, double *values);

/** True when the row that is ready begins a segment that is not the first. */
bool emg_text_rows_at_gap(const emg_text_rows *rows);

/** How many samples a channel has in the rows that were taken. */
int64_t emg_text_rows_length(const emg_text_rows *rows, int channel);

#endif
