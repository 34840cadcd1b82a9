/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-property-dialog.h"

#include "editor/help/weir-help-context.h"
#include "editor/properties/weir-property-dialog-private.h"
#include "editor/properties/weir-property-page.h"
#include "editor/weir-session-secrets.h"
#include "editor/weir-widget.h"

#include <glib/gi18n.h>

/* The window around a form. It owns the form while it is open, has it checked a
 * moment after each edit, and applies its edit when it is done: as one step of
 * the history, or by handing a new configuration to the form below. */

#define WIDTH_PX      560
#define MAX_HEIGHT_PX 720

struct _WeirPropertyDialog
{
  AdwWindow parent_instance;

  /* owned */
  WeirPropertyContext context;
  WeirForm           *owner; /* (nullable): the form that gets what is made */
  GWeakRef            created_for;
  WeirValue          *before; /* (nullable): of an added form, to go back to */
  WeirValue          *credentials_before; /* the same */

  WeirConfigCreatedFunc created; /* (nullable) */
  gpointer              created_data;
  GDestroyNotify        created_destroy; /* (nullable) */
  gboolean              has_created_for;
  guint                 check_id;

  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (WeirPropertyDialog, weir_property_dialog, ADW_TYPE_WINDOW)

static WeirPropertyDialog *dialog_new (GtkWindow              *parent,
                                       WeirSession            *session,
                                       WeirForm               *form,
                                       const WeirNodeSettings *node);

/* Checking */

static void
check (WeirPropertyDialog *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  if (self->context.form != NULL)
    weir_form_check (self->context.form);
}

static gboolean
check_cb (gpointer data)
{
  WeirPropertyDialog *self = data;

  self->check_id = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (WeirPropertyDialog *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (WEIR_PROPERTY_CHECK_MS, check_cb, self);
}

static void
focus_moved_cb (WeirPropertyDialog *self)
{
  if (self->check_id != 0)
    check (self);
}

/* A secret that moved to the keyring is a variable from then on. */
static void
update_variables (WeirPropertyDialog *self)
{
  g_autoptr (GHashTable) variables =
    weir_session_dup_known_variables (self->context.session);

  weir_form_set_variables (self->context.form, variables);
}

/* Ending */

static void
set_credentials_cb (const char *id, WeirValue *credentials, gpointer user_data)
{
  WeirPropertyDialog *self = user_data;
  gboolean            is_empty = weir_value_get_length (credentials) == 0;

  weir_credentials_set (weir_session_get_credentials (self->context.session),
                        id,
                        is_empty ? NULL : credentials);
  weir_session_credentials_changed (self->context.session);
}

static char *
dup_step_label (WeirPropertyDialog *self)
{
  const char *name = adw_window_title_get_title (ADW_WINDOW_TITLE (self->title));

  return g_strdup_printf (weir_form_is_new (self->context.form)
                            ? _ ("Add “%s”")
                            : _ ("Edit “%s”"),
                          name);
}

static gboolean
is_node_changed (const WeirNodeSettings *a, const WeirNodeSettings *b)
{
  return a->reconnect_ms != b->reconnect_ms ||
         a->reconnect_max_ms != b->reconnect_max_ms || a->ask != b->ask;
}

/* What the run settings knew when the dialog was opened, or know now. */
static const WeirNodeSettings *
get_kept_node (WeirPropertyDialog *self)
{
  return weir_run_settings_get_node (weir_session_get_run_settings (
                                       self->context.session),
                                     weir_form_get_id (self->context.form));
}

/* No step of the history: it is no part of the flow. */
static void
keep_node (WeirPropertyDialog *self)
{
  WeirSession     *session = self->context.session;
  WeirRunSettings *settings;

  if (!is_node_changed (&self->context.node, get_kept_node (self)))
    return;
  settings = weir_run_settings_copy (weir_session_get_run_settings (session));
  weir_run_settings_set_node (settings,
                              weir_form_get_id (self->context.form),
                              &self->context.node);
  weir_session_set_run_settings (session, settings);
}

static gboolean
apply (WeirPropertyDialog *self)
{
  WeirEdit        *edit = weir_form_commit (self->context.form);
  g_autofree char *label = dup_step_label (self);

  if (edit != NULL && !weir_session_apply (self->context.session, label, edit))
    return FALSE;
  weir_form_foreach_credentials (self->context.form, set_credentials_cb, self);
  return TRUE;
}

static void
tell_created (WeirPropertyDialog *self, const char *id)
{
  g_autoptr (GObject) wanted = g_weak_ref_get (&self->created_for);

  if (self->created == NULL || (self->has_created_for && wanted == NULL))
    return;
  self->created (id, self->has_created_for ? wanted : self->created_data);
}

static void
done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirPropertyDialog *self = WEIR_PROPERTY_DIALOG (widget);
  g_autofree char    *id = g_strdup (weir_form_get_id (self->context.form));

  /* Of a configuration added before, the form itself is what is kept. */
  if (self->owner != NULL)
    weir_form_add_config (self->owner, g_object_ref (self->context.form));
  else if (self->before == NULL && !apply (self))
    return;
  keep_node (self);
  tell_created (self, id);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What was cancelled can be gone on with */

typedef struct
{
  WeirSession *session;
  WeirForm    *form;
  GWeakRef     parent;

  WeirNodeSettings node;
} Discarded;

static void
discarded_free (gpointer data, GClosure *closure)
{
  Discarded *discarded = data;

  g_object_unref (discarded->session);
  g_object_unref (discarded->form);
  g_weak_ref_clear (&discarded->parent);
  g_free (discarded);
}

static void
resume_cb (AdwToast *toast, Discarded *discarded)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&discarded->parent);
  WeirElement          *element =
    weir_document_get_element (weir_session_get_document (discarded->session),
                               weir_form_get_id (discarded->form));

