/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-filter.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <string.h>

/* WeirDebugFilter: asked once for every record that arrives, up to thousands a
 * frame, so the cheap conditions come first and the text of a value is only
 * written when there is something to look for in it. */

struct _WeirDebugFilter
{
  /* owned */
  GRegex     *regex;   /* (nullable): what is looked for */
  GHashTable *hidden;  /* ids */
  GHashTable *nodes;   /* (nullable): ids */
  char       *flow;    /* (nullable) */
  char       *session; /* (nullable) */
  GString    *text;    /* where values are written, again and again */

  guint levels;
};

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WeirDebugLevel
weir_debug_level_of (const WeirRecord *record)
{
  if (record->kind != WEIR_RECORD_KIND_LOG)
    return WEIR_DEBUG_LEVEL_VALUE;
  if (record->level <= WEIR_LOG_LEVEL_ERROR)
    return WEIR_DEBUG_LEVEL_ERROR;
  if (record->level <= WEIR_LOG_LEVEL_WARN)
    return WEIR_DEBUG_LEVEL_WARN;
  return WEIR_DEBUG_LEVEL_INFO;
}

WeirDebugFilter *
weir_debug_filter_new (void)
{
  WeirDebugFilter *self = g_new0 (WeirDebugFilter, 1);

  self->hidden = new_set ();
  self->levels = WEIR_DEBUG_LEVEL_ALL;
  self->text = g_string_new (NULL);
  return self;
}

void
weir_debug_filter_free (WeirDebugFilter *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->flow, g_free);
  g_clear_pointer (&self->session, g_free);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* Returns: (transfer full): what stands between slashes, else @text escaped */
static char *
dup_pattern (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 && text[0] == '/' && text[length - 1] == '/')
    return g_strndup (text + 1, length - 2);
  return g_regex_escape_string (text, (int)length);
}

gboolean
weir_debug_filter_set_text (WeirDebugFilter *self, const char *text, GError **error)
{
  g_autofree char *pattern = NULL;
  GRegex          *regex;

  if (*text == '\0')
    {
      g_clear_pointer (&self->regex, g_regex_unref);
      return TRUE;
    }
  pattern = dup_pattern (text);
  regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);
  if (regex == NULL)
    return FALSE;
  g_clear_pointer (&self->regex, g_regex_unref);
  self->regex = regex;
  return TRUE;
}

void
weir_debug_filter_set_levels (WeirDebugFilter *self, guint levels)
{
  self->levels = levels;
}

guint
weir_debug_filter_get_levels (WeirDebugFilter *self)
{
  return self->levels;
}

void
weir_debug_filter_set_hidden (WeirDebugFilter *self, const char *id, gboolean hidden)
{
  if (hidden)
    g_hash_table_add (self->hidden, g_strdup (id));
  else
    g_hash_table_remove (self->hidden, id);
}

gboolean
weir_debug_filter_is_hidden (WeirDebugFilter *self, const char *id)
{
  return g_hash_table_contains (self->hidden, id);
}

void
weir_debug_filter_show_all_nodes (WeirDebugFilter *self)
{
  g_hash_table_remove_all (self->hidden);
}

void
weir_debug_filter_set_flow (WeirDebugFilter *self, const char *flow)
{
  char *copy = g_strdup (flow);

  g_free (self->flow);
  self->flow = copy;
}

void
weir_debug_filter_set_nodes (WeirDebugFilter *self, GPtrArray *ids)
{
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  if (ids == NULL)
    return;
  self->nodes = new_set ();
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->nodes, g_strdup (ids->pdata[i]));
}

void
weir_debug_filter_set_session (WeirDebugFilter *self, const char *session)
{
  char *copy = g_strdup (session);

  g_free (self->session);
  self->session = copy;
}

const char *
weir_debug_filter_get_session (WeirDebugFilter *self)
{
  return self->session;
}

guint
weir_debug_filter_get_n_conditions (WeirDebugFilter *self)
{
  return (self->levels != WEIR_DEBUG_LEVEL_ALL) +
         (g_hash_table_size (self->hidden) > 0) + (self->nodes != NULL) +
         (self->flow != NULL) + (self->session != NULL);
}

gboolean
weir_debug_filter_is_empty (WeirDebugFilter *self)
{
  return self->regex == NULL && weir_debug_filter_get_n_conditions (self) == 0;
}

/* Text */

/* An expression that gives up (PCRE limits its steps) does not match. */
static gboolean
finds (WeirDebugFilter *self, const char *text, gsize length)
{
  return g_regex_match_full (self->regex, text, (gssize)length, 0, 0, NULL, NULL);
}

static gboolean
finds_name (WeirDebugFilter *self, const char *text)
{
  return text != NULL && finds (self, text, strlen (text));
}

static gboolean
finds_string (WeirDebugFilter *self, const WeirValue *value)
{
  gsize               length;
  const char         *text = weir_value_get_string (value, &length);
  g_autoptr (GString) valid = NULL;

  if (weir_text_is_utf8 (text, length))
    return finds (self, text, length);
  valid = weir_text_make_utf8 (text, length);
  return finds (self, valid->str, valid->len);
}

static gboolean
finds_value (WeirDebugFilter *self, const WeirValue *value)
{
  gsize               length;
  const char         *bytes;
  g_autoptr (GString) valid = NULL;

  if (value == NULL)
    return FALSE;
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      return finds_string (self, value);
    case WEIR_VALUE_KIND_UNDEFINED:
      return finds_name (self, "undefined");
    case WEIR_VALUE_KIND_BYTES:
      bytes = (const char *)weir_value_get_bytes (value, &length);
      valid = weir_text_make_utf8 (bytes, length);
      return finds (self, valid->str, valid->len);
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      g_string_truncate (self->text, 0);
      weir_json_append (self->text, value, WEIR_JSON_STYLE_COMPACT);
      return finds (self, self->text->str, self->text->len);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
finds_property (WeirDebugFilter *self, const WeirRecord *record)
{
  g_string_assign (self->text, "msg");
  if (record->property != NULL)
    {
      g_string_append_c (self->text, '.');
      g_string_append (self->text, record->property);
    }
  return finds (self, self->text->str, self->text->len);
}

static gboolean
finds_record (WeirDebugFilter *self, const WeirRecord *record)
{
  if (finds_name (self, record->name) || finds_name (self, record->type))
    return TRUE;
  if (record->kind == WEIR_RECORD_KIND_LOG)
    return finds_name (self, record->text);
  return finds_value (self, record->topic) || finds_property (self, record) ||
         finds_name (self, record->session) || finds_value (self, record->value);
}

gboolean
weir_debug_filter_matches (WeirDebugFilter *self, const WeirRecord *record)
{
  if ((self->levels & weir_debug_level_of (record)) == 0)
    return FALSE;
  if (self->flow != NULL && g_strcmp0 (record->z, self->flow) != 0)
    return FALSE;
  if (self->nodes != NULL &&
      (record->id == NULL || !g_hash_table_contains (self->nodes, record->id)))
    return FALSE;
  if (record->id != NULL && g_hash_table_contains (self->hidden, record->id))
    return FALSE;
  if (self->session != NULL && g_strcmp0 (record->session, self->session) != 0)
    return FALSE;
  return self->regex == NULL || finds_record (self, record);
}
