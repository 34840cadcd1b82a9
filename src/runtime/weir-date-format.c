/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-date-format.h"

#include <string.h>

/* The tokens of moment.js that Node-RED's users write, one row each; longer
 * ones stand before those they begin with. */

typedef void (*TokenFunc) (GString *out, GDateTime *time);

static const char *const month_names[] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};

static const char *const day_names[] = {
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};

static const char *
get_month_name (GDateTime *time)
{
  return month_names[g_date_time_get_month (time) - 1];
}

static const char *
get_day_name (GDateTime *time)
{
  return day_names[g_date_time_get_day_of_week (time) - 1];
}

/* 0 for Sunday */
static int
get_day_of_week (GDateTime *time)
{
  return g_date_time_get_day_of_week (time) % 7;
}

static int
get_hour_of_twelve (GDateTime *time)
{
  int hour = g_date_time_get_hour (time) % 12;

  return hour == 0 ? 12 : hour;
}

static int
get_milliseconds (GDateTime *time)
{
  return g_date_time_get_microsecond (time) / 1000;
}

static void
append_ordinal (GString *out, int number)
{
  static const char *const suffixes[] = { "th", "st", "nd", "rd" };
  gboolean                 is_teen = number % 100 / 10 == 1;
  int                      last = number % 10;

  g_string_append_printf (out,
                          "%d%s",
                          number,
                          suffixes[is_teen || last > 3 ? 0 : last]);
}

static void
append_offset (GString *out, GDateTime *time, const char *separator)
{
  int minutes = (int)(g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);

  g_string_append_printf (out,
                          "%c%02d%s%02d",
                          minutes < 0 ? '-' : '+',
                          ABS (minutes) / 60,
                          separator,
                          ABS (minutes) % 60);
}

#define NUMBER_TOKEN(name, format, number)                  \
  static void append_##name (GString *out, GDateTime *time) \
  {                                                         \
    g_string_append_printf (out, format, number);           \
  }

#define TEXT_TOKEN(name, text, length)                      \
  static void append_##name (GString *out, GDateTime *time) \
  {                                                         \
    g_string_append_len (out, text, length);                \
  }

NUMBER_TOKEN (year, "%d", g_date_time_get_year (time))
NUMBER_TOKEN (year_four, "%04d", g_date_time_get_year (time))
NUMBER_TOKEN (year_two, "%02d", g_date_time_get_year (time) % 100)
NUMBER_TOKEN (quarter, "%d", (g_date_time_get_month (time) + 2) / 3)
NUMBER_TOKEN (month, "%d", g_date_time_get_month (time))
NUMBER_TOKEN (month_two, "%02d", g_date_time_get_month (time))
NUMBER_TOKEN (day_of_year, "%d", g_date_time_get_day_of_year (time))
NUMBER_TOKEN (day_of_year_three, "%03d", g_date_time_get_day_of_year (time))
NUMBER_TOKEN (day, "%d", g_date_time_get_day_of_month (time))
NUMBER_TOKEN (day_two, "%02d", g_date_time_get_day_of_month (time))
NUMBER_TOKEN (weekday, "%d", get_day_of_week (time))
NUMBER_TOKEN (iso_weekday, "%d", g_date_time_get_day_of_week (time))
NUMBER_TOKEN (iso_week, "%d", g_date_time_get_week_of_year (time))
NUMBER_TOKEN (iso_week_two, "%02d", g_date_time_get_week_of_year (time))
NUMBER_TOKEN (hour, "%d", g_date_time_get_hour (time))
NUMBER_TOKEN (hour_two, "%02d", g_date_time_get_hour (time))
NUMBER_TOKEN (hour_of_twelve, "%d", get_hour_of_twelve (time))
NUMBER_TOKEN (hour_of_twelve_two, "%02d", get_hour_of_twelve (time))
NUMBER_TOKEN (minute, "%d", g_date_time_get_minute (time))
NUMBER_TOKEN (minute_two, "%02d", g_date_time_get_minute (time))
NUMBER_TOKEN (second, "%d", g_date_time_get_second (time))
NUMBER_TOKEN (second_two, "%02d", g_date_time_get_second (time))
NUMBER_TOKEN (tenths, "%d", get_milliseconds (time) / 100)
NUMBER_TOKEN (hundredths, "%02d", get_milliseconds (time) / 10)
NUMBER_TOKEN (milliseconds, "%03d", get_milliseconds (time))
NUMBER_TOKEN (unix_seconds, "%" G_GINT64_FORMAT, g_date_time_to_unix (time))
NUMBER_TOKEN (unix_milliseconds,
              "%" G_GINT64_FORMAT,
              g_date_time_to_unix (time) * 1000 + get_milliseconds (time))
