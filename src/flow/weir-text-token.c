/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-text-token-private.h"

gboolean
weir_text_token_opens (WeirJsonTokenKind kind)
{
  return kind == WEIR_JSON_TOKEN_OBJECT_START ||
         kind == WEIR_JSON_TOKEN_ARRAY_START;
}

gboolean
weir_text_token_closes (WeirJsonTokenKind kind)
{
  return kind == WEIR_JSON_TOKEN_OBJECT_END || kind == WEIR_JSON_TOKEN_ARRAY_END;
}

gboolean
weir_text_token_skip_value (WeirJsonScanner *scanner,
                            WeirJsonToken   *token,
                            GError         **error)
{
  guint depth = 0;

  while (TRUE)
    {
      if (weir_text_token_opens (token->kind))
        depth++;
      else if (weir_text_token_closes (token->kind))
        depth--;
      if (depth == 0)
        return TRUE;
      if (!weir_json_scanner_next (scanner, token, error))
        return FALSE;
    }
}
