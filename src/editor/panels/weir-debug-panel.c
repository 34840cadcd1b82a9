/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-panel-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* WeirDebugPanel: the rows of a session's log, newest at the end. While the end
 * is in view the list follows it; as soon as somebody looks further up it stands
 * still and counts. */

/* So near to the end counts as at it, in pixels. */
#define END_NEARNESS 5

G_DEFINE_FINAL_TYPE (WeirDebugPanel, weir_debug_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BADGE = 1,
} WeirDebugPanelProperty;

static GParamSpec *properties[PROP_BADGE + 1];

/* Counting */

static void
set_badge (WeirDebugPanel *self, guint badge)
{
  if (self->badge == badge)
    return;
  self->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

static void
update_pill (WeirDebugPanel *self)
{
  gboolean         paused = weir_debug_list_get_paused (self->rows);
  guint            waiting = weir_debug_list_get_waiting (self->rows);
  guint            count = paused ? waiting : self->unseen;
  g_autofree char *text = NULL;

  set_badge (self, count);
  gtk_widget_set_visible (GTK_WIDGET (self->pill),
                          paused || (count > 0 && !self->following));
  if (!gtk_widget_get_visible (GTK_WIDGET (self->pill)))
    return;
  if (!paused)
    /* Translators: a button: how many messages came below what is shown */
    text = g_strdup_printf (_ ("↓ %u new"), count);
  else if (waiting > 0)
    text = g_strdup_printf (_ ("Paused · %u new"), count);
  else
    text = g_strdup (_ ("Paused"));
  gtk_button_set_label (self->pill, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pill),
                               paused ? _ ("Resume") : _ ("Go to the newest"));
}

static void
append_sentence (GString *out, char *sentence)
{
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, sentence);
  g_free (sentence);
}

/* What is not there any more, and what never was. */
static void
update_note (WeirDebugPanel *self)
{
  guint64             evicted = weir_debug_log_get_evicted (self->log);
  guint64             dropped = weir_debug_log_get_dropped (self->log);
  g_autoptr (GString) text = g_string_new (NULL);

  if (evicted > 0)
    append_sentence (
      text,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%'u older message was removed",
                                    "%'u older messages were removed",
                                    (gulong)evicted),
                       (guint)MIN (evicted, G_MAXUINT)));
  if (dropped > 0)
    append_sentence (
      text,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%'u came too fast and was lost",
                                    "%'u came too fast and were lost",
                                    (gulong)dropped),
                       (guint)MIN (dropped, G_MAXUINT)));
  gtk_label_set_text (self->note, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note), text->len > 0);
}

static void
update_no_match (WeirDebugPanel *self)
{
  guint            hidden = weir_debug_list_get_hidden (self->rows);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "%'u message is hidden by the filter.",
                                  "%'u messages are hidden by the filter.",
                                  hidden),
                     hidden);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_match), text);
}

void
weir_debug_panel_update (WeirDebugPanel *self)
{
  guint       n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  const char *page = "list";
  GAction    *save =
    g_action_map_lookup_action (G_ACTION_MAP (self->actions), "save-json");

  if (n == 0 && weir_debug_list_get_hidden (self->rows) > 0)
    page = "no-match";
  else if (n == 0)
    page = "empty";
  if (g_str_equal (page, "no-match"))
    update_no_match (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) != 0)
    gtk_stack_set_visible_child_name (self->stack, page);
  if (save != NULL)
    {
      g_simple_action_set_enabled (G_SIMPLE_ACTION (save), n > 0);
      save =
        g_action_map_lookup_action (G_ACTION_MAP (self->actions), "save-csv");
      g_simple_action_set_enabled (G_SIMPLE_ACTION (save), n > 0);
    }
  update_pill (self);
}

/* Following */

static gboolean
is_seen (WeirDebugPanel *self)
{
  return self->following && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static double
get_end (WeirDebugPanel *self)
{
  return gtk_adjustment_get_upper (self->adjustment) -
         gtk_adjustment_get_page_size (self->adjustment);
}

/* A row that is new has no height before it is laid out, and can only be brought
 * to the edge of what is seen; so this is done again in the next frame. */
static gboolean
follow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirDebugPanel *self = WEIR_DEBUG_PANEL (widget);
  guint           n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (self->following && n > 0 && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    {
      self->is_scrolling = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self->list),
                                  "list.scroll-to-item",
                                  "u",
                                  n - 1);
      self->is_scrolling = FALSE;
      self->last_value = gtk_adjustment_get_value (self->adjustment);
      if (--self->follow_frames > 0)
        return G_SOURCE_CONTINUE;
    }
  self->follow_id = 0;
  return G_SOURCE_REMOVE;
}

