/* Where the segments of joined groups begin, and what may be written. */
#include "io/stream_join.h"

#include "base/memory.h"

#include <string.h>

static bool
same_segment(const emg_segment *a, const emg_segment *b)
{
    return a->number == b->number && a->start == b->start &&
           a->first_frame == b->first_frame;
}

/* The first member that comes to a segment says where it begins. */
static emg_status
enter_segment(emg_stream_rate *rate, emg_stream_member *member,
              emg_segment segment, emg_error *error)
{
    size_t place = (size_t)(member->n_segments - rate->dropped);

    segment.first_frame = member->frames;
    if (place < rate->n_segments &&
        !same_segment(&segment, &rate->segments[place]))
        return emg_fail(error, EMG_BAD_FILE,
                        "channels of one rate differ in their segments");
    if (place == rate->n_segments) {
        if (emg_grow((void **)&rate->segments, &rate->room, place + 1,
                     sizeof segment, error))
            return EMG_NO_MEMORY;
        rate->segments[rate->n_segments++] = segment;
    }
    member->n_segments++;
    member->segment = segment.number;
    return EMG_OK;
}

emg_status
emg_stream_join(emg_stream_rate *rate, emg_stream_member *member,
                const emg_block *block, emg_error *error)
{
    emg_status status = EMG_OK;
    if (block->n_frames == 0)
        return EMG_OK;
    if (block->segment.number != member->segment)
        status = enter_segment(rate, member, block->segment, error);
    if (!status)
        status = emg_fifo_push(&member->fifo, block, error);
    member->frames += block->n_frames;
    return status;
}

static void
leave_segment(emg_stream_rate *rate)
{
    rate->n_segments--;
    rate->dropped++;
    memmove(rate->segments, rate->segments + 1,
            rate->n_segments * sizeof *rate->segments);
}

emg_stream_head
emg_stream_look_ahead(emg_stream_rate *rate, int64_t there, bool ended)
{
    emg_stream_head head = {.segment = -1, .frames = rate->record_frames};
    while (rate->n_segments > 1 &&
           rate->segments[1].first_frame == rate->written)
        leave_segment(rate);
    if (rate->n_segments > 0) {
        const emg_segment *segment = rate->segments;
        head.segment = segment->number;
        head.since_s =
            (double)(rate->written - segment->first_frame) / rate->rate_hz;
        if (rate->n_segments > 1 &&
            segment[1].first_frame - rate->written < head.frames)
            head.frames = segment[1].first_frame - rate->written;
    }
    if (ended && there < head.frames)
        head.frames = there;
    head.is_whole = head.frames > 0 && there >= head.frames;
    return head;
}
