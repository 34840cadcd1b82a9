/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The times at which an inject node fires by itself, with what Node-RED reads
 * out of odd values: a `once` of "false" is true, an `onceDelay` of 0 is a tenth
 * of a second, a `repeat` that is no positive number leaves it to `crontab`.
 *
 * A time of day is waited for in short sleeps: timers follow the monotonic
 * clock, which stands still in suspend and does not hear of a clock that is
 * set. Within one sleep the node notices; a clock put back makes it count anew,
 * so that it does not stay silent until the old time comes round again. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-timer.h"

#include "json/weir-convert.h"
#include "nodes/weir-node-limits.h"

#include <math.h>

#define DEFAULT_ONCE_DELAY_S 0.1
#define LONGEST_SLEEP_US     G_GINT64_CONSTANT (60000000)

static void sleep_until_next (WeirInjectTimer *timer, WeirNode *node);

/* Returns: what is waited before the first message; 0 for what is no number,
 *   as setTimeout() makes of it */
static gint64
read_once_delay_us (WeirNode *node)
{
  WeirValue *value = weir_node_get_value (node, "onceDelay");
  double     seconds = DEFAULT_ONCE_DELAY_S;

  if (weir_value_is_truthy (value))
    seconds = weir_value_to_number (value);
  if (isnan (seconds))
    return 0;
  return (gint64)(CLAMP (seconds, 0, WEIR_NODE_MAX_DELAY_S) * G_USEC_PER_SEC);
}

static gint64
read_interval_us (WeirNode *node)
{
  double seconds = weir_value_to_number (weir_node_get_value (node, "repeat"));

  if (isnan (seconds) || seconds <= 0)
    return 0;
  if (seconds > WEIR_INJECT_MAX_REPEAT_S)
    {
      weir_node_log (node, WEIR_LOG_LEVEL_ERROR, "Interval too large");
      return 0;
    }
  return MAX ((gint64)(seconds * G_USEC_PER_SEC), WEIR_INJECT_MIN_REPEAT_US);
}

static void
plan (WeirInjectTimer *timer, WeirNode *node)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64                next;

  timer->seen_us = g_get_real_time ();
  if (weir_cron_next (timer->cron, zone, timer->seen_us / G_USEC_PER_SEC, &next))
    {
      timer->next_us = next * G_USEC_PER_SEC;
      sleep_until_next (timer, node);
    }
  else
    weir_node_log (node, WEIR_LOG_LEVEL_WARN, "The crontab has no date left");
}

static void
woken_cb (WeirNode *node, gpointer data)
{
  WeirInjectTimer *timer = data;
  gint64           now_us = g_get_real_time ();
  gboolean         due = now_us >= timer->next_us;

  if (!due && now_us >= timer->seen_us)
    {
      timer->seen_us = now_us;
      sleep_until_next (timer, node);
      return;
    }
  plan (timer, node);
  if (due)
    timer->fire (node);
}

static void
sleep_until_next (WeirInjectTimer *timer, WeirNode *node)
{
  gint64 sleep_us = timer->next_us - timer->seen_us;

  weir_node_add_timer (node,
                       CLAMP (sleep_us, 0, LONGEST_SLEEP_US),
                       0,
                       woken_cb,
                       timer);
}

static void
interval_cb (WeirNode *node, gpointer data)
{
  WeirInjectTimer *timer = data;

  timer->fire (node);
}

static void
start_repeating (WeirInjectTimer *timer, WeirNode *node)
{
  if (timer->interval_us > 0)
    weir_node_add_timer (node,
                         timer->interval_us,
                         timer->interval_us,
                         interval_cb,
                         timer);
  else if (timer->cron != NULL)
    plan (timer, node);
}

static void
once_cb (WeirNode *node, gpointer data)
{
  WeirInjectTimer *timer = data;

  timer->fire (node);
  start_repeating (timer, node);
}

gboolean
weir_inject_timer_start (WeirInjectTimer *timer,
                         WeirNode        *node,
                         void (*fire) (WeirNode *node),
                         GError **error)
{
  const char *crontab = weir_node_get_string (node, "crontab");

  timer->fire = fire;
  timer->interval_us = read_interval_us (node);
  if (timer->interval_us == 0 && *crontab != '\0')
    {
      timer->cron = weir_cron_parse (crontab, error);
      if (timer->cron == NULL)
        {
          g_prefix_error (error, "Error: ");
          return FALSE;
        }
    }
  if (weir_value_is_truthy (weir_node_get_value (node, "once")))
    weir_node_add_timer (node, read_once_delay_us (node), 0, once_cb, timer);
  else
    start_repeating (timer, node);
  return TRUE;
}

void
weir_inject_timer_clear (WeirInjectTimer *timer)
{
  g_clear_pointer (&timer->cron, weir_cron_free);
}
