/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-unit.h"

#include "cli/weir-cli-print.h"
#include "schema/weir-sandbox.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define OPTION "--print-unit"

/* A Flatpak installs no units, so its program can print one. It is no copy of
 * weir@.service: Flatpak has a sandbox of its own, and moves the program out of
 * the service's reach, so that systemd is not told when it is ready. */

/* A word of a command line, or a value, as systemd.service(5) reads it. */
static void
append_word (GString *out, const char *word)
{
  g_string_append_c (out, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '%' || *p == '$')
        g_string_append_printf (out, "%c%c", *p, *p);
      else if ((guchar)*p < ' ')
        g_string_append_printf (out, "\\x%02x", (guchar)*p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_flatpak (GString *out, const WeirCliUnit *unit)
{
  g_autofree char *folder = g_path_get_dirname (unit->flow);
  g_autofree char *access =
    g_strconcat ("--filesystem=", folder, unit->save ? "" : ":ro", NULL);

  g_string_append (out,
                   "Type=exec\n"
                   "# Flatpak moves the program out of the service, so a stop "
                   "ends it at once.\n"
                   "ExecStart=/usr/bin/flatpak run --die-with-parent "
                   "--command=weir-cli ");
  append_word (out, access);
  g_string_append (out, " " WEIR_APP_ID);
}

static void
append_program (GString *out, const WeirCliUnit *unit)
{
  g_string_append (out, "Type=notify\nWorkingDirectory=");

  /* Not a word: quotes would belong to it. */
  for (const char *p = unit->folder; *p != '\0'; p++)
    g_string_append_printf (out, *p == '%' ? "%%%%" : "%c", *p);
  g_string_append (out, "\nExecReload=kill -HUP $MAINPID\nExecStart=");
  append_word (out, unit->program);
}

char *
weir_cli_unit_text (const WeirCliUnit *unit)
{
  g_autoptr (GString) out = g_string_new ("[Unit]\nDescription=Weir flow ");
  g_autofree char    *name = g_path_get_basename (unit->flow);
  g_autofree char    *shown = g_filename_display_name (name);

  for (const char *p = shown; *p != '\0'; p++)
    g_string_append_printf (out,
                            *p == '%'          ? "%%%%"
                            : (guchar)*p < ' ' ? "?"
                                               : "%c",
                            *p);
  g_string_append (out,
                   "\nDocumentation=man:weir-cli(1)\n\n"
                   "[Service]\n");
  if (unit->program != NULL)
    append_program (out, unit);
  else
    append_flatpak (out, unit);
  g_string_append (out, " run");
  for (guint i = 0; unit->words[i] != NULL; i++)
    {
      if (g_str_equal (unit->words[i], OPTION))
        continue;
      g_string_append_c (out, ' ');
      append_word (out, unit->words[i]);
    }
  g_string_append (out,
                   "\nRestart=on-failure\nRestartSec=2\n"
                   "RestartPreventExitStatus=2\nTimeoutStopSec=10\n\n"
                   "[Install]\nWantedBy=default.target\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
weir_cli_print_unit (const char *const *words,
                     const char        *flow,
                     gboolean           save,
                     GError           **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *text = NULL;
  WeirCliUnit      unit = { .words = words, .flow = flow, .save = save };

  if (!weir_sandbox_is_used () && program != NULL)
    {
      unit.program = program;
      unit.folder = folder;
    }
  else if (!g_path_is_absolute (flow) || weir_sandbox_is_granted (flow))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("In a sandbox a service needs the whole path of "
                              "the flow, as it is outside."));
      return FALSE;
    }
  text = weir_cli_unit_text (&unit);
  weir_cli_print (text, -1);
  return TRUE;
}
