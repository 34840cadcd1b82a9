/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-edit.h"

#include "json/weir-json.h"

/* Scripts: a flow, what is done to it, and what it looks like then. Signals
 * are written down as they come: +id, -id, ~id.key. */

typedef enum
{
  END,
  ADD,
  REMOVE,
  SET,
  MOVE,
  CONNECT,
  DISCONNECT,
  REORDER,
} Action;

typedef struct
{
  Action      action;
  const char *id;
  const char *text; /* SET: the key; ADD: the entry; wires: the target */
  const char *value;
  double      x;
  double      y;
  int         index; /* also the port */
} Step;

typedef struct
{
  const char *name;
  const char *flow;
  Step        steps[4];
  const char *expected; /* NULL: fails, and nothing changes */
  const char *signals;
} Script;

#define PRETTY_A "{\n    \"id\": \"a\"\n  }"
#define PRETTY_B "{\n    \"id\": \"b\"\n  }"
#define PRETTY_C "{\n    \"id\": \"c\"\n  }"
#define NODE(id) "{\"id\":\"" id "\",\"x\":1.0,\"y\":2,\"wires\":[]}"

static const Script scripts[] = {
  { "add-first",
    "[]",
    { { .action = ADD, .text = "{\"id\":\"a\"}", .index = -1 } },
    "[{\"id\":\"a\"}]",
    "+a" },
  { "add-first-on-lines",
    "[\n]",
    { { .action = ADD, .text = "{\"id\":\"a\"}", .index = 0 } },
    "[\n    {\"id\":\"a\"}\n]",
    "+a" },
  { "add-second",
    "[{\"id\":\"a\"}]",
    { { .action = ADD, .text = " {\"id\":\"b\"}\n", .index = -1 } },
    "[{\"id\":\"a\"},{\"id\":\"b\"}]",
    "+b" },
  { "add-second-on-lines",
    "[\n  " PRETTY_A "\n]\n",
    { { .action = ADD, .text = "{\"id\":\"b\"}", .index = -1 } },
    "[\n  " PRETTY_A ",\n  " PRETTY_B "\n]\n",
    "+b" },
  { "add-before",
    "[\n  " PRETTY_B "\n]\n",
    { { .action = ADD, .text = "{\"id\":\"a\"}", .index = 0 } },
    "[\n  " PRETTY_A ",\n  " PRETTY_B "\n]\n",
    "+a" },
  { "add-between",
    "[\n  " PRETTY_A ",\n  " PRETTY_C "\n]\n",
    { { .action = ADD, .text = "{\"id\":\"b\"}", .index = 1 } },
    "[\n  " PRETTY_A ",\n  " PRETTY_B ",\n  " PRETTY_C "\n]\n",
    "+b" },
  { "add-comma-first",
    "[ {\"id\":\"a\"}\n, {\"id\":\"b\"}\n]",
    { { .action = ADD, .text = "{\"id\":\"c\"}", .index = -1 } },
    "[ {\"id\":\"a\"}\n, {\"id\":\"b\"}\n, {\"id\":\"c\"}\n]",
    "+c" },
  { "add-v2",
    "{\"flows\":[{\"id\":\"a\"}],\"rev\":\"1\"}",
    { { .action = ADD, .text = "{\"id\":\"b\"}", .index = -1 } },
    "{\"flows\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"rev\":\"1\"}",
    "+b" },
  { "add-nowhere", "[]", { { .action = ADD, .text = "{}", .index = 1 } }, NULL, "" },
  { "add-no-object", "[]", { { .action = ADD, .text = "7", .index = 0 } }, NULL, "" },
  { "add-no-json", "[]", { { .action = ADD, .text = "{", .index = 0 } }, NULL, "" },
  { "add-two-values",
    "[]",
    { { .action = ADD, .text = "{},{}", .index = 0 } },
    NULL,
    "" },

  { "remove-only",
    "[ {\"id\":\"a\"} ]",
    { { .action = REMOVE, .id = "a" } },
    "[]",
    "-a" },
  { "remove-first",
    "[\n  " PRETTY_A ",\n  " PRETTY_B "\n]",
    { { .action = REMOVE, .id = "a" } },
    "[\n  " PRETTY_B "\n]",
    "-a" },
  { "remove-last",
    "[\n  " PRETTY_A ",\n  " PRETTY_B "\n]",
    { { .action = REMOVE, .id = "b" } },
    "[\n  " PRETTY_A "\n]",
    "-b" },
  { "remove-between",
    "[1, {\"id\":\"a\"} ,2]",
    { { .action = REMOVE, .id = "a" } },
    "[1,2]",
    "-a" },
  { "remove-first-twin",
    "[{\"id\":\"a\",\"n\":1},{\"id\":\"a\",\"n\":2}]",
    { { .action = REMOVE, .id = "a" } },
    "[{\"id\":\"a\",\"n\":2}]",
    "-a" },
  { "remove-nobody", "[{}]", { { .action = REMOVE, .id = "a" } }, NULL, "" },
  { "remove-without-id", "[{}]", { { .action = REMOVE, .id = "" } }, NULL, "" },

  { "set",
    "[ {\"id\":\"a\", \"n\" : 1.0 } ]",
    { { .action = SET, .id = "a", .text = "n", .value = "[1]" } },
    "[ {\"id\":\"a\", \"n\" : [1] } ]",
    "~a.n" },
  { "set-new",
    "[{\"id\":\"a\"}]",
    { { .action = SET, .id = "a", .text = "n", .value = "1" } },
    "[{\"id\":\"a\",\"n\":1}]",
    "~a.n" },
  { "set-same",
    "[{\"id\":\"a\",\"n\": 1.0}]",
    { { .action = SET, .id = "a", .text = "n", .value = "1.0" } },
    "[{\"id\":\"a\",\"n\": 1.0}]",
    "" },
  { "set-nothing",
    "[{\"id\":\"a\",\"n\":1}]",
    { { .action = SET, .id = "a", .text = "n" } },
    "[{\"id\":\"a\"}]",
    "~a.n" },
  { "set-id",
    "[{\"id\":\"a\"}]",
    { { .action = SET, .id = "a", .text = "id", .value = "\"b\"" },
      { .action = SET, .id = "b", .text = "n", .value = "1" } },
    "[{\"id\":\"b\",\"n\":1}]",
    "~b." },
  { "set-nobody",
    "[]",
    { { .action = SET, .id = "a", .text = "n", .value = "1" } },
    NULL,
    "" },

  { "move",
    "[" NODE ("a") "]",
    { { .action = MOVE, .id = "a", .x = 240, .y = -0.5 } },
    "[{\"id\":\"a\",\"x\":240,\"y\":-0.5,\"wires\":[]}]",
    "~a." },
  { "move-up",
    "[" NODE ("a") "]",
    { { .action = MOVE, .id = "a", .x = 1, .y = 3 } },
    "[{\"id\":\"a\",\"x\":1.0,\"y\":3,\"wires\":[]}]",
    "~a.y" },
  { "move-not",
    "[" NODE ("a") "]",
    { { .action = MOVE, .id = "a", .x = 1, .y = 2 } },
    "[" NODE ("a") "]",
    "" },
  { "move-texts",
    "[{\"id\":\"a\",\"x\":\"1\",\"y\":\"2\"}]",
    { { .action = MOVE, .id = "a", .x = 1, .y = 2 } },
    "[{\"id\":\"a\",\"x\":1,\"y\":2}]",
    "~a." },
  { "move-config", "[{\"id\":\"a\"}]", { { .action = MOVE, .id = "a" } }, NULL, "" },
  { "move-to-infinity",
    "[" NODE ("a") "]",
    { { .action = MOVE, .id = "a", .x = G_MAXDOUBLE * 10 } },
    NULL,
    "" },

  { "connect",
    "[" NODE ("a") ",{\"id\":\"b\"}]",
    { { .action = CONNECT, .id = "a", .text = "b" } },
    "[{\"id\":\"a\",\"x\":1.0,\"y\":2,\"wires\":[[\"b\"]]},{\"id\":\"b\"}]",
    "~a.wires" },
  { "connect-to-nobody",
    "[" NODE ("a") "]",
    { { .action = CONNECT, .id = "a", .text = "b" } },
    NULL,
    "" },
  { "connect-tab",
    "[{\"id\":\"a\",\"type\":\"tab\"}]",
    { { .action = CONNECT, .id = "a", .text = "a" } },
    NULL,
    "" },
  { "connect-port-too-far",
    "[" NODE ("a") "]",
    { { .action = CONNECT, .id = "a", .text = "a", .index = WEIR_FLOW_MAX_PORTS } },
    NULL,
    "" },
  { "disconnect",
    "[{\"id\":\"a\",\"wires\":[[\"gone\"]]}]",
    { { .action = DISCONNECT, .id = "a", .text = "gone" } },
    "[{\"id\":\"a\",\"wires\":[[]]}]",
    "~a.wires" },
  { "disconnect-nothing",
    "[" NODE ("a") "]",
    { { .action = DISCONNECT, .id = "a", .text = "b" } },
    NULL,
    "" },

  { "reorder-to-end",
    "[\n  " PRETTY_A ",\n  " PRETTY_B "\n]",
    { { .action = REORDER, .id = "a", .index = -1 } },
    "[\n  " PRETTY_B ",\n  " PRETTY_A "\n]",
    "~a." },
  { "reorder-to-front",
    "[\n  1,\n  2,\n  " PRETTY_B "\n]",
    { { .action = REORDER, .id = "b", .index = 0 } },
    "[\n  " PRETTY_B ",\n  1,\n  2\n]",
    "~b." },
  { "reorder-nowhere",
    "[{\"id\":\"a\"}]",
    { { .action = REORDER, .id = "a", .index = 1 } },
    NULL,
    "" },
  { "reorder-not",
    "[ {\"id\":\"a\"}]",
    { { .action = REORDER, .id = "a", .index = 0 } },
    "[ {\"id\":\"a\"}]",
    "" },

  { "list-in-order",
    "[]",
    { { .action = ADD, .text = "{\"id\":\"a\"}", .index = -1 },
      { .action = SET, .id = "a", .text = "n", .value = "1" },
      { .action = ADD, .text = "{\"id\":\"b\"}", .index = 0 } },
    "[{\"id\":\"b\"},{\"id\":\"a\",\"n\":1}]",
    "+a+b" },
  { "list-came-and-went",
    "[]",
    { { .action = ADD, .text = "{\"id\":\"a\"}", .index = -1 },
      { .action = REMOVE, .id = "a" } },
    "[]",
    "" },
  { "list-changed-and-went",
    "[{\"id\":\"a\"}]",
    { { .action = SET, .id = "a", .text = "n", .value = "1" },
      { .action = REMOVE, .id = "a" } },
    "[]",
    "-a" },
  { "list-same-key",
    "[{\"id\":\"a\"}]",
    { { .action = SET, .id = "a", .text = "n", .value = "1" },
      { .action = SET, .id = "a", .text = "n", .value = "2" } },
    "[{\"id\":\"a\",\"n\":2}]",
    "~a.n" },
  { "list-fails-at-last",
    "[" NODE ("a") ",{\"id\":\"b\"}]",
    { { .action = REMOVE, .id = "b" },
      { .action = MOVE, .id = "a", .x = 5, .y = 5 },
      { .action = REMOVE, .id = "b" } },
    NULL,
    "" },
};