  if (element != NULL)
    gtk_window_present (GTK_WINDOW (dialog_new (parent,
                                                discarded->session,
                                                g_object_ref (discarded->form),
                                                &discarded->node)));
}

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  if (widget == NULL || ADW_IS_TOAST_OVERLAY (widget))
    return (AdwToastOverlay *)widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_overlay (child);
  return found;
}

static void
offer_to_resume (WeirPropertyDialog *self)
{
  GtkWindow       *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  AdwToastOverlay *overlay = find_overlay ((GtkWidget *)parent);
  AdwToast        *toast;
  Discarded       *discarded;

  if (overlay == NULL)
    {
      weir_session_tell (self->context.session, "%s", _ ("Edits discarded"));
      return;
    }
  toast = adw_toast_new (_ ("Edits discarded"));
  discarded = g_new0 (Discarded, 1);
  discarded->session = g_object_ref (self->context.session);
  discarded->form = g_object_ref (self->context.form);
  discarded->node = self->context.node;
  g_weak_ref_init (&discarded->parent, parent);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (resume_cb),
                         discarded,
                         discarded_free,
                         0);
  adw_toast_overlay_add_toast (overlay, toast);
}

typedef void (*SetFunc) (WeirSheet *sheet, const char *key, WeirValue *value);

static void
set_all (WeirSheet *sheet, WeirValue *now, WeirValue *before, SetFunc set)
{
  g_autoptr (WeirValue) kept = weir_value_ref (now);

  for (gsize i = 0; i < weir_value_get_length (kept); i++)
    {
      const char *key = weir_value_get_key (kept, i, NULL);

      if (weir_value_lookup (before, key) == NULL)
        set (sheet, key, NULL);
    }
  for (gsize i = 0; i < weir_value_get_length (before); i++)
    set (sheet,
         weir_value_get_key (before, i, NULL),
         weir_value_get_member (before, i));
}

static void
go_back (WeirPropertyDialog *self)
{
  WeirSheet *sheet = weir_form_get_sheet (self->context.form);

  set_all (sheet,
           weir_sheet_get_object (sheet),
           self->before,
           weir_sheet_set_member);
  set_all (sheet,
           weir_sheet_get_credentials (sheet),
           self->credentials_before,
           weir_sheet_set_credential);
}

