/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-flow-api.h"

#include "json/weir-json.h"
#include "runtime/weir-id.h"

#include <glib/gi18n-lib.h>

/* The members of a tab that a posted flow may set. */
static const char *const tab_members[] = {
  "info",
  "disabled",
  "env",
  "credentials",
};

/* The lists of a flow, and what stands in them. */
static const char *const flow_lists[] = { "nodes", "configs", "groups" };

static const char *
list_of_kind (WeirElementKind kind)
{
  switch (kind)
    {
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_JUNCTION:
      return "nodes";
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return "configs";
    case WEIR_ELEMENT_KIND_GROUP:
      return "groups";
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_INVALID:
      return NULL;
    }
  return NULL;
}

/* A file that is the list gives its very bytes. */
void
weir_flow_api_append_entries (GString *out, WeirDocument *document)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);
  const char        *start = memchr (text, '[', length);
  guint              n = weir_document_get_n_elements (document);

  if (!weir_document_is_v2 (document) && start != NULL)
    {
      g_string_append_len (out, start, text + length - start);
      return;
    }
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *entry =
        weir_element_dup_text (weir_document_get_nth_element (document, i));

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append (out, entry);
    }
  g_string_append_c (out, ']');
}

static gboolean
has_kind (WeirDocument *document, const char *id, WeirElementKind kind)
{
  WeirElement *element = weir_document_get_element (document, id);

  return element != NULL && weir_element_get_kind (element) == kind;
}

/* Whether an entry belongs to the flow of that id. */
static gboolean
stands_in (WeirDocument *document, WeirElement *element, const char *id)
{
  const char *z = weir_element_get_container (element);

  if (!g_str_equal (id, WEIR_FLOW_API_GLOBAL))
    return g_str_equal (z, id);
  return !has_kind (document, z, WEIR_ELEMENT_KIND_TAB) &&
         !has_kind (document, z, WEIR_ELEMENT_KIND_SUBFLOW);
}

static WeirValue *
with_listed (WeirValue *flow, const char *list, WeirValue *entry)
{
  WeirValue *items = weir_value_lookup (flow, list);

  items = items != NULL ? weir_value_ref (items) : weir_value_new_array (NULL, 0);
  return weir_value_with_member (flow,
                                 list,
                                 weir_value_with_appended (items, entry));
}

/* The lists of @flow, filled with what stands in @id. */
static WeirValue *
with_contents (WeirValue *flow, WeirDocument *document, const char *id)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *list = list_of_kind (weir_element_get_kind (element));

      if (list == NULL || !stands_in (document, element, id))
        continue;
      flow = with_listed (flow,
                          list,
                          weir_value_without_member (
                            weir_value_ref (weir_element_get_value (element)),
                            "credentials"));
    }
  return flow;
}

static WeirValue *
with_subflows (WeirValue *flow, WeirDocument *document)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      WeirValue   *subflow;

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_SUBFLOW)
        continue;
      subflow = weir_value_without_member (weir_value_ref (
                                             weir_element_get_value (element)),
                                           "credentials");
      subflow =
        weir_value_with_member (subflow, "nodes", weir_value_new_array (NULL, 0));
      subflow = with_contents (subflow, document, weir_element_get_id (element));
      flow = with_listed (flow, "subflows", subflow);
    }
  return flow;
}

WeirValue *
weir_flow_api_get (WeirDocument *document, const char *id)
{
  static const char *const shown[] = { "label", "disabled", "info", "env" };
  WeirElement             *tab = weir_document_get_element (document, id);
  WeirValue               *flow;

  if (g_str_equal (id, WEIR_FLOW_API_GLOBAL))
    {
      flow = weir_value_with_member (weir_value_new_object (),
                                     "id",
                                     weir_value_new_string (id));
      return with_subflows (with_contents (flow, document, id), document);
    }
  if (tab == NULL || weir_element_get_kind (tab) != WEIR_ELEMENT_KIND_TAB)
    return NULL;
  flow = weir_value_with_member (weir_value_new_object (),
                                 "id",
                                 weir_value_new_string (id));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      WeirValue *member = weir_element_get_member (tab, shown[i]);

      if (member != NULL)
        flow = weir_value_with_member (flow, shown[i], weir_value_ref (member));
    }
  flow = weir_value_with_member (flow, "nodes", weir_value_new_array (NULL, 0));
  return with_contents (flow, document, id);
}

/* The text of the next document grows entry by entry. */
static void
write_separator (GString *text)
{
  g_string_append_c (text, text->len == 0 ? '[' : ',');
}

