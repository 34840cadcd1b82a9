/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-debug.h"

#include "json/weir-json.h"
#include "runtime/weir-monitor-private.h"

#include <string.h>

#define EPOCH_US (G_GINT64_CONSTANT (1777636800) * G_USEC_PER_SEC)

static WeirRecord *
new_record (WeirRecordKind kind, const char *id, gint64 ms)
{
  WeirRecord *record = weir_record_new (kind);

  record->time_us = EPOCH_US + ms * 1000;
  record->id = g_strdup (id);
  record->z = g_strdup ("flow");
  record->type = g_strdup ("debug");
  return record;
}

WeirRecord *
test_new_debug (const char *id, gint64 ms, const char *property, const char *json)
{
  g_autoptr (GError) error = NULL;
  WeirRecord        *record = new_record (WEIR_RECORD_KIND_DEBUG, id, ms);

  record->property = *property != '\0' ? g_strdup (property) : NULL;
  record->value = weir_json_read (json, strlen (json), NULL, &error);
  g_assert_no_error (error);
  return record;
}

WeirRecord *
test_new_log (const char *id, gint64 ms, WeirLogLevel level, const char *text)
{
  WeirRecord *record = new_record (WEIR_RECORD_KIND_LOG, id, ms);

  record->level = level;
  record->text = g_strdup (text);
  return record;
}

void
test_append (WeirDebugLog *log, WeirRecord *record)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);

  g_ptr_array_add (records, record);
  weir_debug_log_append (log, records, 0);
}

void
test_append_numbers (WeirDebugLog *log, guint first, guint count)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);

  for (guint i = first; i < first + count; i++)
    {
      WeirRecord *record = new_record (WEIR_RECORD_KIND_DEBUG, "n", i);

      record->property = g_strdup ("payload");
      record->value = weir_value_new_number (i);
      g_ptr_array_add (records, record);
    }
  weir_debug_log_append (log, records, 0);
}
