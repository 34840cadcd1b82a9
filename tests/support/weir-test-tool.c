/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-tool.h"

#include "flow/weir-operation.h"
#include "nodes/weir-node-table.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>

struct _WeirTestTool
{
  WeirSession  *session;
  WeirScene    *scene;
  WeirTool     *tool;
  PangoContext *pango;
  WeirView      view;
  WeirOverlay   overlay;
  GString      *requests;
  GPtrArray    *before; /* lines of the digest at first */
  double        x, y;
  guint         n_redraws;
};

static const char *const flow =
  "[{'id':'f','type':'tab','label':'Flow'},"
  "{'id':'a','type':'inject','z':'f','name':'a','x':190,'y':100,"
  "'wires':[['b']]},"
  "{'id':'b','type':'debug','z':'f','name':'b','x':490,'y':100,'wires':[]},"
  "{'id':'c','type':'function','z':'f','name':'c','x':190,'y':300,"
  "'wires':[[]]},"
  "{'id':'s','type':'function','z':'f','name':'s','outputs':2,'x':490,"
  "'y':300,'wires':[['e'],[]]},"
  "{'id':'e','type':'debug','z':'f','name':'e','x':790,'y':300,'wires':[]},"
  "{'id':'j','type':'junction','z':'f','x':660,'y':100,'wires':[[]]},"
  "{'id':'G','type':'group','z':'f','name':'','style':{'label':true},"
  "'nodes':['p','q'],'x':100,'y':400,'w':280,'h':120},"
  "{'id':'p','type':'function','z':'f','g':'G','name':'p','x':190,'y':460,"
  "'wires':[['q']]},"
  "{'id':'q','type':'debug','z':'f','g':'G','name':'q','x':310,'y':460,"
  "'wires':[]},"
  "{'id':'f2','type':'tab','label':'Other'},"
  "{'id':'o','type':'debug','z':'f2','name':'o','x':100,'y':100,"
  "'wires':[]}]";

