/* Hysteresis: low enough to follow a contraction, high enough to need one. */
#include "detect/activity.h"

#include "base/memory.h"

#include <math.h>

emg_status
emg_activity_hold(emg_activity *activity, int values, emg_error *error)
{
    activity->hold = values;
    activity->waiting = emg_new((size_t)values, sizeof(double), error);
    return activity->waiting ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_activity_clear(emg_activity *activity)
{
    emg_intervals_free(&activity->runs);
    emg_free(activity->waiting);
    activity->waiting = NULL;
}

static emg_status
end_run(emg_activity *activity, int64_t end, emg_error *error)
{
    emg_interval run = {activity->from, end, activity->segment};
    bool counts = activity->above && activity->is_on;
    activity->above = activity->is_on = false;
    return counts ? emg_intervals_add(&activity->runs, run, error) : EMG_OK;
}

/* The value of a frame and the mean from there on, or twice the value. */
static emg_status
judge(emg_activity *activity, double value, double mean, int64_t frame,
      int segment, emg_error *error)
{
    double low = fmin(value, mean);
    if (activity->above && fmax(value, mean) < activity->off)
        return end_run(activity, frame, error);
    if (!activity->above && low >= activity->off) {
        activity->above = true;
        activity->from = frame;
        activity->segment = segment;
    }
    if (activity->above && low > activity->on)
        activity->is_on = true;
    return EMG_OK;
}

/* Summed anew once a turn of the ring, so that rounding cannot pile up. */
static void
sum_again(emg_activity *activity)
{
    activity->sum = 0;
    for (int i = 0; i < activity->n_waiting; i++)
        activity->sum += activity->waiting[i];
}

static emg_status
judge_oldest(emg_activity *activity, int64_t frame, int segment,
             emg_error *error)
{
    double value = activity->waiting[activity->oldest];
    double mean = activity->sum / activity->n_waiting;
    activity->oldest = (activity->oldest + 1) % activity->hold;
    activity->n_waiting--;
    activity->sum -= value;
    return judge(activity, value, mean, frame, segment, error);
}

static emg_status
take_held(emg_activity *activity, double value, int64_t frame, int segment,
          emg_error *error)
{
    int place = (activity->oldest + activity->n_waiting) % activity->hold;
    activity->waiting[place] = value;
    activity->sum += value;
    activity->n_waiting++;
    activity->segment_now = segment;
    if (activity->n_waiting < activity->hold)
        return EMG_OK;
    if (activity->oldest == 0)
        sum_again(activity);
    return judge_oldest(activity, frame - activity->hold + 1, segment, error);
}

emg_status
emg_activity_end(emg_activity *activity, int64_t end, emg_error *error)
{
    emg_status status = EMG_OK;
    while (activity->n_waiting > 0 && !status)
        status = judge_oldest(activity, end - activity->n_waiting,
                              activity->segment_now, error);
    activity->oldest = 0;
    activity->sum = 0;
    return status ? status : end_run(activity, end, error);
}

emg_status
emg_activity_take(emg_activity *activity, const double *values, size_t stride,
                  int n, int64_t first, int segment, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int i = 0; i < n && !status; i++, values += stride)
        status =
            activity->hold > 0
                ? take_held(activity, *values, first + i, segment, error)
                : judge(activity, *values, *values, first + i, segment, error);
    return status;
}
