/* Mains hum and other artefacts out of EMG channels, or a table of them. */
#include "kit/kit.h"

#include "kit/cleaning.h"

#include <math.h>

typedef struct settings {
    bool summary;
    const char *removed;
} settings;

static const kit_option options[] = {
    {"removed", 0, KIT_TEXT, offsetof(settings, removed),
     "write what was taken out, input minus output, to this file as well",
     .words = "FILE", .told = KIT_UNTOLD, .absent = "not written",
     .example = "artefact.edf"},
    KIT_SWITCH("summary", summary,
               "a row a channel and step instead of a recording: what was "
               "found and how "
               "much was taken out"),
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    static const char *const names[] = {
        "file",     "channel", "label",   "step",       "status", "hz",
        "ratio_db", "found",   "changed", "removed_db", NULL};
    const settings *s = chosen->own;
    return s->summary ? names : NULL;
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    if (!kit_cleans(chosen))
        return emg_fail(error, EMG_BAD_OPTION,
                        "nothing is asked for; usual is --line auto");
    if (s->removed && (s->summary || chosen->operands.n > 1))
        return emg_fail(error, EMG_BAD_OPTION,
                        "--removed names one file; it goes with one recording "
                        "and without --summary");
    if (s->removed && emg_file_type_of(s->removed) == EMG_FILE_UNKNOWN)
        return emg_fail(error, EMG_BAD_OPTION,
                        "--removed: the ending of '%s' tells no form; use csv, "
                        "tsv, json, npy, mat, edf, bdf, wav, au or stream",
                        s->removed);
    return EMG_OK;
}

/* ---- the summary ------------------------------------------------------- */

static void
add_row(kit_table *table, const emg_recording *recording,
        const emg_cleaned *row)
{
    const emg_channel *channel =
        emg_recording_channel(recording, row->number, NULL);
    kit_text(table, recording->name);
    kit_integer(table, row->number);
    kit_text(table, channel->label);
    kit_text(table, row->step);
    kit_text(table, emg_cleaned_name(row->state));
    kit_number(table, row->hz);
    kit_number(table, row->ratio_db);
    kit_integer(table, row->found);
    kit_number(table, row->frames > 0
                          ? (double)row->changed / (double)row->frames
                          : NAN);
    kit_number(table, row->removed_db);
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    size_t n = 0;
    emg_sink *sink = emg_count_create(&source->recording, error);
    emg_status status =
        sink ? emg_run(source, NULL, sink, 0, error) : EMG_NO_MEMORY;
    (void)chosen;
    emg_sink_destroy(sink);
    if (status)
        return status;
    const emg_cleaned *rows = emg_clean_report(source, &n, error);
    for (size_t i = 0; i < n; i++)
        add_row(table, &source->recording, &rows[i]);
    return rows ? EMG_OK : EMG_NO_MEMORY;
}

/* ---- what was taken out ------------------------------------------------ */

static const char *
removed(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return s->removed;
}

static const kit_tool tool = {
    .name = "emg-clean",
    .purpose = "Take artefacts out of EMG channels; pass the others on as they "
               "are.",
    .text = "Steps run in this order: missing samples, magnetic stimuli, "
            "stimulation of the\ndeep brain, heartbeats, mains, other lines. "
            "--summary gives a table instead of a\nrecording: hz is the "
            "frequency of "
            "what was found, ratio_db signal / line before,\nfound how many "
            "stretches, stimuli, beats, sines or bins of spectra were dealt\n"
            "with, changed the share of samples that are others now, "
            "removed_db the power\ntaken away over that before.\n",
    .examples = "  emg-clean --line auto -o clean.edf --removed hum.edf "
                "visit1.edf\n"
                "  emg-clean --line 50Hz --summary study/*.edf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_RECORDING | KIT_TABLE | KIT_CLEANING,
    .settings_size = sizeof(settings),
    .check = check,
    .columns = columns,
    .measure = measure,
    .removed = removed,
    .emg_only = true,
    .drops_untreated = true};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
