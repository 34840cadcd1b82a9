/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

/* One output that somebody listens to. All others only look at a flag. */

void
weir_engine_mark_tap (WeirEngine *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      WeirNode *node = self->nodes->pdata[i];

      node->is_tapped = g_strcmp0 (node->id, self->tap_id) == 0;
    }
}

void
weir_engine_set_tap (WeirEngine       *self,
                     const char       *id,
                     guint             output,
                     WeirEngineTapFunc func,
                     gpointer          user_data)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));
  g_return_if_fail (id == NULL || func != NULL);

  g_free (self->tap_id);
  self->tap_id = g_strdup (id);
  self->tap_output = output;
  self->tap_func = func;
  self->tap_data = user_data;
  weir_engine_mark_tap (self);
}

WeirMessage *
weir_engine_tell_tap (WeirEngine *self, guint output, WeirMessage *message)
{
  if (output != self->tap_output)
    return message;

  message = weir_message_ensure_id (message);
  self->tap_func (message, self->tap_data);

  return message;
}