TEXT_TOKEN (month_name, get_month_name (time), -1)
TEXT_TOKEN (month_short, get_month_name (time), 3)
TEXT_TOKEN (day_name, get_day_name (time), -1)
TEXT_TOKEN (day_short, get_day_name (time), 3)
TEXT_TOKEN (day_shortest, get_day_name (time), 2)
TEXT_TOKEN (upper_half, g_date_time_get_hour (time) < 12 ? "AM" : "PM", -1)
TEXT_TOKEN (lower_half, g_date_time_get_hour (time) < 12 ? "am" : "pm", -1)

static void
append_month_ordinal (GString *out, GDateTime *time)
{
  append_ordinal (out, g_date_time_get_month (time));
}

static void
append_day_ordinal (GString *out, GDateTime *time)
{
  append_ordinal (out, g_date_time_get_day_of_month (time));
}

static void
append_zone (GString *out, GDateTime *time)
{
  append_offset (out, time, ":");
}

static void
append_zone_compact (GString *out, GDateTime *time)
{
  append_offset (out, time, "");
}

static const struct
{
  const char *token;
  TokenFunc   append;
} tokens[] = {
  { "YYYY", append_year_four },
  { "YY", append_year_two },
  { "Y", append_year },
  { "Q", append_quarter },
  { "MMMM", append_month_name },
  { "MMM", append_month_short },
  { "MM", append_month_two },
  { "Mo", append_month_ordinal },
  { "M", append_month },
  { "DDDD", append_day_of_year_three },
  { "DDD", append_day_of_year },
  { "DD", append_day_two },
  { "Do", append_day_ordinal },
  { "D", append_day },
  { "dddd", append_day_name },
  { "ddd", append_day_short },
  { "dd", append_day_shortest },
  { "d", append_weekday },
  { "e", append_weekday },
  { "E", append_iso_weekday },
  { "WW", append_iso_week_two },
  { "W", append_iso_week },
  { "HH", append_hour_two },
  { "H", append_hour },
  { "hh", append_hour_of_twelve_two },
  { "h", append_hour_of_twelve },
  { "mm", append_minute_two },
  { "m", append_minute },
  { "ss", append_second_two },
  { "s", append_second },
  { "SSS", append_milliseconds },
  { "SS", append_hundredths },
  { "S", append_tenths },
  { "A", append_upper_half },
  { "a", append_lower_half },
  { "ZZ", append_zone_compact },
  { "Z", append_zone },
  { "X", append_unix_seconds },
  { "x", append_unix_milliseconds },
};

/* Returns: how many bytes of @format were used up; 0 when none is a token */
static gsize
append_token (GString *out, GDateTime *time, const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (g_str_has_prefix (format, tokens[i].token))
      {
        tokens[i].append (out, time);
        return strlen (tokens[i].token);
      }

  return 0;
}

/* Returns: how many bytes of @format were used up; 0 when it is no literal */
static gsize
append_literal (GString *out, const char *format)
{
  const char *end = *format == '[' ? strchr (format, ']') : NULL;

  if (end == NULL)
    return 0;

  g_string_append_len (out, format + 1, end - format - 1);

  return end + 1 - format;
}

char *
weir_date_format (GDateTime *time, const char *format)
{
  GString *out = g_string_new (NULL);

  while (*format != '\0')
    {
      gsize used = append_literal (out, format);

      if (used == 0)
        used = append_token (out, time, format);

      if (used == 0)
        {
          g_string_append_c (out, *format);
          used = 1;
        }

      format += used;
    }

  return g_string_free (out, FALSE);
}
