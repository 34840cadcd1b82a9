/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-page.h"

#include "editor/properties/weir-property-page.h"
#include "editor/properties/weir-row.h"
#include "editor/properties/weir-schedule-group.h"

#include <glib/gi18n.h>

/* The inject node: its message as a list, when it sends by itself, and a button
 * that sends what the dialog shows. */

#define WEIR_TYPE_INJECT_BUTTON (weir_inject_button_get_type ())
G_DECLARE_FINAL_TYPE (WeirInjectButton,
                      weir_inject_button,
                      WEIR,
                      INJECT_BUTTON,
                      AdwPreferencesGroup)

struct _WeirInjectButton
{
  AdwPreferencesGroup parent_instance;

  WeirPropertyContext *context; /* borrowed */
  GtkWidget           *button;
};

G_DEFINE_FINAL_TYPE (WeirInjectButton,
                     weir_inject_button,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
weir_inject_button_class_init (WeirInjectButtonClass *klass)
{
}

static WeirLive *
get_live (WeirInjectButton *self)
{
  return weir_session_get_live (self->context->session);
}

static gboolean
is_running (WeirInjectButton *self)
{
  WeirSnapshot    *snapshot = weir_live_get_snapshot (get_live (self));
  const WeirEntry *entry;

  if (weir_live_get_state (get_live (self)) != WEIR_LIVE_RUNNING ||
      snapshot == NULL)
    return FALSE;
  entry = weir_snapshot_lookup (snapshot, weir_form_get_id (self->context->form));
  return entry != NULL && weir_snapshot_runs (snapshot, entry);
}

static void
update (WeirInjectButton *self)
{
  gboolean running = is_running (self);

  gtk_widget_set_sensitive (self->button, running);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               running ? NULL : _ ("Run the flow first"));
}

static void
clicked_cb (WeirInjectButton *self)
{
  WeirForm  *form = self->context->form;
  WeirValue *rows = weir_sheet_get_member (weir_form_get_sheet (form), "props");

  weir_live_press (get_live (self), weir_form_get_id (form), rows);
}

static void
weir_inject_button_init (WeirInjectButton *self)
{
  self->button = gtk_button_new_with_mnemonic (_ ("_Inject Now"));
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button,
                           "clicked",
                           G_CALLBACK (clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->button);
}

static void
add_button (WeirPropertyContext *context, AdwPreferencesPage *page)
{
  WeirInjectButton *self = g_object_new (WEIR_TYPE_INJECT_BUTTON, NULL);

  self->context = context;
  g_signal_connect_object (get_live (self),
                           "notify::state",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self));
}

static void
ask_cb (GtkSwitch *sw, GParamSpec *pspec, gpointer user_data)
{
  WeirPropertyContext *context = user_data;

  context->node.ask = gtk_switch_get_active (sw);
}

/* Of the run settings: whether the button asks. The context outlives the row. */
static void
add_ask (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  GtkSwitch *sw;
  GtkWidget *row =
    weir_row_new_switch (_ ("Ask Before Injecting"),
                         _ (
                           "When its button is pressed here. Kept with the run "
                           "settings, not in the flow"),
                         &sw);

  gtk_switch_set_active (sw, context->node.ask);
  g_signal_connect_data (sw, "notify::active", G_CALLBACK (ask_cb), context, NULL, 0);
  adw_preferences_group_add (group, row);
}

void
weir_page_inject_build (WeirPropertyContext *context,
                        AdwPreferencesPage  *page,
                        AdwPreferencesGroup *first)
{
  AdwPreferencesGroup *start;

  weir_row_add_key (context, first, "name");
  add_ask (context, first);
  weir_property_page_add_list (context, page, "props");
  start = weir_property_page_add_group (page, _ ("Timing"));
  weir_row_add_key (context, start, "once");
  weir_row_add_key (context, start, "onceDelay");
  adw_preferences_page_add (page,
                            ADW_PREFERENCES_GROUP (
                              weir_schedule_group_new (context)));
  add_button (context, page);
}