/* The list may not be moved while it lays itself out, so it is with the next
 * frame. */
static void
queue_follow (WeirDebugPanel *self)
{
  self->follow_frames = 2;
  if (self->following && self->follow_id == 0)
    self->follow_id =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static gboolean
placed_cb (gpointer data)
{
  WeirDebugPanel *self = data;

  self->placed_id = 0;
  self->is_placing = FALSE;
  return G_SOURCE_REMOVE;
}

static void
adjustment_changed_cb (WeirDebugPanel *self)
{
  /* What moves the list until the next turn of the main loop is its layout. */
  self->is_placing = TRUE;
  if (self->placed_id == 0)
    self->placed_id = g_idle_add_full (G_PRIORITY_HIGH, placed_cb, self, NULL);
  queue_follow (self);
}

static void
set_following (WeirDebugPanel *self, gboolean following)
{
  self->following = following;
  if (is_seen (self))
    self->unseen = 0;
  update_pill (self);
}

static void
value_changed_cb (WeirDebugPanel *self)
{
  double   value = gtk_adjustment_get_value (self->adjustment);
  gboolean is_at_end = value >= get_end (self) - END_NEARNESS;

  if (self->is_placing || self->is_scrolling)
    return;
  /* While following, the end has moved on already when one scrolls down. */
  if (!self->following || value < self->last_value)
    set_following (self, is_at_end);
  self->last_value = value;
}

void
weir_debug_panel_follow (WeirDebugPanel *self)
{
  set_following (self, TRUE);
  queue_follow (self);
}

static void
rows_changed_cb (WeirDebugPanel *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (!is_seen (self) && removed == 0 && position + added == n)
    self->unseen += added;
  self->unseen = MIN (self->unseen, n);
  if (n == 0)
    self->following = TRUE;
  weir_debug_panel_update (self);
  queue_follow (self);
}

static void
paused_cb (WeirDebugPanel *self)
{
  gboolean paused = weir_debug_list_get_paused (self->rows);

  gtk_toggle_button_set_active (self->pause_button, paused);
  g_simple_action_set_state (
    G_SIMPLE_ACTION (
      g_action_map_lookup_action (G_ACTION_MAP (self->actions), "pause")),
    g_variant_new_boolean (paused));
  if (!paused)
    self->following = TRUE;
  weir_debug_panel_update (self);
  queue_follow (self);
}

/* The detail pane */

static void
show_detail (WeirDebugPanel *self, WeirDebugRow *row)
{
  const WeirRecord     *record;
  g_autofree char      *path = NULL;
  g_autoptr (WeirValue) text = NULL;

  g_set_object (&self->shown, row);
  gtk_widget_set_visible (GTK_WIDGET (self->detail),
                          row != NULL && !self->detail_closed);
  if (row == NULL || self->detail_closed)
    {
      weir_value_view_set_value (self->detail, NULL, "", NULL);
      return;
    }
  record = weir_debug_row_get_record (row);
  path = weir_debug_dup_path (record);
  if (record->kind == WEIR_RECORD_KIND_LOG)
    text = weir_value_new_string (record->text != NULL ? record->text : "");
  weir_value_view_set_value (self->detail,
                             text != NULL ? text : record->value,
                             path,
                             record->id);
}

/* Returns: whether the row shown has made place for newer ones: it may still be
 * looked at */
static gboolean
is_evicted (WeirDebugPanel *self)
{
  g_autoptr (WeirDebugRow) first =
    g_list_model_get_item (G_LIST_MODEL (self->log), 0);

  return self->shown != NULL && first != NULL &&
         weir_debug_row_get_serial (self->shown) <
           weir_debug_row_get_serial (first);
}

static void
selected_cb (WeirDebugPanel *self)
{
  WeirDebugRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row == self->shown || (row == NULL && is_evicted (self)))
    return;
  show_detail (self, row);
}

void
weir_debug_panel_set_detail_closed (WeirDebugPanel *self, gboolean closed)
{
  g_autoptr (WeirDebugRow) row = NULL;

  self->detail_closed = closed;
  if (self->shown != NULL)
    row = g_object_ref (self->shown);
  show_detail (self, row);
}

static void
activate_cb (WeirDebugPanel *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  weir_debug_panel_set_detail_closed (self, !self->detail_closed);
}

