/* Fingerprints are those of `xxhsum -H2` over the same bytes. */
#include "unit.h"

#include "base/fingerprint.h"

#define OF_NOTHING "99aa06d3014798d86001c324468d497f"
#define OF_NAME "4b081b3b135f9821a7f84142caa363a5" /* printf emgtools */

static void
expect(const emg_fingerprint *fingerprint, const char *wanted)
{
    char text[EMG_FINGERPRINT_SIZE];
    emg_fingerprint_tell(fingerprint, text);
    ck_assert_str_eq(text, wanted);
}

START_TEST(it_does_not_matter_in_which_pieces_bytes_come)
{
    emg_fingerprint *fingerprint = emg_fingerprint_create(NULL);
    expect(fingerprint, OF_NOTHING);
    emg_fingerprint_add(fingerprint, "emg", 3);
    emg_fingerprint_add(fingerprint, "", 0);
    emg_fingerprint_add(fingerprint, "tools", 5);
    expect(fingerprint, OF_NAME);
    emg_fingerprint_destroy(fingerprint);
    emg_fingerprint_destroy(NULL);
}
END_TEST

START_TEST(telling_ends_nothing_and_reset_begins_afresh)
{
    emg_fingerprint *fingerprint = emg_fingerprint_create(NULL);
    emg_fingerprint_add(fingerprint, "emg", 3);
    emg_fingerprint_reset(fingerprint);
    expect(fingerprint, OF_NOTHING);
    emg_fingerprint_add(fingerprint, "emgt", 4);
    emg_fingerprint_tell(fingerprint, (char[EMG_FINGERPRINT_SIZE]){0});
    emg_fingerprint_add(fingerprint, "ools", 4);
    expect(fingerprint, OF_NAME);
    emg_fingerprint_destroy(fingerprint);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, it_does_not_matter_in_which_pieces_bytes_come);
    tcase_add_test(tests, telling_ends_nothing_and_reset_begins_afresh);
}

int
main(void)
{
    return unit_main("fingerprint", add);
}
