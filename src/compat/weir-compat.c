/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-compat"

#include "config.h"

#include "compat/weir-compat.h"

/* Newer API where the headers have it, that of GNOME 43 where not. */

typedef struct
{
  union
  {
    WeirCompatFilesFunc files;
    WeirCompatFileFunc  file;
    WeirCompatAlertFunc alert;
  } done;
  gpointer user_data;
} Call;

/* Files */

#if GTK_CHECK_VERSION(4, 10, 0)

static void
opened_many_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call       *call = user_data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  call->done.files (files, call->user_data);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call       *call = user_data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile)      file =
    gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_list_store_append (files, file);
  call->done.files (file != NULL ? G_LIST_MODEL (files) : NULL, call->user_data);
}

void
weir_compat_open_files (GtkWindow          *parent,
                        const char         *title,
                        GListModel         *filters,
                        gboolean            multiple,
                        WeirCompatFilesFunc done,
                        gpointer            user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Call                     *call = g_new0 (Call, 1);

  call->done.files = done;
  call->user_data = user_data;
  gtk_file_dialog_set_title (dialog, title);
  if (filters != NULL)
    gtk_file_dialog_set_filters (dialog, filters);
  if (multiple)
    gtk_file_dialog_open_multiple (dialog, parent, NULL, opened_many_cb, call);
  else
    gtk_file_dialog_open (dialog, parent, NULL, opened_cb, call);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call  *call = user_data;
  g_autoptr (GFile) file =
    gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  call->done.file (file, call->user_data);
}

void
weir_compat_save_file (GtkWindow         *parent,
                       const char        *title,
                       GFile             *folder,
                       const char        *name,
                       WeirCompatFileFunc done,
                       gpointer           user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Call                     *call = g_new0 (Call, 1);

  call->done.file = done;
  call->user_data = user_data;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, parent, NULL, saved_cb, call);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call  *call = user_data;
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  call->done.file (file, call->user_data);
}

void
weir_compat_choose_folder (GtkWindow         *parent,
                           const char        *title,
                           GFile             *folder,
                           WeirCompatFileFunc done,
                           gpointer           user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Call                     *call = g_new0 (Call, 1);

  call->done.file = done;
  call->user_data = user_data;
  gtk_file_dialog_set_title (dialog, title);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, parent, NULL, folder_chosen_cb, call);
}

#else

static void
opened_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Call                  *call = user_data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  call->done.files (files, call->user_data);
  g_object_unref (dialog);
}

static void
free_call (gpointer call, GClosure *closure)
{
  g_free (call);
}

static void
show (GtkFileChooserNative *dialog, GCallback answered, Call *call)
{
  g_signal_connect_data (dialog, "response", answered, call, free_call, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
weir_compat_open_files (GtkWindow          *parent,
                        const char         *title,
                        GListModel         *filters,
                        gboolean            multiple,
                        WeirCompatFilesFunc done,
                        gpointer            user_data)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title,
                                 parent,
                                 GTK_FILE_CHOOSER_ACTION_OPEN,
                                 NULL,
                                 NULL);
  Call *call = g_new0 (Call, 1);

  call->done.files = done;
  call->user_data = user_data;
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), multiple);
  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  show (dialog, G_CALLBACK (opened_cb), call);
}

static void
saved_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Call             *call = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  call->done.file (file, call->user_data);
  g_object_unref (dialog);
}

void
weir_compat_save_file (GtkWindow         *parent,
                       const char        *title,
                       GFile             *folder,
                       const char        *name,
                       WeirCompatFileFunc done,
                       gpointer           user_data)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title,
                                 parent,
                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                 NULL,
                                 NULL);
  Call *call = g_new0 (Call, 1);

  call->done.file = done;
  call->user_data = user_data;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  show (dialog, G_CALLBACK (saved_cb), call);
}

void
weir_compat_choose_folder (GtkWindow         *parent,
                           const char        *title,
                           GFile             *folder,
                           WeirCompatFileFunc done,
                           gpointer           user_data)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title,
                                 parent,
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                 NULL,
                                 NULL);
  Call *call = g_new0 (Call, 1);

  call->done.file = done;
  call->user_data = user_data;
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  show (dialog, G_CALLBACK (saved_cb), call);
}

#endif

/* Questions */

#if ADW_CHECK_VERSION(1, 5, 0)
#  define ALERT_TYPE  AdwAlertDialog
#  define ALERT(func) adw_alert_dialog_##func
#else
#  define ALERT_TYPE  AdwMessageDialog
#  define ALERT(func) adw_message_dialog_##func
#endif

static void
answered_cb (ALERT_TYPE *dialog, const char *response, gpointer user_data)
{
  Call *call = user_data;

  if (call->done.alert != NULL)
    call->done.alert (response, call->user_data);
}

static void
free_alert_call (gpointer call, GClosure *closure)
{
  g_free (call);
}

void
weir_compat_alert (GtkWindow             *parent,
                   const WeirCompatAlert *alert,
                   WeirCompatAlertFunc    done,
                   gpointer               user_data)
{
  Call       *call = g_new0 (Call, 1);
  ALERT_TYPE *dialog;

  call->done.alert = done;
  call->user_data = user_data;
#if ADW_CHECK_VERSION(1, 5, 0)
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (alert->heading, alert->body));
#else
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (parent, alert->heading, alert->body));
#endif
  ALERT (add_response) (dialog, "cancel", alert->cancel);
  if (alert->other != NULL)
    ALERT (add_response) (dialog, "other", alert->other);
  if (alert->action != NULL)
    {
      ALERT (add_response) (dialog, "action", alert->action);
      ALERT (set_response_appearance)
      (dialog,
       "action",
       alert->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
    }
  ALERT (set_default_response) (dialog, "cancel");
  ALERT (set_close_response) (dialog, "cancel");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (answered_cb),
                         call,
                         free_alert_call,
                         0);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/* Windows of the program */

void
weir_compat_about (GtkWindow         *parent,
                   const char        *name,
                   const char        *icon,
                   const char        *version,
                   const char *const *developers)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_show_about_dialog (GTK_WIDGET (parent),
#else
  adw_show_about_window (parent,
#endif
                         "application-name",
                         name,
                         "application-icon",
                         icon,
                         "version",
                         version,
                         "developer-name",
                         developers[0],
                         "developers",
                         developers,
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

void
weir_compat_preferences (GtkWindow *parent, GPtrArray *pages)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_preferences_dialog_new ();

  for (guint i = 0; i < pages->len; i++)
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), pages->pdata[i]);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW,
                                    "transient-for",
                                    parent,
                                    "modal",
                                    TRUE,
                                    NULL);

  for (guint i = 0; i < pages->len; i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), pages->pdata[i]);
  gtk_window_present (GTK_WINDOW (window));
#endif
}

void
weir_compat_show_uri (GtkWindow *parent, const char *uri)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

/* Widgets */

void
weir_compat_get_color (GtkWidget *widget, GdkRGBA *color)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  gtk_widget_get_color (widget, color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
#endif
}

double
weir_compat_get_scale (GtkWidget *widget)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  GtkNative  *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  if (surface != NULL)
    return gdk_surface_get_scale (surface);
#endif
  return gtk_widget_get_scale_factor (widget);
}

gboolean
weir_compat_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  g_autoptr (GtkATContext) context =
    gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  /* That of GTK_A11Y=test does not have the method, and GTK does not look. */
  if (context == NULL ||
      g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext"))
    return FALSE;
  gtk_accessible_announce (GTK_ACCESSIBLE (widget),
                           text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
#else
  return FALSE;
#endif
}
