/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* The pages of the inspector. Each shows one thing at a time and keeps itself up
 * to date; numbers change in their labels, so nothing flickers. */

#define WEIR_TYPE_INSPECTOR_NODE (weir_inspector_node_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspectorNode,
                      weir_inspector_node,
                      WEIR,
                      INSPECTOR_NODE,
                      GtkWidget)
GtkWidget *weir_inspector_node_new (WeirSession *session);

/* @id: (nullable): a node, group or configuration; %NULL for none */
void weir_inspector_node_set_id (WeirInspectorNode *self, const char *id);

#define WEIR_TYPE_INSPECTOR_WIRE (weir_inspector_wire_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspectorWire,
                      weir_inspector_wire,
                      WEIR,
                      INSPECTOR_WIRE,
                      GtkWidget)
GtkWidget *weir_inspector_wire_new (WeirSession *session);

/* @wire: (nullable): %NULL for none: then nothing is tapped */
void
weir_inspector_wire_set_wire (WeirInspectorWire *self, const WeirWireId *wire);

#define WEIR_TYPE_INSPECTOR_FLOW (weir_inspector_flow_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspectorFlow,
                      weir_inspector_flow,
                      WEIR,
                      INSPECTOR_FLOW,
                      GtkWidget)
GtkWidget *weir_inspector_flow_new (WeirSession *session);

/* Brings the page up to date; it does so by itself while it is on the screen. */
void weir_inspector_flow_refresh (WeirInspectorFlow *self);

#define WEIR_TYPE_INSPECTOR_MANY (weir_inspector_many_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspectorMany,
                      weir_inspector_many,
                      WEIR,
                      INSPECTOR_MANY,
                      GtkWidget)
GtkWidget *weir_inspector_many_new (WeirSession *session);
void       weir_inspector_many_refresh (WeirInspectorMany *self);

/* What an entry is; an instance of a subflow is what its definition says. */

/* Returns: whether it runs here, as a node, configuration or instance */
gboolean weir_inspector_runs (WeirSession *session, WeirElement *element);
guint weir_inspector_count_inputs (WeirSession *session, WeirElement *element);
guint weir_inspector_count_outputs (WeirSession *session, WeirElement *element);

/* Returns: (nullable): Markdown */
const char *weir_inspector_get_help (WeirSession *session, WeirElement *element);

/* Returns: (transfer full): its type, and whether it is disabled or changed */
char *weir_inspector_dup_type (WeirSession *session, WeirElement *element);

/* Parts of the pages */

#define WEIR_TYPE_INSPECTOR_CONNECTIONS (weir_inspector_connections_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspectorConnections,
                      weir_inspector_connections,
                      WEIR,
                      INSPECTOR_CONNECTIONS,
                      AdwActionRow)
GtkWidget *weir_inspector_connections_new (WeirSession *session);

/* @id: (nullable): a listener or client; %NULL hides the row. @only_trouble:
 * whether it is shown only while a client is without its connection. */
void weir_inspector_connections_set_id (WeirInspectorConnections *self,
                                        const char               *id,
                                        gboolean                  only_trouble);

/* To be told when the row, or what would show it, comes and goes. */
void weir_inspector_connections_set_watching (WeirInspectorConnections *self,
                                              gboolean watching);

/**
 * weir_inspector_page_new:
 * @body: (out): the box to fill
 *
 * Returns: (transfer floating): a page that scrolls
 */
GtkWidget *weir_inspector_page_new (GtkWidget **body);

/* A group of rows; hidden while it has none that is visible is the caller's. */
GtkWidget *weir_inspector_add_group (GtkWidget *body, const char *title);

/* Returns: the label of the value of a new row */
GtkWidget *weir_inspector_add_value (GtkWidget *group, const char *title);

/* Sets the value of such a row; %NULL hides the row. */
void weir_inspector_set_value (GtkWidget *value, const char *text);

/* What a label that is the same is not set to again. */
void weir_inspector_set_text (GtkWidget *label, const char *text);

/* Returns: (transfer full): a count with its thousands kept apart, and a rate:
 * “12 034 · 134/s” */
char *weir_inspector_dup_count (guint64 count, double rate);

/**
 * weir_inspector_dup_address:
 * @element: a listener or client
 *
 * Returns: (transfer full) (nullable): where it is found: of a listener with the
 *   address and base path of the run settings
 */
char *weir_inspector_dup_address (WeirSession *session, WeirElement *element);

/* A wrapping line of text that takes the width there is. */
GtkWidget *weir_inspector_new_text (const char *css_class);

/* Adds a boxed list to a group. */
GtkWidget *weir_inspector_add_list (GtkWidget *group);

G_END_DECLS
