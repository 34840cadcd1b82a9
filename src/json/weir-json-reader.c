/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json-scanner-private.h"
#include "json/weir-text-private.h"
#include "json/weir-value-private.h"

/* From tokens to values, without recursion. Values are gathered on one stack;
 * when a container ends, what stands above its mark becomes its contents, in a
 * block of just that size. A reader lives for one text, on the stack of
 * weir_json_read(). */

/* Recent keys, so that a list of like objects shares them. */
#define N_RECENT_KEYS 64

typedef struct
{
  WeirJsonScanner scanner;
  WeirMember     *stack; /* owned: values, with their keys in objects */
  gsize           n_stack;
  gsize           capacity;
  WeirMember      first_stack[32];
  gsize           marks[WEIR_JSON_MAX_DEPTH]; /* where open containers begin */
  guint           depth;
  WeirKey        *key; /* (nullable): of the value to come */
  WeirKey        *recent_keys[N_RECENT_KEYS];
} Reader;

static void
reader_init (Reader               *reader,
             const char           *text,
             gsize                 length,
             const WeirJsonLimits *limits)
{
  weir_json_scanner_init (&reader->scanner, text, length, limits);
  reader->stack = reader->first_stack;
  reader->n_stack = 0;
  reader->capacity = G_N_ELEMENTS (reader->first_stack);
  reader->depth = 0;
  reader->key = NULL;
  memset (reader->recent_keys, 0, sizeof (reader->recent_keys));
}

static void
reader_clear (Reader *reader)
{
  for (gsize i = 0; i < reader->n_stack; i++)
    {
      g_clear_pointer (&reader->stack[i].key, weir_key_unref);
      g_clear_pointer (&reader->stack[i].value, weir_value_unref);
    }
  if (reader->stack != reader->first_stack)
    g_free (reader->stack);
  g_clear_pointer (&reader->key, weir_key_unref);
  for (gsize i = 0; i < N_RECENT_KEYS; i++)
    g_clear_pointer (&reader->recent_keys[i], weir_key_unref);
}

static void
grow (Reader *reader)
{
  gsize capacity = reader->capacity * 2;

  if (reader->stack == reader->first_stack)
    {
      reader->stack = g_new (WeirMember, capacity);
      memcpy (reader->stack, reader->first_stack, sizeof (reader->first_stack));
    }
  else
    reader->stack = g_renew (WeirMember, reader->stack, capacity);
  reader->capacity = capacity;
}

/* Takes @value. */
static void
push (Reader *reader, WeirValue *value)
{
  WeirMember *member;

  if (reader->n_stack == reader->capacity)
    grow (reader);
  member = &reader->stack[reader->n_stack++];
  member->key = g_steal_pointer (&reader->key);
  member->value = value;
}

/* A container's key waits on the stack, with no value yet. */
static void
enter (Reader *reader)
{
  push (reader, NULL);
  reader->marks[reader->depth++] = reader->n_stack;
}

static void
leave (Reader *reader, gboolean object)
{
  gsize       mark = reader->marks[--reader->depth];
  WeirMember *members = reader->stack + mark;
  gsize       n_members = reader->n_stack - mark;

  reader->stack[mark - 1].value =
    object ? weir_value_new_object_take (members, n_members)
           : weir_value_new_array_take_members (members, n_members);
  reader->n_stack = mark;
}

static WeirKey *
get_key (Reader *reader, const char *text, gsize length)
{
  WeirKey **recent = &reader->recent_keys[0];

  if (length > 0)
    {
      guint first = (guint8)text[0];
      guint last = (guint8)text[length - 1];

      recent += (length * 7 + first * 3 + last) % N_RECENT_KEYS;
    }
  if (*recent == NULL || !weir_key_is (*recent, text, length))
    {
      g_clear_pointer (recent, weir_key_unref);
      *recent = weir_key_new (text, length);
    }
  return weir_key_ref (*recent);
}

static void
read_key (Reader *reader, const WeirJsonToken *token)
{
  const char *text = reader->scanner.text + token->start + 1;
  gsize       length = token->end - token->start - 2;

  if (token->plain)
    reader->key = get_key (reader, text, length);
  else
    {
      g_autoptr (GString) unescaped = weir_json_unescape (text, length);

      reader->key = get_key (reader, unescaped->str, unescaped->len);
    }
}