static WeirEdit *
make_step (const Step *step)
{
  g_autoptr (WeirValue) value = NULL;

  if (step->value != NULL)
    value = weir_json_read (step->value, strlen (step->value), NULL, NULL);

  switch (step->action)
    {
    case ADD:
      return weir_edit_new_add (step->index, step->text);
    case REMOVE:
      return weir_edit_new_remove (step->id);
    case SET:
      return weir_edit_new_set (step->id, step->text, value);
    case MOVE:
      return weir_edit_new_move (step->id, step->x, step->y);
    case CONNECT:
      return weir_edit_new_connect (step->id, (guint)step->index, step->text);
    case DISCONNECT:
      return weir_edit_new_disconnect (step->id, (guint)step->index, step->text);
    case REORDER:
      return weir_edit_new_reorder (step->id, step->index);
    case END:
      break;
    }
  g_assert_not_reached ();
}

/* One step alone, several as a list. */
static WeirEdit *
make_edit (const Script *script)
{
  g_autoptr (GPtrArray) edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);

  for (guint i = 0; script->steps[i].action != END; i++)
    g_ptr_array_add (edits, make_step (&script->steps[i]));
  if (edits->len == 1)
    return weir_edit_ref (edits->pdata[0]);
  return weir_edit_new_list (edits);
}

