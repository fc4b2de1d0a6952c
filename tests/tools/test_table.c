#include "unit.h"

#include "kit/table.h"

#include <math.h>

static const char *const columns[] = {"file", "label", "n", "x", NULL};

static void
fill(kit_table *table, kit_table_form form)
{
    kit_table_init(table, columns, form);
    kit_table_header(table);
    kit_text(table, "a.edf");
    kit_text(table, "L, \"b\"\tc");
    kit_integer(table, 1234567890123456789);
    kit_number(table, 0.1);
    kit_text(table, "n/a");
    kit_text(table, "");
    kit_missing(table);
    kit_number(table, NAN);
}

START_TEST(tsv_has_a_header_and_a_line_a_row)
{
    kit_table table;
    fill(&table, KIT_TSV);
    ck_assert_str_eq(table.rows.chars,
                     "file\tlabel\tn\tx\n"
                     "a.edf\tL, \"b\"\\x09c\t1234567890123456789\t0.1\n"
                     "n/a\tn/a\tn/a\tn/a\n");
    kit_table_free(&table);
}
END_TEST

START_TEST(csv_quotes_commas_and_quotes)
{
    kit_table table;
    fill(&table, KIT_CSV);
    ck_assert_str_eq(table.rows.chars,
                     "file,label,n,x\n"
                     "a.edf,\"L, \"\"b\"\"\\x09c\",1234567890123456789,0.1\n"
                     "n/a,n/a,n/a,n/a\n");
    kit_table_free(&table);
}
END_TEST

START_TEST(json_is_an_object_a_line_and_null_for_missing)
{
    kit_table table;
    fill(&table, KIT_JSON);
    ck_assert_str_eq(
        table.rows.chars,
        "{\"file\": \"a.edf\", \"label\": \"L, \\\"b\\\"\\u0009c\", "
        "\"n\": 1234567890123456789, \"x\": 0.1}\n"
        "{\"file\": null, \"label\": null, \"n\": null, \"x\": null}\n");
    kit_table_free(&table);
}
END_TEST

START_TEST(infinite_is_missing_and_minus_zero_is_zero)
{
    static const char *const one[] = {"x", NULL};
    kit_table table;
    kit_table_init(&table, one, KIT_TSV);
    kit_number(&table, INFINITY);
    kit_number(&table, -0.0);
    ck_assert_str_eq(table.rows.chars, "n/a\n0\n");
    kit_table_free(&table);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, tsv_has_a_header_and_a_line_a_row);
    tcase_add_test(tests, csv_quotes_commas_and_quotes);
    tcase_add_test(tests, json_is_an_object_a_line_and_null_for_missing);
    tcase_add_test(tests, infinite_is_missing_and_minus_zero_is_zero);
}

int
main(void)
{
    return unit_main("table", add);
}
