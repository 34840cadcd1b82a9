/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The keys of the canvas: which action each is, the chords of two keys, and
 * Space, which toggles or, while something is dragged, pans. GTK knows no
 * sequences of keys, so there is a small state machine for them. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-input.h"

#include "editor/canvas/weir-canvas-private.h"

#include <glib/gi18n-lib.h>

/* How long the second key of a chord may take. */
#define CHORD_MS 1500

typedef struct
{
  guint           key; /* in lower case */
  GdkModifierType held;
  const char     *action;
} Key;

#define CTRL  GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT   GDK_ALT_MASK

static const Key keys[] = {
  { GDK_KEY_Delete, 0, "delete" },
  { GDK_KEY_KP_Delete, 0, "delete" },
  { GDK_KEY_BackSpace, 0, "delete" },
  { GDK_KEY_Delete, CTRL, "delete-and-reconnect" },
  { GDK_KEY_BackSpace, CTRL, "delete-and-reconnect" },
  { GDK_KEY_x, CTRL, "cut" },
  { GDK_KEY_c, CTRL, "copy" },
  { GDK_KEY_v, CTRL, "paste" },
  { GDK_KEY_d, CTRL | SHIFT, "duplicate" },
  { GDK_KEY_a, CTRL, "select-all" },
  { GDK_KEY_a, CTRL | SHIFT, "select-none" },
  { GDK_KEY_Return, 0, "edit" },
  { GDK_KEY_KP_Enter, 0, "edit" },
  { GDK_KEY_F2, 0, "rename" },
  { GDK_KEY_Return, CTRL, "press-button" },
  { GDK_KEY_KP_Enter, CTRL, "press-button" },
  { GDK_KEY_e, CTRL | ALT, "toggle-enabled" },
  { GDK_KEY_g, CTRL | SHIFT, "group" },
  { GDK_KEY_u, CTRL | SHIFT, "ungroup" },
  { GDK_KEY_c, CTRL | SHIFT, "copy-group-style" },
  { GDK_KEY_v, CTRL | SHIFT, "paste-group-style" },
  { GDK_KEY_Tab, 0, "quick-add" },
  { GDK_KEY_space, CTRL, "quick-add" },
  { GDK_KEY_Tab, CTRL, "focus-next" },
  { GDK_KEY_ISO_Left_Tab, CTRL | SHIFT, "focus-previous" },
  { GDK_KEY_Tab, CTRL | SHIFT, "focus-previous" },
  { GDK_KEY_Home, 0, "focus-first" },
  { GDK_KEY_End, 0, "focus-last" },
  { GDK_KEY_Left, 0, "focus-left" },
  { GDK_KEY_Right, 0, "focus-right" },
  { GDK_KEY_Up, 0, "focus-up" },
  { GDK_KEY_Down, 0, "focus-down" },
  { GDK_KEY_Left, ALT, "follow-back" },
  { GDK_KEY_Right, ALT, "follow" },
  { GDK_KEY_Left, CTRL, "move-left" },
  { GDK_KEY_Right, CTRL, "move-right" },
  { GDK_KEY_Up, CTRL, "move-up" },
  { GDK_KEY_Down, CTRL, "move-down" },
  { GDK_KEY_Left, SHIFT, "move-left-grid" },
  { GDK_KEY_Right, SHIFT, "move-right-grid" },
  { GDK_KEY_Up, SHIFT, "move-up-grid" },
  { GDK_KEY_Down, SHIFT, "move-down-grid" },
  { GDK_KEY_space, SHIFT, "add-focus" },
  { GDK_KEY_Menu, 0, "context-menu" },
  { GDK_KEY_F10, SHIFT, "context-menu" },
  { GDK_KEY_z, CTRL, "win.undo" },
  { GDK_KEY_z, CTRL | SHIFT, "win.redo" },
  { GDK_KEY_y, CTRL, "win.redo" },
  { GDK_KEY_F3, 0, "find-next" },
  { GDK_KEY_F3, SHIFT, "find-previous" },
};

/* Letters alone, which can be switched off (WCAG 2.1.4). */
static const Key letters[] = {
  { GDK_KEY_c, 0, "connect" },
  { GDK_KEY_c, SHIFT, "disconnect" },
  { GDK_KEY_d, 0, "toggle-enabled" }, /* with a selection; else it scrolls */
  { GDK_KEY_w, 0, "scroll-up" },
  { GDK_KEY_a, 0, "scroll-left" },
  { GDK_KEY_s, 0, "scroll-down" },
  { GDK_KEY_d, 0, "scroll-right" },
  { GDK_KEY_w, SHIFT, "scroll-up-far" },
  { GDK_KEY_a, SHIFT, "scroll-left-far" },
  { GDK_KEY_s, SHIFT, "scroll-down-far" },
  { GDK_KEY_d, SHIFT, "scroll-right-far" },
  { GDK_KEY_f, 0, "find-next" },
  { GDK_KEY_f, SHIFT, "find-previous" },
};

typedef struct
{
  guint       first; /* with Alt */
  guint       second;
  const char *action;
} Chord;

