/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json-layout-private.h"
#include "json/weir-json-scanner-private.h"

/* Laying a text out anew, token by token; every lexeme is copied as it is. */

typedef struct
{
  WeirJsonLayout layout;
  gboolean       behind_key;
  const char    *text;
  GString       *out;
} Relayout;

static void
put_token (Relayout *self, const WeirJsonToken *token)
{
  const char *lexeme = self->text + token->start;
  gboolean    closing = token->kind == WEIR_JSON_TOKEN_OBJECT_END ||
                     token->kind == WEIR_JSON_TOKEN_ARRAY_END;

  if (closing)
    {
      weir_json_layout_close (&self->layout, self->out, *lexeme);
      return;
    }
  if (!self->behind_key && self->layout.depth > 0)
    weir_json_layout_item (&self->layout, self->out);
  self->behind_key = FALSE;

  if (token->kind == WEIR_JSON_TOKEN_OBJECT_START ||
      token->kind == WEIR_JSON_TOKEN_ARRAY_START)
    {
      weir_json_layout_open (&self->layout, self->out, *lexeme);
      return;
    }
  g_string_append_len (self->out, lexeme, (gssize)(token->end - token->start));
  if (token->kind == WEIR_JSON_TOKEN_KEY)
    {
      weir_json_layout_colon (&self->layout, self->out);
      self->behind_key = TRUE;
    }
}

GString *
weir_json_relayout (const char   *text,
                    gsize         length,
                    WeirJsonStyle style,
                    GError      **error)
{
  g_autoptr (GString) out = g_string_sized_new (length + 1);
  Relayout        self = { .layout.style = style, .text = text, .out = out };
  WeirJsonScanner scanner;
  WeirJsonToken   token;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  weir_json_scanner_init (&scanner, text, length, NULL);
  while (weir_json_scanner_next (&scanner, &token, error))
    {
      if (token.kind == WEIR_JSON_TOKEN_END)
        return g_steal_pointer (&out);
      put_token (&self, &token);
    }
  return NULL;
}
