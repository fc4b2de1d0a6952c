/* How long a record is: eight characters must tell it exactly. */
#include "io/edf_write.h"

#include <math.h>
#include <stdlib.h>

#define SHORTEST_US 100000
#define LONGEST_US 2000000
#define MOST_BYTES 61440     /* that the format recommends */
#define LIMIT_BYTES 16777216 /* that we write at most */
#define SECOND_US 1000000

static int64_t
common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The shortest time in whole microseconds in which all rates have whole
 * samples; 0 when there is none of a sensible size. */
static int64_t
shortest_common(const emg_recording *recording)
{
    int64_t seconds = 1, samples = 0, us;
    for (int g = 0; g < recording->n_groups; g++) {
        emg_rate rate = recording->groups[g].rate;
        int64_t shared = common_divisor(seconds, rate.seconds);
        if (__builtin_mul_overflow(seconds, rate.seconds / shared, &seconds))
            return 0;
        samples = common_divisor(samples, rate.samples);
    }
    if (__builtin_mul_overflow(seconds, (int64_t)SECOND_US, &us))
        return 0;
    return us / common_divisor(samples, us);
}

static bool
set_text(emg_edf_duration *duration)
{
    return emg_edf_print_fixed(duration->text, duration->us, 6);
}

/* Sets the duration; returns the bytes of its records, -1 when they are too
 * many or the text does not fit. */
static int64_t
set(emg_edf_duration *duration, const emg_recording *recording, int width,
    int64_t us)
{
    int64_t bytes = EMG_EDF_TIME_BYTES;
    duration->us = us;
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *group = &recording->groups[g];
        long double frames =
            roundl((long double)us * (long double)group->rate.samples /
                   ((long double)group->rate.seconds * SECOND_US));
        long double more =
            frames * (long double)width * (long double)group->n_channels;
        if (more + (long double)bytes > LIMIT_BYTES)
            return -1;
        duration->frames[g] = (int64_t)frames;
        bytes += (int64_t)more;
    }
    return set_text(duration) ? bytes : -1;
}

/* The first of n = from, from + step, ... to whose n x unit makes records of
 * the recommended size. divides: a second has a whole number of them. */
static bool
search(emg_edf_duration *duration, const emg_recording *recording, int width,
       int64_t unit, int64_t from, int64_t to, bool divides)
{
    int64_t step = from <= to ? 1 : -1;
    for (int64_t n = from; n != to + step; n += step) {
        if (divides && SECOND_US % (n * unit) != 0)
            continue;
        int64_t bytes = set(duration, recording, width, n * unit);
        if (bytes >= 0 && bytes <= MOST_BYTES)
            return true;
        if (bytes > MOST_BYTES && step > 0)
            return false; /* longer ones are larger */
    }
    return false;
}

static bool
choose_exact(emg_edf_duration *duration, const emg_recording *recording,
             int width)
{
    int64_t unit = shortest_common(recording);
    if (unit <= 0 || unit > (int64_t)99999999 * SECOND_US)
        return false;
    int64_t first = (SHORTEST_US + unit - 1) / unit;
    int64_t last = LONGEST_US / unit > first ? LONGEST_US / unit : first;
    return search(duration, recording, width, unit, first, last, true) ||
           search(duration, recording, width, unit, first, last, false) ||
           search(duration, recording, width, unit, first, 1, true) ||
           search(duration, recording, width, unit, first, 1, false) ||
           set(duration, recording, width, first * unit) >= 0 ||
           set(duration, recording, width, unit) >= 0;
}

/* One rate that nothing tells exactly: the nearest. */
static bool
choose_nearest(emg_edf_duration *duration, const emg_recording *recording,
               int width)
{
    emg_rate rate = recording->groups[0].rate;
    long double us_each =
        (long double)rate.seconds * SECOND_US / (long double)rate.samples;
    int64_t n = (int64_t)ceill(SHORTEST_US / us_each);
    long double best = 1;
    int64_t best_us = 0;
    for (int tries = 0; tries < 10000; tries++, n++) {
        long double us = roundl((long double)n * us_each);
        long double off = fabsl(us / ((long double)n * us_each) - 1);
        if (best_us && us > LONGEST_US)
            break;
        if (us >= 1 && us < 1e13L && off < best &&
            set(duration, recording, width, (int64_t)us) >= 0) {
            best = off;
            best_us = (int64_t)us;
        }
    }
    return best_us > 0 && set(duration, recording, width, best_us) >= 0;
}

static bool
is_one_rate(const emg_recording *recording)
{
    emg_rate first = recording->groups[0].rate;
    for (int g = 1; g < recording->n_groups; g++)
        if (recording->groups[g].rate.samples != first.samples ||
            recording->groups[g].rate.seconds != first.seconds)
            return false;
    return true;
}

emg_status
emg_edf_duration_choose(emg_edf_duration *duration,
                        const emg_recording *recording, int width,
                        emg_error *error)
{
    *duration = (emg_edf_duration){.exact = true};
    if (recording->n_groups > EMG_EDF_GROUPS)
        return emg_fail(error, EMG_BAD_OPTION,
                        "%d sampling rates; EDF is written with %d at most, "
                        "choose channels with -c",
                        recording->n_groups, EMG_EDF_GROUPS);
    if (choose_exact(duration, recording, width))
        return EMG_OK;
    duration->exact = false;
    if (is_one_rate(recording) && choose_nearest(duration, recording, width))
        return EMG_OK;
    return emg_fail(error, EMG_BAD_OPTION,
                    "no length of an EDF record suits all sampling rates; "
                    "write channels of one rate, chosen with -c");
}
