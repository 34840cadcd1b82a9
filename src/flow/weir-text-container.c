/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-text-container-private.h"

#include "flow/weir-text-token-private.h"

#include <string.h>

/* The text passed the scanner before, so a failure is a bug of ours. */
static void
next_token (WeirJsonScanner *scanner, WeirJsonToken *token)
{
  gboolean valid = weir_json_scanner_next (scanner, token, NULL);

  g_assert (valid);
}

static void
skip_value (WeirJsonScanner *scanner, WeirJsonToken *token)
{
  gboolean valid = weir_text_token_skip_value (scanner, token, NULL);

  g_assert (valid);
}

static void
read_item (WeirTextContainer *self,
           WeirJsonScanner   *scanner,
           WeirJsonToken     *token,
           gsize              base)
{
  WeirTextItem item = {
    .start = base + token->start,
    .label_end = base + token->start,
    .plain = token->plain,
  };

  if (token->kind == WEIR_JSON_TOKEN_KEY || token->kind == WEIR_JSON_TOKEN_STRING)
    item.label_end = base + token->end;
  if (token->kind == WEIR_JSON_TOKEN_KEY)
    next_token (scanner, token);

  item.value = base + token->start;
  skip_value (scanner, token);
  item.end = base + token->end;
  g_array_append_val (self->items, item);
}

gboolean
weir_text_container_init (WeirTextContainer *self,
                          const char        *text,
                          gsize              start,
                          gsize              end)
{
  g_autoptr (WeirJsonScanner) scanner = NULL;
  WeirJsonToken               token;

  scanner = weir_json_scanner_new (text + start, end - start, NULL);
  next_token (scanner, &token);
  if (!weir_text_token_opens (token.kind))
    return FALSE;

  self->text = text;
  self->open = start + token.start;
  self->items = g_array_new (FALSE, FALSE, sizeof (WeirTextItem));
  next_token (scanner, &token);
  while (!weir_text_token_closes (token.kind))
    {
      read_item (self, scanner, &token, start);
      next_token (scanner, &token);
    }
  self->close = start + token.start;
  return TRUE;
}

void
weir_text_container_clear (WeirTextContainer *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

const WeirTextItem *
weir_text_container_get (const WeirTextContainer *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return &g_array_index (self->items, WeirTextItem, index);
}

static gboolean
is_labelled (const WeirTextContainer *self,
             const WeirTextItem      *item,
             const char              *label)
{
  g_autoptr (GString) unescaped = NULL;
  const char         *inside = self->text + item->start + 1;
  gsize               length = strlen (label);
  gsize               inside_length;

  if (item->label_end == item->start)
    return FALSE;

  inside_length = item->label_end - item->start - 2;
  if (!item->plain)
    {
      unescaped = weir_json_unescape (inside, inside_length);
      inside = unescaped->str;
      inside_length = unescaped->len;
    }
  return inside_length == length && memcmp (inside, label, length) == 0;
}

const WeirTextItem *
weir_text_container_find (const WeirTextContainer *self, const char *label)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const WeirTextItem *item = weir_text_container_get (self, i - 1);

      if (is_labelled (self, item, label))
        return item;
    }
  return NULL;
}

static void
append_span (const WeirTextContainer *self, GString *out, gsize from, gsize to)
{
  g_string_append_len (out, self->text + from, to - from);
}

void
weir_text_container_append_separator (const WeirTextContainer *self, GString *out)
{
  guint               n_items = self->items->len;
  const WeirTextItem *last;

  g_return_if_fail (n_items > 0);

  last = weir_text_container_get (self, n_items - 1);
  if (n_items > 1)
    append_span (self,
                 out,
                 weir_text_container_get (self, n_items - 2)->end,
                 last->start);
  else
    {
      g_string_append_c (out, ',');
      append_span (self, out, self->open + 1, last->start);
    }
}

void
weir_text_container_append (const WeirTextContainer *self,
                            GString                 *out,
                            const char              *items)
{
  gsize end;

  g_return_if_fail (self->items->len > 0);

  end = weir_text_container_get (self, self->items->len - 1)->end;
  append_span (self, out, self->open, end);
  weir_text_container_append_separator (self, out);
  g_string_append (out, items);
  append_span (self, out, end, self->close + 1);
}

/* A kept item keeps the separator before it, the first one kept takes over
 * the space behind the bracket. */
void
weir_text_container_remove (const WeirTextContainer *self,
                            GString                 *out,
                            const char              *label)
{
  gsize    behind = self->open + 1;
  gboolean any_kept = FALSE;

  append_span (self, out, self->open, self->open + 1);
  for (guint i = 0; i < self->items->len; i++)
    {
      const WeirTextItem *item = weir_text_container_get (self, i);

      if (!is_labelled (self, item, label))
        {
          if (!any_kept)
            append_span (self,
                         out,
                         self->open + 1,
                         weir_text_container_get (self, 0)->start);
          else
            append_span (self, out, behind, item->start);
          append_span (self, out, item->start, item->end);
          any_kept = TRUE;
        }
      behind = item->end;
    }
  append_span (self, out, any_kept ? behind : self->close, self->close + 1);
}
