/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-env-file.h"

#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *p;
  guint       line;
} Reader;

static gboolean
name_is_valid (const char *name, gsize length)
{
  if (length == 0 || g_ascii_isdigit (name[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]) && name[i] != '_')
        return FALSE;
    }
  return TRUE;
}

gboolean
weir_cli_env_add (GHashTable *variables, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');

  if (equals != NULL && name_is_valid (assignment, (gsize)(equals - assignment)) &&
      weir_text_is_utf8 (equals, strlen (equals)))
    {
      g_hash_table_insert (variables,
                           g_strndup (assignment, (gsize)(equals - assignment)),
                           g_strdup (equals + 1));
      return TRUE;
    }
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       _ ("a variable is written NAME=VALUE, in UTF-8; its "
                          "name holds letters, digits and _"));
  return FALSE;
}

/* One character behind a backslash, which may hide the end of the line. */
static void
read_escaped (Reader *reader, GString *value)
{
  reader->p++;
  if (*reader->p == '\0')
    return;
  if (*reader->p == '\n')
    reader->line++;
  else
    g_string_append_c (value, *reader->p);
  reader->p++;
}

/* Within double quotes a backslash says something only before these. */
static gboolean
escapes_in_double_quotes (char c)
{
  return c == '"' || c == '\\' || c == '$' || c == '`' || c == '\n';
}

static gboolean
read_quoted (Reader *reader, GString *value)
{
  char quote = *reader->p++;

  while (*reader->p != '\0' && *reader->p != quote)
    {
      if (quote == '"' && *reader->p == '\\' &&
          escapes_in_double_quotes (reader->p[1]))
        {
          read_escaped (reader, value);
          continue;
        }
      if (*reader->p == '\n')
        reader->line++;
      g_string_append_c (value, *reader->p++);
    }
  if (*reader->p == '\0')
    return FALSE;
  reader->p++;
  return TRUE;
}

/* Blanks at the end of a value count only inside quotes. */
static gboolean
read_value (Reader *reader, GString *value)
{
  gsize keep = 0;

  while (*reader->p == ' ' || *reader->p == '\t')
    reader->p++;
  while (*reader->p != '\0' && *reader->p != '\n')
    {
      if (*reader->p == '"' || *reader->p == '\'')
        {
          if (!read_quoted (reader, value))
            return FALSE;
          keep = value->len;
        }
      else if (*reader->p == '\\')
        {
          read_escaped (reader, value);
          keep = value->len;
        }
      else
        {
          if (!g_ascii_isspace (*reader->p))
            keep = value->len + 1;
          g_string_append_c (value, *reader->p++);
        }
    }
  g_string_truncate (value, keep);
  return TRUE;
}

static gboolean
read_line (Reader *reader, GHashTable *variables, GError **error)
{
  g_autoptr (GString) assignment = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  const char         *start = reader->p;

  while (*reader->p != '\0' && *reader->p != '\n' && *reader->p != '=')
    reader->p++;
  g_string_append_len (assignment, start, reader->p - start);
  if (*reader->p == '=')
    {
      reader->p++;
      if (!read_value (reader, value))
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_INVALID_DATA,
                               _ ("a quote isn’t closed"));
          return FALSE;
        }
      g_string_append_printf (assignment, "=%s", value->str);
    }
  return weir_cli_env_add (variables, assignment->str, error);
}

gboolean
weir_cli_env_parse (GHashTable *variables,
                    const char *text,
                    const char *name,
                    GError    **error)
{
  g_autoptr (GHashTable) read = NULL;
  Reader                 reader = { .p = text, .line = 1 };
  GHashTableIter         iter;
  gpointer               key, value;

  read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (*reader.p != '\0')
    {
      guint line = reader.line;

      while (*reader.p == ' ' || *reader.p == '\t' || *reader.p == '\r')
        reader.p++;
      if (*reader.p == '#' || *reader.p == ';')
        reader.p += strcspn (reader.p, "\n");
      else if (*reader.p != '\n' && *reader.p != '\0' &&
               !read_line (&reader, read, error))
        {
          g_prefix_error (error, "%s:%u: ", name, line);
          return FALSE;
        }
      if (*reader.p == '\n')
        {
          reader.p++;
          reader.line++;
        }
    }
  g_hash_table_iter_init (&iter, read);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_insert (variables, key, value);
    }
  return TRUE;
}
