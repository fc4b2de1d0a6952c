/* Every reader while memory or its input fails: at each taking of memory, each
 * read, seek and write of a spooled pipe in turn, of every file in the folders.
 * What comes out is the right result or an error that tells what failed; an
 * interrupt changes nothing. Some files are read in other manners, too. Reads
 * that fail come a few bytes at a time, so that one can fail anywhere.
 *
 * readers FOLDER... */
#include "emg/io.h"

#include "io/stream.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FRAMES 64
#define PIPE_BYTES 60000 /* fit into a pipe at once */
#define MOST 4000        /* where the last failure is tried */

/* ---- what fails ------------------------------------------------------ */

#define SLOW_BYTES 5 /* of one read, where reads fail */

typedef enum victim { MEMORY, READ, SEEK, SPOOL, INTERRUPT, N_VICTIMS } victim;

static const char *const names[] = {"memory", "read", "seek", "spool",
                                    "interrupt"};
static bool is_slow, is_long;
static int64_t dense = 128; /* failures up to here each, then ever fewer */

static int64_t count[N_VICTIMS], fail_at[N_VICTIMS];

static bool
fails(victim what)
{
    return ++count[what] == fail_at[what];
}

void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
ssize_t __real_pwrite64(int fd, const void *from, size_t n, off_t at);
ssize_t __wrap_pwrite64(int fd, const void *from, size_t n, off_t at);
ssize_t __real_read(int fd, void *to, size_t n);
ssize_t __wrap_read(int fd, void *to, size_t n);
off_t __real_lseek64(int fd, off_t to, int from);
off_t __wrap_lseek64(int fd, off_t to, int from);

void *
__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails(MEMORY) ? NULL : __real_aligned_alloc(alignment, size);
}

ssize_t
__wrap_read(int fd, void *to, size_t n)
{
    bool interrupted = fails(INTERRUPT);
    errno = interrupted ? EINTR : EIO;
    if (interrupted || fails(READ))
        return -1;
    return __real_read(fd, to, is_slow && n > SLOW_BYTES ? SLOW_BYTES : n);
}

ssize_t
__wrap_pwrite64(int fd, const void *from, size_t n, off_t at)
{
    errno = EIO;
    return fails(SPOOL) ? -1 : __real_pwrite64(fd, from, n, at);
}

off_t
__wrap_lseek64(int fd, off_t to, int from)
{
    errno = EIO;
    return fails(SEEK) ? -1 : __real_lseek64(fd, to, from);
}

/* ---- one reading ----------------------------------------------------- */

typedef enum manner {
    TWICE, /* so that a pipe is spooled */
    ONCE,  /* and asked for its fingerprint */
    FORGETFUL,
    UNHEARD, /* nobody asks what is wrong */
    N_MANNERS
} manner;

#define LARGE 50 /* folder */
#define EVERY 8  /* file of a large folder is read in other manners, too */

typedef struct outcome {
    emg_error error;
    int64_t n_samples;
    uint64_t hash; /* of all samples */
} outcome;

static void
keep(outcome *to, const emg_block *block, int n_channels)
{
    for (int c = 0; c < n_channels; c++)
        for (int f = 0; f < block->n_frames; f++) {
            uint64_t bits;
            double sample = emg_block_at(block, c, f);
            memcpy(&bits, &sample, sizeof bits);
            to->hash = (to->hash ^ bits) * 1099511628211u;
            to->n_samples++;
        }
}

static emg_status
read_all(outcome *to, emg_source *source, emg_error *error)
{
    const emg_recording *recording = &source->recording;
    emg_block block;
    int widest = 1;
    for (int g = 0; g < recording->n_groups; g++)
        if (recording->groups[g].n_channels > widest)
            widest = recording->groups[g].n_channels;
    emg_status status = emg_block_init(&block, widest, FRAMES, error);
    while (!status && !source->ended) {
        block.n_frames = 0;
        status = source->ops->next(source, &block, error);
        if (!status && block.n_frames > 0)
            keep(to, &block, recording->groups[block.group].n_channels);
    }
    emg_block_clear(&block);
    return status;
}