static void
added_cb (WeirDocument *document, WeirElement *element, GString *signals)
{
  g_string_append_printf (signals, "+%s", weir_element_get_id (element));
}

static void
removed_cb (WeirDocument *document, WeirElement *element, GString *signals)
{
  g_string_append_printf (signals, "-%s", weir_element_get_id (element));
}

static void
changed_cb (WeirDocument *document,
            WeirElement  *element,
            const char   *key,
            GString      *signals)
{
  g_string_append_printf (signals, "~%s.%s", weir_element_get_id (element), key);
}

static void
assert_text (WeirDocument *document, const char *expected)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *data = g_bytes_get_data (bytes, &length);
  g_autofree char   *text = g_strndup (data, length);

  g_assert_cmpstr (text, ==, expected);
}

static WeirDocument *
load (const char *flow)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

/* Does, undoes, redoes and undoes again. */
static void
test_script (gconstpointer data)
{
  const Script            *script = data;
  g_autoptr (WeirDocument) document = load (script->flow);
  g_autoptr (WeirEdit)     edit = make_edit (script);
  g_autoptr (GString)      signals = g_string_new (NULL);
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirEdit)     undo = NULL;
  g_autoptr (WeirEdit)     redo = NULL;
  g_autoptr (WeirEdit)     last = NULL;
  g_autoptr (WeirEdit)     ignored = NULL;

  g_signal_connect_data (document,
                         "element-added",
                         G_CALLBACK (added_cb),
                         signals,
                         NULL,
                         0);
  g_signal_connect_data (document,
                         "element-removed",
                         G_CALLBACK (removed_cb),
                         signals,
                         NULL,
                         0);
  g_signal_connect_data (document,
                         "element-changed",
                         G_CALLBACK (changed_cb),
                         signals,
                         NULL,
                         0);

  undo = weir_document_apply (document, edit, &error);
  g_assert_cmpstr (signals->str, ==, script->signals);
  if (script->expected == NULL)
    {
      g_assert_null (undo);
      g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
      assert_text (document, script->flow);
      return;
    }
  g_assert_no_error (error);
  assert_text (document, script->expected);

  redo = weir_document_apply (document, undo, NULL);
  g_assert_nonnull (redo);
  assert_text (document, script->flow);
  last = weir_document_apply (document, redo, NULL);
  g_assert_nonnull (last);
  assert_text (document, script->expected);
  ignored = weir_document_apply (document, last, NULL);
  g_assert_nonnull (ignored);
  assert_text (document, script->flow);
}

