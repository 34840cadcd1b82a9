/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-comms-event.h"

#include "json/weir-json.h"
#include "runtime/weir-debug-encode.h"

char *
weir_comms_event_topic (const WeirRecord *record)
{
  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      return g_strdup ("debug");
    case WEIR_RECORD_KIND_STATUS:
      return g_strconcat ("status/", record->id, NULL);
    case WEIR_RECORD_KIND_LOG:
      if (record->id != NULL && record->level <= WEIR_LOG_LEVEL_WARN)
        return g_strdup ("debug");
      return NULL;
    }
  return NULL;
}

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  if (text == NULL)
    return object;
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

/* `msg` and `format`: a value as a debug node shows it. */
static WeirValue *
with_shown (WeirValue *object, const WeirValue *value)
{
  g_autofree char *text = weir_debug_encode (value);
  g_autofree char *format = weir_debug_format (value);

  object = with_text (object, "msg", text);
  return with_text (object, "format", format);
}

static WeirValue *
where (const WeirRecord *record)
{
  WeirValue *object = weir_value_new_object ();

  object = with_text (object, "id", record->id);
  object = with_text (object, "z", record->z);
  if (weir_record_get_entry_id (record) != record->id)
    object = with_text (object, "_alias", weir_record_get_entry_id (record));
  object = with_text (object, "path", record->path);
  return with_text (object, "name", record->name);
}

WeirValue *
weir_debug_record_to_value (const WeirRecord *record)
{
  WeirValue *object = where (record);

  if (record->topic != NULL)
    object =
      weir_value_with_member (object, "topic", weir_value_ref (record->topic));
  object = with_text (object, "property", record->property);
  return with_shown (object, record->value);
}

static WeirValue *
log_to_value (const WeirRecord *record)
{
  WeirValue            *object = where (record);
  g_autoptr (WeirValue) text = weir_value_new_string (record->text);
  gint64                now_ms = record->time_us / 1000;

  object = with_text (object, "type", record->type);
  object = weir_value_with_member (object,
                                   "level",
                                   weir_value_new_number (record->level));
  object = with_shown (object, text);
  return weir_value_with_member (object,
                                 "timestamp",
                                 weir_value_new_number ((double)now_ms));
}

static WeirValue *
record_to_value (const WeirRecord *record)
{
  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      return weir_debug_record_to_value (record);
    case WEIR_RECORD_KIND_STATUS:
      return weir_value_ref (record->value);
    case WEIR_RECORD_KIND_LOG:
      return log_to_value (record);
    }
  g_assert_not_reached ();
}

void
weir_comms_event_append (GString *out, const char *topic, const WeirRecord *record)
{
  g_autoptr (WeirValue) data = record_to_value (record);

  g_string_append (out, "{\"topic\":");
  weir_json_append_string (out, topic, strlen (topic));
  g_string_append (out, ",\"data\":");
  weir_json_append (out, data, WEIR_JSON_STYLE_COMPACT);
  g_string_append_c (out, '}');
}
