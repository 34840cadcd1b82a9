/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/weir-choice-row.h"
#include "json/weir-convert.h"

#include <glib/gi18n.h>

/* How a client comes back: after a fixed time, as in Node-RED, or backing off.
 * Two rows, of which the second has the time. Flows have no place for it, so it
 * goes into the run settings when the dialog is done. */

enum
{
  FIXED,
  BACK_OFF,
};

#define WEIR_TYPE_RECONNECT_ROW (weir_reconnect_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirReconnectRow,
                      weir_reconnect_row,
                      WEIR,
                      RECONNECT_ROW,
                      AdwComboRow)

struct _WeirReconnectRow
{
  AdwComboRow parent_instance;

  WeirPropertyContext *context; /* borrowed */
  GtkWidget           *wait;    /* row */
  GtkSpinButton       *seconds;
  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (WeirReconnectRow, weir_reconnect_row, ADW_TYPE_COMBO_ROW)

static gboolean
backs_off (const WeirNodeSettings *node)
{
  return node->reconnect_max_ms > node->reconnect_ms;
}

/* What all clients do that have nothing of their own. */
static guint
get_default_ms (WeirReconnectRow *self)
{
  guint all =
    weir_session_get_run_settings (self->context->session)->reconnect_ms;

  return all > 0 ? all : WEIR_RUN_RECONNECT_MS;
}

static char *
dup_seconds (guint ms)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  weir_number_to_text (ms / 1000.0, text);
  return g_strdup (text);
}

static char *
dup_subtitle (const WeirNodeSettings *node)
{
  g_autofree char *from = dup_seconds (node->reconnect_ms);
  g_autofree char *to = dup_seconds (node->reconnect_max_ms);

  if (!backs_off (node))
    return g_strdup (_ ("Kept with the run settings, not in the flow"));
  /* Translators: how long a client waits before it connects again, in seconds */
  return g_strdup_printf (
    _ ("After %s to %s s, longer each time and by chance not all at once. Kept "
       "with the run settings, not in the flow"),
    from,
    to);
}

static void
show (WeirReconnectRow *self)
{
  const WeirNodeSettings *node = &self->context->node;
  g_autofree char        *subtitle = dup_subtitle (node);

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self),
                              backs_off (node) ? BACK_OFF : FIXED);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->wait, !backs_off (node));
  if (!backs_off (node))
    gtk_spin_button_set_value (self->seconds,
                               (node->reconnect_ms > 0 ? node->reconnect_ms
                                                       : get_default_ms (self)) /
                                 1000.0);
  self->showing = FALSE;
}

static void
selected_cb (WeirReconnectRow *self)
{
  WeirNodeSettings *node = &self->context->node;
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->showing || self->context == NULL ||
      (selected == BACK_OFF) == backs_off (node))
    return;
  node->reconnect_ms = selected == BACK_OFF ? WEIR_RUN_BACK_OFF_FIRST_MS : 0;
  node->reconnect_max_ms = selected == BACK_OFF ? WEIR_RUN_BACK_OFF_MAX_MS : 0;
  show (self);
}

/* What all do is not kept as its own. */
static void
seconds_cb (WeirReconnectRow *self)
{
  WeirNodeSettings *node = &self->context->node;
  guint ms = (guint)(gtk_spin_button_get_value (self->seconds) * 1000 + 0.5);

  if (self->showing)
    return;
  node->reconnect_ms = ms != get_default_ms (self) ? ms : 0;
  node->reconnect_max_ms = 0;
}

static void
weir_reconnect_row_class_init (WeirReconnectRowClass *klass)
{
}

static void
make_wait (WeirReconnectRow *self)
{
  GtkWidget *spin =
    gtk_spin_button_new_with_range (WEIR_RUN_MIN_RECONNECT_MS / 1000.0,
                                    WEIR_RUN_MAX_RECONNECT_MS / 1000.0,
                                    1);
  GtkWidget *unit = gtk_label_new (_ ("s"));

  self->seconds = GTK_SPIN_BUTTON (spin);
  self->wait = adw_action_row_new ();
  gtk_spin_button_set_digits (self->seconds, 1);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unit, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wait),
                                 _ ("Try Again After"));
  gtk_widget_set_tooltip_text (spin, _ ("Seconds before the next try"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Seconds before the next try"),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->wait), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->wait), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->wait), spin);
}

static void
weir_reconnect_row_init (WeirReconnectRow *self)
{
  const char *const         labels[] = { _ ("At a fixed interval"),
                                         _ ("Less and less often"),
                                         NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Reconnect"));
  weir_choice_row_show_whole (ADW_COMBO_ROW (self));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  make_wait (self);
}

void
weir_row_reconnect_add (WeirPropertyContext *context, AdwPreferencesGroup *group)
{
  WeirReconnectRow *self = g_object_new (WEIR_TYPE_RECONNECT_ROW, NULL);

  self->context = context;
  show (self);
  g_signal_connect_object (self,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           0);
  g_signal_connect_object (self->seconds,
                           "value-changed",
                           G_CALLBACK (seconds_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self));
  adw_preferences_group_add (group, self->wait);
}
