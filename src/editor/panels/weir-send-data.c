/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-send-data.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (weir - send - error - quark, weir_send_error)

static GBytes *
parse_hex (const char *text, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char            *p = text;

  while (*p != '\0')
    {
      guint8 byte;

      if (g_ascii_isspace (*p) || *p == ',' || *p == ':')
        {
          p++;
          continue;
        }
      if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
        p += 2;
      if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
        {
          g_set_error (error,
                       WEIR_SEND_ERROR,
                       WEIR_SEND_ERROR_SYNTAX,
                       _ ("Character %ld: two hex digits make a byte."),
                       g_utf8_pointer_to_offset (text, p) + 1);
          return NULL;
        }
      byte =
        (guint8)(g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
      g_byte_array_append (bytes, &byte, 1);
      p += 2;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_base64 (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

/* g_base64_decode() passes over what it does not know, so it is refused here. */
static GBytes *
parse_base64 (const char *text, GError **error)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean            is_over = FALSE;
  gsize               length;
  guchar             *data;

  for (const char *p = text; *p != '\0'; p++)
    {
      char c = *p;

      if (g_ascii_isspace (c))
        continue;
      if (c == '=')
        {
          is_over = TRUE;
          continue;
        }
      if (c == '-')
        c = '+';
      if (c == '_')
        c = '/';
      if (is_over || !is_base64 (c))
        {
          g_set_error (error,
                       WEIR_SEND_ERROR,
                       WEIR_SEND_ERROR_SYNTAX,
                       _ ("Character %ld isn’t part of Base64."),
                       g_utf8_pointer_to_offset (text, p) + 1);
          return NULL;
        }
      g_string_append_c (clean, c);
    }
  if (clean->len % 4 == 1)
    {
      g_set_error_literal (error,
                           WEIR_SEND_ERROR,
                           WEIR_SEND_ERROR_SYNTAX,
                           _ ("The Base64 text is cut off."));
      return NULL;
    }
  while (clean->len % 4 != 0)
    g_string_append_c (clean, '=');
  data = g_base64_decode (clean->str, &length);
  return g_bytes_new_take (data, length);
}

static GBytes *
parse_json (const char *text, GError **error)
{
  g_autoptr (WeirValue) value = weir_json_read (text, strlen (text), NULL, error);

  return value != NULL ? g_bytes_new (text, strlen (text)) : NULL;
}

GBytes *
weir_send_data_parse (WeirSendKind kind,
                      const char  *text,
                      gboolean    *is_text,
                      GError     **error)
{
  *is_text = kind == WEIR_SEND_TEXT || kind == WEIR_SEND_JSON;
  switch (kind)
    {
    case WEIR_SEND_TEXT:
      return g_bytes_new (text, strlen (text));
    case WEIR_SEND_JSON:
      return parse_json (text, error);
    case WEIR_SEND_HEX:
      return parse_hex (text, error);
    case WEIR_SEND_BASE64:
      return parse_base64 (text, error);
    }
  g_return_val_if_reached (NULL);
}
