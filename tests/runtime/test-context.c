/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime/weir-context.h"

#include "json/weir-path.h"

static void
set_number (WeirContext *context, const char *scope, const char *key, double n)
{
  g_autoptr (GError) error = NULL;

  weir_context_set (context, scope, key, weir_value_new_number (n), NULL, &error);
  g_assert_no_error (error);
}

/* NAN-free: -1 stands for undefined. */
static double
get_number (WeirContext *context, const char *scope, const char *key)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value =
    weir_context_get (context, scope, key, NULL, &error);

  g_assert_no_error (error);

  return weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER
           ? weir_value_get_number (value)
           : -1;
}

static void
test_scopes (void)
{
  WeirContext *context = weir_context_new ();

  set_number (context, "tab", "k", 1);
  set_number (context, "", "k", 2);
  set_number (context, "tab", "deep.k[1]", 3);
  g_assert_cmpfloat (get_number (context, "tab", "k"), ==, 1);
  g_assert_cmpfloat (get_number (context, "", "k"), ==, 2);
  g_assert_cmpfloat (get_number (context, "tab", "deep.k[1]"), ==, 3);
  g_assert_cmpfloat (get_number (context, "other", "k"), ==, -1);
  g_assert_cmpfloat (get_number (context, "tab", "none.below"), ==, -1);

  weir_context_forget (context, "tab");
  g_assert_cmpfloat (get_number (context, "tab", "k"), ==, -1);
  weir_context_free (context);
}

static void
test_delete (void)
{
  WeirContext *context = weir_context_new ();

  set_number (context, "tab", "k", 1);
  weir_context_set (context, "tab", "k", weir_value_new_undefined (), NULL, NULL);
  g_assert_cmpfloat (get_number (context, "tab", "k"), ==, -1);
  weir_context_free (context);
}

/* A value that was fetched stays as it was. */
static void
test_isolation (void)
{
  WeirContext          *context = weir_context_new ();
  g_autoptr (WeirValue) before = NULL;

  set_number (context, "tab", "o.k", 1);
  before = weir_context_get (context, "tab", "o", NULL, NULL);
  set_number (context, "tab", "o.k", 2);
  g_assert_cmpfloat (weir_value_get_number (weir_value_lookup (before, "k")),
                     ==,
                     1);
  weir_context_free (context);
}

static void
test_bad_keys (void)
{
  static const char *const keys[] = { "", "a..b", "a[", "a[msg.k]" };
  WeirContext             *context = weir_context_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) get_error = NULL;
      g_autoptr (GError) set_error = NULL;

      g_assert_null (weir_context_get (context, "tab", keys[i], NULL, &get_error));
      g_assert_error (get_error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
      g_assert_false (weir_context_set (context,
                                        "tab",
                                        keys[i],
                                        weir_value_new_null (),
                                        NULL,
                                        &set_error));
      g_assert_error (set_error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_SYNTAX);
    }

  weir_context_free (context);
}

static void
test_message (void)
{
  WeirContext          *context = weir_context_new ();
  g_autoptr (WeirValue) message =
    weir_value_with_member (weir_value_new_object (),
                            "k",
                            weir_value_new_string ("b"));
  g_autoptr (WeirValue) value = NULL;

  g_assert_true (weir_context_set (context,
                                   "tab",
                                   "a[msg.k]",
                                   weir_value_new_number (1),
                                   message,
                                   NULL));
  g_assert_cmpfloat (get_number (context, "tab", "a.b"), ==, 1);
  value = weir_context_get (context, "tab", "a[msg.k]", message, NULL);
  g_assert_cmpfloat (weir_value_get_number (value), ==, 1);
  weir_context_free (context);
}

static gboolean
is_kept (const char *scope, gpointer user_data)
{
  return g_str_equal (scope, "kept");
}

static void
test_retain (void)
{
  WeirContext *context = weir_context_new ();

  set_number (context, "kept", "k", 1);
  set_number (context, "gone", "k", 1);
  set_number (context, "", "k", 1);
  weir_context_retain (context, is_kept, NULL);
  g_assert_cmpfloat (get_number (context, "kept", "k"), ==, 1);
  g_assert_cmpfloat (get_number (context, "gone", "k"), ==, -1);
  g_assert_cmpfloat (get_number (context, "", "k"), ==, 1);
  weir_context_free (context);
}

/* Each unknown store is warned about once, and not without end. */
static void
test_stores (void)
{
  WeirContext *context = weir_context_new ();
  guint        noted = 0;

  g_assert_false (weir_context_note_store (context, "default"));
  g_assert_true (weir_context_note_store (context, "file"));
  g_assert_false (weir_context_note_store (context, "file"));

  for (guint i = 0; i < 2 * WEIR_CONTEXT_MAX_NOTED_STORES; i++)
    {
      g_autofree char *store = g_strdup_printf ("store %u", i);

      noted += weir_context_note_store (context, store) ? 1 : 0;
    }

  g_assert_cmpuint (noted, ==, WEIR_CONTEXT_MAX_NOTED_STORES - 1);
  weir_context_free (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/runtime/context/scopes", test_scopes);
  g_test_add_func ("/runtime/context/delete", test_delete);
  g_test_add_func ("/runtime/context/isolation", test_isolation);
  g_test_add_func ("/runtime/context/bad-keys", test_bad_keys);
  g_test_add_func ("/runtime/context/message", test_message);
  g_test_add_func ("/runtime/context/retain", test_retain);
  g_test_add_func ("/runtime/context/stores", test_stores);

  return g_test_run ();
}
