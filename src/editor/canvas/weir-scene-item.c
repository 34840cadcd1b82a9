/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"
#include "flow/weir-label.h"
#include "flow/weir-operation.h"
#include "json/weir-convert.h"

#include <math.h>
#include <string.h>

/* One entry of a flow as an item: what it is called, how large it is and where
 * it stands. Sizes follow Node-RED's rules with the font at hand, so a flow
 * keeps its look though its labels are some pixels wider or narrower. */

/* Labels are cut where nobody reads on; a file may hold megabytes. */
#define MAX_LABEL_CHARS 120
#define MAX_LABEL_LINES 16

/* What a label leaves free: the icon and a margin, and the input's half port. */
#define LABEL_MARGIN 50.0
#define INPUT_MARGIN 7.0

WeirSceneEntry *
weir_scene_entry_new (const char *id)
{
  WeirSceneEntry *entry = g_new0 (WeirSceneEntry, 1);

  entry->id = g_strdup (id);
  entry->item.id = entry->id;
  entry->item.wires_in = g_ptr_array_new ();
  entry->item.wires_out = g_ptr_array_new ();
  return entry;
}

void
weir_scene_entry_free (WeirSceneEntry *entry, GDestroyNotify free_face)
{
  WeirSceneItem *item = &entry->item;

  if (free_face != NULL && item->face != NULL)
    free_face (item->face);
  g_clear_object (&item->element);
  g_ptr_array_unref (item->wires_in);
  g_ptr_array_unref (item->wires_out);
  g_free (item->label);
  g_free (item->icon);
  g_free (item->color);
  g_free (item->away);
  g_free (entry->id);
  g_free (entry);
}

static guint
to_ports (double number)
{
  return number > 0 ? (guint)MIN (number, WEIR_FLOW_MAX_PORTS) : 0;
}

/* Returns: how many outputs have a wire, up to the last one that has */
static guint
count_wired (WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");
  guint            n = 0;

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return 0;
  n = MIN (weir_value_get_length (wires), WEIR_FLOW_MAX_PORTS);
  while (n > 0)
    {
      const WeirValue *port = weir_value_get_item (wires, n - 1);

      if (weir_value_get_kind (port) == WEIR_VALUE_KIND_ARRAY &&
          weir_value_get_length (port) > 0)
        break;
      n--;
    }
  return n;
}

/* Returns: (nullable): the definition a `subflow:ID` entry is made of */
static WeirElement *
get_definition (WeirScene *self, WeirElement *element)
{
  return weir_label_get_subflow (weir_session_get_document (self->session),
                                 weir_element_get_value (element));
}

static guint
count_items (WeirElement *element, const char *key)
{
  const WeirValue *value = weir_element_get_member (element, key);

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_ARRAY)
    return 0;
  return MIN (weir_value_get_length (value), WEIR_FLOW_MAX_PORTS);
}

static char *
dup_member (WeirElement *element, const char *key, const char *otherwise)
{
  const char *text =
    weir_value_lookup_string (weir_element_get_value (element), key);

  if (text == NULL || *text == '\0')
    text = otherwise;
  return g_utf8_make_valid (text, -1);
}

static void
read_known (WeirSceneItem *item)
{
  const WeirNodeType *type = item->type;
  guint               outputs = type->outputs;

  if (type->outputs_from != NULL)
    {
      const WeirValue *value =
        weir_element_get_member (item->element, type->outputs_from);

      if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER)
        outputs = to_ports (weir_value_get_number (value));
    }
  item->inputs = type->inputs;
  item->outputs = MAX (outputs, count_wired (item->element));
  item->icon = g_strdup (type->icon);
  item->color = g_strdup (type->color);
  if (type->has_button)
    item->flags |= WEIR_SCENE_ITEM_BUTTON;
  if (!weir_value_is_boolean (weir_element_get_member (item->element, "active"),
                              FALSE))
    item->flags |= WEIR_SCENE_ITEM_BUTTON_ON;
}

static void
read_subflow (WeirSceneItem *item, WeirElement *definition)
{
  item->inputs = MIN (count_items (definition, "in"), 1);
  item->outputs =
    MAX (count_items (definition, "out"), count_wired (item->element));
  item->icon = g_strdup ("weir-subflow-symbolic");
  item->color = dup_member (definition, "color", "#ddaa99");
}

/* As Node-RED's placeholder: an input, and the outputs it had. */
static void
read_unknown (WeirScene *self, WeirSceneItem *item)
{
  const WeirValue *outputs = weir_element_get_member (item->element, "outputs");

  item->flags |= WEIR_SCENE_ITEM_UNKNOWN;
  item->inputs =
    weir_operation_get_n_inputs (weir_session_get_registry (self->session),
                                 item->element);
  item->outputs =
    MAX (count_items (item->element, "wires"), count_wired (item->element));
  if (outputs != NULL && weir_value_get_kind (outputs) == WEIR_VALUE_KIND_NUMBER)
    item->outputs =
      MAX (to_ports (weir_value_get_number (outputs)), item->outputs);
  item->icon = g_strdup ("weir-unknown-symbolic");
  item->color = g_strdup ("");
}

