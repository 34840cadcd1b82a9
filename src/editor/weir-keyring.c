/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-keyring.h"

G_DEFINE_INTERFACE (WeirKeyring, weir_keyring, G_TYPE_OBJECT)

static void
weir_keyring_default_init (WeirKeyringInterface *iface)
{
}

void
weir_keyring_store_async (WeirKeyring        *self,
                          const char         *id,
                          const char         *label,
                          const char         *secret,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (WEIR_IS_KEYRING (self));
  g_return_if_fail (id != NULL && label != NULL && secret != NULL);

  WEIR_KEYRING_GET_IFACE (self)
    ->store_async (self, id, label, secret, cancellable, callback, user_data);
}

gboolean
weir_keyring_store_finish (WeirKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (WEIR_IS_KEYRING (self), FALSE);

  return WEIR_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}

void
weir_keyring_lookup_async (WeirKeyring        *self,
                           const char         *id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (WEIR_IS_KEYRING (self));
  g_return_if_fail (id != NULL);

  WEIR_KEYRING_GET_IFACE (self)->lookup_async (self,
                                               id,
                                               cancellable,
                                               callback,
                                               user_data);
}

char *
weir_keyring_lookup_finish (WeirKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (WEIR_IS_KEYRING (self), NULL);

  return WEIR_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}
