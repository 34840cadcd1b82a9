/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cron expressions and the times they mean. The search walks the wall clock
 * from large to small (year, month, day, time of day) and ends with the last
 * year a field can name, so a date that never comes costs little and ends.
 * Only the result is turned into an instant, where time zones have their say. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-cron.h"

#include "nodes/weir-cron-days.h"
#include "runtime/weir-node-api.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_S          86400
#define HOUR_S         3600
#define JULIAN_OF_1970 719163

/* No clock was ever put back further. */
#define MAX_CHANGE_S G_GINT64_CONSTANT (10800)

struct _WeirCron
{
  WeirCronSet  seconds;
  WeirCronSet  minutes;
  WeirCronSet  hours;
  WeirCronSet  months;
  WeirCronSet  years;
  WeirCronDays days;
  gboolean     hourly; /* whatever the hour is */
};

static const char *const month_names[] = {
  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL",
  "AUG", "SEP", "OCT", "NOV", "DEC", NULL,
};

/* clang-format off */
static const WeirCronField second_field = {
  .rule = N_ ("a second is 0 to 59"), .first = 0, .last = 59, .cyclic = TRUE,
};
static const WeirCronField minute_field = {
  .rule = N_ ("a minute is 0 to 59"), .first = 0, .last = 59, .cyclic = TRUE,
};
static const WeirCronField hour_field = {
  .rule = N_ ("an hour is 0 to 23"), .first = 0, .last = 23, .cyclic = TRUE,
};
static const WeirCronField month_field = {
  .rule = N_ ("a month is 1 to 12 or JAN to DEC"), .first = 1, .last = 12, .cyclic = TRUE,
  .names = month_names, .names_first = 1,
};
static const WeirCronField year_field = {
  .rule = N_ ("a year is 1970 to 2099"), .first = 1970, .last = 2099,
};
/* clang-format on */

/* Names for expressions, with seconds and years. */
static const struct
{
  const char *name;
  const char *text;
} shortcuts[] = {
  { "@yearly", "0 0 0 1 1 * *" },  { "@annually", "0 0 0 1 1 * *" },
  { "@monthly", "0 0 0 1 * * *" }, { "@weekly", "0 0 0 * * 0 *" },
  { "@daily", "0 0 0 * * * *" },   { "@midnight", "0 0 0 * * * *" },
  { "@hourly", "0 0 * * * * *" },
};

/* Where the fields of a full expression stand. */
enum
{
  SECOND,
  MINUTE,
  HOUR,
  MONTH_DAY,
  MONTH,
  WEEK_DAY,
  YEAR,
  N_FIELDS,
};

/* Reading */

static gboolean
parse_list (const WeirCronField *field,
            const char          *text,
            WeirCronSet         *set,
            GError             **error)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (!weir_cron_field_parse (field, items[i], set, error))
      return FALSE;
  return TRUE;
}

static const char *
expand_shortcut (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (g_ascii_strcasecmp (text, shortcuts[i].name) == 0)
      return shortcuts[i].text;
  return text;
}

/* Returns: (transfer container): the words of @text, with what a short
 *   expression leaves out; %NULL when there are too few or too many */
static GPtrArray *
split_fields (char *text)
{
  GPtrArray *fields = g_ptr_array_new ();
  char      *rest = text;

  for (char *word; (word = strsep (&rest, " \t\r\n\f\v")) != NULL;)
    if (*word != '\0')
      g_ptr_array_add (fields, word);
  if (fields->len < 5 || fields->len > N_FIELDS)
    {
      g_ptr_array_unref (fields);
      return NULL;
    }
  if (fields->len == 5)
    g_ptr_array_insert (fields, SECOND, (gpointer) "0");
  if (fields->len == 6)
    g_ptr_array_add (fields, (gpointer) "*");
  return fields;
}

static gboolean
parse_fields (WeirCron *cron, const char *const *fields, GError **error)
{
  return parse_list (&second_field, fields[SECOND], &cron->seconds, error) &&
         parse_list (&minute_field, fields[MINUTE], &cron->minutes, error) &&
         parse_list (&hour_field, fields[HOUR], &cron->hours, error) &&
         weir_cron_days_parse (fields[MONTH_DAY],
                               fields[WEEK_DAY],
                               &cron->days,
                               error) &&
         parse_list (&month_field, fields[MONTH], &cron->months, error) &&
         parse_list (&year_field, fields[YEAR], &cron->years, error);
}

static gboolean
is_full (const WeirCronField *field, const WeirCronSet *set)
{
  for (int value = field->first; value <= field->last; value++)
    if (!weir_cron_field_has (field, set, value))
      return FALSE;
  return TRUE;
}

WeirCron *
weir_cron_parse (const char *text, GError **error)
{
  g_autofree char      *trimmed = g_strstrip (g_strdup (text));
  g_autofree char      *copy = g_strdup (expand_shortcut (trimmed));
  g_autoptr (GPtrArray) fields = split_fields (copy);
  g_autoptr (WeirCron)  cron = g_new0 (WeirCron, 1);

  if (fields == NULL)
    {
      g_set_error_literal (error,
                           WEIR_RUNTIME_ERROR,
                           WEIR_RUNTIME_ERROR_CONFIG,
                           _ ("Expression must have at least 5 fields, and "
                              "no more than 7 fields"));
      return NULL;
    }
  if (!parse_fields (cron, (const char *const *)fields->pdata, error))
    return NULL;
  cron->hourly = is_full (&hour_field, &cron->hours);
  return g_steal_pointer (&cron);
}

