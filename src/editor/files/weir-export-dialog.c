/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-export-dialog.h"

#include "editor/help/weir-help-context.h"
#include "editor/weir-choice-row.h"

#include "compat/weir-compat.h"
#include "flow/weir-export.h"
#include "flow/weir-flow-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The export dialog. Its parent outlives it; the session is only read. */
struct _WeirExportDialog
{
  AdwWindow parent_instance;

  /* owned */
  WeirSession *session;
  GPtrArray   *elements; /* WeirElement, borrowed of the document */
  char        *text;

  /* template */
  AdwToastOverlay *toasts;
  AdwComboRow     *scope_row;
  AdwComboRow     *style_row;
  AdwActionRow    *secrets_row;
  GtkSwitch       *secrets_switch;
  GtkTextView     *preview;
  GtkLabel        *summary;
};

G_DEFINE_FINAL_TYPE (WeirExportDialog, weir_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the row. */
typedef enum
{
  SCOPE_SELECTION,
  SCOPE_FLOW,
  SCOPE_ALL,
} Scope;

/* --- What is exported ------------------------------------------------------- */

static GPtrArray *
list_ids (WeirExportDialog *self)
{
  GPtrArray *ids;

  switch ((Scope)adw_combo_row_get_selected (self->scope_row))
    {
    case SCOPE_SELECTION:
      return weir_selection_list_ids (weir_session_get_selection (self->session));
    case SCOPE_FLOW:
      ids = g_ptr_array_new_with_free_func (g_free);
      if (weir_session_get_flow (self->session) != NULL)
        g_ptr_array_add (ids, g_strdup (weir_session_get_flow (self->session)));
      return ids;
    case SCOPE_ALL:
      break;
    }
  return NULL;
}

static void
show_preview (WeirExportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->preview);
  gsize          length = strlen (self->text);
  const char    *end;
  GtkTextIter    iter;

  if (length <= WEIR_EXPORT_PREVIEW_BYTES)
    {
      gtk_text_buffer_set_text (buffer, self->text, (int)length);
      return;
    }
  end = g_utf8_find_prev_char (self->text,
                               self->text + WEIR_EXPORT_PREVIEW_BYTES + 1);
  gtk_text_buffer_set_text (buffer, self->text, (int)(end - self->text));
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, "\n…", -1);
}

static void
show_summary (WeirExportDialog *self)
{
  g_autofree char *size = g_format_size (strlen (self->text));
  g_autofree char *entries =
    g_strdup_printf (ngettext ("%u entry", "%u entries", self->elements->len),
                     self->elements->len);
  /* Translators: how many entries, and their size: “14 entries, 3.2 kB” */
  g_autofree char *text = g_strdup_printf (_ ("%s, %s"), entries, size);

  gtk_label_set_label (self->summary, text);
}

/* In the words of S502, which know no singular. */
static void
show_secrets (WeirExportDialog *self)
{
  guint            n = weir_export_count_secrets (self->elements);
  g_autofree char *text =
    g_strdup_printf (ngettext ("The exported text contains %u secret.",
                               "The exported text contains %u secrets.",
                               n),
                     n);

  gtk_widget_set_visible (GTK_WIDGET (self->secrets_row), n > 0);
  adw_action_row_set_subtitle (self->secrets_row, text);
}

static void
write_text (WeirExportDialog *self)
{
  WeirJsonStyle style = adw_combo_row_get_selected (self->style_row) == 0
                          ? WEIR_JSON_STYLE_PRETTY
                          : WEIR_JSON_STYLE_COMPACT;
  gboolean      without_secrets = gtk_switch_get_active (self->secrets_switch);
  gboolean      all = adw_combo_row_get_selected (self->scope_row) == SCOPE_ALL;

  g_free (self->text);
  self->text =
    all ? weir_export_to_text (self->elements, style, without_secrets)
        : weir_export_part_to_text (self->elements, style, without_secrets);
  show_preview (self);
  show_summary (self);
}

static void
collect (WeirExportDialog *self)
{
  g_autoptr (GPtrArray) ids = list_ids (self);
  GPtrArray            *elements =
    weir_export_collect (weir_session_get_document (self->session), ids);

  g_clear_pointer (&self->elements, g_ptr_array_unref);
  self->elements = elements;
  show_secrets (self);
  write_text (self);
}

