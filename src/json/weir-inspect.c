/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-inspect.h"

#include "json/weir-convert.h"
#include "json/weir-inspect-grid-private.h"
#include "json/weir-json.h"
#include "json/weir-text-private.h"

#include <math.h>
#include <string.h>

/* Values as Node.js' util.inspect shows them, with its rules for what fits on
 * a line; its options are those of console.log. Recursion goes as deep as the
 * caller allows, and never deeper than JSON may nest. */

#define MAX_DEPTH        WEIR_JSON_MAX_DEPTH
#define MAX_ITEMS        100
#define MAX_STRING_UNITS 10000
#define MAX_BYTES        50

/* A string shorter than this is never broken at its line ends. */
#define MIN_BROKEN_UNITS 16

/* A container is written on one line only while its deepest part is less than
 * so many levels below it. */
#define COMPACT_LEVELS 3

typedef struct
{
  guint depth;         /* how many levels are opened */
  guint current_depth; /* the level of the container entered last */
  guint indentation;
} Inspection;

static char *inspect (Inspection *self, const WeirValue *value, guint level);

static char *
inspect_number (double number)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  if (number == 0 && signbit (number))
    return g_strdup ("-0");
  weir_number_to_text (number, text);
  return g_strdup (text);
}

static char *
inspect_bytes (const WeirValue *value)
{
  gsize         length;
  const guint8 *bytes = weir_value_get_bytes (value, &length);
  GString      *out = g_string_new ("<Buffer ");

  for (gsize i = 0; i < MIN (length, MAX_BYTES); i++)
    g_string_append_printf (out, "%s%02x", i > 0 ? " " : "", bytes[i]);
  if (length > MAX_BYTES)
    g_string_append_printf (out,
                            " ... %" G_GSIZE_FORMAT " more byte%s",
                            length - MAX_BYTES,
                            length - MAX_BYTES > 1 ? "s" : "");
  g_string_append_c (out, '>');
  return g_string_free (out, FALSE);
}

static gboolean
contains (const char *text, gsize length, const char *part)
{
  return g_strstr_len (text, (gssize)length, part) != NULL ||
         memmem (text, length, part, strlen (part)) != NULL;
}

/* Single quotes, unless that would need escapes and others don't. */
static char
choose_quote (const char *text, gsize length)
{
  if (!contains (text, length, "'"))
    return '\'';
  if (!contains (text, length, "\""))
    return '"';
  if (!contains (text, length, "`") && !contains (text, length, "${"))
    return '`';
  return '\'';
}

/* Appends the escape of a control character, quote or backslash. */
static void
append_escape (GString *out, guint character)
{
  static const char names[] = "\b\t\n\f\r\\'";
  static const char letters[] = "btnfr\\'";
  const char       *name =
    character != 0 && character < 0x80 ? strchr (names, (int)character) : NULL;

  if (name != NULL)
    g_string_append_printf (out, "\\%c", letters[name - names]);
  else
    g_string_append_printf (out, "\\x%02X", character);
}

static void
append_quoted (GString *out, const char *text, gsize length)
{
  const char *end = text + length;
  char        quote = choose_quote (text, length);

  g_string_append_c (out, quote);
  while (text < end)
    {
      const guint8 *byte = (const guint8 *)text;
      gsize         left = (gsize)(end - text);
      guint         width = MAX (weir_utf8_sequence_length (text, left), 1);

      if (byte[0] < 0x20 || byte[0] == 0x7f || byte[0] == '\\' ||
          (text[0] == '\'' && quote == '\''))
        append_escape (out, byte[0]);
      else if (byte[0] == 0xc2 && left > 1 && byte[1] < 0xa0)
        append_escape (out, byte[1]);
      else if (weir_text_is_surrogate (text, left))
        {
          width = 3;
          g_string_append_printf (out,
                                  "\\u%x",
                                  0xd000u | (byte[1] & 0x3fu) << 6 |
                                    (byte[2] & 0x3fu));
        }
      else
        g_string_append_len (out, text, (gssize)width);
      text += width;
    }
  g_string_append_c (out, quote);
}

/* Line by line, joined with plus signs. */
static void
append_broken (GString *out, const char *text, gsize length, guint indentation)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', (gsize)(end - text));

      line_end = line_end != NULL ? line_end + 1 : end;
      append_quoted (out, text, (gsize)(line_end - text));
      text = line_end;
      if (text < end)
        g_string_append_printf (out, " +\n%*s", (int)indentation + 2, "");
    }
}

static char *
inspect_string (Inspection *self, const WeirValue *value)
{
  GString    *out = g_string_new (NULL);
  gsize       length;
  const char *text = weir_value_get_string (value, &length);
  gsize       n_units = weir_text_utf16_length (text, length);
  gsize       n_more = 0;

  if (n_units > MAX_STRING_UNITS)
    {
      length = weir_text_utf16_offset (text, length, MAX_STRING_UNITS);
      n_more = n_units - MAX_STRING_UNITS;
      n_units = MAX_STRING_UNITS;
    }
  if (n_units > MIN_BROKEN_UNITS &&
      n_units + self->indentation + 4 > WEIR_INSPECT_LINE)
    append_broken (out, text, length, self->indentation);
  else
    append_quoted (out, text, length);
  if (n_more > 0)
    g_string_append_printf (out,
                            "... %" G_GSIZE_FORMAT " more character%s",
                            n_more,
                            n_more > 1 ? "s" : "");
  return g_string_free (out, FALSE);
}

