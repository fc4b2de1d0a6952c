/* The steps of cleaning: each may listen to the whole recording, as the steps
 * before left it, and then makes one stage a group. */
#ifndef EMG_ANALYSIS_CLEAN_STEP_H
#define EMG_ANALYSIS_CLEAN_STEP_H

#include "emg/analysis.h"

/**
 * asked   whether this step is wanted
 * listen  a sink that learns what the stages must know; NULL: nothing
 * stage   for one treated group; what emg_windowed_create made is counted
 * tell    adds what is known of a channel to its row of the report; heard is
 *         that sink, or NULL
 */
typedef struct emg_clean_step {
    const char *name;
    bool (*asked)(const emg_cleaning *cleaning);
    emg_sink *(*listen)(const emg_recording *recording,
                        const emg_cleaning *cleaning, emg_error *error);
    emg_stage *(*stage)(const emg_format *in, int group,
                        const emg_cleaning *cleaning, const emg_sink *heard,
                        emg_error *error);
    void (*tell)(const emg_sink *heard, int group, int lane,
                 const emg_cleaning *cleaning, emg_cleaned *row);
} emg_clean_step;

extern const emg_clean_step emg_clean_dbs;
extern const emg_clean_step emg_clean_ecg;
extern const emg_clean_step emg_clean_line;
extern const emg_clean_step emg_clean_missing;
extern const emg_clean_step emg_clean_narrow;
extern const emg_clean_step emg_clean_period;
extern const emg_clean_step emg_clean_tms;

/** All of them, in the order in which they run. */
#define EMG_CLEAN_STEPS 7
extern const emg_clean_step *const emg_clean_steps[EMG_CLEAN_STEPS];

/** Treated channels are no longer digital, and say what was done to them. */
void emg_clean_describe(emg_recording *recording, const emg_cleaning *cleaning);

#endif
