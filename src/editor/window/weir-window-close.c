/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* Closing. Nothing can be lost, since drafts are kept; so the only question is
 * asked for the sake of others: clients that are connected to the run. */

static gboolean
close_cb (gpointer user_data)
{
  WeirWindow *self = user_data;

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* The dialog is still there when it answers: what it stands before does not go
 * before it. */
static void
answered_cb (const char *response, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;

  if (g_str_equal (response, "other"))
    {
      if (self->session != NULL)
        weir_window_keep_running (self);
    }
  else if (g_str_equal (response, "action"))
    g_idle_add_full (G_PRIORITY_DEFAULT,
                     close_cb,
                     g_object_ref (self),
                     g_object_unref);
}

static void
ask (WeirWindow *self, guint n_clients)
{
  g_autofree char *reach = weir_window_dup_reach (self);
  g_autofree char *clients = g_strdup_printf (
    ngettext ("%u client is connected. It is disconnected when the run stops.",
              "%u clients are connected. They are disconnected when the run "
              "stops.",
              n_clients),
    n_clients);
  g_autofree char      *body = g_strconcat (clients, " ", reach, NULL);
  const WeirCompatAlert alert = {
    .heading = _ ("Stop the Run and Close?"),
    .body = body,
    .cancel = _ ("_Cancel"),
    .other = _ ("_Keep Running in Background"),
    .action = _ ("_Stop and Close"),
    .destructive = TRUE,
  };

  /* Quitting asks for a window that runs in the background, too. */
  gtk_window_present (GTK_WINDOW (self));
  weir_compat_alert (GTK_WINDOW (self), &alert, answered_cb, g_object_ref (self));
}

gboolean
weir_window_asks_to_close (WeirWindow *self)
{
  guint n_clients;

  if (self->may_close || self->session == NULL)
    return FALSE;
  n_clients = weir_live_get_n_clients (weir_session_get_live (self->session));
  if (n_clients == 0)
    return FALSE;
  ask (self, n_clients);
  return TRUE;
}
