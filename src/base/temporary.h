/* Files that nobody else sees and that vanish by themselves. */
#ifndef EMG_BASE_TEMPORARY_H
#define EMG_BASE_TEMPORARY_H

/** A descriptor to read and write, of an unlinked file in TMPDIR (or /tmp);
 * -1 with errno when there can be none. */
int emg_temporary_file(void);

#endif
