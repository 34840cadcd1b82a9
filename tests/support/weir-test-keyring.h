/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-keyring.h"

G_BEGIN_DECLS

/**
 * WeirTestKeyring:
 *
 * A keyring in memory. Like the desktop's it answers later, never at once.
 */
#define WEIR_TYPE_TEST_KEYRING (weir_test_keyring_get_type ())
G_DECLARE_FINAL_TYPE (WeirTestKeyring, weir_test_keyring, WEIR, TEST_KEYRING, GObject)

WeirTestKeyring *weir_test_keyring_new (void);

/* From then on nothing can be stored or read, as when the desktop has none. */
void weir_test_keyring_break (WeirTestKeyring *self);

/* Forgets all there is. */
void  weir_test_keyring_empty (WeirTestKeyring *self);
guint weir_test_keyring_get_n (WeirTestKeyring *self);

/* Returns: how often something was looked up */
guint weir_test_keyring_get_n_lookups (WeirTestKeyring *self);

/* Returns: (nullable): the label of the only secret there is */
const char *weir_test_keyring_get_label (WeirTestKeyring *self);

G_END_DECLS
