/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_LEVEL_GROUP,
  WEIR_LEVEL_TAB, /* also the implicit one of a `z` that names nothing */
  WEIR_LEVEL_SUBFLOW,
  WEIR_LEVEL_GLOBAL,
  WEIR_LEVEL_PROCESS,
} WeirLevelKind;

/**
 * WeirLevel:
 *
 * One step of the way from an entry outwards on which variables are looked
 * for. Passed by value; what it points to belongs to the snapshot.
 */
typedef struct
{
  WeirLevelKind    kind;
  const WeirEntry *entry; /* (nullable): the container */
  const char      *id;
} WeirLevel;

extern const WeirLevel weir_level_global;

/* Where a look-up from @entry starts; a container starts with its own. */
WeirLevel weir_level_of (WeirSnapshot *snapshot, const WeirEntry *entry);

/* The level that a tab, group, subflow or expanded instance is for what stands
 * in it. */
WeirLevel
weir_level_of_container (WeirSnapshot *snapshot, const WeirEntry *entry);
WeirLevel weir_level_get_outside (WeirSnapshot *snapshot, WeirLevel level);

/* Returns: (transfer full) (nullable): what `NR_FLOW_NAME` and its like are */
WeirValue *weir_level_find_builtin (WeirSnapshot *snapshot,
                                    WeirLevel     level,
                                    const char   *name);

/* Returns: (transfer full) (nullable): what `NR_NODE_ID` and its like are for
 *   a node */
WeirValue *weir_level_find_own_builtin (WeirSnapshot    *snapshot,
                                        const WeirEntry *entry,
                                        const char      *name);

G_END_DECLS
