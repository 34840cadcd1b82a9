/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-drop-overlay.h"

#include "editor/files/weir-flow-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Stands between the window and what it shows. Files are read asynchronously,
 * one after the other; whatever comes in after the pointer left is dropped. */
struct _WeirDropOverlay
{
  GtkWidget parent_instance;

  GtkWidget     *overlay;
  GtkWidget     *page; /* AdwStatusPage */
  GtkDropTarget *target;

  /* of what hovers */
  GCancellable   *reading; /* (nullable) */
  GQueue          files;   /* GFile, still to be read */
  WeirFlowSummary found;
};

G_DEFINE_FINAL_TYPE (WeirDropOverlay, weir_drop_overlay, GTK_TYPE_WIDGET)

enum
{
  FILES_DROPPED,
  TEXT_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_next (WeirDropOverlay *self);

/* --- What hovers ------------------------------------------------------------ */

static void
forget (WeirDropOverlay *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_queue_clear_full (&self->files, g_object_unref);
  self->found = (WeirFlowSummary){ 0 };
}

static void
say (WeirDropOverlay *self, const char *text)
{
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), text);
}

static void
say_found (WeirDropOverlay *self)
{
  g_autofree char *text = weir_flow_summary_to_text (&self->found);

  say (self, text);
}

static void
look_into (WeirDropOverlay *self, GBytes *bytes)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);

  if (document == NULL)
    {
      forget (self);
      say (self, error->message);
      return;
    }
  weir_flow_summary_add (&self->found, document);
  say_found (self);
  read_next (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirDropOverlay) self = data;
  g_autoptr (GError)          error = NULL;
  g_autoptr (GBytes)          bytes =
    g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    look_into (self, bytes);
  else
    say (self, error->message);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirDropOverlay) self = data;
  g_autoptr (GError)          error = NULL;
  g_autoptr (GFileInfo)       info =
    g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (info == NULL)
    say (self, error->message);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    say (self, _ ("Only files can be imported."));
  else if (g_file_info_get_size (info) > WEIR_DROP_MAX_BYTES)
    say (self, _ ("A large file; it is looked into when it is dropped."));
  else
    g_file_load_bytes_async (G_FILE (source),
                             self->reading,
                             read_cb,
                             g_object_ref (self));
}

static void
read_next (WeirDropOverlay *self)
{
  g_autoptr (GFile) file = g_queue_pop_head (&self->files);

  if (file == NULL)
    return;
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE
                           "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           self->reading,
                           info_cb,
                           g_object_ref (self));
}

static void
offer_files (WeirDropOverlay *self, GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    g_queue_push_tail (&self->files, g_object_ref (l->data));
  say (self, NULL);
  if (self->files.length > WEIR_DROP_MAX_FILES)
    {
      forget (self);
      say (self, _ ("These are too many files."));
    }
  else
    read_next (self);
}

static void
offer_text (WeirDropOverlay *self, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize              length = strlen (text);

  say (self, NULL);
  if (length > WEIR_DROP_MAX_BYTES)
    return;
  bytes = g_bytes_new (text, length);
  look_into (self, bytes);
}

void
weir_drop_overlay_offer (WeirDropOverlay *self, const GValue *value)
{
  forget (self);
  gtk_widget_set_visible (self->page, value != NULL);
  if (value == NULL)
    return;
  self->reading = g_cancellable_new ();
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

      offer_files (self, files);
      g_slist_free (files);
    }
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    offer_text (self, g_value_get_string (value));
}

const char *
weir_drop_overlay_get_text (WeirDropOverlay *self)
{
  return adw_status_page_get_description (ADW_STATUS_PAGE (self->page));
}

/* --- The drop target -------------------------------------------------------- */

static void
value_cb (WeirDropOverlay *self)
{
  weir_drop_overlay_offer (self, gtk_drop_target_get_value (self->target));
}

static void
leave_cb (WeirDropOverlay *self)
{
  weir_drop_overlay_offer (self, NULL);
}

static void
emit_files (WeirDropOverlay *self, const GValue *value, double x, double y)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = list; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  g_slist_free (list);
  g_signal_emit (self, signals[FILES_DROPPED], 0, files, x, y);
}

static gboolean
drop_cb (WeirDropOverlay *self, const GValue *value, double x, double y)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    emit_files (self, value, x, y);
  else
    g_signal_emit (self, signals[TEXT_DROPPED], 0, g_value_get_string (value), x, y);
  weir_drop_overlay_offer (self, NULL);
  return TRUE;
}

static void
add_target (WeirDropOverlay *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  self->target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (self->target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (self->target, TRUE);
  g_signal_connect_object (self->target,
                           "notify::value",
                           G_CALLBACK (value_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target,
                           "leave",
                           G_CALLBACK (leave_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target,
                           "drop",
                           G_CALLBACK (drop_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self),
                             GTK_EVENT_CONTROLLER (self->target));
}

/* --- The widget ------------------------------------------------------------- */

static void
weir_drop_overlay_dispose (GObject *object)
{
  WeirDropOverlay *self = WEIR_DROP_OVERLAY (object);

  forget (self);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  self->page = NULL;
  G_OBJECT_CLASS (weir_drop_overlay_parent_class)->dispose (object);
}

static void
weir_drop_overlay_class_init (WeirDropOverlayClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_drop_overlay_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[FILES_DROPPED] = g_signal_new ("files-dropped",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         3,
                                         G_TYPE_LIST_MODEL,
                                         G_TYPE_DOUBLE,
                                         G_TYPE_DOUBLE);
  signals[TEXT_DROPPED] = g_signal_new ("text-dropped",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        3,
                                        G_TYPE_STRING,
                                        G_TYPE_DOUBLE,
                                        G_TYPE_DOUBLE);
}

static void
weir_drop_overlay_init (WeirDropOverlay *self)
{
  g_queue_init (&self->files);
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  self->page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page),
                                 "document-open-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), _ ("Drop to Import"));
  gtk_widget_add_css_class (self->page, "weir-drop");
  gtk_widget_set_can_target (self->page, FALSE);
  gtk_widget_set_visible (self->page, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->page);
  add_target (self);
}

GtkWidget *
weir_drop_overlay_new (void)
{
  return g_object_new (WEIR_TYPE_DROP_OVERLAY, NULL);
}

void
weir_drop_overlay_set_child (WeirDropOverlay *self, GtkWidget *child)
{
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), child);
}
