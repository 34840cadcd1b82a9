/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-file-row.h"

#include "compat/weir-compat.h"
#include "editor/properties/weir-row.h"
#include "schema/weir-sandbox.h"

#include <glib/gi18n.h>

/* A file that is named or embedded: two rows, of which one is shown. Where a file
 * can only be named the second never is. */

/* What nobody would call a certificate is not read. */
#define MAX_BYTES (4u * 1024 * 1024)

#define WEIR_TYPE_FILE_ROW (weir_file_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirFileRow, weir_file_row, WEIR, FILE_ROW, AdwActionRow)

/* The row of what is embedded; it knows that of the path. */
struct _WeirFileRow
{
  AdwActionRow parent_instance;

  WeirPropertyContext *context; /* borrowed */

  /* owned */
  WeirField *path;
  WeirField *data; /* (nullable), as is the name */
  WeirField *name;
  GtkWidget *entry;

  gboolean is_binary;
  gboolean embedding; /* what the open dialog was opened for */
};

G_DEFINE_FINAL_TYPE (WeirFileRow, weir_file_row, ADW_TYPE_ACTION_ROW)

static void
weir_file_row_dispose (GObject *object)
{
  WeirFileRow *self = WEIR_FILE_ROW (object);

  g_clear_object (&self->path);
  g_clear_object (&self->data);
  g_clear_object (&self->name);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (weir_file_row_parent_class)->dispose (object);
}

static void
weir_file_row_class_init (WeirFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_file_row_dispose;
}

static void
show (WeirFileRow *self)
{
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;
  gboolean         by_name;

  if (self->path == NULL)
    return;
  path = weir_field_dup_text (self->path);
  data = self->data != NULL ? weir_field_dup_text (self->data) : g_strdup ("");
  name = self->name != NULL ? weir_field_dup_text (self->name) : g_strdup ("");
  by_name = (*path == '\0' && *data != '\0') || weir_sandbox_is_granted (path);
  if (*path != '\0')
    subtitle = g_path_get_basename (path);
  else if (*name != '\0')
    subtitle = g_strdup_printf (_ ("%s, embedded"), name);
  else
    subtitle = g_strdup (_ ("Embedded"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          by_name && weir_field_is_shown (self->path));
  gtk_widget_set_visible (self->entry,
                          !by_name && weir_field_is_shown (self->path));
}

static void
forget_embedded (WeirField *path)
{
  static const char *const suffixes[] = { "data", "name" };
  const char              *key = weir_field_get_property (path)->key;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *part = g_strconcat (key, suffixes[i], NULL);
      WeirField *field = weir_sheet_lookup (weir_field_get_sheet (path), part);

      if (field != NULL)
        weir_field_set_text (field, "");
    }
}

static void
clear_cb (WeirFileRow *self)
{
  forget_embedded (self->path);
  weir_field_set_text (self->path, "");
}

static void
use_path (WeirField *field, WeirSession *session, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    {
      weir_session_tell (session, _ ("Only files of this computer can be named"));
      return;
    }
  forget_embedded (field);
  weir_field_set_text (field, path);
}

static char *
encode (WeirFileRow *self, const char *contents, gsize length)
{
  if (self->is_binary)
    return g_base64_encode ((const guchar *)contents, length);
  return g_utf8_validate_len (contents, length, NULL)
           ? g_strndup (contents, length)
           : NULL;
}

static void
embed (WeirFileRow *self, GFile *file)
{
  g_autofree char   *name = g_file_get_basename (file);
  g_autofree char   *contents = NULL;
  g_autofree char   *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize              length;

  if (!g_file_load_contents (file, NULL, &contents, &length, NULL, &error))
    {
      weir_session_tell (self->context->session, "%s", error->message);
      return;
    }
  if (length <= MAX_BYTES)
    text = encode (self, contents, length);
  if (text == NULL)
    {
      weir_session_tell (self->context->session,
                         _ ("“%s” can’t be embedded: it isn’t a PEM file"),
                         name);
      return;
    }
  weir_field_set_text (self->path, "");
  weir_field_set_text (self->data, text);
  weir_field_set_text (self->name, name);
}

