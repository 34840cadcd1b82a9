/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-schedule.h"

#include <string.h>

/* The shapes Node-RED's dialog writes; every other expression is one somebody
 * wrote by hand. */

static gboolean
read_number (const char *text, guint max, guint *number)
{
  guint64 value;

  if (*text == '\0' || strspn (text, "0123456789") != strlen (text) ||
      strlen (text) > 4)
    return FALSE;
  value = g_ascii_strtoull (text, NULL, 10);
  *number = (guint)value;
  return value <= max;
}

/* "*", or days separated by commas; nothing for none. */
static gboolean
read_days (const char *text, guint *days)
{
  g_auto (GStrv) parts = NULL;

  *days = WEIR_SCHEDULE_ALL_DAYS;
  if (text != NULL && g_str_equal (text, "*"))
    return TRUE;
  *days = 0;
  if (text == NULL)
    return TRUE;
  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint day;

      if (!read_number (parts[i], 6, &day))
        return FALSE;
      *days |= 1u << day;
    }
  return TRUE;
}

static gboolean
read_minutes (const char *text, guint *minutes)
{
  static const guint offered[] = { 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 };

  if (g_str_equal (text, "0"))
    {
      *minutes = 60;
      return TRUE;
    }
  if (!g_str_has_prefix (text, "*/") || !read_number (text + 2, 30, minutes))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      if (offered[i] == *minutes)
        return TRUE;
    }
  return FALSE;
}

/* "9-16" or "9": from the first hour to the end of the last. */
static gboolean
read_span (const char *text, guint *from, guint *to)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (!read_number (ends[0], 23, from))
    return FALSE;
  *to = *from;
  if (ends[1] != NULL && !read_number (ends[1], 23, to))
    return FALSE;
  *to += 1;
  return *from < *to;
}

/* "0-4,22-23": over midnight. */
static gboolean
read_hours (const char *text, guint *from, guint *to)
{
  g_auto (GStrv) spans = g_strsplit (text, ",", 3);
  guint          early_from;
  guint          late_to;

  if (spans[1] == NULL)
    return read_span (spans[0], from, to);
  return spans[2] == NULL && read_span (spans[0], &early_from, to) &&
         read_span (spans[1], from, &late_to) && early_from == 0 &&
         late_to == 24 && *to <= *from;
}

static gboolean
read_crontab (WeirSchedule *schedule, const char *crontab)
{
  g_auto (GStrv) fields = g_strsplit (crontab, " ", -1);
  guint          n = g_strv_length (fields);
  WeirSchedule   read = *schedule;

  if ((n != 4 && n != 5) || !g_str_equal (fields[2], "*") ||
      !g_str_equal (fields[3], "*") ||
      !read_days (n == 5 && *fields[4] != '\0' ? fields[4] : NULL, &read.days))
    return FALSE;
  if (read_number (fields[0], 59, &read.minute) &&
      read_number (fields[1], 23, &read.hour))
    read.kind = WEIR_SCHEDULE_AT;
  else if (read_minutes (fields[0], &read.minutes) &&
           read_hours (fields[1], &read.from, &read.to))
    read.kind = WEIR_SCHEDULE_BETWEEN;
  else
    return FALSE;
  *schedule = read;
  return TRUE;
}

void
weir_schedule_init (WeirSchedule *schedule, const char *repeat, const char *crontab)
{
  g_return_if_fail (schedule != NULL);
  g_return_if_fail (repeat != NULL && crontab != NULL);

  *schedule = (WeirSchedule){
    .kind = WEIR_SCHEDULE_NEVER,
    .minutes = 1,
    .from = 0,
    .to = 24,
    .hour = 12,
    .minute = 0,
    .days = WEIR_SCHEDULE_ALL_DAYS,
  };
  if (*repeat != '\0' && !g_str_equal (repeat, "0"))
    schedule->kind = WEIR_SCHEDULE_EVERY;
  else if (*crontab != '\0' && !read_crontab (schedule, crontab))
    schedule->kind = WEIR_SCHEDULE_CRON;
}

static void
append_days (GString *out, guint days)
{
  const char *separator = " ";

  if (days == WEIR_SCHEDULE_ALL_DAYS)
    {
      g_string_append (out, " *");
      return;
    }
  for (guint day = 0; day < 7; day++)
    {
      if ((days & (1u << day)) == 0)
        continue;
      g_string_append_printf (out, "%s%u", separator, day);
      separator = ",";
    }
}

static void
append_span (GString *out, guint from, guint to)
{
  if (from + 1 == to)
    g_string_append_printf (out, "%u", from);
  else
    g_string_append_printf (out, "%u-%u", from, to - 1);
}

static void
append_hours (GString *out, const WeirSchedule *schedule)
{
  if (schedule->from < schedule->to)
    {
      append_span (out, schedule->from, schedule->to);
      return;
    }
  append_span (out, 0, schedule->to);
  g_string_append_c (out, ',');
  append_span (out, schedule->from, 24);
}

char *
weir_schedule_dup_crontab (const WeirSchedule *schedule)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (schedule != NULL, NULL);

  switch (schedule->kind)
    {
    case WEIR_SCHEDULE_BETWEEN:
      if (schedule->minutes >= 60)
        g_string_append (out, "0 ");
      else
        g_string_append_printf (out, "*/%u ", schedule->minutes);
      append_hours (out, schedule);
      break;
    case WEIR_SCHEDULE_AT:
      g_string_append_printf (out, "%02u %02u", schedule->minute, schedule->hour);
      break;
    case WEIR_SCHEDULE_NEVER:
    case WEIR_SCHEDULE_EVERY:
    case WEIR_SCHEDULE_CRON:
      return g_string_free (out, FALSE);
    }
  g_string_append (out, " * *");
  append_days (out, schedule->days);
  return g_string_free (out, FALSE);
}