static void
write_value (GString *text, const WeirValue *value)
{
  write_separator (text);
  weir_json_append (text, value, WEIR_JSON_STYLE_COMPACT);
}

static WeirDocument *
finish (GString *text, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_string_append (text, text->len == 0 ? "[]" : "]");
  bytes = g_bytes_new (text->str, text->len);
  return weir_document_new_from_bytes (bytes, error);
}

/* Whether an entry goes away with the flow of that id. Of `global` all goes
 * but tabs and what stands in them. */
static gboolean
goes_with (WeirDocument *document, WeirElement *element, const char *id)
{
  const char *z = weir_element_get_container (element);

  if (g_str_equal (id, WEIR_FLOW_API_GLOBAL))
    return weir_element_get_kind (element) != WEIR_ELEMENT_KIND_TAB &&
           !has_kind (document, z, WEIR_ELEMENT_KIND_TAB);
  return g_str_equal (z, id) || g_str_equal (weir_element_get_id (element), id);
}

/* @without: (nullable): the flow to leave out */
static GString *
write_document (WeirDocument *document, const char *without)
{
  GString *text = g_string_new (NULL);
  guint    n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement     *element = weir_document_get_nth_element (document, i);
      g_autofree char *entry = NULL;

      if (without != NULL && goes_with (document, element, without))
        continue;
      entry = weir_element_dup_text (element);
      write_separator (text);
      g_string_append (text, entry);
    }
  return text;
}

static gboolean
bad_entry (GError **error, const char *message)
{
  g_set_error_literal (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_BAD_ENTRY, message);
  return FALSE;
}

/* Writes one of the lists of a posted flow; every entry in it gets @z.
 * @others: (nullable): a document that must not have its ids */
static gboolean
write_list (GString      *text,
            WeirValue    *list,
            const char   *z,
            WeirDocument *others,
            GError      **error)
{
  if (list == NULL)
    return TRUE;
  if (weir_value_get_kind (list) != WEIR_VALUE_KIND_ARRAY)
    return bad_entry (error, _ ("The nodes of a flow are a list."));
  for (gsize i = 0; i < weir_value_get_length (list); i++)
    {
      WeirValue            *entry = weir_value_get_item (list, i);
      g_autoptr (WeirValue) moved = NULL;
      const char           *type = weir_value_lookup_string (entry, "type");
      const char           *id = weir_value_lookup_string (entry, "id");

      if (weir_value_get_kind (entry) != WEIR_VALUE_KIND_OBJECT)
        return bad_entry (error, _ ("A node of the flow isn’t an object."));
      if (g_strcmp0 (type, "tab") == 0 || g_strcmp0 (type, "subflow") == 0)
        return bad_entry (error, _ ("A flow can’t hold a tab or subflow."));
      if (others != NULL && id != NULL &&
          weir_document_get_element (others, id) != NULL)
        return bad_entry (error, "duplicate id");
      moved = weir_value_ref (entry);
      if (z != NULL)
        moved = weir_value_with_member (moved, "z", weir_value_new_string (z));
      write_value (text, moved);
    }
  return TRUE;
}

static gboolean
write_lists (GString      *text,
             WeirValue    *flow,
             const char   *z,
             WeirDocument *others,
             GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (flow_lists); i++)
    {
      if (!write_list (text, weir_value_lookup (flow, flow_lists[i]), z, others, error))
        return FALSE;
    }
  return TRUE;
}

static void
write_tab (GString *text, WeirValue *flow, const char *id)
{
  g_autoptr (WeirValue) tab = weir_value_new_object ();
  WeirValue            *label = weir_value_lookup (flow, "label");

  tab = weir_value_with_member (tab, "id", weir_value_new_string (id));
  tab = weir_value_with_member (tab, "type", weir_value_new_string ("tab"));
  if (label != NULL)
    tab = weir_value_with_member (tab, "label", weir_value_ref (label));
  for (guint i = 0; i < G_N_ELEMENTS (tab_members); i++)
    {
      WeirValue *member = weir_value_lookup (flow, tab_members[i]);

      if (member != NULL)
        tab =
          weir_value_with_member (tab, tab_members[i], weir_value_ref (member));
    }
  write_value (text, tab);
}

