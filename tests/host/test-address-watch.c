/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live-fixture.h"

#include "host/weir-address-watch.h"
#include "host/weir-host-private.h"
#include "nodes/weir-node-table.h"

/* An address of documentation, which no interface has. */
#define ELSEWHERE "192.0.2.77"

static guint    n_looks;
static gboolean is_there;

static gboolean
is_here (const char *address)
{
  g_assert_cmpstr (address, ==, ELSEWHERE);
  n_looks++;
  return is_there;
}

static void
count_cb (gpointer n)
{
  (*(guint *)n)++;
}

static void
test_is_here (void)
{
  g_assert_true (weir_address_is_here ("127.0.0.1"));
  g_assert_false (weir_address_is_here (ELSEWHERE));
  g_assert_false (weir_address_is_here ("2001:db8::77"));
  g_assert_true (weir_address_is_here ("no address"));
}

static void
test_watched (void)
{
  static const char *const stay[] = { "127.0.0.1", "127.3.2.1", "::1",
                                      "0.0.0.0",   "::",        "localhost",
                                      NULL };

  for (guint i = 0; stay[i] != NULL; i++)
    g_assert_null (
      weir_address_watch_new (stay[i], 1, NULL, is_here, count_cb, NULL));
}

static void
test_gone (void)
{
  guint                        n_gone = 0;
  g_autoptr (WeirAddressWatch) watch = NULL;

  is_there = TRUE;
  n_looks = 0;
  watch = weir_address_watch_new (ELSEWHERE, 1, NULL, is_here, count_cb, &n_gone);
  while (n_looks < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_gone, ==, 0);
  is_there = FALSE;
  while (n_gone == 0)
    g_main_context_iteration (NULL, TRUE);
  live_fixture_pass (20);
  g_assert_cmpuint (n_gone, ==, 1);
}

/* The host stops listening, says so, and the flow goes on. */
static void
test_host (void)
{
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (WeirHost)        host = NULL;
  g_autoptr (WeirDocument)    document =
    live_fixture_new_document ("[{'id':'t','type':'tab'}]");
  guint n_lost = 0;

  settings->port = 0;
  host = weir_host_new (registry, settings, g_main_context_default (), NULL);
  weir_host_set_lost_func (host, count_cb, &n_lost);
  g_assert_true (weir_host_listen (host, NULL));
  weir_host_deploy (host, document, NULL, WEIR_DEPLOY_FULL);
  weir_host_lose_address (host);
  g_assert_cmpuint (n_lost, ==, 1);
  g_assert_false (weir_host_is_listening (host));

  /* It may come back. */
  g_assert_true (weir_host_listen (host, NULL));
  g_assert_true (weir_host_is_listening (host));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/address-watch/is-here", test_is_here);
  g_test_add_func ("/host/address-watch/watched", test_watched);
  g_test_add_func ("/host/address-watch/gone", test_gone);
  g_test_add_func ("/host/address-watch/host", test_host);
  return g_test_run ();
}
