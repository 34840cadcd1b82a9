/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-clipboard.h"

#include "flow/weir-export.h"
#include "flow/weir-graft-private.h"
#include "flow/weir-incoming-private.h"
#include "flow/weir-operation-private.h"
#include "schema/weir-problem.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Copy and paste. What is copied is a flow file, what is pasted any text that
 * has one in it. */

/* How much of a text is looked at to tell whether it may be a flow. */
#define LOOK_BYTES 4096

char *
weir_clipboard_copy (WeirDocument *document, GPtrArray *ids)
{
  g_autoptr (GPtrArray) elements = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  elements = weir_export_collect (document, ids);
  return weir_export_part_to_text (elements, WEIR_JSON_STYLE_COMPACT, FALSE);
}

/* Reading */

static const char *
skip_space (const char *text)
{
  return text + strspn (text, " \t\r\n");
}

/* Blanks for what stands before the list, so that lines and columns stay those
 * of the text. */
static GBytes *
cut_list (const char *text, gsize length)
{
  const char *open = memchr (text, '[', length);
  const char *close = g_strrstr_len (text, (gssize)length, "]");
  char       *list;
  gsize       end;

  if (open == NULL || close == NULL || close < open)
    return g_bytes_new (text, length);
  end = close + 1 - text;
  list = g_strndup (text, end);
  for (gsize i = 0; text + i < open; i++)
    if (list[i] != '\n')
      list[i] = ' ';
  return g_bytes_new_take (list, end);
}

static void
set_entry_error (GError **error, guint index, const char *reason)
{
  g_autofree char        *n = g_strdup_printf ("%u", index + 1);
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("F803", NULL, NULL, "n", n, "reason", reason, NULL);

  g_set_error_literal (error,
                       WEIR_FLOW_ERROR,
                       WEIR_FLOW_ERROR_BAD_ENTRY,
                       problem->text);
}

static gboolean
has_text (const WeirValue *entry, const char *key)
{
  const char *text = weir_value_lookup_string (entry, key);

  return text != NULL && *text != '\0';
}

static gboolean
check_entries (WeirDocument *incoming, GError **error)
{
  guint n = weir_document_get_n_elements (incoming);

  for (guint i = 0; i < n; i++)
    {
      const WeirValue *entry =
        weir_element_get_value (weir_document_get_nth_element (incoming, i));
      const char *reason = NULL;

      if (weir_value_get_kind (entry) != WEIR_VALUE_KIND_OBJECT)
        {
          set_entry_error (error, i, NULL);
          return FALSE;
        }
      if (!has_text (entry, "id"))
        reason = _ ("it has no id");
      else if (!has_text (entry, "type"))
        reason = _ ("it has no type");
      if (reason != NULL)
        {
          set_entry_error (error, i, reason);
          return FALSE;
        }
    }
  return TRUE;
}

/* One node, or the object form of the admin API. */
static WeirDocument *
read_object (const char *text, gsize length)
{
  g_autoptr (GBytes)  whole = g_bytes_new (text, length);
  g_autoptr (GString) list = g_string_new ("[");
  g_autoptr (GBytes)  wrapped = NULL;
  WeirDocument       *incoming = weir_document_new_from_bytes (whole, NULL);

  if (incoming != NULL)
    return incoming;
  g_string_append_len (list, text, (gssize)length);
  g_string_append_c (list, ']');
  wrapped = g_bytes_new (list->str, list->len);
  incoming = weir_document_new_from_bytes (wrapped, NULL);
  if (incoming != NULL && check_entries (incoming, NULL))
    return incoming;
  g_clear_object (&incoming);
  return NULL;
}

WeirDocument *
weir_clipboard_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (WeirDocument) incoming = NULL;
  g_autofree char         *copy = NULL;
  g_autoptr (GBytes)       list = NULL;
  gsize                    n_bytes;

  g_return_val_if_fail (text != NULL, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize)length;
  copy = g_strndup (text, n_bytes);
  if (*skip_space (copy) == '{')
    incoming = read_object (copy, n_bytes);
  if (incoming == NULL)
    {
      list = cut_list (text, n_bytes);
      incoming = weir_document_new_from_bytes (list, error);
    }
  if (incoming == NULL || !check_entries (incoming, error))
    return NULL;
  return g_steal_pointer (&incoming);
}

gboolean
weir_clipboard_looks_like_flow (const char *text)
{
  g_autofree char *start = NULL;
  const char      *open;

  g_return_val_if_fail (text != NULL, FALSE);

  start = g_strndup (text, LOOK_BYTES);
  open = strpbrk (start, "[{");
  return open != NULL && strstr (open, "\"id\"") != NULL &&
         strstr (open, "\"type\"") != NULL;
}