static gboolean
is_identifier (const char *text, gsize length)
{
  if (length == 0 || g_ascii_isdigit (text[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '_')
        return FALSE;
    }
  return TRUE;
}

static void
append_key (GString *out, const char *key, gsize length)
{
  if (length == strlen ("__proto__") && memcmp (key, "__proto__", length) == 0)
    g_string_append (out, "['__proto__']");
  else if (is_identifier (key, length))
    g_string_append_len (out, key, (gssize)length);
  else
    append_quoted (out, key, length);
}

/* Whether the entries and what goes between them fit on one line. */
static gboolean
fits_on_line (const Inspection *self, GPtrArray *entries)
{
  gsize used = entries->len + self->indentation + 1 + 10 + entries->len;

  for (guint i = 0; i < entries->len && used <= WEIR_INSPECT_LINE; i++)
    {
      const char *entry = g_ptr_array_index (entries, i);

      if (strchr (entry, '\n') != NULL)
        return FALSE;
      used += weir_text_utf16_length (entry, strlen (entry));
    }
  return used <= WEIR_INSPECT_LINE;
}

static void
append_all (GString *out, GPtrArray *entries, const char *separator)
{
  for (guint i = 0; i < entries->len; i++)
    {
      if (i > 0)
        g_string_append (out, separator);
      g_string_append (out, g_ptr_array_index (entries, i));
    }
}

/* @entries: (transfer full) */
static char *
lay_out (Inspection *self, GPtrArray *entries, const WeirValue *value, guint level)
{
  GString         *out = g_string_new (NULL);
  gboolean         array = weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
  g_autofree char *separator = NULL;
  gboolean         grouped = FALSE;

  if (array)
    grouped = weir_inspect_group (&entries, value, MAX_ITEMS, self->indentation);
  g_string_append_c (out, array ? '[' : '{');
  if (!grouped && self->current_depth - level < COMPACT_LEVELS &&
      fits_on_line (self, entries))
    {
      g_string_append_c (out, ' ');
      append_all (out, entries, ", ");
      g_string_append_c (out, ' ');
    }
  else
    {
      separator = g_strdup_printf (",\n%*s", (int)self->indentation + 2, "");
      g_string_append (out, separator + 1);
      append_all (out, entries, separator);
      g_string_append_printf (out, "\n%*s", (int)self->indentation, "");
    }
  g_string_append_c (out, array ? ']' : '}');
  g_ptr_array_unref (entries);
  return g_string_free (out, FALSE);
}

static GPtrArray *
inspect_items (Inspection *self, const WeirValue *array, guint level)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);
  gsize      length = weir_value_get_length (array);

  for (gsize i = 0; i < MIN (length, MAX_ITEMS); i++)
    g_ptr_array_add (entries,
                     inspect (self, weir_value_get_item (array, i), level + 1));
  if (length > MAX_ITEMS)
    g_ptr_array_add (entries,
                     g_strdup_printf ("... %" G_GSIZE_FORMAT " more item%s",
                                      length - MAX_ITEMS,
                                      length - MAX_ITEMS > 1 ? "s" : ""));
  return entries;
}

static GPtrArray *
inspect_members (Inspection *self, const WeirValue *object, guint level)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < weir_value_get_length (object); i++)
    {
      gsize            length;
      const char      *key = weir_value_get_key (object, i, &length);
      GString         *entry = g_string_new (NULL);
      g_autofree char *member =
        inspect (self, weir_value_get_member (object, i), level + 1);

      append_key (entry, key, length);
      g_string_append (entry, ": ");
      g_string_append (entry, member);
      g_ptr_array_add (entries, g_string_free (entry, FALSE));
    }
  return entries;
}

static char *
inspect_container (Inspection *self, const WeirValue *value, guint level)
{
  gboolean   array = weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
  GPtrArray *entries;

  if (weir_value_get_length (value) == 0)
    return g_strdup (array ? "[]" : "{}");
  if (level > self->depth)
    return g_strdup (array ? "[Array]" : "[Object]");

  self->current_depth = level;
  self->indentation += 2;
  if (array)
    entries = inspect_items (self, value, level);
  else
    entries = inspect_members (self, value, level);
  self->indentation -= 2;
  return lay_out (self, entries, value, level);
}

static char *
inspect (Inspection *self, const WeirValue *value, guint level)
{
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      return g_strdup ("undefined");
    case WEIR_VALUE_KIND_NULL:
      return g_strdup ("null");
    case WEIR_VALUE_KIND_BOOLEAN:
      return g_strdup (weir_value_get_boolean (value) ? "true" : "false");
    case WEIR_VALUE_KIND_NUMBER:
      return inspect_number (weir_value_get_number (value));
    case WEIR_VALUE_KIND_STRING:
      return inspect_string (self, value);
    case WEIR_VALUE_KIND_BYTES:
      return inspect_bytes (value);
    case WEIR_VALUE_KIND_DATE:
      return weir_date_to_iso (weir_value_get_date_ms (value));
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return inspect_container (self, value, level);
    }
  g_return_val_if_reached (NULL);
}

char *
weir_inspect (const WeirValue *value, guint depth)
{
  Inspection self = { .depth = MIN (depth, MAX_DEPTH) };

  if (value == NULL)
    return g_strdup ("undefined");
  return inspect (&self, value, 0);
}