static void
ask (WeirTestTool *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
ask (WeirTestTool *self, const char *format, ...)
{
  va_list arguments;

  if (self->requests->len > 0)
    g_string_append (self->requests, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (self->requests, format, arguments);
  va_end (arguments);
}

static void
host_redraw (gpointer host, WeirToolRedraw what)
{
  ((WeirTestTool *)host)->n_redraws++;
}

static void
host_menu (gpointer host, const WeirPick *pick, double x, double y)
{
  static const char *const names[] = {
    "NOTHING",  "INPUT", "OUTPUT", "BUTTON",       "NODE",
    "JUNCTION", "WIRE",  "GROUP",  "GROUP_INSIDE",
  };

  ask (host,
       "menu %s%s%s",
       names[pick->part],
       pick->item ? " " : "",
       pick->item ? pick->item->id : "");
}

static void
host_quick_add (gpointer host, const WeirAddPlace *where)
{
  WeirTestTool *self = host;

  ask (self, "quick-add %d,%d", (int)where->at.x, (int)where->at.y);
  if (where->id && where->is_input)
    g_string_append_printf (self->requests, " >%s", where->id);
  else if (where->id)
    g_string_append_printf (self->requests, " %s:%u>", where->id, where->port);
  if (where->wire)
    g_string_append_printf (self->requests,
                            " %s:%u>%s",
                            where->wire->source,
                            where->wire->port,
                            where->wire->target);
}

static void
host_tap (gpointer data)
{
  ask (data, "tap");
}

static const WeirToolHost host = {
  .redraw = host_redraw,
  .menu = host_menu,
  .quick_add = host_quick_add,
  .tap = host_tap,
};

static void
edit_cb (WeirTestTool *self, const char *id)
{
  ask (self, "edit %s", id);
}

static void
message_cb (WeirTestTool *self, const char *text)
{
  ask (self, "message");
}

static void
flow_cb (WeirTestTool *self)
{
  weir_scene_set_flow (self->scene, weir_session_get_flow (self->session));
}

static GPtrArray *list_lines (WeirTestTool *self);

static PangoContext *
make_pango (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();

  return pango_font_map_create_context (map);
}

WeirTestTool *
weir_test_tool_new (void)
{
  WeirTestTool            *self = g_new0 (WeirTestTool, 1);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GBytes)       bytes = NULL;
  g_autoptr (GError)       error = NULL;
  g_autofree char         *text = g_strdelimit (g_strdup (flow), "'", '"');

  bytes = g_bytes_new (text, strlen (text));
  document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  self->session = weir_session_new (registry, document);
  self->pango = make_pango ();
  self->scene = weir_scene_new (self->session, self->pango);
  weir_scene_set_flow (self->scene, weir_session_get_flow (self->session));
  weir_scene_flush (self->scene);
  self->view.zoom = 1;
  self->requests = g_string_new (NULL);
  self->tool = weir_tool_new (self->session,
                              self->scene,
                              &self->view,
                              &self->overlay,
                              &host,
                              self);
  weir_tool_set_size (self->tool, 1000, 700);
  g_signal_connect_swapped (self->session, "edit", G_CALLBACK (edit_cb), self);
  g_signal_connect_swapped (self->session, "message", G_CALLBACK (message_cb), self);
  g_signal_connect_swapped (self->session,
                            "notify::flow",
                            G_CALLBACK (flow_cb),
                            self);
  self->before = list_lines (self);
  return self;
}

void
weir_test_tool_free (WeirTestTool *self)
{
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_assert_finalize_object (self->tool);
  weir_overlay_clear (&self->overlay);
  g_assert_finalize_object (self->scene);
  g_clear_object (&self->session);
  g_clear_object (&self->pango);
  g_string_free (self->requests, TRUE);
  g_ptr_array_unref (self->before);
  g_free (self);
}

/* Scripts */

static WeirToolModifiers
read_held (const char *text, WeirToolDevice *device)
{
  WeirToolModifiers modifiers = 0;

  *device = WEIR_TOOL_MOUSE;
  for (; *text; text++)
    switch (*text)
      {
      case 's':
        modifiers |= WEIR_TOOL_SHIFT;
        break;
      case 'c':
        modifiers |= WEIR_TOOL_CONTROL;
        break;
      case 'a':
        modifiers |= WEIR_TOOL_ALT;
        break;
      case 'p':
        modifiers |= WEIR_TOOL_SPACE;
        break;
      case 't':
        *device = WEIR_TOOL_TOUCH;
        break;
      default:
        g_error ("held: %s", text);
      }
  return modifiers;
}

typedef struct
{
  const char       *word;
  WeirToolEventType type;
  guint             button;
  guint             n_press;
  double            scale;
} Word;

static const Word words[] = {
  { "d", WEIR_TOOL_PRESS, 1, 1, 0 },    { "dd", WEIR_TOOL_PRESS, 1, 2, 0 },
  { "m", WEIR_TOOL_MOTION, 0, 0, 0 },   { "u", WEIR_TOOL_RELEASE, 1, 1, 0 },
  { "r", WEIR_TOOL_PRESS, 3, 1, 0 },    { "w", WEIR_TOOL_PRESS, 2, 1, 0 },
  { "W", WEIR_TOOL_RELEASE, 2, 1, 0 },  { "l", WEIR_TOOL_LONG_PRESS, 0, 0, 0 },
  { "x", WEIR_TOOL_CANCEL, 0, 0, 0 },   { "k", WEIR_TOOL_MODIFIERS, 0, 0, 0 },
  { "out", WEIR_TOOL_LEAVE, 0, 0, 0 },  { "+", WEIR_TOOL_SCROLL, 0, 0, 2 },
  { "-", WEIR_TOOL_SCROLL, 0, 0, 0.5 }, { "v", WEIR_TOOL_SCROLL, 0, 0, 1 },
  { "t", WEIR_TOOL_TICK, 0, 0, 0 },
};

/* X,Y or nothing, then the letters; in any order. */
static WeirToolEvent
make_event (WeirTestTool *self, const Word *word, char **parts)
{
  WeirToolEvent event = { .type = word->type,
                          .button = word->button,
                          .n_press = word->n_press,
                          .scale = word->scale,
                          .dt = 0.1 };
  const char   *held = "";
  int           x = (int)self->x;
  int           y = (int)self->y;

  for (guint i = 0; parts[i]; i++)
    if (strchr (parts[i], ','))
      g_assert_cmpint (sscanf (parts[i], "%d,%d", &x, &y), ==, 2);
    else
      held = parts[i];
  event.modifiers = read_held (held, &event.device);
  if (g_str_equal (word->word, "v"))
    {
      event.dx = x;
      event.dy = y;
    }
  else
    {
      self->x = x;
      self->y = y;
    }
  event.x = self->x;
  event.y = self->y;
  return event;
}

static void
remove_entry (WeirTestTool *self, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer)id);
  weir_session_apply (
    self->session,
    "Remove",
    weir_operation_delete (weir_session_get_document (self->session), ids, NULL, 0));
  weir_scene_flush (self->scene);
}

