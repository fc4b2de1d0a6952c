#include "unit.h"

#include "folder.h"
#include "io/sidecar.h"

#include "base/memory.h"

START_TEST(a_sidecar_has_its_outputs_whole_name)
{
    emg_error error = EMG_NO_ERROR;
    char *path = emg_sidecar_path("/no/such/folder/a.edf", &error);
    ck_assert_str_eq(path, "/no/such/folder/a.edf.prov.json");
    emg_free(path);
}
END_TEST

START_TEST(it_stands_beside_what_a_link_leads_to)
{
    folder in = folder_create();
    char there[512], expected[1024];
    emg_error error = EMG_NO_ERROR;
    folder_write(&in, "real.edf", "x");
    snprintf(there, sizeof there, "%s", folder_file(&in, "real.edf"));
    ck_assert_int_eq(symlink("real.edf", folder_file(&in, "link.edf")), 0);
    char *path = emg_sidecar_path(in.file, &error);
    snprintf(expected, sizeof expected, "%s.prov.json", there);
    ck_assert_str_eq(path, expected);
    emg_free(path);
    folder_remove(&in);
}
END_TEST

START_TEST(its_name_tells_it_from_outputs)
{
    ck_assert(emg_is_sidecar("a.edf.prov.json"));
    ck_assert(!emg_is_sidecar("a.json"));
    ck_assert(!emg_is_sidecar(".prov.json")); /* of nothing */
    ck_assert(!emg_is_sidecar("a.prov.json.edf"));
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_sidecar_has_its_outputs_whole_name);
    tcase_add_test(tests, it_stands_beside_what_a_link_leads_to);
    tcase_add_test(tests, its_name_tells_it_from_outputs);
}

int
main(void)
{
    return unit_main("sidecar", add);
}
