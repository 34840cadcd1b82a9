/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-text.h"

#include "editor/panels/weir-value-text.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The size of larger values is estimated, instead of writing them out. */
#define MAX_MEASURED_BYTES ((gsize)64 * 1024)

/* How much of a client's id tells it from others. */
#define SHORT_SESSION 6

static GDateTime *
new_time (gint64 time_us, gboolean utc)
{
  g_autoptr (GDateTime) seconds =
    g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time =
    g_date_time_add (seconds, time_us % G_USEC_PER_SEC);

  return utc ? g_steal_pointer (&time) : g_date_time_to_local (time);
}

static char *
dup_formatted (gint64 time_us, gboolean utc, const char *format, const char *end)
{
  g_autoptr (GDateTime) time = new_time (time_us, utc);
  g_autofree char      *text = g_date_time_format (time, format);

  return g_strdup_printf ("%s.%03d%s",
                          text,
                          g_date_time_get_microsecond (time) / 1000,
                          end);
}

static char *
dup_passed (gint64 ms)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d.%03d",
                          ms / 3600000,
                          (int)(ms / 60000 % 60),
                          (int)(ms / 1000 % 60),
                          (int)(ms % 1000));
}

char *
weir_debug_dup_time (gint64 time_us, WeirDebugTime format)
{
  switch (format)
    {
    case WEIR_DEBUG_TIME_CLOCK:
      return dup_formatted (time_us, FALSE, "%H:%M:%S", "");
    case WEIR_DEBUG_TIME_DATE:
      return dup_formatted (time_us, FALSE, "%Y-%m-%d %H:%M:%S", "");
    case WEIR_DEBUG_TIME_RELATIVE:
      return dup_passed (time_us / 1000);
    case WEIR_DEBUG_TIME_UTC:
      return dup_formatted (time_us, TRUE, "%Y-%m-%dT%H:%M:%S", "Z");
    }
  g_return_val_if_reached (NULL);
}

char *
weir_debug_dup_delta (gint64 delta_us)
{
  gint64 ms = delta_us / 1000;

  if (ms <= 0)
    return g_strdup (delta_us > 0 ? _ ("+<1 ms") : "");
  if (ms < 1000)
    return g_strdup_printf (_ ("+%d ms"), (int)ms);
  if (ms < 60 * 1000)
    return g_strdup_printf (_ ("+%d.%d s"),
                            (int)(ms / 1000),
                            (int)(ms / 100 % 10));
  if (ms < 60 * 60 * 1000)
    return g_strdup_printf (_ ("+%d min"), (int)(ms / 60000));
  return g_strdup_printf (_ ("+%d h"), (int)MIN (ms / 3600000, G_MAXINT));
}

static gsize
get_size (const WeirValue *value)
{
  gsize               size = weir_value_get_size (value);
  g_autoptr (GString) text = NULL;

  if (size > MAX_MEASURED_BYTES)
    return size;
  text = g_string_sized_new (size);
  weir_json_append (text, value, WEIR_JSON_STYLE_COMPACT);
  return text->len;
}

static void
append_kind (GString *out, const WeirValue *value)
{
  g_autofree char *kind = weir_value_dup_kind (value);
  g_autofree char *size = NULL;

  g_string_append_printf (out, " : %s", kind);
  if (value == NULL || (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT &&
                        weir_value_get_kind (value) != WEIR_VALUE_KIND_ARRAY))
    return;
  size = g_format_size_full (get_size (value), G_FORMAT_SIZE_DEFAULT);
  g_string_append_printf (out, " (%s)", size);
}

static void
append_topic (GString *out, const WeirValue *topic)
{
  g_autofree char *text = NULL;

  if (topic == NULL || weir_value_get_kind (topic) == WEIR_VALUE_KIND_UNDEFINED)
    return;
  if (weir_value_get_kind (topic) == WEIR_VALUE_KIND_STRING)
    {
      if (weir_value_get_length (topic) == 0)
        return;
      text = weir_value_dup_preview (topic, WEIR_VALUE_PREVIEW_BYTES);
      /* Without its quotes. */
      g_string_append_len (out, text + 1, (gssize)strlen (text) - 2);
    }
  else
    {
      text = weir_value_dup_preview (topic, WEIR_VALUE_PREVIEW_BYTES);
      g_string_append (out, text);
    }
  g_string_append (out, " · ");
}

char *
weir_debug_dup_path (const WeirRecord *record)
{
  const char *path = record->property != NULL ? record->property : "";

  if (g_str_has_prefix (path, "msg."))
    path += strlen ("msg.");
  return g_strdup (path);
}

static const char *
get_level_label (const WeirRecord *record)
{
  switch (record->level)
    {
    case WEIR_LOG_LEVEL_ERROR:
      return _ ("error");
    case WEIR_LOG_LEVEL_WARN:
      return _ ("warning");
    case WEIR_LOG_LEVEL_INFO:
      return _ ("information");
    case WEIR_LOG_LEVEL_DEBUG:
      return C_ ("log level", "debug");
    }
  return _ ("information");
}

char *
weir_debug_dup_head (const WeirRecord *record)
{
  g_autofree char *path = NULL;
  GString         *out = g_string_new (NULL);

  if (record->kind == WEIR_RECORD_KIND_LOG)
    return g_string_free (g_string_append (out, get_level_label (record)), FALSE);
  path = weir_debug_dup_path (record);
  append_topic (out, record->topic);
  g_string_append (out, *path != '\0' ? "msg." : "msg");
  g_string_append (out, path);
  append_kind (out, record->value);
  if (record->session != NULL)
    g_string_append_printf (out, " ⟶ %.*s", SHORT_SESSION, record->session);
  return g_string_free (out, FALSE);
}

