/* Antagonist pairs from the command line, or proposed from the labels. */
#ifndef KIT_PAIRS_H
#define KIT_PAIRS_H

#include "emg/analysis.h"
#include "kit/kit.h"

typedef struct kit_pairs {
    emg_pair *items; /* with the parameters of `like` */
    size_t n, room;
} kit_pairs;

/** Which pairs are asked for: see the functions below. */
typedef struct kit_asked {
    const kit_list *pairs, *mvc, *task;
    const char *montage;
    bool all;
} kit_asked;

/**
 * The pairs of a recording.
 *
 * asked    "A:B" words; several channels on both sides are paired by the side
 *          of the body
 * montage  a region of the body: pairs are proposed from the labels there; or
 *          a file of pairs (see kit_montage_read); NULL: none. Without it and
 *          without words, pairs of all regions are proposed. Notes name what
 *          was proposed.
 *
 * EMG_BAD_OPTION when there is none.
 */
emg_status kit_pairs_find(kit_pairs *pairs, const kit_list *asked,
                          const char *montage, const emg_recording *recording,
                          const emg_pair *like, kit_table *notes,
                          emg_error *error);

/** Adds channels with these numbers. */
emg_status kit_pairs_put(kit_pairs *pairs, int a, int b, const emg_pair *like,
                         emg_error *error);

/**
 * Adds the pair or pairs that one "A:B" word names; `like` gives their
 * parameters.
 */
emg_status kit_pairs_add(kit_pairs *pairs, const char *word,
                         const emg_recording *recording, const emg_pair *like,
                         emg_error *error);

/** Each treated channel with every later one that has its rate; task: words for
 * channels, of which just one must be in a pair, and is its a; none: all. */
emg_status kit_pairs_all(kit_pairs *pairs, const kit_chosen *chosen,
                         const kit_list *task, const emg_recording *recording,
                         const emg_pair *like, emg_error *error);

/** Reads only their channels. */
emg_status kit_pairs_select(const kit_pairs *pairs, emg_source *source,
                            emg_error *error);

/** Each pair with each of n least durations, one after the other. */
emg_status kit_pairs_repeat(kit_pairs *pairs, const double *min_durations_s,
                            int n, emg_error *error);

/** Each channel with itself, in order of their numbers. */
emg_status kit_pairs_alone(kit_pairs *pairs, const emg_recording *recording,
                           const emg_pair *like, emg_error *error);
void kit_pairs_free(kit_pairs *pairs);

/** The words of --mvc (see kit_references_find) set the MVC of channels in all
 * pairs. */
emg_status kit_pairs_set_mvc(kit_pairs *pairs, const kit_list *mvc,
                             const emg_source *source,
                             const emg_conditioning *conditioning,
                             const kit_chosen *chosen, emg_error *error);

#endif
