/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "compat/weir-compat.h"
#include "runtime/weir-id.h"

#include <glib/gi18n-lib.h>

/* Documents come in and go out. */

static WeirRegistry *
get_registry (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return weir_application_get_registry (WEIR_APPLICATION (application));
}

void
weir_window_show_file (WeirWindow *self, WeirSessionFile *file)
{
  g_autoptr (WeirSessionFile) before = g_steal_pointer (&self->session_file);

  if (before != NULL)
    {
      g_signal_handlers_disconnect_by_data (before, self);
      weir_session_file_close (before);
    }
  if (file != NULL)
    self->session_file = g_object_ref (file);
  g_clear_pointer (&self->save_error, g_free);
  weir_window_set_session (self,
                           file != NULL ? weir_session_file_get_session (file)
                                        : NULL);
  if (file != NULL)
    weir_window_draft_connect (self);
}

static void
show_document (WeirWindow *self, WeirDocument *document, const char *title)
{
  g_autoptr (WeirSessionFile) file =
    weir_session_file_new (get_registry (self), NULL, document, title);

  weir_window_show_file (self, file);
}

/* A file that can't be opened is worth a dialog: nothing else happened. */
void
weir_window_complain (WeirWindow *self, const char *heading, const GError *error)
{
  const WeirCompatAlert alert = {
    .heading = heading,
    .body = error->message,
    .cancel = _ ("_Close"),
  };

  weir_compat_alert (GTK_WINDOW (self), &alert, NULL, NULL);
}

static void
show_or_complain (WeirWindow *self, WeirSessionFile *file, const GError *error)
{
  GFile *place;

  if (file == NULL)
    {
      weir_window_complain (self, _ ("The Flow Can’t Be Opened"), error);
      return;
    }
  weir_window_show_file (self, file);
  place = weir_session_get_file (self->session);
  if (place != NULL)
    weir_recent_add (place);
}

static void
open_here (WeirWindow *self, GFile *file)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (WeirSessionFile) opened =
    weir_session_file_open (get_registry (self), NULL, file, NULL, &error);

  show_or_complain (self, opened, error);
}

void
weir_window_open_draft (WeirWindow *self, const char *name)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (WeirSessionFile) opened =
    weir_session_file_open_draft (get_registry (self), NULL, name, &error);

  show_or_complain (self, opened, error);
}

void
weir_window_open (WeirWindow *self, GFile *file, gboolean run)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GFile          *shown =
    self->session != NULL ? weir_session_get_file (self->session) : NULL;

  if (self->session != NULL && (shown == NULL || !g_file_equal (shown, file)))
    {
      weir_application_open (WEIR_APPLICATION (application), file, run);
      return;
    }
  if (self->session == NULL)
    open_here (self, file);
  if (self->session_file != NULL &&
      (run || weir_session_file_runs_when_opened (self->session_file)))
    weir_session_run (self->session);
}

/* A new document is shown here when there is none, else in a window of its
 * own. */
static WeirWindow *
find_empty (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  WeirWindow     *other;

  if (self->session == NULL)
    return self;
  other = weir_window_new (WEIR_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (other));
  return other;
}

static WeirDocument *
make_empty_document (void)
{
  WeirDocument        *document = weir_document_new ();
  char                 id[WEIR_ID_LENGTH + 1];
  g_autofree char     *text = NULL;
  g_autoptr (WeirEdit) add = NULL;
  g_autoptr (WeirEdit) inverse = NULL;

  weir_id_write (id);
  text =
    g_strdup_printf ("{\"id\":\"%s\",\"type\":\"tab\",\"label\":\"Flow 1\","
                     "\"disabled\":false,\"info\":\"\",\"env\":[]}",
                     id);
  add = weir_edit_new_add (-1, text);
  inverse = weir_document_apply (document, add, NULL);
  return document;
}

void
weir_window_new_document (WeirWindow *self)
{
  g_autoptr (WeirDocument) document = make_empty_document ();

  show_document (find_empty (self), document, _ ("Untitled Flow"));
}

void
weir_window_open_example (WeirWindow *self, const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("/io/github/weirflow/Weir/examples/%s.json", name);
  g_autofree char         *title = g_strdup_printf ("%s.json", name);
  g_autoptr (GBytes)       bytes = NULL;
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes != NULL)
    document = weir_document_new_from_bytes (bytes, &error);
  if (document == NULL)
    weir_window_complain (self, _ ("The Example Can’t Be Opened"), error);
  else
    show_document (find_empty (self), document, title);
}

