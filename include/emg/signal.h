/* What flows: formats, blocks of frames, events. */
#ifndef EMG_SIGNAL_H
#define EMG_SIGNAL_H

#include <emg/base.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Time as a whole number of 100 ns. */
typedef int64_t emg_ticks;
#define EMG_TICKS_PER_S 10000000

/** An exact rate: samples in seconds, in lowest terms, both above 0. */
typedef struct emg_rate {
    int64_t samples;
    int64_t seconds;
} emg_rate;

/** Brings samples / seconds to lowest terms; false unless both are above 0. */
EMG_API bool emg_rate_set(emg_rate *rate, int64_t samples, int64_t seconds);

typedef enum emg_kind {
    EMG_KIND_UNKNOWN, /* the file does not tell */
    EMG_KIND_EMG,
    EMG_KIND_ECG,
    EMG_KIND_TRIGGER,
    EMG_KIND_OTHER
} emg_kind;

/** "EMG", "ECG", "TRIG", "MISC"; "n/a" for unknown. */
EMG_API const char *emg_kind_name(emg_kind kind);

/**
 * How a channel was digitised. physical_min corresponds to digital_min.
 *
 * bytes  of one digital sample, 0 where samples are not digital; then the rest
 *        holds only if physical_min < physical_max
 * text   physical min, max, digital min, max as the file wrote them, or ""
 */
typedef struct emg_scale {
    double physical_min, physical_max;
    double digital_min, digital_max;
    int bytes;
    char text[4][9];
} emg_scale;

typedef struct emg_channel {
    char label[64]; /* UTF-8 */
    char unit[24];  /* UTF-8, "uV"; "" when unknown */
    double to_uv;   /* uV in one unit; 0 when unknown or no voltage */
    emg_kind kind;
    int number;      /* place in the recording, from 1 */
    bool rectified;  /* no sample is below 0 by intent */
    bool bad;        /* a table of channels says so: not for analyses */
    char muscle[64]; /* what a table of channels says it is of, or "" */
    double step;     /* smallest difference between samples, 0 when unknown */
    emg_scale scale;
    char prefilter[81];
    char transducer[81];
} emg_channel;

/** Channels of one rate that are treated alike: a rate group. Plain data. */
typedef struct emg_format {
    emg_rate rate;
    double rate_hz; /* samples / seconds, rounded once */
    int n_channels;
    emg_channel *channels;
} emg_format;

/** Copies `from` into the unset *to; emg_format_clear gives it back. */
EMG_API emg_status emg_format_copy(emg_format *to, const emg_format *from,
                                   emg_error *error);
EMG_API void emg_format_clear(emg_format *format);

/** True when all channels have digital samples, which are finite; others may
 * be anything. */
EMG_API bool emg_format_is_digital(const emg_format *format);

/** Banks of eight lanes that n channels take. */
EMG_API int emg_banks(int n_channels);

/** Sets unit and to_uv from a unit's text; understands V, mV, uV, nV, pV with
 * all usual micro signs, and keeps other text with factor 0. */
EMG_API void emg_channel_set_unit(emg_channel *channel, const char *unit);

/** What the program does with a channel. */
typedef enum emg_use {
    EMG_DROP, /* not read */
    EMG_PASS, /* handed on as it is */
    EMG_TREAT /* goes through the chain */
} emg_use;

/** What a source says before any sample moves. Plain data. */
typedef struct emg_recording {
    char name[256];  /* base name, for messages and tables */
    char format[16]; /* "EDF", "EDF+D", "WAV", "EMG stream" ... */
    int n_groups;
    emg_format *groups; /* by rate and use, in the order of first channels */
    emg_use *uses;      /* of each group */
    double duration_s;  /* as announced, -1 when only reading on can tell */
    bool has_identity;  /* the header names or may name a person */
    char *history;      /* what programs did, JSON array, or NULL */
} emg_recording;

/**
 * Fills groups and uses from a flat list of channels in file order: channels
 * of one rate and one use share a group, dropped ones are left out.
 *
 * channels, rates, uses   n of each
 *
 * Returns EMG_NO_MEMORY, or EMG_BAD_OPTION when nothing is left.
 */
EMG_API emg_status emg_recording_group(emg_recording *recording, int n,
                                       const emg_channel *channels,
                                       const emg_rate *rates,
                                       const emg_use *uses, emg_error *error);
EMG_API emg_status emg_recording_copy(emg_recording *to,
                                      const emg_recording *from,
                                      emg_error *error);
EMG_API void emg_recording_clear(emg_recording *recording);

/** How many channels all groups hold together. */
EMG_API int emg_recording_channels(const emg_recording *recording);

/** The channel with this number and its group, or NULL. group may be NULL. */
EMG_API const emg_channel *emg_recording_channel(const emg_recording *recording,
                                                 int number, int *group);

/** Where a channel stands. */
typedef struct emg_place {
    int number;
    int group;
    int lane;
} emg_place;

/**
 * The places of all channels in order of their numbers.
 * places   room for emg_recording_channels(recording)
 */
EMG_API void emg_recording_order(const emg_recording *recording,
                                 emg_place *places);

/** A stretch without a gap. */
typedef struct emg_segment {
    int number;          /* from 0 */
    emg_ticks start;     /* from the start of the recording */
    int64_t first_frame; /* of the block's group; gaps are not counted */
} emg_segment;

/** Frames of one group that follow each other without a gap. */
typedef struct emg_block {
    int group;
    int n_channels;
    int capacity; /* frames that each bank has room for */
    int n_frames;
    int64_t first_frame; /* counted as in emg_segment */
    emg_segment segment;
    emg_lanes *frames; /* [bank][capacity]; spare lanes are never read */
} emg_block;

/** Room for n_channels x capacity; emg_block_clear gives it back. */
EMG_API emg_status emg_block_init(emg_block *block, int n_channels,
                                  int capacity, emg_error *error);
EMG_API void emg_block_clear(emg_block *block);

static inline emg_lanes *
emg_block_bank(const emg_block *block, int bank)
{
    return block->frames + (size_t)bank * (size_t)block->capacity;
}

static inline double
emg_block_at(const emg_block *block, int channel, int frame)
{
    return emg_block_bank(block, channel / EMG_LANES)[frame]
        .v[channel % EMG_LANES];
}

/** Makes `to`, which has room for them, the n frames of `from` from `first`
 * on. */
EMG_API void emg_block_copy(emg_block *to, const emg_block *from, int first,
                            int n);

/** Seconds from the start of the recording to a frame of a segment. */
EMG_API double emg_frame_time(const emg_format *format,
                              const emg_segment *segment, int64_t frame);

/** An annotation of the file, or a finding of ours. */
typedef struct emg_event {
    double onset_s; /* from the start of the recording */
    double duration_s;
    const char *text; /* UTF-8 */
} emg_event;

#ifdef __cplusplus
}
#endif
#endif