static gboolean
run_other (WeirTestTool *self, const char *text, char **parts)
{
  WeirHistory *history = weir_session_get_history (self->session);

  if (g_str_equal (parts[0], "z"))
    g_assert_true (weir_history_undo (history));
  else if (g_str_equal (parts[0], "y"))
    g_assert_true (weir_history_redo (history));
  else if (g_str_equal (parts[0], "i"))
    weir_tool_place_type (self->tool, text + 2);
  else if (g_str_equal (parts[0], "drop"))
    weir_tool_drop (self->tool);
  else if (g_str_equal (parts[0], "!"))
    remove_entry (self, parts[1]);
  else
    return FALSE;
  return TRUE;
}

static void
run_step (WeirTestTool *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  if (run_other (self, text, parts))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (parts[0], words[i].word))
      {
        WeirToolEvent event = make_event (self, &words[i], parts + 1);

        weir_tool_handle (self->tool, &event);
        return;
      }
  g_error ("step: %s", text);
}

void
weir_test_tool_run (WeirTestTool *self, const char *script)
{
  g_auto (GStrv) steps = g_strsplit (script, ";", -1);

  for (guint i = 0; steps[i]; i++)
    {
      run_step (self, g_strstrip (steps[i]));
      weir_scene_flush (self->scene);
    }
}

/* Digests */

static const char *
name_of (GHashTable *names, const char *id)
{
  const char *name = g_hash_table_lookup (names, id);

  return name ? name : id;
}

/* New ids are random: by their place. */
static GHashTable *
name_new (WeirTestTool *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  GHashTable   *names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n_new = 0;

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      const char *id =
        weir_element_get_id (weir_document_get_nth_element (document, i));

      if (strlen (id) > 2)
        g_hash_table_insert (names,
                             g_strdup (id),
                             g_strdup_printf ("N%u", ++n_new));
    }
  return names;
}

static void
add_wires (GPtrArray *lines, GHashTable *names, WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");
  const char      *id = name_of (names, weir_element_get_id (element));

  for (gsize i = 0; wires && i < weir_value_get_length (wires); i++)
    {
      const WeirValue *port = weir_value_get_item (wires, i);

      for (gsize j = 0; j < weir_value_get_length (port); j++)
        {
          const char *target =
            weir_value_get_string (weir_value_get_item (port, j), NULL);

          g_ptr_array_add (
            lines,
            g_strdup_printf ("%s:%u>%s", id, (guint)i, name_of (names, target)));
        }
    }
}

static void
add_place (GPtrArray *lines, GHashTable *names, WeirElement *element)
{
  const char *group =
    weir_value_lookup_string (weir_element_get_value (element), "g");
  GString *line = g_string_new (name_of (names, weir_element_get_id (element)));

  g_string_append_printf (line,
                          "@%d,%d",
                          (int)round (weir_element_get_x (element)),
                          (int)round (weir_element_get_y (element)));
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP)
    g_string_append_printf (
      line,
      ",%dx%d",
      (int)weir_value_get_number (weir_element_get_member (element, "w")),
      (int)weir_value_get_number (weir_element_get_member (element, "h")));
  if (group)
    g_string_append_printf (line, "(%s)", name_of (names, group));
  g_ptr_array_add (lines, g_string_free (line, FALSE));
}

static GPtrArray *
list_lines (WeirTestTool *self)
{
  WeirDocument          *document = weir_session_get_document (self->session);
  GPtrArray             *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = name_new (self);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
        continue;
      add_place (lines, names, element);
      add_wires (lines, names, element);
    }
  return lines;
}

