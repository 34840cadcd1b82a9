/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-import-source.h"

#include "compat/weir-compat.h"
#include "editor/files/weir-flow-summary.h"
#include "editor/weir-widget.h"
#include "flow/weir-clipboard.h"
#include "flow/weir-export.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first page of the import dialog. A text is checked a moment after each
 * key; files and examples put their text there, so that all is seen and can be
 * mended before it is imported. */
struct _WeirImportSource
{
  GtkWidget parent_instance;

  /* owned */
  WeirDocument *document; /* (nullable) */
  GCancellable *reading;  /* (nullable) */
  GQueue        files;    /* GFile, still to be read */
  GPtrArray    *texts;    /* char *: what the files before held */
  guint         check_id;

  /* template */
  GtkTextView *view;
  GtkLabel    *message;

  GtkTextTag *wrong; /* borrowed of the buffer */
};

G_DEFINE_FINAL_TYPE (WeirImportSource, weir_import_source, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DOCUMENT = 1,
} WeirImportSourceProperty;

static GParamSpec *properties[PROP_DOCUMENT + 1];

static void read_next (WeirImportSource *self);

/* --- Checking --------------------------------------------------------------- */

static char *
dup_text (WeirImportSource *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
say (WeirImportSource *self, const char *text, gboolean wrong)
{
  GtkWidget *label = GTK_WIDGET (self->message);

  gtk_label_set_label (self->message, text);
  if (wrong)
    {
      gtk_widget_remove_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "error");
    }
  else
    {
      gtk_widget_remove_css_class (label, "error");
      gtk_widget_add_css_class (label, "dim-label");
    }
}

static void
set_document (WeirImportSource *self, WeirDocument *document)
{
  if (g_set_object (&self->document, document))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

/* Where the grammar ends, in bytes; FALSE when the text is JSON. What stands
 * around the list does not count, as when it is imported. */
static gboolean
find_wrong (const char *text, gsize *offset)
{
  const char *first = strchr (text, '[');
  const char *last = strrchr (text, ']');
  const char *start = first != NULL ? first : text;
  gsize       length =
    last != NULL && last > start ? (gsize)(last - start) + 1 : strlen (start);
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (start, length, NULL);
  WeirJsonToken token = { 0 };

  while (weir_json_scanner_next (scanner, &token, NULL))
    if (token.kind == WEIR_JSON_TOKEN_END)
      return FALSE;
  *offset =
    (gsize)(start - text) + MIN (weir_json_scanner_get_offset (scanner), length);
  return TRUE;
}

static void
mark_wrong (WeirImportSource *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  gsize          offset;
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->wrong, &start, &end);
  if (text == NULL || !find_wrong (text, &offset))
    return;
  gtk_text_buffer_get_iter_at_offset (
    buffer,
    &start,
    (int)g_utf8_pointer_to_offset (text, text + offset));
  end = start;
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (buffer, self->wrong, &start, &end);
}

static void
check (WeirImportSource *self)
{
  g_autofree char         *text = dup_text (self);
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;
  WeirFlowSummary          found = { 0 };
  g_autofree char         *summary = NULL;

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (text[strspn (text, " \t\r\n")] == '\0')
    {
      say (self, "", FALSE);
      mark_wrong (self, NULL);
      set_document (self, NULL);
      return;
    }
  document = weir_clipboard_parse (text, -1, &error);
  mark_wrong (self, document == NULL ? text : NULL);
  set_document (self, document);
  if (document == NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  weir_flow_summary_add (&found, document);
  summary = weir_flow_summary_to_text (&found);
  say (self, summary, FALSE);
}

static gboolean
check_cb (gpointer data)
{
  WeirImportSource *self = data;

  self->check_id = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WeirImportSource *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (WEIR_IMPORT_CHECK_MS, check_cb, self);
}

void
weir_import_source_set_text (WeirImportSource *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  check (self);
}

WeirDocument *
weir_import_source_get_document (WeirImportSource *self)
{
  return self->document;
}

const char *
weir_import_source_get_message (WeirImportSource *self)
{
  return gtk_label_get_label (self->message);
}

/* --- Files ------------------------------------------------------------------ */

static void
stop_reading (WeirImportSource *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_queue_clear_full (&self->files, g_object_unref);
  g_ptr_array_set_size (self->texts, 0);
}

static void
tell_wrong_file (WeirImportSource *self, GFile *file, const GError *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = g_strdup_printf ("%s: %s", name, error->message);

  stop_reading (self);
  say (self, text, TRUE);
}

/* The entries of several files, as one list. */
static char *
join (GPtrArray *texts)
{
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      WeirDocument *document = weir_clipboard_parse (texts->pdata[i], -1, NULL);

      /* Each of them was read before. */
      g_ptr_array_add (documents, document);
      for (guint j = 0; j < weir_document_get_n_elements (document); j++)
        g_ptr_array_add (elements, weir_document_get_nth_element (document, j));
    }
  return weir_export_to_text (elements, WEIR_JSON_STYLE_PRETTY, FALSE);
}