static void
cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirPropertyDialog *self = WEIR_PROPERTY_DIALOG (widget);

  if (self->before != NULL)
    go_back (self);
  else if (self->owner == NULL && !weir_form_is_new (self->context.form) &&
           (weir_form_is_changed (self->context.form) ||
            is_node_changed (&self->context.node, get_kept_node (self))))
    offer_to_resume (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
weir_property_dialog_close_request (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "dialog.cancel", NULL);
  return TRUE;
}

/* Made and unmade */

static void
weir_property_dialog_dispose (GObject *object)
{
  WeirPropertyDialog *self = WEIR_PROPERTY_DIALOG (object);

  g_clear_handle_id (&self->check_id, g_source_remove);

  G_OBJECT_CLASS (weir_property_dialog_parent_class)->dispose (object);
}

/* Rows look at the context as long as they live, which is until dispose has
 * chained up. */
static void
weir_property_dialog_finalize (GObject *object)
{
  WeirPropertyDialog *self = WEIR_PROPERTY_DIALOG (object);

  g_clear_object (&self->context.form);
  g_clear_object (&self->context.session);
  g_clear_object (&self->owner);
  g_weak_ref_clear (&self->created_for);
  if (self->created_destroy != NULL)
    self->created_destroy (self->created_data);
  g_clear_pointer (&self->before, weir_value_unref);
  g_clear_pointer (&self->credentials_before, weir_value_unref);

  G_OBJECT_CLASS (weir_property_dialog_parent_class)->finalize (object);
}

static void
weir_property_dialog_class_init (WeirPropertyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_property_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_property_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = weir_property_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.done", NULL, done);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel);
  weir_widget_class_add_dialog_keys (widget_class, "dialog.cancel", NULL);
}

/* Before the widgets: texts of several lines take Ctrl+Enter for themselves. */
static void
add_done_shortcut (WeirPropertyDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const guint         enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                        gtk_named_action_new ("dialog.done")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
weir_property_dialog_init (WeirPropertyDialog *self)
{
  g_weak_ref_init (&self->created_for, NULL);
  self->context.window = GTK_WINDOW (self);
  add_done_shortcut (self);
  g_signal_connect_object (self,
                           "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb),
                           self,
                           0);
  weir_help_context_add_key (GTK_WINDOW (self));
}

static const char *
get_kind_label (WeirForm *form)
{
  const WeirNodeType *type = weir_form_get_node_type (form);

  switch (weir_form_get_kind (form))
    {
    case WEIR_ELEMENT_KIND_TAB:
      return _ ("Flow");
    case WEIR_ELEMENT_KIND_SUBFLOW:
      return _ ("Subflow");
    case WEIR_ELEMENT_KIND_GROUP:
      return _ ("Group");
    case WEIR_ELEMENT_KIND_JUNCTION:
      return _ ("Junction");
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return _ ("Global Variables");
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  if (type != NULL)
    return _ (type->label);
  return g_str_has_prefix (weir_form_get_type_name (form), "subflow:")
           ? _ ("Subflow")
           : weir_form_get_type_name (form);
}

static char *
dup_name (WeirPropertyDialog *self)
{
  WeirForm    *form = self->context.form;
  WeirElement *element = weir_document_get_element (weir_form_get_document (form),
                                                    weir_form_get_id (form));

  if (weir_form_is_new (form))
    return g_strdup_printf (_ ("New %s"), get_kind_label (form));
  return weir_session_dup_label (self->context.session, element);
}

static void
set_size (WeirPropertyDialog *self, GtkWidget *content)
{
  int natural;

  gtk_widget_measure (content,
                      GTK_ORIENTATION_VERTICAL,
                      WIDTH_PX,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               WIDTH_PX,
                               CLAMP (natural, 300, MAX_HEIGHT_PX));
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, 280);
}

static void
build (WeirPropertyDialog *self)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = dup_name (self);
  const char      *kind = get_kind_label (self->context.form);
  GtkWidget       *page;

  self->title =
    adw_window_title_new (name, g_str_equal (name, kind) ? NULL : kind);
  gtk_window_set_title (GTK_WINDOW (self), name);
  gtk_box_append (GTK_BOX (box),
                  weir_widget_new_dialog_header (self->title,
                                                 "dialog.cancel",
                                                 _ ("_Done"),
                                                 "dialog.done"));
  page = weir_property_page_new (&self->context);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  set_size (self, box);
}

