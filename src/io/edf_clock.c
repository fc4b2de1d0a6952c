/* Onsets of records against their durations: a difference is a gap. */
#include "io/edf_clock.h"

#include "base/number.h"

#include <math.h>

static long double
record_ticks(const emg_edf_header *header)
{
    return (long double)header->seconds_over * EMG_TICKS_PER_S /
           (long double)header->seconds_under;
}

/* Half a sample of the fastest channel, and 100 us at least: what clocks and
 * rounded texts may differ by. */
static long double
tolerance(const emg_edf_header *header)
{
    long double half =
        header->most_samples > 0
            ? record_ticks(header) / 2 / (long double)header->most_samples
            : 0;
    long double least = EMG_TICKS_PER_S / 10000;
    return half > least ? half : least;
}

static emg_status
begin_segment(emg_edf_clock *clock, const emg_edf_header *header,
              long double late, int64_t byte, emg_warnings *warnings,
              emg_error *error)
{
    char seconds[EMG_NUMBER_SIZE];
    long long record = (long long)clock->record + 1;
    emg_number_print(seconds, (double)(fabsl(late) / EMG_TICKS_PER_S));
    clock->segment.number++;
    clock->segment.start = clock->onset - clock->origin;
    clock->segment_record = clock->anchor_record = clock->record;
    clock->anchor = clock->onset;
    if (late < 0)
        return emg_io_warn(warnings, error, byte,
                           "record %lld starts %s s before the end of the one "
                           "before it; a new segment begins there",
                           record, seconds);
    if (!header->discontinuous)
        return emg_io_warn(warnings, error, byte,
                           "not marked discontinuous, but record %lld starts "
                           "%s s late; a new segment begins after the gap",
                           record, seconds);
    return EMG_OK;
}

/* Differences too small for a gap may add up: the device's clock was not the
 * one that its sampling rate was told by. */
static emg_status
judge_drift(emg_edf_clock *clock, const emg_edf_header *header, int64_t byte,
            emg_warnings *warnings, emg_error *error)
{
    char seconds[EMG_NUMBER_SIZE];
    long double n = (long double)(clock->record - clock->anchor_record);
    long double off =
        (long double)(clock->onset - clock->anchor) - n * record_ticks(header);
    if (fabsl(off) <= tolerance(header))
        return EMG_OK;
    emg_number_print(seconds, (double)(off / EMG_TICKS_PER_S));
    clock->anchor = clock->onset;
    clock->anchor_record = clock->record;
    return emg_io_warn(warnings, error, byte,
                       "the times of records drift from the sampling rate: "
                       "%s s in %lld records; samples are counted, not timed",
                       seconds, (long long)n);
}

emg_status
emg_edf_clock_next(emg_edf_clock *clock, const emg_edf_header *header,
                   const emg_edf_tals *tals, int64_t byte,
                   emg_warnings *warnings, emg_error *error)
{
    long double length = record_ticks(header);
    emg_ticks before = clock->onset;
    emg_status status = EMG_OK;

    clock->onset = clock->record > 0 ? before + llroundl(length) : 0;
    if (tals->timed)
        clock->onset = tals->onset;
    else
        status = emg_io_warn(warnings, error, byte,
                             "record %lld does not say its time; it is taken "
                             "to follow the one before it",
                             (long long)clock->record + 1);
    if (status)
        return status;
    long double late = (long double)clock->onset - (long double)before - length;
    if (clock->record == 0)
        clock->origin = clock->anchor = clock->onset;
    else if (length > 0 && fabsl(late) >= tolerance(header))
        status = begin_segment(clock, header, late, byte, warnings, error);
    else if (length > 0)
        status = judge_drift(clock, header, byte, warnings, error);
    clock->record++;
    return status;
}