/* In Node-RED `\n ` in a name starts a line, and `\\n ` is that text. What
 * else a file holds between words is a blank. */
static char *
split_label (const char *text)
{
  GString *label = g_string_new (NULL);
  guint    n_chars = 0;
  guint    n_lines = 1;

  for (const char *at = text; *at != '\0' && n_chars < MAX_LABEL_CHARS; n_chars++)
    {
      gunichar c = g_utf8_get_char (at);

      if (g_str_has_prefix (at, "\\\\n "))
        {
          g_string_append (label, "\\n ");
          at += 4;
        }
      else if (g_str_has_prefix (at, "\\n ") && n_lines < MAX_LABEL_LINES)
        {
          g_string_append_c (label, '\n');
          n_lines++;
          at += 3;
        }
      else
        {
          g_string_append_unichar (label, g_unichar_iscntrl (c) ? ' ' : c);
          at = g_utf8_next_char (at);
        }
      if (n_chars + 1 == MAX_LABEL_CHARS && *at != '\0')
        g_string_append (label, "…");
    }
  return g_string_free (label, FALSE);
}

static char *
dup_label (WeirScene *self, WeirSceneItem *item)
{
  g_autofree char *label = NULL;

  switch (item->kind)
    {
    case WEIR_SCENE_ITEM_JUNCTION:
      return g_strdup ("");
    case WEIR_SCENE_ITEM_GROUP:
      label = dup_member (item->element, "name", "");
      break;
    case WEIR_SCENE_ITEM_NODE:
      label = weir_session_dup_label (self->session, item->element);
      break;
    }
  return split_label (label);
}

static double
measure_line (WeirScene *self, const char *line, gsize length)
{
  g_autofree char *text = g_strndup (line, length);
  gpointer         known;
  int              width;

  if (g_hash_table_lookup_extended (self->widths, text, NULL, &known))
    return GPOINTER_TO_INT (known) / (double)PANGO_SCALE;

  pango_layout_set_text (self->layout, text, length);
  pango_layout_get_size (self->layout, &width, NULL);
  g_hash_table_insert (self->widths,
                       g_steal_pointer (&text),
                       GINT_TO_POINTER (width));
  return width / (double)PANGO_SCALE;
}

/* Returns: the width of the longest line */
static double
measure (WeirScene *self, const char *label, guint *n_lines)
{
  double widest = 0;

  *n_lines = 0;
  for (const char *line = label; line != NULL; (*n_lines)++)
    {
      const char *end = strchr (line, '\n');
      gsize       length = end != NULL ? (gsize)(end - line) : strlen (line);

      widest = MAX (widest, measure_line (self, line, length));
      line = end != NULL ? end + 1 : NULL;
    }
  return widest;
}

static void
measure_node (WeirScene *self, WeirSceneItem *item)
{
  double margin = LABEL_MARGIN + (item->inputs > 0 ? INPUT_MARGIN : 0);
  double ports = 15.0 * item->outputs;
  guint  n_lines;
  double width;

  if (item->flags & WEIR_SCENE_ITEM_LABEL_HIDDEN)
    {
      item->box.width = WEIR_NODE_MIN_HEIGHT;
      item->box.height = MAX (WEIR_NODE_MIN_HEIGHT, ports);
      return;
    }

  width = measure (self, item->label, &n_lines) + margin;
  item->box.width =
    MAX (WEIR_NODE_MIN_WIDTH, WEIR_GRID * ceil (width / WEIR_GRID));
  item->box.height = MAX (6 + WEIR_NODE_LINE_HEIGHT * n_lines, ports);
  item->box.height = MAX (item->box.height, WEIR_NODE_MIN_HEIGHT);
}

static double
get_finite (WeirElement *element, const char *key)
{
  const WeirValue *value = weir_element_get_member (element, key);
  double           number = 0;

  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER)
    number = weir_value_get_number (value);
  return isfinite (number) ? number : 0;
}

static void
read_kind (WeirScene *self, WeirSceneItem *item)
{
  WeirElement *definition;

  item->inputs = 0;
  item->outputs = 0;
  switch (weir_element_get_kind (item->element))
    {
    case WEIR_ELEMENT_KIND_JUNCTION:
      item->kind = WEIR_SCENE_ITEM_JUNCTION;
      item->inputs = 1;
      item->outputs = 1;
      item->color = g_strdup ("");
      return;
    case WEIR_ELEMENT_KIND_GROUP:
      item->kind = WEIR_SCENE_ITEM_GROUP;
      item->color = g_strdup ("");
      return;
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }

  item->kind = WEIR_SCENE_ITEM_NODE;
  definition = get_definition (self, item->element);
  if (item->type != NULL)
    read_known (item);
  else if (definition != NULL)
    read_subflow (item, definition);
  else
    read_unknown (self, item);
}

