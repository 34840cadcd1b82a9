/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-form.h"

G_BEGIN_DECLS

struct _WeirForm
{
  GObject parent_instance;

  /* owned */
  WeirDocument *document;
  WeirRegistry *registry;
  WeirValue    *credentials; /* (nullable): of all entries */
  GHashTable   *variables;   /* (nullable) */
  char         *id;
  WeirValue    *stored; /* the entry as the document has it */
  WeirSheet    *sheet;
  GPtrArray    *configs;  /* WeirForm */
  GPtrArray    *problems; /* WeirProblem */
  GArray       *raw;      /* (nullable): WeirProperty, of members without one */

  /* borrowed */
  const WeirNodeType *type; /* (nullable) */

  gboolean is_new;
  gboolean is_generic;
};

/* weir-form-tables.c */

/**
 * weir_form_find_tables:
 * @entry: an entry
 * @type: (nullable): its type
 * @raw: (out) (transfer full) (nullable): filled in where Weir has no
 *   description: a property for every member
 *
 * Returns: (transfer full) (element-type WeirProperty): the tables that describe
 *   the entry: of its type or its kind, then what all entries have
 */
GPtrArray *
weir_form_find_tables (WeirValue *entry, const WeirNodeType *type, GArray **raw);

/* weir-form-commit.c */

/* Returns: (transfer full): key → WeirValue, or NULL for a member to remove:
 *   what the commit changes of the entry itself */
GHashTable *weir_form_list_changes (WeirForm *self);

/* Returns: (transfer full): the entry as it would be stored */
WeirValue *weir_form_dup_stored (WeirForm *self);

/* Returns: (transfer full) (element-type WeirForm): the configuration added that
 *   the entry, or another that counts, refers to */
GPtrArray *weir_form_list_used_configs (WeirForm *self);

G_END_DECLS
