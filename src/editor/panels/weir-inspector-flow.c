/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-actions.h"
#include "editor/panels/weir-inspector-private.h"
#include "editor/panels/weir-markdown-view.h"
#include "editor/weir-widget.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* The page of the flow that is shown, when nothing in it is selected. Follows the
 * document and the run while it is on the screen. */
struct _WeirInspectorFlow
{
  GtkWidget parent_instance;

  WeirSession *session; /* owned */
  char        *info;    /* what is shown of it */
  gboolean     syncing;
  guint        refresh_id;

  /* template */
  GtkWidget *title;
  GtkWidget *description;
  GtkWidget *enabled_row;
  GtkWidget *enabled;
  GtkWidget *nodes;
  GtkWidget *wires;
  GtkWidget *configs;
  GtkWidget *problems;
  GtkWidget *run;
  GtkWidget *delivered;
  GtkWidget *coverage;
};

G_DEFINE_FINAL_TYPE (WeirInspectorFlow, weir_inspector_flow, GTK_TYPE_WIDGET)

static void
weir_inspector_flow_dispose (GObject *object)
{
  WeirInspectorFlow *self = WEIR_INSPECTOR_FLOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->session);
  g_clear_pointer (&self->info, g_free);
  G_OBJECT_CLASS (weir_inspector_flow_parent_class)->dispose (object);
}

static void
weir_inspector_flow_map (GtkWidget *widget)
{
  weir_inspector_flow_refresh (WEIR_INSPECTOR_FLOW (widget));
  GTK_WIDGET_CLASS (weir_inspector_flow_parent_class)->map (widget);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirInspectorFlow *self = WEIR_INSPECTOR_FLOW (widget);
  const char        *flow = weir_session_get_flow (self->session);

  if (flow != NULL)
    weir_session_edit (self->session, flow);
}

static void
weir_inspector_flow_class_init (WeirInspectorFlowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_inspector_flow_dispose;
  widget_class->map = weir_inspector_flow_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class,
                                   "inspector.edit",
                                   NULL,
                                   edit_action);
}

/* Counting */

typedef struct
{
  guint nodes, wires, configs, problems;
  guint reached; /* nodes that did something in this run */
} Totals;

static guint
count_wires (WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");
  guint            n = 0;

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return 0;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      const WeirValue *port = weir_value_get_item (wires, i);

      if (weir_value_get_kind (port) == WEIR_VALUE_KIND_ARRAY)
        n += (guint)weir_value_get_length (port);
    }
  return n;
}

static gboolean
was_reached (WeirInspectorFlow *self, const char *id)
{
  const WeirLiveNode *node =
    weir_live_get_node (weir_session_get_live (self->session), id);
  guint64 sent = 0;

  for (guint i = 0; node != NULL && i < node->n_outputs; i++)
    sent += node->sent[i];
  return node != NULL && node->received + sent > 0;
}

static void
count_entry (WeirInspectorFlow *self, WeirElement *element, Totals *totals)
{
  const char  *id = weir_element_get_id (element);
  WeirSeverity severity;

  totals->problems +=
    weir_session_get_severity (self->session, id, &severity) ? 1 : 0;
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_NODE:
      totals->nodes++;
      totals->reached += was_reached (self, id) ? 1 : 0;
      totals->wires += count_wires (element);
      break;
    case WEIR_ELEMENT_KIND_JUNCTION:
      totals->wires += count_wires (element);
      break;
    case WEIR_ELEMENT_KIND_CONFIG:
      totals->configs++;
      break;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
}

static Totals
count (WeirInspectorFlow *self, const char *flow)
{
  WeirDocument *document = weir_session_get_document (self->session);
  Totals        totals = { 0 };

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (g_str_equal (weir_element_get_container (element), flow))
        count_entry (self, element, &totals);
    }
  return totals;
}

/* Showing */

static void
show_number (GtkWidget *value, guint number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  weir_inspector_set_value (value, text);
}

static void
show_run (WeirInspectorFlow *self, const Totals *totals)
{
  WeirLive        *live = weir_session_get_live (self->session);
  gboolean         runs = weir_live_get_state (live) == WEIR_LIVE_RUNNING;
  guint64          delivered;
  g_autofree char *count_text = NULL;
  /* Translators: how many of the nodes of a flow did something in this run */
  g_autofree char *coverage =
    g_strdup_printf (_ ("%u of %u"), totals->reached, totals->nodes);

  gtk_widget_set_visible (self->run, runs);
  if (!runs)
    return;
  g_object_get (live, "delivered", &delivered, NULL);
  count_text = weir_inspector_dup_count (delivered, 0);
  weir_inspector_set_value (self->delivered, count_text);
  weir_inspector_set_value (self->coverage, coverage);
}

