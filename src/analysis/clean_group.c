/* A chain, and raw frames that wait beside it for what they become. */
#include "analysis/clean_group.h"

#include "base/math.h"
#include "filter/windowed.h"

#include <math.h>

emg_status
emg_clean_group_init(emg_clean_group *group, const emg_format *format,
                     emg_use use, emg_error *error)
{
    group->raw.n_banks = emg_banks(format->n_channels);
    if (use != EMG_TREAT)
        return EMG_OK;
    group->chain = emg_chain_create(format, error);
    if (!group->chain)
        return EMG_NO_MEMORY;
    return emg_format_is_digital(format)
               ? EMG_OK
               : emg_chain_add(group->chain, emg_finite_create(format, error),
                               error);
}

void
emg_clean_group_clear(emg_clean_group *group)
{
    emg_chain_destroy(group->chain);
    emg_fifo_clear(&group->raw);
}

emg_status
emg_clean_group_add(emg_clean_group *group, int step, int index,
                    const emg_cleaning *cleaning, const emg_sink *heard,
                    emg_error *error)
{
    if (!group->chain)
        return EMG_OK;
    group->stages[step] = emg_clean_steps[step]->stage(
        emg_chain_format(group->chain), index, cleaning, heard, error);
    return emg_chain_add(group->chain, group->stages[step], error);
}

void
emg_clean_group_restart(emg_clean_group *group)
{
    if (group->chain)
        emg_chain_reset(group->chain);
    emg_fifo_clear(&group->raw);
    group->flows = false;
}

static void
take_away(emg_clean_group *group, emg_block *block, emg_block *taken)
{
    if (block->n_frames == 0)
        return;
    emg_fifo_pop(&group->raw, taken, block->n_frames);
    for (int b = 0; b < emg_banks(block->n_channels); b++) {
        const emg_lanes *raw = emg_block_bank(taken, b);
        emg_lanes *left = emg_block_bank(block, b);
        for (int i = 0; i < block->n_frames; i++)
            for (int k = 0; k < EMG_LANES; k++)
                left[i].v[k] = raw[i].v[k] - left[i].v[k];
    }
}

emg_status
emg_clean_group_pass(emg_clean_group *group, emg_block *block, emg_block *taken,
                     emg_error *error)
{
    if (!group->chain)
        return EMG_OK;
    group->flows = true;
    group->segment = block->segment.number;
    if (taken && emg_fifo_push(&group->raw, block, error))
        return EMG_NO_MEMORY;
    emg_status status = emg_chain_process(group->chain, block, error);
    if (!status && taken)
        take_away(group, block, taken);
    return status;
}

emg_status
emg_clean_group_flush(emg_clean_group *group, emg_block *block,
                      emg_block *taken, emg_error *error)
{
    emg_status status = emg_chain_flush(group->chain, block, error);
    if (status)
        return status;
    if (block->n_frames == 0) {
        emg_chain_gap(group->chain);
        group->flows = false;
    } else if (taken) {
        take_away(group, block, taken);
    }
    return EMG_OK;
}

emg_cleaned
emg_clean_group_tell(const emg_clean_group *group, int step, int lane)
{
    emg_touched touched = emg_windowed_touched(group->stages[step], lane);
    emg_cleaned row = {
        .number = emg_chain_format(group->chain)->channels[lane].number,
        .step = emg_clean_steps[step]->name,
        .found = touched.things,
        .hz = NAN,
        .ratio_db = NAN,
        .frames = touched.frames,
        .changed = touched.changed,
        .removed_db = NAN};
    if (touched.removed > 0 && touched.power > 0)
        row.removed_db = 10 * emg_log10(touched.removed / touched.power);
    return row;
}
