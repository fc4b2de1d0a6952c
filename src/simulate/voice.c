/* A waveform, switched on and off, on its way to an electrode. */
#include "simulate/voice.h"

#include "simulate/streams.h"

#include <math.h>

emg_status
emg_carriers_init(emg_carriers *carriers, const emg_scenario *scenario,
                  emg_error *error)
{
    double left = 1 - scenario->fatigue / 100;
    *carriers = (emg_carriers){0};
    carriers->fresh = emg_shaper_create(scenario->rate_hz, 1, error);
    if (carriers->fresh && left < 1)
        carriers->tired = emg_shaper_create(scenario->rate_hz, left, error);
    return carriers->fresh && (carriers->tired || left >= 1) ? EMG_OK
                                                             : EMG_NO_MEMORY;
}

void
emg_carriers_clear(emg_carriers *carriers)
{
    emg_shaper_destroy(carriers->fresh);
    emg_shaper_destroy(carriers->tired);
    *carriers = (emg_carriers){0};
}

emg_status
emg_voice_init(emg_voice *voice, const emg_scenario *scenario,
               const emg_carriers *carriers, int channel, emg_error *error)
{
    *voice = (emg_voice){.scenario = scenario, .channel = channel};
    emg_status status = emg_shape_init(&voice->fresh, carriers->fresh, error);
    if (!status && carriers->tired)
        status = emg_shape_init(&voice->tired, carriers->tired, error);
    return status;
}

void
emg_voice_clear(emg_voice *voice)
{
    emg_shape_clear(&voice->fresh);
    emg_shape_clear(&voice->tired);
}

/* The same muscle has the same waveform at every electrode. */
void
emg_voice_start(emg_voice *voice, const emg_plan *plan, int place)
{
    const emg_scenario *s = voice->scenario;
    int channel = voice->channel;
    emg_shape_start(&voice->fresh, s->seed,
                    emg_stream_of(EMG_STREAM_MUSCLE, channel));
    if (voice->tired.shaper)
        emg_shape_start(&voice->tired, s->seed,
                        emg_stream_of(EMG_STREAM_TIRED, channel));
    emg_drive_start(&voice->drive, s, plan, channel % 2);
    voice->path = (emg_path){0};
    if (place != channel)
        emg_path_start(&voice->path, s, place);
}

/* The powers of a fresh and of a tired waveform change places in the course of
 * the recording, so the mean frequency falls along a straight line. */
static double
waveform(emg_voice *voice, double time_s)
{
    double fresh = emg_shape_next(&voice->fresh);
    if (!voice->tired.shaper)
        return fresh;
    double part = time_s / voice->scenario->duration_s;
    return sqrt(1 - part) * fresh + sqrt(part) * emg_shape_next(&voice->tired);
}

double
emg_voice_next(emg_voice *voice, double time_s)
{
    double uv = voice->amplitude_uv * emg_drive_gain(&voice->drive, time_s) *
                waveform(voice, time_s);
    return emg_path_next(&voice->path, uv, time_s);
}
