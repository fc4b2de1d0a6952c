#include "unit.h"

#include "edf_file.h"
#include "folder.h"

#include "emg/io.h"

typedef struct heard {
    int n;
    char last[256];
} heard;

static void
hear(void *to, const emg_error *warning)
{
    heard *self = to;
    self->n++;
    snprintf(self->last, sizeof self->last, "%s", warning->text);
}

/* An EDF of two channels, A and B, in uV, with a table beside it. */
static folder
made(const char *table)
{
    folder in = folder_create();
    edf_file file = {
        .plus = "", .n_channels = 2, .n_samples = 4, .n_records = 3};
    edf_file_make(&file);
    edf_file_put(&file, edf_file_field(&file, 0, 16, 0), 16, "A");
    edf_file_put(&file, edf_file_field(&file, 0, 16, 1), 16, "B");
    FILE *to = fopen(folder_file(&in, "x_emg.edf"), "wb");
    ck_assert_uint_eq(fwrite(file.bytes, 1, file.size, to), file.size);
    fclose(to);
    free(file.bytes);
    if (table)
        folder_write(&in, "x_channels.tsv", table);
    return in;
}

static emg_source *
open_made(folder *in, heard *to, bool strict, emg_error *error)
{
    emg_open_options options = {.listener = {hear, to}, .strict = strict};
    *to = (heard){0};
    *error = EMG_NO_ERROR;
    return emg_open(folder_file(in, "x_emg.edf"), &options, error);
}

static const emg_channel *
channel(const emg_source *source, int number)
{
    return emg_recording_channel(&source->recording, number, NULL);
}

START_TEST(a_row_of_the_same_label_tells_kind_and_status)
{
    heard to;
    emg_error error;
    folder in = made("name\ttype\tunits\tstatus\ttarget_muscle\n"
                     "B\tEMG\tmicroV\tbad\tSoleus\nC\tECG\tuV\tbad\n");
    emg_source *source = open_made(&in, &to, true, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_int_eq(to.n, 0);
    ck_assert(!channel(source, 1)->bad);
    ck_assert_int_eq(channel(source, 1)->kind, EMG_KIND_UNKNOWN);
    ck_assert(channel(source, 2)->bad);
    ck_assert_str_eq(channel(source, 1)->muscle, "");
    ck_assert_str_eq(channel(source, 2)->muscle, "Soleus");
    ck_assert_int_eq(channel(source, 2)->kind, EMG_KIND_EMG);
    emg_use uses[] = {EMG_DROP, EMG_TREAT}; /* it holds when groups change */
    ck_assert_int_eq(emg_source_select(source, uses, NULL), EMG_OK);
    ck_assert(channel(source, 2)->bad);
    emg_source_destroy(source);
    folder_remove(&in);
}
END_TEST

START_TEST(the_unit_of_the_file_is_right)
{
    heard to;
    emg_error error;
    folder in = made("name\tunits\nA\tV\n");
    emg_source *source = open_made(&in, &to, false, &error);
    ck_assert_str_eq(channel(source, 1)->unit, "uV");
    ck_assert_int_eq(to.n, 1);
    ck_assert_str_eq(to.last, "the table of channels beside it gives A in V, "
                              "the file in uV: the file is right");
    emg_source_destroy(source);
    ck_assert_ptr_null(open_made(&in, &to, true, &error));
    ck_assert_int_eq(error.status, EMG_BAD_FILE);
    folder_remove(&in);
}
END_TEST

START_TEST(a_table_of_no_use_is_said)
{
    heard to;
    emg_error error;
    folder in = made("label\nA\n");
    emg_source *source = open_made(&in, &to, false, &error);
    ck_assert_int_eq(to.n, 1);
    ck_assert_str_eq(to.last, "the table of channels beside it is not used: it "
                              "has no column \"name\"");
    emg_source_destroy(source);
    folder_remove(&in);
}
END_TEST

/* Reads all and counts frames; the sum of channel 2 besides. */
static int64_t
read_all(emg_source *source, double *sum)
{
    emg_block block;
    int64_t n = 0;
    ck_assert_int_eq(emg_block_init(&block, 2, 5, NULL), EMG_OK);
    *sum = 0;
    while (!source->ended) {
        block.n_frames = 0;
        ck_assert_int_eq(source->ops->next(source, &block, NULL), EMG_OK);
        for (int f = 0; f < block.n_frames; f++)
            *sum += emg_block_at(&block, 1, f);
        n += block.n_frames;
    }
    emg_block_clear(&block);
    return n;
}

START_TEST(samples_and_fingerprint_are_those_of_the_file)
{
    heard to;
    emg_error error;
    char plain[33], tabled[33];
    double sums[3];
    folder in = made(NULL);
    emg_source *source = open_made(&in, &to, false, &error);
    ck_assert_int_eq(read_all(source, &sums[0]), 12);
    source->ops->fingerprint(source, plain, NULL);
    emg_source_destroy(source);
    folder_write(&in, "x_channels.tsv", "name\nA\n");
    source = open_made(&in, &to, false, &error);
    ck_assert_int_eq(read_all(source, &sums[1]), 12);
    ck_assert_int_eq(source->ops->rewind(source, NULL), EMG_OK);
    ck_assert_int_eq(read_all(source, &sums[2]), 12);
    source->ops->fingerprint(source, tabled, NULL);
    ck_assert_str_eq(plain, tabled);
    ck_assert_double_eq(sums[0], sums[1]);
    ck_assert_double_eq(sums[0], sums[2]);
    emg_source_destroy(source);
    folder_remove(&in);
}
END_TEST

START_TEST(what_the_file_knows_stays)
{
    heard to;
    emg_error error;
    folder in = made("name\ttype\tunits\nA\tECG\tuV\nEMG B\tECG\tuV\n");
    FILE *file = fopen(folder_file(&in, "x_emg.edf"), "r+b");
    fseek(file, 256 + 16, SEEK_SET);
    fputs("EMG B ", file);
    fseek(file, 256 + 2 * 96, SEEK_SET);
    fputs("g ", file); /* no voltage */
    fclose(file);
    emg_source *source = open_made(&in, &to, false, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_int_eq(to.n, 0);
    ck_assert_int_eq(channel(source, 2)->kind, EMG_KIND_EMG);
    emg_use uses[] = {EMG_DROP, EMG_DROP};
    ck_assert_int_eq(emg_source_select(source, uses, &error), EMG_BAD_OPTION);
    emg_source_destroy(source);
    folder_remove(&in);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_row_of_the_same_label_tells_kind_and_status);
    tcase_add_test(tests, the_unit_of_the_file_is_right);
    tcase_add_test(tests, a_table_of_no_use_is_said);
    tcase_add_test(tests, samples_and_fingerprint_are_those_of_the_file);
    tcase_add_test(tests, what_the_file_knows_stays);
}

int
main(void)
{
    return unit_main("tabled source", add);
}
