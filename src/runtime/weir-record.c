/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-monitor-private.h"

#include "json/weir-convert.h"

#include <string.h>

/* WeirRecord: one thing the flow tells the outside. Made on the engine's
 * thread, immutable from then on, shared by all watchers. */

WeirRecord *
weir_record_new (WeirRecordKind kind)
{
  WeirRecord *record = g_new0 (WeirRecord, 1);

  g_atomic_ref_count_init (&record->ref_count);
  record->kind = kind;
  record->time_us = g_get_real_time ();

  return record;
}

WeirRecord *
weir_record_ref (WeirRecord *record)
{
  g_atomic_ref_count_inc (&record->ref_count);

  return record;
}

void
weir_record_unref (WeirRecord *record)
{
  if (!g_atomic_ref_count_dec (&record->ref_count))
    return;

  g_free (record->id);
  g_free (record->type);
  g_free (record->z);
  g_free (record->path);
  g_free (record->name);
  g_free (record->text);
  g_free (record->property);
  g_free (record->session);
  g_clear_pointer (&record->topic, weir_value_unref);
  g_clear_pointer (&record->value, weir_value_unref);
  g_free (record);
}

/* A path is `FLOW/NODE`; in subflows the instances stand between. */
const char *
weir_record_get_entry_id (const WeirRecord *record)
{
  const char *first = record->path != NULL ? strchr (record->path, '/') : NULL;
  const char *last = first != NULL ? strrchr (record->path, '/') : NULL;

  return last != first ? last + 1 : record->id;
}

void
weir_record_take_text (WeirRecord *record, char *text)
{
  gsize length = strlen (text);

  g_free (record->text);
  record->text = text;

  if (weir_text_is_utf8 (text, length))
    return;

  record->text = g_string_free (weir_text_make_utf8 (text, length), FALSE);
  g_free (text);
}

gsize
weir_record_get_size (const WeirRecord *record)
{
  const char *texts[] = {
    record->id,   record->type, record->z,        record->path,
    record->name, record->text, record->property, record->session,
  };
  gsize size = sizeof (WeirRecord);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      size += strlen (texts[i]) + 1;

  if (record->topic != NULL)
    size += weir_value_get_size (record->topic);

  if (record->value != NULL)
    size += weir_value_get_size (record->value);

  return size;
}

gboolean
weir_status_is_clear (const WeirValue *status)
{
  static const char *const keys[] = { "text", "fill", "shape" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = weir_value_lookup_string (status, keys[i]);

      if (text != NULL && *text != '\0')
        return FALSE;
    }

  return TRUE;
}
