/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-operation.h"

G_BEGIN_DECLS

/* More about wires: as weir-operation.h, one edit each, %NULL when there is
 * nothing to do. What weir_operation_can_connect() refuses is left out. */

typedef struct
{
  const char *id;
  guint       port; /* 0 for inputs */
  gboolean    is_input;
} WeirPort;

/**
 * weir_operation_replug:
 * @wire: a wire that is there
 * @to: where one of its ends goes: the far end to an input, the near end to an
 *   output
 */
WeirEdit *weir_operation_replug (WeirDocument       *document,
                                 const WeirRegistry *registry,
                                 const WeirWire     *wire,
                                 const WeirPort     *to);

/**
 * weir_operation_replug_all:
 * @from: the port whose wires go
 * @to: (nullable): a port of the same direction; %NULL takes the wires away
 */
WeirEdit *weir_operation_replug_all (WeirDocument       *document,
                                     const WeirRegistry *registry,
                                     const WeirPort     *from,
                                     const WeirPort     *to);

/* Each to the next, in the order of @ids; first outputs. */
WeirEdit *weir_operation_wire_series (WeirDocument       *document,
                                      const WeirRegistry *registry,
                                      GPtrArray          *ids);

/* The first to all others. */
WeirEdit *weir_operation_wire_one_to_many (WeirDocument       *document,
                                           const WeirRegistry *registry,
                                           GPtrArray          *ids);

/* All others to the last. */
WeirEdit *weir_operation_wire_many_to_one (WeirDocument       *document,
                                           const WeirRegistry *registry,
                                           GPtrArray          *ids);

/* A place on a wire. */
typedef struct
{
  WeirWire wire;
  double   x;
  double   y;
} WeirCut;

/**
 * weir_operation_add_junctions:
 * @cuts: (array length=n_cuts)
 * @ids: (out) (transfer full) (element-type utf8): the junctions
 *
 * Wires from one output meet in one junction, of the rest those to one input;
 * it stands in the middle of their cuts.
 */
WeirEdit *weir_operation_add_junctions (WeirDocument       *document,
                                        const WeirRegistry *registry,
                                        const WeirCut      *cuts,
                                        guint               n_cuts,
                                        GPtrArray         **ids);

/* Lifts entries out of their flow: wires to and from the others go, and those
 * that came in go on to what came behind. */
WeirEdit *weir_operation_detach (WeirDocument       *document,
                                 const WeirRegistry *registry,
                                 GPtrArray          *ids);

/**
 * weir_operation_link:
 * @source: a “link out” or “link call”
 * @target: a “link in”
 * @linked: whether the wire that isn't drawn shall be there
 *
 * Both ends name each other, as Node-RED writes it; a link call has one target.
 */
WeirEdit *weir_operation_link (WeirDocument *document,
                               const char   *source,
                               const char   *target,
                               gboolean      linked);

G_END_DECLS
