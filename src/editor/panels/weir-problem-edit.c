/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-edit.h"

#include "flow/weir-operation.h"
#include "flow/weir-users.h"
#include "json/weir-convert.h"

#include <string.h>

/* How problems are mended in the document: one function a code. */

typedef WeirEdit *(*EditFunc) (WeirSession       *session,
                               const WeirProblem *problem,
                               WeirElement       *element);

static const char *
get_text (WeirElement *element, const char *key)
{
  const char *text =
    weir_value_lookup_string (weir_element_get_value (element), key);

  return text != NULL ? text : "";
}

static WeirEdit *
set_text (WeirElement *element, const char *key, const char *text)
{
  g_autoptr (WeirValue) value = weir_value_new_string (text);

  return weir_edit_new_set (weir_element_get_id (element), key, value);
}

static WeirEdit *
set_boolean (WeirElement *element, const char *key, gboolean boolean)
{
  g_autoptr (WeirValue) value = weir_value_new_boolean (boolean);

  return weir_edit_new_set (weir_element_get_id (element), key, value);
}

static GPtrArray *
new_edits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
}

/* References */

static const WeirRef *
find_ref (const WeirProperty *property, const char *type)
{
  for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
       ref++)
    {
      if (g_str_equal (ref->type, type))
        return ref;
    }
  return NULL;
}

WeirEdit *
weir_problem_make_reference_edit (WeirSession *session,
                                  WeirElement *element,
                                  const char  *id)
{
  const WeirNodeType *type = weir_session_get_node_type (session, element);
  WeirElement        *config =
    weir_document_get_element (weir_session_get_document (session), id);
  g_autoptr (GPtrArray) edits = new_edits ();

  if (type == NULL || config == NULL || type->properties == NULL)
    return NULL;
  for (const WeirProperty *p = type->properties; p->key != NULL; p++)
    {
      const WeirRef *chosen = find_ref (p, weir_element_get_type_name (config));

      for (const WeirRef *ref = p->refs; chosen != NULL && ref->type != NULL;
           ref++)
        g_ptr_array_add (edits,
                         set_text (element, ref->key, ref == chosen ? id : ""));
    }
  return edits->len > 0 ? weir_edit_new_list (edits) : NULL;
}

/* W203: the configuration, or the flow it belongs to, is off. */
static WeirEdit *
enable_config (WeirSession       *session,
               const WeirProblem *problem,
               WeirElement       *element)
{
  WeirDocument         *document = weir_session_get_document (session);
  g_autoptr (GPtrArray) edits = new_edits ();
  WeirElement          *config;
  WeirElement          *flow;

  if (problem->key == NULL)
    return NULL;
  config = weir_document_get_element (document, get_text (element, problem->key));
  if (config == NULL)
    return NULL;
  flow =
    weir_document_get_element (document, weir_element_get_container (config));
  if (weir_value_is_truthy (weir_element_get_member (config, "d")))
    g_ptr_array_add (edits,
                     weir_edit_new_set (weir_element_get_id (config), "d", NULL));
  if (flow != NULL &&
      weir_value_is_truthy (weir_element_get_member (flow, "disabled")))
    g_ptr_array_add (edits, set_boolean (flow, "disabled", FALSE));
  return edits->len > 0 ? weir_edit_new_list (edits) : NULL;
}

/* W211: a listener with the address of a server is meant to be a client. */
static WeirEdit *
make_client (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  const char           *id = weir_element_get_id (element);
  g_autoptr (WeirUsers) users =
    weir_users_new (weir_session_get_document (session));
  GPtrArray            *list = weir_users_list (users, id);
  g_autoptr (GPtrArray) edits = new_edits ();

  g_ptr_array_add (edits, set_text (element, "type", "websocket-client"));
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (!g_str_equal (get_text (list->pdata[i], "server"), id))
        continue;
      g_ptr_array_add (edits, set_text (list->pdata[i], "server", ""));
      g_ptr_array_add (edits, set_text (list->pdata[i], "client", id));
    }
  return weir_edit_new_list (edits);
}

