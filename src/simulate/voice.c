/* A waveform, switched on and off, on its way to an electrode. */
#include "simulate/voice.h"

#include "simulate/streams.h"

#include "base/memory.h"

#include <math.h>

emg_status
emg_carriers_init(emg_carriers *carriers, const emg_scenario *scenario,
                  emg_error *error)
{
    double left = 1 - scenario->fatigue / 100;
    *carriers = (emg_carriers){0};
    if (scenario->units)
        return EMG_OK;
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
    if (scenario->units) {
        voice->units = emg_new(1, sizeof *voice->units, error);
        return voice->units ? EMG_OK : EMG_NO_MEMORY;
    }
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
    emg_free(voice->units);
}

/* The same muscle has the same waveform at every electrode. */
static void
start_waveform(emg_voice *voice)
{
    const emg_scenario *s = voice->scenario;
    int channel = voice->channel;
    if (voice->units) {
        emg_units_start(voice->units, s->rate_hz, s->seed, channel);
        return;
    }
    emg_shape_start(&voice->fresh, s->seed,
                    emg_stream_of(EMG_STREAM_MUSCLE, channel));
    if (voice->tired.shaper)
        emg_shape_start(&voice->tired, s->seed,
                        emg_stream_of(EMG_STREAM_TIRED, channel));
}

void
emg_voice_start(emg_voice *voice, const emg_plan *plan, int place)
{
    start_waveform(voice);
    emg_drive_start(&voice->drive, voice->scenario, plan, voice->channel % 2);
    voice->path = (emg_path){0};
    if (place != voice->channel)
        emg_path_start(&voice->path, voice->scenario, place);
}

/* The powers of a fresh and of a tired waveform change places in the course of
 * the recording, so the mean frequency falls along a straight line. */
static double
noise(emg_voice *voice, double part)
{
    double fresh = emg_shape_next(&voice->fresh);
    if (!voice->tired.shaper)
        return fresh;
    return sqrt(1 - part) * fresh + sqrt(part) * emg_shape_next(&voice->tired);
}

/* Potentials that last longer lower all frequencies by as much. */
static double
discharges(emg_voice *voice, double part, double time_s)
{
    double slower = 1 / (1 - part * voice->scenario->fatigue / 100);
    double gain = emg_drive_gain(&voice->drive, time_s + EMG_UNITS_AHEAD_S);
    return emg_units_next(voice->units, gain, slower);
}

double
emg_voice_next(emg_voice *voice, double time_s)
{
    double part = time_s / voice->scenario->duration_s;
    double uv = voice->units
                    ? voice->amplitude_uv * discharges(voice, part, time_s)
                    : voice->amplitude_uv *
                          emg_drive_gain(&voice->drive, time_s) *
                          noise(voice, part);
    return emg_path_next(&voice->path, uv, time_s);
}