static gboolean
is_label_hidden (const WeirSceneItem *item)
{
  const WeirValue *shown = weir_element_get_member (item->element, "l");

  if (item->kind != WEIR_SCENE_ITEM_NODE)
    return FALSE;
  if (item->type != NULL && (item->type->role == WEIR_NODE_ROLE_LINK_IN ||
                             item->type->role == WEIR_NODE_ROLE_LINK_OUT))
    return !weir_value_is_boolean (shown, TRUE);
  return weir_value_is_boolean (shown, FALSE);
}

static void
measure_item (WeirScene *self, WeirSceneEntry *entry)
{
  WeirSceneItem *item = &entry->item;

  switch (item->kind)
    {
    case WEIR_SCENE_ITEM_NODE:
      measure_node (self, item);
      break;
    case WEIR_SCENE_ITEM_JUNCTION:
      item->box.width = WEIR_JUNCTION_SIZE;
      item->box.height = WEIR_JUNCTION_SIZE;
      break;
    case WEIR_SCENE_ITEM_GROUP:
      item->box.width = MAX (get_finite (item->element, "w"), 0);
      item->box.height = MAX (get_finite (item->element, "h"), 0);
      entry->has_size = item->box.width > 0 && item->box.height > 0;
      break;
    }
}

/* What an item looked like before it was read again. */
typedef struct
{
  WeirSceneItemKind  kind;
  WeirSceneItemFlags flags;
  WeirRect           box;
  guint              inputs, outputs;
  char              *label, *icon, *color;
} Look;

static Look
take_look (WeirSceneItem *item)
{
  Look look = { item->kind,
                item->flags,
                item->box,
                item->inputs,
                item->outputs,
                g_steal_pointer (&item->label),
                g_steal_pointer (&item->icon),
                g_steal_pointer (&item->color) };

  return look;
}

static void
free_look (Look *look)
{
  g_free (look->label);
  g_free (look->icon);
  g_free (look->color);
}

/* Most edits of an entry are moves, and most of the others change neither its
 * size nor its ports; then nothing is drawn or wired anew. */
static void
note_differences (WeirScene *self, WeirSceneEntry *entry, const Look *before)
{
  WeirSceneItem *item = &entry->item;
  double         x = weir_element_get_x (item->element);
  double         y = weir_element_get_y (item->element);

  x = isfinite (x) ? x : 0;
  y = isfinite (y) ? y : 0;
  if (before->label == NULL || x != entry->x || y != entry->y ||
      before->box.width != item->box.width ||
      before->box.height != item->box.height ||
      before->outputs != item->outputs || before->kind != item->kind)
    weir_scene_note (self, entry, WEIR_SCENE_CHANGE_GEOMETRY);
  entry->x = x;
  entry->y = y;

  /* Of a group only its style says how it looks. */
  if (item->kind == WEIR_SCENE_ITEM_GROUP || before->kind != item->kind ||
      before->flags != item->flags || before->box.width != item->box.width ||
      before->box.height != item->box.height ||
      before->inputs != item->inputs || before->outputs != item->outputs ||
      g_strcmp0 (before->label, item->label) != 0 ||
      g_strcmp0 (before->icon, item->icon) != 0 ||
      g_strcmp0 (before->color, item->color) != 0)
    weir_scene_note (self, entry, WEIR_SCENE_CHANGE_FACE);
}

