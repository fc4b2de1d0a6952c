/* What all stages share. */
#include "emg/flow.h"

emg_status
emg_stage_init(emg_stage *stage, const emg_stage_ops *ops, const emg_format *in,
               emg_error *error)
{
    stage->ops = ops;
    stage->lag_frames = 0;
    return emg_format_copy(&stage->out, in, error);
}

void
emg_stage_destroy(emg_stage *stage)
{
    if (!stage)
        return;
    emg_format out = stage->out; /* destroy may ask it for channels */
    stage->ops->destroy(stage);
    emg_format_clear(&out);
}