static void
finish_reading (WeirImportSource *self)
{
  g_autofree char *text = NULL;

  if (self->texts->len == 1)
    text = g_steal_pointer (&self->texts->pdata[0]);
  else
    text = join (self->texts);
  stop_reading (self);
  weir_import_source_set_text (self, text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirImportSource) self = data;
  g_autoptr (GError)           error = NULL;
  g_autoptr (WeirDocument)     document = NULL;
  g_autoptr (GBytes)           bytes =
    g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    document = weir_clipboard_parse (g_bytes_get_data (bytes, NULL),
                                     (gssize)g_bytes_get_size (bytes),
                                     &error);
  if (document == NULL)
    {
      tell_wrong_file (self, G_FILE (source), error);
      return;
    }
  g_ptr_array_add (self->texts,
                   g_strndup (g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes)));
  read_next (self);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirImportSource) self = data;
  g_autoptr (GError)           error = NULL;
  g_autoptr (GFileInfo)        info =
    g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (&error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_REGULAR_FILE,
                         _ ("Only files can be imported."));
  else if (info != NULL && g_file_info_get_size (info) > WEIR_IMPORT_MAX_BYTES)
    g_set_error_literal (
      &error,
      G_IO_ERROR,
      G_IO_ERROR_FAILED,
      _ ("This is too large to be imported; open it instead."));
  if (error != NULL)
    tell_wrong_file (self, G_FILE (source), error);
  else
    g_file_load_bytes_async (G_FILE (source),
                             self->reading,
                             read_cb,
                             g_object_ref (self));
}

static void
read_next (WeirImportSource *self)
{
  g_autoptr (GFile) file = g_queue_pop_head (&self->files);

  if (file == NULL)
    {
      finish_reading (self);
      return;
    }
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE
                           "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           self->reading,
                           info_cb,
                           g_object_ref (self));
}

void
weir_import_source_load (WeirImportSource *self, GListModel *files)
{
  guint n = g_list_model_get_n_items (files);

  if (n == 0)
    return;
  stop_reading (self);
  self->reading = g_cancellable_new ();
  for (guint i = 0; i < n; i++)
    g_queue_push_tail (&self->files, g_list_model_get_item (files, i));
  read_next (self);
}

static void
chosen_cb (GListModel *files, gpointer user_data)
{
  g_autoptr (WeirImportSource) self = user_data;

  if (files != NULL)
    weir_import_source_load (self, files);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_compat_open_files (GTK_WINDOW (gtk_widget_get_root (widget)),
                          _ ("Import Flows"),
                          NULL,
                          TRUE,
                          chosen_cb,
                          g_object_ref (widget));
}

static void
example (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *path =
    g_strdup_printf ("/io/github/weirflow/Weir/examples/%s.json",
                     g_variant_get_string (parameter, NULL));
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;
  stop_reading (WEIR_IMPORT_SOURCE (widget));
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  weir_import_source_set_text (WEIR_IMPORT_SOURCE (widget), text);
}

/* --- The widget ------------------------------------------------------------- */

static void
weir_import_source_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  WeirImportSource *self = WEIR_IMPORT_SOURCE (object);

  switch ((WeirImportSourceProperty)id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    }
}

static void
weir_import_source_dispose (GObject *object)
{
  WeirImportSource *self = WEIR_IMPORT_SOURCE (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  stop_reading (self);
  g_clear_object (&self->document);
  weir_widget_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (weir_import_source_parent_class)->dispose (object);
}

static void
weir_import_source_finalize (GObject *object)
{
  g_ptr_array_unref (WEIR_IMPORT_SOURCE (object)->texts);
  G_OBJECT_CLASS (weir_import_source_parent_class)->finalize (object);
}

static gboolean
weir_import_source_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_IMPORT_SOURCE (widget)->view));
}

static void
weir_import_source_class_init (WeirImportSourceClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_import_source_get_property;
  object_class->dispose = weir_import_source_dispose;
  object_class->finalize = weir_import_source_finalize;
  widget_class->grab_focus = weir_import_source_grab_focus;
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document",
                         NULL,
                         NULL,
                         WEIR_TYPE_DOCUMENT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-import-source.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirImportSource, view);
  gtk_widget_class_bind_template_child (widget_class, WeirImportSource, message);
  gtk_widget_class_install_action (widget_class, "source.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "source.example", "s", example);
}

static void
weir_import_source_init (WeirImportSource *self)
{
  GtkTextBuffer *buffer;

  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&self->files);
  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  self->wrong = gtk_text_buffer_create_tag (buffer,
                                            NULL,
                                            "underline",
                                            PANGO_UNDERLINE_ERROR,
                                            "weight",
                                            PANGO_WEIGHT_BOLD,
                                            NULL);
  g_signal_connect_object (buffer,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
weir_import_source_new (void)
{
  return g_object_new (WEIR_TYPE_IMPORT_SOURCE, NULL);
}
