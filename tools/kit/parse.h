/* From the words of a command line to what they chose. */
#ifndef KIT_PARSE_H
#define KIT_PARSE_H

#include "kit/kit.h"

#define KIT_MOST_SECTIONS 12

/* In the parameters of a sidecar: the name of the list of filters, and what
 * stands for a secret. */
#define KIT_FILTERS_NAME "filters"
#define KIT_WITHHELD "\"withheld\""

/** A table of options and the struct that their offsets point into. */
typedef struct kit_section {
    const char *title; /* "Input"; NULL goes on with the one before */
    const kit_option *options;
    void *values;
} kit_section;

/** The tool's own options and the shared ones it takes, in the order of
 * --help. Returns how many sections there are. */
int kit_sections(kit_chosen *chosen, kit_section sections[KIT_MOST_SECTIONS]);

/**
 * Fills *chosen, whose tool and own are set, from the command line. Stops
 * early at --help, --version and --page. kit_chosen_clear gives lists back.
 */
emg_status kit_parse(kit_chosen *chosen, int argc, char **argv,
                     emg_error *error);
void kit_chosen_clear(kit_chosen *chosen);

/** True when a page is asked for instead of work. */
bool kit_wants_page(const kit_chosen *chosen);

/** Stores the option's value, read from text, in the struct at values. */
emg_status kit_value_read(const kit_option *option, const char *text,
                          void *values, emg_error *error);

/** Envelope options as they hold when all words are read. */
emg_status kit_complete_envelope(kit_enveloping *enveloping, emg_error *error);

emg_status kit_list_add(kit_list *list, const char *item, emg_error *error);

#endif
