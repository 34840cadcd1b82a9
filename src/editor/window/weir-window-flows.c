/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "flow/weir-operation-entry.h"
#include "flow/weir-operation-flow.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* Actions on the flows of the document: the tabs and their menu. */

/* The flow an action is about: the one it names, else the one shown. */
static const char *
get_target (WeirWindow *self, GVariant *parameter)
{
  const char *id =
    parameter != NULL ? g_variant_get_string (parameter, NULL) : "";

  return *id != '\0' ? id : weir_session_get_flow (self->session);
}

static WeirElement *
get_shown_flow (WeirWindow *self)
{
  const char *id = weir_session_get_flow (self->session);

  return id != NULL
           ? weir_document_get_element (weir_session_get_document (self->session),
                                        id)
           : NULL;
}

static GPtrArray *
list_tabs (WeirWindow *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  guint         n = weir_document_get_n_elements (document);
  GPtrArray    *tabs = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
        g_ptr_array_add (tabs, (gpointer)weir_element_get_id (element));
    }
  return tabs;
}

static gboolean
find_tab (GPtrArray *tabs, const char *id, guint *position)
{
  return id != NULL &&
         g_ptr_array_find_with_equal_func (tabs, id, g_str_equal, position);
}

static void
apply (WeirWindow *self, const char *label, WeirEdit *edit)
{
  if (edit != NULL)
    weir_session_apply (self->session, label, edit);
}

static void
add_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow      *self = user_data;
  g_autofree char *id = NULL;

  apply (self,
         _ ("Add Flow"),
         weir_operation_add_flow (weir_session_get_document (self->session),
                                  NULL,
                                  weir_session_get_flow (self->session),
                                  &id));
  if (id != NULL)
    weir_session_set_flow (self->session, id);
  gtk_widget_grab_focus (self->canvas);
}

static void
edit_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;
  const char *id = weir_session_get_flow (self->session);

  if (id != NULL)
    weir_session_edit (self->session, id);
}

static void
toggle_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow           *self = user_data;
  WeirElement          *flow = get_shown_flow (self);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gboolean              enable =
    weir_value_is_boolean (weir_element_get_member (flow, "disabled"), TRUE);

  g_ptr_array_add (ids, (gpointer)weir_element_get_id (flow));
  apply (self,
         enable ? _ ("Enable Flow") : _ ("Disable Flow"),
         weir_operation_set_enabled (weir_session_get_document (self->session),
                                     ids,
                                     enable));
}

static void
duplicate_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow      *self = user_data;
  g_autofree char *copy = NULL;

  apply (self,
         _ ("Duplicate Flow"),
         weir_operation_duplicate_flow (weir_session_get_document (self->session),
                                        weir_session_get_registry (self->session),
                                        weir_session_get_flow (self->session),
                                        &copy));
  if (copy != NULL)
    weir_session_set_flow (self->session, copy);
}

/* No question: it can be undone, and the toast says how. */
static void
delete_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow           *self = user_data;
  const char           *id = get_target (self, parameter);
  WeirDocument         *document = weir_session_get_document (self->session);
  WeirElement          *flow = weir_document_get_element (document, id);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char      *label = NULL;
  WeirEdit             *edit;

  if (flow == NULL)
    return;
  label = weir_session_dup_label (self->session, flow);
  g_ptr_array_add (ids, (gpointer)id);
  edit = weir_operation_delete (document, ids, NULL, 0);
  if (edit == NULL ||
      !weir_session_apply (self->session, _ ("Delete Flow"), edit))
    return;
  weir_session_offer_undo (self->session, _ ("“%s” deleted"), label);
}

static void
recover_flows_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  apply (self,
         _ ("Recover Nodes"),
         weir_operation_recover_flows (weir_session_get_document (self->session),
                                       _ ("Recovered Nodes")));
}

static void
move_to (WeirWindow *self, const char *id, int position)
{
  apply (self,
         _ ("Move Flow"),
         weir_operation_move_flow (weir_session_get_document (self->session),
                                   id,
                                   position));
}

static void
place_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *id;
  int         position;

  g_variant_get (parameter, "(&si)", &id, &position);
  move_to (user_data, id, position);
}

static void
move_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow           *self = user_data;
  const char           *where = g_variant_get_string (parameter, NULL);
  const char           *id = weir_session_get_flow (self->session);
  g_autoptr (GPtrArray) tabs = list_tabs (self);
  guint                 now;

  if (!find_tab (tabs, id, &now))
    return;
  if (g_str_equal (where, "start"))
    move_to (self, id, 0);
  else if (g_str_equal (where, "end"))
    move_to (self, id, -1);
  else if (g_str_equal (where, "left") && now > 0)
    move_to (self, id, (int)now - 1);
  else if (g_str_equal (where, "right") && now + 1 < tabs->len)
    move_to (self, id, (int)now + 1);
}

static void
go_by (WeirWindow *self, int by)
{
  g_autoptr (GPtrArray) tabs = list_tabs (self);
  guint                 now;

  if (!find_tab (tabs, weir_session_get_flow (self->session), &now))
    return;
  now = (guint)((int)(now + tabs->len) + by) % tabs->len;
  weir_session_set_flow (self->session, tabs->pdata[now]);
}

static void
next_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_by (user_data, 1);
}

static void
previous_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_by (user_data, -1);
}

/* @parameter: from 1, as on the keyboard */
static void
go_to_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow           *self = user_data;
  g_autoptr (GPtrArray) tabs = list_tabs (self);
  int                   number = g_variant_get_int32 (parameter);

  if (number >= 1 && (guint)number <= tabs->len)
    weir_session_set_flow (self->session, tabs->pdata[number - 1]);
}

static const GActionEntry actions[] = {
  { .name = "add-flow", .activate = add_flow_cb },
  { .name = "edit-flow", .activate = edit_flow_cb },
  { .name = "toggle-flow", .activate = toggle_flow_cb },
  { .name = "duplicate-flow", .activate = duplicate_flow_cb },
  { .name = "delete-flow", .activate = delete_flow_cb, .parameter_type = "s" },
  { .name = "recover-flows", .activate = recover_flows_cb },
  { .name = "place-flow", .activate = place_flow_cb, .parameter_type = "(si)" },
  { .name = "move-flow", .activate = move_flow_cb, .parameter_type = "s" },
  { .name = "next-flow", .activate = next_flow_cb },
  { .name = "previous-flow", .activate = previous_flow_cb },
  { .name = "go-to-flow", .activate = go_to_flow_cb, .parameter_type = "i" },
};

void
weir_window_flows_init (WeirWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

void
weir_window_flows_update (WeirWindow *self)
{
  gboolean     shown = self->session != NULL;
  WeirElement *flow = shown ? get_shown_flow (self) : NULL;
  gboolean     tab =
    flow != NULL && weir_element_get_kind (flow) == WEIR_ELEMENT_KIND_TAB;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    weir_window_set_enabled (self, actions[i].name, tab);
  weir_window_set_enabled (self, "add-flow", shown);
  weir_window_set_enabled (self, "recover-flows", shown);
  weir_window_set_enabled (self, "edit-flow", flow != NULL);
  weir_window_set_enabled (self, "delete-flow", flow != NULL);
}
