/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-node-settings.h"

#include <string.h>

static gboolean
has_code (const WeirRunSettings *settings, const char *code)
{
  g_autoptr (GPtrArray) problems = weir_run_settings_check (settings);
  gboolean              found = FALSE;

  for (guint i = 0; i < problems->len; i++)
    found |= g_str_equal (((WeirProblem *)problems->pdata[i])->code, code);
  return found;
}

static void
assert_node (const WeirRunSettings *settings,
             const char            *id,
             guint                  reconnect_ms,
             guint                  reconnect_max_ms,
             gboolean               ask)
{
  const WeirNodeSettings *node = weir_run_settings_get_node (settings, id);

  g_assert_cmpuint (node->reconnect_ms, ==, reconnect_ms);
  g_assert_cmpuint (node->reconnect_max_ms, ==, reconnect_max_ms);
  g_assert_cmpint (node->ask, ==, ask);
}

static WeirRunSettings *
new_settings (void)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  weir_run_settings_set_node (settings,
                              "steady",
                              &(WeirNodeSettings){ .reconnect_ms = 500 });
  weir_run_settings_set_node (settings,
                              "grows",
                              &(WeirNodeSettings){ 1000, 60000, FALSE });
  weir_run_settings_set_node (settings, "asks", &(WeirNodeSettings){ .ask = TRUE });
  return settings;
}

static void
assert_all (const WeirRunSettings *settings)
{
  g_assert_cmpuint (g_hash_table_size (settings->nodes), ==, 3);
  assert_node (settings, "steady", 500, 0, FALSE);
  assert_node (settings, "grows", 1000, 60000, FALSE);
  assert_node (settings, "asks", 0, 0, TRUE);
  assert_node (settings, "nobody", 0, 0, FALSE);
}

static void
test_table (void)
{
  g_autoptr (WeirRunSettings) empty = weir_run_settings_new ();
  g_autoptr (WeirRunSettings) settings = new_settings ();
  g_autoptr (WeirRunSettings) copy = weir_run_settings_copy (settings);

  assert_node (empty, "nobody", 0, 0, FALSE);
  assert_all (settings);
  weir_run_settings_set_node (settings, "asks", &(WeirNodeSettings){ 0 });
  g_assert_cmpuint (g_hash_table_size (settings->nodes), ==, 2);
  assert_all (copy);
}

static gboolean
is_steady (const char *id, gpointer user_data)
{
  return g_str_equal (id, user_data);
}

static void
test_keep (void)
{
  g_autoptr (WeirRunSettings) settings = new_settings ();
  g_autoptr (WeirRunSettings) empty = weir_run_settings_new ();

  weir_run_settings_keep_nodes (empty, is_steady, (gpointer) "steady");
  weir_run_settings_keep_nodes (settings, is_steady, (gpointer) "steady");
  g_assert_cmpuint (g_hash_table_size (settings->nodes), ==, 1);
  assert_node (settings, "steady", 500, 0, FALSE);
}

static void
test_check (void)
{
  static const struct
  {
    guint    first_ms, max_ms;
    gboolean good;
  } cases[] = {
    { 0, 0, TRUE },           { 100, 0, TRUE },      { 99, 0, FALSE },
    { 3600000, 0, TRUE },     { 3600001, 0, FALSE }, { 1000, 60000, TRUE },
    { 1000, 3600001, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRunSettings) one = weir_run_settings_new ();
      g_autoptr (WeirRunSettings) all = weir_run_settings_new ();

      weir_run_settings_set_node (one,
                                  "c",
                                  &(WeirNodeSettings){ cases[i].first_ms,
                                                       cases[i].max_ms,
                                                       FALSE });
      all->reconnect_ms = cases[i].first_ms;
      all->reconnect_max_ms = cases[i].max_ms;
      g_assert_cmpint (has_code (one, "N308"), ==, !cases[i].good);
      g_assert_cmpint (has_code (all, "N308"), ==, !cases[i].good);
    }
}

static void
test_json (void)
{
  g_autoptr (WeirRunSettings) settings = new_settings ();
  g_autoptr (WeirRunSettings) read = NULL;
  g_autofree char            *text = NULL;

  settings->reconnect_ms = 2000;
  settings->reconnect_max_ms = 9000;
  text = weir_run_settings_to_json (settings);
  g_assert_nonnull (strstr (text, "\"nodes\": {\n        \"asks\": {"));
  read = weir_run_settings_from_json (text, strlen (text), NULL, NULL);
  g_assert_nonnull (read);
  assert_all (read);
  g_assert_cmpuint (read->reconnect_ms, ==, 2000);
  g_assert_cmpuint (read->reconnect_max_ms, ==, 9000);
}

/* What can't be is named, and does not take the rest with it. */
static void
test_json_bad (void)
{
  static const char *const texts[] = {
    "{'version':1,'nodes':[]}",
    "{'version':1,'nodes':{'a':7,'b':{'ask':true}}}",
    "{'version':1,'nodes':{'a':{'ask':1},'b':{'ask':true}}}",
    "{'version':1,'nodes':{'a':{'reconnectMs':-1},'b':{'ask':true}}}",
    "{'version':1,'nodes':{'a':{'reconnectMaxMs':'1'},'b':{'ask':true}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func (g_free);
      g_autofree char      *text = g_strdelimit (g_strdup (texts[i]), "'", '"');
      g_autoptr (WeirRunSettings) settings =
        weir_run_settings_from_json (text, strlen (text), bad, NULL);

      g_test_message ("%s", text);
      g_assert_nonnull (settings);
      g_assert_cmpuint (bad->len, ==, 1);
      g_assert_cmpstr (bad->pdata[0], ==, "nodes");
      assert_node (settings, "a", 0, 0, FALSE);
      assert_node (settings, "b", 0, 0, i > 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/node-settings/table", test_table);
  g_test_add_func ("/host/node-settings/keep", test_keep);
  g_test_add_func ("/host/node-settings/check", test_check);
  g_test_add_func ("/host/node-settings/json", test_json);
  g_test_add_func ("/host/node-settings/json-bad", test_json_bad);
  return g_test_run ();
}
