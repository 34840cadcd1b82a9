/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-check.h"

#include "json/weir-path.h"

#include <string.h>

void
weir_node_check_report (const WeirCheckScope *scope,
                        const char           *code,
                        const char           *key,
                        const char           *placeholder,
                        const char           *text)
{
  weir_check_scope_report (
    scope,
    weir_problem_new (code, NULL, key, placeholder, text, NULL));
}

const char *
weir_node_check_get_text (const WeirCheckScope *scope, const char *key)
{
  const char *text =
    weir_value_lookup_string (weir_check_scope_get_config (scope), key);

  if (text == NULL || weir_text_is_env_reference (text) ||
      text[strspn (text, " \t\r\n")] == '\0')
    return "";
  return text;
}

gboolean
weir_node_check_path (const WeirCheckScope *scope,
                      const char           *code,
                      const char           *key,
                      const char           *text)
{
  g_autoptr (WeirPath) path = NULL;

  if (weir_text_is_env_reference (text))
    return FALSE;
  path = weir_path_new_message (text, NULL);
  if (path == NULL)
    weir_node_check_report (scope, code, key, "text", text);
  return path != NULL;
}