/* --- Where it goes ---------------------------------------------------------- */

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirExportDialog *self = WEIR_EXPORT_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->text);
  weir_session_tell (self->session,
                     "%s",
                     _ ("Copied; paste it here or into Node-RED’s editor"));
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
write_file (WeirExportDialog *self, GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (self->text, strlen (self->text));

  return weir_flow_file_replace (file, bytes, WEIR_FLOW_FILE_MODE, error);
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (WeirExportDialog) self = user_data;
  g_autoptr (GError)           error = NULL;
  g_autofree char             *base = NULL;
  g_autofree char             *name = NULL;

  if (file == NULL || self->session == NULL)
    return;
  if (!write_file (self, file, &error))
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
      return;
    }
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  weir_session_tell (self->session, _ ("Exported to “%s”"), name);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirExportDialog *self = WEIR_EXPORT_DIALOG (widget);
  GFile            *file = weir_session_get_file (self->session);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  weir_compat_save_file (GTK_WINDOW (self),
                         _ ("Export"),
                         folder,
                         "flows.json",
                         chosen_cb,
                         g_object_ref (self));
}

/* --- The dialog ------------------------------------------------------------- */

static void
weir_export_dialog_dispose (GObject *object)
{
  WeirExportDialog *self = WEIR_EXPORT_DIALOG (object);

  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_export_dialog_parent_class)->dispose (object);
}

static void
weir_export_dialog_finalize (GObject *object)
{
  g_free (WEIR_EXPORT_DIALOG (object)->text);
  G_OBJECT_CLASS (weir_export_dialog_parent_class)->finalize (object);
}

static void
weir_export_dialog_class_init (WeirExportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_export_dialog_dispose;
  object_class->finalize = weir_export_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirExportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, WeirExportDialog, scope_row);
  gtk_widget_class_bind_template_child (widget_class, WeirExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirExportDialog,
                                        secrets_row);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirExportDialog,
                                        secrets_switch);
  gtk_widget_class_bind_template_child (widget_class, WeirExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, WeirExportDialog, summary);
  gtk_widget_class_install_action (widget_class, "export.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Escape,
                                       0,
                                       "window.close",
                                       NULL);
}

static void
weir_export_dialog_init (WeirExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_help_context_add_key (GTK_WINDOW (self));
}

/* Without a selection the first choice would export nothing. */
static void
fill_scopes (WeirExportDialog *self)
{
  guint n = weir_selection_get_n_ids (weir_session_get_selection (self->session));
  g_autofree char *selected =
    g_strdup_printf (ngettext ("%u selected node", "%u selected nodes", n), n);
  const char *const names[] = { n > 0 ? selected : _ ("Nothing selected"),
                                _ ("This flow"),
                                _ ("All flows"),
                                NULL };
  g_autoptr (GtkStringList) scopes = gtk_string_list_new (names);

  weir_choice_row_show_whole (self->scope_row);
  weir_choice_row_show_whole (self->style_row);
  adw_combo_row_set_model (self->scope_row, G_LIST_MODEL (scopes));
  adw_combo_row_set_selected (self->scope_row,
                              n > 0 ? SCOPE_SELECTION : SCOPE_FLOW);
}

static void
update_actions (WeirExportDialog *self)
{
  gboolean any = self->elements->len > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.copy", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", any);
}

static void
scope_cb (WeirExportDialog *self)
{
  collect (self);
  update_actions (self);
}

static void
connect_rows (WeirExportDialog *self)
{
  g_signal_connect_object (self->scope_row,
                           "notify::selected",
                           G_CALLBACK (scope_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style_row,
                           "notify::selected",
                           G_CALLBACK (write_text),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->secrets_switch,
                           "notify::active",
                           G_CALLBACK (write_text),
                           self,
                           G_CONNECT_SWAPPED);
}

void
weir_export_dialog_present (GtkWindow *parent, WeirSession *session)
{
  WeirExportDialog *self =
    g_object_new (WEIR_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  fill_scopes (self);
  scope_cb (self);
  connect_rows (self);
  gtk_window_present (GTK_WINDOW (self));
}