WeirDocument *
weir_flow_api_add (WeirDocument *document, WeirValue *flow, char **id, GError **error)
{
  g_autoptr (GString) text = NULL;
  WeirDocument       *result;
  char                new_id[WEIR_ID_LENGTH + 1];

  if (weir_value_lookup (flow, "nodes") == NULL)
    {
      bad_entry (error, "missing nodes property");
      return NULL;
    }
  weir_id_write (new_id);
  text = write_document (document, NULL);
  write_tab (text, flow, new_id);
  if (!write_lists (text, flow, new_id, document, error))
    return NULL;
  result = finish (text, error);
  if (result != NULL)
    *id = g_strdup (new_id);
  return result;
}

/* A subflow comes with what stands in it; in a file they lie side by side. */
static gboolean
write_subflows (GString *text, WeirValue *subflows, GError **error)
{
  if (subflows == NULL)
    return TRUE;
  if (weir_value_get_kind (subflows) != WEIR_VALUE_KIND_ARRAY)
    return bad_entry (error, _ ("The subflows of a flow are a list."));
  for (gsize i = 0; i < weir_value_get_length (subflows); i++)
    {
      WeirValue            *subflow = weir_value_get_item (subflows, i);
      g_autoptr (WeirValue) definition = weir_value_ref (subflow);

      if (weir_value_get_kind (subflow) != WEIR_VALUE_KIND_OBJECT)
        return bad_entry (error, _ ("A subflow of the flow isn’t an object."));
      if (!write_lists (text, subflow, NULL, NULL, error))
        return FALSE;
      for (guint j = 0; j < G_N_ELEMENTS (flow_lists); j++)
        definition = weir_value_without_member (definition, flow_lists[j]);
      write_value (text, definition);
    }
  return TRUE;
}

WeirDocument *
weir_flow_api_replace (WeirDocument *document,
                       const char   *id,
                       WeirValue    *flow,
                       GError      **error)
{
  gboolean            global = g_str_equal (id, WEIR_FLOW_API_GLOBAL);
  g_autoptr (GString) text = write_document (document, id);

  if (!global)
    write_tab (text, flow, id);
  if (!write_lists (text, flow, global ? NULL : id, NULL, error) ||
      (global &&
       !write_subflows (text, weir_value_lookup (flow, "subflows"), error)))
    return NULL;
  return finish (text, error);
}

WeirDocument *
weir_flow_api_remove (WeirDocument *document, const char *id, GError **error)
{
  g_autoptr (GString) text = write_document (document, id);

  return finish (text, error);
}

static gboolean
wires_are_lists (WeirValue *wires)
{
  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return TRUE;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValueKind kind = weir_value_get_kind (weir_value_get_item (wires, i));

      /* A flat list of ids is an old mistake that Node-RED lets pass. */
      if (kind != WEIR_VALUE_KIND_ARRAY && kind != WEIR_VALUE_KIND_STRING)
        return FALSE;
    }
  return TRUE;
}

gboolean
weir_flow_api_check_entries (WeirDocument *document, GError **error)
{
  guint n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_INVALID &&
          wires_are_lists (weir_element_get_member (element, "wires")))
        continue;
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_BAD_ENTRY,
                   _ ("Entry %u isn’t a node."),
                   i + 1);
      return FALSE;
    }
  return TRUE;
}

/* Whether a document stands on several lines, and whether the last one ends. */
static void
look_at_layout (WeirDocument *document, gboolean *pretty, gboolean *newline)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);

  *newline = length > 0 && text[length - 1] == '\n';
  if (*newline)
    length--;
  *pretty = length > 0 && memchr (text, '\n', length) != NULL;
}

WeirDocument *
weir_flow_api_clean (WeirDocument *document, WeirDocument *like, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) laid_out = NULL;
  g_autoptr (GBytes)  bytes = NULL;
  guint               n = weir_document_get_n_elements (document);
  gboolean            pretty, newline;

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_member (element, "credentials") != NULL)
        {
          g_autoptr (WeirValue) entry =
            weir_value_without_member (weir_value_ref (
                                         weir_element_get_value (element)),
                                       "credentials");

          write_value (text, entry);
        }
      else
        {
          g_autofree char *entry = weir_element_dup_text (element);

          write_separator (text);
          g_string_append (text, entry);
        }
    }
  g_string_append (text, n == 0 ? "[]" : "]");
  look_at_layout (like, &pretty, &newline);
  laid_out = weir_json_relayout (text->str,
                                 text->len,
                                 pretty ? WEIR_JSON_STYLE_PRETTY
                                        : WEIR_JSON_STYLE_COMPACT,
                                 error);
  if (laid_out == NULL)
    return NULL;
  if (newline)
    g_string_append_c (laid_out, '\n');
  bytes = g_string_free_to_bytes (g_steal_pointer (&laid_out));
  return weir_document_new_from_bytes (bytes, error);
}
