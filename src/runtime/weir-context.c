/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-context.h"

#include "json/weir-path.h"

/* WeirContext: one object value for each scope that holds anything. Owned by
 * the engine; node scopes end with their node, flow scopes with their tab,
 * global context with the engine (Node-RED's default memory store). */
struct _WeirContext
{
  GHashTable *scopes; /* owned: scope → object value */
  GHashTable *stores; /* owned: names of unknown stores */
};

WeirContext *
weir_context_new (void)
{
  WeirContext *self = g_new0 (WeirContext, 1);

  self->scopes = g_hash_table_new_full (g_str_hash,
                                        g_str_equal,
                                        g_free,
                                        (GDestroyNotify)weir_value_unref);
  self->stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
weir_context_free (WeirContext *self)
{
  g_hash_table_unref (self->stores);
  g_hash_table_unref (self->scopes);
  g_free (self);
}

WeirValue *
weir_context_get (WeirContext *self,
                  const char  *scope,
                  const char  *key,
                  WeirValue   *message,
                  GError     **error)
{
  g_autoptr (WeirPath)  path = weir_path_new (key, error);
  g_autoptr (WeirValue) empty = weir_value_new_object ();
  g_autoptr (GError)    failure = NULL;
  WeirValue            *root = g_hash_table_lookup (self->scopes, scope);
  WeirValue            *value;

  if (path == NULL)
    return NULL;

  value =
    weir_path_get_beside (path, root != NULL ? root : empty, message, &failure);

  /* Below a missing parent there is nothing, which is no error here. */
  if (g_error_matches (failure, WEIR_PATH_ERROR, WEIR_PATH_ERROR_MISSING))
    return weir_value_new_undefined ();

  if (value == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return value;
}

gboolean
weir_context_set (WeirContext *self,
                  const char  *scope,
                  const char  *key,
                  WeirValue   *value,
                  WeirValue   *message,
                  GError     **error)
{
  g_autoptr (WeirValue) owned = value;
  g_autoptr (WeirPath)  path = weir_path_new (key, error);
  WeirValue            *root = g_hash_table_lookup (self->scopes, scope);

  if (path == NULL)
    return FALSE;

  root = root != NULL ? weir_value_ref (root) : weir_value_new_object ();
  root = weir_path_set (path, root, g_steal_pointer (&owned), message, error);

  if (root == NULL)
    return FALSE;

  g_hash_table_replace (self->scopes, g_strdup (scope), root);

  return TRUE;
}

gboolean
weir_context_note_store (WeirContext *self, const char *store)
{
  static const char *const known[] = { "default", "memory", "memoryOnly" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (store, known[i]))
      return FALSE;

  return g_hash_table_size (self->stores) < WEIR_CONTEXT_MAX_NOTED_STORES &&
         g_hash_table_add (self->stores, g_strdup (store));
}

void
weir_context_forget (WeirContext *self, const char *scope)
{
  g_hash_table_remove (self->scopes, scope);
}

typedef struct
{
  WeirContextFilter filter;
  gpointer          user_data;
} Retention;

static gboolean
is_over (gpointer scope, gpointer value, gpointer user_data)
{
  Retention *retention = user_data;

  return *(const char *)scope != '\0' &&
         !retention->filter (scope, retention->user_data);
}

void
weir_context_retain (WeirContext *self, WeirContextFilter filter, gpointer user_data)
{
  Retention retention = { filter, user_data };

  g_hash_table_foreach_remove (self->scopes, is_over, &retention);
}
