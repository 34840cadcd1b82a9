/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-admin-guard.h"

static void
test_host (void)
{
  static const struct
  {
    const char *host;
    gboolean    allowed;
  } cases[] = {
    { "127.0.0.1", TRUE },
    { "127.0.0.1:1880", TRUE },
    { "[::1]:1880", TRUE },
    { "[::1]", TRUE },
    { "192.168.1.7:80", TRUE },
    { "localhost", TRUE },
    { "LOCALHOST:1", TRUE },
    { "weir.example:1880", TRUE },
    { "evil.example", FALSE },
    { "localhost.evil.example", FALSE },
    { "", FALSE },
    { "[::1", FALSE },
    { NULL, FALSE },
    { "127.0.0.1.evil.example", FALSE },
  };
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();

  settings->server_name = g_strdup ("Weir.Example");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (weir_admin_host_is_allowed (settings, cases[i].host),
                       ==,
                       cases[i].allowed);
    }
}

static void
test_origin (void)
{
  static const struct
  {
    const char *host;
    const char *origin;
    gboolean    allowed;
  } cases[] = {
    { "localhost:1880", NULL, TRUE },
    { "localhost:1880", "http://localhost:1880", TRUE },
    { "localhost:1880", "https://LOCALHOST:1880", TRUE },
    { "localhost:1880", "http://localhost:8080", FALSE },
    { "localhost:1880", "http://evil.example", FALSE },
    { "localhost:1880", "null", FALSE },
    { "localhost:1880", "", FALSE },
    { NULL, "http://localhost:1880", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (weir_admin_origin_is_allowed (cases[i].host, cases[i].origin),
                     ==,
                     cases[i].allowed);
}

static void
test_token (void)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();

  g_assert_true (weir_admin_token_is_right (settings, NULL));
  settings->admin_token = g_strdup ("secret");
  g_assert_true (weir_admin_token_is_right (settings, "secret"));
  g_assert_false (weir_admin_token_is_right (settings, NULL));
  g_assert_false (weir_admin_token_is_right (settings, ""));
  g_assert_false (weir_admin_token_is_right (settings, "Secret"));
  g_assert_false (weir_admin_token_is_right (settings, "secret2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/admin-guard/host", test_host);
  g_test_add_func ("/host/admin-guard/origin", test_origin);
  g_test_add_func ("/host/admin-guard/token", test_token);
  return g_test_run ();
}
