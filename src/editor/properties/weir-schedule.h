/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_SCHEDULE_NEVER,
  WEIR_SCHEDULE_EVERY,   /* an interval */
  WEIR_SCHEDULE_BETWEEN, /* every so many minutes, between two hours */
  WEIR_SCHEDULE_AT,      /* at a time of day */
  WEIR_SCHEDULE_CRON,    /* an expression of another shape */
} WeirScheduleKind;

/* Bit n is day n, 0 being Sunday. */
#define WEIR_SCHEDULE_ALL_DAYS 0x7f

/**
 * WeirSchedule:
 *
 * When an inject node repeats, as Node-RED's dialog shows it: its two members
 * `repeat` and `crontab` read as one of five shapes.
 */
typedef struct
{
  WeirScheduleKind kind;
  guint            minutes; /* BETWEEN: 1 to 30, or 60 */
  guint            from;    /* BETWEEN: hours, 0 to 23 */
  guint            to;      /* BETWEEN: the hour it ends, 1 to 24 */
  guint            hour;    /* AT */
  guint            minute;  /* AT */
  guint            days;    /* BETWEEN, AT: which */
} WeirSchedule;

/* Reads the stored texts. What a shape does not say gets a start to go on
 * with. */
void weir_schedule_init (WeirSchedule *schedule,
                         const char   *repeat,
                         const char   *crontab);

/**
 * weir_schedule_dup_crontab:
 *
 * Returns: (transfer full): BETWEEN and AT as Node-RED writes them: without any
 *   day the fifth field is missing; "" for the others
 */
char *weir_schedule_dup_crontab (const WeirSchedule *schedule);

G_END_DECLS
