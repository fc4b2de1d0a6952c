/* From times back to frames. */
#ifndef EMG_ANALYSIS_FRAME_AT_H
#define EMG_ANALYSIS_FRAME_AT_H

/**
 * The first of the frames from `least` on that is not before a time; `most`
 * when none of those before it is. start_s is the time of frame 0.
 *
 * A thousandth of a frame is for times that were rounded. Intervals that touch
 * share no frame and lose none.
 */
int emg_frame_at(double time_s, double start_s, double rate_hz, int least,
                 int most);

#endif