/* Standard input becomes a pipe that holds the file. */
static bool
into_pipe(const char *path)
{
    static char bytes[PIPE_BYTES];
    int ends[2], fd = open(path, O_RDONLY);
    ssize_t n = __real_read(fd, bytes, sizeof bytes);
    close(fd);
    if (n < 0 || n == PIPE_BYTES || pipe(ends) ||
        write(ends[1], bytes, (size_t)n) != n)
        return false;
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    return true;
}

/* What would be said of it in a stream. */
static emg_status
describe(emg_source *source, emg_error *error)
{
    emg_stream_header header;
    emg_status status =
        emg_stream_header_from(&header, &source->recording, error);
    if (!status)
        emg_stream_header_clear(&header);
    return status;
}

static emg_status
ask(outcome *to, emg_source *source, emg_error *error)
{
    char text[33] = "";
    emg_status status = source->ops->fingerprint(source, text, error);
    for (const char *c = text; !status && *c; c++)
        to->hash = (to->hash ^ (uint64_t)*c) * 1099511628211u;
    return status;
}

static outcome
run(const char *path, bool is_pipe, manner how)
{
    static const emg_open_options options[N_MANNERS] = {
        [TWICE] = {.twice = true}, [FORGETFUL] = {.forgo_fingerprint = true}};
    outcome to = {.error = EMG_NO_ERROR};
    emg_error *error = how == UNHEARD ? NULL : &to.error;
    memset(count, 0, sizeof count);
    emg_source *source = emg_open(is_pipe ? "-" : path, &options[how], error);
    emg_status status = source ? describe(source, error) : EMG_IO_FAILED;
    if (!status)
        status = read_all(&to, source, error);
    if (!status && how == TWICE &&
        !(status = source->ops->rewind(source, error)))
        status = read_all(&to, source, error);
    if (!status && how == ONCE)
        status = ask(&to, source, error);
    if (how == UNHEARD)
        to.error.status = status;
    emg_source_destroy(source);
    return to;
}

/* ---- all of them ----------------------------------------------------- */

static int64_t n_injected, n_wrong;

static bool
is_right(const outcome *is, const outcome *undisturbed, victim what, manner how)
{
    bool same = is->error.status == undisturbed->error.status &&
                is->n_samples == undisturbed->n_samples &&
                is->hash == undisturbed->hash;
    bool told = what == MEMORY ? is->error.status == EMG_NO_MEMORY
                               : is->error.status == EMG_IO_FAILED;
    if (how == UNHEARD)
        return same || (what != INTERRUPT && is->error.status != EMG_OK);
    return same || (told && what != INTERRUPT && is->error.text[0] != 0);
}

static void
disturb(const char *path, bool is_pipe, victim what, manner how)
{
    outcome undisturbed;
    memset(fail_at, 0, sizeof fail_at);
    is_slow = (what == READ || what == INTERRUPT) && !is_long;
    if (is_pipe && !into_pipe(path))
        return;
    undisturbed = run(path, is_pipe, how);
    for (int64_t n = 1; n <= MOST; n += 1 + n / dense) {
        fail_at[what] = 0;
        if (is_pipe && !into_pipe(path))
            return;
        fail_at[what] = n;
        outcome is = run(path, is_pipe, how);
        if (count[what] < n)
            return; /* it takes no more */
        n_injected++;
        if (is_right(&is, &undisturbed, what, how))
            continue;
        n_wrong++;
        printf("FAILED: %s%s, manner %d, %s %lld: status %d, %s\n", path,
               is_pipe ? " through a pipe" : "", (int)how, names[what],
               (long long)n, (int)is.error.status, is.error.text);
    }
}

static void
disturb_file(const char *path, manner how)
{
    for (victim what = MEMORY; what < N_VICTIMS; what++) {
        disturb(path, false, what, how);
        disturb(path, true, what, how);
    }
}

