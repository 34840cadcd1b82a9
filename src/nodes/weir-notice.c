/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-notice.h"

static void
say_more (WeirNotice *notice)
{
  weir_node_log (notice->node,
                 notice->level,
                 "%s (%" G_GUINT64_FORMAT " more)",
                 notice->text,
                 notice->more);
  notice->more = 0;
}

static void
interval_over_cb (WeirNode *node, gpointer data)
{
  WeirNotice *notice = data;

  notice->timer = 0;
  if (notice->more == 0)
    return;
  say_more (notice);
  notice->timer =
    weir_node_add_timer (node, WEIR_NOTICE_INTERVAL_US, 0, interval_over_cb, notice);
}

void
weir_notice_say (WeirNotice  *notice,
                 WeirNode    *node,
                 WeirLogLevel level,
                 const char  *format,
                 ...)
{
  va_list args;

  notice->node = node;
  notice->level = level;
  g_free (notice->text);
  va_start (args, format);
  notice->text = g_strdup_vprintf (format, args);
  va_end (args);

  if (notice->timer != 0)
    {
      notice->more++;
      return;
    }
  weir_node_log (node, level, "%s", notice->text);
  notice->timer =
    weir_node_add_timer (node, WEIR_NOTICE_INTERVAL_US, 0, interval_over_cb, notice);
}

void
weir_notice_clear (WeirNotice *notice)
{
  if (notice->more > 0)
    say_more (notice);
  if (notice->timer != 0)
    weir_node_remove_timer (notice->node, notice->timer);
  notice->timer = 0;
  notice->node = NULL;
  g_clear_pointer (&notice->text, g_free);
}