static gboolean
is_blank (char c)
{
  return c == '\n' || c == '\r' || c == '\t';
}

char *
weir_debug_dup_preview (const WeirRecord *record)
{
  const char *text = record->text != NULL ? record->text : "";
  char       *line;

  if (record->kind != WEIR_RECORD_KIND_LOG)
    return weir_value_dup_preview (record->value, WEIR_VALUE_PREVIEW_BYTES);
  line = g_utf8_substring (text,
                           0,
                           MIN (g_utf8_strlen (text, WEIR_VALUE_PREVIEW_BYTES),
                                WEIR_VALUE_PREVIEW_BYTES));
  for (char *p = line; *p != '\0'; p++)
    if (is_blank (*p))
      *p = ' ';
  return line;
}

const char *
weir_debug_level_name (const WeirRecord *record)
{
  if (record->kind != WEIR_RECORD_KIND_LOG)
    return "debug";
  switch (record->level)
    {
    case WEIR_LOG_LEVEL_ERROR:
      return "error";
    case WEIR_LOG_LEVEL_WARN:
      return "warn";
    case WEIR_LOG_LEVEL_INFO:
      return "info";
    case WEIR_LOG_LEVEL_DEBUG:
      return "debug";
    }
  return "info";
}

/* Export */

static void
append_member (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", key);
  weir_json_append_string (out, text, strlen (text));
}

static void
append_value (GString *out, const char *key, const WeirValue *value)
{
  if (value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED)
    return;
  g_string_append_printf (out, ",\"%s\":", key);
  weir_json_append (out, value, WEIR_JSON_STYLE_COMPACT);
}

static void
append_json (GString *out, const WeirRecord *record)
{
  g_autofree char *time =
    weir_debug_dup_time (record->time_us, WEIR_DEBUG_TIME_UTC);
  g_autofree char *kind = NULL;

  g_string_append_printf (out,
                          "{\"event\":\"%s\",\"time\":\"%s\"",
                          record->kind == WEIR_RECORD_KIND_LOG ? "log" : "debug",
                          time);
  if (record->kind == WEIR_RECORD_KIND_LOG)
    append_member (out, "level", weir_debug_level_name (record));
  append_member (out, "id", record->id);
  append_member (out, "z", record->z);
  append_member (out, "name", record->name);
  append_member (out, "type", record->type);
  append_member (out, "session", record->session);
  if (record->kind == WEIR_RECORD_KIND_LOG)
    append_member (out, "message", record->text);
  else
    {
      kind = weir_value_dup_kind (record->value);
      append_value (out, "topic", record->topic);
      append_member (out, "property", record->property);
      append_member (out, "format", kind);
      append_value (out, "value", record->value);
    }
  g_string_append (out, "}\n");
}

static void
append_field (GString *out, const char *text, gsize length)
{
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length && !quoted; i++)
    quoted =
      text[i] == '"' || text[i] == ',' || text[i] == '\n' || text[i] == '\r';
  if (!quoted)
    {
      g_string_append_len (out, text, (gssize)length);
      return;
    }
  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, text[i]);
    }
  g_string_append_c (out, '"');
}

static void
append_text_field (GString *out, const char *text)
{
  g_string_append_c (out, ',');
  if (text != NULL)
    append_field (out, text, strlen (text));
}

static void
append_value_field (GString *out, const WeirValue *value)
{
  gsize               length;
  const char         *text;
  g_autoptr (GString) json = NULL;

  g_string_append_c (out, ',');
  if (value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED)
    return;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    {
      text = weir_value_get_string (value, &length);
      append_field (out, text, length);
      return;
    }
  json = g_string_new (NULL);
  weir_json_append (json, value, WEIR_JSON_STYLE_COMPACT);
  append_field (out, json->str, json->len);
}

static void
append_csv (GString *out, const WeirRecord *record)
{
  g_autofree char *time =
    weir_debug_dup_time (record->time_us, WEIR_DEBUG_TIME_UTC);
  g_autofree char *kind = NULL;

  g_string_append (out, time);
  append_text_field (out, weir_debug_level_name (record));
  append_text_field (out, record->id);
  append_text_field (out, record->name);
  append_text_field (out, record->session);
  append_value_field (out, record->topic);
  append_text_field (out, record->property);
  if (record->kind == WEIR_RECORD_KIND_LOG)
    {
      append_text_field (out, NULL);
      append_text_field (out, record->text);
    }
  else
    {
      kind = weir_value_dup_kind (record->value);
      append_text_field (out, kind);
      append_value_field (out, record->value);
    }
  g_string_append (out, "\r\n");
}

static GBytes *export(GListModel *rows,
                      const char *head,
                      void (*append) (GString *out, const WeirRecord *record))
{
  GString *out = g_string_new (head);
  guint    n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirDebugRow) row = g_list_model_get_item (rows, i);

      append (out, weir_debug_row_get_record (row));
    }
  return g_string_free_to_bytes (out);
}

GBytes *
weir_debug_export_json (GListModel *rows)
{
  return export(rows, "", append_json);
}

GBytes *
weir_debug_export_csv (GListModel *rows)
{
  return export(rows,
                "time,level,node,name,session,topic,property,format,value\r\n",
                append_csv);
}