static void
show_info (WeirInspectorFlow *self, WeirElement *element)
{
  const char *info =
    weir_value_lookup_string (weir_element_get_value (element), "info");

  if (g_strcmp0 (info, self->info) == 0)
    return;
  g_free (self->info);
  self->info = g_strdup (info);
  weir_markdown_view_set_text (self->description, info != NULL ? info : "");
  gtk_widget_set_visible (self->description, info != NULL && info[0] != '\0');
}

static void
show_enabled (WeirInspectorFlow *self, WeirElement *element)
{
  gboolean is_tab = weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB;

  self->syncing = TRUE;
  gtk_widget_set_visible (self->enabled_row, is_tab);
  gtk_switch_set_active (GTK_SWITCH (self->enabled),
                         !weir_value_is_truthy (
                           weir_element_get_member (element, "disabled")));
  self->syncing = FALSE;
}

void
weir_inspector_flow_refresh (WeirInspectorFlow *self)
{
  const char      *flow = weir_session_get_flow (self->session);
  WeirElement     *element = NULL;
  g_autofree char *label = NULL;
  Totals           totals;

  if (flow != NULL)
    element =
      weir_document_get_element (weir_session_get_document (self->session), flow);
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)),
                          element != NULL);
  if (element == NULL)
    return;
  label = weir_session_dup_label (self->session, element);
  totals = count (self, flow);
  weir_inspector_set_text (self->title, label);
  show_info (self, element);
  show_enabled (self, element);
  show_number (self->nodes, totals.nodes);
  show_number (self->wires, totals.wires);
  if (totals.configs > 0)
    show_number (self->configs, totals.configs);
  else
    weir_inspector_set_value (self->configs, NULL);
  if (totals.problems > 0)
    show_number (self->problems, totals.problems);
  else
    weir_inspector_set_value (self->problems, NULL);
  show_run (self, &totals);
}

/* Counting all of a flow is not for every frame. */
#define REFRESH_MS 250

static gboolean
refresh_cb (gpointer data)
{
  WeirInspectorFlow *self = data;

  self->refresh_id = 0;
  weir_inspector_flow_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (WeirInspectorFlow *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
enabled_cb (WeirInspectorFlow *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char           *flow = weir_session_get_flow (self->session);

  if (self->syncing || flow == NULL)
    return;
  g_ptr_array_add (ids, (gpointer)flow);
  weir_entries_set_enabled (self->session,
                            ids,
                            gtk_switch_get_active (GTK_SWITCH (self->enabled)));
}

/* Making */

static void
add_head (WeirInspectorFlow *self, GtkWidget *body)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *edit = gtk_button_new_with_label (_ ("Edit…"));

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->title, "title-4");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_valign (edit, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "inspector.edit");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), edit);
  gtk_box_append (GTK_BOX (body), head);
  self->description = weir_markdown_view_new ();
  gtk_widget_set_visible (self->description, FALSE);
  gtk_box_append (GTK_BOX (body), self->description);
}

static void
add_enabled (WeirInspectorFlow *self, GtkWidget *group)
{
  self->enabled_row = adw_action_row_new ();
  self->enabled = gtk_switch_new ();
  gtk_widget_set_valign (self->enabled, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->enabled_row),
                                 _ ("Enabled"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->enabled_row), self->enabled);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->enabled_row),
                                         self->enabled);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->enabled_row);
  g_signal_connect_object (self->enabled,
                           "notify::active",
                           G_CALLBACK (enabled_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
weir_inspector_flow_init (WeirInspectorFlow *self)
{
  GtkWidget *body;
  GtkWidget *page = weir_inspector_page_new (&body);
  GtkWidget *group;

  add_head (self, body);
  group = weir_inspector_add_group (body, "");
  add_enabled (self, group);
  self->nodes = weir_inspector_add_value (group, _ ("Nodes"));
  self->wires = weir_inspector_add_value (group, _ ("Wires"));
  self->configs = weir_inspector_add_value (group, _ ("Own Configurations"));
  self->problems = weir_inspector_add_value (group, _ ("With Problems"));
  self->run = weir_inspector_add_group (body, _ ("This Run"));
  self->delivered = weir_inspector_add_value (self->run, _ ("Messages"));
  self->coverage = weir_inspector_add_value (self->run, _ ("Nodes Reached"));
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

GtkWidget *
weir_inspector_flow_new (WeirSession *session)
{
  WeirInspectorFlow *self = g_object_new (WEIR_TYPE_INSPECTOR_FLOW, NULL);
  WeirDocument      *document = weir_session_get_document (session);
  WeirLive          *live = weir_session_get_live (session);
  const struct
  {
    gpointer    object;
    const char *name;
  } links[] = {
    { document, "element-added" },   { document, "element-removed" },
    { document, "element-changed" }, { session, "problems-changed" },
    { live, "notify::state" },       { live, "notify::delivered" },
  };

  self->session = g_object_ref (session);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].object,
                             links[i].name,
                             G_CALLBACK (queue_refresh),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "notify::flow",
                           G_CALLBACK (weir_inspector_flow_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  weir_inspector_flow_refresh (self);
  return GTK_WIDGET (self);
}
