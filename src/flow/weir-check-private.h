/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-check.h"

G_BEGIN_DECLS

/* What the parts of a check share. All of it is borrowed from
 * weir_check_snapshot() and ends with it. */
struct _WeirCheckScope
{
  WeirSnapshot       *snapshot;
  const WeirRegistry *registry;
  WeirEnvironment    *environment;
  GHashTable         *by_type;    /* type → GPtrArray of enabled WeirEntry */
  GPtrArray          *problems;   /* WeirProblem */
  guint              *n_unlisted; /* those beyond the limit */
  const WeirEntry    *entry;      /* the one being checked */
};

/**
 * weir_check_scope_dup_name:
 *
 * Returns: (transfer full): what people call an entry: its name, else what its
 *   type makes of it, else its id
 */
char *
weir_check_scope_dup_name (const WeirCheckScope *scope, const WeirEntry *entry);

/* weir-check-property.c: the properties @type describes. */
void
weir_check_properties (const WeirCheckScope *scope, const WeirNodeType *type);

/* weir-check-typed.c: one value of a type; @key says where it stands. */
void weir_check_typed (const WeirCheckScope *scope,
                       const char           *key,
                       const char           *type,
                       WeirValue            *value);

/* weir-check-typed.c: says that the variable @name is not set, if so. */
void weir_check_variable (const WeirCheckScope *scope,
                          const char           *key,
                          const char           *name);

/* weir-check-entry.c: id and type. Returns whether there is more to check. */
gboolean weir_check_envelope (const WeirCheckScope *scope);

/* weir-check-entry.c: groups, variables and wires. */
void weir_check_structure (const WeirCheckScope *scope);

/* weir-check-entry.c: whether the id @target, to which a wire leads from the
 * node called @name, is in the file. */
void weir_check_target (const WeirCheckScope *scope,
                        const char           *name,
                        const WeirValue      *target);

/* weir-check-flow.c: what concerns more than one entry. */
void weir_check_flow (const WeirCheckScope *scope);

/* weir-check-flow.c: of that, what is about the scope's entry. */
void weir_check_flow_entry (const WeirCheckScope *scope);

G_END_DECLS
