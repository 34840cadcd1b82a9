/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Days of the month and days of the week. The two fields are one question, so
 * they are one type: `*` or `?` in either is a placeholder as soon as the other
 * says something, and when both do, a day that fits one of them is meant. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-cron-days.h"

#include "runtime/weir-node-api.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const WeirCronField month_day_field = {
  .rule = N_ ("a day of the month is 1 to 31, L, LW or such as 15W"),
  .first = 1,
  .last = 31,
};

static const char *const weekday_names[] = {
  "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", NULL,
};

static const WeirCronField weekday_field = {
  .rule = N_ ("a day of the week is 0 to 7 or SUN to SAT, also FRI#2 or FRIL"),
  .first = 0,
  .last = 6,
  .also = 7,
  .cyclic = TRUE,
  .names = weekday_names,
};

static gboolean
is_placeholder (const char *item)
{
  return g_str_equal (item, "*") || g_str_equal (item, "?");
}

/* Reads an item without the @n_tail bytes at its end. */
static gboolean
parse_head (const WeirCronField *field,
            const char          *item,
            gsize                n_tail,
            WeirCronSet         *set,
            GError             **error)
{
  g_autofree char *head = g_strndup (item, strlen (item) - n_tail);

  return weir_cron_field_parse (field, head, set, error);
}

static gboolean
parse_month_day (const char *item, WeirCronDays *days, GError **error)
{
  if (g_ascii_strcasecmp (item, "L") == 0)
    days->last = TRUE;
  else if (g_ascii_strcasecmp (item, "LW") == 0)
    days->last_workday = TRUE;
  else if (g_str_has_suffix (item, "W") || g_str_has_suffix (item, "w"))
    return parse_head (&month_day_field, item, 1, &days->workdays, error);
  else if (!is_placeholder (item))
    return weir_cron_field_parse (&month_day_field, item, &days->days, error);
  return TRUE;
}

static gboolean
parse_nth (const char *item, const char *hash, WeirCronDays *days, GError **error)
{
  if (hash[1] < '1' || hash[1] > '0' + WEIR_CRON_MAX_NTH || hash[2] != '\0')
    {
      g_set_error (error,
                   WEIR_RUNTIME_ERROR,
                   WEIR_RUNTIME_ERROR_CONFIG,
                   _ ("“%.40s” needs a number from 1 to 5 behind the #"),
                   item);
      return FALSE;
    }
  return parse_head (&weekday_field,
                     item,
                     strlen (hash),
                     &days->nth_weekdays[hash[1] - '1'],
                     error);
}

static gboolean
parse_week_day (const char *item, WeirCronDays *days, GError **error)
{
  const char *hash = strrchr (item, '#');

  if (hash != NULL)
    return parse_nth (item, hash, days, error);
  if (g_str_has_suffix (item, "L") || g_str_has_suffix (item, "l"))
    return parse_head (&weekday_field, item, 1, &days->last_weekdays, error);
  if (!is_placeholder (item))
    return weir_cron_field_parse (&weekday_field, item, &days->weekdays, error);
  return TRUE;
}

static gboolean
parse_list (const char *text,
            gboolean (*parse) (const char *, WeirCronDays *, GError **),
            WeirCronDays *days,
            GError      **error)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (!parse (items[i], days, error))
      return FALSE;
  return TRUE;
}

gboolean
weir_cron_days_parse (const char   *month_days,
                      const char   *week_days,
                      WeirCronDays *days,
                      GError      **error)
{
  memset (days, 0, sizeof *days);
  days->all = is_placeholder (month_days) && is_placeholder (week_days);
  return parse_list (month_days, parse_month_day, days, error) &&
         parse_list (week_days, parse_week_day, days, error);
}

/* The days of a month. */
typedef struct
{
  int last;
  int first_weekday; /* of the first: 0 is Sunday */
} Month;

static int
get_weekday (const Month *month, int day)
{
  return (month->first_weekday + day - 1) % 7;
}

/* Saturday goes back to Friday and Sunday on to Monday, but never out of the
 * month. */
static int
nearest_workday (const Month *month, int day)
{
  int weekday;

  g_assert (day >= 1 && month->last >= 28);
  day = MIN (day, month->last);
  weekday = get_weekday (month, day);
  if (weekday == 6)
    return day > 1 ? day - 1 : day + 2;
  if (weekday == 0)
    return day < month->last ? day + 1 : day - 2;
  return day;
}

static gboolean
is_weekday_meant (const WeirCronDays *days, const Month *month, int day)
{
  int weekday = get_weekday (month, day);
  int nth = (day - 1) / 7;

  if (weir_cron_field_has (&weekday_field, &days->weekdays, weekday))
    return TRUE;
  if (weir_cron_field_has (&weekday_field, &days->nth_weekdays[nth], weekday))
    return TRUE;
  return day + 7 > month->last &&
         weir_cron_field_has (&weekday_field, &days->last_weekdays, weekday);
}

guint32
weir_cron_days_list (const WeirCronDays *days, int year, int month_number)
{
  Month   month;
  GDate   first;
  guint32 list = 0;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, month_number, year);
  month.last = (int)g_date_get_days_in_month (month_number, year);
  month.first_weekday = (int)g_date_get_weekday (&first) % 7;

  for (int day = 1; day <= month.last; day++)
    {
      if (days->all || is_weekday_meant (days, &month, day) ||
          weir_cron_field_has (&month_day_field, &days->days, day))
        list |= 1u << day;
    }
  for (int day = 1; day <= month_day_field.last; day++)
    if (weir_cron_field_has (&month_day_field, &days->workdays, day))
      list |= 1u << nearest_workday (&month, day);
  if (days->last)
    list |= 1u << month.last;
  if (days->last_workday)
    list |= 1u << nearest_workday (&month, month.last);
  return list;
}
