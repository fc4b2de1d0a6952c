/* The whole chain over a BIDS dataset, as a BIDS app. */
#include "dataset/level.h"

#include "kit/detection.h"
#include "kit/rate.h"

typedef dataset_settings settings;

#define LABELS(called, field, says, others, one)                               \
    {                                                                          \
        called, 0, KIT_LIST, offsetof(settings, field), says,                  \
            .words = "LABEL|FILE", .told = KIT_UNTOLD, .absent = "all",        \
            .example = one, .also = others, .many = true                       \
    }

static const kit_option options[] = {
    LABELS("participant-label", participants,
           "only these subjects: labels, with or without sub-, with spaces or "
           "commas between; or a file, whose name has a dot, of a label a line "
           "(also --subject-label)",
           "participant-label|participant-labels|participants-label|"
           "participants-labels|subject-label|subject-labels",
           "01"),
    LABELS("session-label", sessions,
           "only these sessions, and recordings without one (also "
           "--session-id)",
           "session-label|session-labels|session-id|session-ids", "pre"),
    LABELS("task-label", tasks, "only these tasks (also --task-id)",
           "task-label|task-labels|task-id|task-ids", "hold"),
    LABELS("run-index", runs,
           "only these runs, and recordings without one; 1 is 01, too",
           "run-index|run-indices|run-label|run-id", "1"),
    LABELS("recording-label", recordings,
           "only these labels of recording, and recordings without one",
           "recording-label|recording-labels|recording-id", "left"),
    {"bids-filter-file", 0, KIT_TEXT, offsetof(settings, filter),
     "only what this file of JSON wants, {\"emg\": {\"task\": \"hold\"}}",
     .words = "FILE", .told = KIT_UNTOLD, .absent = "all",
     .example = "filter.json", .also = "bids-filter-file"},
    {"skip-bids-validation", 0, KIT_FLAG, offsetof(settings, unvalidated),
     "do without dataset_description.json", .told = KIT_UNTOLD,
     .also = "skip-bids-validation|skip-bids-validator"},
    {"check", 0, KIT_FLAG, offsetof(settings, checks),
     "only ask the rules of EMG-BIDS, of BIDS_DIR: a row for each that is "
     "broken, and 16 where one is an error",
     .told = KIT_UNTOLD},
    KIT_SWITCH("with-envelope", with_envelope,
               "envelopes of all EMG channels besides, a BDF+ file with the "
               "events among its annotations"),
    KIT_OUTPUT_RATE(rate),
    {"link", 0, KIT_TEXT, offsetof(settings, link),
     "where the dataset is to be looked for: the raw of DatasetLinks",
     .words = "URI", .told = KIT_UNTOLD,
     .absent = "../.. of an output below the dataset",
     .example = "https://example.org/study"},
    {"force", 'f', KIT_FLAG, offsetof(settings, force),
     "replace files that exist", .told = KIT_UNTOLD},
    {"nprocs", 0, KIT_INT, offsetof(settings, n_jobs),
     "recordings at a time, as --jobs (also --n_cpus)", .words = "N",
     .least = 1, .most = 1024, .told = KIT_UNTOLD, .absent = "--jobs",
     .example = "4", .also = "n-procs|n-cpus|ncpus"},
    {"mem-gb", 0, KIT_NUMBER, offsetof(settings, memory_gb),
     "taken for launchers: a recording needs some MB, however long it is",
     .words = "GB", .least = 0.05, .most = 1e6, .told = KIT_UNTOLD,
     .absent = "none", .example = "4", .also = "mem-gb|memory-gb"},
    {"work-dir", 'w', KIT_TEXT, offsetof(settings, scratch),
     "taken for launchers: nothing is kept there", .words = "DIR",
     .told = KIT_UNTOLD, .absent = "none", .example = "/tmp",
     .also = "work-dir"},
    {0}};

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    emg_status status = dataset_envelope_check(chosen, error);
    return status ? status
                  : kit_detection_check(&chosen->detection, false, error);
}

static const kit_tool tool = {
    .name = "emg-bids",
    .purpose = "Find sustained co-contraction in a whole BIDS dataset.",
    .text =
        "BIDS_DIR OUTPUT_DIR participant: a table of events and a summary of "
        "each recording,\nwith JSON beside them. BIDS_DIR OUTPUT_DIR group: "
        "one table of all summaries that\nlie in OUTPUT_DIR. The level "
        "participant may run many times at once on one output.\nJSON fields "
        "and tables of channels are inherited as BIDS has it: channels of "
        "status\nbad are left out, and pairs are proposed from target_muscle "
        "where none are given.\nLeaves with 16 where BIDS_DIR is no dataset, "
        "17 for an unknown level, 18 where the\nlabels choose no recording. "
        "--check BIDS_DIR only asks\nthe rules of EMG-BIDS.\n",
    .examples =
        "  emg-bids study study/derivatives/emgtools participant --resume\n"
        "  emg-bids study out participant --participant-label 01 02 "
        "--pair FCR:ECR\n"
        "  emg-bids study study/derivatives/emgtools group\n"
        "  emg-bids --check study\n",
    .options = options,
    .groups = KIT_DETECTION | KIT_CLEANING | KIT_FILTERING | KIT_ENVELOPE |
              KIT_INPUT | KIT_MASK,
    .settings_size = sizeof(settings),
    .check = check,
    .build = dataset_envelope_build,
    .columns = dataset_participant_columns,
    .measure = dataset_participant_measure,
    .find = dataset_find,
    .begin = dataset_begin,
    .replaces = "_emg.",
    .ending = DATASET_EVENTS ".tsv",
    .emg_only = true,
    .selects = true,
    .twice = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
