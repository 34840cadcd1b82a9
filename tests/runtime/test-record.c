/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-monitor-private.h"

static void
test_size (void)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_DEBUG);
  gsize       empty = weir_record_get_size (record);

  record->text = g_strnfill (500, 'x');
  g_assert_cmpuint (weir_record_get_size (record), >=, empty + 500);
  record->topic = weir_value_new_string ("topic");
  record->value = weir_value_new_bytes ((const guint8 *)record->text, 500);
  g_assert_cmpuint (weir_record_get_size (record), >=, empty + 1000);
  g_assert_true (weir_record_ref (record) == record);
  weir_record_unref (record);
  weir_record_unref (record);
}

static void
test_time (void)
{
  gint64                 before_us = g_get_real_time ();
  g_autoptr (WeirRecord) record = weir_record_new (WEIR_RECORD_KIND_LOG);

  g_assert_cmpint (record->time_us, >=, before_us);
  g_assert_cmpint (record->kind, ==, WEIR_RECORD_KIND_LOG);
  g_assert_null (record->id);
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *valid;
  } cases[] = {
    { "plain", "plain" },
    { "", "" },
    { "gr\303\274n", "gr\303\274n" },
    { "cut \303", "cut \357\277\275" },
    { "\355\240\200 alone", "\357\277\275 alone" },
  };
  g_autoptr (WeirRecord) record = weir_record_new (WEIR_RECORD_KIND_LOG);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      weir_record_take_text (record, g_strdup (cases[i].text));
      g_assert_cmpstr (record->text, ==, cases[i].valid);
    }
}

static void
test_clear_status (void)
{
  static const struct
  {
    const char *key;
    const char *text;
    gboolean    clear;
  } cases[] = {
    { "text", "x", FALSE }, { "fill", "red", FALSE }, { "shape", "dot", FALSE },
    { "text", "", TRUE },   { "event", "x", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) status =
        weir_value_with_member (weir_value_new_object (),
                                cases[i].key,
                                weir_value_new_string (cases[i].text));

      g_assert_cmpint (weir_status_is_clear (status), ==, cases[i].clear);
    }

  g_assert_true (weir_status_is_clear (NULL));
}

/* Inside subflows the last part of the path is the id in the file. */
static void
test_entry_id (void)
{
  g_autoptr (WeirRecord) record = weir_record_new (WEIR_RECORD_KIND_LOG);

  g_assert_null (weir_record_get_entry_id (record));
  record->id = g_strdup ("n");
  record->path = g_strdup ("t/n");
  g_assert_cmpstr (weir_record_get_entry_id (record), ==, "n");
  g_free (record->id);
  g_free (record->path);
  record->id = g_strdup ("i-k-n");
  record->path = g_strdup ("t/i/k/n");
  g_assert_cmpstr (weir_record_get_entry_id (record), ==, "n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/runtime/record/size", test_size);
  g_test_add_func ("/runtime/record/time", test_time);
  g_test_add_func ("/runtime/record/text", test_text);
  g_test_add_func ("/runtime/record/clear-status", test_clear_status);
  g_test_add_func ("/runtime/record/entry-id", test_entry_id);
  return g_test_run ();
}
