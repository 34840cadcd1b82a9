/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-session-file-private.h"

#include "flow/weir-flow-file.h"
#include "host/weir-node-settings.h"
#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ties a session to its file, its draft and its place in the data folder. Owned
 * by the window, which observes it; listens to the document and the session. */

G_DEFINE_FINAL_TYPE (WeirSessionFile, weir_session_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_DIFFERS = 1,
  PROP_RESTORED,
} WeirSessionFileProperty;

static GParamSpec *properties[PROP_RESTORED + 1];

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_session_file_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  WeirSessionFile *self = WEIR_SESSION_FILE (object);

  switch ((WeirSessionFileProperty)id)
    {
    case PROP_DIFFERS:
      g_value_set_boolean (value, weir_session_file_get_differs (self));
      break;
    case PROP_RESTORED:
      g_value_set_int64 (value, self->restored);
      break;
    }
}

static void
weir_session_file_dispose (GObject *object)
{
  WeirSessionFile *self = WEIR_SESSION_FILE (object);

  if (self->session != NULL)
    weir_session_file_close (self);
  g_clear_object (&self->keeper);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_session_file_parent_class)->dispose (object);
}

static void
weir_session_file_finalize (GObject *object)
{
  WeirSessionFile *self = WEIR_SESSION_FILE (object);

  g_clear_pointer (&self->store, weir_document_store_free);
  g_clear_object (&self->folder);
  g_free (self->warning);
  G_OBJECT_CLASS (weir_session_file_parent_class)->finalize (object);
}

