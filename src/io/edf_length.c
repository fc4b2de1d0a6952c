/* Where an EDF's records begin and how many there are: what the header says
 * against the bytes that are there. */
#include "io/edf.h"

static int64_t
needed(const emg_edf_header *header)
{
    return EMG_EDF_FIXED + (int64_t)header->n_signals * EMG_EDF_PER_SIGNAL;
}

bool
emg_edf_wants_size(const emg_edf_header *header)
{
    return header->header_bytes > needed(header);
}

/* True when whole records, as many as announced, lie from byte `at` to the
 * end. */
static bool
fits(const emg_edf_header *header, int64_t at, int64_t size)
{
    int64_t there = size - at;
    if (there <= 0 || there % header->record_bytes != 0)
        return false;
    return header->n_records < 0 ||
           there / header->record_bytes == header->n_records;
}

emg_status
emg_edf_find_data(emg_edf_header *header, int64_t size, emg_warnings *warnings,
                  emg_error *error)
{
    int64_t need = needed(header);
    int64_t told = header->header_bytes;
    header->data_at = need;
    if (told == need)
        return EMG_OK;
    if (told < 0)
        return emg_io_warn(warnings, error, 184,
                           "header bytes is not a number; %d signals need "
                           "%lld, which is used",
                           header->n_signals, (long long)need);
    if (told > need && fits(header, told, size) && !fits(header, need, size)) {
        header->data_at = told;
        return emg_io_warn(warnings, error, 184,
                           "header bytes is %lld, more than %d signals need; "
                           "used, since the file's size agrees",
                           (long long)told, header->n_signals);
    }
    return emg_io_warn(warnings, error, 184,
                       "header bytes is %lld, but %d signals need %lld, which "
                       "is used",
                       (long long)told, header->n_signals, (long long)need);
}

/* The header's count is wrong or missing. */
static emg_status
count_found(const emg_edf_header *header, int64_t found, int64_t left,
            emg_warnings *warnings, emg_error *error)
{
    emg_status status = EMG_OK;
    if (header->count_shown[0])
        status = emg_io_warn(warnings, error, 236,
                             "record count is %s; using the %lld whole records "
                             "that are there",
                             header->count_shown, (long long)found);
    else
        status = emg_io_warn(warnings, error, 236,
                             "record count is blank; using the %lld whole "
                             "records that are there",
                             (long long)found);
    if (!status && left > 0)
        status = emg_io_warn(warnings, error,
                             header->data_at + found * header->record_bytes,
                             "the last record is cut short (truncated); its "
                             "%lld bytes are left out",
                             (long long)left);
    return status;
}

static emg_status
leave_out(const emg_edf_header *header, int64_t found, int64_t there,
          emg_warnings *warnings, emg_error *error)
{
    int64_t used = header->n_records * header->record_bytes;
    if (found > header->n_records)
        return emg_io_warn(warnings, error, 236,
                           "record count is %lld, but %lld records are there; "
                           "the %lld extra bytes after the last are left out",
                           (long long)header->n_records, (long long)found,
                           (long long)(there - used));
    if (there > used)
        return emg_io_warn(warnings, error, header->data_at + used,
                           "%lld extra bytes after the last record are left "
                           "out",
                           (long long)(there - used));
    return EMG_OK;
}

emg_status
emg_edf_count(const emg_edf_header *header, int64_t there, int64_t *n_records,
              emg_warnings *warnings, emg_error *error)
{
    int64_t found = there / header->record_bytes;
    int64_t left = there % header->record_bytes;
    *n_records = found;
    if (there == 0)
        return emg_fail_at(error, EMG_BAD_FILE, header->data_at,
                           "no data: the file ends after the header, without "
                           "a record");
    if (found == 0)
        return emg_fail_at(error, EMG_BAD_FILE, header->data_at + left,
                           "no whole record: the first is truncated, %lld of "
                           "%lld bytes are there",
                           (long long)left, (long long)header->record_bytes);
    if (header->n_records < 0 || found < header->n_records)
        return count_found(header, found, left, warnings, error);
    *n_records = header->n_records;
    return leave_out(header, found, there, warnings, error);
}
