/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-document-private.h"

#include "flow/weir-text-token-private.h"
#include "schema/weir-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  gsize start;
  gsize end;
} Span;

/* Walks the text once and notes where the list and its entries stand. */
typedef struct
{
  const char      *text;   /* borrowed; behind the byte order mark */
  gsize            length; /* of it */
  WeirJsonScanner *scanner;
  GArray          *entries; /* owned: Span */
  Span             list;    /* from bracket to bracket */
  gboolean         found;
} Loader;

static void
set_problem (GError **error, WeirFlowError code, WeirProblem *problem)
{
  g_set_error_literal (error, WEIR_FLOW_ERROR, code, problem->text);
  weir_problem_free (problem);
}

static void
set_not_json (Loader *loader, GError **error)
{
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;
  WeirJsonPlace    place;

  weir_json_locate (loader->text,
                    loader->length,
                    weir_json_scanner_get_offset (loader->scanner),
                    &place);
  line = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize)place.line);
  column = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize)place.column);
  set_problem (error,
               WEIR_FLOW_ERROR_NOT_JSON,
               weir_problem_new ("F801",
                                 NULL,
                                 NULL,
                                 "l",
                                 line,
                                 "c",
                                 column,
                                 "excerpt",
                                 /* Nothing at the end of the text. */
                                 place.excerpt[0] != '\0' ? place.excerpt : NULL,
                                 NULL));
}

void
weir_document_set_too_large (GError **error, const char *name)
{
  g_autofree char *limit =
    g_format_size_full (WEIR_JSON_MAX_DOCUMENT_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  set_problem (
    error,
    WEIR_FLOW_ERROR_TOO_LARGE,
    weir_problem_new ("F809", NULL, NULL, "file", name, "limit", limit, NULL));
}

/* Says what the scanner found in the words of a flow file. */
static void
set_scan_error (Loader *loader, const GError *found, GError **error)
{
  switch ((WeirJsonError)found->code)
    {
    case WEIR_JSON_ERROR_SYNTAX:
      set_not_json (loader, error);
      return;
    case WEIR_JSON_ERROR_ENCODING:
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_ENCODING,
                   _ ("This isn’t UTF-8: %s."),
                   found->message);
      return;
    case WEIR_JSON_ERROR_DEPTH:
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_TOO_LARGE,
                   _ ("This is nested deeper than %d levels: %s."),
                   WEIR_JSON_MAX_DEPTH,
                   found->message);
      return;
    case WEIR_JSON_ERROR_SIZE:
      weir_document_set_too_large (error, _ ("The flow"));
      return;
    }
  g_assert_not_reached ();
}

static gboolean
next_token (Loader *loader, WeirJsonToken *token, GError **error)
{
  g_autoptr (GError) found = NULL;

  if (weir_json_scanner_next (loader->scanner, token, &found))
    return TRUE;

  set_scan_error (loader, found, error);
  return FALSE;
}

static gboolean
skip_value (Loader *loader, WeirJsonToken *token, GError **error)
{
  g_autoptr (GError) found = NULL;

  if (weir_text_token_skip_value (loader->scanner, token, &found))
    return TRUE;

  set_scan_error (loader, found, error);
  return FALSE;
}

static gboolean
add_entry (Loader *loader, Span entry, GError **error)
{
  g_array_append_val (loader->entries, entry);
  if (loader->entries->len <= WEIR_FLOW_MAX_ENTRIES)
    return TRUE;

  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_TOO_LARGE,
               _ ("This flow has more than %d entries."),
               WEIR_FLOW_MAX_ENTRIES);
  return FALSE;
}

static gboolean
read_list (Loader *loader, WeirJsonToken *token, GError **error)
{
  g_array_set_size (loader->entries, 0);
  loader->list.start = token->start;
  loader->found = TRUE;

  if (!next_token (loader, token, error))
    return FALSE;
  while (token->kind != WEIR_JSON_TOKEN_ARRAY_END)
    {
      Span entry = { .start = token->start };

      if (!skip_value (loader, token, error))
        return FALSE;
      entry.end = token->end;
      if (!add_entry (loader, entry, error) || !next_token (loader, token, error))
        return FALSE;
    }
  loader->list.end = token->end;
  return TRUE;
}

static gboolean
is_key (Loader *loader, const WeirJsonToken *token, const char *key)
{
  g_autoptr (GString) text = weir_json_unescape (loader->text + token->start + 1,
                                                 token->end - token->start - 2);

  return text->len == strlen (key) && memcmp (text->str, key, text->len) == 0;
}

