/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-edit.h"

/* Flows by chance in layouts by chance: whatever JSON allows between lexemes,
 * around entries and inside them. */

static guint32
next_random (gpointer user_data)
{
  return (guint32)g_test_rand_int ();
}

static const RandomSource chance = { next_random, NULL };

typedef struct
{
  const char *const *spaces; /* chosen from wherever space may stand */
  guint              n_spaces;
} Layout;

static void
append_space (GString *out, const Layout *layout)
{
  g_string_append (out, layout->spaces[random_below (&chance, layout->n_spaces)]);
}

static void
append_value (GString *out, const Layout *layout, guint depth)
{
  static const char *const scalars[] = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1.0",
    "1e3",
    "1E-7",
    "123456789012345678901234567890",
    "\"\"",
    "\"\\u00e4\"",
    "\"\\ud83d\"",
    "\"ä€𝄞\"",
    "\"a\\\"b\\\\\"",
    "\"n0\"",
    "\"n1\"",
    "\"${NAME}\"",
    "\"\\u0000\"",
    "\"[,]{:}\"",
  };
  guint    n = random_below (&chance, 4);
  gboolean is_object = random_below (&chance, 2) == 0;

  if (depth == 0 || n == 0)
    {
      g_string_append (out,
                       scalars[random_below (&chance, G_N_ELEMENTS (scalars))]);
      return;
    }

  g_string_append_c (out, is_object ? '{' : '[');
  append_space (out, layout);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        {
          g_string_append_c (out, ',');
          append_space (out, layout);
        }
      if (is_object)
        {
          g_string_append_printf (out, "\"k%u\"", random_below (&chance, 3));
          append_space (out, layout);
          g_string_append_c (out, ':');
          append_space (out, layout);
        }
      append_value (out, layout, depth - 1);
      append_space (out, layout);
    }
  g_string_append_c (out, is_object ? '}' : ']');
}

static void
append_member (GString *out, const Layout *layout, const char *key)
{
  append_space (out, layout);
  g_string_append (out, key);
  append_space (out, layout);
  g_string_append_c (out, ':');
  append_space (out, layout);
}

static void
append_wires (GString *out, const Layout *layout)
{
  g_string_append_c (out, '[');
  append_space (out, layout);
  for (guint i = random_below (&chance, 3); i > 0; i--)
    {
      g_string_append_c (out, '[');
      append_space (out, layout);
      for (guint j = random_below (&chance, 3); j > 0; j--)
        {
          g_string_append_printf (out, "\"n%u\"", random_below (&chance, 6));
          append_space (out, layout);
          if (j > 1)
            {
              g_string_append_c (out, ',');
              append_space (out, layout);
            }
        }
      g_string_append_c (out, ']');
      append_space (out, layout);
      if (i > 1)
        {
          g_string_append_c (out, ',');
          append_space (out, layout);
        }
    }
  g_string_append_c (out, ']');
}

static void
append_entry (GString *out, const Layout *layout)
{
  static const char *const types[] = {
    "tab", "group", "junction", "inject", "tls-config", "subflow",
  };

  if (random_below (&chance, 12) == 0)
    {
      append_value (out, layout, 2);
      return;
    }

  g_string_append_c (out, '{');
  append_member (out, layout, "\"id\"");
  g_string_append_printf (out, "\"n%u\",", random_below (&chance, 6));
  append_member (out, layout, "\"ty\\u0070e\"");
  g_string_append_printf (out,
                          "\"%s\",",
                          types[random_below (&chance, G_N_ELEMENTS (types))]);
  append_member (out, layout, "\"x\"");
  g_string_append_printf (out, "%u.0,", random_below (&chance, 500));
  append_member (out, layout, "\"y\"");
  g_string_append (out, "4e1,");
  append_member (out, layout, "\"wires\"");
  append_wires (out, layout);
  append_space (out, layout);
  g_string_append_c (out, ',');
  append_member (out, layout, "\"props\"");
  append_value (out, layout, 3);
  append_space (out, layout);
  g_string_append_c (out, '}');
}

