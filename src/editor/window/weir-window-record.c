/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* Recording what passes the run into a file: a line across the window says so as
 * long as it lasts, and what it ends with. */

static WeirLiveRecording *
get_recording (WeirWindow *self)
{
  return weir_live_get_recording (weir_session_get_live (self->session));
}

static char *
dup_base (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_filename_display_name (base);
}

/* The line ----------------------------------------------------------------- */

static char *
dup_text (WeirLiveRecording *recording)
{
  g_autofree char *name = dup_base (weir_live_recording_get_path (recording));
  gulong           n = (gulong)weir_live_recording_get_n_events (recording);
  gulong           lost = (gulong)weir_live_recording_get_n_lost (recording);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "Recording into “%s”: %lu event",
                                  "Recording into “%s”: %lu events",
                                  n),
                     name,
                     n);

  if (lost == 0)
    return g_steal_pointer (&text);
  /* Translators: "Recording into “x”: 5 events" and how many were lost */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s, %lu came too fast",
                                       "%s, %lu came too fast",
                                       lost),
                          text,
                          lost);
}

static void
update_banner (WeirWindow *self)
{
  const WeirBannerButton button = { _ ("_Stop Recording"), "win.stop-recording" };
  WeirLiveRecording     *recording = get_recording (self);
  g_autofree char       *text = NULL;

  if (self->record_banner == NULL)
    return;
  if (weir_live_recording_get_path (recording) == NULL)
    {
      weir_banner_hide (self->record_banner);
      return;
    }
  text = dup_text (recording);
  if (weir_banner_get_text (self->record_banner) != NULL)
    weir_banner_set_text (self->record_banner, text);
  else
    weir_banner_show (self->record_banner, text, &button, 1);
}

void
weir_window_record_update (WeirWindow *self)
{
  gboolean running = FALSE;
  gboolean recording = FALSE;

  if (self->session != NULL)
    {
      running = weir_live_get_state (weir_session_get_live (self->session)) ==
                WEIR_LIVE_RUNNING;
      recording = weir_live_recording_get_path (get_recording (self)) != NULL;
      update_banner (self);
    }
  weir_window_set_enabled (self, "record", running && !recording);
  weir_window_set_enabled (self, "record-into", running && !recording);
  weir_window_set_enabled (self, "stop-recording", recording);
}

static void
counted_cb (WeirWindow *self)
{
  if (self->session != NULL)
    update_banner (self);
}

static void
ended_cb (WeirWindow *self, const char *path, const char *problem)
{
  g_autofree char *name = dup_base (path);
  gulong           n;

  if (self->session == NULL)
    return;
  n = (gulong)weir_live_recording_get_n_events (get_recording (self));
  if (problem != NULL)
    weir_session_tell (self->session, _ ("Not recorded: %s"), problem);
  else
    weir_session_tell (self->session,
                       g_dngettext (GETTEXT_PACKAGE,
                                    "Recorded %lu event into “%s”",
                                    "Recorded %lu events into “%s”",
                                    n),
                       n,
                       name);
}

/* Actions ------------------------------------------------------------------ */

static char *
dup_flow_name (WeirSession *session)
{
  GFile           *file = weir_session_get_file (session);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;

  return base != NULL ? g_filename_display_name (base) : NULL;
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;
  g_autofree char       *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char       *flow = NULL;

  if (file == NULL || self->session == NULL)
    return;
  flow = dup_flow_name (self->session);
  if (path == NULL)
    weir_session_tell (self->session,
                       _ ("Only a file on this computer can be recorded into"));
  else if (!weir_live_recording_start (get_recording (self), path, flow))
    weir_session_tell (self->session,
                       _ ("Not recorded: the flow isn’t running any more"));
}

/* Beside the flow, under its name. */
static void
record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow       *self = user_data;
  GFile            *file = weir_session_get_file (self->session);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char  *flow = dup_flow_name (self->session);
  g_autofree char  *name = NULL;

  if (flow != NULL && g_str_has_suffix (flow, ".json"))
    flow[strlen (flow) - strlen (".json")] = '\0';
  name = g_strconcat (flow != NULL ? flow : _ ("session"), ".ndjson", NULL);
  weir_compat_save_file (GTK_WINDOW (self),
                         _ ("Record Traffic"),
                         folder,
                         name,
                         chosen_cb,
                         g_object_ref (self));
}

/* @parameter: the path of a file */
static void
record_into_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file =
    g_file_new_for_path (g_variant_get_string (parameter, NULL));

  chosen_cb (file, g_object_ref (user_data));
}

static void
stop_recording_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_live_recording_stop (get_recording (user_data));
}

static const GActionEntry actions[] = {
  { .name = "record", .activate = record_cb },
  { .name = "record-into", .activate = record_into_cb, .parameter_type = "s" },
  { .name = "stop-recording", .activate = stop_recording_cb },
};

void
weir_window_record_init (WeirWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

void
weir_window_record_connect (WeirWindow *self)
{
  static const char *const counts[] = { "notify::n-events", "notify::n-lost" };
  WeirLiveRecording       *recording = get_recording (self);

  g_signal_connect_object (recording,
                           "notify::path",
                           G_CALLBACK (weir_window_record_update),
                           self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (recording,
                             counts[i],
                             G_CALLBACK (counted_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (recording,
                           "ended",
                           G_CALLBACK (ended_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