/* @form: (transfer full)
 * @node: (nullable): what to go on with; %NULL for what the settings know */
static WeirPropertyDialog *
dialog_new (GtkWindow              *parent,
            WeirSession            *session,
            WeirForm               *form,
            const WeirNodeSettings *node)
{
  WeirPropertyDialog *self = g_object_new (WEIR_TYPE_PROPERTY_DIALOG,
                                           "transient-for",
                                           parent,
                                           "modal",
                                           TRUE,
                                           NULL);

  self->context.session = g_object_ref (session);
  self->context.form = form;
  self->context.node = node != NULL ? *node : *get_kept_node (self);
  update_variables (self);
  build (self);
  weir_form_check (form);
  g_signal_connect_object (form,
                           "changed",
                           G_CALLBACK (form_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "run-settings-changed",
                           G_CALLBACK (update_variables),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form,
                           "gone",
                           G_CALLBACK (gtk_window_destroy),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

static WeirForm *
new_config_form (WeirSession *session, const char *type)
{
  return weir_form_new_for_type (weir_session_get_document (session),
                                 weir_session_get_registry (session),
                                 type,
                                 weir_credentials_get_all (
                                   weir_session_get_credentials (session)));
}

void
weir_property_dialog_present (GtkWindow   *parent,
                              WeirSession *session,
                              const char  *id)
{
  WeirForm *form;

  g_return_if_fail (WEIR_IS_SESSION (session));
  g_return_if_fail (id != NULL);

  form = weir_form_new (weir_session_get_document (session),
                        weir_session_get_registry (session),
                        id,
                        weir_credentials_get_all (
                          weir_session_get_credentials (session)));
  if (form != NULL)
    gtk_window_present (GTK_WINDOW (dialog_new (parent, session, form, NULL)));
}

void
weir_property_dialog_present_new_config (GtkWindow            *parent,
                                         WeirSession          *session,
                                         const char           *type,
                                         WeirConfigCreatedFunc created,
                                         gpointer              user_data,
                                         GDestroyNotify        destroy)
{
  WeirPropertyDialog *self;

  g_return_if_fail (WEIR_IS_SESSION (session));
  g_return_if_fail (type != NULL);

  self = dialog_new (parent, session, new_config_form (session, type), NULL);
  self->created = created;
  self->created_data = user_data;
  self->created_destroy = destroy;
  gtk_window_present (GTK_WINDOW (self));
}

void
weir_property_dialog_present_added_config (WeirPropertyContext  *context,
                                           const char           *type,
                                           WeirConfigCreatedFunc created,
                                           GObject              *user_data)
{
  WeirPropertyDialog *self = dialog_new (context->window,
                                         context->session,
                                         new_config_form (context->session, type),
                                         NULL);

  g_set_object (&self->owner, context->form);
  self->created = created;
  self->has_created_for = TRUE;
  g_weak_ref_set (&self->created_for, user_data);
  gtk_window_present (GTK_WINDOW (self));
}

void
weir_property_dialog_present_form (WeirPropertyContext *context, WeirForm *form)
{
  WeirPropertyDialog *self =
    dialog_new (context->window, context->session, g_object_ref (form), NULL);

  self->before =
    weir_value_ref (weir_sheet_get_object (weir_form_get_sheet (form)));
  self->credentials_before =
    weir_value_ref (weir_sheet_get_credentials (weir_form_get_sheet (form)));
  gtk_window_present (GTK_WINDOW (self));
}

const char *
weir_property_dialog_get_node_type (GtkWindow *window)
{
  WeirForm *form = WEIR_IS_PROPERTY_DIALOG (window)
                     ? WEIR_PROPERTY_DIALOG (window)->context.form
                     : NULL;

  if (form == NULL || weir_form_get_node_type (form) == NULL)
    return NULL;
  return weir_form_get_type_name (form);
}
