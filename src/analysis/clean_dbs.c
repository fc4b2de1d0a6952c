/* Stimulation of the deep brain: a comb of lines that sampling folds, cut down
 * where they stand out of the spectrum. */
#include "analysis/clean_step.h"

#include "analysis/clean_tones.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

#define THRESHOLD 5
#define HIGHEST_HZ 10000 /* of pulses of 60 us or more */
#define APART_HZ 0.5     /* lines that are nearer are one */

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where sampling puts the harmonics of hz. */
static void
add_folded(emg_line_list *list, double hz, double rate_hz)
{
    for (int m = 1; m * hz <= HIGHEST_HZ; m++)
        emg_clean_add_line(list,
                           fabs(m * hz - rate_hz * round(m * hz / rate_hz)));
}

/* In order of frequency, each once. */
static void
put_in_order(emg_line_list *list)
{
    int n = 0;
    qsort(list->hz, (size_t)list->n, sizeof *list->hz, by_size);
    for (int i = 0; i < list->n; i++)
        if (n == 0 || list->hz[i] - list->hz[n - 1] > APART_HZ)
            list->hz[n++] = list->hz[i];
    list->n = n;
}

static emg_sink *
dbs_listen(const emg_recording *recording, const emg_cleaning *cleaning,
           emg_error *error)
{
    (void)cleaning;
    return emg_clean_tones_create(recording, error);
}

static emg_stage *
dbs_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
          const emg_sink *heard, emg_error *error)
{
    size_t n = (size_t)in->n_channels;
    if (cleaning->dbs == EMG_DBS_SEARCH)
        return emg_hampel_create(in, NULL, THRESHOLD, error);
    emg_line_list *lists = emg_new(n, sizeof *lists, error);
    if (!lists)
        return NULL;
    for (int c = 0; c < in->n_channels; c++) {
        for (int i = 0; i < EMG_MOST_STIMULATORS; i++)
            if (cleaning->dbs_hz[i] > 0)
                add_folded(&lists[c], cleaning->dbs_hz[i], in->rate_hz);
        emg_clean_add_narrow(&lists[c], heard, index, c);
        put_in_order(&lists[c]);
    }
    emg_stage *stage = emg_hampel_create(in, lists, THRESHOLD, error);
    emg_free(lists);
    return stage;
}

static void
dbs_tell(const emg_sink *heard, int index, int lane,
         const emg_cleaning *cleaning, emg_cleaned *row)
{
    (void)heard;
    (void)index;
    (void)lane;
    if (cleaning->dbs == EMG_DBS_GIVEN)
        row->hz = cleaning->dbs_hz[0];
    if (row->found == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
dbs_asked(const emg_cleaning *cleaning)
{
    return cleaning->dbs == EMG_DBS_SEARCH || cleaning->dbs == EMG_DBS_GIVEN;
}

const emg_clean_step emg_clean_dbs = {
    .name = "dbs",
    .asked = dbs_asked,
    .listen = dbs_listen,
    .stage = dbs_stage,
    .tell = dbs_tell,
};
