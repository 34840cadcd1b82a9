/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-schema"

#include "config.h"

#include "schema/weir-sandbox.h"

gboolean
weir_sandbox_is_used (void)
{
  return g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0 ||
         g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