static void
chosen_cb (GListModel *files, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      weir_window_open (self, file, FALSE);
    }
}

GListModel *
weir_window_new_file_filters (void)
{
  GListStore               *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) flows = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (flows, _ ("Flows"));
  gtk_file_filter_add_suffix (flows, "json");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, flows);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

void
weir_window_choose_file (WeirWindow *self)
{
  g_autoptr (GListModel) filters = weir_window_new_file_filters ();

  weir_compat_open_files (GTK_WINDOW (self),
                          _ ("Open a Flow"),
                          filters,
                          TRUE,
                          chosen_cb,
                          g_object_ref (self));
}

/* What went wrong stands in the banner until a save succeeds. */
static void
note_saved (WeirWindow *self, gboolean done, const GError *error)
{
  g_clear_pointer (&self->save_error, g_free);
  if (done)
    weir_recent_add (weir_session_get_file (self->session));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    self->save_error = g_strdup (error->message);
  weir_window_update_file_banner (self);
  weir_window_update_title (self);
}

void
weir_window_save (WeirWindow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean           done;

  if (weir_session_get_file (self->session) == NULL)
    {
      weir_window_save_as (self);
      return;
    }
  done = weir_session_file_save (self->session_file, &error);
  note_saved (self, done, error);
}

static void
save_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (WeirWindow) self = user_data;

  g_autoptr (GError) error = NULL;
  gboolean           done;

  if (file == NULL || self->session == NULL)
    return;
  done = weir_session_file_save_as (self->session_file, file, &error);
  note_saved (self, done, error);
}

void
weir_window_save_as (WeirWindow *self)
{
  GFile            *file = weir_session_get_file (self->session);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  weir_compat_save_file (GTK_WINDOW (self),
                         _ ("Save the Flow"),
                         folder,
                         file != NULL ? weir_session_get_title (self->session)
                                      : "flows.json",
                         save_chosen_cb,
                         g_object_ref (self));
}

/* Title */

static char *
dup_place (WeirSession *session)
{
  GFile            *file = weir_session_get_file (session);
  g_autoptr (GFile) folder = NULL;
  g_autofree char  *path = NULL;
  const char       *home = g_get_home_dir ();

  if (file == NULL)
    return g_strdup (_ ("Draft"));
  if (weir_document_store_is_granted (file))
    return g_strdup (_ ("Document Portal"));
  folder = g_file_get_parent (file);
  path = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  if (path == NULL)
    return g_strdup ("");
  if (g_str_has_prefix (path, home) &&
      (path[strlen (home)] == '/' || path[strlen (home)] == '\0'))
    return g_strconcat ("~", path + strlen (home), NULL);
  return g_steal_pointer (&path);
}

static char *
dup_run_state (WeirSession *session)
{
  WeirLive *live = weir_session_get_live (session);
  guint     n = weir_session_get_n_undeployed (session);

  switch (weir_live_get_state (live))
    {
    case WEIR_LIVE_STOPPED:
      return g_strdup (_ ("stopped"));
    case WEIR_LIVE_STARTING:
      return g_strdup (_ ("starting"));
    case WEIR_LIVE_STOPPING:
      return g_strdup (_ ("stopping"));
    case WEIR_LIVE_RUNNING:
      break;
    }
  if (weir_live_get_problem (live) != NULL)
    return g_strdup (_ ("running with a problem"));
  if (n > 0)
    return g_strdup_printf (ngettext ("running, %u change not deployed",
                                      "running, %u changes not deployed",
                                      n),
                            n);
  return g_strdup (_ ("running"));
}

void
weir_window_update_title (WeirWindow *self)
{
  g_autofree char *place = NULL;
  g_autofree char *state = NULL;
  g_autofree char *subtitle = NULL;
  const char      *title;

  if (self->session == NULL)
    {
      adw_window_title_set_title (self->title, "Weir");
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), "Weir");
      return;
    }
  title = weir_session_get_title (self->session);
  place = dup_place (self->session);
  state = dup_run_state (self->session);
  if (weir_session_get_file (self->session) != NULL &&
      weir_history_is_modified (weir_session_get_history (self->session)))
    subtitle = g_strdup_printf ("%s · %s · %s", place, _ ("not saved"), state);
  else
    subtitle = g_strdup_printf ("%s · %s", place, state);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}
