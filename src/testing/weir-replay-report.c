/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-replay-report.h"

/* Made by a replay, owned by whoever started it. */

static void
difference_free (gpointer data)
{
  WeirReplayDifference *difference = data;

  g_free (difference->who);
  g_free (difference->text);
  g_free (difference);
}

WeirReplayReport *
weir_replay_report_new (void)
{
  WeirReplayReport *self = g_new0 (WeirReplayReport, 1);

  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->differences = g_ptr_array_new_with_free_func (difference_free);
  return self;
}

void
weir_replay_report_free (WeirReplayReport *self)
{
  g_free (self->error);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

gboolean
weir_replay_report_passed (const WeirReplayReport *self)
{
  return self->error == NULL && self->n_differences == 0;
}

void
weir_replay_report_take_difference (WeirReplayReport *self,
                                    guint             line,
                                    const char       *who,
                                    char             *text)
{
  WeirReplayDifference *difference;

  self->n_differences++;
  if (self->differences->len == WEIR_REPLAY_MAX_DIFFERENCES)
    {
      g_free (text);
      return;
    }
  difference = g_new0 (WeirReplayDifference, 1);
  difference->line = line;
  difference->who = g_strdup (who);
  difference->text = text;
  g_ptr_array_add (self->differences, difference);
}
