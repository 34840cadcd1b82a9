/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-convert.h"

#include <math.h>

/* Dates as JavaScript prints them: milliseconds since 1970, 100 million days
 * either way, without leap seconds (ECMA-262 §21.4.1). Month and day names are
 * English whatever the locale. */

#define MS_PER_DAY 86400000
#define MAX_MS     8.64e15

typedef struct
{
  gint64 year;
  int    month;   /* from 1 */
  int    day;     /* from 1 */
  int    weekday; /* Sunday is 0 */
  int    ms;      /* of the day */
} Fields;

static const char *const month_names[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun",
  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

static const char *const day_names[] = {
  "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
};

static gint64
divide_down (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static void
split (gint64 ms, Fields *fields)
{
  gint64 days = divide_down (ms, MS_PER_DAY);
  gint64 era;
  gint64 day_of_era;
  gint64 year_of_era;
  gint64 day_of_year;
  gint64 shifted_month;

  fields->ms = (int)(ms - days * MS_PER_DAY);
  fields->weekday = (int)(((days + 4) % 7 + 7) % 7);

  /* Years that begin in March, in eras of 400 years: the leap day is the last
   * one of its year. */
  days += 719468;
  era = divide_down (days, 146097);
  day_of_era = days - era * 146097;
  year_of_era =
    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) /
    365;
  day_of_year =
    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted_month = (5 * day_of_year + 2) / 153;

  fields->day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  fields->month =
    (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  fields->year = year_of_era + era * 400 + (fields->month <= 2);
}

static gboolean
is_valid (double ms)
{
  return isfinite (ms) && fabs (ms) <= MAX_MS;
}

char *
weir_date_to_iso (double ms)
{
  Fields           fields;
  g_autofree char *year = NULL;

  if (!is_valid (ms))
    return g_strdup ("Invalid Date");

  split ((gint64)ms, &fields);
  if (fields.year >= 0 && fields.year <= 9999)
    year = g_strdup_printf ("%04d", (int)fields.year);
  else
    year = g_strdup_printf ("%c%06d",
                            fields.year < 0 ? '-' : '+',
                            (int)ABS (fields.year));
  return g_strdup_printf ("%s-%02d-%02dT%02d:%02d:%02d.%03dZ",
                          year,
                          fields.month,
                          fields.day,
                          fields.ms / 3600000,
                          fields.ms / 60000 % 60,
                          fields.ms / 1000 % 60,
                          fields.ms % 1000);
}

char *
weir_date_to_text (double ms)
{
  g_autoptr (GTimeZone) zone = NULL;
  Fields                fields;
  const char           *name;
  int                   offset;
  int                   interval;

  if (!is_valid (ms))
    return g_strdup ("Invalid Date");

  zone = g_time_zone_new_local ();
  interval = g_time_zone_find_interval (zone,
                                        G_TIME_TYPE_UNIVERSAL,
                                        divide_down ((gint64)ms, 1000));
  offset = g_time_zone_get_offset (zone, interval);
  name = g_time_zone_get_abbreviation (zone, interval);
  if (g_str_equal (name, "UTC"))
    name = "Coordinated Universal Time";
  split ((gint64)ms + (gint64)offset * 1000, &fields);
  return g_strdup_printf ("%s %s %02d %s%04d %02d:%02d:%02d GMT%c%02d%02d (%s)",
                          day_names[fields.weekday],
                          month_names[fields.month - 1],
                          fields.day,
                          fields.year < 0 ? "-" : "",
                          (int)ABS (fields.year),
                          fields.ms / 3600000,
                          fields.ms / 60000 % 60,
                          fields.ms / 1000 % 60,
                          offset < 0 ? '-' : '+',
                          ABS (offset) / 3600,
                          ABS (offset) / 60 % 60,
                          name);
}
