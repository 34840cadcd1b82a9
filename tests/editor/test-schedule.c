/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-schedule.h"

/* Expressions as Node-RED's dialog writes them, and what is none of its
 * shapes. */

typedef struct
{
  const char  *repeat;
  const char  *crontab;
  WeirSchedule expected; /* what its kind needs */
  const char  *written;  /* (nullable): NULL when it is written the same */
} Case;

#define ALL WEIR_SCHEDULE_ALL_DAYS

static const Case cases[] = {
  { "", "", { .kind = WEIR_SCHEDULE_NEVER }, NULL },
  { "0", "", { .kind = WEIR_SCHEDULE_NEVER }, NULL },
  { "1440", "", { .kind = WEIR_SCHEDULE_EVERY }, NULL },
  { "5", "00 12 * * *", { .kind = WEIR_SCHEDULE_EVERY }, "" },
  { "",
    "05 08 * * 1,2,3,4,5",
    { .kind = WEIR_SCHEDULE_AT, .hour = 8, .minute = 5, .days = 0x3e },
    NULL },
  { "",
    "0 12 * * *",
    { .kind = WEIR_SCHEDULE_AT, .hour = 12, .days = ALL },
    "00 12 * * *" },
  { "",
    "*/15 9-16 * * *",
    { .kind = WEIR_SCHEDULE_BETWEEN, .minutes = 15, .from = 9, .to = 17, .days = ALL },
    NULL },
  { "",
    "0 0-23 * * 0,6",
    { .kind = WEIR_SCHEDULE_BETWEEN, .minutes = 60, .from = 0, .to = 24, .days = 0x41 },
    NULL },
  { "",
    "*/1 0-4,22-23 * * *",
    { .kind = WEIR_SCHEDULE_BETWEEN, .minutes = 1, .from = 22, .to = 5, .days = ALL },
    NULL },
  { "",
    "*/5 7 * * 3",
    { .kind = WEIR_SCHEDULE_BETWEEN, .minutes = 5, .from = 7, .to = 8, .days = 0x08 },
    NULL },
  /* No day is ticked. */
  { "", "00 12 * *", { .kind = WEIR_SCHEDULE_AT, .hour = 12, .days = 0 }, NULL },
  /* Written by hand. */
  { "", "@hourly", { .kind = WEIR_SCHEDULE_CRON }, "" },
  { "", "0 0 12 * * *", { .kind = WEIR_SCHEDULE_CRON }, "" },
  { "", "0 12 1 * *", { .kind = WEIR_SCHEDULE_CRON }, "" },
  { "", "*/7 1-2 * * *", { .kind = WEIR_SCHEDULE_CRON }, "" },
  { "", "0 12 * * MON", { .kind = WEIR_SCHEDULE_CRON }, "" },
  { "", "${TIMES}", { .kind = WEIR_SCHEDULE_CRON }, "" },
};

static void
assert_read (const Case *c, const WeirSchedule *schedule)
{
  g_assert_cmpint (schedule->kind, ==, c->expected.kind);
  if (schedule->kind == WEIR_SCHEDULE_AT)
    {
      g_assert_cmpuint (schedule->hour, ==, c->expected.hour);
      g_assert_cmpuint (schedule->minute, ==, c->expected.minute);
      g_assert_cmpuint (schedule->days, ==, c->expected.days);
    }
  if (schedule->kind == WEIR_SCHEDULE_BETWEEN)
    {
      g_assert_cmpuint (schedule->minutes, ==, c->expected.minutes);
      g_assert_cmpuint (schedule->from, ==, c->expected.from);
      g_assert_cmpuint (schedule->to, ==, c->expected.to);
      g_assert_cmpuint (schedule->days, ==, c->expected.days);
    }
}

static void
test_case (gconstpointer data)
{
  const Case      *c = data;
  WeirSchedule     schedule;
  g_autofree char *written = NULL;

  weir_schedule_init (&schedule, c->repeat, c->crontab);
  assert_read (c, &schedule);
  written = weir_schedule_dup_crontab (&schedule);
  g_assert_cmpstr (written, ==, c->written != NULL ? c->written : c->crontab);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/editor/schedule/%u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
