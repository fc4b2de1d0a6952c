/* Which field of an EDF a byte belongs to, for people who mend files. */
#ifndef EMG_IO_EDF_WHERE_H
#define EMG_IO_EDF_WHERE_H

#include "io/edf_field.h"

/** "record count", "signal 3, unit", "record 12", "behind the
 * records"; "" for byte -1 and for
 * sources that are no EDF or BDF. */
void emg_edf_where(char where[EMG_EDF_PLACE], const emg_source *source,
                   int64_t byte);

#endif