static void
chosen_cb (GListModel *files, gpointer user_data)
{
  g_autoptr (WeirFileRow) self = user_data;
  g_autoptr (GFile)       file =
    files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || self->path == NULL)
    return;
  if (self->embedding)
    embed (self, file);
  else
    use_path (self->path, self->context->session, file);
}

static void
choose (WeirFileRow *self, gboolean embedding)
{
  self->embedding = embedding;
  weir_compat_open_files (self->context->window,
                          _ (weir_field_get_property (self->path)->label),
                          NULL,
                          FALSE,
                          chosen_cb,
                          g_object_ref (self));
}

static void
choose_cb (WeirFileRow *self)
{
  choose (self, FALSE);
}

static void
embed_cb (WeirFileRow *self)
{
  choose (self, TRUE);
}

static void
weir_file_row_init (WeirFileRow *self)
{
  GtkWidget *clear =
    weir_row_new_icon_button ("edit-clear-symbolic", _ ("Remove the File"));

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), clear);
  g_signal_connect_object (clear,
                           "clicked",
                           G_CALLBACK (clear_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_button (WeirFileRow *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = weir_row_new_icon_button (icon, label);

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->entry), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
}

static WeirFileRow *
file_row_new (WeirPropertyContext *context, WeirField *path)
{
  WeirFileRow *self = g_object_new (WEIR_TYPE_FILE_ROW, NULL);
  const char  *title = _ (weir_field_get_property (path)->label);

  self->context = context;
  self->path = g_object_ref (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  self->entry = g_object_ref_sink (weir_row_new_entry (path, title));
  add_button (self,
              "document-open-symbolic",
              _ ("Choose File…"),
              G_CALLBACK (choose_cb));
  return self;
}

/* Keeps to what the dialog holds. */
static void
follow (WeirFileRow *self)
{
  g_signal_connect_object (weir_field_get_sheet (self->path),
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show (self);
}

void
weir_file_row_add_path (WeirPropertyContext *context,
                        AdwPreferencesGroup *group,
                        WeirField           *field)
{
  WeirFileRow *self = file_row_new (context, field);

  adw_preferences_group_add (group, self->entry);
  adw_preferences_group_add (group, GTK_WIDGET (self));
  weir_row_add_caption (context, group, field);
  follow (self);
}

/* A choice for a row that may be gone when it is made. */
typedef struct
{
  WeirField   *field;
  WeirSession *session;
} Choice;

static void
chosen_for_field_cb (GListModel *files, gpointer user_data)
{
  Choice           *choice = user_data;
  g_autoptr (GFile) file =
    files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    use_path (choice->field, choice->session, file);
  g_object_unref (choice->field);
  g_object_unref (choice->session);
  g_free (choice);
}

void
weir_file_row_choose (WeirPropertyContext *context, WeirField *field)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->field = g_object_ref (field);
  choice->session = g_object_ref (context->session);
  weir_compat_open_files (context->window,
                          _ (weir_field_get_property (field)->label),
                          NULL,
                          FALSE,
                          chosen_for_field_cb,
                          choice);
}

void
weir_file_row_add (WeirPropertyContext *context,
                   AdwPreferencesGroup *group,
                   const char          *path_key,
                   const char          *data_key,
                   const char          *name_key,
                   gboolean             is_binary)
{
  WeirSheet   *sheet = weir_form_get_sheet (context->form);
  WeirFileRow *self = file_row_new (context, weir_sheet_lookup (sheet, path_key));

  self->is_binary = is_binary;
  self->data = g_object_ref (weir_sheet_lookup (sheet, data_key));
  self->name = g_object_ref (weir_sheet_lookup (sheet, name_key));
  add_button (self,
              "mail-attachment-symbolic",
              _ ("Embed File…"),
              G_CALLBACK (embed_cb));
  adw_preferences_group_add (group, self->entry);
  adw_preferences_group_add (group, GTK_WIDGET (self));
  weir_row_add_caption (context, group, self->path);
  weir_row_add_caption (context, group, self->data);
  weir_row_add_caption (context, group, self->name);
  follow (self);
}
