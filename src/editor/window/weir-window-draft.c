/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* What the window tells of its file as long as it holds: that it could not be
 * saved, that another program changed it, that a draft was restored. */

/* The time is enough for today. */
static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean              today;

  if (time == NULL)
    return g_strdup ("");
  today = g_date_time_get_year (time) == g_date_time_get_year (now) &&
          g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  return g_date_time_format (time, today ? "%X" : "%x %X");
}

static void
show_problem (WeirWindow             *self,
              const WeirProblem      *problem,
              const WeirBannerButton *buttons,
              guint                   n_buttons)
{
  weir_banner_show (self->file_banner, problem->text, buttons, n_buttons);
}

static void
show_save_error (WeirWindow *self)
{
  const WeirBannerButton  buttons[] = { { _ ("Save _As…"), "win.save-as" } };
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("F811",
                      NULL,
                      NULL,
                      "file",
                      weir_session_get_title (self->session),
                      "reason",
                      self->save_error,
                      NULL);

  show_problem (self, problem, buttons, G_N_ELEMENTS (buttons));
}

static void
show_conflict (WeirWindow *self)
{
  const WeirBannerButton buttons[] = {
    { _ ("_Compare…"), "win.compare" },
    { _ ("_Reload"), "win.reload" },
    { _ ("_Keep Mine"), "win.keep-mine" },
  };
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("F810",
                      NULL,
                      NULL,
                      "file",
                      weir_session_get_title (self->session),
                      NULL);

  show_problem (self, problem, buttons, G_N_ELEMENTS (buttons));
}

static void
show_restored (WeirWindow *self)
{
  const WeirBannerButton buttons[] = {
    { _ ("_Discard…"), "win.discard-draft" },
    { _ ("_Save…"), "win.save" },
  };
  g_autofree char *time =
    dup_time (weir_session_file_get_restored (self->session_file));
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("F812", NULL, NULL, "time", time, NULL);

  show_problem (self, problem, buttons, G_N_ELEMENTS (buttons));
}

/* The problem says what is the matter; there is no canvas to see it on. */
static const WeirProblem *
find_lost (WeirWindow *self)
{
  GListModel *problems = weir_session_get_problems (self->session);

  if (weir_session_get_flow (self->session) != NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (WeirProblemItem) item = g_list_model_get_item (problems, i);
      const WeirProblem *problem = weir_problem_item_get_problem (item);

      if (g_str_equal (problem->code, "F806"))
        return problem;
    }
  return NULL;
}

static void
show_lost (WeirWindow *self, const WeirProblem *problem)
{
  const WeirBannerButton buttons[] = {
    { _ ("Put Them in a _Flow"), "win.recover-flows" },
  };

  show_problem (self, problem, buttons, G_N_ELEMENTS (buttons));
}

void
weir_window_update_file_banner (WeirWindow *self)
{
  if (self->file_banner == NULL || self->session_file == NULL)
    return;
  if (self->save_error != NULL)
    show_save_error (self);
  else if (weir_session_file_get_differs (self->session_file))
    show_conflict (self);
  else if (weir_session_file_get_restored (self->session_file) > 0)
    show_restored (self);
  else if (find_lost (self) != NULL)
    show_lost (self, find_lost (self));
  else
    weir_banner_hide (self->file_banner);
}

static void
active_cb (WeirWindow *self)
{
  if (self->session_file != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    weir_session_file_check (self->session_file);
}

void
weir_window_draft_connect (WeirWindow *self)
{
  const char *warning = weir_session_file_get_warning (self->session_file);
  const char *flow = weir_session_file_get_shown_flow (self->session_file);

  g_signal_connect_object (self->session_file,
                           "notify::differs",
                           G_CALLBACK (weir_window_update_file_banner),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session_file,
                           "notify::restored",
                           G_CALLBACK (weir_window_update_file_banner),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "problems-changed",
                           G_CALLBACK (weir_window_update_file_banner),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::flow",
                           G_CALLBACK (weir_window_update_file_banner),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session_file,
                           "failed",
                           G_CALLBACK (weir_window_tell),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_handlers_disconnect_by_func (self, active_cb, self);
  g_signal_connect_object (self,
                           "notify::is-active",
                           G_CALLBACK (active_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (warning != NULL)
    weir_window_tell (self, warning);
  if (flow != NULL &&
      weir_document_get_element (weir_session_get_document (self->session),
                                 flow) != NULL)
    weir_session_set_flow (self->session, flow);
  weir_window_update_file_banner (self);
}

/* --- The ways out ----------------------------------------------------------- */

/* The file as it is on disk now; what ran goes on with it. */
static void
open_again (WeirWindow *self)
{
  g_autoptr (GFile) file = NULL;
  gboolean running = weir_live_get_state (weir_session_get_live (self->session)) ==
                     WEIR_LIVE_RUNNING;

  g_set_object (&file, weir_session_get_file (self->session));
  weir_session_file_discard (self->session_file);
  weir_window_show_file (self, NULL);
  if (file != NULL)
    weir_window_open (self, file, running);
}

static void
discard_cb (const char *response, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;

  if (g_str_equal (response, "action") && self->session != NULL)
    open_again (self);
}

/* Nothing brings it back, so this is worth a question. */
static void
ask (WeirWindow *self, const char *heading, const char *body, const char *action)
{
  const WeirCompatAlert alert = {
    .heading = heading,
    .body = body,
    .cancel = _ ("_Cancel"),
    .action = action,
    .destructive = TRUE,
  };

  weir_compat_alert (GTK_WINDOW (self), &alert, discard_cb, g_object_ref (self));
}

void
weir_window_reload (WeirWindow *self)
{
  if (weir_session_get_file (self->session) == NULL)
    return;
  if (!weir_history_is_modified (weir_session_get_history (self->session)))
    open_again (self);
  else
    ask (self,
         _ ("Reload the File?"),
         _ ("Your changes since the last save are lost."),
         _ ("_Reload"));
}

void
weir_window_keep_mine (WeirWindow *self)
{
  weir_session_file_keep_mine (self->session_file);
}

void
weir_window_discard_draft (WeirWindow *self)
{
  ask (self,
       _ ("Discard the Draft?"),
       weir_session_get_file (self->session) != NULL
         ? _ ("Your changes since the last save are lost.")
         : _ ("This flow was never saved."),
       _ ("_Discard"));
}
