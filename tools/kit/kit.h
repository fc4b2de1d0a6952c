/* What all programs share. A tool is a table of options and one function. */
#ifndef KIT_KIT_H
#define KIT_KIT_H

#include "emg/analysis.h"
#include "emg/filter.h"
#include "emg/flow.h"
#include "emg/io.h"

#include "kit/table.h"

/* ---- options --------------------------------------------------------- */

/** What an option's value is, and what it is stored as. */
typedef enum kit_type {
    KIT_FLAG,    /* bool; takes no value */
    KIT_INT,     /* int */
    KIT_HZ,      /* double; "20", "20Hz", "1kHz" */
    KIT_SECONDS, /* double; "0.25", "250ms", "2min" */
    KIT_UV,      /* double; "50", "50uV", "1mV" */
    KIT_NUMBER,  /* double, no unit */
    KIT_TEXT,    /* const char * */
    KIT_LIST,    /* kit_list; may be given several times */
    KIT_CHOICE,  /* int: which of `words` */
    KIT_SPAN,    /* kit_span; "2-4", "1:30-", "-250ms" */
    KIT_BAND,    /* kit_band; "20-450", "20-450Hz" */
    KIT_FILTER   /* kit_filters; `filter` says which kind */
} kit_type;

/** What sidecars and the history of a stream say of an option. */
typedef enum kit_told {
    KIT_TOLD,   /* its value: it decides what comes out */
    KIT_UNTOLD, /* nothing: it decides where to, how fast, how loud */
    KIT_FILE,   /* text that may name a file: base name and fingerprint */
    KIT_SECRET  /* KIT_INT or KIT_TEXT: only that it was given */
} kit_told;

typedef struct kit_list {
    int n;
    const char **items; /* words of the command line */
} kit_list;

/** A stretch of time; to_s is 0 when it is not given. */
typedef struct kit_span {
    double from_s, to_s;
} kit_span;

typedef struct kit_band {
    double low_hz, high_hz; /* both 0 when not given */
} kit_band;

/** Filters in the order of the command line. */
typedef struct kit_filters {
    int n;
    emg_filter items[EMG_MOST_FILTERS];
} kit_filters;

/**
 * One option. A table of them ends with {0}.
 *
 * letter    0 when there is none
 * at        offset of the value in the struct that holds it
 * text      a line of --help, lower case, without a full stop
 * standard  what holds when it is not given, as text for --help, or NULL;
 *           KIT_INT, KIT_NUMBER and those with a unit are set from it
 * absent    the same in words, where there is no such value: "all", "off"
 * example   a value for the manual page; NULL: the standard, or the last of
 *           the words of a choice
 * words     of a choice: "rms|arv|lowpass"; otherwise the value's name in
 *           --help, or NULL for the type's own
 * also      other names, "subject-label|participants-label"; in all of them
 *           underscores do as well. Or NULL: none
 * many      of a list: further words up to the next option are of it, too
 * least, most  of a number, both included; both 0: no limit but that what has
 *           a unit is above 0
 */
typedef struct kit_option {
    const char *name;
    char letter;
    kit_type type;
    size_t at;
    const char *text;
    const char *standard;
    const char *words;
    double least, most;
    emg_filter_kind filter;
    kit_told told;
    const char *absent;
    const char *example;
    const char *also;
    bool many;
} kit_option;

/** Shared options that a tool takes. */
typedef enum kit_groups {
    KIT_INPUT = 1,      /* -c -t --derive --rate --names --unit ... --strict */
    KIT_RECORDING = 2,  /* --process -o --output-dir --to -f */
    KIT_TABLE = 4,      /* -o --output-dir --to --json --no-header --folders
                         * -f */
    KIT_FILTERING = 8,  /* --band --notch ... --order --causal */
    KIT_ENVELOPE = 16,  /* --envelope --window --cutoff */
    KIT_COPY = 32,      /* --strict -o --output-dir -f */
    KIT_CLEANING = 64,  /* --ecg --line ... */
    KIT_MASK = 128,     /* --mask */
    KIT_EVENTS = 256,   /* --annotate */
    KIT_DETECTION = 512 /* --pair --montage --method --rest ... */
} kit_groups;

