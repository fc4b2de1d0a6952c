#include "unit.h"

#include "kit/seal.h"

#include <string.h>

static const char sidecar[] = "{\n  \"a\": 1\n}\n";

static emg_text
sealed(void)
{
    emg_error error = EMG_NO_ERROR;
    emg_text text = {0};
    emg_text_add(&text, sidecar);
    ck_assert_int_eq(kit_seal_add(&text, &error), EMG_OK);
    return text;
}

START_TEST(the_seal_is_the_fingerprint_of_what_stands_before_it)
{
    /* printf '{\n  "a": 1,\n' | xxhsum -H2 */
    emg_text text = sealed();
    ck_assert_str_eq(text.chars,
                     "{\n  \"a\": 1,\n"
                     "  \"seal\": \"cf52fcf1f4b580280cf2a6bd08761021\"\n}\n");
    ck_assert(kit_seal_holds(text.chars, text.length));
    emg_text_free(&text);
}
END_TEST

START_TEST(a_seal_does_not_hold_when_any_byte_is_another)
{
    emg_text text = sealed();
    for (size_t i = 0; i < text.length; i++) {
        text.chars[i] ^= 1;
        ck_assert_msg(!kit_seal_holds(text.chars, text.length), "byte %zu", i);
        text.chars[i] ^= 1;
    }
    for (size_t n = 0; n < text.length; n++)
        ck_assert_msg(!kit_seal_holds(text.chars, n), "cut to %zu", n);
    emg_text_add(&text, "\n");
    ck_assert(!kit_seal_holds(text.chars, text.length));
    emg_text_free(&text);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_seal_is_the_fingerprint_of_what_stands_before_it);
    tcase_add_test(tests, a_seal_does_not_hold_when_any_byte_is_another);
}

int
main(void)
{
    return unit_main("seal", add);
}
