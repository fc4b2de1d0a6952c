/* Calls on descriptors that an interrupt does not end. */
#ifndef EMG_BASE_DESCRIPTOR_H
#define EMG_BASE_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct stat;

/** open, for this program alone and never as its terminal; -1 with errno. */
int emg_fd_open(const char *path, int flags);

/** fstat. */
int emg_fd_stat(int fd, struct stat *about);

/** read, or pread at byte `at` where that is not -1. */
ssize_t emg_fd_read(int fd, int64_t at, void *to, size_t n);

/**
 * Writes all n bytes where the descriptor stands, or at byte `at` where that
 * is not -1. One that would block is waited for. False with errno; ENOSPC when
 * nothing was taken.
 */
bool emg_fd_write(int fd, int64_t at, const void *bytes, size_t n);

#endif
