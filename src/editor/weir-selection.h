/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WeirWireId:
 *
 * Names a wire: an output and what it leads to. A virtual wire of link nodes
 * can't be selected.
 */
typedef struct
{
  char *source; /* id */
  guint port;
  char *target; /* id */
} WeirWireId;

WeirWireId *weir_wire_id_new (const char *source, guint port, const char *target);
void        weir_wire_id_free (WeirWireId *wire);
guint       weir_wire_id_hash (gconstpointer wire);
gboolean    weir_wire_id_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirWireId, weir_wire_id_free)

/**
 * WeirSelection:
 *
 * What is selected in the shown flow, and which entry has the keyboard's focus;
 * shared by canvas, outline and inspector. Holds ids, not objects, so what is
 * gone from the document is simply no longer found. One change is one `changed`
 * signal, also between weir_selection_begin() and weir_selection_end().
 */
#define WEIR_TYPE_SELECTION (weir_selection_get_type ())
G_DECLARE_FINAL_TYPE (WeirSelection, weir_selection, WEIR, SELECTION, GObject)

WeirSelection *weir_selection_new (void);
void           weir_selection_begin (WeirSelection *self);
void           weir_selection_end (WeirSelection *self);

void     weir_selection_clear (WeirSelection *self);
gboolean weir_selection_is_empty (WeirSelection *self);

/* Entries: nodes, junctions, groups; in the configuration panel also
 * configuration nodes. */
void     weir_selection_add (WeirSelection *self, const char *id);
void     weir_selection_remove (WeirSelection *self, const char *id);
void     weir_selection_toggle (WeirSelection *self, const char *id);
gboolean weir_selection_contains (WeirSelection *self, const char *id);
guint    weir_selection_get_n_ids (WeirSelection *self);

/* Selects only @id, and gives it the focus. */
void weir_selection_set (WeirSelection *self, const char *id);

/* @ids: (element-type utf8): selects only these */
void weir_selection_set_ids (WeirSelection *self, GPtrArray *ids);

/* Returns: (transfer full) (element-type utf8): in the order of selection */
GPtrArray *weir_selection_list_ids (WeirSelection *self);

/* Wires */
void weir_selection_add_wire (WeirSelection *self, const WeirWireId *wire);
void weir_selection_toggle_wire (WeirSelection *self, const WeirWireId *wire);
gboolean
weir_selection_contains_wire (WeirSelection *self, const WeirWireId *wire);

/* Returns: (transfer full) (element-type WeirWireId): borrowed members until
 *   the selection changes */
GPtrArray *weir_selection_list_wires (WeirSelection *self);

/* Returns: (nullable): the entry with the keyboard's focus */
const char *weir_selection_get_focus (WeirSelection *self);
void        weir_selection_set_focus (WeirSelection *self, const char *id);

G_END_DECLS
