/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an inject node puts into its message: the entries of the node, or those
 * that came with a press, with their paths read once. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-props.h"

#include "json/weir-convert.h"
#include "json/weir-path.h"
#include "nodes/weir-inject-entry.h"

typedef struct
{
  WeirPath  *path; /* NULL: bad, then why */
  char      *failure;
  WeirValue *value;
  char      *type;
} Prop;

struct _WeirInjectProps
{
  GPtrArray *list; /* (element-type Prop) */
};

static void
prop_free (gpointer data)
{
  Prop *prop = data;

  g_clear_pointer (&prop->path, weir_path_unref);
  g_free (prop->failure);
  weir_value_unref (prop->value);
  g_free (prop->type);
  g_free (prop);
}

/* Error texts as Node-RED's, which has the name of the JavaScript error before
 * each. */
static char *
dup_failure (const GError *error)
{
  gboolean missing =
    g_error_matches (error, WEIR_PATH_ERROR, WEIR_PATH_ERROR_MISSING);

  if (error->domain != WEIR_PATH_ERROR)
    return g_strdup (error->message);
  return g_strconcat (missing ? "TypeError: " : "Error: ", error->message, NULL);
}

static gboolean
is_jsonata (WeirNode *node, const char *path, const char *type)
{
  if (!g_str_equal (type, "jsonata"))
    return FALSE;
  weir_node_log (node,
                 WEIR_LOG_LEVEL_WARN,
                 "JSONata can't be evaluated here: msg.%.64s is left out",
                 path);
  return TRUE;
}

/* A missing value is the empty text, a missing type means text; an entry
 * without a path is none. */
static void
add_prop (WeirInjectProps *props, WeirNode *node, const WeirInjectEntry *entry)
{
  const char        *type = entry->type != NULL ? entry->type : "str";
  g_autoptr (GError) error = NULL;
  Prop              *prop;

  if (entry->path == NULL || *entry->path == '\0' ||
      is_jsonata (node, entry->path, type))
    return;
  prop = g_new0 (Prop, 1);
  prop->path = weir_path_new_message (entry->path, &error);
  if (prop->path == NULL)
    prop->failure = dup_failure (error);
  prop->value = entry->value != NULL ? weir_value_ref (entry->value)
                                     : weir_value_new_string ("");
  prop->type = g_strdup (type);
  g_ptr_array_add (props->list, prop);
}

static gsize
count_entries (const WeirValue *config, const WeirValue *rows)
{
  return rows != NULL ? weir_value_get_length (rows)
                      : weir_inject_entry_count (config);
}

WeirInjectProps *
weir_inject_props_new (WeirNode *node, WeirValue *rows)
{
  WeirInjectProps *props = g_new0 (WeirInjectProps, 1);
  const WeirValue *config = weir_node_get_config (node);

  props->list = g_ptr_array_new_with_free_func (prop_free);
  for (gsize i = 0; i < count_entries (config, rows); i++)
    {
      WeirInjectEntry entry =
        rows != NULL ? weir_inject_entry_read (weir_value_get_item (rows, i))
                     : weir_inject_entry_get (config, i);

      add_prop (props, node, &entry);
    }
  return props;
}

void
weir_inject_props_free (WeirInjectProps *props)
{
  g_ptr_array_unref (props->list);
  g_free (props);
}

/* Later properties may look at earlier ones, so each is set before the next is
 * evaluated. */
static gboolean
apply (const Prop *prop, WeirNode *node, WeirMessage **message, GError **error)
{
  WeirValue *object = weir_message_get_object (*message);
  WeirValue *value;

  value = weir_node_evaluate (node, prop->value, prop->type, *message, error);
  if (value == NULL)
    return FALSE;
  object =
    weir_path_set (prop->path, weir_value_ref (object), value, NULL, error);
  if (object == NULL)
    return FALSE;
  weir_message_unref (*message);
  *message = weir_message_new (object);
  return TRUE;
}

static void
append_failure (GString *failures, const char *failure)
{
  if (failures->len > 0)
    g_string_append (failures, "; ");
  g_string_append (failures, failure);
}

gboolean
weir_inject_props_apply (const WeirInjectProps *props,
                         WeirNode              *node,
                         WeirMessage          **message,
                         GError               **error)
{
  g_autoptr (GString) failures = g_string_new (NULL);

  for (guint i = 0; i < props->list->len; i++)
    {
      const Prop        *prop = g_ptr_array_index (props->list, i);
      g_autoptr (GError) failure = NULL;
      g_autofree char   *text = NULL;

      if (prop->path == NULL)
        append_failure (failures, prop->failure);
      else if (!apply (prop, node, message, &failure))
        {
          text = dup_failure (failure);
          append_failure (failures, text);
        }
    }
  if (failures->len == 0)
    return TRUE;
  g_set_error_literal (error,
                       WEIR_RUNTIME_ERROR,
                       WEIR_RUNTIME_ERROR_VALUE,
                       failures->str);
  return FALSE;
}
