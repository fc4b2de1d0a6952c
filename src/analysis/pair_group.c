/* Segments are kept as they come; a search among them is a bisection. */
#include "analysis/pair_group.h"

#include "base/memory.h"

/* The longer of the paddings of band-pass and envelope; none when causal. */
static emg_status
set_padding(emg_pair_group *g, const emg_conditioning *how, emg_error *error)
{
    emg_filter low = {.kind = EMG_LOW_PASS,
                      .order = how->envelope.order,
                      .high_hz = how->envelope.cutoff_hz};
    emg_filter filters[EMG_MOST_FILTERS];
    if (!how->direction.zero_phase)
        return EMG_OK;
    emg_conditioning_filters(how, g->format->rate_hz, filters);
    if (how->n_filters > 0)
        g->padding =
            emg_filter_padding(g->format, filters, how->n_filters, error);
    if (how->envelope.kind == EMG_ENVELOPE_LOW_PASS) {
        int64_t padding = emg_filter_padding(g->format, &low, 1, error);
        g->padding = padding > g->padding ? padding : g->padding;
    }
    return error ? error->status : EMG_OK;
}

emg_status
emg_pair_group_init(emg_pair_group *g, const emg_format *format,
                    const emg_conditioning *conditioning, emg_error *error)
{
    g->format = format;
    g->side = emg_side_create(format, conditioning, error);
    if (!g->side)
        return error ? error->status : EMG_NO_MEMORY;
    return set_padding(g, conditioning, error);
}

void
emg_pair_group_clear(emg_pair_group *g)
{
    emg_side_destroy(g->side);
    emg_free(g->segments);
}

void
emg_pair_group_rest(emg_pair_group *g)
{
    emg_side_destroy(g->side);
    g->side = NULL;
}

emg_status
emg_pair_group_reset(emg_pair_group *g, const emg_conditioning *conditioning,
                     emg_side_needs needs, emg_error *error)
{
    if (!g->side)
        g->side = emg_side_create(g->format, conditioning, error);
    if (!g->side)
        return error ? error->status : EMG_NO_MEMORY;
    emg_side_reset(g->side, needs);
    return EMG_OK;
}

emg_status
emg_pair_group_note(emg_pair_group *g, const emg_block *raw, emg_error *error)
{
    g->frames += raw->n_frames;
    if (g->n_segments > 0 &&
        g->segments[g->n_segments - 1].number == raw->segment.number)
        return EMG_OK;
    if (emg_grow((void **)&g->segments, &g->room, g->n_segments + 1,
                 sizeof *g->segments, error))
        return EMG_NO_MEMORY;
    g->segments[g->n_segments++] = raw->segment;
    return EMG_OK;
}

const emg_segment *
emg_pair_group_segment(const emg_pair_group *g, int64_t frame, int64_t *end)
{
    size_t low = 0, high = g->n_segments;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (g->segments[middle].first_frame <= frame)
            low = middle;
        else
            high = middle;
    }
    *end =
        low + 1 < g->n_segments ? g->segments[low + 1].first_frame : g->frames;
    return &g->segments[low];
}

bool
emg_pair_group_is_short(const emg_pair_group *g)
{
    for (size_t i = 0; i < g->n_segments; i++) {
        int64_t end = 0;
        const emg_segment *one =
            emg_pair_group_segment(g, g->segments[i].first_frame, &end);
        if (end - one->first_frame > g->padding)
            return false;
    }
    return true;
}
