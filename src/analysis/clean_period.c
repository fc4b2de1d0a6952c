/* Stimulation of the deep brain whose frequency is known: the mean of its
 * periods, taken out of each. */
#include "analysis/clean_step.h"

#include "filter/period.h"

static emg_stage *
period_stage(const emg_format *in, int index, const emg_cleaning *cleaning,
             const emg_sink *heard, emg_error *error)
{
    int n = 0;
    (void)index;
    (void)heard;
    while (n < EMG_MOST_STIMULATORS && cleaning->dbs_hz[n] > 0)
        n++;
    return emg_period_create(in, cleaning->dbs_hz, n, error);
}

static void
period_tell(const emg_sink *heard, int index, int lane,
            const emg_cleaning *cleaning, emg_cleaned *row)
{
    (void)heard;
    (void)index;
    (void)lane;
    row->hz = cleaning->dbs_hz[0];
    if (row->found == 0)
        row->state = EMG_CLEANED_NOT_NEEDED;
}

static bool
period_asked(const emg_cleaning *cleaning)
{
    return cleaning->dbs == EMG_DBS_TEMPLATE;
}

const emg_clean_step emg_clean_period = {
    .name = "dbs",
    .asked = period_asked,
    .stage = period_stage,
    .tell = period_tell,
};