/** An option of a tool's `settings` that takes no value. */
#define KIT_SWITCH(name, field, text)                                          \
    {                                                                          \
        name, 0, KIT_FLAG, offsetof(settings, field), text, NULL, NULL, 0, 0,  \
            0, KIT_TOLD, NULL, NULL, NULL, false                               \
    }

/** An option of a tool's `settings` whose number lies from least to most. */
#define KIT_BETWEEN(name, text, type, field, standard, least, most)            \
    {                                                                          \
        name, 0, type, offsetof(settings, field), text, standard, NULL, least, \
            most, 0, KIT_TOLD, NULL, NULL, NULL, false                         \
    }

/** Where samples are not numbers, in the order of --nan. */
typedef enum kit_nan { KIT_NAN_STOP, KIT_NAN_SPLIT } kit_nan;

typedef struct kit_input {
    kit_list channels; /* comma lists, as given */
    kit_list derive;
    const char *rereference;
    kit_span time;
    kit_list process;
    double rate_hz;
    const char *names;
    const char *unit;
    double full_scale;
    bool strict;
    int nan;          /* kit_nan */
    const char *mask; /* path of a table, or NULL */
} kit_input;

typedef struct kit_output {
    const char *file; /* NULL: standard output */
    const char *folder;
    const char *to; /* the word after --to, or NULL */
    int samples;    /* emg_sample_form */
    bool json, no_header, force;
    bool folders;         /* tables name recordings with their folders */
    const char *annotate; /* a path, or NULL */
} kit_output;

typedef struct kit_filtering {
    kit_filters filters; /* all but kind and edges is filled in */
    int order;
    int design;           /* emg_design */
    int taps;             /* of an FIR, or 0 */
    double transition_hz; /* of an equiripple one, or 0 */
    double ripple_db, attenuation_db;
    double q;
    bool causal, uncorrected;
} kit_filtering;

typedef struct kit_enveloping {
    int kind; /* emg_envelope_kind */
    double window_s, cutoff_hz;
    const char *brief;  /* all of it in one word, or NULL */
    int window_samples; /* instead of window_s, where above 0 */
} kit_enveloping;

typedef struct kit_detection {
    kit_list pairs;
    const char *montage;
    int method; /* emg_method */
    const char *rest;
    kit_list mvc;
    double on_sd, off_sd, floor_mvc;
    double gap_s, min_duration_s;
    double balance, max_correlation; /* NaN, here and above: not given */
} kit_detection;

/** What --page prints; help is a page of its own. */
typedef enum kit_page {
    KIT_NO_PAGE,
    KIT_PAGE_MAN,
    KIT_PAGE_BASH,
    KIT_PAGE_ZSH,
    KIT_PAGE_FISH
} kit_page;

typedef struct kit_cleaning {
    bool missing;
    const char *tms; /* "off", "detect", "annotation:TEXT", "channel:NAME" */
    double blank_before_s, blank_after_s;
    const char *dbs; /* "off", "auto", "130Hz,180Hz" */
    bool template;
    int ecg; /* emg_ecg_use */
    const char *ecg_channel;
    const char *line; /* "off", "auto", "50Hz" */
    bool narrow;
} kit_cleaning;

typedef struct kit_batch {
    int jobs;    /* 0: all processors */
    int threads; /* of those, for each recording; set with the plan */
    const char *files_from, *config, *shard;
    bool recursive, resume, fail_fast, dry_run;
    bool quiet, verbose, help, version;
    int page; /* kit_page */
} kit_batch;

/** What a signal program heard of a recording before it works on it. */
typedef struct kit_normals {
    emg_normal *items;
    int n;
    emg_trend *trends;
    size_t n_trends;
} kit_normals;

void kit_normals_clear(kit_normals *normals);

