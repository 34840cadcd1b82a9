/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/properties/weir-run-settings-dialog.h"
#include "flow/weir-users.h"

#include <glib/gi18n.h>
#include <string.h>

/* websocket in and out, and the listener: all of them show where clients find
 * the listener, with the address and base path of the run settings. */

static char *
join_path (const char *base, const char *path)
{
  gsize length = strlen (base);

  while (length > 0 && base[length - 1] == '/')
    length--;
  while (*path == '/')
    path++;
  return g_strdup_printf ("%.*s/%s", (int)length, base, path);
}

/* Where a listener is found; all addresses stand for this computer. */
static char *
dup_address (WeirSession *session, const char *path)
{
  const WeirRunSettings *settings = weir_session_get_run_settings (session);
  gboolean               secure = weir_run_settings_has_tls (settings);
  gboolean               any = g_str_equal (settings->host, "0.0.0.0") ||
                 g_str_equal (settings->host, "::");
  const char      *host = any ? g_get_host_name () : settings->host;
  gboolean         is_v6 = strchr (host, ':') != NULL;
  g_autofree char *full = join_path (settings->base_path, path);

  return g_strdup_printf ("%s://%s%s%s:%u%s",
                          secure ? "wss" : "ws",
                          is_v6 ? "[" : "",
                          host,
                          is_v6 ? "]" : "",
                          settings->port,
                          full);
}

#define WEIR_TYPE_ADDRESS_GROUP (weir_address_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirAddressGroup,
                      weir_address_group,
                      WEIR,
                      ADDRESS_GROUP,
                      AdwPreferencesGroup)

struct _WeirAddressGroup
{
  AdwPreferencesGroup parent_instance;

  WeirPropertyContext *context; /* borrowed */
  WeirField           *field; /* owned: a path, or a reference to a listener */
  GtkWidget           *row;
};

