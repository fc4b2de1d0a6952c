/* Bands become frames, frames go to the channels, segments begin and end. */
#include "analysis/strong_group.h"

#include "analysis/mask.h"
#include "base/memory.h"

#define LOWEST_LINE_HZ 32
#define ABOVE 1.25   /* lines so far above the bands reach into them */
#define FIRST_LOOK 4 /* stretches, 8 s; then after twice as many each time */

typedef struct heard {
    emg_strong_group *group;
    const emg_strong_ear *ear;
} heard;

emg_status
emg_strong_group_init(emg_strong_group *g, const emg_format *format,
                      emg_error *error)
{
    size_t n = (size_t)format->n_channels;
    emg_status status = EMG_OK;
    g->format = format;
    g->shape = emg_bands_shape_of(format->rate_hz);
    g->segment.number = -1;
    g->lines = emg_new(n, sizeof *g->lines, error);
    g->channels = emg_new(n, sizeof *g->channels, error);
    g->finder =
        emg_line_finder_create(format->n_channels, format->rate_hz, error);
    if (!g->lines || !g->channels || !g->finder ||
        emg_strong_frames_init(&g->frames, format->n_channels, g->shape.samples,
                               error))
        return EMG_NO_MEMORY;
    for (size_t c = 0; c < n && !status; c++)
        status = emg_strong_channel_init(&g->channels[c], &g->shape, error);
    return status;
}

void
emg_strong_group_clear(emg_strong_group *g)
{
    for (int c = 0; g->channels && c < g->format->n_channels; c++)
        emg_strong_channel_clear(&g->channels[c]);
    emg_bands_destroy(g->bands);
    emg_line_finder_destroy(g->finder);
    emg_strong_frames_clear(&g->frames);
    emg_free(g->lines);
    emg_free(g->channels);
}

static emg_status
forget_energies(emg_strong_group *g, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int c = 0; c < g->format->n_channels && !status; c++)
        status = emg_strong_channel_forget(&g->channels[c], &g->shape, error);
    return status;
}

emg_status
emg_strong_group_prepare(emg_strong_group *g, emg_strong_aim aim,
                         emg_error *error)
{
    bool first = aim == EMG_STRONG_LINES;
    g->aim = aim;
    emg_strong_frames_restart(&g->frames);
    emg_bands_destroy(g->bands);
    g->bands = emg_bands_create(g->format, g->has_lines ? g->lines : NULL,
                                first || g->bridged || g->mask, error);
    if (!g->bands)
        return error ? error->status : EMG_NO_MEMORY;
    if (first)
        emg_bands_listen(g->bands, g->finder);
    g->next_look = FIRST_LOOK;
    return aim == EMG_STRONG_NOISE ? forget_energies(g, error) : EMG_OK;
}

/* ---- frames ------------------------------------------------------------ */

static emg_status
end_segment(const heard *at, emg_error *error)
{
    emg_strong_group *g = at->group;
    emg_segment segment = g->segment;
    if (segment.number < 0)
        return EMG_OK;
    for (int c = 0; c < g->format->n_channels; c++)
        emg_strong_channel_end(&g->channels[c]);
    g->segment.number = -1;
    return at->ear->end ? at->ear->end(at->ear->to, &segment, error) : EMG_OK;
}

static emg_status
begin_segment(const heard *at, const emg_segment *segment, emg_error *error)
{
    emg_strong_group *g = at->group;
    emg_status status = end_segment(at, error);
    g->segment = *segment;
    for (int c = 0; c < g->format->n_channels; c++)
        emg_strong_channel_start(&g->channels[c], g->aim != EMG_STRONG_EVENTS);
    if (status || !at->ear->begin)
        return status;
    return at->ear->begin(at->ear->to, segment, error);
}

/* In the order of channels, which is that of lanes. */
static void
gather(const emg_strong_group *g, const emg_bands_frame *from,
       const emg_strong_frame *to)
{
    int samples = g->shape.samples;
    for (int c = 0; c < g->format->n_channels; c++) {
        int bank = c / EMG_LANES, lane = c % EMG_LANES;
        const emg_lanes *low = from->low + bank * samples;
        for (int i = 0; i < 2; i++)
            to->energy[2 * c + i] = from->energy[2 * bank + i].v[lane];
        for (int i = 0; i < samples; i++)
            to->low[c * samples + i] = (float)low[i].v[lane];
        to->missing[c] = from->missing[c];
    }
}

static emg_status
add_frame(const heard *at, const emg_strong_frame *frame, int64_t number,
          emg_error *error)
{
    emg_strong_group *g = at->group;
    for (int c = 0; c < g->format->n_channels; c++)
        emg_strong_channel_add(&g->channels[c], frame->energy + 2 * c,
                               frame->low + c * g->shape.samples,
                               frame->missing[c]);
    return at->ear->frame ? at->ear->frame(at->ear->to, number, error) : EMG_OK;
}