void
weir_debug_panel_show_row_menu (WeirDebugPanel *self, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_menu),
                               &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->row_menu));
}

/* The object */

static void
run_changed_cb (WeirDebugPanel *self)
{
  WeirLiveState state = WEIR_LIVE_STOPPED;

  if (self->session != NULL)
    state = weir_live_get_state (weir_session_get_live (self->session));
  gtk_widget_set_visible (self->run_button, state == WEIR_LIVE_STOPPED);
}

static void
weir_debug_panel_map (GtkWidget *widget)
{
  WeirDebugPanel *self = WEIR_DEBUG_PANEL (widget);

  GTK_WIDGET_CLASS (weir_debug_panel_parent_class)->map (widget);
  if (is_seen (self))
    self->unseen = 0;
  weir_debug_panel_update (self);
  queue_follow (self);
}

static void
weir_debug_panel_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((WeirDebugPanelProperty)id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, WEIR_DEBUG_PANEL (object)->badge);
      break;
    }
}

static void
clear_models (WeirDebugPanel *self)
{
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->log);
  g_clear_weak_pointer (&self->session);
}

static void
weir_debug_panel_dispose (GObject *object)
{
  WeirDebugPanel *self = WEIR_DEBUG_PANEL (object);

  g_clear_handle_id (&self->placed_id, g_source_remove);
  if (self->follow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_id);
  self->follow_id = 0;
  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  clear_models (self);
  G_OBJECT_CLASS (weir_debug_panel_parent_class)->dispose (object);
}

static void
weir_debug_panel_finalize (GObject *object)
{
  WeirDebugPanel *self = WEIR_DEBUG_PANEL (object);

  g_clear_object (&self->style);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->shown);
  g_clear_object (&self->menu_row);
  g_clear_pointer (&self->filter, weir_debug_filter_free);
  G_OBJECT_CLASS (weir_debug_panel_parent_class)->finalize (object);
}

static void
weir_debug_panel_class_init (WeirDebugPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_debug_panel_get_property;
  object_class->dispose = weir_debug_panel_dispose;
  object_class->finalize = weir_debug_panel_finalize;
  widget_class->map = weir_debug_panel_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  weir_debug_panel_class_add_bindings (widget_class);

  properties[PROP_BADGE] =
    g_param_spec_uint ("badge",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_debug_panel_init (WeirDebugPanel *self)
{
  self->filter = weir_debug_filter_new ();
  self->following = TRUE;
}

static void
connect (WeirDebugPanel *self, gpointer object, const char *signal, GCallback func)
{
  g_signal_connect_object (object, signal, func, self, G_CONNECT_SWAPPED);
}

GtkWidget *
weir_debug_panel_new (WeirSession *session)
{
  WeirDebugPanel *self;
  WeirLive       *live;

  g_return_val_if_fail (WEIR_IS_SESSION (session), NULL);

  self = g_object_new (WEIR_TYPE_DEBUG_PANEL, NULL);
  live = weir_session_get_live (session);
  g_set_weak_pointer (&self->session, session);
  self->log = g_object_ref (weir_live_get_debug_log (live));
  self->rows = weir_debug_list_new (self->log, self->filter);
  self->style = weir_debug_style_new (session);
  self->selection =
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  weir_debug_panel_add_actions (self);
  weir_debug_panel_bind_settings (self);
  weir_debug_panel_build (self);
  weir_debug_panel_filter_init (self);
  connect (self, self->rows, "items-changed", G_CALLBACK (rows_changed_cb));
  connect (self, self->rows, "notify::paused", G_CALLBACK (paused_cb));
  connect (self, self->rows, "notify::waiting", G_CALLBACK (update_pill));
  connect (self,
           self->rows,
           "notify::hidden",
           G_CALLBACK (weir_debug_panel_update));
  connect (self, self->log, "notify::evicted", G_CALLBACK (update_note));
  connect (self, self->log, "notify::dropped", G_CALLBACK (update_note));
  connect (self,
           self->selection,
           "notify::selected-item",
           G_CALLBACK (selected_cb));
  connect (self, self->list, "activate", G_CALLBACK (activate_cb));
  connect (self, self->adjustment, "changed", G_CALLBACK (adjustment_changed_cb));
  connect (self, self->adjustment, "value-changed", G_CALLBACK (value_changed_cb));
  connect (self, live, "notify::state", G_CALLBACK (run_changed_cb));
  run_changed_cb (self);
  update_note (self);
  weir_debug_panel_update (self);
  return GTK_WIDGET (self);
}
