/* Whether the times of rows go on as the rate says. */
#include "io/text.h"

#include <math.h>

void
emg_text_clock_start(emg_text_clock *clock, emg_rate rate)
{
    *clock = (emg_text_clock){.period_s = (long double)rate.seconds /
                                          (long double)rate.samples};
}

/* A text that dropped its zeros looks coarser than its neighbours are. */
static double
finest(const emg_text_clock *clock)
{
    int64_t n =
        clock->rows < EMG_TEXT_CLOCK_ROWS ? clock->rows : EMG_TEXT_CLOCK_ROWS;
    double half = clock->halves[0];
    for (int i = 1; i < n; i++)
        half = clock->halves[i] < half ? clock->halves[i] : half;
    return half;
}

/*
 * How far from its place a time may be: half a sample, or what its digits and
 * those of the first time leave open. Where the period is a multiple of the
 * last digit, that is nothing.
 */
static long double
room_of(const emg_text_clock *clock)
{
    long double digit = 2 * finest(clock), half = clock->period_s / 2;
    long double steps = clock->period_s / digit;
    bool is_whole = steps > 0.5L && fabsl(steps - roundl(steps)) < 1e-6L;
    long double room = is_whole || digit < half ? half : digit;
    return room * (1 + 1e-9L);
}

static emg_clock_verdict
judge(const emg_text_clock *clock, double time_s)
{
    int64_t n = clock->rows - 1 - clock->anchor;
    long double off =
        time_s - (clock->anchor_s + (long double)n * clock->period_s);
    long double step = (long double)time_s - clock->last_s;
    long double room = room_of(clock);

    if (fabsl(off) <= room)
        return EMG_CLOCK_EVEN;
    if (step >= clock->period_s + room)
        return EMG_CLOCK_GAP;
    return step <= 0 ? EMG_CLOCK_BACK : EMG_CLOCK_DRIFT;
}

emg_clock_verdict
emg_text_clock_next(emg_text_clock *clock, double time_s, double half_s)
{
    clock->halves[clock->rows % EMG_TEXT_CLOCK_ROWS] = half_s;
    bool first = clock->rows++ == 0;
    emg_clock_verdict verdict = first ? EMG_CLOCK_EVEN : judge(clock, time_s);
    if (first || verdict == EMG_CLOCK_GAP || verdict == EMG_CLOCK_DRIFT) {
        clock->anchor_s = time_s;
        clock->anchor = clock->rows - 1;
    }
    clock->last_s = time_s;
    return verdict;
}
