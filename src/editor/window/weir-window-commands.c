/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Everything that can be done now, to be found by its name: Node-RED's list of
 * actions. The names are those of the shortcuts window. */

static const struct
{
  const char *title;  /* N_() */
  const char *action; /* detailed, with its group */
} commands[] = {
  { N_ ("Run or Deploy"), "win.run" },
  { N_ ("Stop"), "win.stop" },
  { N_ ("Restart"), "win.restart" },
  { N_ ("Run All Tests"), "win.run-tests" },
  { N_ ("New Test"), "win.new-test" },
  { N_ ("Run Settings"), "win.run-settings" },
  { N_ ("Record Traffic"), "win.record" },
  { N_ ("Open"), "win.open" },
  { N_ ("Save"), "win.save" },
  { N_ ("Save As"), "win.save-as" },
  { N_ ("Import"), "win.import" },
  { N_ ("Export"), "win.export" },
  { N_ ("New Window"), "app.new-window" },
  { N_ ("Close Window"), "win.close" },
  { N_ ("Quit"), "app.quit" },
  { N_ ("Preferences"), "win.preferences" },
  { N_ ("Keyboard Shortcuts"), "win.show-help-overlay" },
  { N_ ("Full Screen"), "win.fullscreen" },
  { N_ ("Undo"), "win.undo" },
  { N_ ("Redo"), "win.redo" },
  { N_ ("Cut"), "canvas.cut" },
  { N_ ("Copy"), "canvas.copy" },
  { N_ ("Paste"), "canvas.paste" },
  { N_ ("Duplicate"), "canvas.duplicate" },
  { N_ ("Delete"), "canvas.delete" },
  { N_ ("Delete and Reconnect"), "canvas.delete-and-reconnect" },
  { N_ ("Edit Properties"), "canvas.edit" },
  { N_ ("Rename"), "canvas.rename" },
  { N_ ("Press the Button of a Node"), "canvas.press-button" },
  { N_ ("Enable or Disable"), "canvas.toggle-enabled" },
  { N_ ("Group Nodes"), "canvas.group" },
  { N_ ("Ungroup"), "canvas.ungroup" },
  { N_ ("Copy Style"), "canvas.copy-group-style" },
  { N_ ("Paste Style"), "canvas.paste-group-style" },
  { N_ ("Add a Node"), "canvas.quick-add" },
  { N_ ("Connect to…"), "canvas.connect" },
  { N_ ("Disconnect…"), "canvas.disconnect" },
  { N_ ("Select All"), "canvas.select-all" },
  { N_ ("Select None"), "canvas.select-none" },
  { N_ ("Select Upstream"), "canvas.select-upstream" },
  { N_ ("Select Downstream"), "canvas.select-downstream" },
  { N_ ("Select Connected"), "canvas.select-connected" },
  { N_ ("Align to Grid"), "canvas.to-grid" },
  { N_ ("Align Left"), "canvas.align-left" },
  { N_ ("Align Centers"), "canvas.align-center" },
  { N_ ("Align Right"), "canvas.align-right" },
  { N_ ("Align Top"), "canvas.align-top" },
  { N_ ("Align Middles"), "canvas.align-middle" },
  { N_ ("Align Bottom"), "canvas.align-bottom" },
  { N_ ("Distribute Horizontally"), "canvas.distribute-horizontally" },
  { N_ ("Distribute Vertically"), "canvas.distribute-vertically" },
  { N_ ("New Flow"), "win.add-flow" },
  { N_ ("Previous Flow"), "win.previous-flow" },
  { N_ ("Next Flow"), "win.next-flow" },
  { N_ ("Find"), "win.search" },
  { N_ ("Zoom In"), "win.zoom-in" },
  { N_ ("Zoom Out"), "win.zoom-out" },
  { N_ ("Original Size"), "win.zoom-reset" },
  { N_ ("Show All"), "win.zoom-fit" },
  { N_ ("Show the Selection"), "win.zoom-selection" },
  { N_ ("Left Panel"), "win.left-panel" },
  { N_ ("Right Panel"), "win.right-panel" },
  { N_ ("Debug"), "win.show-page::debug" },
  { N_ ("Connections"), "win.show-page::connections" },
  { N_ ("Configurations"), "win.show-page::config" },
  { N_ ("Problems"), "win.show-page::problems" },
  { N_ ("Tests"), "win.show-page::tests" },
  { N_ ("Inspector and Help"), "win.show-page::inspector" },
  { N_ ("Outline"), "win.show-page::outline" },
  { N_ ("Clear Debug Messages"), "win.clear-debug" },
  { N_ ("Pause Debug Messages"), "win.pause-debug" },
};

/* Returns: (nullable): whose action it is */
static GActionGroup *
get_group (WeirWindow *self, const char *action)
{
  if (g_str_has_prefix (action, "app."))
    return G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));
  if (g_str_has_prefix (action, "win."))
    return G_ACTION_GROUP (self);
  return self->canvas != NULL
           ? weir_canvas_get_actions (WEIR_CANVAS (self->canvas))
           : NULL;
}

static gboolean
is_enabled (WeirWindow *self, const char *action)
{
  GActionGroup        *group = get_group (self, action);
  g_autofree char     *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return group != NULL &&
         g_action_parse_detailed_name (action, &name, &target, NULL) &&
         g_action_group_get_action_enabled (group, strchr (name, '.') + 1);
}

/* Returns: (transfer full) (nullable): its first key, as people write it */
static char *
dup_key (WeirWindow *self, const char *action)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_auto (GStrv)  accels =
    gtk_application_get_accels_for_action (application, action);
  GdkModifierType modifiers;
  guint           key;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static gboolean
drop_cb (gpointer data)
{
  g_autoptr (GtkWidget) chooser = data;

  if (gtk_widget_get_parent (chooser) != NULL)
    gtk_widget_unparent (chooser);
  return G_SOURCE_REMOVE;
}

/* Not at once: what was chosen is still being done. */
static void
closed_cb (GtkWidget *chooser)
{
  g_idle_add (drop_cb, g_object_ref (chooser));
}

static void
chosen_cb (WeirWindow *self, const char *action)
{
  g_autofree char     *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (self->canvas != NULL)
    gtk_widget_grab_focus (self->canvas);
  if (g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
commands_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow  *self = user_data;
  WeirChooser *chooser =
    weir_chooser_new (_ ("Commands"), _ ("No command is called that."));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *key = dup_key (self, commands[i].action);

      if (is_enabled (self, commands[i].action))
        weir_chooser_add (chooser,
                          commands[i].action,
                          _ (commands[i].title),
                          key,
                          NULL);
    }
  gtk_popover_set_has_arrow (GTK_POPOVER (chooser), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (chooser), GTK_WIDGET (self->header));
  g_signal_connect_object (chooser,
                           "chosen",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chooser,
                           "closed",
                           G_CALLBACK (closed_cb),
                           chooser,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (chooser));
}

void
weir_window_commands_init (WeirWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "commands", .activate = commands_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}
