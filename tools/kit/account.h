/* What a sidecar tells: how an output was made, and of what. */
#ifndef KIT_ACCOUNT_H
#define KIT_ACCOUNT_H

#include "kit/job.h"

#include "io/output.h"

/**
 * The account of one output while it is made; zeroed but for what is known.
 *
 * job, source  of an output of one recording; source NULL: it is read by path
 * listener     hears what is warned of while it is written
 * inputs       of a table of several recordings: their entries
 * n_rows       of a table, or -1
 * leaving      of a recording: what is written
 * beside       a table that gets its name together with the recording, or NULL
 */
typedef struct kit_account {
    const kit_work *work;
    kit_job *job;
    emg_source *source;
    emg_listener listener;
    const emg_text *inputs;
    int64_t n_rows;
    const emg_recording *leaving;
    int64_t *frames; /* of each group that leaves */
    int64_t n_events;
    emg_output *beside;
    emg_text told; /* files that were told of, as JSON */
    emg_text text;
} kit_account;

/** For emg_output_account and emg_create_options. */
emg_provenance kit_provenance(kit_account *account);
void kit_account_clear(kit_account *account);

#endif