static void
weir_session_file_class_init (WeirSessionFileClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_session_file_get_property;
  object_class->dispose = weir_session_file_dispose;
  object_class->finalize = weir_session_file_finalize;

  properties[PROP_DIFFERS] =
    g_param_spec_boolean ("differs", NULL, NULL, FALSE, flags);
  properties[PROP_RESTORED] =
    g_param_spec_int64 ("restored", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  signals[FAILED] = g_signal_new ("failed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
weir_session_file_init (WeirSessionFile *self)
{
}

/* --- Drafts ----------------------------------------------------------------- */

static gboolean
is_unsaved (WeirSessionFile *self)
{
  return weir_history_is_modified (weir_session_get_history (self->session)) ||
         weir_credentials_is_modified (
           weir_session_get_credentials (self->session));
}

static WeirDraft *
take_draft_cb (gpointer data)
{
  WeirSessionFile *self = data;
  WeirCredentials *credentials = weir_session_get_credentials (self->session);
  GFile           *file = weir_session_get_file (self->session);
  WeirDraft       *draft;

  if (!is_unsaved (self))
    return NULL;
  draft = weir_draft_new ();
  if (file != NULL)
    draft->uri = g_file_get_uri (file);
  draft->title = g_strdup (weir_session_get_title (self->session));
  draft->encoding = g_strdup (weir_session_get_encoding (self->session));
  if (self->watch != NULL)
    draft->base = g_strdup (weir_file_watch_get_known (self->watch));
  draft->time = g_get_real_time () / G_USEC_PER_SEC;
  if (weir_credentials_is_modified (credentials))
    draft->credentials = weir_value_ref (weir_credentials_get_all (credentials));
  draft->text =
    weir_document_to_bytes (weir_session_get_document (self->session));
  return draft;
}

static void
changed_cb (WeirSessionFile *self)
{
  weir_draft_keeper_changed (self->keeper);
}

static void
failed_cb (WeirSessionFile *self, const char *reason)
{
  g_signal_emit (self, signals[FAILED], 0, reason);
}

static void
make_keeper (WeirSessionFile *self)
{
  g_clear_object (&self->keeper);
  self->keeper =
    weir_draft_keeper_new (weir_document_store_get_draft_file (self->store),
                           WEIR_DRAFT_KEEPER_DELAY_MS,
                           take_draft_cb,
                           self);
  g_signal_connect_object (self->keeper,
                           "failed",
                           G_CALLBACK (failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* --- Run settings ----------------------------------------------------------- */

static gboolean
is_in_document (const char *id, gpointer document)
{
  return weir_document_get_element (document, id) != NULL;
}

/* What can't be read is as if it had never been set. What is known of nodes that
 * were deleted is kept while the session can undo that, and no longer. */
static void
load_run_settings (WeirSessionFile *self)
{
  const WeirValue *kept = weir_document_store_get (self->store, "run");
  g_autofree char *text = NULL;
  WeirRunSettings *settings;

  if (kept == NULL)
    return;
  text = weir_json_write (kept, WEIR_JSON_STYLE_COMPACT);
  settings = weir_run_settings_from_json (text, strlen (text), NULL, NULL);
  if (settings == NULL)
    return;
  weir_run_settings_keep_nodes (settings,
                                is_in_document,
                                weir_session_get_document (self->session));
  weir_session_set_run_settings (self->session, settings);
}

static void
flush_store (WeirSessionFile *self)
{
  g_autoptr (GError) error = NULL;

  if (!weir_document_store_flush (self->store, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
run_settings_cb (WeirSessionFile *self)
{
  g_autofree char *text =
    weir_run_settings_to_json (weir_session_get_run_settings (self->session));

  weir_document_store_set (self->store,
                           "run",
                           weir_json_read (text, strlen (text), NULL, NULL));
  flush_store (self);
}

static void
listen (WeirSessionFile *self)
{
  static const char *const signals_of_document[] = { "element-added",
                                                     "element-removed",
                                                     "element-changed" };
  WeirDocument            *document = weir_session_get_document (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (signals_of_document); i++)
    g_signal_connect_object (document,
                             signals_of_document[i],
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "credentials-changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "run-settings-changed",
                           G_CALLBACK (run_settings_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

WeirSessionFile *
weir_session_file_make (GFile             *folder,
                        WeirDocumentStore *store,
                        WeirSession       *session)
{
  WeirSessionFile *self = g_object_new (WEIR_TYPE_SESSION_FILE, NULL);

  self->folder = g_object_ref (folder);
  self->store = store;
  self->session = session;
  load_run_settings (self);
  make_keeper (self);
  listen (self);
  return self;
}

/* --- The file --------------------------------------------------------------- */

static void
differs_cb (WeirSessionFile *self)
{
  if (weir_file_watch_get_differs (self->watch))
    self->keep_mine = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERS]);
}

void
weir_session_file_set_watch (WeirSessionFile *self,
                             GFile           *file,
                             const char      *checksum)
{
  gboolean differed = weir_session_file_get_differs (self);

  g_clear_object (&self->watch);
  self->watch = weir_file_watch_new (file, checksum);
  g_signal_connect_object (self->watch,
                           "notify::differs",
                           G_CALLBACK (differs_cb),
                           self,
                           G_CONNECT_SWAPPED);
  weir_file_watch_check_now (self->watch);
  if (differed && !weir_session_file_get_differs (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERS]);
}

WeirSession *
weir_session_file_get_session (WeirSessionFile *self)
{
  return self->session;
}

const char *
weir_session_file_get_warning (WeirSessionFile *self)
{
  return self->warning;
}

gboolean
weir_session_file_get_differs (WeirSessionFile *self)
{
  return self->watch != NULL && !self->keep_mine &&
         weir_file_watch_get_differs (self->watch);
}

gint64
weir_session_file_get_restored (WeirSessionFile *self)
{
  return self->restored;
}

void
weir_session_file_accept_draft (WeirSessionFile *self)
{
  if (self->restored == 0)
    return;
  self->restored = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESTORED]);
}

void
weir_session_file_keep_mine (WeirSessionFile *self)
{
  if (self->keep_mine)
    return;
  self->keep_mine = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERS]);
}

void
weir_session_file_check (WeirSessionFile *self)
{
  if (self->watch != NULL)
    weir_file_watch_check (self->watch);
}

/* --- Saving ----------------------------------------------------------------- */

/* Beside a file that a portal grants nothing can be made and renamed; GIO knows
 * how to replace what is in it all the same. */
static gboolean
write_file (GFile *file, GBytes *bytes, GError **error)
{
  if (!weir_document_store_is_granted (file))
    return weir_flow_file_replace (file, bytes, WEIR_FLOW_FILE_MODE, error);
  return g_file_replace_contents (file,
                                  g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes),
                                  NULL,
                                  FALSE,
                                  G_FILE_CREATE_NONE,
                                  NULL,
                                  NULL,
                                  error);
}

/* @moved: to a place where they are not yet */
static void
save_credentials (WeirSessionFile *self, GFile *file, gboolean moved)
{
  WeirCredentials   *credentials = weir_session_get_credentials (self->session);
  g_autoptr (GFile)  place = NULL;
  g_autoptr (GError) error = NULL;

  if (!weir_credentials_is_modified (credentials) &&
      !(moved &&
        weir_value_get_length (weir_credentials_get_all (credentials)) > 0))
    return;
  place = weir_document_store_find_credentials (self->store, file, TRUE);
  if (!weir_credentials_save (credentials, place, &error))
    weir_session_tell (self->session, "%s", error->message);
}

static void
saved (WeirSessionFile *self)
{
  WeirCredentials *credentials = weir_session_get_credentials (self->session);

  weir_history_mark_saved (weir_session_get_history (self->session));
  if (weir_credentials_is_modified (credentials))
    weir_draft_keeper_changed (self->keeper);
  else
    weir_draft_keeper_remove (self->keeper);
  weir_session_file_accept_draft (self);
  flush_store (self);
}

/* Whatever happens next, the work is on disk. */
static void
keep_draft (WeirSessionFile *self)
{
  weir_draft_keeper_changed (self->keeper);
  weir_draft_keeper_flush (self->keeper);
}

static void
set_conflict (GFile *file, GError **error)
{
  g_autofree char        *base = g_file_get_basename (file);
  g_autofree char        *name = g_filename_display_name (base);
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("F810", NULL, NULL, "file", name, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, problem->text);
}

gboolean
weir_session_file_save (WeirSessionFile *self, GError **error)
{
  WeirDocument      *document = weir_session_get_document (self->session);
  GFile             *file = weir_session_get_file (self->session);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *checksum = NULL;

  g_return_val_if_fail (file != NULL, FALSE);

  if (!self->keep_mine && weir_file_watch_check_now (self->watch))
    {
      set_conflict (file, error);
      return FALSE;
    }
  bytes = weir_flow_file_encode (document,
                                 weir_session_get_encoding (self->session),
                                 error);
  if (bytes == NULL || !write_file (file, bytes, error))
    {
      keep_draft (self);
      return FALSE;
    }
  checksum = weir_draft_checksum (bytes);
  weir_file_watch_set_known (self->watch, checksum);
  self->keep_mine = FALSE;
  save_credentials (self, file, FALSE);
  saved (self);
  return TRUE;
}

/* Settings and views go along; the draft of the old place is done with. */
static void
move_store (WeirSessionFile *self, GFile *file)
{
  static const char *const keys[] = { "run", "views", "flow", "runs" };
  WeirDocumentStore       *store = weir_document_store_new (self->folder, file);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      WeirValue *value = weir_document_store_get (self->store, keys[i]);

      if (value != NULL)
        weir_document_store_set (store, keys[i], weir_value_ref (value));
    }
  weir_draft_keeper_remove (self->keeper);
  weir_document_store_forget (self->store);
  weir_document_store_free (self->store);
  self->store = store;
  make_keeper (self);
}

gboolean
weir_session_file_save_as (WeirSessionFile *self, GFile *file, GError **error)
{
  WeirDocument      *document = weir_session_get_document (self->session);
  GFile             *before = weir_session_get_file (self->session);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *checksum = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (before != NULL && g_file_equal (before, file))
    {
      weir_session_file_keep_mine (self);
      return weir_session_file_save (self, error);
    }
  bytes = weir_document_to_bytes (document);
  if (!write_file (file, bytes, error))
    {
      keep_draft (self);
      return FALSE;
    }
  checksum = weir_draft_checksum (bytes);
  weir_session_set_file (self->session, file, NULL);
  move_store (self, file);
  self->keep_mine = FALSE;
  weir_session_file_set_watch (self, file, checksum);
  save_credentials (self, file, TRUE);
  saved (self);
  return TRUE;
}

void
weir_session_file_discard (WeirSessionFile *self)
{
  weir_draft_keeper_remove (self->keeper);
  weir_draft_keeper_stop (self->keeper);
  weir_document_store_forget (self->store);
  weir_session_file_accept_draft (self);
}

void
weir_session_file_close (WeirSessionFile *self)
{
  const char *flow = weir_session_get_flow (self->session);

  weir_draft_keeper_flush (self->keeper);

  /* What was never changed has no draft to go on with. */
  if (!g_file_query_exists (weir_document_store_get_draft_file (self->store),
                            NULL))
    weir_document_store_forget (self->store);
  if (flow != NULL && weir_session_get_file (self->session) != NULL)
    weir_document_store_set (self->store, "flow", weir_value_new_string (flow));
  flush_store (self);
}

gboolean
weir_session_file_runs_when_opened (WeirSessionFile *self)
{
  const WeirValue *runs = weir_document_store_get (self->store, "runs");

  return weir_value_is_boolean (runs, TRUE);
}

void
weir_session_file_set_runs_when_opened (WeirSessionFile *self, gboolean runs)
{
  weir_document_store_set (self->store, "runs", weir_value_new_boolean (runs));
  flush_store (self);
}

/* --- Views ------------------------------------------------------------------ */

static gboolean
read_number (const WeirValue *view, const char *key, double *number)
{
  const WeirValue *value = weir_value_lookup (view, key);

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_NUMBER)
    return FALSE;
  *number = weir_value_get_number (value);
  return TRUE;
}

gboolean
weir_session_file_get_view (WeirSessionFile *self,
                            const char      *flow,
                            WeirSessionView *view)
{
  const WeirValue *views = weir_document_store_get (self->store, "views");
  const WeirValue *kept = views != NULL ? weir_value_lookup (views, flow) : NULL;

  return kept != NULL && read_number (kept, "x", &view->x) &&
         read_number (kept, "y", &view->y) &&
         read_number (kept, "zoom", &view->zoom);
}

static WeirValue *
make_view (const WeirSessionView *view)
{
  WeirValue *value = weir_value_new_object ();

  value = weir_value_with_member (value, "x", weir_value_new_number (view->x));
  value = weir_value_with_member (value, "y", weir_value_new_number (view->y));
  return weir_value_with_member (value,
                                 "zoom",
                                 weir_value_new_number (view->zoom));
}

void
weir_session_file_set_view (WeirSessionFile       *self,
                            const char            *flow,
                            const WeirSessionView *view)
{
  WeirValue *views = weir_document_store_get (self->store, "views");

  views = views != NULL ? weir_value_ref (views) : weir_value_new_object ();
  weir_document_store_set (self->store,
                           "views",
                           weir_value_with_member (views, flow, make_view (view)));
}

const char *
weir_session_file_get_shown_flow (WeirSessionFile *self)
{
  const WeirValue *flow = weir_document_store_get (self->store, "flow");

  if (flow == NULL || weir_value_get_kind (flow) != WEIR_VALUE_KIND_STRING)
    return NULL;
  return weir_value_get_string (flow, NULL);
}
