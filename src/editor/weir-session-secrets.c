/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-session-secrets.h"

#include "editor/weir-session-private.h"
#include "host/weir-node-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A secret is read once a session, when something first runs that may need it,
 * and then kept in memory, as what runs has it there anyhow. */

/* What a check sees in the place of a secret that was not read. */
#define UNREAD "secret"

void
weir_session_secrets_init (WeirSession *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
weir_session_secrets_clear (WeirSession *self)
{
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->secrets, g_hash_table_unref);
  g_clear_pointer (&self->lost, g_hash_table_unref);
}

void
weir_session_set_keyring (WeirSession *self, WeirKeyring *keyring)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  g_set_object (&self->keyring, keyring);
}

WeirKeyring *
weir_session_get_keyring (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->keyring;
}

/* Variables ------------------------------------------------------------------ */

static void
copy_into (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  if (from == NULL)
    return;
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (to, g_strdup (name), g_strdup (value));
}

GHashTable *
weir_session_dup_variables (WeirSession *self)
{
  GHashTable *variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (WEIR_IS_SESSION (self), variables);

  copy_into (variables, self->secrets);
  copy_into (variables, self->run_settings->variables);
  return variables;
}

GHashTable *
weir_session_dup_known_variables (WeirSession *self)
{
  GHashTable    *variables = weir_session_dup_variables (self);
  GHashTableIter iter;
  gpointer       name;

  if (self->run_settings->secrets == NULL)
    return variables;
  g_hash_table_iter_init (&iter, self->run_settings->secrets);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (variables, name) &&
          !g_hash_table_contains (self->lost, name))
        g_hash_table_insert (variables, g_strdup (name), g_strdup (UNREAD));
    }
  return variables;
}

/* Reading -------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_unread (WeirSession *self)
{
  GPtrArray     *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       name;

  if (self->run_settings->secrets == NULL)
    return names;
  g_hash_table_iter_init (&iter, self->run_settings->secrets);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (self->secrets, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

gboolean
weir_session_has_unread_secrets (WeirSession *self)
{
  g_autoptr (GPtrArray) names = list_unread (self);

  return names->len > 0;
}

static void
lose (WeirSession *self, const char *name, const char *reason)
{
  g_hash_table_add (self->lost, g_strdup (name));
  weir_session_tell (self, _ ("The secret “%s” can’t be read. %s"), name, reason);
  weir_session_queue_check (self);
}

/* @task: (transfer full): with the names that are left */
static void read_next (GTask *task);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask             *task = user_data;
  WeirSession       *self = g_task_get_source_object (task);
  GPtrArray         *names = g_task_get_task_data (task);
  g_autofree char   *name = g_ptr_array_steal_index (names, 0);
  g_autoptr (GError) error = NULL;
  char              *secret =
    weir_keyring_lookup_finish (WEIR_KEYRING (source), result, &error);

  if (secret != NULL)
    {
      g_hash_table_remove (self->lost, name);
      g_hash_table_insert (self->secrets, g_steal_pointer (&name), secret);
      weir_session_queue_check (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lose (self, name, error->message);
  read_next (task);
}

static void
read_next (GTask *task)
{
  WeirSession *self = g_task_get_source_object (task);
  GPtrArray   *names = g_task_get_task_data (task);
  const char  *id = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (names->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (self->run_settings->secrets != NULL)
    id = g_hash_table_lookup (self->run_settings->secrets, names->pdata[0]);
  if (id != NULL && self->keyring != NULL)
    {
      weir_keyring_lookup_async (self->keyring,
                                 id,
                                 g_task_get_cancellable (task),
                                 found_cb,
                                 task);
      return;
    }
  if (id != NULL)
    lose (self, names->pdata[0], _ ("This program knows no keyring."));
  g_ptr_array_remove_index (names, 0);
  read_next (task);
}

void
weir_session_load_secrets_async (WeirSession        *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (WEIR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, weir_session_load_secrets_async);
  g_task_set_task_data (task,
                        list_unread (self),
                        (GDestroyNotify)g_ptr_array_unref);
  read_next (task);
}

gboolean
weir_session_load_secrets_finish (WeirSession  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Keeping -------------------------------------------------------------------- */

typedef struct
{
  char *name;
  char *id;
  char *secret;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_free (keep->name);
  g_free (keep->id);
  g_free (keep->secret);
  g_free (keep);
}

static gboolean
is_taken (WeirSession *self, const char *name)
{
  const WeirRunSettings *settings = self->run_settings;

  return (settings->secrets != NULL &&
          g_hash_table_contains (settings->secrets, name)) ||
         (settings->variables != NULL &&
          g_hash_table_contains (settings->variables, name)) ||
         g_getenv (name) != NULL;
}

/* Returns: (transfer full): capital letters, digits and _, none of which begins
 * with a digit */
static char *
make_name (WeirSession *self, const char *wish)
{
  g_autofree char *name = g_ascii_strup (wish, -1);
  char            *numbered;

  g_strcanon (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '_');
  if (*name == '\0' || g_ascii_isdigit (*name))
    {
      g_autofree char *digits = g_steal_pointer (&name);

      name = g_strconcat ("SECRET_", digits, NULL);
    }
  if (!is_taken (self, name))
    return g_steal_pointer (&name);
  for (guint i = 2;; i++)
    {
      numbered = g_strdup_printf ("%s_%u", name, i);
      if (!is_taken (self, numbered))
        return numbered;
      g_free (numbered);
    }
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WeirSession      *self = g_task_get_source_object (task);
  Keep             *keep = g_task_get_task_data (task);
  WeirRunSettings  *settings;
  GError           *error = NULL;

  if (!weir_keyring_store_finish (WEIR_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  settings = weir_run_settings_copy (self->run_settings);
  weir_run_settings_set_secret (settings, keep->name, keep->id);
  g_hash_table_insert (self->secrets,
                       g_strdup (keep->name),
                       g_strdup (keep->secret));
  weir_session_set_run_settings (self, settings);
  g_task_return_pointer (task, g_strdup (keep->name), g_free);
}

void
weir_session_keep_secret_async (WeirSession        *self,
                                const char         *wish,
                                const char         *label,
                                const char         *secret,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;
  Keep  *keep;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (wish != NULL && label != NULL && secret != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, weir_session_keep_secret_async);
  if (self->keyring == NULL)
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_NOT_SUPPORTED,
                               "%s",
                               _ ("This program knows no keyring."));
      g_object_unref (task);
      return;
    }
  keep = g_new0 (Keep, 1);
  keep->name = make_name (self, wish);
  keep->id = g_uuid_string_random ();
  keep->secret = g_strdup (secret);
  g_task_set_task_data (task, keep, keep_free);
  weir_keyring_store_async (self->keyring,
                            keep->id,
                            label,
                            secret,
                            NULL,
                            stored_cb,
                            task);
}

char *
weir_session_keep_secret_finish (WeirSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
