/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-export.h"

#include "flow/weir-entry-text-private.h"
#include "flow/weir-export-private.h"
#include "flow/weir-graft-remap-private.h"
#include "flow/weir-users.h"

#include <string.h>

/* --- What comes along ------------------------------------------------------- */

typedef struct
{
  WeirDocument *document;
  GHashTable   *taken; /* set of WeirElement */
  GQueue        fresh; /* WeirElement whose parts are still to be taken */
} Collector;

static void
take (Collector *self, WeirElement *element)
{
  if (element != NULL && g_hash_table_add (self->taken, element))
    g_queue_push_tail (&self->fresh, element);
}

static void
take_members (Collector *self, WeirElement *group)
{
  const WeirValue *nodes = weir_element_get_member (group, "nodes");

  if (nodes == NULL || weir_value_get_kind (nodes) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (nodes); i++)
    {
      const WeirValue *id = weir_value_get_item (nodes, i);

      if (weir_value_get_kind (id) == WEIR_VALUE_KIND_STRING)
        take (self,
              weir_document_get_element (self->document,
                                         weir_value_get_string (id, NULL)));
    }
}

/* Everything that stands in a flow that is taken, in one pass for them all. */
static void
take_contents (Collector *self)
{
  for (guint i = 0; i < weir_document_get_n_elements (self->document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      const char  *container = weir_element_get_container (element);
      WeirElement *flow =
        container != NULL ? weir_document_get_element (self->document, container)
                          : NULL;

      if (flow != NULL && g_hash_table_contains (self->taken, flow))
        take (self, element);
    }
}

static void
take_parts (Collector *self)
{
  gboolean     flows = FALSE;
  WeirElement *element;

  while ((element = g_queue_pop_head (&self->fresh)) != NULL)
    switch (weir_element_get_kind (element))
      {
      case WEIR_ELEMENT_KIND_TAB:
      case WEIR_ELEMENT_KIND_SUBFLOW:
        flows = TRUE;
        break;
      case WEIR_ELEMENT_KIND_GROUP:
        take_members (self, element);
        break;
      case WEIR_ELEMENT_KIND_JUNCTION:
      case WEIR_ELEMENT_KIND_NODE:
      case WEIR_ELEMENT_KIND_CONFIG:
      case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      case WEIR_ELEMENT_KIND_INVALID:
        break;
      }
  if (flows)
    take_contents (self);
}

static gboolean
is_shared (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_CONFIG || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static gboolean
is_used (Collector *self, WeirUsers *users, WeirElement *element)
{
  GPtrArray *list = weir_users_list (users, weir_element_get_id (element));

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_hash_table_contains (self->taken, list->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Returns: whether anything was taken that was not before */
static gboolean
take_used (Collector *self, WeirUsers *users)
{
  guint before = g_hash_table_size (self->taken);

  for (guint i = 0; i < weir_document_get_n_elements (self->document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);

      if (is_shared (element) && !g_hash_table_contains (self->taken, element) &&
          is_used (self, users, element))
        take (self, element);
    }
  return g_hash_table_size (self->taken) > before;
}

GPtrArray *
weir_export_collect (WeirDocument *document, GPtrArray *ids)
{
  g_autoptr (WeirUsers)  users = weir_users_new (document);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Collector              self = { document, taken, G_QUEUE_INIT };
  GPtrArray             *elements = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    take (&self, weir_document_get_element (document, ids->pdata[i]));
  do
    take_parts (&self);
  while (ids != NULL && take_used (&self, users));

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (ids == NULL || g_hash_table_contains (taken, element))
        g_ptr_array_add (elements, element);
    }
  return elements;
}

/* --- Text ------------------------------------------------------------------- */

guint
weir_export_count_secrets (GPtrArray *elements)
{
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    weir_value_unref (
      weir_export_strip_secrets (weir_element_get_value (elements->pdata[i]), &n));
  return n;
}

typedef struct
{
  GHashTable *ids; /* owned (nullable): id → itself, of what is exported; NULL
                    * for everything */
  gboolean    without_secrets;
} Exporter;

static void
set_member (GBytes **text, const char *key, WeirValue *value)
{
  GBytes *changed = weir_entry_text_set (*text, key, value);

  g_bytes_unref (*text);
  *text = changed;
}

static void
remove_secrets (WeirElement *element, GBytes **text)
{
  WeirValue            *value = weir_element_get_value (element);
  guint                 n = 0;
  g_autoptr (WeirValue) stripped = weir_export_strip_secrets (value, &n);

  for (gsize i = 0; n > 0 && i < weir_value_get_length (stripped); i++)
    {
      const char *key = weir_value_get_key (stripped, i, NULL);
      WeirValue  *member = weir_value_get_member (stripped, i);

      if (member != weir_value_lookup (value, key))
        set_member (text, key, member);
    }
}

/* What links and scopes name may well be where the text goes. */
static gboolean
is_known (gpointer user_data, const char *id)
{
  return TRUE;
}

static void
trim (Exporter *self, WeirElement *element, GBytes **text)
{
  const WeirValue   *value = weir_element_get_value (element);
  const WeirRemapper remapper = {
    .map = self->ids,
    .kind = weir_element_get_kind (element),
    .is_known = is_known,
  };

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const char           *key = weir_value_get_key (value, i, NULL);
      WeirValue            *member = weir_value_get_member (value, i);
      g_autoptr (WeirValue) trimmed = weir_remap_member (&remapper, key, member);

      if (trimmed != member)
        set_member (text, key, trimmed);
    }
}

static void
append_entry (Exporter *self, GString *out, WeirElement *element)
{
  g_autofree char *source = weir_element_dup_text (element);
  GBytes          *text = g_bytes_new (source, strlen (source));
  gsize            length;
  const char      *data;

  if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_INVALID)
    {
      if (weir_element_get_member (element, "credentials") != NULL)
        set_member (&text, "credentials", NULL);
      if (self->without_secrets)
        remove_secrets (element, &text);
      if (self->ids != NULL)
        trim (self, element, &text);
    }
  data = g_bytes_get_data (text, &length);
  g_string_append_len (out, data, (gssize)length);
  g_bytes_unref (text);
}

static char *
write_text (Exporter *self, GPtrArray *elements, WeirJsonStyle style)
{
  g_autoptr (GString) text = g_string_new ("[");
  GString            *laid_out;

  for (guint i = 0; i < elements->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_entry (self, text, elements->pdata[i]);
    }
  g_string_append_c (text, ']');
  laid_out = weir_json_relayout (text->str, text->len, style, NULL);
  g_assert (laid_out != NULL); /* made of entries that were read */
  return g_string_free (laid_out, FALSE);
}

char *
weir_export_to_text (GPtrArray    *elements,
                     WeirJsonStyle style,
                     gboolean      without_secrets)
{
  Exporter self = { NULL, without_secrets };

  return write_text (&self, elements, style);
}

char *
weir_export_part_to_text (GPtrArray    *elements,
                          WeirJsonStyle style,
                          gboolean      without_secrets)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Exporter               self = { ids, without_secrets };

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = weir_element_get_id (elements->pdata[i]);

      g_hash_table_insert (ids, (gpointer)id, (gpointer)id);
    }
  return write_text (&self, elements, style);
}
