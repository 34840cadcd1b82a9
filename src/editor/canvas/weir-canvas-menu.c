/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The context menus: of nodes, wires, groups, and the flow itself. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-input.h"

#include "editor/canvas/weir-canvas-private.h"

#include <glib/gi18n-lib.h>

/* A row of a menu; one without a label begins a new section, one without an
 * action a submenu that goes on to the next such row or to the end mark. */
typedef struct
{
  const char *label;  /* N_() */
  const char *action; /* of the canvas, or with its group */
  const char *accel;  /* (nullable) */
} Row;

#define SECTION      \
  {                  \
    NULL, NULL, NULL \
  }
#define SUBMENU(label) \
  {                    \
    label, NULL, NULL  \
  }
#define END_SUBMENU \
  {                 \
    "", NULL, NULL  \
  }

static const Row node_rows[] = {
  { N_ ("Edit…"), "edit", "Return" },
  { N_ ("Rename"), "rename", "F2" },
  { N_ ("Press Button"), "press-button", "<Control>Return" },
  SECTION,
  { N_ ("Add Node Behind"), "quick-add", "Tab" },
  { N_ ("Connect to…"), "connect", "c" },
  { N_ ("Disconnect from…"), "disconnect", "<Shift>c" },
  SUBMENU (N_ ("Wires")),
  /* Translators: in the menu “Wires”: each selected node is wired to the next one */
  { N_ ("One to the Next"), "wire-series", NULL },
  { N_ ("First to All Others"), "one-to-many", NULL },
  { N_ ("All Others to the Last"), "many-to-one", NULL },
  { N_ ("Detach"), "detach", NULL },
  END_SUBMENU,
  SECTION,
  SUBMENU (N_ ("Select")),
  /* Translators: in the menu “Select”: nodes from which messages come here */
  { N_ ("Upstream"), "select-upstream", NULL },
  /* Translators: in the menu “Select”: nodes to which messages go from here */
  { N_ ("Downstream"), "select-downstream", NULL },
  /* Translators: in the menu “Select”: all nodes connected with the selected ones */
  { N_ ("Connected"), "select-connected", NULL },
  { N_ ("All"), "select-all", "<Control>a" },
  END_SUBMENU,
  SUBMENU (N_ ("Arrange")),
  { N_ ("Align to Grid"), "to-grid", NULL },
  { N_ ("Align Left"), "align-left", NULL },
  { N_ ("Align Centers"), "align-center", NULL },
  { N_ ("Align Right"), "align-right", NULL },
  { N_ ("Align Top"), "align-top", NULL },
  { N_ ("Align Middles"), "align-middle", NULL },
  { N_ ("Align Bottom"), "align-bottom", NULL },
  { N_ ("Distribute Horizontally"), "distribute-horizontally", NULL },
  { N_ ("Distribute Vertically"), "distribute-vertically", NULL },
  { N_ ("Bring to Front"), "bring-to-front", NULL },
  { N_ ("Send to Back"), "send-to-back", NULL },
  END_SUBMENU,
  SUBMENU (N_ ("Groups")),
  { N_ ("Group Nodes"), "group", "<Control><Shift>g" },
  { N_ ("Add to Group"), "add-to-group", NULL },
  { N_ ("Remove from Group"), "remove-from-group", NULL },
  END_SUBMENU,
  SUBMENU (N_ ("Node")),
  { N_ ("Enable"), "enable-selection", NULL },
  { N_ ("Disable"), "disable-selection", NULL },
  { N_ ("Show Label"), "show-labels", NULL },
  { N_ ("Hide Label"), "hide-labels", NULL },
  END_SUBMENU,
  SECTION,
  { N_ ("Cut"), "cut", "<Control>x" },
  { N_ ("Copy"), "copy", "<Control>c" },
  { N_ ("Duplicate"), "duplicate", "<Control><Shift>d" },
  SECTION,
  { N_ ("Delete"), "delete", "Delete" },
  { N_ ("Delete and Reconnect"), "delete-and-reconnect", "<Control>Delete" },
};

