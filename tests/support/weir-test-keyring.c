/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-keyring.h"

/* How long the desktop thinks. */
#define DELAY_MS 5

struct _WeirTestKeyring
{
  GObject parent_instance;

  GHashTable *secrets; /* id → secret */
  GHashTable *labels;  /* id → label */
  guint       n_lookups;
  gboolean    is_broken;
};

static gboolean
is_working (WeirTestKeyring *self, GTask *task)
{
  if (self->is_broken)
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_NOT_SUPPORTED,
                             "There is no keyring.");
  return !self->is_broken;
}

/* Storing */

typedef struct
{
  char *id;
  char *label;
  char *secret;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item->label);
  g_free (item->secret);
  g_free (item);
}

static gboolean
store_cb (gpointer data)
{
  GTask           *task = data;
  WeirTestKeyring *self = g_task_get_source_object (task);
  Item            *item = g_task_get_task_data (task);

  if (is_working (self, task))
    {
      g_hash_table_insert (self->secrets,
                           g_strdup (item->id),
                           g_strdup (item->secret));
      g_hash_table_insert (self->labels,
                           g_strdup (item->id),
                           g_strdup (item->label));
      g_task_return_boolean (task, TRUE);
    }
  return G_SOURCE_REMOVE;
}

static void
store_async (WeirKeyring        *keyring,
             const char         *id,
             const char         *label,
             const char         *secret,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  Item  *item = g_new0 (Item, 1);

  item->id = g_strdup (id);
  item->label = g_strdup (label);
  item->secret = g_strdup (secret);
  g_task_set_task_data (task, item, item_free);
  g_timeout_add_full (G_PRIORITY_DEFAULT, DELAY_MS, store_cb, task, g_object_unref);
}

static gboolean
store_finish (WeirKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking up */

static gboolean
lookup_cb (gpointer data)
{
  GTask           *task = data;
  WeirTestKeyring *self = g_task_get_source_object (task);
  const char      *secret =
    g_hash_table_lookup (self->secrets, g_task_get_task_data (task));

  if (!is_working (self, task) || g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (secret != NULL)
    g_task_return_pointer (task, g_strdup (secret), g_free);
  else
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_NOT_FOUND,
                             "It is not there.");
  return G_SOURCE_REMOVE;
}

static void
lookup_async (WeirKeyring        *keyring,
              const char         *id,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);

  WEIR_TEST_KEYRING (keyring)->n_lookups++;
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_timeout_add_full (G_PRIORITY_DEFAULT, DELAY_MS, lookup_cb, task, g_object_unref);
}

static char *
lookup_finish (WeirKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keyring_init (WeirKeyringInterface *iface)
{
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirTestKeyring,
                               weir_test_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_KEYRING,
                                                      keyring_init))

static void
weir_test_keyring_finalize (GObject *object)
{
  WeirTestKeyring *self = WEIR_TEST_KEYRING (object);

  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->labels);

  G_OBJECT_CLASS (weir_test_keyring_parent_class)->finalize (object);
}

static void
weir_test_keyring_class_init (WeirTestKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_test_keyring_finalize;
}

static void
weir_test_keyring_init (WeirTestKeyring *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

WeirTestKeyring *
weir_test_keyring_new (void)
{
  return g_object_new (WEIR_TYPE_TEST_KEYRING, NULL);
}

void
weir_test_keyring_break (WeirTestKeyring *self)
{
  self->is_broken = TRUE;
}

void
weir_test_keyring_empty (WeirTestKeyring *self)
{
  g_hash_table_remove_all (self->secrets);
  g_hash_table_remove_all (self->labels);
}

guint
weir_test_keyring_get_n (WeirTestKeyring *self)
{
  return g_hash_table_size (self->secrets);
}

guint
weir_test_keyring_get_n_lookups (WeirTestKeyring *self)
{
  return self->n_lookups;
}

const char *
weir_test_keyring_get_label (WeirTestKeyring *self)
{
  g_autoptr (GList) labels = g_hash_table_get_values (self->labels);

  return labels != NULL && labels->next == NULL ? labels->data : NULL;
}