static emg_status
take_frame(void *to, const emg_bands_frame *frame, emg_error *error)
{
    const heard *at = to;
    emg_strong_group *g = at->group;
    emg_strong_frame kept;
    emg_status status = EMG_OK;
    if (frame->number == 0) {
        status = begin_segment(at, &frame->segment, error);
        if (!status)
            status =
                emg_strong_frames_begin(&g->frames, &frame->segment, error);
    }
    if (!status)
        status = emg_strong_frames_next(&g->frames, &kept, error);
    if (status)
        return status;
    gather(g, frame, &kept);
    return add_frame(at, &kept, frame->number, error);
}

emg_status
emg_strong_group_replay(emg_strong_group *g, const emg_strong_ear *ear,
                        emg_error *error)
{
    heard at = {g, ear};
    const emg_strong_frames *kept = &g->frames;
    emg_status status = EMG_OK;
    g->aim = EMG_STRONG_EVENTS;
    for (size_t s = 0; s < kept->n_starts && !status; s++) {
        const emg_strong_start *start = &kept->starts[s];
        int64_t end = s + 1 < kept->n_starts ? start[1].frame : kept->n;
        status = begin_segment(&at, &start->segment, error);
        for (int64_t f = start->frame; f < end && !status; f++) {
            emg_strong_frame frame = emg_strong_frames_at(kept, f);
            status = add_frame(&at, &frame, f - start->frame, error);
        }
    }
    return status ? status : end_segment(&at, error);
}

static void
hide(emg_strong_group *g, const emg_block *raw)
{
    int64_t first = raw->first_frame - raw->segment.first_frame;
    for (int c = 0; g->mask && c < g->format->n_channels; c++) {
        int number = g->format->channels[c].number;
        for (int i = 0; i < raw->n_frames;) {
            emg_mask_run run =
                emg_mask_next(g->mask, number, g->format, raw, i);
            if (run.hidden)
                emg_bands_hide(g->bands, c, first + run.from, first + run.to);
            i = run.to;
        }
    }
}

/* ---- lines ------------------------------------------------------------- */

static void
find_lines(emg_strong_group *g)
{
    double most = g->shape.high_to > 0 ? g->shape.high_to : g->shape.low_to;
    g->has_lines = false;
    for (int c = 0; c < g->format->n_channels; c++) {
        emg_line_finder_find(g->finder, c, LOWEST_LINE_HZ, ABOVE * most,
                             &g->lines[c]);
        g->has_lines |= g->lines[c].n > 0;
    }
}

/* Energies with lines in them are of no use. Should the lines not outlast the
 * recording, the next pass surveys all the same. */
static void
look_ahead(emg_strong_group *g)
{
    if (g->aim != EMG_STRONG_LINES || g->unsurveyed ||
        emg_line_finder_stretches(g->finder) < g->next_look)
        return;
    g->next_look *= 2;
    find_lines(g);
    g->unsurveyed = g->has_lines;
    if (g->unsurveyed)
        emg_bands_only_listen(g->bands);
}

emg_status
emg_strong_group_take(emg_strong_group *g, const emg_block *raw,
                      const emg_strong_ear *ear, emg_error *error)
{
    heard at = {g, ear};
    emg_status status = EMG_OK;
    for (int done = 0; done < raw->n_frames && !status;) {
        emg_block part = *raw;
        int left = raw->n_frames - done;
        part.frames += done;
        part.first_frame += done;
        part.n_frames = left < EMG_BLOCK_FRAMES ? left : EMG_BLOCK_FRAMES;
        status = emg_bands_take(g->bands, &part, take_frame, &at, error);
        hide(g, &part);
        look_ahead(g);
        done += part.n_frames;
    }
    return status;
}

/* ---- after a pass ------------------------------------------------------ */

static emg_status
find_models(emg_strong_group *g, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int c = 0; c < g->format->n_channels && !status; c++)
        status = emg_strong_channel_conclude(&g->channels[c], &g->shape,
                                             g->mask != NULL, error);
    return status;
}

emg_status
emg_strong_group_end(emg_strong_group *g, const emg_strong_ear *ear,
                     emg_error *error)
{
    heard at = {g, ear};
    emg_status status = emg_bands_end(g->bands, take_frame, &at, error);
    if (!status)
        status = end_segment(&at, error);
    g->bridged |= emg_bands_bridged(g->bands);
    for (int c = 0; c < g->format->n_channels && g->aim != EMG_STRONG_EVENTS;
         c++)
        g->channels[c].same = emg_bands_same(g->bands, c);
    emg_bands_destroy(g->bands); /* what follows has the memory */
    g->bands = NULL;
    if (g->aim == EMG_STRONG_LINES) {
        find_lines(g);
        g->unsurveyed |= g->has_lines;
        emg_line_finder_destroy(g->finder);
        g->finder = NULL;
    }
    bool surveyed = g->aim == EMG_STRONG_NOISE ||
                    (g->aim == EMG_STRONG_LINES && !g->unsurveyed);
    return status || !surveyed ? status : find_models(g, error);
}
