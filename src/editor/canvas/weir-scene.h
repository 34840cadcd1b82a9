/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "editor/canvas/weir-geometry.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/* Node-RED's proportions, in flow units. */
#define WEIR_NODE_MIN_WIDTH   100.0
#define WEIR_NODE_MIN_HEIGHT  30.0
#define WEIR_NODE_ICON_WIDTH  30.0
#define WEIR_NODE_LINE_HEIGHT 24.0
#define WEIR_PORT_SIZE        10.0
#define WEIR_PORT_PITCH       13.0
#define WEIR_JUNCTION_SIZE    10.0
#define WEIR_BUTTON_SIZE      26.0
#define WEIR_STATUS_HEIGHT    14.0
#define WEIR_GRID             20.0

/* Of the font's size, in flow units. */
#define WEIR_FONT_SIZE        14.0
#define WEIR_STATUS_FONT_SIZE 11.0

/* How far a status line may reach; longer ones are cut. */
#define WEIR_STATUS_WIDTH 300.0

typedef enum
{
  WEIR_SCENE_ITEM_NODE,
  WEIR_SCENE_ITEM_JUNCTION,
  WEIR_SCENE_ITEM_GROUP,
} WeirSceneItemKind;

typedef enum
{
  WEIR_SCENE_ITEM_DISABLED = 1 << 0,
  WEIR_SCENE_ITEM_UNKNOWN = 1 << 1, /* a type Weir does not run */
  WEIR_SCENE_ITEM_LABEL_HIDDEN = 1 << 2,
  WEIR_SCENE_ITEM_ALIGN_RIGHT = 1 << 3, /* icon at the right */
  WEIR_SCENE_ITEM_CHANGED = 1 << 4,
  WEIR_SCENE_ITEM_WARNING = 1 << 5,
  WEIR_SCENE_ITEM_ERROR = 1 << 6,
  WEIR_SCENE_ITEM_BUTTON = 1 << 7,
  WEIR_SCENE_ITEM_BUTTON_ON = 1 << 8, /* a debug node that is active */
  WEIR_SCENE_ITEM_HAS_STATUS = 1 << 9,
} WeirSceneItemFlags;

typedef struct _WeirSceneItem WeirSceneItem;
typedef struct _WeirSceneWire WeirSceneWire;

/**
 * WeirSceneItem:
 *
 * A node, junction or group as it stands in the flow: measured and placed. All
 * is borrowed from the scene and valid until its next `changed`.
 */
struct _WeirSceneItem
{
  WeirSceneItemKind   kind;
  WeirSceneItemFlags  flags;
  const char         *id;
  WeirElement        *element;
  const WeirNodeType *type;   /* (nullable): junctions, groups, unknown ones */
  WeirRect            box;    /* the body; x and y of the file are its centre */
  guint               inputs; /* 0 or 1 */
  guint               outputs;
  char               *label;     /* lines separated by \n */
  char               *icon;      /* icon name; (nullable): junctions, groups */
  char               *color;     /* as in the file, "" for the default */
  char               *away;      /* (nullable): the flows a link leads to or
                                  * comes from, where not this one */
  WeirSceneItem      *group;     /* (nullable): the group it stands in */
  GPtrArray          *wires_in;  /* WeirSceneWire */
  GPtrArray          *wires_out; /* WeirSceneWire */
  guint               order;     /* later ones are drawn on top */
  gpointer            face;      /* the renderer's */
};

struct _WeirSceneWire
{
  WeirSceneItem *source;
  guint          port;
  WeirSceneItem *target;
  gboolean virtual;    /* between link nodes: shown, not to be changed */
  gboolean     moving; /* an end of it is being dragged */
  WeirLinkPath path;
};

typedef enum
{
  WEIR_PICK_NOTHING,
  WEIR_PICK_INPUT, /* a port */
  WEIR_PICK_OUTPUT,
  WEIR_PICK_BUTTON,
  WEIR_PICK_NODE,
  WEIR_PICK_JUNCTION,
  WEIR_PICK_WIRE,
  WEIR_PICK_GROUP, /* its border or label: it can be taken there */
  WEIR_PICK_GROUP_INSIDE,
} WeirPickPart;

