#include "text_case.h"

#define FIRST "# OpenSignals Text File Format\n"
#define LAST "# EndOfHeader\n"
#define DEVICE                                                                 \
    "{\"sensor\": [\"EMG\", \"XYZ\"], \"column\": [\"nSeq\", \"DI\", "         \
    "\"CH1\", \"CH3\"], \"sampling rate\": 1000, \"resolution\": [16, 12]}"

START_TEST(json_tells_columns_sensors_rate_and_resolution)
{
    emg_text_layout layout =
        text_laid_out(emg_text_opensignals_read, FIRST
                      "# {\"00:07\": " DEVICE "}\n" LAST "0\t0\t32816\t7\t\n");
    ck_assert_int_eq(layout.n_columns, 4);
    ck_assert_int_eq(layout.columns[0].role, EMG_TEXT_SKIP);
    ck_assert_int_eq(layout.n_channels, 3);
    text_channel_is(&layout, 0, "DI", "", 1000, 1);
    text_channel_is(&layout, 1, "CH1", "", 1000, 1);
    text_channel_is(&layout, 2, "CH3", "", 1000, 1);
    ck_assert_int_eq(layout.channels[0].kind, EMG_KIND_TRIGGER);
    ck_assert_int_eq(layout.channels[1].kind, EMG_KIND_EMG);
    ck_assert_int_eq(layout.channels[2].kind, EMG_KIND_OTHER);
    ck_assert_double_eq(layout.channels[1].scale.digital_max, 65535);
    ck_assert_double_eq(layout.channels[2].scale.digital_max, 4095);
    ck_assert(layout.has_identity);
    ck_assert_int_eq(layout.data_line, 4);
    emg_text_layout_clear(&layout);
}
END_TEST

/* 16 bits: 0 is -1.5 mV, 32768 is 0, a step 3 / 65536 mV; worked by hand from
 * the maker's transfer function, 3 V of supply and a gain of 1000. */
START_TEST(emg_of_biosignalsplux_is_in_millivolts)
{
    emg_text_layout layout =
        text_laid_out(emg_text_opensignals_read,
                      FIRST "# {\"a\": {\"device\": \"biosignalsplux\", "
                            "\"sensor\": [\"EMG\", \"XYZ\"], \"column\": "
                            "[\"CH1\", \"CH2\"], \"sampling rate\": 1000, "
                            "\"resolution\": [16, 16]}}\n" LAST "1\t2\n");
    const emg_channel *emg = &layout.channels[0];
    text_channel_is(&layout, 0, "CH1", "mV", 1000, 1);
    ck_assert_double_eq(emg->to_uv, 1000);
    ck_assert_double_eq(emg->scale.physical_min, -1.5);
    ck_assert_double_eq_tol(emg->scale.physical_max, 1.4999542236328125, 1e-15);
    ck_assert_double_eq(emg->scale.digital_max, 65535);
    ck_assert(layout.tracks[0].coded);
    text_channel_is(&layout, 1, "CH2", "", 1000, 1);
    ck_assert(!layout.tracks[1].coded);
    emg_text_layout_clear(&layout);
}
END_TEST

/* 10 bits, 3.3 V, a gain of 1009: 512 is 0, 0 is -1635.28 uV; the resolution
 * stands there for every column. */
START_TEST(emg_of_bitalino_is_in_millivolts)
{
    emg_text_layout layout = text_laid_out(
        emg_text_opensignals_read,
        FIRST "# {\"a\": {\"device\": \"bitalino_rev\", \"sensor\": "
              "[\"EMG\", \"RAW\"], \"column\": [\"nSeq\", \"I1\", \"O1\", "
              "\"A1\", \"A5\"], \"sampling rate\": 1000, \"resolution\": "
              "[4, 1, 1, 10, 6]}}\n" LAST "1\t0\t0\t512\t2\n");
    const emg_channel *emg = &layout.channels[2];
    text_channel_is(&layout, 2, "A1", "mV", 1000, 1);
    ck_assert_double_eq(emg->scale.digital_max, 1023);
    ck_assert_double_eq_tol(emg->scale.physical_min, -1.6352824578790882,
                            1e-15);
    ck_assert_double_eq_tol(emg->step, 0.0031939110505450942, 1e-15);
    text_channel_is(&layout, 3, "A5", "", 1000, 1);
    ck_assert_double_eq(layout.channels[3].scale.digital_max, 63);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(what_was_converted_before_is_no_count)
{
    emg_text_layout layout = text_laid_out(
        emg_text_opensignals_read, FIRST
        "# {\"a\": {\"device\": \"biosignalsplux\", \"sensor\": "
        "[\"EMG\"], \"column\": [\"CH1\"], \"sampling rate\": 1000, "
        "\"convertedValues\": 1, \"resolution\": [16]}}\n" LAST "-0.25\n");
    text_channel_is(&layout, 0, "CH1", "", 1000, 1);
    ck_assert_int_eq(layout.channels[0].kind, EMG_KIND_EMG);
    ck_assert_int_eq(layout.channels[0].scale.bytes, 0);
    ck_assert(!layout.tracks[0].coded);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(devices_stand_side_by_side)
{
    emg_text_layout layout = text_laid_out(
        emg_text_opensignals_read, FIRST "# {\"b\": " DEVICE ", \"a\": " DEVICE
                                         "}\n" LAST "0\t0\t1\t2\t0\t0\t3\t4\n");
    ck_assert_int_eq(layout.n_columns, 8);
    ck_assert_int_eq(layout.n_channels, 6);
    text_channel_is(&layout, 4, "CH1", "", 1000, 1);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(a_header_that_makes_no_sense_is_refused)
{
    text_refused(emg_text_opensignals_read, FIRST "# {x}\n" LAST "1\n",
                 "line 2: this is not the JSON that tells of the devices");
    text_refused(emg_text_opensignals_read,
                 FIRST "# {\"a\": {\"sampling rate\": 0}}\n" LAST "1\n",
                 "line 2: the sampling rate is no number above 0");
    text_refused(emg_text_opensignals_read,
                 FIRST "# {\"a\": {\"sampling rate\": 10}}\n" LAST "1\n",
                 "line 2: no column of samples is named");
    text_refused(emg_text_opensignals_read, FIRST LAST "1\n",
                 "line 3: samples come before the line of JSON");
    text_refused(emg_text_opensignals_read, FIRST "# {\"a\": " DEVICE "}\n",
                 "line 3: the file holds no samples");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, json_tells_columns_sensors_rate_and_resolution);
    tcase_add_test(tests, emg_of_biosignalsplux_is_in_millivolts);
    tcase_add_test(tests, emg_of_bitalino_is_in_millivolts);
    tcase_add_test(tests, what_was_converted_before_is_no_count);
    tcase_add_test(tests, devices_stand_side_by_side);
    tcase_add_test(tests, a_header_that_makes_no_sense_is_refused);
}

int
main(void)
{
    return unit_main("text opensignals", add);
}
