/* Several passes over one source. */
#include "emg/flow.h"

emg_status
emg_analyse(emg_source *source, emg_analysis *analysis, int block_frames,
            emg_error *error)
{
    for (int pass = 0;; pass++) {
        bool wanted = true;
        emg_status status =
            analysis->ops->prepare(analysis, pass, &wanted, error);
        if (status || !wanted)
            return status;
        if (pass > 0)
            status = source->ops->rewind(source, error);
        if (!status)
            status =
                emg_run(source, NULL, &analysis->sink, block_frames, error);
        if (status)
            return status;
    }
}

void
emg_analysis_destroy(emg_analysis *analysis)
{
    if (analysis)
        emg_sink_destroy(&analysis->sink);
}
