/* Whole numbers throughout: which frames lie inside is never a matter of
 * rounding. */
#include "flow/frame_ticks.h"

__extension__ typedef __int128 wide;

static int64_t
round_up(wide number, wide by)
{
    wide whole = number / by;
    return (int64_t)(whole + (number > whole * by));
}

int64_t
emg_first_frame_at(emg_rate rate, emg_ticks time)
{
    wide twice = 2 * (wide)time - 1;
    return time <= 0 ? 0
                     : round_up(twice * rate.samples,
                                (wide)2 * rate.seconds * EMG_TICKS_PER_S);
}

emg_ticks
emg_frame_ticks(emg_rate rate, int64_t frame)
{
    wide ticks = (wide)frame * rate.seconds * EMG_TICKS_PER_S;
    return (emg_ticks)((2 * ticks + rate.samples) / (2 * rate.samples));
}
