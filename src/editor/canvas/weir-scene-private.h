/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-index.h"
#include "editor/canvas/weir-scene.h"

G_BEGIN_DECLS

/* What the files of the scene share. The document and the run say ids; those
 * are noted with what has to be looked at, and one flush a turn brings items,
 * then groups, then wires, then places up to date, in this order, because each
 * needs the one before. */

typedef enum
{
  WEIR_SCENE_DIRTY_ENTRY = 1 << 0, /* came, went, or anything in it */
  WEIR_SCENE_DIRTY_PLACE = 1 << 1, /* only x and y */
  WEIR_SCENE_DIRTY_WIRES = 1 << 2,
  WEIR_SCENE_DIRTY_STATUS = 1 << 3,
} WeirSceneDirty;

/* An item with what only the scene needs. */
typedef struct
{
  WeirSceneItem   item; /* first, so that either is the other */
  char           *id;
  double          x, y;   /* of the document */
  double          dx, dy; /* of the preview */
  gboolean        previewed;
  gboolean        has_size; /* groups: whether the file says one */
  WeirSceneChange changes;  /* since the last flush */
} WeirSceneEntry;

struct _WeirScene
{
  GObject parent_instance;

  /* owned */
  WeirSession   *session;
  PangoLayout   *layout; /* measures labels */
  char          *flow;
  GHashTable    *by_id;      /* id → WeirSceneEntry, owned by `items` */
  GPtrArray     *items;      /* WeirSceneEntry, in drawing order */
  WeirIndex     *item_index; /* of nodes, junctions and groups */
  WeirIndex     *wire_index;
  GHashTable    *unresolved; /* missing id → set of ids wired to it */
  GHashTable    *widths;     /* label line → width, as bits of a pointer */
  GHashTable    *dirty;      /* id → WeirSceneDirty */
  GHashTable    *changed;    /* set of ids */
  GArray        *damage;     /* WeirRect */
  GPtrArray     *preview;    /* ids, as given */
  GPtrArray     *previewed;  /* WeirSceneEntry, borrowed */
  GDestroyNotify free_face;  /* (nullable) */

  WeirSceneChange changes;
  gboolean        reload;
  gboolean        order_dirty;
  gboolean        groups_dirty;
  gboolean        links_dirty;
  gboolean        flags_dirty;
  gboolean        flushing;
  guint           flush_id;
};

/* weir-scene.c */
void weir_scene_queue (WeirScene *self);

/* Notes that an item is different, to be told by the next flush. */
void
weir_scene_note (WeirScene *self, WeirSceneEntry *entry, WeirSceneChange what);

/* weir-scene-listen.c */
void weir_scene_listen (WeirScene *self);
void weir_scene_dirty (WeirScene *self, const char *id, WeirSceneDirty what);
gboolean weir_scene_is_here (WeirScene *self, WeirElement *element);

/* weir-scene-item.c */
WeirSceneEntry *weir_scene_entry_new (const char *id);
void weir_scene_entry_free (WeirSceneEntry *entry, GDestroyNotify face);

/* Reads all of the entry's element again. */
void weir_scene_read_entry (WeirScene      *self,
                            WeirSceneEntry *entry,
                            WeirElement    *element);

/* Reads what session and run say of it: flags only. */
void weir_scene_read_flags (WeirScene *self, WeirSceneEntry *entry);

/* Puts the box where document and preview want it, and all that hangs on it. */
void weir_scene_place (WeirScene *self, WeirSceneEntry *entry);

/* weir-scene-group.c */
void weir_scene_resolve_groups (WeirScene *self);

/* Gives groups without a size in the file that of their members. */
void weir_scene_fit_groups (WeirScene *self);

/* Returns: whether the entry is in the group its element names */
gboolean weir_scene_knows_group (WeirScene *self, WeirSceneEntry *entry);

/* weir-scene-preview.c */
void weir_scene_forget_preview (WeirScene *self, WeirSceneEntry *entry);

/* weir-scene-wires.c */
void weir_scene_resolve_wires (WeirScene *self, WeirSceneEntry *entry);
void weir_scene_drop_wires (WeirScene *self, WeirSceneEntry *entry);
void weir_scene_place_wires (WeirScene *self, WeirSceneEntry *entry);
void weir_scene_wire_free (WeirScene *self, WeirSceneWire *wire);
WeirSceneWire *weir_scene_add_wire (WeirScene     *self,
                                    WeirSceneItem *source,
                                    guint          port,
                                    WeirSceneItem *target,
                                    gboolean virtual);

/* weir-scene-links.c */
gboolean weir_scene_is_link (WeirSession *session, WeirElement *element);
void     weir_scene_resolve_links (WeirScene *self);

G_END_DECLS
