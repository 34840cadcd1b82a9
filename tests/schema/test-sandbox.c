/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "schema/weir-sandbox.h"

/* A test may itself run in the sandbox of a Flatpak build. */
static void
test_used (void)
{
  gboolean inside = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  g_unsetenv ("GTK_USE_PORTAL");
  g_assert_cmpint (weir_sandbox_is_used (), ==, inside);
  g_setenv ("GTK_USE_PORTAL", "0", TRUE);
  g_assert_cmpint (weir_sandbox_is_used (), ==, inside);
  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  g_assert_true (weir_sandbox_is_used ());
}

static void
test_granted (void)
{
  g_autofree char *own =
    g_build_filename (g_get_user_runtime_dir (), "doc", "e0f1", "flow.json", NULL);

  g_assert_true (weir_sandbox_is_granted (own));
  g_assert_true (weir_sandbox_is_granted ("/run/user/1000/doc/e0f1/flow.json"));
  g_assert_true (weir_sandbox_is_granted ("/run/flatpak/doc/e0f1/flow.json"));
  g_assert_false (weir_sandbox_is_granted ("/home/me/doc/flow.json"));
  g_assert_false (weir_sandbox_is_granted ("/run/user/1000/flow.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/sandbox/used", test_used);
  g_test_add_func ("/schema/sandbox/granted", test_granted);
  return g_test_run ();
}