static const Row wire_rows[] = {
  { N_ ("Open Tap"), "open-tap", NULL },
  SECTION,
  { N_ ("Add Node in Between"), "quick-add", "Tab" },
  SECTION,
  { N_ ("Delete"), "delete", "Delete" },
};

static const Row group_rows[] = {
  { N_ ("Edit…"), "edit", "Return" },
  { N_ ("Rename"), "rename", "F2" },
  SECTION,
  { N_ ("Ungroup"), "ungroup", "<Control><Shift>u" },
  { N_ ("Merge Groups"), "merge-groups", NULL },
  { N_ ("Add Selection to Group"), "add-to-group", NULL },
  { N_ ("Remove from Group"), "remove-from-group", NULL },
  SECTION,
  { N_ ("Copy Style"), "copy-group-style", "<Control><Shift>c" },
  { N_ ("Paste Style"), "paste-group-style", "<Control><Shift>v" },
  SECTION,
  { N_ ("Enable"), "enable-selection", NULL },
  { N_ ("Disable"), "disable-selection", NULL },
  SECTION,
  { N_ ("Cut"), "cut", "<Control>x" },
  { N_ ("Copy"), "copy", "<Control>c" },
  { N_ ("Duplicate"), "duplicate", "<Control><Shift>d" },
  SECTION,
  { N_ ("Delete Group Only"), "delete", "Delete" },
};

static const Row flow_rows[] = {
  { N_ ("Add Node…"), "quick-add", "Tab" },
  { N_ ("Paste"), "paste-at-pointer", "<Control>v" },
  SECTION,
  { N_ ("Undo"), "win.undo", "<Control>z" },
  { N_ ("Redo"), "win.redo", "<Control><Shift>z" },
  SECTION,
  { N_ ("Select All"), "select-all", "<Control>a" },
  { N_ ("Show All"), "fit", "<Control>1" },
};

static void
append_row (GMenu *menu, const Row *row)
{
  g_autofree char      *action = strchr (row->action, '.') != NULL
                                   ? g_strdup (row->action)
                                   : g_strconcat ("canvas.", row->action, NULL);
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (row->label), action);

  if (row->accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", row->accel);
  g_menu_append_item (menu, item);
}

static GMenuModel *
build_menu (const Row *rows, guint n_rows)
{
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) submenu = NULL;

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  for (guint i = 0; i < n_rows; i++)
    {
      const Row *row = &rows[i];

      if (row->label == NULL)
        {
          g_set_object (&section, NULL);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        }
      else if (row->action != NULL)
        append_row (submenu != NULL ? submenu : section, row);
      else if (*row->label == '\0')
        g_clear_object (&submenu);
      else
        {
          submenu = g_menu_new ();
          g_menu_append_submenu (section, _ (row->label), G_MENU_MODEL (submenu));
        }
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
build_for (WeirPickPart part)
{
  switch (part)
    {
    case WEIR_PICK_INPUT:
    case WEIR_PICK_OUTPUT:
    case WEIR_PICK_BUTTON:
    case WEIR_PICK_NODE:
    case WEIR_PICK_JUNCTION:
      return build_menu (node_rows, G_N_ELEMENTS (node_rows));
    case WEIR_PICK_WIRE:
      return build_menu (wire_rows, G_N_ELEMENTS (wire_rows));
    case WEIR_PICK_GROUP:
    case WEIR_PICK_GROUP_INSIDE:
      return build_menu (group_rows, G_N_ELEMENTS (group_rows));
    case WEIR_PICK_NOTHING:
      break;
    }
  return build_menu (flow_rows, G_N_ELEMENTS (flow_rows));
}

void
weir_canvas_show_menu (WeirCanvasInput *self, WeirPickPart part, WeirRect at)
{
  g_autoptr (GMenuModel) model = build_for (part);
  GtkWidget             *menu = gtk_popover_menu_new_from_model (model);

  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  weir_canvas_input_popup (self, GTK_POPOVER (menu), at);
}
