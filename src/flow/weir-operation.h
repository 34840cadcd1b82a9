/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* What people do to a flow, as edits. Every function looks at the document and
 * returns one edit (transfer full) that does it all, or %NULL when there is
 * nothing to do; none changes the document. Ids that are not in the document,
 * or stand in a locked flow, are passed over. Behaviour follows Node-RED's
 * editor. */

/* A wire of the file. */
typedef struct
{
  const char *source; /* id */
  guint       port;
  const char *target; /* id */
} WeirWire;

/* Returns: whether it is of a kind that stands somewhere in a flow: nodes,
 * junctions and groups */
gboolean weir_operation_has_place (WeirElement *element);

/**
 * weir_operation_is_locked:
 *
 * Returns: whether @id is a locked tab, or stands in one
 */
gboolean weir_operation_is_locked (WeirDocument *document, const char *id);

/* Moving; arranging stands in weir-operation-arrange.h. */

/**
 * weir_operation_move:
 * @ids: (element-type utf8): nodes, junctions, groups; a group takes its
 *   members, however deep
 *
 * Node-RED keeps whole numbers and halves; others are rounded to one decimal.
 */
WeirEdit *
weir_operation_move (WeirDocument *document, GPtrArray *ids, double dx, double dy);

/* Wires */

/**
 * weir_operation_can_connect:
 *
 * Cheap enough to be asked while the pointer moves.
 *
 * Returns: FALSE for a wire that exists, from or to something without that
 *   port, from a node to itself, between flows, in a locked flow, and for a
 *   loop of junctions alone
 */
gboolean  weir_operation_can_connect (WeirDocument       *document,
                                      const WeirRegistry *registry,
                                      const WeirWire     *wire);
WeirEdit *weir_operation_connect (WeirDocument       *document,
                                  const WeirRegistry *registry,
                                  const WeirWire     *wire);

/* @wires: (array length=n_wires) */
WeirEdit *weir_operation_disconnect (WeirDocument   *document,
                                     const WeirWire *wires,
                                     guint           n_wires);

/* Puts @id, which has an input and an output, into the wire: its first output
 * leads on. %NULL when it can't be there. More about wires stands in
 * weir-operation-wire.h. */
WeirEdit *weir_operation_splice (WeirDocument       *document,
                                 const WeirRegistry *registry,
                                 const char         *id,
                                 const WeirWire     *wire);

/* How many inputs and outputs an entry has: by its type; of a type Weir does not
 * know, as its wires and its own words (`outputs`) tell. */
guint
      weir_operation_get_n_inputs (const WeirRegistry *registry, WeirElement *element);
guint weir_operation_get_n_outputs (const WeirRegistry *registry,
                                    WeirElement        *element);

/* Coming and going */

/**
 * weir_operation_add_node:
 * @type: a type's name; "junction" and "group" too
 * @flow: the tab or subflow it stands in; %NULL for configuration available to
 *   all flows
 * @x: its centre, in flow units; not used for configuration
 * @id: (out) (transfer full): the new entry's id
 *
 * With the defaults of its type; debug nodes are called “debug 1”, … %NULL when
 * @flow isn't there or is locked, and for a subflow inside itself.
 */
WeirEdit *weir_operation_add_node (WeirDocument       *document,
                                   const WeirRegistry *registry,
                                   const char         *type,
                                   const char         *flow,
                                   double              x,
                                   double              y,
                                   char              **id);

/**
 * weir_operation_delete:
 * @wires: (array length=n_wires) (nullable): wires to remove besides
 *
 * Takes the wires to and from the entries along, what link and scope lists say
 * of them, their places in groups and the ports of subflows; a group goes
 * without its members when @ids names only the group, and so does a group that
 * lost its last member. A tab or subflow goes with everything in it, a subflow
 * with its instances, and users of a configuration lose the reference.
 */
WeirEdit *weir_operation_delete (WeirDocument   *document,
                                 GPtrArray      *ids,
                                 const WeirWire *wires,
                                 guint           n_wires);

/* The same, and wires that ended there go on to what came behind. */
WeirEdit *weir_operation_delete_and_reconnect (WeirDocument       *document,
                                               const WeirRegistry *registry,
                                               GPtrArray          *ids);

G_END_DECLS