static WeirValue *
read_string (Reader *reader, const WeirJsonToken *token)
{
  const char         *text = reader->scanner.text + token->start + 1;
  gsize               length = token->end - token->start - 2;
  g_autoptr (GString) unescaped = NULL;

  if (token->plain)
    return weir_value_new_text (text, length, TRUE);
  unescaped = weir_json_unescape (text, length);
  return weir_value_new_string_len (unescaped->str, unescaped->len);
}

static void
read_token (Reader *reader, const WeirJsonToken *token)
{
  switch (token->kind)
    {
    case WEIR_JSON_TOKEN_OBJECT_START:
    case WEIR_JSON_TOKEN_ARRAY_START:
      enter (reader);
      break;
    case WEIR_JSON_TOKEN_OBJECT_END:
      leave (reader, TRUE);
      break;
    case WEIR_JSON_TOKEN_ARRAY_END:
      leave (reader, FALSE);
      break;
    case WEIR_JSON_TOKEN_KEY:
      read_key (reader, token);
      break;
    case WEIR_JSON_TOKEN_STRING:
      push (reader, read_string (reader, token));
      break;
    case WEIR_JSON_TOKEN_NUMBER:
      push (reader,
            weir_value_new_number_from_text (reader->scanner.text + token->start,
                                             token->end - token->start));
      break;
    case WEIR_JSON_TOKEN_TRUE:
      push (reader, weir_value_new_boolean (TRUE));
      break;
    case WEIR_JSON_TOKEN_FALSE:
      push (reader, weir_value_new_boolean (FALSE));
      break;
    case WEIR_JSON_TOKEN_NULL:
      push (reader, weir_value_new_null ());
      break;
    case WEIR_JSON_TOKEN_END:
      break;
    }
}

WeirValue *
weir_json_read (const char           *text,
                gsize                 length,
                const WeirJsonLimits *limits,
                GError              **error)
{
  Reader        reader;
  WeirJsonToken token;
  WeirValue    *value = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  reader_init (&reader, text, length, limits);
  while (weir_json_scanner_next (&reader.scanner, &token, error))
    {
      if (token.kind == WEIR_JSON_TOKEN_END)
        {
          value = g_steal_pointer (&reader.stack[0].value);
          break;
        }
      read_token (&reader, &token);
    }
  reader_clear (&reader);
  return value;
}

static guint32
read_unit (const char *text)
{
  guint32 unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit << 4 | (guint32)g_ascii_xdigit_value (text[i]);
  return unit;
}

static gboolean
is_low_surrogate_escape (const char *text, gsize length)
{
  return length >= 6 && text[0] == '\\' && text[1] == 'u' &&
         (read_unit (text + 2) & 0xfc00) == 0xdc00;
}

/* @text: behind `\u`. Returns how many bytes were used. */
static gsize
append_unit_escape (GString *out, const char *text, gsize length)
{
  guint32 unit = read_unit (text);
  guint32 low;

  if ((unit & 0xfc00) != 0xd800 ||
      !is_low_surrogate_escape (text + 4, length - 4))
    {
      weir_text_append_unit (out, unit);
      return 4;
    }
  low = read_unit (text + 6);
  weir_text_append_unit (out, 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
  return 10;
}

/* @text: behind the backslash. Returns how many bytes were used. */
static gsize
append_escape (GString *out, const char *text, gsize length)
{
  static const char *const names = "bfnrt";
  static const char *const meanings = "\b\f\n\r\t";
  const char              *name;

  if (text[0] == 'u')
    return 1 + append_unit_escape (out, text + 1, length - 1);
  name = strchr (names, text[0]);
  g_string_append_c (out, name != NULL ? meanings[name - names] : text[0]);
  return 1;
}

GString *
weir_json_unescape (const char *text, gsize length)
{
  GString    *out = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      const char *escape = memchr (text, '\\', (gsize)(end - text));

      if (escape == NULL)
        escape = end;
      g_string_append_len (out, text, escape - text);
      text = escape;
      if (text < end)
        {
          text++;
          text += append_escape (out, text, (gsize)(end - text));
        }
    }
  return out;
}