static void
disturb_folder(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort);
    dense = n < LARGE ? 128 : 32;
    for (int i = 0; i < n; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        for (manner how = TWICE; how < N_MANNERS; how++)
            if (entries[i]->d_name[0] != '.' &&
                (how == TWICE || n < LARGE || i % EVERY == 0))
                disturb_file(path, how);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

/* ---- long files, which are too large to keep ------------------------- */

#define LONG_BYTES 600000 /* more than any look ahead */

static void
write_bytes(FILE *to, const void *bytes, size_t n)
{
    n_wrong += fwrite(bytes, 1, n, to) != n;
}

static void
write_zeros(FILE *to, long n)
{
    for (; n > 0; n--)
        fputc(0, to);
}

/* Names stand behind the samples. */
static void
write_wav(FILE *to, const char *folder)
{
    static const uint8_t head[44] = "RIFF\xF4\x27\x09\0WAVEfmt \x10\0\0\0"
                                    "\1\0\2\0\xE8\3\0\0\xA0\x0F\0\0\4\0\x10\0"
                                    "data\xC0\x27\x09";
    static const char tail[] = "LIST\x10\0\0\0INFOcnam\4\0\0\0A;B";
    (void)folder;
    write_bytes(to, head, sizeof head);
    write_zeros(to, LONG_BYTES);
    write_bytes(to, tail, sizeof tail);
}

/* The one of the folder, with its samples far behind its parameters. */
static void
write_c3d(FILE *to, const char *folder)
{
    char path[4096];
    uint8_t bytes[4096];
    snprintf(path, sizeof path, "%s/parted.c3d", folder);
    FILE *from = fopen(path, "rb");
    size_t n = from ? fread(bytes, 1, sizeof bytes, from) : 0;
    if (from)
        fclose(from);
    if (n < 1024)
        return;
    size_t data = ((size_t)(bytes[16] | bytes[17] << 8) - 1) * 512;
    int block = LONG_BYTES / 512 + 1;
    bytes[16] = (uint8_t)block;
    bytes[17] = (uint8_t)(block >> 8);
    write_bytes(to, bytes, data);
    write_zeros(to, (long)(block - 1) * 512 - (long)data);
    write_bytes(to, bytes + data, n - data);
}

/* A table that ends long before its file. */
static void
write_nexus(FILE *to, const char *folder)
{
    (void)folder;
    fputs("Devices\n1000\n,,EMG\nFrame,Sub Frame,1\n,,V\n1,0,5\n1,1,6\n", to);
    for (int i = 0; i < LONG_BYTES; i++)
        fputc('\n', to);
    fputs("Trajectories\n", to);
}

static void
disturb_long(const char *folder, void (*write)(FILE *, const char *))
{
    char path[] = "/tmp/emg-readers-XXXXXX";
    int fd = mkstemp(path);
    FILE *to = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!to)
        return;
    write(to, folder);
    fclose(to);
    is_long = true;
    disturb_file(path, TWICE);
    is_long = false;
    unlink(path);
}

/* Bytes in memory are no input where none is left. */
static void
disturb_memory(void)
{
    emg_error error = EMG_NO_ERROR;
    memset(fail_at, 0, sizeof fail_at);
    memset(count, 0, sizeof count);
    fail_at[MEMORY] = 1;
    n_injected++;
    n_wrong += emg_open_memory("1\n", 2, "x", NULL, &error) != NULL ||
               error.status != EMG_NO_MEMORY;
}

int
main(int n, char **folders)
{
    disturb_memory();
    if (n > 1) {
        disturb_long(folders[n - 1], write_wav);
        disturb_long(folders[n - 1], write_c3d);
        disturb_long(folders[n - 1], write_nexus);
    }
    for (int i = 1; i < n; i++)
        disturb_folder(folders[i]);
    printf("%lld failures injected, %lld wrong\n", (long long)n_injected,
           (long long)n_wrong);
    return n_wrong == 0 && n_injected > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
