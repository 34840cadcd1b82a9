/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-element.h"

G_BEGIN_DECLS

/* Groups stand in groups this deep at most; one that is deeper counts as
 * standing in its tab, so that no file makes a walk to the tab a long one. */
#define WEIR_SNAPSHOT_MAX_GROUP_DEPTH 128

/**
 * WeirEntry:
 *
 * One entry as the runtime and the checks see it. All texts are borrowed from
 * @value; "" stands for missing.
 */
typedef struct
{
  WeirElementKind kind;
  const char     *id;
  const char     *type;
  const char     *z;
  const char     *g;
  const char     *name;     /* `name`, of tabs `label` */
  gboolean        disabled; /* `d`, of tabs `disabled`; its own only */
  gboolean        shadowed; /* an earlier entry has the same id: not run */
  WeirValue      *value;    /* the whole entry */
  guint           index;    /* its place in the file */
} WeirEntry;

/**
 * WeirSnapshot:
 *
 * An immutable picture of a flow with its containers resolved: what is
 * checked, compared and run. Reference-counted; any thread may read it.
 */
typedef struct _WeirSnapshot WeirSnapshot;

/**
 * weir_snapshot_new:
 * @entries: (array length=n_entries) (transfer none): the entries in file order
 * @credentials: (nullable): id → object of names and texts
 */
WeirSnapshot               *
weir_snapshot_new (WeirValue **entries, guint n_entries, WeirValue *credentials);
WeirSnapshot *weir_snapshot_ref (WeirSnapshot *snapshot);
void          weir_snapshot_unref (WeirSnapshot *snapshot);

guint weir_snapshot_get_n_entries (const WeirSnapshot *snapshot);
const WeirEntry *
weir_snapshot_get_entry (const WeirSnapshot *snapshot, guint index);

/**
 * weir_snapshot_lookup:
 *
 * Returns: (nullable): the entry that runs under this id
 */
const WeirEntry *
weir_snapshot_lookup (const WeirSnapshot *snapshot, const char *id);

/**
 * weir_snapshot_get_container:
 *
 * Returns: (nullable): the tab or subflow definition the entry stands in; %NULL
 *   for global configuration and for a `z` that names none
 */
const WeirEntry *weir_snapshot_get_container (const WeirSnapshot *snapshot,
                                              const WeirEntry    *entry);

/**
 * weir_snapshot_get_group:
 *
 * Returns: (nullable): the group the entry is in, when that group exists in the
 *   same container, is no loop and not deeper than
 *   %WEIR_SNAPSHOT_MAX_GROUP_DEPTH
 */
const WeirEntry *
weir_snapshot_get_group (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_snapshot_is_enabled:
 *
 * Returns: whether neither the entry nor its tab is disabled
 */
gboolean
weir_snapshot_is_enabled (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_snapshot_runs:
 *
 * Returns: whether the engine makes a node of the entry: it is enabled, no
 *   earlier entry has its id, and it stands in a flow or is configuration. A
 *   subflow definition runs only by its instances.
 */
gboolean
weir_snapshot_runs (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_snapshot_is_runnable:
 *
 * Returns: whether the entry runs, or would if it had an id
 */
gboolean
weir_snapshot_is_runnable (const WeirSnapshot *snapshot, const WeirEntry *entry);

/**
 * weir_snapshot_get_credentials:
 *
 * Returns: (nullable): the credentials of an entry, an object
 */
WeirValue *
weir_snapshot_get_credentials (const WeirSnapshot *snapshot, const char *id);

/* Returns: (transfer none) (nullable): those of all entries, id → object */
WeirValue *weir_snapshot_get_all_credentials (const WeirSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSnapshot, weir_snapshot_unref)

G_END_DECLS
