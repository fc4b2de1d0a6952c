/* What is 100 %: maximal voluntary contractions. */
#ifndef KIT_REFERENCE_H
#define KIT_REFERENCE_H

#include "emg/analysis.h"
#include "kit/kit.h"

#define KIT_REFERENCE_WINDOW_S 0.5 /* whose largest mean is the reference */

/** Of one channel; value is NaN unless the state is ok. */
typedef struct kit_reference {
    int number;
    double value; /* in the channel's unit */
    emg_state state;
} kit_reference;

typedef struct kit_references {
    kit_reference *items;
    size_t n, room;
} kit_references;

/**
 * How envelopes are made, in words, and its fingerprint: references are only
 * for envelopes that are made alike.
 *
 * rate_hz  of the channel: a band may be cut at 0.45 of it
 */
emg_status kit_settings_tell(emg_text *settings, char hash[33],
                             const emg_conditioning *conditioning,
                             double rate_hz, emg_error *error);

/**
 * The largest mean of the envelope over half a second, of every channel that is
 * EMG_TREAT. NO_REFERENCE where the channel is clipped, flat or silent.
 */
emg_status kit_references_measure(kit_references *found, emg_source *source,
                                  const emg_conditioning *conditioning,
                                  emg_error *error);

/**
 * The references that the words of --mvc name for the channels of a source:
 * LABEL=VALUE, the path of a table that emg-envelope --reference wrote, whose
 * name ends in .tsv, or that of a recording of maximal contractions. Of several
 * for one channel the largest counts; channels without one are left out.
 */
emg_status kit_references_find(kit_references *found, const kit_list *words,
                               const emg_source *source,
                               const emg_conditioning *conditioning,
                               const kit_chosen *chosen, emg_error *error);
void kit_references_free(kit_references *references);

/** The columns of such a table, ended by NULL, and its rows: those of all
 * treated channels of a source, of the settings of a command line. */
const char *const *kit_reference_columns(void);
emg_status kit_references_tell(kit_table *table, emg_source *source,
                               const kit_chosen *chosen, emg_error *error);

/** Each kind of word by itself. */
emg_status kit_references_from_trial(kit_references *found, const char *path,
                                     const emg_source *source,
                                     const emg_conditioning *conditioning,
                                     const kit_chosen *chosen,
                                     emg_error *error);
emg_status kit_references_from_table(kit_references *found, const char *path,
                                     const emg_recording *task,
                                     const emg_conditioning *conditioning,
                                     emg_error *error);

/** One more; see kit_references_find. */
emg_status kit_references_add(kit_references *found, kit_reference one,
                              emg_error *error);

/** Of this channel, or NULL. */
const kit_reference *kit_reference_of(const kit_references *references,
                                      int number);

#endif
