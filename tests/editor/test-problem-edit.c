/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-problem-edit.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"disabled\":false},"
  "{\"id\":\"off\",\"type\":\"tab\",\"disabled\":true},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"server\":\"l\",\"client\":\"\",\"wires\":[[\"gone\",\"dbg\",\"lost\"]]},"
  "{\"id\":\"far\",\"type\":\"websocket in\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"server\":\"\",\"client\":\"coff\",\"wires\":[]},"
  "{\"id\":\"dbg\",\"type\":\"debug\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"tosidebar\":false,\"console\":false,\"tostatus\":false,\"wires\":[]},"
  "{\"id\":\"lin\",\"type\":\"link out\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"links\":[\"gone\",\"dbg\"],\"wires\":[]},"
  "{\"id\":\"inj\",\"type\":\"inject\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"props\":[{\"p\":\"a\",\"v\":\"1\",\"vt\":\"str\"},{\"p\":\"payload\"},"
  "{\"p\":\"a\",\"v\":\"2\",\"vt\":\"str\"}],\"wires\":[[]]},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"ws://far/x\"},"
  "{\"id\":\"q\",\"type\":\"websocket-listener\",\"path\":\"/a b?c\"},"
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"http://far/x#y\","
  "\"tls\":\"tls\",\"subprotocol\":\"a, b,a\",\"headers\":[{\"keyType\":"
  "\"other\",\"keyValue\":\"X\"},{\"keyType\":\"other\",\"keyValue\":"
  "\"Host\"}]},"
  "{\"id\":\"coff\",\"type\":\"websocket-client\",\"z\":\"off\",\"d\":true,"
  "\"path\":\"ws://x/\"},"
  "{\"id\":\"tls\",\"type\":\"tls-config\",\"verifyservercert\":false}]";

