/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-keyring.h"

/* In the place of weir-desktop-keyring.c where there is no libsecret. */

WeirKeyring *
weir_keyring_new_for_desktop (void)
{
  return NULL;
}
