/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-inspector.h"

#include "editor/panels/weir-inspector-private.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

/* Shows the page that fits what is selected. Follows the selection once a turn of
 * the main loop, so that a lasso costs no more than its end. */
struct _WeirInspector
{
  GtkWidget parent_instance;

  WeirSession *session; /* owned */
  guint        update_id;

  /* template */
  GtkWidget *stack;
  GtkWidget *flow;
  GtkWidget *node;
  GtkWidget *wire;
  GtkWidget *many;
};

G_DEFINE_FINAL_TYPE (WeirInspector, weir_inspector, GTK_TYPE_WIDGET)

static void
weir_inspector_dispose (GObject *object)
{
  WeirInspector *self = WEIR_INSPECTOR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_inspector_parent_class)->dispose (object);
}

static void
weir_inspector_class_init (WeirInspectorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_inspector_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* What is still there of what is selected. */
static GPtrArray *
list_ids (WeirInspector *self)
{
  WeirDocument         *document = weir_session_get_document (self->session);
  g_autoptr (GPtrArray) all =
    weir_selection_list_ids (weir_session_get_selection (self->session));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    {
      if (weir_document_get_element (document, all->pdata[i]) != NULL)
        g_ptr_array_add (ids, g_strdup (all->pdata[i]));
    }
  return ids;
}

static void
update (WeirInspector *self)
{
  g_autoptr (GPtrArray) ids = list_ids (self);
  g_autoptr (GPtrArray) wires =
    weir_selection_list_wires (weir_session_get_selection (self->session));
  gboolean   is_node = ids->len == 1;
  gboolean   is_wire = ids->len == 0 && wires->len == 1;
  GtkWidget *page = self->many;

  weir_inspector_node_set_id (WEIR_INSPECTOR_NODE (self->node),
                              is_node ? ids->pdata[0] : NULL);
  weir_inspector_wire_set_wire (WEIR_INSPECTOR_WIRE (self->wire),
                                is_wire ? wires->pdata[0] : NULL);
  if (is_node)
    page = self->node;
  else if (is_wire)
    page = self->wire;
  else if (ids->len == 0 && wires->len == 0)
    page = self->flow;
  else
    weir_inspector_many_refresh (WEIR_INSPECTOR_MANY (self->many));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
}

static gboolean
update_cb (gpointer data)
{
  WeirInspector *self = data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (WeirInspector *self)
{
  if (self->update_id == 0)
    self->update_id =
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, update_cb, self, NULL);
}

static void
weir_inspector_init (WeirInspector *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Inspector"),
                                  -1);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
weir_inspector_new (WeirSession *session)
{
  WeirInspector *self = g_object_new (WEIR_TYPE_INSPECTOR, NULL);
  WeirDocument  *document = weir_session_get_document (session);

  self->session = g_object_ref (session);
  self->flow = weir_inspector_flow_new (session);
  self->node = weir_inspector_node_new (session);
  self->wire = weir_inspector_wire_new (session);
  self->many = weir_inspector_many_new (session);
  gtk_stack_add_child (GTK_STACK (self->stack), self->flow);
  gtk_stack_add_child (GTK_STACK (self->stack), self->node);
  gtk_stack_add_child (GTK_STACK (self->stack), self->wire);
  gtk_stack_add_child (GTK_STACK (self->stack), self->many);
  g_signal_connect_object (weir_session_get_selection (session),
                           "changed",
                           G_CALLBACK (queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-removed",
                           G_CALLBACK (queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-added",
                           G_CALLBACK (queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
