/* What programs that look for events in muscles share. */
#ifndef KIT_FINDINGS_H
#define KIT_FINDINGS_H

#include "emg/analysis.h"
#include "kit/pairs.h"
#include "kit/rest.h"

/** Options of such programs, whose `settings` name the fields as they do. */
#define KIT_MVC                                                                \
    {                                                                          \
        "mvc", 0, KIT_LIST, offsetof(settings, mvc),                           \
            "envelope at maximal contraction, of which amplitudes are then "   \
            "%: LABEL=VALUE, a table of emg-envelope --reference (.tsv), or "  \
            "a recording",                                                     \
            .absent = "none", .example = "FCR=850", .words = "LABEL=UV|FILE",  \
            .told = KIT_FILE                                                   \
    }
#define KIT_FLOOR_MVC                                                          \
    {                                                                          \
        "floor-mvc", 0, KIT_NUMBER, offsetof(settings, floor_mvc),             \
            "a muscle is on only above this share of its MVC",                 \
            .standard = "5", .words = "PERCENT", .most = 20                    \
    }

/** One recording's work; zeroed but for what is chosen. */
typedef struct kit_findings {
    emg_source *source;
    kit_pairs pairs;
    emg_conditioning conditioning;
    emg_method method;
    kit_rest rest;
    emg_analysis *analysis;
} kit_findings;

/** Finds rest, then events, from source, pairs and conditioning.
 * kit_findings_free gives all back but the source. */
emg_status kit_findings_analyse(kit_findings *self, const char *rest,
                                const kit_chosen *chosen, emg_error *error);
void kit_findings_free(kit_findings *self);

/** EMG_BAD_OPTION when a muscle would be off before it is on. */
emg_status kit_check_levels(const emg_pair *rule, emg_error *error);

/** Of the channel with this number; mean, SD and ends are NaN where there are
 * none. */
emg_rest_level kit_level_of(const kit_findings *self, int number);

/** The label without "EMG " before it. */
const char *kit_bare_label(const emg_channel *channel);

/** A cell of the state's name (or NULL), of emg_finding_flags, and of whether
 * the file was read with a warning. */
void kit_add_flags(kit_table *table, int flags, const char *state);

/** Events a minute, and the share of analysable time that they take, %. */
double kit_rate(const emg_pair_summary *sum);
double kit_percent(const emg_pair_summary *sum);

#endif