static WeirEdit *
delete_entry (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer)weir_element_get_id (element));
  return weir_operation_delete (weir_session_get_document (session), ids, NULL, 0);
}

/* Texts */

static WeirEdit *
cut_path (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  g_autofree char *path = g_strdup (get_text (element, "path"));
  char            *end = path;

  path[strcspn (path, "?#")] = '\0';
  for (const char *at = path; *at != '\0'; at++)
    {
      if (strchr (" \t\r\n", *at) == NULL)
        *end++ = *at;
    }
  *end = '\0';
  return set_text (element, "path", path);
}

static WeirEdit *
cut_fragment (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  g_autofree char *path = g_strdup (get_text (element, "path"));

  path[strcspn (path, "#")] = '\0';
  return set_text (element, "path", path);
}

static WeirEdit *
use_wss (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  const char      *path = get_text (element, "path");
  const char      *scheme = strstr (path, "://");
  const char      *rest = scheme != NULL ? scheme + 3 : path;
  g_autofree char *address = NULL;

  while (*rest == '/')
    rest++;
  address = g_strconcat ("wss://", rest, NULL);
  return set_text (element, "path", address);
}

static WeirEdit *
remove_repeated (WeirSession       *session,
                 const WeirProblem *problem,
                 WeirElement       *element)
{
  g_auto (GStrv) names = g_strsplit (get_text (element, "subprotocol"), ",", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray)  left = g_ptr_array_new ();
  g_autofree char       *text = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_strstrip (names[i]);
      if (g_hash_table_add (seen, names[i]))
        g_ptr_array_add (left, names[i]);
    }
  g_ptr_array_add (left, NULL);
  text = g_strjoinv (", ", (char **)left->pdata);
  return set_text (element, "subprotocol", text);
}

static WeirEdit *
check_certificate (WeirSession       *session,
                   const WeirProblem *problem,
                   WeirElement       *element)
{
  return set_boolean (element, "verifyservercert", TRUE);
}

static WeirEdit *
show_in_panel (WeirSession       *session,
               const WeirProblem *problem,
               WeirElement       *element)
{
  return set_boolean (element, "tosidebar", TRUE);
}

/* Rows: keys are like "headers[2].keyValue". */

static gboolean
read_row_key (const WeirProblem *problem, const char *list, guint64 *index)
{
  gsize length = strlen (list);

  if (problem->key == NULL || !g_str_has_prefix (problem->key, list) ||
      problem->key[length] != '[')
    return FALSE;
  *index = g_ascii_strtoull (problem->key + length + 1, NULL, 10);
  return TRUE;
}

static WeirValue *
get_list (WeirElement *element, const char *key)
{
  WeirValue *list = weir_element_get_member (element, key);

  return list != NULL && weir_value_get_kind (list) == WEIR_VALUE_KIND_ARRAY
           ? list
           : NULL;
}

static WeirEdit *
remove_row (WeirElement *element, const char *key, gsize index)
{
  WeirValue            *list = get_list (element, key);
  g_autoptr (WeirValue) left = NULL;

  if (list == NULL || index >= weir_value_get_length (list))
    return NULL;
  left = weir_value_without_item (weir_value_ref (list), index);
  return weir_edit_new_set (weir_element_get_id (element), key, left);
}

static WeirEdit *
remove_header (WeirSession       *session,
               const WeirProblem *problem,
               WeirElement       *element)
{
  guint64 index;

  if (!read_row_key (problem, "headers", &index))
    return NULL;
  return remove_row (element, "headers", index);
}