static const Chord chords[] = {
  { GDK_KEY_a, GDK_KEY_g, "to-grid" },
  { GDK_KEY_a, GDK_KEY_l, "align-left" },
  { GDK_KEY_a, GDK_KEY_r, "align-right" },
  { GDK_KEY_a, GDK_KEY_t, "align-top" },
  { GDK_KEY_a, GDK_KEY_b, "align-bottom" },
  { GDK_KEY_a, GDK_KEY_m, "align-middle" },
  { GDK_KEY_a, GDK_KEY_c, "align-center" },
  { GDK_KEY_a, GDK_KEY_h, "distribute-horizontally" },
  { GDK_KEY_a, GDK_KEY_v, "distribute-vertically" },
  { GDK_KEY_s, GDK_KEY_u, "select-upstream" },
  { GDK_KEY_s, GDK_KEY_d, "select-downstream" },
  { GDK_KEY_s, GDK_KEY_c, "select-connected" },
};

static gboolean
is_enabled (WeirCanvasInput *self, const char *action)
{
  return strchr (action, '.') != NULL ||
         g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions),
                                            action);
}

/* What a key means: of several actions the first that can be done, else the
 * last. */
static const char *
find_key (WeirCanvasInput *self,
          const Key       *table,
          guint            n,
          guint            key,
          GdkModifierType  held)
{
  const char *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (table[i].key != key || table[i].held != held)
        continue;
      found = table[i].action;
      if (is_enabled (self, found))
        break;
    }
  return found;
}

void
weir_canvas_keys_end_chord (WeirCanvasInput *self)
{
  g_clear_handle_id (&self->chord_id, g_source_remove);
  if (self->chord == 0)
    return;
  self->chord = 0;
  weir_canvas_set_hint (self->canvas, weir_tool_get_hint (self->tool));
}

static gboolean
chord_late_cb (gpointer user_data)
{
  WeirCanvasInput *self = user_data;

  self->chord_id = 0;
  weir_canvas_keys_end_chord (self);
  return G_SOURCE_REMOVE;
}

static gboolean
begin_chord (WeirCanvasInput *self, guint key, GdkModifierType held)
{
  if (held != ALT || (key != GDK_KEY_a && key != GDK_KEY_s))
    return FALSE;
  weir_canvas_keys_end_chord (self);
  self->chord = key;
  self->chord_id = g_timeout_add (CHORD_MS, chord_late_cb, self);
  weir_canvas_set_hint (
    self->canvas,
    key == GDK_KEY_a
      /* Translators: the letters are keys and stay as they are */
      ? _ ("Alt+A … G grid, L left, R right, T top, B bottom, M middle, "
           "C center, H and V distribute")
      /* Translators: the letters are keys and stay as they are */
      : _ ("Alt+S … U upstream, D downstream, C connected"));
  return TRUE;
}

static gboolean
end_chord (WeirCanvasInput *self, guint key)
{
  guint first = self->chord;

  weir_canvas_keys_end_chord (self);
  for (guint i = 0; i < G_N_ELEMENTS (chords); i++)
    if (chords[i].first == first && chords[i].second == key)
      weir_canvas_activate (self, chords[i].action);
  return GDK_EVENT_STOP;
}

static gboolean
is_modifier (guint key)
{
  return (key >= GDK_KEY_Shift_L && key <= GDK_KEY_Hyper_R) ||
         key == GDK_KEY_ISO_Level3_Shift;
}

static gboolean
has_letters (WeirCanvasInput *self)
{
  return self->settings == NULL ||
         g_settings_get_boolean (self->settings, "single-key-shortcuts");
}

/* Esc ends what is under way, else the selection. */
static gboolean
press_escape (WeirCanvasInput *self)
{
  WeirSelection *selection = weir_session_get_selection (self->canvas->session);

  if (weir_canvas_input_cancel (self))
    return GDK_EVENT_STOP;
  if (weir_selection_is_empty (selection))
    return GDK_EVENT_PROPAGATE;
  weir_canvas_activate (self, "select-none");
  return GDK_EVENT_STOP;
}

static gboolean
press_space (WeirCanvasInput *self)
{
  if (self->space)
    return GDK_EVENT_STOP;
  self->space = TRUE;
  self->space_used = FALSE;
  return GDK_EVENT_STOP;
}

void
weir_canvas_keys_release (WeirCanvasInput *self, guint key)
{
  if (key != GDK_KEY_space || !self->space)
    return;
  self->space = FALSE;
  if (!self->space_used)
    weir_canvas_activate (self, "toggle-focus");
  weir_canvas_input_update (self);
}

gboolean
weir_canvas_keys_press (WeirCanvasInput *self, guint key, GdkModifierType state)
{
  GdkModifierType held = state & (CTRL | SHIFT | ALT);
  const char     *action;

  if (is_modifier (key))
    return GDK_EVENT_PROPAGATE;
  key = gdk_keyval_to_lower (key);
  if (self->chord != 0)
    return end_chord (self, key);
  if (begin_chord (self, key, held))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Escape && held == 0)
    return press_escape (self);
  if (key == GDK_KEY_space && held == 0)
    return press_space (self);
  action = find_key (self, keys, G_N_ELEMENTS (keys), key, held);
  if (action == NULL && has_letters (self))
    action = find_key (self, letters, G_N_ELEMENTS (letters), key, held);
  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  /* Tab leaves the canvas where there is nothing to add to. */
  if (!is_enabled (self, action))
    return key == GDK_KEY_Tab ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
  if (strchr (action, '.') != NULL)
    return gtk_widget_activate_action (GTK_WIDGET (self->canvas), action, NULL);
  weir_canvas_activate (self, action);
  return GDK_EVENT_STOP;
}
