/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-proxy.h"

#include <glib/gi18n-lib.h>

struct _WeirCanvasProxy
{
  GtkWidget parent_instance;

  char *id;
  char *label;
  char *description;
};

G_DEFINE_FINAL_TYPE (WeirCanvasProxy, weir_canvas_proxy, GTK_TYPE_WIDGET)

/* Names spelled out of what a wire leads to; then only how many there are. */
#define MAX_NAMES 3

static void
weir_canvas_proxy_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
}

static void
weir_canvas_proxy_finalize (GObject *object)
{
  WeirCanvasProxy *self = WEIR_CANVAS_PROXY (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->description);
  G_OBJECT_CLASS (weir_canvas_proxy_parent_class)->finalize (object);
}

static void
weir_canvas_proxy_class_init (WeirCanvasProxyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_canvas_proxy_finalize;
  widget_class->snapshot = weir_canvas_proxy_snapshot;
  gtk_widget_class_set_css_name (widget_class, "weirproxy");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
weir_canvas_proxy_init (WeirCanvasProxy *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
weir_canvas_proxy_new (void)
{
  return g_object_new (WEIR_TYPE_CANVAS_PROXY, NULL);
}

const char *
weir_canvas_proxy_get_id (WeirCanvasProxy *self)
{
  g_return_val_if_fail (WEIR_IS_CANVAS_PROXY (self), NULL);

  return self->id;
}

static const char *
get_type_label (const WeirSceneItem *item)
{
  if (item->kind == WEIR_SCENE_ITEM_JUNCTION)
    return _ ("junction");
  if (item->kind == WEIR_SCENE_ITEM_GROUP)
    return _ ("group");
  if (g_str_has_prefix (weir_element_get_type_name (item->element), "subflow:"))
    return _ ("subflow");
  return weir_element_get_type_name (item->element);
}

char *
weir_canvas_proxy_dup_label (WeirSession *session, const WeirSceneItem *item)
{
  const char      *type = get_type_label (item);
  g_autofree char *name = g_strdelimit (g_strdup (item->label), "\n", ' ');

  if (*name == '\0' || g_str_equal (name, type) ||
      (item->type != NULL && g_str_equal (name, _ (item->type->label))))
    return g_strdup (type);

  /* Translators: the type of a node, then its name */
  return g_strdup_printf (_ ("%s, %s"), type, name);
}

static void
add_status (GPtrArray *parts, WeirSession *session, const WeirSceneItem *item)
{
  const WeirLiveNode *live =
    weir_live_get_node (weir_session_get_live (session), item->id);

  if (live == NULL || !(item->flags & WEIR_SCENE_ITEM_HAS_STATUS))
    return;
  if (*live->text != '\0')
    g_ptr_array_add (parts, g_strdup (live->text));
  else if (*live->fill != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_ ("status %s"), live->fill));
}

static char *
join_targets (const WeirSceneItem *item)
{
  GString *names = g_string_new (NULL);
  guint    n = MIN (item->wires_out->len, MAX_NAMES);

  for (guint i = 0; i < n; i++)
    {
      const WeirSceneWire *wire = item->wires_out->pdata[i];
      const char          *label = wire->target->label;

      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names,
                       *label != '\0' ? label : get_type_label (wire->target));
    }
  if (item->wires_out->len > n)
    g_string_append (names, "…");
  g_strdelimit (names->str, "\n", ' ');
  return g_string_free (names, FALSE);
}

static void
add_wires (GPtrArray *parts, const WeirSceneItem *item)
{
  guint            n_in = item->wires_in->len;
  guint            n_out = item->wires_out->len;
  g_autofree char *targets = NULL;

  if (n_in > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u wire in", "%u wires in", n_in),
                                      n_in));
  if (n_out == 0)
    return;
  targets = join_targets (item);

  /* Translators: how many wires leave a node, and where they lead */
  g_ptr_array_add (
    parts,
    g_strdup_printf (ngettext ("%u output to %s", "%u outputs to %s", n_out),
                     n_out,
                     targets));
}

static void
add_flag (GPtrArray *parts, const WeirSceneItem *item, guint flag, const char *text)
{
  if (item->flags & flag)
    g_ptr_array_add (parts, g_strdup (text));
}

char *
weir_canvas_proxy_dup_description (WeirSession *session, const WeirSceneItem *item)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_status (parts, session, item);
  add_wires (parts, item);
  if (item->away != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("linked with %s"), item->away));
  add_flag (parts, item, WEIR_SCENE_ITEM_ERROR, _ ("has an error"));
  add_flag (parts, item, WEIR_SCENE_ITEM_WARNING, _ ("has a warning"));
  add_flag (parts, item, WEIR_SCENE_ITEM_UNKNOWN, _ ("not run here"));
  add_flag (parts, item, WEIR_SCENE_ITEM_DISABLED, _ ("disabled"));
  add_flag (parts, item, WEIR_SCENE_ITEM_CHANGED, _ ("changed"));
  if (item->group != NULL && *item->group->label != '\0')
    g_ptr_array_add (parts,
                     g_strdup_printf (_ ("in group %s"), item->group->label));
  else if (item->group != NULL)
    g_ptr_array_add (parts, g_strdup (_ ("in a group")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("; ", (char **)parts->pdata);
}

/* Returns: whether @text is another; then it is kept */
static gboolean
take (char **kept, char *text)
{
  if (g_strcmp0 (*kept, text) == 0)
    {
      g_free (text);
      return FALSE;
    }
  g_free (*kept);
  *kept = text;
  return TRUE;
}

void
weir_canvas_proxy_update (WeirCanvasProxy     *self,
                          WeirSession         *session,
                          const WeirSceneItem *item)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  WeirSelection *selection = weir_session_get_selection (session);

  take (&self->id, g_strdup (item->id));
  if (take (&self->label, weir_canvas_proxy_dup_label (session, item)))
    gtk_accessible_update_property (accessible,
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->label,
                                    -1);
  if (take (&self->description, weir_canvas_proxy_dup_description (session, item)))
    gtk_accessible_update_property (accessible,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    self->description,
                                    -1);
  gtk_accessible_update_state (accessible,
                               GTK_ACCESSIBLE_STATE_SELECTED,
                               weir_selection_contains (selection, item->id),
                               -1);
}
