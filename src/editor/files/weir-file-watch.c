/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-file-watch.h"

#include "editor/files/weir-draft.h"
#include "json/weir-json.h"

/* Programs write in several steps; after the last one it is quiet that long. */
#define SETTLE_MS 200

/* Watches the file of one document. Owned by the session's files, observed by
 * them and by the window. */
struct _WeirFileWatch
{
  GObject parent_instance;

  GFile        *file;
  GFileMonitor *monitor; /* (nullable): where there is no such service */
  GCancellable *reading; /* (nullable) */
  char         *known;
  guint         settle_id;
  gboolean      differs;
};

G_DEFINE_FINAL_TYPE (WeirFileWatch, weir_file_watch, G_TYPE_OBJECT)

typedef enum
{
  PROP_DIFFERS = 1,
} WeirFileWatchProperty;

static GParamSpec *properties[PROP_DIFFERS + 1];

static void
weir_file_watch_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  WeirFileWatch *self = WEIR_FILE_WATCH (object);

  switch ((WeirFileWatchProperty)id)
    {
    case PROP_DIFFERS:
      g_value_set_boolean (value, self->differs);
      break;
    }
}

static void
stop_reading (WeirFileWatch *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
weir_file_watch_dispose (GObject *object)
{
  WeirFileWatch *self = WEIR_FILE_WATCH (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  stop_reading (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (weir_file_watch_parent_class)->dispose (object);
}

static void
weir_file_watch_finalize (GObject *object)
{
  g_free (WEIR_FILE_WATCH (object)->known);
  G_OBJECT_CLASS (weir_file_watch_parent_class)->finalize (object);
}

static void
weir_file_watch_class_init (WeirFileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_file_watch_get_property;
  object_class->dispose = weir_file_watch_dispose;
  object_class->finalize = weir_file_watch_finalize;
  properties[PROP_DIFFERS] =
    g_param_spec_boolean ("differs",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_file_watch_init (WeirFileWatch *self)
{
}

static void
set_differs (WeirFileWatch *self, gboolean differs)
{
  if (self->differs == differs)
    return;
  self->differs = differs;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERS]);
}

/* What is no file a flow can be read from, or too large, is not read to see
 * whether it differs: it does. */
static gboolean
is_readable (WeirFileWatch *self)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (self->file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE
                       "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE,
                       NULL,
                       NULL);

  if (info == NULL)
    return TRUE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= (goffset)WEIR_JSON_MAX_DOCUMENT_BYTES)
    return TRUE;
  set_differs (self, TRUE);
  return FALSE;
}

/* @contents: (nullable): NULL when it is gone or can't be read */
static void
compare (WeirFileWatch *self, GBytes *contents)
{
  g_autofree char *checksum = NULL;

  if (contents != NULL)
    checksum = weir_draft_checksum (contents);
  set_differs (self, checksum != NULL && g_strcmp0 (checksum, self->known) != 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirFileWatch) self = data;
  g_autoptr (GError)        error = NULL;
  g_autoptr (GBytes)        contents =
    g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  compare (self, contents);
}

static gboolean
settle_cb (gpointer data)
{
  WeirFileWatch *self = data;

  self->settle_id = 0;
  stop_reading (self);
  if (!is_readable (self))
    return G_SOURCE_REMOVE;
  self->reading = g_cancellable_new ();
  g_file_load_bytes_async (self->file, self->reading, read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
weir_file_watch_check (WeirFileWatch *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

WeirFileWatch *
weir_file_watch_new (GFile *file, const char *checksum)
{
  WeirFileWatch *self = g_object_new (WEIR_TYPE_FILE_WATCH, NULL);

  self->file = g_object_ref (file);
  self->known = g_strdup (checksum);
  self->monitor =
    g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor,
                             "changed",
                             G_CALLBACK (weir_file_watch_check),
                             self,
                             G_CONNECT_SWAPPED);
  return self;
}

void
weir_file_watch_set_known (WeirFileWatch *self, const char *checksum)
{
  char *copy = g_strdup (checksum);

  /* What is being read may be from before. */
  stop_reading (self);
  g_free (self->known);
  self->known = copy;
  set_differs (self, FALSE);
}

const char *
weir_file_watch_get_known (WeirFileWatch *self)
{
  return self->known;
}

gboolean
weir_file_watch_get_differs (WeirFileWatch *self)
{
  return self->differs;
}

gboolean
weir_file_watch_check_now (WeirFileWatch *self)
{
  g_autoptr (GBytes) contents = NULL;

  stop_reading (self);
  if (!is_readable (self))
    return TRUE;
  contents = g_file_load_bytes (self->file, NULL, NULL, NULL);
  compare (self, contents);
  return self->differs;
}
