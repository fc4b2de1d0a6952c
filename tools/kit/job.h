/* One recording's work, and a batch of them. */
#ifndef KIT_JOB_H
#define KIT_JOB_H

#include "kit/kit.h"

typedef struct kit_job {
    const char *path; /* of the input */
    char *target;     /* where its output goes: a path, "-", or NULL for
                       * rows that join one table */
    emg_status status;
    kit_table table;
    kit_heard heard;
    emg_text entry;    /* for the sidecar of a table that rows of others join */
    emg_text messages; /* for standard error, when its turn comes */
    bool skipped;      /* its output is complete already */
    bool done;
} kit_job;

/** What the command line asks for, in full. */
typedef struct kit_work {
    const kit_chosen *chosen;
    const char *const *columns; /* NULL: recordings are written */
    kit_table_form form;
    emg_file_type type; /* of recordings; UNKNOWN: told by each target */
    emg_text step;      /* what the program does, as JSON */
    bool joined;        /* one table of all, in a file */
    int n;
    kit_job *jobs;
} kit_work;

/** Decides where everything goes; EMG_BAD_OPTION before anything is done. What
 * --to leaves open is chosen then, too. */
emg_status kit_plan(kit_work *work, kit_chosen *chosen, emg_error *error);
void kit_work_clear(kit_work *work);

#define KIT_MOST_JOBS 1024

/** The threads that --jobs asks for. */
int kit_processors(const kit_chosen *chosen);

/** Gives back what a job gathered; its target stays. */
void kit_job_clear(kit_job *job);

/** Does one job: fills its table or writes its recording. */
void kit_job_run(const kit_work *work, kit_job *job);

/**
 * Does all jobs, several at a time, and gives out their rows and messages in
 * the order of the command line. Returns the exit status.
 */
int kit_batch_run(kit_work *work, emg_error *error);

#endif
