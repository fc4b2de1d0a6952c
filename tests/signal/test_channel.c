#include "unit.h"

#include "emg/signal.h"

#include <string.h>

typedef struct known_unit {
    const char *text;
    const char *unit;
    double to_uv;
} known_unit;

static const known_unit voltages[] = {
    {"V", "V", 1e6},
    {"mV", "mV", 1e3},
    {"uV", "uV", 1},
    {"\xB5V", "uV", 1},     /* Latin-1 */
    {"\xC2\xB5V", "uV", 1}, /* U+00B5 */
    {"\xCE\xBCV", "uV", 1}, /* U+03BC */
    {"\x83\xCAV", "uV", 1}, /* Shift-JIS */
    {"microV", "uV", 1},
    {"microvolts", "uV", 1},
    {"nV", "nV", 1e-3},
    {"pV", "pV", 1e-6},
    {"Volts", "Volts", 1e6},
    {"millivolt", "millivolt", 1e3},
    {"uv", "uV", 1},
    {"UV", "uV", 1},
    {"mv", "mv", 1e3},
    {"millivol", "millivol", 1e3},
    {"microvol", "uV", 1},          /* cut by 8 characters */
    {"\xC3\x82\xC2\xB5V", "uV", 1}, /* UTF-8 read as Latin-1 */
    {"\xC3\x8E\xC2\xBCV", "uV", 1},
};

START_TEST(voltages_are_known_with_every_micro_sign)
{
    for (size_t i = 0; i < sizeof voltages / sizeof *voltages; i++) {
        emg_channel channel = {0};
        emg_channel_set_unit(&channel, voltages[i].text);
        ck_assert_str_eq(channel.unit, voltages[i].unit);
        ck_assert_double_eq(channel.to_uv, voltages[i].to_uv);
    }
}
END_TEST

START_TEST(other_units_are_kept_with_factor_zero)
{
    static const char *const others[] = {"",  "g",    "%",    "uVs", "u",
                                         "m", "Vrms", "degC", "uS",  "MV"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        emg_channel channel = {.to_uv = 7};
        emg_channel_set_unit(&channel, others[i]);
        ck_assert_str_eq(channel.unit, others[i]);
        ck_assert_double_eq(channel.to_uv, 0);
    }
}
END_TEST

START_TEST(a_unit_that_is_too_long_is_cut)
{
    emg_channel channel = {0};
    emg_channel_set_unit(&channel, "0123456789012345678901234567890");
    ck_assert_uint_eq(strlen(channel.unit), sizeof channel.unit - 1);
}
END_TEST

START_TEST(kinds_have_names)
{
    ck_assert_str_eq(emg_kind_name(EMG_KIND_UNKNOWN), "n/a");
    ck_assert_str_eq(emg_kind_name(EMG_KIND_EMG), "EMG");
    ck_assert_str_eq(emg_kind_name(EMG_KIND_ECG), "ECG");
    ck_assert_str_eq(emg_kind_name(EMG_KIND_TRIGGER), "TRIG");
    ck_assert_str_eq(emg_kind_name(EMG_KIND_OTHER), "MISC");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, voltages_are_known_with_every_micro_sign);
    tcase_add_test(tests, other_units_are_kept_with_factor_zero);
    tcase_add_test(tests, a_unit_that_is_too_long_is_cut);
    tcase_add_test(tests, kinds_have_names);
}

int
main(void)
{
    return unit_main("channel", add);
}
