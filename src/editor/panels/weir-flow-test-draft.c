/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-draft.h"

#include "editor/panels/weir-flow-test-traffic.h"
#include "flow/weir-reach.h"
#include "json/weir-json.h"
#include "testing/weir-flow-test-writer.h"

#include <string.h>

/* Entries ------------------------------------------------------------------ */

static const char *
get_text (WeirElement *element, const char *key)
{
  const char *text =
    weir_value_lookup_string (weir_element_get_value (element), key);

  return text != NULL ? text : "";
}

static gboolean
is_of (WeirElement *element, const char *type)
{
  return g_str_equal (weir_element_get_type_name (element), type);
}

/* Returns: (nullable): the first entry of a type whose member @key, unless
 * that is NULL, is @text */
static WeirElement *
find (WeirDocument *document, const char *type, const char *key, const char *text)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (is_of (element, type) &&
          (key == NULL || g_str_equal (get_text (element, key), text)))
        return element;
    }
  return NULL;
}

/* How a test names a node: by its name when only it has that. */
static const char *
name_of (WeirDocument *document, WeirElement *element)
{
  const char *name = get_text (element, "name");
  guint       n = weir_document_get_n_elements (document);
  guint       same = 0;

  if (*name == '\0')
    return weir_element_get_id (element);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *other = weir_document_get_nth_element (document, i);

      if (g_str_equal (get_text (other, "name"), name) ||
          g_str_equal (weir_element_get_id (other), name))
        same++;
    }
  return same == 1 ? name : weir_element_get_id (element);
}

/* The debug node a message from here comes to, or else, since a flow may talk to
 * itself through a socket, the first there is. */
static WeirElement *
find_debug (WeirDocument *document, WeirElement *from)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) reached = NULL;

  g_ptr_array_add (ids, (gpointer)weir_element_get_id (from));
  reached = weir_document_reach (document, ids, WEIR_REACH_DOWNSTREAM);
  for (guint i = 0; i < reached->len; i++)
    {
      WeirElement *element =
        weir_document_get_element (document, reached->pdata[i]);

      if (element != NULL && is_of (element, "debug"))
        return element;
    }
  return find (document, "debug", NULL, NULL);
}

/* Steps -------------------------------------------------------------------- */

/* Adds one step; @text is quoted between the others. */
static void
add_step (GString *steps, const char *before, const char *text, const char *after)
{
  if (steps->len > 0)
    g_string_append (steps, ",\n    ");
  g_string_append (steps, before);
  weir_json_append_string (steps, text, strlen (text));
  g_string_append (steps, after);
}

static gboolean
add_inject (GString *steps, WeirDocument *document)
{
  WeirElement *inject = find (document, "inject", NULL, NULL);
  WeirElement *debug = inject != NULL ? find_debug (document, inject) : NULL;

  if (debug == NULL)
    return FALSE;
  add_step (steps, "{ \"inject\": ", name_of (document, inject), " }");
  add_step (steps,
            "{ \"expectDebug\": { \"node\": ",
            name_of (document, debug),
            ", \"payload\": { \"$any\": true } } }");
  return TRUE;
}

static gboolean
add_talk (GString *steps, WeirDocument *document)
{
  WeirElement *in = NULL;
  WeirElement *listener = find (document, "websocket-listener", NULL, NULL);
  WeirElement *debug;
  const char  *id;

  if (listener == NULL)
    return FALSE;
  id = weir_element_get_id (listener);
  in = find (document, "websocket in", "server", id);
  if (in == NULL)
    return FALSE;
  debug = find_debug (document, in);
  if (debug == NULL && find (document, "websocket out", "server", id) == NULL)
    return FALSE;
  add_step (steps,
            "{ \"connect\": \"a\", \"path\": ",
            get_text (listener, "path"),
            " }");
  add_step (steps, "{ \"send\": ", "hello", ", \"from\": \"a\" }");
  if (debug != NULL)
    add_step (steps,
              "{ \"expectDebug\": { \"node\": ",
              name_of (document, debug),
              ", \"payload\": { \"$any\": true } } }");
  else
    add_step (steps, "{ \"expect\": { \"$any\": true }, \"to\": ", "a", " }");
  return TRUE;
}

char *
weir_flow_test_draft_new (WeirDocument *document, const char *flow)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  gboolean            any = add_talk (steps, document);

  any = add_inject (steps, document) || any;
  return any ? weir_flow_test_draft_create (flow, steps->str) : NULL;
}

char *
weir_flow_test_draft_create (const char *flow, const char *steps)
{
  g_autoptr (GString) text = g_string_new ("{\n  \"flow\": ");

  weir_json_append_string (text, flow, strlen (flow));
  g_string_append_printf (text, ",\n  \"steps\": [\n    %s\n  ]\n}\n", steps);
  return g_strdup (text->str);
}

char *
weir_flow_test_draft_expect_debug (WeirDocument     *document,
                                   const WeirRecord *record)
{
  g_autoptr (WeirFlowTestWriter) writer = NULL;
  WeirElement                   *element;

  if (record->kind != WEIR_RECORD_KIND_DEBUG || record->id == NULL)
    return NULL;
  element =
    weir_document_get_element (document, weir_record_get_entry_id (record));
  writer = weir_flow_test_writer_new ("");
  weir_flow_test_writer_expect_debug (writer,
                                      element != NULL
                                        ? name_of (document, element)
                                        : record->id,
                                      record->property,
                                      record->value);
  return weir_flow_test_writer_dup_steps (writer);
}

/* Returns: (transfer full) (nullable) */
static char *
dup_cause (WeirDocument *document, WeirLive *live, const WeirRecord *record)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  const char         *id = weir_live_find_press (live, record->time_us);
  WeirElement        *inject =
    id != NULL ? weir_document_get_element (document, id) : NULL;

  if (record->session != NULL)
    return weir_flow_test_traffic_steps_before (weir_live_get_traffic (live),
                                                record->session,
                                                record->time_us);
  if (inject == NULL)
    return NULL;
  add_step (steps, "{ \"inject\": ", name_of (document, inject), " }");
  return g_strdup (steps->str);
}

char *
weir_flow_test_draft_from_debug (WeirDocument     *document,
                                 WeirLive         *live,
                                 const WeirRecord *record)
{
  g_autofree char *expected =
    weir_flow_test_draft_expect_debug (document, record);
  g_autofree char *cause = dup_cause (document, live, record);

  if (expected == NULL || cause == NULL || *cause == '\0')
    return g_steal_pointer (&expected);
  return g_strconcat (cause, ",\n    ", expected, NULL);
}
