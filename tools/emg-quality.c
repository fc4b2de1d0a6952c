/* How good the recording is: a row an epoch of each channel. */
#include "kit/conditioning.h"
#include "kit/kit.h"
#include "kit/quality_rows.h"

#include "base/memory.h"
#include "emg/analysis.h"

#include <math.h>

typedef struct settings {
    const char *rest;
    double epoch_s;
    kit_list judge;
    bool summary;
} settings;

static const kit_option options[] = {
    KIT_BETWEEN("epoch", "length of what a row tells of", KIT_SECONDS, epoch_s,
                "10s", 1, 3600),
    KIT_REST("auto"),
    {"judge", 0, KIT_LIST, offsetof(settings, judge),
     "indices that the verdict is made of, commas between them",
     .words = "clipped|flat|snr|snr_excess|line_ratio|smr|dpr|omega|ecg|noise",
     .absent = "clipped,flat,snr,line_ratio,ecg,noise",
     .example = "clipped,flat"},
    KIT_SWITCH("summary", summary, "a row a channel instead of a row an epoch"),
    {0}};

static const char *const *
columns(const kit_chosen *chosen)
{
    const settings *s = chosen->own;
    return kit_quality_columns(s->summary, kit_is_json(chosen));
}

static emg_status
check(const kit_chosen *chosen, emg_error *error)
{
    const settings *s = chosen->own;
    kit_verdict judged = 0;
    return kit_verdict_read(&s->judge, &judged, error);
}

/* ---- the work ----------------------------------------------------------- */

typedef struct job {
    const settings *settings;
    emg_source *source;
    emg_conditioning conditioning;
    kit_rest rest;
    emg_quality_known *known; /* one a level of rest */
    emg_sink *quality;
} job;

/* Of an interval that was given, the root of the mean square of the RMS
 * envelope there. */
static double
rest_rms(const emg_rest_level *level)
{
    if (level->state)
        return NAN;
    return level->floor > 0 ? level->floor : hypot(level->mean, level->sd);
}

static emg_status
know(job *self, const kit_chosen *chosen, emg_error *error)
{
    emg_sink *stats = emg_stats_create(&self->source->recording, error);
    if (!stats)
        return EMG_NO_MEMORY;
    emg_status status = kit_run(chosen, self->source, stats, error);
    if (!status)
        status = self->source->ops->rewind(self->source, error);
    if (!status)
        status = kit_rest_find(&self->rest, self->settings->rest, self->source,
                               &self->conditioning, chosen, error);
    if (!status)
        status = self->source->ops->rewind(self->source, error);
    if (!status) {
        self->known = emg_new((size_t)self->rest.n, sizeof *self->known, error);
        status = self->known ? EMG_OK : EMG_NO_MEMORY;
    }
    for (int i = 0; i < self->rest.n && !status; i++) {
        const emg_rest_level *level = &self->rest.items[i];
        emg_stats of = emg_stats_of(stats, level->number);
        self->known[i] =
            (emg_quality_known){level->number, of.min, of.max, rest_rms(level)};
    }
    emg_sink_destroy(stats);
    return status;
}

static emg_status
run(job *self, const kit_chosen *chosen, emg_error *error)
{
    emg_status status = know(self, chosen, error);
    if (status)
        return status;
    self->quality = emg_quality_create(
        &self->source->recording, &self->conditioning, self->known,
        self->rest.n, self->settings->epoch_s, error);
    return self->quality ? kit_run(chosen, self->source, self->quality, error)
                         : error->status;
}

static emg_status
add_rows(const job *self, kit_verdict judged, const kit_chosen *chosen,
         kit_table *table, emg_error *error)
{
    const kit_quality_rows rows = {.recording = &self->source->recording,
                                   .quality = self->quality,
                                   .rest = &self->rest,
                                   .known = self->known,
                                   .rest_name = self->settings->rest,
                                   .verdict = judged,
                                   .summary = self->settings->summary};
    emg_status status = kit_quality_rows_add(table, &rows, error);
    if (!status && chosen->input.strict && kit_quality_any_bad(&rows))
        table->exit_status = 11;
    return status;
}

static emg_status
measure(emg_source *source, const kit_chosen *chosen, kit_table *table,
        emg_error *error)
{
    const settings *s = chosen->own;
    kit_verdict judged = 0;
    job self = {.settings = s, .source = source};
    emg_status status = kit_verdict_read(&s->judge, &judged, error);
    if (!status)
        status = kit_conditioning(&self.conditioning, chosen,
                                  &source->recording, table, error);
    self.conditioning.envelope =
        (emg_envelope){.kind = EMG_ENVELOPE_RMS, .window_s = 0.1};
    if (!status)
        status = run(&self, chosen, error);
    if (!status)
        status = add_rows(&self, judged, chosen, table, error);
    emg_sink_destroy(self.quality);
    emg_free(self.known);
    kit_rest_free(&self.rest);
    return status;
}

static const settings standard = {.rest = "auto"};

static const kit_tool tool = {
    .name = "emg-quality",
    .purpose = "Measure the quality of recordings, a row an epoch of each "
               "channel.",
    .text =
        "Columns, and from which value on they are a warning, and bad:\n"
        "  clipped     share of samples in runs of 3 or more at an end of the "
        "range\n"
        "              0.001, 0.01\n"
        "  flat        longest time without a change, s; 0.1, 1\n"
        "  snr         activity over rest, dB; 10, 6 and below; snr_excess: "
        "of powers,\n"
        "              rest subtracted\n"
        "  line_ratio  signal over mains lines in 20-450 Hz, dB; 9, 0 and "
        "below\n"
        "  smr dpr omega  motion, range and deformation of the spectrum "
        "(Sinderby et al.\n"
        "              1995); 12, 30 and below, 1.4\n"
        "  ecg         how much the power of 5-40 Hz comes again after 0.4 to "
        "1.5 s; 0.5\n"
        "  noise       RMS outside of activity, in the channel's unit; 10 uV\n"
        "  line_hz     50 or 60, the stronger one\n"
        "  verdict     good, warn or bad: the worst of the indices that are "
        "judged\n"
        "  flags       which of them; also why rest is not known\n"
        "With --strict a bad verdict makes the exit status 11. The table can "
        "be given to\n--mask of programs that analyse.\n",
    .examples = "  emg-quality visit1.edf\n"
                "  emg-quality --summary --strict -c FCR,ECR study/*.bdf\n",
    .options = options,
    .groups = KIT_INPUT | KIT_TABLE | KIT_FILTERING,
    .settings_size = sizeof(settings),
    .settings = &standard,
    .emg_only = true,
    .drops_untreated = true,
    .twice = true,
    .check = check,
    .columns = columns,
    .measure = measure,
    .exit_status = "11 --strict, and a channel or an epoch is bad"};

int
main(int argc, char **argv)
{
    return kit_main(&tool, argc, argv);
}
