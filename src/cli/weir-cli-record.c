/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-record.h"

#include "host/weir-comms-event.h"
#include "json/weir-convert.h"
#include "json/weir-inspect.h"
#include "json/weir-json.h"
#include "runtime/weir-debug-encode.h"

/* How deep a value is shown, as Node-RED's console does. */
#define INSPECT_DEPTH 10

static const char *
level_name (WeirLogLevel level)
{
  switch (level)
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

void
weir_cli_append_clean (GString *out, const char *text)
{
  g_autoptr (GString) valid = weir_text_make_utf8 (text, strlen (text));

  for (const char *p = valid->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
}

/* A string as the debug sidebar writes it: in quotes, on one line. */
static void
append_quoted (GString *out, const WeirValue *string)
{
  gsize               length;
  const char         *text = weir_value_get_string (string, &length);
  g_autoptr (GString) valid = weir_text_make_utf8 (text, length);

  g_string_append_c (out, '"');
  for (const char *p = valid->str; p < valid->str + valid->len;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append (out, "↵");
      else if (c == '\t')
        g_string_append (out, "→");
      else if (g_unichar_iscntrl (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

static void
append_shown (GString *out, const WeirValue *value)
{
  g_autofree char *text = NULL;

  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    {
      append_quoted (out, value);
      return;
    }
  text = weir_inspect (value, INSPECT_DEPTH);
  weir_cli_append_clean (out, text);
}

static GDateTime *
local_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc =
    g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_to_local (utc);
}

void
weir_cli_record_append_text (GString *out, const WeirRecord *record)
{
  g_autoptr (GDateTime) time = local_time (record->time_us);
  g_autofree char      *format = weir_debug_format (record->value);

  g_string_append_printf (out,
                          "%02d:%02d:%02d.%03d [",
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time),
                          (int)(record->time_us / 1000 % 1000));
  weir_cli_append_clean (out,
                         record->name != NULL && *record->name != '\0'
                           ? record->name
                           : record->id);
  g_string_append (out, "] ");
  if (record->topic != NULL &&
      weir_value_get_kind (record->topic) == WEIR_VALUE_KIND_STRING &&
      weir_value_get_length (record->topic) > 0)
    {
      weir_cli_append_clean (out, weir_value_get_string (record->topic, NULL));
      g_string_append (out, " : ");
    }
  g_string_append (out, "msg");
  if (record->property != NULL)
    {
      const char *property = record->property;

      g_string_append_c (out, '.');
      if (g_str_has_prefix (property, "msg."))
        property += strlen ("msg.");
      weir_cli_append_clean (out, property);
    }
  g_string_append_printf (out, " : %s\n", format);
  append_shown (out, record->value);
  g_string_append_c (out, '\n');
}

static void
append_event (GString *out, const char *event, const WeirValue *members)
{
  g_autoptr (WeirValue) object = weir_value_new_object ();

  object =
    weir_value_with_member (object, "event", weir_value_new_string (event));
  for (gsize i = 0; i < weir_value_get_length (members); i++)
    object = weir_value_with_member (object,
                                     weir_value_get_key (members, i, NULL),
                                     weir_value_ref (
                                       weir_value_get_member (members, i)));
  weir_json_append (out, object, WEIR_JSON_STYLE_COMPACT);
  g_string_append_c (out, '\n');
}

void
weir_cli_event_append (GString *out, const char *event, ...)
{
  g_autoptr (WeirValue) members = weir_value_new_object ();
  const char           *key;
  va_list               args;

  va_start (args, event);
  while ((key = va_arg (args, const char *)) != NULL)
    members = weir_value_with_member (members, key, va_arg (args, WeirValue *));
  va_end (args);
  append_event (out, event, members);
}

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  if (text == NULL)
    return object;
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static WeirValue *
status_to_value (const WeirRecord *record)
{
  static const char *const shown[] = { "fill", "shape", "text", "reason" };
  WeirValue               *object = weir_value_new_object ();

  object = with_text (object, "id", record->id);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      WeirValue *member = weir_value_lookup (record->value, shown[i]);

      if (member != NULL)
        object =
          weir_value_with_member (object, shown[i], weir_value_ref (member));
    }
  return object;
}

static WeirValue *
log_to_value (const WeirRecord *record)
{
  WeirValue *object = weir_value_new_object ();

  object = with_text (object, "level", level_name (record->level));
  object = with_text (object, "id", record->id);
  object = with_text (object, "type", record->type);
  return with_text (object, "message", record->text);
}

void
weir_cli_record_append_json (GString *out, const WeirRecord *record)
{
  g_autoptr (WeirValue) members = NULL;

  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      members = weir_debug_record_to_value (record);
      append_event (out, "debug", members);
      return;
    case WEIR_RECORD_KIND_STATUS:
      members = status_to_value (record);
      append_event (out, "status", members);
      return;
    case WEIR_RECORD_KIND_LOG:
      members = log_to_value (record);
      append_event (out, "log", members);
      return;
    }
}

static void
append_status (GString *out, const WeirValue *status)
{
  const char *text = weir_value_lookup_string (status, "text");
  const char *fill = weir_value_lookup_string (status, "fill");
  const char *reason = weir_value_lookup_string (status, "reason");

  weir_cli_append_clean (out, text != NULL ? text : "");
  if (fill != NULL && *fill != '\0')
    {
      g_string_append (out, " (");
      weir_cli_append_clean (out, fill);
      g_string_append_c (out, ')');
    }
  if (reason != NULL)
    {
      g_string_append (out, ": ");
      weir_cli_append_clean (out, reason);
    }
}

void
weir_cli_record_append_log (GString *out, const WeirRecord *record)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  g_autoptr (GDateTime) time = local_time (record->time_us);
  gboolean              status = record->kind == WEIR_RECORD_KIND_STATUS;

  g_string_append_printf (out,
                          "%d %s %02d:%02d:%02d - [%s] ",
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time),
                          status ? "status" : level_name (record->level));
  if (record->id != NULL)
    {
      g_string_append_printf (out, "[");
      weir_cli_append_clean (out, record->type != NULL ? record->type : "");
      g_string_append_c (out, ':');
      weir_cli_append_clean (out,
                             record->name != NULL && *record->name != '\0'
                               ? record->name
                               : record->id);
      g_string_append (out, "] ");
    }
  if (status)
    append_status (out, record->value);
  else
    weir_cli_append_clean (out, record->text);
  g_string_append_c (out, '\n');
}
