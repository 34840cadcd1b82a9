/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-application.h"
#include "nodes/weir-node-table.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/* The desktop program: node types → application → run. */
int
main (int argc, char **argv)
{
  g_autoptr (WeirRegistry)    registry = NULL;
  g_autoptr (WeirApplication) application = NULL;
  const char                 *localedir;

  setlocale (LC_ALL, "");
  /* Where a build that isn't installed has its translations. */
  localedir = g_getenv ("WEIR_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  registry = weir_registry_new (weir_node_table ());
  application = weir_application_new (registry);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