typedef struct
{
  WeirPickPart   part;
  WeirSceneItem *item; /* (nullable) */
  WeirSceneWire *wire; /* (nullable) */
  guint          port; /* OUTPUT */
} WeirPick;

/**
 * WeirScene:
 *
 * The view model of one flow: its entries measured, placed and indexed.
 * Follows the document, the run and the problems, and says once a turn of the
 * main loop what changed. Needs no display, only a PangoContext to measure.
 *
 * Signals: `changed (WeirSceneChange flags, GPtrArray *ids)`: @ids is NULL when
 * everything may be different.
 */
#define WEIR_TYPE_SCENE (weir_scene_get_type ())
G_DECLARE_FINAL_TYPE (WeirScene, weir_scene, WEIR, SCENE, GObject)

typedef enum
{
  WEIR_SCENE_CHANGE_ITEMS = 1 << 0,    /* came or went */
  WEIR_SCENE_CHANGE_GEOMETRY = 1 << 1, /* moved, resized, rewired */
  WEIR_SCENE_CHANGE_FACE = 1 << 2,     /* looks different */
  WEIR_SCENE_CHANGE_STATUS = 1 << 3,   /* the line below, or rates */
} WeirSceneChange;

WeirScene *weir_scene_new (WeirSession *session, PangoContext *pango);

/* @free_face: (nullable): releases what the renderer left in an item that
 *   goes */
void weir_scene_set_free_face (WeirScene *self, GDestroyNotify free_face);

WeirSession *weir_scene_get_session (WeirScene *self);
const char  *weir_scene_get_flow (WeirScene *self);
void         weir_scene_set_flow (WeirScene *self, const char *flow);

/* Measures all again: the font changed. */
void weir_scene_set_pango (WeirScene *self, PangoContext *pango);

/* Brings the scene up to date now instead of at the end of the turn. */
void weir_scene_flush (WeirScene *self);

/* Returns: (element-type WeirRect): while `changed` is told with ids: where
 *   wires that don't move with the pointer look different, before and after */
const GArray *weir_scene_get_damage (WeirScene *self);

guint          weir_scene_get_n_items (WeirScene *self);
WeirSceneItem *weir_scene_get_item (WeirScene *self, guint index);
WeirSceneItem *weir_scene_lookup (WeirScene *self, const char *id);
WeirSceneWire *weir_scene_lookup_wire (WeirScene *self, const WeirWireId *wire);

/* Returns: the box of all items; empty when there are none */
WeirRect weir_scene_get_bounds (WeirScene *self);

/* Appends the items or wires that touch @rect, in drawing order. */
void weir_scene_query_items (WeirScene *self, WeirRect rect, GPtrArray *items);
void weir_scene_query_wires (WeirScene *self, WeirRect rect, GPtrArray *wires);

/**
 * weir_scene_pick:
 * @zoom: view pixels per flow unit: hit areas have a size on the screen
 *
 * What is under a point: ports first, then buttons, nodes, junctions, wires,
 * groups.
 */
void
weir_scene_pick (WeirScene *self, WeirPoint point, double zoom, WeirPick *pick);

/* Returns: the box with all that is drawn around it: ports, button, status */
WeirRect  weir_scene_item_get_extents (const WeirSceneItem *item);
WeirPoint weir_scene_item_get_input (const WeirSceneItem *item);
WeirPoint weir_scene_item_get_output (const WeirSceneItem *item, guint port);
WeirRect  weir_scene_item_get_button (const WeirSceneItem *item);

/**
 * weir_scene_preview_move:
 * @ids: (element-type utf8): what is being dragged; groups take their members
 *
 * Shows these @dx, @dy beside their places of the document, until the document
 * moves them or weir_scene_preview_end() puts them back. A later call replaces
 * the one before.
 */
void
weir_scene_preview_move (WeirScene *self, GPtrArray *ids, double dx, double dy);
void     weir_scene_preview_end (WeirScene *self);
gboolean weir_scene_is_previewing (WeirScene *self);

G_END_DECLS