/** Everything that a command line chose. */
typedef struct kit_chosen {
    const struct kit_tool *tool;
    void *own; /* the tool's settings */
    kit_input input;
    kit_output output;
    kit_filtering filtering;
    kit_enveloping enveloping;
    kit_cleaning cleaning;
    kit_detection detection;
    kit_batch batch;
    kit_list operands;
    const kit_normals *normals; /* what was heard of this recording, or NULL */
    void *kept;                 /* of --config: what holds its values */
    int exit_status; /* of a failure that has a status of its own, or 0 */
} kit_chosen;

/** True when a table was asked for as JSON Lines. */
bool kit_is_json(const kit_chosen *chosen);

/** As emg_filter_create and emg_envelope_add want them. */
emg_direction kit_direction(const kit_chosen *chosen);
emg_envelope kit_envelope(const kit_chosen *chosen);

/** Order, Q and design, which hold for all filters of a command line. */
void kit_complete_filter(const kit_filtering *filtering, emg_filter *filter);

/** True when filters are to be FIR filters. */
bool kit_is_fir(const kit_filtering *filtering);

/** True of a notch and a comb. */
bool kit_stops_line(const emg_filter *filter);

/** The filters that were asked for, notches first; returns how many. */
int kit_sorted_filters(const kit_chosen *chosen,
                       emg_filter sorted[EMG_MOST_FILTERS]);

/** Adds these filters: one cascade, or of an FIR one stage each. */
emg_status kit_add_in_order(emg_chain *chain, const kit_chosen *chosen,
                            const emg_filter *filters, int n, emg_error *error);

/**
 * Adds what an analysis does before its own work, in the order of operations
 * that the methods fix: line removal, then the other filters, as one cascade.
 * Nothing when no filter was asked for.
 */
emg_status kit_add_filters(emg_chain *chain, const kit_chosen *chosen,
                           emg_error *error);

struct kit_work; /* job.h */

/* ---- a tool ---------------------------------------------------------- */

/**
 * name      "emg-filter"
 * purpose   one line for --help and the man page
 * text      more lines for --help, or NULL
 * examples  two real command lines, each ended by a line break
 * options   its own; NULL when it has none
 * groups    which shared options it takes
 * settings_size, settings  its struct, and what that holds at first (or NULL)
 * check     asks whether the options fit together (EMG_BAD_OPTION); or NULL
 *
 * build     a signal program: adds stages to the chain of one treated group;
 *           of a table program: to that of recordings that it leaves besides
 * hear      a signal program: fills normals from a reading of its own; the
 * source is rewound and build finds them in chosen->normals. NULL: none does
 * hears     whether it does with these options
 *
 * columns   a table program: the names of its columns, ended by NULL. A tool
 *           that has build too returns NULL where it gives a recording.
 * measure   a table program: reads an opened source, writes rows
 * generate  makes a source without input
 * beside    of generate: the columns of a table that measure fills as well and
 *           that gets the recording's name with beside_ending, "_truth.tsv"
 *
 * copy      a program that takes files as they are: one recording from path to
 *           target, a path or "-"; its output tells writing->provenance
 *
 * removed   a signal program that cleans: the file for what was taken away, or
 *           NULL
 *
 * gathers   a table program that wants warnings in table->heard: true where
 *           they become rows and need not be said besides
 *
 * find      of a program whose operands are no recordings: puts recordings in
 *           their place; may also put another tool of the same program in the
 *           place of chosen->tool, and set chosen->exit_status. *keep: what is
 *           freed after the last use of their names
 * begin     is asked before the first recording is begun, not by --dry-run
 * replaces, ending  in a folder, an output is called after its recording with
 *           the name's last `replaces` and what follows put as `ending`
 *
 * treats_all  a signal program: channels of every kind go through the chain
 * emg_only  a program without build: only channels of kind EMG are EMG_TREAT
 * (as in signal programs), the rest EMG_PASS; otherwise all are treated
 * drops_untreated  a table program: other channels are not even read
 * selects   measure calls emg_source_select itself, see kit_uses
 * twice     measure rewinds the source
 * exit_status  one that only this program has: "10 an event was found"; NULL
 * sheets    what the operands are where they are no recordings ("table"):
 *           measure opens them itself
 *           (table->path) and its source is NULL
 * named     standard input is no operand
 */
