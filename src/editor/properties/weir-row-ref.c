/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/properties/weir-property-dialog-private.h"
#include "editor/weir-choice-row.h"

#include <glib/gi18n.h>

/* Pickers of configuration. A property with several keys gets a row that says
 * which of them counts, and a picker for each; a picker remembers what was
 * chosen while another counts. */

#define WEIR_TYPE_REF_ROW (weir_ref_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirRefRow, weir_ref_row, WEIR, REF_ROW, AdwComboRow)

struct _WeirRefRow
{
  AdwComboRow parent_instance;

  /* borrowed */
  WeirPropertyContext *context;
  const WeirRef       *ref;

  /* owned */
  WeirField *field;
  GPtrArray *candidates; /* WeirCandidate; the row before is for none */
  char      *chosen;     /* id */

  GtkWidget *pencil;
  gboolean   refreshing;
};

G_DEFINE_FINAL_TYPE (WeirRefRow, weir_ref_row, ADW_TYPE_COMBO_ROW)

static void
weir_ref_row_dispose (GObject *object)
{
  WeirRefRow *self = WEIR_REF_ROW (object);

  g_clear_object (&self->field);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (weir_ref_row_parent_class)->dispose (object);
}

static void
weir_ref_row_class_init (WeirRefRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_ref_row_dispose;
}

static const char *
get_type_label (WeirRefRow *self)
{
  const WeirNodeType *type =
    weir_registry_lookup (weir_session_get_registry (self->context->session),
                          self->ref->type);

  return type != NULL ? _ (type->label) : self->ref->type;
}

static char *
dup_title (const WeirCandidate *candidate)
{
  if (*candidate->where == '\0')
    return g_strdup (candidate->label);
  return g_strdup_printf ("%s — %s", candidate->label, candidate->where);
}

static guint
find_chosen (WeirRefRow *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const WeirCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (g_str_equal (candidate->id, self->chosen))
        return i + 1;
    }
  return 0;
}

/* An id that is in no file is offered as it is, so that looking at it does not
 * lose it. */
static void
add_missing (WeirRefRow *self)
{
  WeirCandidate *missing;

  if (*self->chosen == '\0' || find_chosen (self) > 0)
    return;
  missing = g_new0 (WeirCandidate, 1);
  missing->id = g_strdup (self->chosen);
  missing->label = weir_text_is_env_reference (self->chosen)
                     ? g_strdup (self->chosen)
                     : g_strdup_printf (_ ("%s (missing)"), self->chosen);
  missing->where = g_strdup ("");
  g_ptr_array_add (self->candidates, missing);
}

static GtkStringList *
make_model (WeirRefRow *self)
{
  const WeirProperty *property = weir_field_get_property (self->field);
  GtkStringList      *model = gtk_string_list_new (NULL);
  /* Translators: the type of a configuration, such as “WebSocket listener” */
  g_autofree char *offer = g_strdup_printf (_ ("New %s…"), get_type_label (self));

  gtk_string_list_append (model,
                          property->placeholder != NULL
                            ? _ (property->placeholder)
                            : _ ("None"));
  for (guint i = 0; i < self->candidates->len; i++)
    {
      g_autofree char *title =
        dup_title (g_ptr_array_index (self->candidates, i));

      gtk_string_list_append (model, title);
    }
  gtk_string_list_append (model, offer);
  return model;
}

static gboolean
is_same (GListModel *a, GListModel *b)
{
  guint n = a != NULL ? g_list_model_get_n_items (a) : 0;

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (a), i),
                        gtk_string_list_get_string (GTK_STRING_LIST (b), i)))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_candidates (WeirRefRow *self)
{
  WeirSession *session = self->context->session;

  if (self->context->form != NULL)
    return weir_form_list_configs (self->context->form, self->ref);
  return weir_candidate_list_configs (weir_session_get_document (session),
                                      weir_session_get_registry (session),
                                      self->ref->type);
}

static void
refresh (WeirRefRow *self)
{
  g_autoptr (GtkStringList) model = NULL;
  const char               *id;
  const WeirRef            *ref;

  if (self->refreshing || self->field == NULL)
    return;
  ref = weir_field_get_ref (self->field, &id);
  if (ref == self->ref || (ref == NULL && self->chosen == NULL))
    {
      g_free (self->chosen);
      self->chosen = g_strdup (id);
    }
  if (self->chosen == NULL)
    self->chosen = g_strdup ("");
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = list_candidates (self);
  add_missing (self);
  model = make_model (self);
  self->refreshing = TRUE;
  if (!is_same (adw_combo_row_get_model (ADW_COMBO_ROW (self)),
                G_LIST_MODEL (model)))
    adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_chosen (self));
  self->refreshing = FALSE;
  gtk_widget_set_sensitive (self->pencil, find_chosen (self) > 0);
}

static void
choose (WeirRefRow *self, const char *id)
{
  char *copy = g_strdup (id);

  g_free (self->chosen);
  self->chosen = copy;
  weir_field_set_ref (self->field, self->ref, copy);
  refresh (self);
}

static void
created_cb (const char *id, gpointer user_data)
{
  choose (WEIR_REF_ROW (user_data), id);
}

static void
selected_cb (WeirRefRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->refreshing || self->candidates == NULL)
    return;
  if (selected == 0)
    choose (self, "");
  else if (selected <= self->candidates->len)
    choose (
      self,
      ((WeirCandidate *)g_ptr_array_index (self->candidates, selected - 1))->id);
  else if (selected != GTK_INVALID_LIST_POSITION)
    {
      refresh (self);
      weir_property_dialog_present_added_config (self->context,
                                                 self->ref->type,
                                                 created_cb,
                                                 G_OBJECT (self));
    }
}

