/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-finding.h"

#include "cli/weir-cli-print.h"
#include "json/weir-json.h"

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  if (text == NULL)
    return object;
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static void
print_json (const WeirCliFinding *finding)
{
  g_autoptr (WeirValue) object = weir_value_new_object ();
  g_autofree char      *text = NULL;

  object = with_text (object, "file", finding->file);
  if (finding->line > 0)
    object = weir_value_with_member (object,
                                     "line",
                                     weir_value_new_number (finding->line));
  if (finding->column > 0)
    object = weir_value_with_member (object,
                                     "column",
                                     weir_value_new_number (finding->column));
  object = with_text (object, "code", finding->code);
  object =
    with_text (object, "severity", weir_severity_get_name (finding->severity));
  if (finding->entry != NULL)
    {
      object = with_text (object, "id", finding->entry->id);
      object = with_text (object, "type", finding->entry->type);
      object = with_text (object, "name", finding->entry->name);
    }
  object = with_text (object, "property", finding->key);
  object = with_text (object, "text", finding->text);
  text = weir_json_write (object, WEIR_JSON_STYLE_COMPACT);
  weir_cli_printf ("%s\n", text);
}

static void
print_text (const WeirCliFinding *finding)
{
  weir_cli_printf ("%s:", finding->file);
  if (finding->line > 0)
    weir_cli_printf ("%u:", finding->line);
  if (finding->line > 0 && finding->column > 0)
    weir_cli_printf ("%u:", finding->column);
  if (finding->code != NULL)
    weir_cli_printf (" %s", finding->code);
  weir_cli_printf (" %s: %s",
                   weir_severity_get_name (finding->severity),
                   finding->text);
  if (finding->entry != NULL)
    {
      weir_cli_printf (" (%s", finding->entry->type);
      if (*finding->entry->name != '\0')
        weir_cli_printf (" \"%s\"", finding->entry->name);
      weir_cli_printf (" %s)", finding->entry->id);
    }
  weir_cli_print ("\n", 1);
}

void
weir_cli_finding_print (const WeirCliFinding *finding, gboolean json)
{
  if (json)
    print_json (finding);
  else
    print_text (finding);
}
