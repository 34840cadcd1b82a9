/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-id.h"

#include <string.h>

static void
test_form (void)
{
  char id[WEIR_ID_LENGTH + 1];

  weir_id_write (id);
  g_assert_cmpuint (strlen (id), ==, WEIR_ID_LENGTH);
  g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, WEIR_ID_LENGTH);
}

static void
add_ids (GHashTable *seen, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      char id[WEIR_ID_LENGTH + 1];

      weir_id_write (id);
      g_assert_true (g_hash_table_add (seen, g_strdup (id)));
    }
}

static void
test_differ (void)
{
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_ids (seen, 10000);
}

static gpointer
id_thread (gpointer data)
{
  GHashTable *seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_ids (seen, 10000);

  return seen;
}

/* Engines on two threads never give the same id. */
static void
test_threads (void)
{
  GThread               *first = g_thread_new ("first", id_thread, NULL);
  GThread               *second = g_thread_new ("second", id_thread, NULL);
  g_autoptr (GHashTable) left = g_thread_join (first);
  g_autoptr (GHashTable) right = g_thread_join (second);
  GHashTableIter         iter;
  gpointer               id;

  g_hash_table_iter_init (&iter, left);

  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_false (g_hash_table_contains (right, id));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/runtime/id/form", test_form);
  g_test_add_func ("/runtime/id/differ", test_differ);
  g_test_add_func ("/runtime/id/threads", test_threads);

  return g_test_run ();
}
