/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/weir-cron.h"

#include "runtime/weir-node-api.h"

/* Times are written as ISO 8601; NULL: never. */
typedef struct
{
  const char *text;
  const char *after;
  const char *next;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "* * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z" },
  { "* * * * *", "2026-01-01T00:00:59Z", "2026-01-01T00:01:00Z" },
  { " *\t*  * * * ", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z" },
  { "*/7 * * * *", "2026-01-01T00:50:00Z", "2026-01-01T00:56:00Z" },
  { "*/7 * * * *", "2026-01-01T00:56:00Z", "2026-01-01T01:00:00Z" },
  { "5-20/5 3 * * *", "2026-01-01T00:00:00Z", "2026-01-01T03:05:00Z" },
  { "50-10/10 * * * *", "2026-01-01T00:00:01Z", "2026-01-01T00:10:00Z" },
  { "0 22-2 * * *", "2026-01-01T02:30:00Z", "2026-01-01T22:00:00Z" },
  { "3/20 * * * *", "2026-01-01T00:23:00Z", "2026-01-01T00:43:00Z" },

  /* Seconds and years. */
  { "30 * * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:00:30Z" },
  { "* * * * * *", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z" },
  { "*/15 0 0 1 1 * 2030", "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z" },
  { "*/15 0 0 1 1 * 2030", "2030-01-01T00:00:45Z", NULL },
  { "0 0 0 1 1 ? 2030-2040/5", "2030-06-01T00:00:00Z", "2035-01-01T00:00:00Z" },
  { "* * * * * * 2019", "2026-01-01T00:00:00Z", NULL },
  { "59 59 23 31 12 ? 2099", "2026-01-01T00:00:00Z", "2099-12-31T23:59:59Z" },
  { "* * * * *", "2099-12-31T23:59:00Z", NULL },

  /* Days a month does not have. */
  { "0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z" },
  { "0 0 29 2 *", "2096-03-01T00:00:00Z", NULL },
  { "0 0 31 * *", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z" },
  { "0 0 30 * *", "2026-01-30T00:00:00Z", "2026-03-30T00:00:00Z" },
  { "0 0 31 2 *", "2026-01-01T00:00:00Z", NULL },
  { "0 0 30,31 FEB *", "2026-01-01T00:00:00Z", NULL },
  { "0 0 31 APR-JUN/2 *", "2026-01-01T00:00:00Z", NULL },

  /* The last day, and the nearest weekday. */
  { "0 0 L * *", "2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z" },
  { "0 0 l 2 *", "2027-03-01T00:00:00Z", "2028-02-29T00:00:00Z" },
  { "0 0 15,L * *", "2026-02-15T00:00:00Z", "2026-02-28T00:00:00Z" },
  { "0 0 LW * *", "2026-01-01T00:00:00Z", "2026-01-30T00:00:00Z" },
  { "0 0 LW 5 *", "2026-01-01T00:00:00Z", "2026-05-29T00:00:00Z" },
  { "0 0 15W * *", "2026-01-01T00:00:00Z", "2026-01-15T00:00:00Z" },
  { "0 0 15W 2 *", "2026-01-01T00:00:00Z", "2026-02-16T00:00:00Z" },
  { "0 0 15w 8 *", "2026-01-01T00:00:00Z", "2026-08-14T00:00:00Z" },
  { "0 0 1W 8 *", "2026-01-01T00:00:00Z", "2026-08-03T00:00:00Z" },
  { "0 0 31W 1 *", "2026-01-01T00:00:00Z", "2026-01-30T00:00:00Z" },
  { "0 0 31W 5 *", "2026-01-01T00:00:00Z", "2026-05-29T00:00:00Z" },

  /* Days of the week. */
  { "0 0 * * 5#3", "2026-01-01T00:00:00Z", "2026-01-16T00:00:00Z" },
  { "0 0 * * MON#5", "2026-01-01T00:00:00Z", "2026-03-30T00:00:00Z" },
  { "0 0 * * FRIL", "2026-01-01T00:00:00Z", "2026-01-30T00:00:00Z" },
  { "0 0 * * 5L", "2026-02-01T00:00:00Z", "2026-02-27T00:00:00Z" },
  { "0 0 * * SUN#1,WED#2", "2026-01-05T00:00:00Z", "2026-01-14T00:00:00Z" },
  { "0 9 * * MON-FRI", "2026-01-02T10:00:00Z", "2026-01-05T09:00:00Z" },
  { "0 9 * * Fri-Mon", "2026-01-05T10:00:00Z", "2026-01-09T09:00:00Z" },
  { "0 0 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z" },
  { "0 0 * * 0", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z" },
  { "0 0 * * 6-7", "2026-01-04T00:00:00Z", "2026-01-10T00:00:00Z" },
  { "0 0 * * 7-2", "2026-01-06T00:00:00Z", "2026-01-11T00:00:00Z" },

  /* Node-RED's library takes this for Sunday alone. */
  { "0 0 * * 0-7", "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z" },

  /* Days of the month and of the week: either is enough, and a placeholder in
   * one leaves it to the other. */
  { "0 0 13 * FRI", "2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z" },
  { "0 0 13 * FRI", "2026-01-13T00:00:00Z", "2026-01-16T00:00:00Z" },
  { "0 0 ? * 3", "2026-01-01T00:00:00Z", "2026-01-07T00:00:00Z" },
  { "0 0 13 * ?", "2026-01-01T00:00:00Z", "2026-01-13T00:00:00Z" },
  { "0 0 */7 * *", "2026-01-29T00:00:00Z", "2026-02-01T00:00:00Z" },
  { "0 0 */7 * *", "2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z" },

  /* Months. */
  { "0 0 1 JAN,jul *", "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z" },
  { "0 0 1 NOV-FEB *", "2026-02-01T00:00:00Z", "2026-11-01T00:00:00Z" },
  { "0 0 1 3/4 *", "2026-03-01T00:00:00Z", "2026-07-01T00:00:00Z" },

  { "@yearly", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z" },
  { "@annually", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z" },
  { "@monthly", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z" },
  { "@weekly", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z" },
  { "@daily", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z" },
  { " @midnight ", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z" },
  { "@HOURLY", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z" },
};

/* Berlin: 02:00 to 03:00 is missing on 29 March 2026, from 01:00Z on it is
 * summer; on 25 October the same hour comes twice, 00:00Z to 02:00Z. */
static const Case berlin_cases[] = {
  { "0 12 * * *", "2026-01-01T00:00:00Z", "2026-01-01T11:00:00Z" },
  { "0 12 * * *", "2026-07-01T00:00:00Z", "2026-07-01T10:00:00Z" },
  { "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
  { "30 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z" },
  { "*/20 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
  { "*/20 2 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z" },
  { "0 2,3 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
  { "0 2,3 * * *", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z" },
  { "*/20 * * * *", "2026-03-29T00:40:00Z", "2026-03-29T01:00:00Z" },
  { "*/20 * * * *", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z" },

  { "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z" },
  { "30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z" },
  { "*/20 2-3 * * *", "2026-10-25T00:40:00Z", "2026-10-25T02:00:00Z" },
  { "*/20 2-3 * * *", "2026-10-25T01:10:00Z", "2026-10-25T02:00:00Z" },

  /* Every hour is really every hour, also where Node-RED pauses for one. */
  { "*/20 * * * *", "2026-10-25T00:10:00Z", "2026-10-25T00:20:00Z" },
  { "*/20 * * * *", "2026-10-25T00:40:00Z", "2026-10-25T01:00:00Z" },
  { "*/20 * * * *", "2026-10-25T01:00:00Z", "2026-10-25T01:20:00Z" },
  { "*/20 * * * *", "2026-10-25T01:40:00Z", "2026-10-25T02:00:00Z" },
};
/* clang-format on */

static const char *const bad_texts[] = {
  "",
  "* * * *",
  "* * * * * * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * 32 * *",
  "* * * 13 *",
  "* * * 0 *",
  "* * * * 8",
  "* * * FOO *",
  "*/0 * * * *",
  "1,,2 * * * *",
  ", * * * *",
  "* * 5-3 * *",
  "* * * * FRI#6",
  "* * * * FRI#0",
  "* * * * FRI#12",
  "* * * * FRI#",
  "* * * * #2",
  "* * * * L",
  "* * W * *",
  "* * L5 * *",
  "-1 * * * *",
  "1- * * * *",
  "*5 * * * *",
  "1/ * * * *",
  "1//2 * * * *",
  "1-2-3 * * * *",
  "@reboot",
  "@",
  "* * * * MONDAY",
  "1.5 * * * *",
  "99999999999999999999 * * * *",
  "*/99999999999999999999x * * * *",
  "0 0 0 1 1 * 1969",
  "0 0 0 1 1 * 2100",
  "1 2 3 4 \xe2\x98\x83",
};

static gint64
read_time (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
check_case (const Case *test, GTimeZone *zone)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (WeirCron) cron = weir_cron_parse (test->text, &error);
  gint64               next = 0;

  g_test_message ("%s after %s", test->text, test->after);
  g_assert_no_error (error);
  g_assert_nonnull (cron);
  if (!weir_cron_next (cron, zone, read_time (test->after), &next))
    g_assert_null (test->next);
  else
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (next);
      g_autofree char      *text = g_date_time_format_iso8601 (time);

      g_assert_cmpstr (text, ==, test->next);
    }
}

static void
test_next (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i], zone);
}

/* The rule of the zone, so that no zone files are needed. */
static void
test_berlin (void)
{
  g_autoptr (GTimeZone) zone =
    g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");

  g_assert_nonnull (zone);
  for (guint i = 0; i < G_N_ELEMENTS (berlin_cases); i++)
    check_case (&berlin_cases[i], zone);
}

static void
test_zone_file (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  if (zone == NULL)
    {
      g_test_skip ("no time zone files here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (berlin_cases); i++)
    check_case (&berlin_cases[i], zone);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (WeirCron) cron = weir_cron_parse (bad_texts[i], &error);

      g_test_message ("%s", bad_texts[i]);
      g_assert_null (cron);
      g_assert_error (error, WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_CONFIG);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_field_count_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_cron_parse ("0 12 * *", &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "Expression must have at least 5 fields, and no more than 7 "
                   "fields");
}

/* Every half hour of a year, both changes of the clock included. */
static void
test_walk (void)
{
  g_autoptr (GTimeZone) zone =
    g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
  g_autoptr (WeirCron) cron = weir_cron_parse ("*/30 * * * *", NULL);
  gint64               time = read_time ("2026-01-01T00:00:00Z");
  gint64               end = read_time ("2027-01-01T00:00:00Z");

  while (time < end)
    {
      gint64 next;

      g_assert_true (weir_cron_next (cron, zone, time, &next));
      g_assert_cmpint (next, ==, time + 1800);
      time = next;
    }
}

/* Random texts of the right letters: an expression or an error, and the search
 * always ends behind where it started. */
static void
test_random (void)
{
  static const char     letters[] = "0123456789*,-/?LW# SUNJAN@";
  g_autoptr (GTimeZone) zone =
    g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString)  text = g_string_new (NULL);
      g_autoptr (WeirCron) cron = NULL;
      gint64               after = g_test_rand_int_range (0, G_MAXINT32);
      gint64               next;
      int                  length = g_test_rand_int_range (0, 24);

      for (int j = 0; j < length; j++)
        g_string_append_c (text,
                           letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      cron = weir_cron_parse (text->str, NULL);
      if (cron != NULL && weir_cron_next (cron, zone, after, &next))
        g_assert_cmpint (next, >, after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/cron/next", test_next);
  g_test_add_func ("/nodes/cron/berlin", test_berlin);
  g_test_add_func ("/nodes/cron/zone-file", test_zone_file);
  g_test_add_func ("/nodes/cron/bad", test_bad);
  g_test_add_func ("/nodes/cron/field-count-text", test_field_count_text);
  g_test_add_func ("/nodes/cron/walk", test_walk);
  g_test_add_func ("/nodes/cron/random", test_random);
  return g_test_run ();
}
