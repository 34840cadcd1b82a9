/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirKeyring:
 *
 * Where secrets are kept that shall not stand in files: the desktop's keyring,
 * or whatever a test has instead. A secret is found again by an id that tells
 * nothing of it. Nothing blocks: the desktop may have to ask for a password
 * first.
 */
#define WEIR_TYPE_KEYRING (weir_keyring_get_type ())
G_DECLARE_INTERFACE (WeirKeyring, weir_keyring, WEIR, KEYRING, GObject)

struct _WeirKeyringInterface
{
  GTypeInterface parent;

  void (*store_async) (WeirKeyring        *self,
                       const char         *id,
                       const char         *label,
                       const char         *secret,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data);
  gboolean (*store_finish) (WeirKeyring  *self,
                            GAsyncResult *result,
                            GError      **error);
  void (*lookup_async) (WeirKeyring        *self,
                        const char         *id,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data);
  char *(*lookup_finish) (WeirKeyring *self, GAsyncResult *result, GError **error);
};

/**
 * weir_keyring_store_async:
 * @label: what people see in the keyring's own program
 * @cancellable: (nullable): the secret may be stored all the same
 */
void weir_keyring_store_async (WeirKeyring        *self,
                               const char         *id,
                               const char         *label,
                               const char         *secret,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);

/* @error: in words for people, but for %G_IO_ERROR_CANCELLED */
gboolean weir_keyring_store_finish (WeirKeyring  *self,
                                    GAsyncResult *result,
                                    GError      **error);

void weir_keyring_lookup_async (WeirKeyring        *self,
                                const char         *id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

/* @error: as above; %G_IO_ERROR_NOT_FOUND when the keyring has no such secret.
 * Returns: (transfer full) (nullable): the secret */
char *weir_keyring_lookup_finish (WeirKeyring  *self,
                                  GAsyncResult *result,
                                  GError      **error);

/**
 * weir_keyring_new_for_desktop:
 *
 * Returns: (transfer full) (nullable): the desktop's keyring; %NULL when this
 *   build knows none
 */
WeirKeyring *weir_keyring_new_for_desktop (void);

G_END_DECLS
