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

/* Flatpak mounts the portal's files as /run/user/UID/doc/ID/NAME, and outside
 * of a sandbox they are in the same place. */
gboolean
weir_sandbox_is_granted (const char *path)
{
  g_autofree char *ours =
    g_build_filename (g_get_user_runtime_dir (), "doc/", NULL);

  return g_str_has_prefix (path, ours) ||
         g_str_has_prefix (path, "/run/flatpak/doc/") ||
         g_pattern_match_simple ("/run/user/*/doc/*", path);
}
