/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-scene.h"

G_BEGIN_DECLS

/**
 * WeirPlacement:
 *
 * Where a new node goes and what becomes of it at once.
 */
typedef struct
{
  const char *type;
  WeirPoint   at;   /* its centre, or with @from its port */
  double      grid; /* 0: none */

  const char *from;       /* (nullable): an entry it is wired to */
  gboolean    from_input; /* whether to that one's input */
  guint       from_port;

  const WeirWireId *wire;  /* (nullable): the wire it is put into */
  const char       *group; /* (nullable): the group it joins */
} WeirPlacement;

/**
 * weir_placement_add:
 *
 * Adds a node to the flow shown, in one undo step, and selects it.
 *
 * Returns: (transfer full) (nullable): its id; %NULL when it can't be there,
 *   which the session has told
 */
char *weir_placement_add (WeirSession         *session,
                          WeirScene           *scene,
                          const WeirPlacement *placement);

/* Returns: how large a node of that type is going to be, about, at the origin;
 * @type: (nullable) */
WeirRect weir_placement_guess_box (const WeirNodeType *type);

G_END_DECLS
