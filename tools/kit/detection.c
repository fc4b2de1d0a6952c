/* How sustained co-contraction is looked for, the same in every program. */
#include "kit/detection.h"

#include "kit/conditioning.h"

#include <math.h>

/* ---- options ------------------------------------------------------------ */

typedef kit_detection settings; /* as the options of findings.h call it */

const kit_option kit_detection_options[] = {
    {"pair", 0, KIT_LIST, offsetof(settings, pairs),
     "two antagonists, by label, muscle or number (FCR:ECR, #1:#2)",
     .words = "A:B", .absent = "proposed from the labels",
     .example = "FCR:ECR"},
    {"montage", 0, KIT_TEXT, offsetof(settings, montage),
     "pairs of a region, or a file of pairs with their parameters",
     .words =
         "neck|face|jaw|larynx|shoulder|elbow|wrist|fingers|hand|trunk|knee|"
         "ankle|foot|FILE",
     .told = KIT_FILE, .absent = "none", .example = "neck"},
    {"method", 0, KIT_CHOICE, offsetof(settings, method),
     "how events are found: by noise that is told from EMG and followed, "
     "crosstalk taken away; or by levels above rest",
     .standard = "default", .words = "default|threshold"},
    KIT_REST("auto"),
    {"on", 0, KIT_NUMBER, offsetof(settings, on_sd),
     "threshold: a muscle is on from so far above rest", .words = "SD",
     .least = 2, .most = 10, .absent = "4", .example = "5"},
    {"off", 0, KIT_NUMBER, offsetof(settings, off_sd),
     "threshold: until it falls below so much above rest", .words = "SD",
     .least = 1, .most = 10, .absent = "2", .example = "3"},
    KIT_MVC,
    KIT_FLOOR_MVC,
    {"gap", 0, KIT_SECONDS, offsetof(settings, gap_s),
     "shorter gaps are joined", .most = 0.5,
     .absent = "150ms; threshold: 125ms", .example = "200ms"},
    KIT_BETWEEN("min-duration", "shorter events are dropped", KIT_SECONDS,
                min_duration_s, "0.5s", 0.1, 10),
    {"balance", 0, KIT_NUMBER, offsetof(settings, balance),
     "less balanced events are dropped", .words = "PERCENT", .most = 95,
     .absent = "0; threshold: 50", .example = "60"},
    {"max-correlation", 0, KIT_NUMBER, offsetof(settings, max_correlation),
     "threshold: events correlated so much are crosstalk suspects",
     .words = "R", .least = 0.2, .most = 0.6, .absent = "0.3",
     .example = "0.4"},
    {0}};

const kit_detection kit_detection_standard = {.rest = "auto",
                                              .on_sd = NAN,
                                              .off_sd = NAN,
                                              .gap_s = NAN,
                                              .balance = NAN,
                                              .max_correlation = NAN};

const char *
kit_method_name(const kit_detection *detection)
{
    static const char *const names[] = {
        [EMG_METHOD_STRONG] = "default", [EMG_METHOD_THRESHOLD] = "threshold"};
    return names[detection->method];
}

static double
given_or(double given, double usual)
{
    return isnan(given) ? usual : given;
}

emg_pair
kit_detection_rule(const kit_detection *s)
{
    bool strong = s->method == EMG_METHOD_STRONG;
    return (emg_pair){.on_sd = given_or(s->on_sd, 4),
                      .off_sd = given_or(s->off_sd, 2),
                      .floor_mvc = s->floor_mvc,
                      .gap_s = given_or(s->gap_s, strong ? 0.15 : 0.125),
                      .min_duration_s = s->min_duration_s,
                      .min_balance = given_or(s->balance, strong ? 0 : 50),
                      .max_correlation = given_or(s->max_correlation, 0.3)};
}

/* A table of pairs may hold levels, which only one method looks at. */
static void
tell_unheeded(const kit_pairs *pairs, const emg_pair *like, kit_table *notes)
{
    for (size_t i = 0; i < pairs->n; i++) {
        const emg_pair *one = &pairs->items[i];
        if (one->on_sd != like->on_sd || one->off_sd != like->off_sd ||
            one->max_correlation != like->max_correlation) {
            kit_note(notes, "on, off and max_correlation of the table of pairs "
                            "are for --method threshold, and not looked at");
            return;
        }
    }
}

/* Levels are no part of the default method, so that it cannot heed them. */
static emg_status
check_method(const kit_detection *s, emg_error *error)
{
    const char *name = !isnan(s->on_sd)             ? "on"
                       : !isnan(s->off_sd)          ? "off"
                       : !isnan(s->max_correlation) ? "max-correlation"
                                                    : NULL;
    if (s->method != EMG_METHOD_STRONG || !name)
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "--%s belongs to --method threshold: the default method "
                    "finds its levels by itself",
                    name);
}

emg_status
kit_detection_check(const kit_detection *detection, bool levels,
                    emg_error *error)
{
    emg_pair rule = kit_detection_rule(detection);
    emg_status status = levels ? EMG_OK : check_method(detection, error);
    return status ? status : kit_check_levels(&rule, error);
}

/* ---- the work ----------------------------------------------------------- */

emg_status
kit_detection_pairs(kit_findings *found, const kit_chosen *chosen,
                    kit_table *notes, emg_error *error)
{
    const kit_detection *how = &chosen->detection;
    emg_pair like = kit_detection_rule(how);
    emg_status status =
        kit_pairs_find(&found->pairs, &how->pairs, how->montage,
                       &found->source->recording, &like, notes, error);
    if (!status && how->method == EMG_METHOD_STRONG)
        tell_unheeded(&found->pairs, &like, notes);
    return status;
}

emg_status
kit_detect(kit_findings *found, const kit_chosen *chosen, kit_table *notes,
           emg_error *error)
{
    const kit_detection *how = &chosen->detection;
    emg_source *source = found->source;
    found->method = (emg_method)how->method;
    emg_status status =
        kit_conditioning_choose(&found->conditioning, chosen, error);
    if (!status)
        status = kit_pairs_set_mvc(&found->pairs, &how->mvc, source,
                                   &found->conditioning, chosen, error);
    if (!status)
        status = kit_pairs_select(&found->pairs, source, error);
    if (!status)
        status = kit_conditioning(&found->conditioning, chosen,
                                  &source->recording, notes, error);
    return status ? status
                  : kit_findings_analyse(found, how->rest, chosen, error);
}
