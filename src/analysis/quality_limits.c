/* From which values on an index speaks against an epoch. Clipping, flat lines
 * and the ECG: our own; SNR and line: where detection and mains removal begin
 * to fail; the shape of the spectrum after Sinderby et al. 1995. */
#include "emg/analysis.h"

#include <math.h>

const char *
emg_verdict_name(emg_verdict verdict)
{
    static const char *const names[] = {
        [EMG_GOOD] = "good", [EMG_WARN] = "warn", [EMG_BAD] = "bad"};
    return names[verdict];
}

emg_quality_limit
emg_quality_limit_of(emg_quality_index index)
{
    static const emg_quality_limit limits[EMG_QUALITY_INDICES] = {
        [EMG_QUALITY_CLIPPED] = {"clipped", 0.001, 0.01, false},
        [EMG_QUALITY_FLAT] = {"flat", 0.1, 1, false},
        [EMG_QUALITY_SNR] = {"snr", 10, 6, true},
        [EMG_QUALITY_SNR_EXCESS] = {"snr_excess", NAN, NAN, true},
        [EMG_QUALITY_LINE] = {"line_ratio", 9, 0, true},
        [EMG_QUALITY_MOTION] = {"smr", 12, NAN, true},
        [EMG_QUALITY_RANGE] = {"dpr", 30, NAN, true},
        [EMG_QUALITY_DEFORMATION] = {"omega", 1.4, NAN, false},
        [EMG_QUALITY_ECG] = {"ecg", 0.5, NAN, false},
        [EMG_QUALITY_NOISE] = {"noise", 10, NAN, false},
    };
    return limits[index];
}

static bool
passes(double value, double limit, bool below)
{
    return below ? value <= limit : value >= limit;
}

emg_verdict
emg_quality_judge(const emg_quality *quality, emg_quality_index index,
                  double to_uv)
{
    emg_quality_limit limit = emg_quality_limit_of(index);
    double value = quality->values[index];
    if (index == EMG_QUALITY_NOISE)
        value = to_uv > 0 ? value * to_uv : NAN;
    return passes(value, limit.bad, limit.below)    ? EMG_BAD
           : passes(value, limit.warn, limit.below) ? EMG_WARN
                                                    : EMG_GOOD;
}