void
weir_cron_free (WeirCron *cron)
{
  g_free (cron);
}

/* Wall clock: seconds since 1970 as if it were always UTC. */

/* Finds the first time of day that is not before @from seconds.
 *
 * Returns: it, or -1 when the day has none left */
static int
next_time_of_day (const WeirCron *cron, int from)
{
  int hour = weir_cron_field_next (&hour_field, &cron->hours, from / HOUR_S);

  for (; hour >= 0;
       hour = weir_cron_field_next (&hour_field, &cron->hours, hour + 1))
    {
      int left = MAX (from - hour * HOUR_S, 0);
      int minute =
        weir_cron_field_next (&minute_field, &cron->minutes, left / 60);

      for (; minute >= 0;
           minute =
             weir_cron_field_next (&minute_field, &cron->minutes, minute + 1))
        {
          int second = weir_cron_field_next (&second_field,
                                             &cron->seconds,
                                             MAX (left - minute * 60, 0));

          if (second >= 0)
            return hour * HOUR_S + minute * 60 + second;
        }
    }
  return -1;
}

static gint64
get_wall_of_day (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return ((gint64)g_date_get_julian (&date) - JULIAN_OF_1970) * DAY_S;
}

/* Looks in one month, from @from on. */
static gboolean
find_in_month (const WeirCron *cron, int year, int month, gint64 from, gint64 *wall)
{
  guint32 days = weir_cron_days_list (&cron->days, year, month);
  gint64  first = get_wall_of_day (year, month, 1);

  for (int day = 1; day <= 31; day++)
    {
      gint64 start = first + (gint64)(day - 1) * DAY_S;
      int    time;

      if ((days >> day & 1) == 0 || start + DAY_S <= from)
        continue;
      time = next_time_of_day (cron, (int)MAX (from - start, 0));
      if (time >= 0)
        {
          *wall = start + time;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_wall (const WeirCron *cron, gint64 from, gint64 *wall)
{
  GDate date;
  int   first_year;
  int   first_month;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(MAX (from, 0) / DAY_S + JULIAN_OF_1970));
  first_year = g_date_get_year (&date);
  first_month = g_date_get_month (&date);

  for (int year = weir_cron_field_next (&year_field, &cron->years, first_year);
       year >= year_field.first;
       year = weir_cron_field_next (&year_field, &cron->years, year + 1))
    for (int month = year == first_year ? first_month : 1; month <= 12; month++)
      if (weir_cron_field_has (&month_field, &cron->months, month) &&
          find_in_month (cron, year, month, from, wall))
        return TRUE;
  return FALSE;
}

/* Time zones */

static gint64
get_offset (GTimeZone *zone, gint64 instant)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);

  return g_time_zone_get_offset (zone, interval);
}

/* Returns: the first instant behind @before at which the clock is no longer
 *   @old_offset; it is at @after */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after, gint64 old_offset)
{
  while (before + 1 < after)
    {
      gint64 middle = before + (after - before) / 2;

      if (get_offset (zone, middle) == old_offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

/* The instants at which the clock shows @wall: one, two when it is put back
 * over it, and when it is put forward over it, the moment of that. */
static void
find_instants (GTimeZone *zone, gint64 wall, gint64 *first, gint64 *second)
{
  gint64   old_offset = get_offset (zone, wall - DAY_S);
  gint64   new_offset = get_offset (zone, wall + DAY_S);
  gint64   by_old = wall - old_offset;
  gint64   by_new = wall - new_offset;
  gboolean old_fits = get_offset (zone, by_old) == old_offset;
  gboolean new_fits = get_offset (zone, by_new) == new_offset;

  if (old_fits && new_fits)
    {
      *first = MIN (by_old, by_new);
      *second = MAX (by_old, by_new);
    }
  else if (old_fits || new_fits)
    *first = *second = old_fits ? by_old : by_new;
  else
    *first = *second = find_change (zone, by_new, by_old, old_offset);
}

/* Walks the wall clock from @wall on until it shows a time behind @after. */
static gboolean
find_after (const WeirCron *cron,
            GTimeZone      *zone,
            gint64          wall,
            gint64          after,
            gint64         *next)
{
  for (; find_wall (cron, wall, &wall); wall++)
    {
      gint64 first;
      gint64 second;

      find_instants (zone, wall, &first, &second);
      *next = first > after || !cron->hourly ? first : second;
      if (*next > after)
        return TRUE;
    }
  return FALSE;
}

/* What happens every hour happens in the repeated one too, where the wall clock
 * shows times the search has already passed. */
static gboolean
find_in_repeated_hour (const WeirCron *cron,
                       GTimeZone      *zone,
                       gint64          after,
                       gint64         *next)
{
  gint64 old_offset = get_offset (zone, after);
  gint64 new_offset = get_offset (zone, after + MAX_CHANGE_S);
  gint64 change;

  if (!cron->hourly || new_offset >= old_offset)
    return FALSE;
  change = find_change (zone, after, after + MAX_CHANGE_S, old_offset);
  return find_after (cron, zone, change + new_offset, change - 1, next);
}

gboolean
weir_cron_next (const WeirCron *cron, GTimeZone *zone, gint64 after, gint64 *next)
{
  gint64   wall = after + 1 + get_offset (zone, after + 1);
  gint64   repeated;
  gboolean found = find_after (cron, zone, wall, after, next);

  if (find_in_repeated_hour (cron, zone, after, &repeated))
    {
      *next = found ? MIN (*next, repeated) : repeated;
      return TRUE;
    }
  return found;
}
