/* What all sources share. */
#include "emg/flow.h"

emg_status
emg_source_select(emg_source *source, const emg_use *use, emg_error *error)
{
    return source->ops->select(source, use, error);
}

void
emg_source_destroy(emg_source *source)
{
    if (source)
        source->ops->destroy(source);
}

void
emg_sink_destroy(emg_sink *sink)
{
    if (sink)
        sink->ops->destroy(sink);
}
