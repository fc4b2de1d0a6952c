#include "unit.h"

#include "base/cursor.h"
#include "io/sound.h"
#include "io/wav.h"

static const emg_sound_head stereo = {false, EMG_PCM_16, 2, 2000, 0};

/* The number of n bytes at a place. */
static uint64_t
at(const uint8_t *bytes, size_t place, size_t n)
{
    emg_cursor cursor = emg_cursor_over(bytes + place, n);
    return emg_cursor_little(&cursor, n);
}

START_TEST(a_wav_tells_its_sizes)
{
    uint8_t head[EMG_SOUND_HEAD_MOST];
    size_t length = emg_sound_head_print(head, &stereo, 1000);
    ck_assert_uint_eq(length, 80);
    ck_assert_mem_eq(head, "RIFF", 4);
    ck_assert_uint_eq(at(head, 4, 4), 80 - 8 + 4000);
    ck_assert_mem_eq(head + 8, "WAVEJUNK\x1C\0\0\0", 12);
    ck_assert_mem_eq(head + 48,
                     "fmt \x10\0\0\0\1\0\2\0\xD0\7\0\0\x40\x1F\0\0"
                     "\4\0\x10\0data",
                     28);
    ck_assert_uint_eq(at(head, 76, 4), 4000);
}
END_TEST

START_TEST(an_odd_chunk_is_filled_up)
{
    emg_sound_head mono = {false, EMG_PCM_24, 1, 1000, 0};
    uint8_t head[EMG_SOUND_HEAD_MOST];
    emg_sound_head_print(head, &mono, 3);
    ck_assert_uint_eq(at(head, 4, 4), 72 + 10);
    ck_assert_uint_eq(at(head, 76, 4), 9);
}
END_TEST

/* EBU Tech 3306: sizes of 2^32 - 1 where a chunk ds64 tells them. */
START_TEST(above_4_gib_it_becomes_rf64)
{
    uint8_t head[EMG_SOUND_HEAD_MOST];
    int64_t least = (UINT32_MAX - 72) / 4 + 1;
    emg_sound_head_print(head, &stereo, least - 1);
    ck_assert_mem_eq(head, "RIFF", 4);
    size_t length = emg_sound_head_print(head, &stereo, least);
    ck_assert_uint_eq(length, 80);
    ck_assert_mem_eq(head, "RF64\xFF\xFF\xFF\xFFWAVEds64\x1C\0\0\0", 20);
    ck_assert_uint_eq(at(head, 20, 8), 72 + 4 * (uint64_t)least);
    ck_assert_uint_eq(at(head, 28, 8), 4 * (uint64_t)least);
    ck_assert_uint_eq(at(head, 36, 8), (uint64_t)least);
    ck_assert_uint_eq(at(head, 44, 4), 0);
    ck_assert_uint_eq(at(head, 76, 4), UINT32_MAX);
}
END_TEST

START_TEST(a_pipe_is_of_unknown_size)
{
    uint8_t head[EMG_SOUND_HEAD_MOST];
    emg_sound_head au = {true, EMG_FLOAT_32, 3, 44100, 8};
    emg_sound_head_print(head, &stereo, -1);
    ck_assert_uint_eq(at(head, 4, 4), UINT32_MAX);
    ck_assert_uint_eq(at(head, 76, 4), UINT32_MAX);
    ck_assert_uint_eq(emg_sound_head_print(head, &au, -1), 24);
    ck_assert_mem_eq(head,
                     ".snd\0\0\0\x20\xFF\xFF\xFF\xFF\0\0\0\6\0\0\xAC\x44"
                     "\0\0\0\3",
                     24);
    emg_sound_head_print(head, &au, 100);
    ck_assert_mem_eq(head + 8, "\0\0\x04\xB0", 4);
}
END_TEST

/* Header and no sample: only what the reader makes of it counts. */
static void
ask_reader(const emg_sound_head *in, int64_t frames)
{
    uint8_t head[EMG_SOUND_HEAD_MOST] = {0};
    emg_wav_layout layout = {.rate_hz = 0};
    emg_error error = EMG_NO_ERROR;
    int width = emg_sound_width(in->form);
    int64_t data = frames * 5 * width;
    size_t length = emg_sound_head_print(head, in, frames) + in->note_bytes;
    emg_bytes *bytes = emg_bytes_from_memory(head, length, "x", NULL);
    ck_assert_msg(!emg_wav_layout_read(&layout, bytes, &error), "%s",
                  error.text);
    emg_bytes_close(bytes);
    ck_assert_int_eq(layout.rate_hz, 2048);
    ck_assert_int_eq(layout.n_channels, 5);
    ck_assert_int_eq(layout.frame_bytes, 5 * width);
    ck_assert_int_eq(layout.bits, emg_sound_is_float(in->form) ? 0 : 8 * width);
    ck_assert_int_eq(layout.data_at, (int64_t)length);
    ck_assert(!layout.has_text && !layout.stopped);
    ck_assert_int_eq(layout.data_bytes,
                     in->is_au && data > UINT32_MAX ? -1 : data);
    emg_wav_layout_clear(&layout);
}

START_TEST(our_reader_understands_every_form)
{
    for (emg_sample_form form = EMG_FLOAT_64; form <= EMG_PCM_32; form++)
        for (int is_au = 0; is_au < 2; is_au++) {
            emg_sound_head head = {is_au, form, 5, 2048, is_au ? 16 : 0};
            ask_reader(&head, 7);
            ask_reader(&head, INT64_C(7) << 32);
        }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_wav_tells_its_sizes);
    tcase_add_test(tests, an_odd_chunk_is_filled_up);
    tcase_add_test(tests, above_4_gib_it_becomes_rf64);
    tcase_add_test(tests, a_pipe_is_of_unknown_size);
    tcase_add_test(tests, our_reader_understands_every_form);
}

int
main(void)
{
    return unit_main("sound_head", add);
}
