/* An interval of time is from the first frame not before its start. */
#include "analysis/frame_at.h"

#include <math.h>

#define NEAR 1e-3 /* of a frame */

int
emg_frame_at(double time_s, double start_s, double rate_hz, int least, int most)
{
    double frame = ceil((time_s - start_s) * rate_hz - NEAR);
    return frame > least ? (int)fmin(frame, most) : least;
}
