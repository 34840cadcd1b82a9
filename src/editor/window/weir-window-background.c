/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/weir-background.h"

#include <glib/gi18n-lib.h>

/* A run that goes on without its window. The window is only hidden, so all of
 * it is there again when the program is called; a notification shows it or
 * stops the run. When the run ends, however it does, the window is closed. */

static GDBusConnection *
get_bus (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application != NULL
           ? g_application_get_dbus_connection (G_APPLICATION (application))
           : NULL;
}

static char *
dup_notification_id (WeirWindow *self)
{
  return g_strdup_printf ("background-%u",
                          gtk_application_window_get_id (
                            GTK_APPLICATION_WINDOW (self)));
}

char *
weir_window_dup_reach (WeirWindow *self)
{
  const char *host = weir_session_get_run_settings (self->session)->host;
  const char *url = weir_live_get_url (weir_session_get_live (self->session));

  if (url == NULL)
    return g_strdup (_ ("Nobody can connect."));
  if (weir_host_is_loopback (host))
    return g_strdup (_ ("Only programs on this computer can connect."));
  return g_strdup_printf (_ ("Anyone on your network can connect to %s."), url);
}

static void
notify (WeirWindow *self)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char          *id = dup_notification_id (self);
  g_autofree char          *reach = weir_window_dup_reach (self);
  g_autofree char          *title =
    g_strdup_printf (_ ("“%s” Keeps Running"),
                     weir_session_get_title (self->session));
  GVariant *target = g_variant_new_uint32 (
    gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self)));

  g_variant_ref_sink (target);
  notification = g_notification_new (title);
  g_notification_set_body (notification, reach);
  g_notification_set_default_action_and_target_value (notification,
                                                      "app.show-window",
                                                      target);
  g_notification_add_button_with_target_value (notification,
                                               _ ("Stop"),
                                               "app.stop-run",
                                               target);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (
                                     GTK_WINDOW (self))),
                                   id,
                                   notification);
  g_variant_unref (target);
}

/* What the desktop's list of programs in the background says. */
static void
update_status (WeirWindow *self)
{
  GtkApplication  *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autofree char *text = NULL;
  guint            n = 0;

  for (GList *l = gtk_application_get_windows (application); l != NULL;
       l = l->next)
    {
      WeirWindow *other = WEIR_IS_WINDOW (l->data) ? l->data : NULL;

      if (other == NULL || !other->in_background || other->session == NULL)
        continue;
      n++;
      g_free (text);
      text = g_strdup_printf (_ ("Runs “%s”"),
                              weir_session_get_title (other->session));
    }
  if (n > 1)
    {
      g_free (text);
      text = g_strdup_printf (ngettext ("Runs %u flow", "Runs %u flows", n), n);
    }
  weir_background_set_status (get_bus (self), text != NULL ? text : "");
}

static void
allowed_cb (gboolean allowed, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;

  if (self->session == NULL ||
      gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  if (!allowed)
    {
      weir_window_tell (self,
                        _ ("Weir may not run in the background: this can be "
                           "changed in the settings of the system"));
      return;
    }
  weir_window_size_save (self);
  self->in_background = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  notify (self);
  update_status (self);
}

void
weir_window_keep_running (WeirWindow *self)
{
  g_autofree char *reason =
    g_strdup_printf (_ ("“%s” keeps running while its window is closed."),
                     weir_session_get_title (self->session));

  weir_background_request (get_bus (self), reason, allowed_cb, g_object_ref (self));
}

gboolean
weir_window_is_in_background (WeirWindow *self)
{
  return self->in_background;
}

void
weir_window_background_end (WeirWindow *self)
{
  g_autofree char *id = NULL;

  if (!self->in_background)
    return;
  self->in_background = FALSE;
  id = dup_notification_id (self);
  g_application_withdraw_notification (G_APPLICATION (gtk_window_get_application (
                                         GTK_WINDOW (self))),
                                       id);
  update_status (self);
}

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

/* Not at once: it is the run that tells, and it goes with the window. */
void
weir_window_background_update (WeirWindow *self)
{
  WeirLive *live = weir_session_get_live (self->session);

  if (!self->in_background || weir_live_get_state (live) != WEIR_LIVE_STOPPED)
    return;
  weir_window_background_end (self);
  g_idle_add_full (G_PRIORITY_DEFAULT,
                   close_cb,
                   g_object_ref (self),
                   g_object_unref);
}

static void
visible_cb (WeirWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    weir_window_background_end (self);
}

void
weir_window_background_init (WeirWindow *self)
{
  g_signal_connect_object (self,
                           "notify::visible",
                           G_CALLBACK (visible_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