static void
pencil_cb (WeirRefRow *self)
{
  WeirForm *added =
    self->context->form != NULL
      ? weir_form_lookup_config (self->context->form, self->chosen)
      : NULL;

  if (added != NULL)
    weir_property_dialog_present_form (self->context, added);
  else
    weir_property_dialog_present (self->context->window,
                                  self->context->session,
                                  self->chosen);
}

static void
weir_ref_row_init (WeirRefRow *self)
{
  self->pencil = weir_row_new_icon_button ("document-edit-symbolic", _ ("Edit"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->pencil);
  g_signal_connect_object (self->pencil,
                           "clicked",
                           G_CALLBACK (pencil_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           0);
}

static GtkWidget *
ref_row_new (WeirPropertyContext *context, WeirField *field, const WeirRef *ref)
{
  WeirRefRow         *self = g_object_new (WEIR_TYPE_REF_ROW, NULL);
  WeirDocument       *document = weir_session_get_document (context->session);
  const WeirProperty *property = weir_field_get_property (field);
  const char *const   signals[] = { "element-added",
                                    "element-removed",
                                    "element-changed" };

  self->context = context;
  self->field = g_object_ref (field);
  self->ref = ref;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 ref->role != NULL ? get_type_label (self)
                                                   : _ (property->label));
  if (property->help != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (property->help));
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (document,
                             signals[i],
                             G_CALLBACK (refresh),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (refresh),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context->window,
                           "notify::is-active",
                           G_CALLBACK (refresh),
                           self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

/* Roles */

#define WEIR_TYPE_ROLE_ROW (weir_role_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirRoleRow, weir_role_row, WEIR, ROLE_ROW, AdwComboRow)

struct _WeirRoleRow
{
  AdwComboRow parent_instance;

  GPtrArray *pickers; /* borrowed WeirRefRow, in the order of the refs */
};

G_DEFINE_FINAL_TYPE (WeirRoleRow, weir_role_row, ADW_TYPE_COMBO_ROW)

static void
weir_role_row_finalize (GObject *object)
{
  g_ptr_array_unref (WEIR_ROLE_ROW (object)->pickers);

  G_OBJECT_CLASS (weir_role_row_parent_class)->finalize (object);
}

static void
weir_role_row_class_init (WeirRoleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_role_row_finalize;
}

static void
weir_role_row_init (WeirRoleRow *self)
{
  self->pickers = g_ptr_array_new ();
}

static void
role_selected_cb (WeirRoleRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  for (guint i = 0; i < self->pickers->len; i++)
    {
      WeirRefRow *picker = g_ptr_array_index (self->pickers, i);

      gtk_widget_set_visible (GTK_WIDGET (picker), i == selected);
      if (i == selected)
        weir_field_set_ref (picker->field, picker->ref, picker->chosen);
    }
}

static GtkWidget *
role_row_new (WeirField *field)
{
  const WeirProperty       *property = weir_field_get_property (field);
  WeirRoleRow              *self = g_object_new (WEIR_TYPE_ROLE_ROW, NULL);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (const WeirRef *ref = property->refs; ref->type != NULL; ref++)
    gtk_string_list_append (model, _ (ref->role));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Role"));
  weir_choice_row_show_whole (ADW_COMBO_ROW (self));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  return GTK_WIDGET (self);
}

static gboolean
has_roles (const WeirProperty *property)
{
  return property->refs[1].type != NULL && property->refs[0].role != NULL;
}

void
weir_row_ref_add (WeirPropertyContext *context,
                  AdwPreferencesGroup *group,
                  WeirField           *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  const char         *id;
  const WeirRef      *chosen = weir_field_get_ref (field, &id);
  WeirRoleRow        *role = NULL;

  if (has_roles (property))
    {
      role = WEIR_ROLE_ROW (role_row_new (field));
      adw_preferences_group_add (group, GTK_WIDGET (role));
    }
  for (const WeirRef *ref = property->refs; ref->type != NULL; ref++)
    {
      GtkWidget *row = ref_row_new (context, field, ref);

      adw_preferences_group_add (group, row);
      weir_row_follow (row, field);
      if (role == NULL)
        continue;
      g_ptr_array_add (role->pickers, row);
      if (ref == (chosen != NULL ? chosen : property->refs))
        adw_combo_row_set_selected (ADW_COMBO_ROW (role),
                                    (guint)(ref - property->refs));
      gtk_widget_set_visible (row,
                              ref == (chosen != NULL ? chosen : property->refs));
    }
  if (role != NULL)
    g_signal_connect_object (role,
                             "notify::selected",
                             G_CALLBACK (role_selected_cb),
                             role,
                             0);
}

static void
fixed_cb (const char *id, gpointer user_data)
{
  WeirField *field = user_data;

  weir_field_set_ref (field, weir_field_get_property (field)->refs, id);
}

void
weir_row_ref_new_config (WeirPropertyContext *context,
                         WeirField           *field,
                         const WeirRef       *ref)
{
  g_return_if_fail (ref == weir_field_get_property (field)->refs);

  weir_property_dialog_present_added_config (context,
                                             ref->type,
                                             fixed_cb,
                                             G_OBJECT (field));
}
