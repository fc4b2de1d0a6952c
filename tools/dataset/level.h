/* The levels of a BIDS app, each a tool of its own. */
#ifndef DATASET_LEVEL_H
#define DATASET_LEVEL_H

#include "dataset/select.h"
#include "kit/job.h"

/** What a command line of emg-bids chose. */
typedef struct dataset_settings {
    kit_list participants, sessions, tasks, runs, recordings;
    const char *filter, *link;
    const char *input; /* the folder of the dataset */
    int n_jobs;
    double memory_gb;
    const char *scratch;
    bool unvalidated, force, checks;
    bool with_envelope;
    const char *rate; /* of the envelope, or NULL */
} dataset_settings;

#define DATASET_EVENTS "_desc-cocontraction_events"
#define DATASET_SUMMARY "_desc-summary_emg"
#define DATASET_ENVELOPE "_desc-envelope_emg"
#define DATASET_GROUP "group_desc-cocontraction_emg"

#define DATASET_NOT_BIDS 16 /* exit statuses of a BIDS app */
#define DATASET_UNKNOWN_LEVEL 17
#define DATASET_NOTHING_CHOSEN 18

/** Puts the dataset's recordings, or at the level of groups the tables that
 * were made of them, in place of the operands BIDS_DIR OUTPUT_DIR LEVEL, and
 * that level's tool in place of chosen->tool. */
emg_status dataset_find(kit_chosen *chosen, char **keep, emg_error *error);

/* ---- participant: events and a summary of each recording ---------------- */

const char *const *dataset_participant_columns(const kit_chosen *chosen);
emg_status dataset_participant_measure(emg_source *source,
                                       const kit_chosen *chosen,
                                       kit_table *table, emg_error *error);

/* Of --with-envelope: the chain, whether options fit, and the files besides;
 * to be added before channels of the recording are selected. */
emg_status dataset_envelope_build(emg_chain *chain, const kit_chosen *chosen,
                                  emg_error *error);
emg_status dataset_envelope_check(const kit_chosen *chosen, emg_error *error);
emg_status dataset_envelope_add(kit_table *table,
                                const emg_recording *recording,
                                const json_t *fields, const kit_chosen *chosen,
                                emg_error *error);

/** Writes what says of the output folder that it is a dataset, where nobody
 * has: several may begin at once. */
emg_status dataset_begin(const kit_work *work, emg_error *error);

/** EMG_BAD_OPTION where the folder must not be written to. */
emg_status dataset_check_output(const char *input, const char *output,
                                emg_error *error);

/* ---- check: the rules of EMG-BIDS, a row for each that is broken ----------
 */

extern const kit_tool dataset_checker;

/* ---- group: one table of all summaries ---------------------------------- */

extern const kit_tool dataset_group;

#endif