G_DEFINE_FINAL_TYPE (WeirAddressGroup,
                     weir_address_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
weir_address_group_dispose (GObject *object)
{
  g_clear_object (&WEIR_ADDRESS_GROUP (object)->field);

  G_OBJECT_CLASS (weir_address_group_parent_class)->dispose (object);
}

static void
weir_address_group_class_init (WeirAddressGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_address_group_dispose;
}

static char *
dup_chosen_path (WeirAddressGroup *self)
{
  const char    *id;
  const WeirRef *ref = weir_field_get_ref (self->field, &id);
  WeirForm      *added;
  WeirElement   *element;
  const char    *path = NULL;

  if (ref == NULL || !g_str_equal (ref->type, "websocket-listener"))
    return NULL;
  added = weir_form_lookup_config (self->context->form, id);
  element =
    weir_document_get_element (weir_form_get_document (self->context->form), id);
  if (added != NULL)
    path = weir_value_lookup_string (weir_sheet_get_object (
                                       weir_form_get_sheet (added)),
                                     "path");
  else if (element != NULL)
    path = weir_value_lookup_string (weir_element_get_value (element), "path");
  return g_strdup (path);
}

static char *
dup_path (WeirAddressGroup *self)
{
  if (weir_field_get_property (self->field)->kind == WEIR_PROPERTY_KIND_NODE_REF)
    return dup_chosen_path (self);
  return weir_field_dup_text (self->field);
}

static void
show (WeirAddressGroup *self)
{
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  gboolean         known;

  if (self->field == NULL)
    return;
  path = dup_path (self);
  known = path != NULL && *path != '\0' && !weir_text_is_env_reference (path);
  gtk_widget_set_visible (GTK_WIDGET (self), known);
  if (!known)
    return;
  address = dup_address (self->context->session, path);
  weir_property_page_set_copy_text (self->row, address);
}

static void
change_cb (WeirAddressGroup *self)
{
  weir_run_settings_dialog_present (self->context->window,
                                    self->context->session);
}

static void
weir_address_group_init (WeirAddressGroup *self)
{
  GtkWidget *change = gtk_button_new_with_mnemonic (_ ("C_hange…"));

  self->row = weir_property_page_new_copy_row (_ ("Address"));
  gtk_widget_set_valign (change, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (change, _ ("Change address, port and base path"));
  g_signal_connect_object (change,
                           "clicked",
                           G_CALLBACK (change_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), change);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

static void
add_address (WeirPropertyContext *context,
             AdwPreferencesPage  *page,
             const char          *key)
{
  WeirAddressGroup *self = g_object_new (WEIR_TYPE_ADDRESS_GROUP, NULL);

  self->context = context;
  self->field =
    g_object_ref (weir_sheet_lookup (weir_form_get_sheet (context->form), key));
  g_signal_connect_object (self->field,
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context->session,
                           "run-settings-changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context->window,
                           "notify::is-active",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  show (self);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self));
}

void
weir_page_websocket_build (WeirPropertyContext *context,
                           AdwPreferencesPage  *page,
                           AdwPreferencesGroup *first)
{
  const WeirNodeType *type = weir_form_get_node_type (context->form);
  const char         *remark =
    type->inputs > 0
              ? _ ("Replies go to the client named in msg._session. Delete "
                   "msg._session to send to everyone.")
              : _ ("Text arrives as a string, binary data as a buffer, in msg.payload. "
                   "Where the listener or server sends whole messages, a JSON object "
                   "becomes the message.");
  AdwPreferencesGroup *group;

  weir_row_add_key (context, first, "name");
  group = weir_property_page_add_group (page, NULL);
  weir_row_add_key (context, group, "server");
  add_address (context, page, "server");
  group = weir_property_page_add_group (page, NULL);
  adw_preferences_group_add (group, weir_property_page_new_remark (remark));
}

/* Who uses a listener */

#define WEIR_TYPE_USER_ROW (weir_user_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirUserRow, weir_user_row, WEIR, USER_ROW, AdwActionRow)

struct _WeirUserRow
{
  AdwActionRow parent_instance;

  WeirPropertyContext *context; /* borrowed */
  char                *id;
};

G_DEFINE_FINAL_TYPE (WeirUserRow, weir_user_row, ADW_TYPE_ACTION_ROW)

static void
weir_user_row_finalize (GObject *object)
{
  g_free (WEIR_USER_ROW (object)->id);

  G_OBJECT_CLASS (weir_user_row_parent_class)->finalize (object);
}

/* Shows it in the window below; the dialog stays as it is. */
static void
weir_user_row_activate (AdwActionRow *row)
{
  WeirUserRow *self = WEIR_USER_ROW (row);

  weir_session_reveal (self->context->session, self->id);
}

static void
weir_user_row_class_init (WeirUserRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_user_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = weir_user_row_activate;
}

static void
weir_user_row_init (WeirUserRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

static void
add_users (WeirPropertyContext *context, AdwPreferencesPage *page)
{
  g_autoptr (WeirUsers) users =
    weir_users_new (weir_form_get_document (context->form));
  GPtrArray *list = weir_users_list (users, weir_form_get_id (context->form));
  AdwPreferencesGroup *group;

  if (list == NULL || list->len == 0)
    return;
  group = weir_property_page_add_group (page, _ ("Used By"));
  for (guint i = 0; i < list->len; i++)
    {
      WeirElement     *element = g_ptr_array_index (list, i);
      WeirUserRow     *row = g_object_new (WEIR_TYPE_USER_ROW, NULL);
      g_autofree char *label = weir_session_dup_label (context->session, element);

      row->context = context;
      row->id = g_strdup (weir_element_get_id (element));
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   weir_element_get_type_name (element));
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Show in the flow"));
      adw_preferences_group_add (group, GTK_WIDGET (row));
    }
}

void
weir_page_listener_build (WeirPropertyContext *context,
                          AdwPreferencesPage  *page,
                          AdwPreferencesGroup *first)
{
  weir_row_add_key (context, first, "path");
  weir_row_add_key (context, first, "wholemsg");
  add_address (context, page, "path");
  add_users (context, page);
}
