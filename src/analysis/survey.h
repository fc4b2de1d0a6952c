/* What lies where in a recording: its stretches without a gap, its
 * annotations. */
#ifndef EMG_ANALYSIS_SURVEY_H
#define EMG_ANALYSIS_SURVEY_H

#include "emg/flow.h"

typedef struct emg_stretch {
    double onset_s, duration_s; /* the longest of all groups */
} emg_stretch;

typedef struct emg_survey {
    emg_stretch *stretches;
    size_t n_stretches;
    emg_event *events; /* in the order of the file; texts are copies */
    size_t n_events;
} emg_survey;

/** A sink that keeps them and passes over samples. */
emg_sink *emg_survey_create(const emg_recording *recording, emg_error *error);

/** After the sink has finished; it lives as long as the sink. */
const emg_survey *emg_survey_of(const emg_sink *sink);

#endif
