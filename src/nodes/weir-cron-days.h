/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-cron-field.h"

G_BEGIN_DECLS

#define WEIR_CRON_MAX_NTH 5

/**
 * WeirCronDays:
 *
 * Which days of a month an expression means: what its fields for the day of
 * the month and for the day of the week say together.
 */
typedef struct
{
  gboolean    all;           /* both fields are `*` or `?` */
  gboolean    last;          /* `L` */
  gboolean    last_workday;  /* `LW` */
  WeirCronSet days;          /* `15` */
  WeirCronSet workdays;      /* `15W`: the nearest of Monday to Friday */
  WeirCronSet weekdays;      /* `FRI` */
  WeirCronSet last_weekdays; /* `FRIL` */
  WeirCronSet nth_weekdays[WEIR_CRON_MAX_NTH]; /* `FRI#3` */
} WeirCronDays;

/**
 * weir_cron_days_parse:
 * @month_days: the field of days of the month
 * @week_days: the field of days of the week
 * @days: (out): filled
 * @error: %WEIR_RUNTIME_ERROR_CONFIG
 */
gboolean weir_cron_days_parse (const char   *month_days,
                               const char   *week_days,
                               WeirCronDays *days,
                               GError      **error);

/**
 * weir_cron_days_list:
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: the days meant in that month: bit 1 is the first
 */
guint32 weir_cron_days_list (const WeirCronDays *days, int year, int month);

G_END_DECLS