gboolean
weir_clipboard_is_loose (WeirDocument *incoming, WeirElement *element)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT (incoming), FALSE);
  g_return_val_if_fail (WEIR_IS_ELEMENT (element), FALSE);

  return weir_incoming_is_loose (incoming, element);
}

gboolean
weir_clipboard_get_bounds (WeirDocument *incoming,
                           double       *left,
                           double       *top,
                           double       *right,
                           double       *bottom)
{
  gboolean found = FALSE;
  guint    n;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (incoming), FALSE);

  n = weir_document_get_n_elements (incoming);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (incoming, i);
      double       x = weir_element_get_x (element);
      double       y = weir_element_get_y (element);

      if (!weir_incoming_is_loose (incoming, element) ||
          !weir_operation_has_place (element))
        continue;
      *left = found ? MIN (*left, x) : x;
      *top = found ? MIN (*top, y) : y;
      *right = found ? MAX (*right, x) : x;
      *bottom = found ? MAX (*bottom, y) : y;
      found = TRUE;
    }
  return found;
}

/* Pasting */

typedef struct
{
  WeirDocument *document; /* borrowed */
  WeirDocument *incoming; /* borrowed */
  WeirGraft    *graft;    /* borrowed */
  const char   *flow;     /* borrowed, nullable */
  GHashTable   *reused;   /* subflows that are there, borrowed ids */
  gboolean      keep_ids;
  double        dx;
  double        dy;
} Paster;

/* What is there already isn't pasted again. */
static gboolean
reuse (Paster *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);

  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_CONFIG:
      if (!weir_incoming_has_same_type (self->document, element))
        return FALSE;
      break;
    case WEIR_ELEMENT_KIND_SUBFLOW:
      if (!weir_incoming_has_same_flow (self->document, self->incoming, element))
        return FALSE;
      g_hash_table_add (self->reused, (gpointer)id);
      break;
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return TRUE;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    }
  weir_graft_map (self->graft, id, id);
  return TRUE;
}

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static void
paste_element (Paster *self, WeirElement *element)
{
  const char *z = weir_element_get_container (element);

  if (g_hash_table_contains (self->reused, z) || reuse (self, element))
    return;
  if (weir_incoming_is_loose (self->incoming, element) && self->flow != NULL &&
      weir_operation_would_recurse (self->document,
                                    weir_element_get_type_name (element),
                                    self->flow))
    return;
  weir_graft_take (self->graft, element, !self->keep_ids);
}

/* Flows first: what is in one that is there already stays out. */
static void
paste_all (Paster *self)
{
  guint n = weir_document_get_n_elements (self->incoming);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        WeirElement *element = weir_document_get_nth_element (self->incoming, i);

        if (is_flow (element) == (pass == 0))
          paste_element (self, element);
      }
}

static gboolean
has_loose_nodes (WeirDocument *incoming)
{
  guint n = weir_document_get_n_elements (incoming);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (incoming, i);

      if (weir_incoming_is_loose (incoming, element) &&
          weir_operation_has_place (element))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full) (nullable): the edit; @ids gets the new entries */
static WeirEdit *
paste (Paster *self, GPtrArray *ids)
{
  g_autoptr (WeirEditBuilder) builder = weir_edit_builder_new (self->document);
  g_autoptr (WeirGraft)       graft = NULL;
  g_autoptr (GHashTable) reused = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char       *new_flow = NULL;

  if (self->flow == NULL && has_loose_nodes (self->incoming))
    self->flow = new_flow =
      weir_operation_add_tab (builder, self->document, NULL, NULL);
  self->graft = graft = weir_graft_new (builder, self->document, self->incoming);
  self->reused = reused;
  weir_graft_set_place (graft, self->flow, self->dx, self->dy);
  weir_graft_set_renumber (graft, !self->keep_ids);
  paste_all (self);
  weir_graft_write (graft, ids);
  return weir_edit_builder_end (builder);
}

static gboolean
can_paste_into (WeirDocument *document, const char *flow)
{
  return flow == NULL || (weir_document_get_element (document, flow) != NULL &&
                          !weir_operation_is_locked (document, flow));
}

WeirEdit *
weir_clipboard_paste (WeirDocument *document,
                      WeirDocument *incoming,
                      const char   *flow,
                      double        dx,
                      double        dy,
                      gboolean      keep_ids,
                      GPtrArray   **ids)
{
  Paster self = {
    .document = document,
    .incoming = incoming,
    .flow = flow,
    .keep_ids = keep_ids,
    .dx = dx,
    .dy = dy,
  };

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (WEIR_IS_DOCUMENT (incoming), NULL);
  g_return_val_if_fail (isfinite (dx) && isfinite (dy), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  *ids = g_ptr_array_new_with_free_func (g_free);
  if (!can_paste_into (document, flow))
    return NULL;
  return paste (&self, *ids);
}