/* The object form. Of duplicate members the last counts, as everywhere. */
static gboolean
read_object (Loader *loader, WeirJsonToken *token, GError **error)
{
  if (!next_token (loader, token, error))
    return FALSE;
  while (token->kind != WEIR_JSON_TOKEN_OBJECT_END)
    {
      gboolean is_flows = is_key (loader, token, "flows");

      if (!next_token (loader, token, error))
        return FALSE;
      if (is_flows && token->kind == WEIR_JSON_TOKEN_ARRAY_START)
        {
          if (!read_list (loader, token, error))
            return FALSE;
        }
      else
        {
          loader->found &= !is_flows;
          if (!skip_value (loader, token, error))
            return FALSE;
        }
      if (!next_token (loader, token, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_text (Loader *loader, gboolean *is_v2, GError **error)
{
  WeirJsonToken token;
  gboolean      read;

  if (!next_token (loader, &token, error))
    return FALSE;

  *is_v2 = token.kind == WEIR_JSON_TOKEN_OBJECT_START;
  if (*is_v2)
    read = read_object (loader, &token, error);
  else if (token.kind == WEIR_JSON_TOKEN_ARRAY_START)
    read = read_list (loader, &token, error);
  else
    read = skip_value (loader, &token, error);

  /* Whatever it is, behind it there must be nothing. */
  if (!read || !next_token (loader, &token, error))
    return FALSE;
  if (loader->found)
    return TRUE;

  set_problem (error,
               WEIR_FLOW_ERROR_NOT_A_FLOW,
               weir_problem_new ("F802", NULL, NULL, NULL));
  return FALSE;
}

/* JSON's white space, from @from up to @to. */
static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" \t\r\n", text[i]) == NULL || text[i] == '\0')
      return FALSE;
  return TRUE;
}

static gboolean
check_not_empty (const Loader *loader, GError **error)
{
  if (!is_blank (loader->text, loader->length))
    return TRUE;

  g_set_error_literal (error,
                       WEIR_FLOW_ERROR,
                       WEIR_FLOW_ERROR_NOT_JSON,
                       loader->length == 0
                         ? _ ("This is empty; a flow without nodes is “[]”.")
                         : _ ("This is nothing but white space; a flow "
                              "without nodes is “[]”."));
  return FALSE;
}

static GBytes *
slice (GBytes *source, gsize from, gsize to)
{
  return g_bytes_new_from_bytes (source, from, to - from);
}

/* Splits the gap before the entry, which has a comma unless the entry is the
 * first, and the one behind it. */
static void
space_entry (WeirElement *element, const Loader *loader, guint index)
{
  const Span *entry = &g_array_index (loader->entries, Span, index);
  const char *before = loader->text + entry->start;
  const char *behind = loader->text + entry->end;
  const char *start = before;
  const char *end = behind;

  while (start[-1] != ',' && start[-1] != '[')
    start--;
  while (*end != ',' && *end != ']')
    end++;
  weir_element_set_space (element, start, before - start, behind, end - behind);
}

static void
build (WeirDocument *self, GBytes *source, const Loader *loader)
{
  gsize       size;
  const char *text = g_bytes_get_data (source, &size);
  gsize       base = loader->text - text;
  gsize       open = base + loader->list.start + 1;
  gsize       close = base + loader->list.end - 1;

  self->source = g_bytes_ref (source);
  self->head = slice (source, 0, open);
  self->tail = slice (source, close, size);
  self->blank = loader->entries->len == 0 ? slice (source, open, close)
                                          : g_bytes_new_static ("", 0);

  for (guint i = 0; i < loader->entries->len; i++)
    {
      const Span             *entry = &g_array_index (loader->entries, Span, i);
      g_autoptr (WeirElement) element = NULL;
      WeirValue *value = weir_json_read (loader->text + entry->start,
                                         entry->end - entry->start,
                                         NULL,
                                         NULL);

      g_assert (value != NULL);
      element =
        weir_element_new (slice (source, base + entry->start, base + entry->end),
                          value);
      space_entry (element, loader, i);
      weir_document_insert (self,
                            element,
                            g_sequence_get_end_iter (self->elements));
    }
}

WeirDocument *
weir_document_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (WeirDocument) self = NULL;
  g_autoptr (GArray)       entries = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (WeirJsonScanner) scanner = NULL;
  Loader                      loader = { .entries = entries };
  gboolean                    is_v2;

  g_return_val_if_fail (bytes != NULL, NULL);

  loader.text = g_bytes_get_data (bytes, &loader.length);
  if (loader.length >= strlen (BYTE_ORDER_MARK) &&
      memcmp (loader.text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      loader.text += strlen (BYTE_ORDER_MARK);
      loader.length -= strlen (BYTE_ORDER_MARK);
    }
  if (!check_not_empty (&loader, error))
    return NULL;

  scanner = weir_json_scanner_new (loader.text, loader.length, NULL);
  loader.scanner = scanner;
  if (!read_text (&loader, &is_v2, error))
    return NULL;

  self = g_object_new (WEIR_TYPE_DOCUMENT, NULL);
  self->is_v2 = is_v2;
  build (self, bytes, &loader);
  return g_steal_pointer (&self);
}
