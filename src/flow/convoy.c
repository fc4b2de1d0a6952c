/* Two loads of blocks: the crew works at one, the caller fills the other. What
 * was read in vain when something fails is given away, so that the sink sees
 * what it would see of one thread. */
#include "flow/convoy.h"

#include "base/memory.h"
#include "flow/chain.h"
#include "flow/crew.h"

/* A load is large enough that handing it over costs little, and two of them
 * stay in a second cache. */
#define LOAD_BYTES ((size_t)1 << 20)
#define LEAST_BLOCKS 2
#define MOST_BLOCKS 16

/* What is shorter is done before others have begun. */
#define LEAST_SAMPLES 500000

typedef struct load {
    emg_block blocks[MOST_BLOCKS];
    int leaving[MOST_BLOCKS]; /* frames of each block */
    int n;
} load;

/* Banks of one group that one thread runs through all blocks of a load. */
typedef struct piece {
    int group;
    int from, to;  /* banks */
    int failed_at; /* the block; MOST_BLOCKS: none */
    emg_error error;
} piece;

struct emg_convoy {
    emg_road road;
    load loads[2];
    load *filling;
    load *going; /* NULL: the crew rests */
    int n_blocks;
    int n_pieces;
    piece *pieces;
    emg_crew *crew; /* from the first full load on */
};

/* ---- pieces ----------------------------------------------------------- */

static int
run_banks(const piece *p, emg_chain *chain, emg_block *block, emg_error *error)
{
    int n = 0;
    for (int bank = p->from; bank < p->to && n >= 0; bank++)
        n = emg_chain_run_bank(chain, bank, block, error);
    return n;
}

static void
run_piece(void *context, int number)
{
    emg_convoy *self = context;
    piece *p = &self->pieces[number];
    load *l = self->going;
    for (int i = 0; i < l->n && p->failed_at == MOST_BLOCKS; i++) {
        emg_block *block = &l->blocks[i];
        if (block->group != p->group)
            continue;
        int n = run_banks(p, self->road.chains[p->group], block, &p->error);
        if (n < 0)
            p->failed_at = i;
        else if (p->from == 0)
            l->leaving[i] = n;
    }
}

/* Where the first bank of the first block that failed did so, or NULL. */
static const piece *
first_failure(const emg_convoy *self)
{
    const piece *first = NULL;
    for (int i = 0; i < self->n_pieces; i++) {
        const piece *p = &self->pieces[i];
        if (p->failed_at < (first ? first->failed_at : MOST_BLOCKS))
            first = p;
    }
    return first;
}

/* ---- loads ------------------------------------------------------------ */

/* Gives the blocks of a load that went through to the sink. */
static emg_status
deliver(emg_convoy *self, load *l, int n, emg_error *error)
{
    emg_sink *sink = self->road.sink;
    emg_status status = EMG_OK;
    for (int i = 0; i < n && !status; i++) {
        emg_block *block = &l->blocks[i];
        emg_chain *chain = self->road.chains[block->group];
        if (chain)
            emg_chain_deliver(chain, block, l->leaving[i]);
        if (block->n_frames > 0)
            status = sink->ops->take(sink, block, error);
    }
    l->n = 0;
    return status;
}

static emg_status
fail(emg_convoy *self, load *l, const piece *p, emg_error *error)
{
    emg_status status = deliver(self, l, p->failed_at, error);
    if (!status && error)
        *error = p->error;
    return status ? status : p->error.status;
}

/* The crew is done with its load and goes on with `next`; meanwhile what it
 * did goes to the sink. */
static emg_status
turn(emg_convoy *self, load *next, emg_error *error)
{
    load *done = self->going;
    const piece *failed = NULL;
    if (done) {
        emg_crew_finish(self->crew);
        failed = first_failure(self);
    }
    self->going = NULL;
    if (failed)
        return fail(self, done, failed, error);
    if (next) {
        self->going = next;
        emg_crew_begin(self->crew, run_piece, self, self->n_pieces);
    }
    return done ? deliver(self, done, done->n, error) : EMG_OK;
}

emg_block *
emg_convoy_room(emg_convoy *self)
{
    return &self->filling->blocks[self->filling->n];
}

