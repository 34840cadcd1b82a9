/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

#include <glib/gi18n-lib.h>

/* Buttons: what is pressed and switched from outside while the flow runs. */

gboolean
weir_engine_press (WeirEngine  *self,
                   const char  *id,
                   WeirMessage *message,
                   WeirValue   *props,
                   GError     **error)
{
  g_autoptr (WeirNode) node = NULL;
  WeirNode            *found;

  g_return_val_if_fail (WEIR_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  found = weir_engine_lookup (self, id);

  if (found == NULL || found->type->press == NULL)
    {
      g_set_error (error,
                   WEIR_RUNTIME_ERROR,
                   WEIR_RUNTIME_ERROR_NOT_FOUND,
                   _ ("no node “%s” with a button is running"),
                   id);
      return FALSE;
    }

  node = weir_node_ref (found);

  if (self->press_func != NULL)
    self->press_func (id, message, props, self->press_data);

  return node->type->press (node, message, props, error);
}

void
weir_engine_set_press_func (WeirEngine         *self,
                            WeirEnginePressFunc func,
                            gpointer            user_data)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));

  self->press_func = func;
  self->press_data = user_data;
}

gboolean
weir_engine_set_active (WeirEngine *self, const char *id, gboolean active)
{
  WeirNode *node;

  g_return_val_if_fail (WEIR_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  node = weir_engine_lookup (self, id);

  if (node == NULL)
    return FALSE;

  node->is_active = active;

  return TRUE;
}