/* I608: the problem is about the later row. */
static WeirEdit *
remove_first (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  const WeirValue *rows = get_list (element, "props");
  const char      *name;
  guint64          index;

  if (rows == NULL || !read_row_key (problem, "props", &index) ||
      index >= weir_value_get_length (rows))
    return NULL;
  name = weir_value_lookup_string (weir_value_get_item (rows, index), "p");
  for (gsize i = 0; i < index; i++)
    {
      const char *other =
        weir_value_lookup_string (weir_value_get_item (rows, i), "p");

      if (g_strcmp0 (other, name) == 0)
        return remove_row (element, "props", i);
    }
  return NULL;
}

/* Wires to nowhere */

/* The problem says in its text which target it means, if in a cut one. */
static gboolean
is_meant (WeirSession *session, const WeirProblem *problem, const WeirValue *target)
{
  WeirDocument *document = weir_session_get_document (session);
  const char   *id;

  if (weir_value_get_kind (target) != WEIR_VALUE_KIND_STRING)
    return FALSE;
  id = weir_value_get_string (target, NULL);
  return id[0] != '\0' && weir_document_get_element (document, id) == NULL &&
         strstr (problem->text, id) != NULL;
}

static void
cut_wires (WeirSession       *session,
           const WeirProblem *problem,
           WeirElement       *element,
           GPtrArray         *edits)
{
  const WeirValue *wires = get_list (element, "wires");

  for (gsize port = 0; wires != NULL && port < weir_value_get_length (wires);
       port++)
    {
      const WeirValue *targets = weir_value_get_item (wires, port);

      if (weir_value_get_kind (targets) != WEIR_VALUE_KIND_ARRAY)
        continue;
      for (gsize i = 0; i < weir_value_get_length (targets); i++)
        {
          const WeirValue *target = weir_value_get_item (targets, i);

          if (is_meant (session, problem, target))
            g_ptr_array_add (
              edits,
              weir_edit_new_disconnect (weir_element_get_id (element),
                                        (guint)port,
                                        weir_value_get_string (target, NULL)));
        }
    }
}

static void
cut_links (WeirSession       *session,
           const WeirProblem *problem,
           WeirElement       *element,
           GPtrArray         *edits)
{
  WeirValue            *links = get_list (element, "links");
  g_autoptr (WeirValue) left = NULL;
  gsize                 n;

  if (links == NULL)
    return;
  n = weir_value_get_length (links);
  left = weir_value_ref (links);
  for (gsize i = n; i > 0; i--)
    {
      if (is_meant (session, problem, weir_value_get_item (links, i - 1)))
        left = weir_value_without_item (left, i - 1);
    }
  if (weir_value_get_length (left) < n)
    g_ptr_array_add (edits,
                     weir_edit_new_set (weir_element_get_id (element),
                                        "links",
                                        left));
}

static WeirEdit *
remove_wire (WeirSession *session, const WeirProblem *problem, WeirElement *element)
{
  g_autoptr (GPtrArray) edits = new_edits ();

  cut_wires (session, problem, element, edits);
  cut_links (session, problem, element, edits);
  return edits->len > 0 ? weir_edit_new_list (edits) : NULL;
}

static const struct
{
  const char *code;
  EditFunc    make;
} rows[] = {
  { "W203", enable_config },     { "W211", make_client },
  { "W213", cut_path },          { "W221", use_wss },
  { "W223", cut_fragment },      { "W226", remove_repeated },
  { "W229", remove_header },     { "W290", delete_entry },
  { "I608", remove_first },      { "D703", show_in_panel },
  { "T411", check_certificate }, { "F807", remove_wire },
};

static EditFunc
find_row (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].code, code))
        return rows[i].make;
    }
  return NULL;
}

gboolean
weir_problem_has_edit (const char *code)
{
  return find_row (code) != NULL;
}

WeirEdit *
weir_problem_make_edit (WeirSession *session, const WeirProblem *problem)
{
  EditFunc     make = find_row (problem->code);
  WeirElement *element;

  if (make == NULL || problem->element_id == NULL)
    return NULL;
  element = weir_document_get_element (weir_session_get_document (session),
                                       problem->element_id);
  return element != NULL ? make (session, problem, element) : NULL;
}
