/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

void
weir_cli_print (const char *text, gssize length)
{
  fwrite (text, 1, length < 0 ? strlen (text) : (gsize)length, stdout);
}

void
weir_cli_printf (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  weir_cli_print (text, -1);
}

void
weir_cli_print_flush (void)
{
  fflush (stdout);
}

WeirCliExit
weir_cli_print_finish (WeirCliExit status)
{
  gboolean failed = ferror (stdout) != 0;

  errno = 0;
  if (fflush (stdout) != 0 || failed)
    {
      weir_cli_complain (_ ("standard output can’t be written: %s"),
                         errno != 0 ? g_strerror (errno) : _ ("it is closed"));
      return WEIR_CLI_EXIT_FAILED;
    }
  return status;
}

void
weir_cli_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "weir-cli: %s\n", text);
}

WeirCliExit
weir_cli_usage_error (const WeirCliCommand *command, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  weir_cli_complain ("%s", text);
  if (command != NULL)
    fprintf (stderr, _ ("Try “weir-cli %s --help”.\n"), command->name);
  else
    fputs (_ ("Try “weir-cli --help”.\n"), stderr);
  return WEIR_CLI_EXIT_USAGE;
}