emg_status
emg_convoy_add(emg_convoy *self, emg_error *error)
{
    load *full = self->filling;
    if (++full->n < self->n_blocks)
        return EMG_OK;
    if (!self->crew)
        self->crew = emg_crew_create(self->road.n_threads, error);
    if (!self->crew)
        return EMG_NO_MEMORY;
    self->filling = &self->loads[full == &self->loads[0]];
    return turn(self, full, error);
}

/* What is left is little: the caller does it alone. */
static emg_status
run_rest(emg_convoy *self, emg_error *error)
{
    load *rest = self->filling;
    self->going = rest;
    for (int i = 0; i < self->n_pieces; i++)
        run_piece(self, i);
    self->going = NULL;
    const piece *failed = first_failure(self);
    return failed ? fail(self, rest, failed, error)
                  : deliver(self, rest, rest->n, error);
}

emg_status
emg_convoy_settle(emg_convoy *self, emg_error *error)
{
    emg_status status = turn(self, NULL, error);
    return status || self->filling->n == 0 ? status : run_rest(self, error);
}

/* ---- create ------------------------------------------------------------ */

bool
emg_convoy_pays(const emg_road *road)
{
    const emg_recording *recording = road->recording;
    double samples = 0;
    bool shares = false;
    for (int g = 0; g < recording->n_groups; g++) {
        const emg_format *in = &recording->groups[g];
        const emg_chain *chain = road->chains[g];
        if (!chain)
            continue;
        if (emg_chain_format(chain)->rate_hz > in->rate_hz)
            return false;
        shares |= emg_banks(in->n_channels) > 1 && emg_chain_is_apart(chain);
        samples += in->rate_hz * in->n_channels * recording->duration_s;
    }
    bool is_long = recording->duration_s < 0 || samples >= LEAST_SAMPLES;
    return road->n_threads > 1 && shares && is_long;
}

static emg_status
cut_group(emg_convoy *self, size_t *room, int group, emg_error *error)
{
    int banks = emg_banks(self->road.recording->groups[group].n_channels);
    int step = emg_chain_is_apart(self->road.chains[group]) ? 1 : banks;
    for (int bank = 0; bank < banks; bank += step) {
        if (emg_grow((void **)&self->pieces, room, (size_t)self->n_pieces + 1,
                     sizeof *self->pieces, error))
            return EMG_NO_MEMORY;
        self->pieces[self->n_pieces++] = (piece){.group = group,
                                                 .from = bank,
                                                 .to = bank + step,
                                                 .failed_at = MOST_BLOCKS,
                                                 .error = EMG_NO_ERROR};
    }
    return EMG_OK;
}

static emg_status
take_blocks(emg_convoy *self, emg_error *error)
{
    const emg_road *road = &self->road;
    size_t bytes = (size_t)emg_banks(road->n_channels) *
                   (size_t)road->n_frames * sizeof(emg_lanes);
    size_t n = LOAD_BYTES / bytes;
    n = n < LEAST_BLOCKS ? LEAST_BLOCKS : n > MOST_BLOCKS ? MOST_BLOCKS : n;
    self->n_blocks = (int)n;
    for (size_t i = 0; i < 2 * n; i++)
        if (emg_block_init(&self->loads[i % 2].blocks[i / 2], road->n_channels,
                           road->n_frames, error))
            return EMG_NO_MEMORY;
    return EMG_OK;
}

emg_convoy *
emg_convoy_create(const emg_road *road, emg_error *error)
{
    emg_convoy *self = emg_new(1, sizeof *self, error);
    size_t room = 0;
    if (!self)
        return NULL;
    self->road = *road;
    self->filling = &self->loads[0];
    emg_status status = take_blocks(self, error);
    for (int g = 0; g < road->recording->n_groups && !status; g++)
        if (road->chains[g])
            status = cut_group(self, &room, g, error);
    if (!status)
        return self;
    emg_convoy_destroy(self);
    return NULL;
}

void
emg_convoy_destroy(emg_convoy *self)
{
    if (!self)
        return;
    emg_crew_destroy(self->crew);
    for (int i = 0; i < MOST_BLOCKS; i++) {
        emg_block_clear(&self->loads[0].blocks[i]);
        emg_block_clear(&self->loads[1].blocks[i]);
    }
    emg_free(self->pieces);
    emg_free(self);
}