/* An inverse that comes too late is refused, and leaves nothing behind. */
static void
test_late_inverse (void)
{
  g_autoptr (WeirDocument) document = load ("[{\"id\":\"a\"},{\"id\":\"b\"}]");
  g_autoptr (WeirDocument) other = load ("[]");
  g_autoptr (WeirEdit)     remove = weir_edit_new_remove ("a");
  g_autoptr (WeirEdit)     undo = weir_document_apply (document, remove, NULL);
  g_autoptr (WeirEdit)     redo = weir_document_apply (document, undo, NULL);
  g_autoptr (GError)       error = NULL;

  g_assert_null (weir_document_apply (document, undo, &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
  g_clear_error (&error);
  g_assert_null (weir_document_apply (other, redo, &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
  assert_text (document, "[{\"id\":\"a\"},{\"id\":\"b\"}]");
  assert_text (other, "[]");
}

/* What an edit makes must not nest deeper than can be loaded again. */
static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint fits = WEIR_JSON_MAX_DEPTH - 2; /* the list and the entry */

  for (guint depth = fits; depth <= fits + 1; depth++)
    {
      g_autoptr (WeirDocument) document = load ("[{\"id\":\"a\"}]");
      g_autoptr (WeirValue)    value = NULL;
      g_autoptr (WeirEdit)     edit = NULL;
      g_autoptr (WeirEdit)     inverse = NULL;
      g_autoptr (GError)       error = NULL;

      g_string_truncate (text, 0);
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      value = weir_json_read (text->str, text->len, NULL, NULL);
      edit = weir_edit_new_set ("a", "deep", value);
      inverse = weir_document_apply (document, edit, &error);
      if (depth == fits)
        g_assert_no_error (error);
      else
        g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
      assert_loads_again (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/edit/%s", scripts[i].name);

      g_test_add_data_func (path, &scripts[i], test_script);
    }
  g_test_add_func ("/flow/edit/late-inverse", test_late_inverse);
  g_test_add_func ("/flow/edit/depth", test_depth);

  return g_test_run ();
}
