/* Samples of a record, bank by bank. */
#include "base/memory.h"
#include "io/edf_write.h"

#include <math.h>
#include <string.h>

static void
place_lane(emg_edf_bank_out *out, int lane, int index,
           const emg_edf_scale *scale)
{
    out->column[lane] = index;
    out->how.physical_min.v[lane] = scale->physical_min;
    out->how.digital_min.v[lane] = scale->digital_min;
    out->how.gain.v[lane] = scale->gain;
    out->how.lowest.v[lane] = scale->lowest;
    out->how.highest.v[lane] = scale->highest;
    if (lane >= out->lanes)
        out->lanes = lane + 1;
}

/* Spare lanes are worked out, too: whatever they hold becomes 0. */
static emg_status
make_banks(emg_edf_encoder *encoder, int group, int n, emg_error *error)
{
    emg_edf_bank_out *banks = emg_new((size_t)n, sizeof *banks, error);
    encoder->banks[group] = banks;
    for (int b = 0; banks && b < n; b++) {
        banks[b].bank = b;
        for (int k = 0; k < EMG_LANES; k++)
            banks[b].how.gain.v[k] = INFINITY;
    }
    return banks ? EMG_OK : EMG_NO_MEMORY;
}

emg_status
emg_edf_encoder_init(emg_edf_encoder *encoder, const emg_recording *recording,
                     const emg_edf_layout *layout, emg_error *error)
{
    size_t n = (size_t)recording->n_groups;
    emg_status status = EMG_OK;
    *encoder = (emg_edf_encoder){.kernels = emg_kernels()};
    encoder->banks = emg_new(n, sizeof(emg_edf_bank_out *), error);
    if (!encoder->banks)
        return EMG_NO_MEMORY;
    encoder->n_groups = recording->n_groups;
    for (int g = 0; g < recording->n_groups && !status; g++)
        status = make_banks(encoder, g,
                            emg_banks(recording->groups[g].n_channels), error);
    for (int c = 0; c < layout->n_columns && !status; c++) {
        const emg_place *place = &layout->columns[c].place;
        place_lane(&encoder->banks[place->group][place->lane / EMG_LANES],
                   place->lane % EMG_LANES, c, &layout->columns[c].scale);
    }
    return status;
}

void
emg_edf_encoder_clear(emg_edf_encoder *encoder)
{
    for (int g = 0; g < encoder->n_groups; g++)
        emg_free(encoder->banks[g]);
    emg_free(encoder->banks);
    *encoder = (emg_edf_encoder){0};
}

static void
begin(emg_edf_bank_out *out, const emg_edf_layout *layout, uint8_t *record)
{
    for (int k = 0; k < out->lanes; k++)
        out->how.to[k] = record + layout->columns[out->column[k]].offset;
    out->how.outside = out->how.strange = (emg_lanes){0};
}

/* The last sample of n again and again; 0 where there is none. */
static void
repeat_last(uint8_t *to, int64_t n, int64_t frames, int width)
{
    uint8_t none[3] = {0}, *at = to + n * width;
    for (int64_t i = n; i < frames; i++, at += width)
        memcpy(at, n > 0 ? at - width : none, (size_t)width);
}

static void
encode_bank(const emg_edf_encoder *encoder, emg_edf_bank_out *out, int width,
            const emg_fifo *fifo, int64_t n)
{
    for (int64_t done = 0, now; done < n; done += now) {
        const emg_lanes *frames =
            emg_fifo_stretch(fifo, out->bank, done, n - done, &now);
        if (width == 2)
            encoder->kernels->encode16(&out->how, out->lanes, frames, now);
        else
            encoder->kernels->encode24(&out->how, out->lanes, frames, now);
        for (int k = 0; k < out->lanes; k++)
            out->how.to[k] += now * width;
    }
}

static void
encode_group(const emg_edf_encoder *encoder, int group,
             const emg_edf_layout *layout, const emg_join *join,
             uint8_t *record, emg_edf_outcome *outcomes)
{
    const emg_fifo *fifo = &join->groups[group].fifo;
    int64_t frames = layout->duration.frames[group];
    int64_t waiting = emg_join_waiting(join, group);
    int64_t n = waiting < frames ? waiting : frames;
    for (int b = 0; b < fifo->n_banks; b++) {
        emg_edf_bank_out *out = &encoder->banks[group][b];
        begin(out, layout, record);
        encode_bank(encoder, out, layout->width, fifo, n);
        for (int k = 0; k < out->lanes; k++) {
            const emg_edf_column *column = &layout->columns[out->column[k]];
            repeat_last(record + column->offset, n, frames, layout->width);
            outcomes[out->column[k]] = (emg_edf_outcome){
                (int64_t)out->how.outside.v[k], out->how.strange.v[k] != 0};
        }
    }
}

void
emg_edf_encode(emg_edf_encoder *encoder, const emg_edf_layout *layout,
               const emg_join *join, uint8_t *record, emg_edf_outcome *outcomes)
{
    for (int g = 0; g < encoder->n_groups; g++)
        encode_group(encoder, g, layout, join, record, outcomes);
}
