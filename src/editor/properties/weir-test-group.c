/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-test-group.h"

#include "editor/weir-session-secrets.h"
#include "host/weir-live-test.h"

#include <glib/gi18n.h>

/* One try at a time; closing the dialog, or another press, calls off the one
 * that is under way. */

struct _WeirTestGroup
{
  AdwPreferencesGroup parent_instance;

  WeirPropertyContext *context; /* borrowed */
  GCancellable        *trying;  /* owned, nullable */
  WeirForm            *form;    /* owned, nullable: that is tried */
  GtkWidget           *row;
  GtkWidget           *button;
  GtkWidget           *spinner;
};

G_DEFINE_FINAL_TYPE (WeirTestGroup, weir_test_group, ADW_TYPE_PREFERENCES_GROUP)

static void
weir_test_group_dispose (GObject *object)
{
  WeirTestGroup *self = WEIR_TEST_GROUP (object);

  g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (weir_test_group_parent_class)->dispose (object);
}

static void
weir_test_group_class_init (WeirTestGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_test_group_dispose;
}

static void
show_trying (WeirTestGroup *self, gboolean trying)
{
  gtk_widget_set_visible (self->spinner, trying);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), trying);
  gtk_button_set_label (GTK_BUTTON (self->button),
                        trying ? _ ("_Stop") : _ ("_Test"));
}

static void
show_result (WeirTestGroup *self, const WeirLiveTest *test)
{
  gtk_widget_remove_css_class (self->row, "error");
  gtk_widget_remove_css_class (self->row, "success");
  gtk_widget_add_css_class (self->row,
                            test->problem != NULL ? "error" : "success");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), test->text);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirTestGroup) self = user_data;
  g_autoptr (GError)        error = NULL;
  g_autoptr (WeirLiveTest)  test = weir_live_test_finish (result, &error);

  /* Called off: another may be under way by now, or the dialog is gone. */
  if (test == NULL || self->trying == NULL)
    return;
  g_clear_object (&self->trying);
  show_trying (self, FALSE);
  show_result (self, test);
}

/* With the secrets, as it is when the flow runs. The dialog, and with it the
 * context, may be gone by now. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirTestGroup) self = user_data;
  WeirSession              *session = WEIR_SESSION (source);
  g_autoptr (WeirSnapshot)  snapshot = NULL;
  g_autoptr (GHashTable)    variables = NULL;
  const WeirEntry          *entry;

  if (!weir_session_load_secrets_finish (session, result, NULL) ||
      self->trying == NULL)
    return;
  snapshot = weir_form_snapshot (self->form);
  variables = weir_session_dup_variables (session);
  entry = weir_snapshot_lookup (snapshot, weir_form_get_id (self->form));
  g_return_if_fail (entry != NULL);
  weir_live_test_async (weir_session_get_registry (session),
                        snapshot,
                        entry->value,
                        variables,
                        self->trying,
                        tested_cb,
                        g_object_ref (self));
}

static void
try_now (WeirTestGroup *self)
{
  self->trying = g_cancellable_new ();
  g_set_object (&self->form, self->context->form);
  gtk_widget_remove_css_class (self->row, "error");
  gtk_widget_remove_css_class (self->row, "success");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), _ ("Connecting…"));
  show_trying (self, TRUE);
  weir_session_load_secrets_async (self->context->session,
                                   self->trying,
                                   loaded_cb,
                                   g_object_ref (self));
}

static void
clicked_cb (WeirTestGroup *self)
{
  if (self->trying == NULL)
    {
      try_now (self);
      return;
    }
  g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  show_trying (self, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), "");
}

static void
weir_test_group_init (WeirTestGroup *self)
{
  self->row = adw_action_row_new ();
  self->spinner = gtk_spinner_new ();
  self->button = gtk_button_new_with_mnemonic (_ ("_Test"));
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _ ("Try to Connect"));
  gtk_widget_set_tooltip_text (self->button,
                               _ ("Connects once, as it is edited here"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  g_signal_connect_object (self->button,
                           "clicked",
                           G_CALLBACK (clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
weir_test_group_new (WeirPropertyContext *context)
{
  WeirTestGroup *self = g_object_new (WEIR_TYPE_TEST_GROUP, NULL);

  self->context = context;
  return GTK_WIDGET (self);
}
