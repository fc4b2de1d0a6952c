/* Hysteresis: low enough to follow a contraction, high enough to need one. */
#include "detect/activity.h"

emg_status
emg_activity_end(emg_activity *activity, int64_t end, emg_error *error)
{
    emg_interval run = {activity->from, end, activity->segment};
    bool counts = activity->above && activity->is_on;
    activity->above = activity->is_on = false;
    return counts ? emg_intervals_add(&activity->runs, run, error) : EMG_OK;
}

emg_status
emg_activity_take(emg_activity *activity, const double *values, size_t stride,
                  int n, int64_t first, int segment, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < n && !status; i++, values += stride) {
        double e = *values;
        if (e < activity->off) {
            if (activity->above)
                status = emg_activity_end(activity, first + i, error);
            continue;
        }
        if (!activity->above) {
            activity->above = true;
            activity->from = first + i;
            activity->segment = segment;
        }
        if (e > activity->on)
            activity->is_on = true;
    }
    return status;
}
