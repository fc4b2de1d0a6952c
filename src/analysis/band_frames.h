/* Two bands of one signal, cut into frames that wait for each other. */
#ifndef EMG_ANALYSIS_BAND_FRAMES_H
#define EMG_ANALYSIS_BAND_FRAMES_H

#include "dsp/kernels.h"
#include "emg/signal.h"

/** What depends on the rate alone. */
typedef struct emg_bands_shape {
    int every;      /* samples from which one of the low band is kept */
    int samples;    /* of the low band in a frame */
    int frame;      /* raw samples in a frame */
    double frame_s; /* about 10 ms */
    double low_from, low_to, high_to; /* edges in Hz: low_from to low_to, and
                                         from there; high_to 0: no high band */
} emg_bands_shape;

emg_bands_shape emg_bands_shape_of(double rate_hz);

typedef enum emg_which_band {
    EMG_LOW_BAND,
    EMG_HIGH_BAND,
    EMG_BANDS
} emg_which_band;

typedef struct emg_band_frames {
    const emg_kernels_table *kernels;
    emg_bands_shape shape;
    int n_banks;
    int64_t frames[EMG_BANDS]; /* that are complete */
    int filled[EMG_BANDS];     /* raw samples of the next one */
    int64_t room;
    emg_lanes *energy; /* [room][bank][EMG_BANDS] */
    emg_lanes *low;    /* [room][bank][samples] */
} emg_band_frames;

/** lag: raw samples by which one band may run ahead of the other. */
emg_status emg_band_frames_init(emg_band_frames *frames,
                                const emg_bands_shape *shape, int n_banks,
                                int64_t lag, emg_error *error);
void emg_band_frames_clear(emg_band_frames *frames);

/** The next samples of a band. */
void emg_band_frames_add(emg_band_frames *frames, emg_which_band band,
                         const emg_block *block);

/** How many frames are there, of all bands. */
int64_t emg_band_frames_ready(const emg_band_frames *frames);

/** Mean squares and samples of a bank in a frame. */
emg_lanes *emg_band_frames_energy(const emg_band_frames *frames, int64_t frame,
                                  int bank);
emg_lanes *emg_band_frames_low(const emg_band_frames *frames, int64_t frame,
                               int bank);

/** Begins with frame 0 again; one that is not whole is forgotten. */
void emg_band_frames_restart(emg_band_frames *frames);

#endif
