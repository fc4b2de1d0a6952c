/* Pieces of some seconds each, so that none has to move when more are needed.
 */
#include "analysis/strong_frames.h"

#include "base/memory.h"

#define PIECE 256                    /* frames */
#define MOST_BYTES ((size_t)8 << 20) /* two channels: 12 minutes */

static size_t
piece_bytes(const emg_strong_frames *f)
{
    size_t channel =
        2 * sizeof(double) + (size_t)f->samples * sizeof(float) + sizeof(bool);
    return PIECE * (size_t)f->n_channels * channel;
}

/* Frame number `at` of a piece. */
static emg_strong_frame
frame_of(const emg_strong_frames *f, void *piece, int64_t at)
{
    int64_t n = f->n_channels;
    double *energy = piece;
    float *low = (float *)(energy + PIECE * n * 2);
    bool *missing = (bool *)(low + PIECE * n * f->samples);
    return (emg_strong_frame){energy + at * n * 2, low + at * n * f->samples,
                              missing + at * n};
}

static emg_status
add_piece(emg_strong_frames *f, emg_error *error)
{
    void *piece = NULL;
    if (!emg_grow((void **)&f->pieces, &f->room, f->n_pieces + 1,
                  sizeof *f->pieces, error))
        piece = emg_new(piece_bytes(f), 1, error);
    if (!piece)
        return EMG_NO_MEMORY;
    f->pieces[f->n_pieces++] = piece;
    return EMG_OK;
}

emg_status
emg_strong_frames_init(emg_strong_frames *f, int n_channels, int samples,
                       emg_error *error)
{
    *f = (emg_strong_frames){
        .n_channels = n_channels, .samples = samples, .keeps = true};
    return add_piece(f, error);
}

static void
drop_pieces(emg_strong_frames *f, size_t from)
{
    for (size_t i = from; i < f->n_pieces; i++)
        emg_free(f->pieces[i]);
    f->n_pieces = from;
}

void
emg_strong_frames_clear(emg_strong_frames *f)
{
    drop_pieces(f, 0);
    emg_free(f->pieces);
    emg_free(f->starts);
    *f = (emg_strong_frames){0};
}

void
emg_strong_frames_restart(emg_strong_frames *f)
{
    f->n = 0;
    f->n_starts = 0;
}

emg_status
emg_strong_frames_begin(emg_strong_frames *f, const emg_segment *segment,
                        emg_error *error)
{
    if (!f->keeps)
        return EMG_OK;
    if (emg_grow((void **)&f->starts, &f->room_starts, f->n_starts + 1,
                 sizeof *f->starts, error))
        return EMG_NO_MEMORY;
    f->starts[f->n_starts++] = (emg_strong_start){*segment, f->n};
    return EMG_OK;
}

/* There are too many: the first piece remains, for the one at hand. */
static void
give_up(emg_strong_frames *f)
{
    f->keeps = false;
    drop_pieces(f, 1);
}

emg_status
emg_strong_frames_next(emg_strong_frames *f, emg_strong_frame *frame,
                       emg_error *error)
{
    size_t piece = (size_t)(f->n / PIECE);
    if (f->keeps && (piece + 1) * piece_bytes(f) > MOST_BYTES)
        give_up(f);
    if (f->keeps && piece == f->n_pieces && add_piece(f, error))
        return EMG_NO_MEMORY;
    *frame = emg_strong_frames_at(f, f->keeps ? f->n++ : 0);
    return EMG_OK;
}

emg_strong_frame
emg_strong_frames_at(const emg_strong_frames *f, int64_t number)
{
    return frame_of(f, f->pieces[number / PIECE], number % PIECE);
}