void
weir_scene_read_flags (WeirScene *self, WeirSceneEntry *entry)
{
  const WeirSceneItemFlags told =
    WEIR_SCENE_ITEM_DISABLED | WEIR_SCENE_ITEM_CHANGED |
    WEIR_SCENE_ITEM_WARNING | WEIR_SCENE_ITEM_ERROR | WEIR_SCENE_ITEM_HAS_STATUS;
  WeirSceneItem      *item = &entry->item;
  WeirDocument       *document = weir_session_get_document (self->session);
  WeirElement        *flow = weir_document_get_element (document, self->flow);
  WeirSceneItemFlags  flags = item->flags & ~told;
  const WeirLiveNode *live =
    weir_live_get_node (weir_session_get_live (self->session), item->id);
  WeirSeverity severity;

  if (weir_value_is_boolean (weir_element_get_member (item->element, "d"), TRUE) ||
      (flow != NULL &&
       weir_value_is_boolean (weir_element_get_member (flow, "disabled"), TRUE)))
    flags |= WEIR_SCENE_ITEM_DISABLED;
  if (weir_session_is_changed (self->session, item->id))
    flags |= WEIR_SCENE_ITEM_CHANGED;
  if (weir_session_get_severity (self->session, item->id, &severity))
    flags |= severity == WEIR_SEVERITY_ERROR ? WEIR_SCENE_ITEM_ERROR
                                             : WEIR_SCENE_ITEM_WARNING;
  if (live != NULL && item->kind == WEIR_SCENE_ITEM_NODE &&
      !(flags & WEIR_SCENE_ITEM_DISABLED) &&
      (*live->fill != '\0' || *live->shape != '\0' || *live->text != '\0'))
    flags |= WEIR_SCENE_ITEM_HAS_STATUS;

  if (flags == item->flags)
    return;
  /* Wires that loop below leave room for the line. */
  if ((flags ^ item->flags) & WEIR_SCENE_ITEM_HAS_STATUS)
    weir_scene_note (self, entry, WEIR_SCENE_CHANGE_GEOMETRY);
  item->flags = flags;
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_FACE);
}

void
weir_scene_read_entry (WeirScene *self, WeirSceneEntry *entry, WeirElement *element)
{
  WeirSceneItem *item = &entry->item;
  Look           before = take_look (item);

  g_set_object (&item->element, element);
  item->type = weir_session_get_node_type (self->session, element);
  item->flags &= WEIR_SCENE_ITEM_HAS_STATUS | WEIR_SCENE_ITEM_CHANGED |
                 WEIR_SCENE_ITEM_WARNING | WEIR_SCENE_ITEM_ERROR |
                 WEIR_SCENE_ITEM_DISABLED;
  read_kind (self, item);
  if (item->kind == WEIR_SCENE_ITEM_NODE && item->inputs > 0 &&
      item->outputs == 0 &&
      (item->type == NULL || item->type->role != WEIR_NODE_ROLE_LINK_IN))
    item->flags |= WEIR_SCENE_ITEM_ALIGN_RIGHT;
  item->label = dup_label (self, item);
  if (is_label_hidden (item))
    item->flags |= WEIR_SCENE_ITEM_LABEL_HIDDEN;
  measure_item (self, entry);

  note_differences (self, entry, &before);
  free_look (&before);
}

WeirRect
weir_scene_item_get_extents (const WeirSceneItem *item)
{
  WeirRect extents = item->box;

  if (item->kind == WEIR_SCENE_ITEM_GROUP)
    return weir_rect_grow (extents, 2);

  extents = weir_rect_grow (extents, WEIR_PORT_SIZE);
  if (item->flags & WEIR_SCENE_ITEM_BUTTON)
    extents = weir_rect_union (extents, weir_scene_item_get_button (item));
  if ((item->flags & WEIR_SCENE_ITEM_HAS_STATUS) || item->away != NULL)
    {
      WeirRect status = { item->box.x,
                          item->box.y + item->box.height,
                          WEIR_STATUS_WIDTH,
                          WEIR_STATUS_HEIGHT + 4 };

      extents = weir_rect_union (extents, status);
    }
  return extents;
}

void
weir_scene_place (WeirScene *self, WeirSceneEntry *entry)
{
  WeirSceneItem *item = &entry->item;
  WeirRect       box = item->box;
  gboolean       corner = item->kind == WEIR_SCENE_ITEM_GROUP;

  box.x = entry->x + entry->dx - (corner ? 0 : box.width / 2);
  box.y = entry->y + entry->dy - (corner ? 0 : box.height / 2);
  item->box = box;
  weir_index_insert (self->item_index, item, weir_scene_item_get_extents (item));
  weir_scene_place_wires (self, entry);
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_GEOMETRY);
}

WeirPoint
weir_scene_item_get_input (const WeirSceneItem *item)
{
  return (WeirPoint){ item->box.x, item->box.y + item->box.height / 2 };
}

WeirPoint
weir_scene_item_get_output (const WeirSceneItem *item, guint port)
{
  double middle = item->box.y + item->box.height / 2;
  double first = middle - (MAX (item->outputs, 1) - 1) * WEIR_PORT_PITCH / 2;

  return (WeirPoint){ item->box.x + item->box.width,
                      first + port * WEIR_PORT_PITCH };
}

WeirRect
weir_scene_item_get_button (const WeirSceneItem *item)
{
  WeirRect button = { item->box.x - WEIR_BUTTON_SIZE,
                      item->box.y + (item->box.height - WEIR_BUTTON_SIZE) / 2,
                      WEIR_BUTTON_SIZE,
                      WEIR_BUTTON_SIZE };

  if (item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT)
    button.x = item->box.x + item->box.width;
  return button;
}
