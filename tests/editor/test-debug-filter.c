/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-debug.h"

#include "editor/panels/weir-debug-filter.h"

static void
assert_matches (WeirDebugFilter *filter, WeirRecord *record, gboolean expected)
{
  g_assert_cmpint (weir_debug_filter_matches (filter, record), ==, expected);
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    gboolean    matches;
  } cases[] = {
    { "", TRUE },         { "kitchen", TRUE },
    { "KITCHEN", TRUE },  { "\"temp\":21", TRUE },
    { "temp", TRUE },     { "22", FALSE },
    { "dev/1", TRUE },    { "msg.payload", TRUE },
    { "/^kit/", TRUE },   { "/te.p\":2\\d/", TRUE },
    { "/^temp/", FALSE }, { "a.c", FALSE },
    { "grün", TRUE },     { "GRÜN", TRUE },
    { "c11ent", TRUE },   { "//", FALSE },
    { "/", TRUE },
  };
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (WeirRecord)      record =
    test_new_debug ("n",
                    0,
                    "payload",
                    "{\"room\":\"kitchen\",\"temp\":21,\"c\":\"Grün abc\"}");

  record->topic = weir_value_new_string ("dev/1");
  record->name = g_strdup ("kit");
  record->session = g_strdup ("c11ent");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      weir_debug_filter_set_text (filter, cases[i].text, &error);
      g_assert_no_error (error);
      g_test_message ("“%s”", cases[i].text);
      assert_matches (filter, record, cases[i].matches);
    }
}

static void
test_bad_expression (void)
{
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (GError)          error = NULL;
  g_autoptr (WeirRecord) one = test_new_debug ("n", 0, "payload", "\"one\"");
  g_autoptr (WeirRecord) two = test_new_debug ("n", 0, "payload", "\"two\"");

  g_assert_true (weir_debug_filter_set_text (filter, "one", &error));
  g_assert_false (weir_debug_filter_set_text (filter, "/(/", &error));
  g_assert_true (error != NULL && error->domain == G_REGEX_ERROR);
  assert_matches (filter, one, TRUE);
  assert_matches (filter, two, FALSE);
}

/* An expression that would run for ages gives up. */
static void
test_costly_expression (void)
{
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autofree char            *many = g_strnfill (5000, 'a');
  g_autofree char            *json = g_strdup_printf ("\"%s!\"", many);
  g_autoptr (WeirRecord)      record = test_new_debug ("n", 0, "payload", json);
  gint64                      start_us = g_get_monotonic_time ();

  g_assert_true (weir_debug_filter_set_text (filter, "/^(a+)+$/", NULL));
  assert_matches (filter, record, FALSE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 10 * G_USEC_PER_SEC);
}

static void
test_values (void)
{
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (WeirRecord)      record = test_new_debug ("n", 0, "x", "null");

  weir_debug_filter_set_text (filter, "ab", NULL);
  g_clear_pointer (&record->value, weir_value_unref);
  record->value = weir_value_new_bytes ((const guint8 *)"\377ab", 3);
  assert_matches (filter, record, TRUE);
  g_clear_pointer (&record->value, weir_value_unref);
  record->value = weir_value_new_string ("\355\240\200ab");
  assert_matches (filter, record, TRUE);
  g_clear_pointer (&record->value, weir_value_unref);
  assert_matches (filter, record, FALSE);
  record->value = weir_value_new_undefined ();
  assert_matches (filter, record, FALSE);
  weir_debug_filter_set_text (filter, "undefined", NULL);
  assert_matches (filter, record, TRUE);
}

static void
test_levels (void)
{
  static const struct
  {
    WeirLogLevel   level;
    WeirDebugLevel expected;
  } cases[] = {
    { WEIR_LOG_LEVEL_ERROR, WEIR_DEBUG_LEVEL_ERROR },
    { WEIR_LOG_LEVEL_WARN, WEIR_DEBUG_LEVEL_WARN },
    { WEIR_LOG_LEVEL_INFO, WEIR_DEBUG_LEVEL_INFO },
    { WEIR_LOG_LEVEL_DEBUG, WEIR_DEBUG_LEVEL_INFO },
  };
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (WeirRecord)      value = test_new_debug ("n", 0, "payload", "1");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRecord) record = test_new_log ("n", 0, cases[i].level, "x");

      g_assert_cmpuint (weir_debug_level_of (record), ==, cases[i].expected);
      weir_debug_filter_set_levels (filter, cases[i].expected);
      assert_matches (filter, record, TRUE);
      assert_matches (filter, value, FALSE);
      weir_debug_filter_set_levels (filter, ~cases[i].expected);
      assert_matches (filter, record, FALSE);
      assert_matches (filter, value, TRUE);
    }
}

static void
test_nodes (void)
{
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (WeirRecord)      a = test_new_debug ("a", 0, "payload", "1");
  g_autoptr (WeirRecord)      b = test_new_debug ("b", 0, "payload", "1");
  g_autoptr (WeirRecord)      engine =
    test_new_log (NULL, 0, WEIR_LOG_LEVEL_INFO, "started");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  weir_debug_filter_set_hidden (filter, "a", TRUE);
  assert_matches (filter, a, FALSE);
  assert_matches (filter, b, TRUE);
  assert_matches (filter, engine, TRUE);
  weir_debug_filter_show_all_nodes (filter);
  assert_matches (filter, a, TRUE);
  g_assert_true (weir_debug_filter_is_empty (filter));
  g_ptr_array_add (ids, (gpointer) "b");
  weir_debug_filter_set_nodes (filter, ids);
  assert_matches (filter, a, FALSE);
  assert_matches (filter, b, TRUE);
  assert_matches (filter, engine, FALSE);
  weir_debug_filter_set_nodes (filter, NULL);
  weir_debug_filter_set_flow (filter, "flow");
  assert_matches (filter, a, TRUE);
  weir_debug_filter_set_flow (filter, "other");
  assert_matches (filter, a, FALSE);
  g_assert_cmpuint (weir_debug_filter_get_n_conditions (filter), ==, 1);
}

static void
test_session (void)
{
  g_autoptr (WeirDebugFilter) filter = weir_debug_filter_new ();
  g_autoptr (WeirRecord)      a = test_new_debug ("a", 0, "payload", "1");
  g_autoptr (WeirRecord)      b = test_new_debug ("a", 0, "payload", "1");

  a->session = g_strdup ("one");
  weir_debug_filter_set_session (filter, "one");
  assert_matches (filter, a, TRUE);
  assert_matches (filter, b, FALSE);
  weir_debug_filter_set_session (filter, NULL);
  assert_matches (filter, b, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/debug-filter/text", test_text);
  g_test_add_func ("/editor/debug-filter/bad-expression", test_bad_expression);
  g_test_add_func ("/editor/debug-filter/costly-expression",
                   test_costly_expression);
  g_test_add_func ("/editor/debug-filter/values", test_values);
  g_test_add_func ("/editor/debug-filter/levels", test_levels);
  g_test_add_func ("/editor/debug-filter/nodes", test_nodes);
  g_test_add_func ("/editor/debug-filter/session", test_session);
  return g_test_run ();
}