static void
add_difference (GString *text, char sign, GPtrArray *lines, GPtrArray *without)
{
  for (guint i = 0; i < lines->len; i++)
    if (!g_ptr_array_find_with_equal_func (without,
                                           lines->pdata[i],
                                           g_str_equal,
                                           NULL))
      g_string_append_printf (text,
                              "%s%c%s",
                              text->len > 0 ? " " : "",
                              sign,
                              (char *)lines->pdata[i]);
}

char *
weir_test_tool_dup_change (WeirTestTool *self)
{
  g_autoptr (GPtrArray) now = list_lines (self);
  GString              *text = g_string_new (NULL);

  add_difference (text, '-', self->before, now);
  add_difference (text, '+', now, self->before);
  return g_string_free (text, FALSE);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **)texts->pdata);
}

char *
weir_test_tool_dup_selection (WeirTestTool *self)
{
  WeirSelection         *selection = weir_session_get_selection (self->session);
  g_autoptr (GPtrArray)  ids = weir_selection_list_ids (selection);
  g_autoptr (GPtrArray)  wires = weir_selection_list_wires (selection);
  g_autoptr (GPtrArray)  texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)  named = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = name_new (self);
  g_autofree char       *first = NULL;
  g_autofree char       *second = NULL;

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (texts, g_strdup (name_of (names, ids->pdata[i])));
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirWireId *wire = wires->pdata[i];

      g_ptr_array_add (named,
                       g_strdup_printf ("%s:%u>%s",
                                        name_of (names, wire->source),
                                        wire->port,
                                        name_of (names, wire->target)));
    }
  first = join_sorted (texts);
  second = join_sorted (named);
  return g_strconcat (first, *first && *second ? " " : "", second, NULL);
}

char *
weir_test_tool_dup_requests (WeirTestTool *self)
{
  return g_strdup (self->requests->str);
}

char *
weir_test_tool_dup_overlay (WeirTestTool *self)
{
  const WeirOverlay *overlay = &self->overlay;
  GString           *text = g_string_new (NULL);

  if (overlay->has_lasso)
    g_string_append_printf (text,
                            "lasso %d,%d,%dx%d ",
                            (int)overlay->lasso.x,
                            (int)overlay->lasso.y,
                            (int)overlay->lasso.width,
                            (int)overlay->lasso.height);
  if (overlay->has_slice)
    g_string_append (text, "slice ");
  if (overlay->n_lines > 0)
    g_string_append_printf (text, "lines %u ", overlay->n_lines);
  if (overlay->taken)
    g_string_append_printf (text, "taken %u ", overlay->taken->len);
  if (overlay->has_ghost)
    g_string_append_printf (text,
                            "ghost %d,%d ",
                            (int)overlay->ghost.x,
                            (int)overlay->ghost.y);
  if (overlay->splice)
    g_string_append_printf (text,
                            "splice %s>%s ",
                            overlay->splice->source,
                            overlay->splice->target);
  if (overlay->group)
    g_string_append_printf (text, "group %s ", overlay->group);
  if (overlay->hover)
    g_string_append_printf (text, "hover %s ", overlay->hover);
  if (overlay->hover_wire)
    g_string_append_printf (text,
                            "hover %s>%s ",
                            overlay->hover_wire->source,
                            overlay->hover_wire->target);
  if (overlay->has_port)
    g_string_append_printf (text,
                            "port %s%s:%u ",
                            overlay->port_is_input ? ">" : "",
                            overlay->port_id,
                            overlay->port);
  if (overlay->n_guides > 0)
    g_string_append_printf (text, "guides %u ", overlay->n_guides);
  return g_strchomp (g_string_free (text, FALSE));
}

WeirTool *
weir_test_tool_get_tool (WeirTestTool *self)
{
  return self->tool;
}

WeirSession *
weir_test_tool_get_session (WeirTestTool *self)
{
  return self->session;
}

WeirScene *
weir_test_tool_get_scene (WeirTestTool *self)
{
  return self->scene;
}

WeirView *
weir_test_tool_get_view (WeirTestTool *self)
{
  return &self->view;
}

guint
weir_test_tool_get_n_redraws (WeirTestTool *self)
{
  return self->n_redraws;
}