typedef struct
{
  WeirSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  g_assert_no_error (error);
  fixture->session = weir_session_new (registry, document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
}

static WeirElement *
get_element (Fixture *fixture, const char *id)
{
  return weir_document_get_element (weir_session_get_document (fixture->session),
                                    id);
}

/* A member as JSON; "none" when there is none. */
static char *
dup_member (Fixture *fixture, const char *id, const char *key)
{
  WeirElement *element = get_element (fixture, id);
  WeirValue   *value =
    element != NULL ? weir_element_get_member (element, key) : NULL;

  if (value == NULL)
    return g_strdup ("none");
  return weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
}

static void
assert_member (Fixture *fixture, const char *id, const char *key, const char *expected)
{
  g_autofree char *text = dup_member (fixture, id, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
mend (Fixture *fixture, const WeirProblem *problem)
{
  WeirEdit *edit = weir_problem_make_edit (fixture->session, problem);

  g_assert_nonnull (edit);
  g_assert_true (weir_session_apply (fixture->session, "Mend", edit));
}

/* Every problem the flow has, and that can be mended by an edit, is gone after
 * it, and undo brings the very text back. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  WeirDocument      *document = weir_session_get_document (fixture->session);
  WeirHistory       *history = weir_session_get_history (fixture->session);
  GListModel        *problems = weir_session_get_problems (fixture->session);
  g_autoptr (GBytes) before = weir_document_to_bytes (document);
  g_autoptr (GHashTable) mended = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  n;

  weir_session_check (fixture->session);
  n = g_list_model_get_n_items (problems);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirProblemItem) item = g_list_model_get_item (problems, i);
      const WeirProblem *problem = weir_problem_item_get_problem (item);
      g_autoptr (GBytes) after = NULL;

      if (!weir_problem_has_edit (problem->code))
        continue;
      mend (fixture, problem);
      g_hash_table_add (mended, (gpointer)problem->code);
      weir_session_check (fixture->session);
      for (guint k = 0; k < g_list_model_get_n_items (problems); k++)
        {
          g_autoptr (WeirProblemItem) left = g_list_model_get_item (problems, k);
          const WeirProblem *other = weir_problem_item_get_problem (left);

          g_assert_false (g_str_equal (other->code, problem->code) &&
                          g_strcmp0 (other->element_id, problem->element_id) == 0 &&
                          g_str_equal (other->text, problem->text));
        }
      weir_history_undo (history);
      after = weir_document_to_bytes (document);
      g_assert_true (g_bytes_equal (before, after));
      weir_session_check (fixture->session);
    }
  for (guint i = 0; i < weir_problem_get_n_codes (); i++)
    {
      const char *code = weir_problem_get_nth_code (i);

      /* A scheme beside one that is missing is no fragment's business. */
      if (weir_problem_has_edit (code) && !g_str_equal (code, "W223") &&
          !g_hash_table_contains (mended, code))
        g_error ("%s was not tried", code);
    }
}

static void
mend_code (Fixture *fixture, const char *code, const char *id, const char *key)
{
  g_autoptr (WeirProblem) problem =
    weir_problem_new (code, id, key, "id", "gone", "node", "x", NULL);

  mend (fixture, problem);
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  mend_code (fixture, "W213", "q", "path");
  assert_member (fixture, "q", "path", "\"/ab\"");
  mend_code (fixture, "W221", "c", "path");
  assert_member (fixture, "c", "path", "\"wss://far/x#y\"");
  mend_code (fixture, "W223", "c", "path");
  assert_member (fixture, "c", "path", "\"wss://far/x\"");
  mend_code (fixture, "W226", "c", "subprotocol");
  assert_member (fixture, "c", "subprotocol", "\"a, b\"");
  mend_code (fixture, "T411", "tls", "verifyservercert");
  assert_member (fixture, "tls", "verifyservercert", "true");
  mend_code (fixture, "D703", "dbg", NULL);
  assert_member (fixture, "dbg", "tosidebar", "true");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  mend_code (fixture, "W229", "c", "headers[1].keyValue");
  assert_member (fixture,
                 "c",
                 "headers",
                 "[{\"keyType\":\"other\",\"keyValue\":\"X\"}]");
  mend_code (fixture, "I608", "inj", "props[2].p");
  assert_member (
    fixture,
    "inj",
    "props",
    "[{\"p\":\"payload\"},{\"p\":\"a\",\"v\":\"2\",\"vt\":\"str\"}]");
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  mend_code (fixture, "W203", "far", "client");
  assert_member (fixture, "coff", "d", "none");
  assert_member (fixture, "off", "disabled", "false");
  mend_code (fixture, "W211", "l", "path");
  assert_member (fixture, "l", "type", "\"websocket-client\"");
  assert_member (fixture, "in", "server", "\"\"");
  assert_member (fixture, "in", "client", "\"l\"");
  mend_code (fixture, "W290", "q", NULL);
  g_assert_null (get_element (fixture, "q"));
}

/* Only the wire that the problem names. */
static void
test_wires (Fixture *fixture, gconstpointer data)
{
  mend_code (fixture, "F807", "in", NULL);
  assert_member (fixture, "in", "wires", "[[\"dbg\",\"lost\"]]");
  mend_code (fixture, "F807", "lin", NULL);
  assert_member (fixture, "lin", "links", "[\"dbg\"]");
}

/* A problem that is gone, or says nonsense, is mended by nothing. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *code;
    const char *id;
    const char *key;
  } cases[] = {
    { "W229", "c", "headers[9].keyValue" },
    { "W229", "c", "headers" },
    { "W229", "c", NULL },
    { "I608", "inj", "props[0].p" },
    { "I608", "dbg", "props[1].p" },
    { "W203", "in", NULL },
    { "F807", "dbg", NULL },
    { "W213", "nowhere", "path" },
    { "W213", NULL, "path" },
    { "W210", "q", "path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirProblem) problem =
        weir_problem_new (cases[i].code, cases[i].id, cases[i].key, NULL);

      g_test_message ("%s %s", cases[i].code, cases[i].id);
      g_assert_null (weir_problem_make_edit (fixture->session, problem));
    }
}

static void
test_use (Fixture *fixture, gconstpointer data)
{
  WeirElement         *in = get_element (fixture, "in");
  g_autoptr (WeirEdit) none =
    weir_problem_make_reference_edit (fixture->session, in, "tls");
  WeirEdit *edit = weir_problem_make_reference_edit (fixture->session, in, "c");

  g_assert_null (none);
  g_assert_nonnull (edit);
  weir_session_apply (fixture->session, "Use", edit);
  assert_member (fixture, "in", "server", "\"\"");
  assert_member (fixture, "in", "client", "\"c\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/problem-edit/all", test_all);
  ADD ("/problem-edit/texts", test_texts);
  ADD ("/problem-edit/rows", test_rows);
  ADD ("/problem-edit/references", test_references);
  ADD ("/problem-edit/wires", test_wires);
  ADD ("/problem-edit/stale", test_stale);
  ADD ("/problem-edit/use", test_use);
  return g_test_run ();
}
