/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-edit.h"

#include "json/weir-json.h"

#include <string.h>

/* The id of an entry, or one that nobody has. */
static const char *
random_id (const RandomSource *source, WeirDocument *document)
{
  guint n = weir_document_get_n_elements (document);

  if (n == 0 || random_below (source, 16) == 0)
    return "nobody";
  return weir_element_get_id (
    weir_document_get_nth_element (document, random_below (source, n)));
}

static WeirEdit *
random_set (const RandomSource *source, WeirDocument *document)
{
  static const char *const keys[] = {
    "name", "wires", "x", "id", "type", "z", "", "new key", "\"\\\n", "props",
  };
  static const char *const values[] = {
    "null",
    "true",
    "-0",
    "1e21",
    "12345678901234567890",
    "\"\"",
    "\"a\\u0000\\ud800\"",
    "[]",
    "{}",
    "[[\"a\"]]",
    "{\"a\":[1,{\"b\":[]}]}",
    "\"tab\"",
    "\"n1\"",
    "[[],[[]]]",
    "{\"\":{\"\":{}}}",
  };
  const char           *key = keys[random_below (source, G_N_ELEMENTS (keys))];
  const char           *id = random_id (source, document);
  const char           *text;
  g_autoptr (WeirValue) value = NULL;

  if (random_below (source, 4) == 0)
    return weir_edit_new_set (id, key, NULL);

  text = values[random_below (source, G_N_ELEMENTS (values))];
  value = weir_json_read (text, strlen (text), NULL, NULL);
  return weir_edit_new_set (id, key, value);
}

static WeirEdit *
random_add (const RandomSource *source, WeirDocument *document)
{
  static const char *const entries[] = {
    "{}",
    "{\"id\":\"n1\",\"type\":\"debug\",\"x\":1,\"y\":2,\"wires\":[]}",
    " {\"id\":\"n2\",\"type\":\"tab\",\"env\":[{\"name\":\"A\"}]}\n",
    "{\n  \"id\": \"n3\",\n  \"type\": \"link in\",\n  \"x\": 1, \"y\": 2\n}",
    "{\"id\":\"n1\",\"type\":\"twin\"}",
    "7",
    "{\"id\":",
  };
  int n = (int)weir_document_get_n_elements (document);

  return weir_edit_new_add ((int)random_below (source, n + 3) - 1,
                            entries[random_below (source, G_N_ELEMENTS (entries))]);
}

static WeirEdit *
random_edit (const RandomSource *source, WeirDocument *document, guint depth)
{
  const char *id = random_id (source, document);
  const char *other = random_id (source, document);
  int         n = (int)weir_document_get_n_elements (document);

  switch (random_below (source, depth < 3 ? 9 : 8))
    {
    case 0:
      return random_add (source, document);
    case 1:
      return weir_edit_new_remove (id);
    case 2:
      return weir_edit_new_move (id,
                                 (double)random_below (source, 2000) / 4,
                                 (double)random_below (source, 8) * 20);
    case 3:
    case 4:
      return weir_edit_new_connect (id, random_below (source, 4), other);
    case 5:
      return weir_edit_new_disconnect (id, random_below (source, 3), other);
    case 6:
      return weir_edit_new_reorder (id, (int)random_below (source, n + 2) - 1);
    case 7:
      return random_set (source, document);
    default:
      {
        g_autoptr (GPtrArray) edits =
          g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);

        for (guint i = random_below (source, 5); i > 0; i--)
          g_ptr_array_add (edits, random_edit (source, document, depth + 1));
        return weir_edit_new_list (edits);
      }
    }
}

void
assert_same_bytes (GBytes *a, GBytes *b)
{
  gsize         a_length;
  gsize         b_length;
  gconstpointer a_data = g_bytes_get_data (a, &a_length);
  gconstpointer b_data = g_bytes_get_data (b, &b_length);

  g_assert_cmpmem (a_data, a_length, b_data, b_length);
}

void
assert_loads_again (WeirDocument *document)
{
  g_autoptr (GBytes)       bytes = weir_document_to_bytes (document);
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) again = weir_document_new_from_bytes (bytes, &error);
  guint                    n = weir_document_get_n_elements (document);

  g_assert_no_error (error);
  g_assert_cmpuint (weir_document_get_n_elements (again), ==, n);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *here = weir_document_get_nth_element (document, i);
      WeirElement *there = weir_document_get_nth_element (again, i);

      g_assert_true (weir_value_equal (weir_element_get_value (here),
                                       weir_element_get_value (there)));
      g_assert_cmpint (weir_element_get_kind (here),
                       ==,
                       weir_element_get_kind (there));
      if (*weir_element_get_id (here) != '\0')
        g_assert_true (weir_value_equal (
          weir_element_get_value (
            weir_document_get_element (document, weir_element_get_id (here))),
          weir_element_get_value (
            weir_document_get_element (again, weir_element_get_id (there)))));
    }
}

void
assert_edits_undo (const RandomSource *source, WeirDocument *document, guint n_edits)
{
  g_autoptr (GBytes)    before = weir_document_to_bytes (document);
  g_autoptr (GPtrArray) undo =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  g_autoptr (GPtrArray) redo =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;

  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (WeirEdit) edit = random_edit (source, document, 0);
      g_autoptr (GError)   error = NULL;
      g_autoptr (GBytes)   here = weir_document_to_bytes (document);
      WeirEdit *inverse = weir_document_apply (document, edit, &error);

      if (inverse != NULL)
        g_ptr_array_add (undo, inverse);
      else
        {
          g_autoptr (GBytes) untouched = weir_document_to_bytes (document);

          g_assert_nonnull (error);
          assert_same_bytes (here, untouched);
        }
    }
  edited = weir_document_to_bytes (document);
  assert_loads_again (document);

  for (guint i = undo->len; i > 0; i--)
    g_ptr_array_add (redo,
                     weir_document_apply (document, undo->pdata[i - 1], NULL));
  undone = weir_document_to_bytes (document);
  assert_same_bytes (before, undone);

  for (guint i = redo->len; i > 0; i--)
    {
      g_autoptr (WeirEdit) inverse =
        weir_document_apply (document, redo->pdata[i - 1], NULL);

      g_assert_nonnull (inverse);
    }
  redone = weir_document_to_bytes (document);
  assert_same_bytes (edited, redone);

  for (guint i = 0; i < undo->len; i++)
    {
      g_autoptr (WeirEdit) inverse =
        weir_document_apply (document, undo->pdata[undo->len - 1 - i], NULL);

      g_assert_nonnull (inverse);
    }
  g_clear_pointer (&undone, g_bytes_unref);
  undone = weir_document_to_bytes (document);
  assert_same_bytes (before, undone);
}