static void
append_list (GString *out, const Layout *layout)
{
  guint n = random_below (&chance, 8);

  g_string_append_c (out, '[');
  append_space (out, layout);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        {
          g_string_append_c (out, ',');
          append_space (out, layout);
        }
      append_entry (out, layout);
      append_space (out, layout);
    }
  g_string_append_c (out, ']');
}

static GBytes *
make_flow (void)
{
  static const char *const none[] = { "" };
  static const char *const blank[] = { " " };
  static const char *const lines[] = { "\n    ", "\n  ", "" };
  static const char *const windows[] = { "\r\n\t", "\r\n", "\t", " " };
  static const char *const wild[] = { "", " ", "\t", "\n", "\r", " \n \t\r\n " };
  static const Layout      layouts[] = {
         { none, G_N_ELEMENTS (none) },   { blank, G_N_ELEMENTS (blank) },
         { lines, G_N_ELEMENTS (lines) }, { windows, G_N_ELEMENTS (windows) },
         { wild, G_N_ELEMENTS (wild) },
  };
  const Layout *layout = &layouts[random_below (&chance, G_N_ELEMENTS (layouts))];
  GString      *out = g_string_new (NULL);
  gboolean      is_v2 = random_below (&chance, 4) == 0;

  if (random_below (&chance, 4) == 0)
    g_string_append (out, "\xef\xbb\xbf");
  append_space (out, layout);
  if (is_v2)
    {
      g_string_append (out, "{\"rev\":\"[\",");
      if (random_below (&chance, 2) == 0)
        g_string_append (out, "\"flows\":[{\"id\":\"not this one\"}],");
      append_member (out, layout, "\"flows\"");
    }
  append_list (out, layout);
  if (is_v2)
    g_string_append (out, ",\"credentials\":{\"a\":[{}]}}");
  append_space (out, layout);
  return g_string_free_to_bytes (out);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GBytes)       flow = make_flow ();
      g_autoptr (GError)       error = NULL;
      g_autoptr (WeirDocument) document =
        weir_document_new_from_bytes (flow, &error);
      g_autoptr (GBytes) saved = NULL;

      g_assert_no_error (error);
      saved = weir_document_to_bytes (document);
      assert_same_bytes (flow, saved);
    }
}

static void
test_undo (void)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GBytes)       flow = make_flow ();
      g_autoptr (WeirDocument) document =
        weir_document_new_from_bytes (flow, NULL);

      assert_edits_undo (&chance, document, 1 + random_below (&chance, 30));
    }
}

/* Every member but the one that is set keeps its bytes. */
static void
test_only_the_edited_bytes (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GBytes)       flow = make_flow ();
      g_autoptr (WeirDocument) document =
        weir_document_new_from_bytes (flow, NULL);
      WeirElement *element = weir_document_get_element (document, "n1");
      g_autoptr (WeirValue) value = weir_value_new_string ("edited 4711");
      g_autoptr (WeirEdit)  edit = weir_edit_new_set ("n1", "x", value);
      g_autoptr (WeirEdit)  inverse = NULL;
      g_autoptr (GString)   expected = NULL;
      g_autofree char      *text = NULL;
      g_autofree char      *now = NULL;
      const char           *x;
      gsize                 digits;

      if (element == NULL || weir_element_get_member (element, "x") == NULL)
        continue;

      text = weir_element_dup_text (element);
      x = strstr (text, "\"x\"") + 3;
      x += strcspn (x, "0123456789");
      digits = strspn (x, "0123456789.");
      expected = g_string_new_len (text, x - text);
      g_string_append (expected, "\"edited 4711\"");
      g_string_append (expected, x + digits);

      inverse = weir_document_apply (document, edit, NULL);
      g_assert_nonnull (inverse);
      now = weir_element_dup_text (element);
      g_assert_cmpstr (now, ==, expected->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/edit-law/round-trip", test_round_trip);
  g_test_add_func ("/flow/edit-law/undo", test_undo);
  g_test_add_func ("/flow/edit-law/only-the-edited-bytes",
                   test_only_the_edited_bytes);

  return g_test_run ();
}
