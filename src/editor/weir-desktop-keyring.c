/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/* WeirDesktopKeyring: the keyring that libsecret finds: the desktop's service,
 * or in a sandbox an encrypted file of our own. The application owns it;
 * sessions hold it while they are open. */

#define WEIR_TYPE_DESKTOP_KEYRING (weir_desktop_keyring_get_type ())
G_DECLARE_FINAL_TYPE (WeirDesktopKeyring,
                      weir_desktop_keyring,
                      WEIR,
                      DESKTOP_KEYRING,
                      GObject)

struct _WeirDesktopKeyring
{
  GObject parent_instance;
};

static const SecretSchema schema = {
  .name = WEIR_APP_ID ".Secret",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "id", SECRET_SCHEMA_ATTRIBUTE_STRING }, },
};

static void
weir_desktop_keyring_class_init (WeirDesktopKeyringClass *klass)
{
}

static void
weir_desktop_keyring_init (WeirDesktopKeyring *self)
{
}

/* What the bus says is for programmers. */
static GError *
word_error (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_error_new_literal (G_IO_ERROR,
                                G_IO_ERROR_NOT_SUPPORTED,
                                _ ("This desktop has no keyring service."));
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return g_error_new_literal (G_IO_ERROR,
                                G_IO_ERROR_PERMISSION_DENIED,
                                _ ("The keyring is locked."));
  return g_error_new (G_IO_ERROR,
                      G_IO_ERROR_FAILED,
                      _ ("The keyring can’t be used: %s"),
                      cause->message);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)  task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, word_error (error));
}

static void
store_async (WeirKeyring        *self,
             const char         *id,
             const char         *label,
             const char         *secret,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_async);
  secret_password_store (&schema,
                         SECRET_COLLECTION_DEFAULT,
                         label,
                         secret,
                         cancellable,
                         stored_cb,
                         task,
                         "id",
                         id,
                         NULL);
}

static gboolean
store_finish (WeirKeyring *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)  task = user_data;
  g_autoptr (GError) error = NULL;
  char              *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, word_error (error));
  else if (secret == NULL)
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_NOT_FOUND,
                             "%s",
                             _ ("It isn’t in the keyring of this desktop."));
  else
    g_task_return_pointer (task, g_strdup (secret), g_free);
  g_clear_pointer (&secret, secret_password_free);
}

static void
lookup_async (WeirKeyring        *self,
              const char         *id,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  secret_password_lookup (&schema, cancellable, found_cb, task, "id", id, NULL);
}

static char *
lookup_finish (WeirKeyring *self, GAsyncResult *result, GError **error)
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

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirDesktopKeyring,
                               weir_desktop_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_KEYRING,
                                                      keyring_init))

WeirKeyring *
weir_keyring_new_for_desktop (void)
{
  return g_object_new (WEIR_TYPE_DESKTOP_KEYRING, NULL);
}
