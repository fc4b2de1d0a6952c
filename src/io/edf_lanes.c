/* Channels of an EDF sorted into groups, banks and lanes. */
#include "io/edf_lanes.h"

#include "base/memory.h"

void
emg_edf_lanes_clear(emg_edf_lanes *lanes)
{
    for (int g = 0; g < lanes->n_groups; g++)
        emg_free(lanes->groups[g].banks);
    emg_free(lanes->groups);
    lanes->groups = NULL;
    lanes->n_groups = 0;
}

static void
place_lane(emg_edf_bank *to, int lane, const emg_edf_signal *signal)
{
    to->offset[lane] = signal->offset;
    to->how.physical_min.v[lane] = signal->physical_min;
    to->how.digital_min.v[lane] = signal->digital_min;
    to->how.gain.v[lane] = signal->gain;
}

/* Spare lanes read what the first reads and make 0 of it. */
static void
spare_lanes(emg_edf_group *group, int n_channels)
{
    for (int c = n_channels; c < group->n_banks * EMG_LANES; c++) {
        emg_edf_bank *bank = &group->banks[c / EMG_LANES];
        bank->offset[c % EMG_LANES] = bank->offset[0];
    }
}

/* The channels of a format stand in the order of the file. */
static emg_status
make_group(emg_edf_group *group, const emg_format *format,
           const emg_edf_header *header, emg_error *error)
{
    const emg_edf_signal *signal = header->signals;
    group->n_banks = emg_banks(format->n_channels);
    group->banks = emg_new((size_t)group->n_banks, sizeof *group->banks, error);
    if (!group->banks)
        return EMG_NO_MEMORY;
    for (int c = 0; c < format->n_channels; c++) {
        while (signal->role != EMG_EDF_CHANNEL ||
               signal->channel.number != format->channels[c].number)
            signal++;
        place_lane(&group->banks[c / EMG_LANES], c % EMG_LANES, signal);
        group->n_samples = signal->n_samples;
    }
    spare_lanes(group, format->n_channels);
    return EMG_OK;
}

static emg_status
make_groups(emg_edf_lanes *lanes, const emg_recording *recording,
            const emg_edf_header *header, emg_error *error)
{
    int n = recording->n_groups;
    emg_status status = EMG_OK;
    emg_edf_lanes_clear(lanes);
    lanes->width = header->width;
    lanes->kernels = emg_kernels();
    lanes->groups = emg_new((size_t)n, sizeof *lanes->groups, error);
    if (!lanes->groups)
        return EMG_NO_MEMORY;
    lanes->n_groups = n;
    for (int g = 0; g < n && !status; g++)
        status =
            make_group(&lanes->groups[g], &recording->groups[g], header, error);
    return status;
}

emg_status
emg_edf_lanes_make(emg_edf_lanes *lanes, emg_recording *recording,
                   const emg_edf_header *header, const emg_use *uses,
                   emg_error *error)
{
    size_t n = (size_t)header->n_channels, c = 0;
    emg_channel *channels = emg_new(n, sizeof *channels, error);
    emg_rate *rates = emg_new(n, sizeof *rates, error);
    emg_use *all = emg_new(n, sizeof *all, error);
    emg_status status = EMG_NO_MEMORY;

    if (channels && rates && all) {
        for (int i = 0; i < header->n_signals; i++) {
            const emg_edf_signal *signal = &header->signals[i];
            if (signal->role != EMG_EDF_CHANNEL)
                continue;
            channels[c] = signal->channel;
            rates[c] = signal->rate;
            all[c] = uses ? uses[c] : EMG_TREAT;
            c++;
        }
        status =
            emg_recording_group(recording, (int)n, channels, rates, all, error);
    }
    emg_free(channels);
    emg_free(rates);
    emg_free(all);
    return status ? status : make_groups(lanes, recording, header, error);
}

void
emg_edf_lanes_decode(const emg_edf_lanes *lanes, int group,
                     const uint8_t *record, int64_t frame, emg_block *block,
                     int n)
{
    const emg_edf_group *from = &lanes->groups[group];
    for (int b = 0; b < from->n_banks; b++) {
        emg_edf_bank *bank = &from->banks[b];
        for (int lane = 0; lane < EMG_LANES; lane++)
            bank->how.from[lane] =
                record + bank->offset[lane] + frame * lanes->width;
        if (lanes->width == 2)
            lanes->kernels->decode16(&bank->how, emg_block_bank(block, b), n);
        else
            lanes->kernels->decode24(&bank->how, emg_block_bank(block, b), n);
    }
}