typedef struct kit_tool {
    const char *name;
    const char *purpose;
    const char *text;
    const char *examples;
    const kit_option *options;
    int groups; /* of kit_groups */
    size_t settings_size;
    const void *settings;
    emg_status (*check)(const kit_chosen *chosen, emg_error *error);
    emg_status (*build)(emg_chain *chain, const kit_chosen *chosen,
                        emg_error *error);
    bool (*hears)(const kit_chosen *chosen);
    emg_status (*hear)(emg_source *source, const kit_chosen *chosen,
                       kit_normals *normals, emg_error *error);
    const char *const *(*columns)(const kit_chosen *chosen);
    emg_status (*measure)(emg_source *source, const kit_chosen *chosen,
                          kit_table *table, emg_error *error);
    emg_source *(*generate)(const kit_chosen *chosen, emg_error *error);
    const char *const *beside;
    const char *beside_ending;
    emg_status (*copy)(const char *path, const char *target,
                       const kit_chosen *chosen,
                       const emg_create_options *writing, emg_error *error);
    const char *(*removed)(const kit_chosen *chosen);
    bool (*gathers)(const kit_chosen *chosen);
    emg_status (*find)(kit_chosen *chosen, char **keep, emg_error *error);
    emg_status (*begin)(const struct kit_work *work, emg_error *error);
    const char *replaces, *ending;
    bool treats_all;
    bool emg_only;
    bool drops_untreated;
    bool selects;
    bool twice;
    const char *sheets;
    bool named;
    const char *exit_status;
} kit_tool;

/** All that main does. */
int kit_main(const kit_tool *tool, int argc, char **argv);

/* ---- for tools that choose channels themselves ------------------------ */

/**
 * What -c, --process and the rule for kinds make of each channel.
 *
 * uses   room for emg_recording_channels(recording), in file order
 *
 * Returns EMG_BAD_OPTION with the channels that there are when a name of the
 * list is none of them.
 */
emg_status kit_uses(const kit_chosen *chosen, const emg_recording *recording,
                    emg_use *uses, emg_error *error);

/**
 * Selects those of a source from which nothing was read yet.
 *
 * drops  channels that would be passed on are not read
 * but    the number of one that is passed on whatever was chosen, or 0
 */
emg_status kit_select(const kit_chosen *chosen, emg_source *source, bool drops,
                      int but, emg_error *error);

/** To open another recording beside, to be read more than once. */
emg_open_options kit_open_options(const kit_chosen *chosen,
                                  emg_listener listener);

/**
 * A chain for one group: `first` (taken whatever happens, or NULL), a stop for
 * samples that are not finite where the format may hold some, and what `build`
 * (if any) of the chosen tool adds.
 */
emg_chain *kit_chain_create(const kit_chosen *chosen, const emg_format *format,
                            emg_stage *first, emg_error *error);

/**
 * One such chain a treated group and NULL for the others. Returns NULL with
 * *error set; kit_chains_destroy gives them back.
 */
emg_chain **kit_chains_create(const kit_chosen *chosen,
                              const emg_recording *recording, emg_error *error);
void kit_chains_destroy(emg_chain **chains, const emg_recording *recording);

/**
 * True when the input is a file whose end was seen when it was opened, so that
 * its header can be believed; a pipe may break off.
 */
bool kit_is_whole(const kit_table *table, const emg_source *source);

/** True of an EMG stream, which tells what was done before. */
bool kit_is_stream(const emg_source *source);

/** Runs the source through such chains into the sink. */
emg_status kit_run(const kit_chosen *chosen, emg_source *source, emg_sink *sink,
                   emg_error *error);

#endif
