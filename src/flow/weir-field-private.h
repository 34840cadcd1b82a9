/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-field.h"
#include "flow/weir-sheet.h"

G_BEGIN_DECLS

struct _WeirField
{
  GObject parent_instance;

  /* borrowed */
  const WeirProperty *property;
  WeirSheet          *sheet; /* owns the field */

  /* owned */
  GListStore *rows;     /* (nullable): of WeirSheet; LIST, once asked for */
  GPtrArray  *problems; /* WeirProblem */

  gboolean shown;
  gboolean writing_rows; /* the rows are what changes */
};

WeirField *weir_field_new (WeirSheet *sheet, const WeirProperty *property);

/* The sheet is gone. */
void weir_field_detach (WeirField *self);

/* A member of the sheet changed. @key: "" for any */
void weir_field_sync (WeirField *self, const char *key);

/* Makes the rows anew when they aren't what is stored any more. */
void weir_field_sync_rows (WeirField *self);

/* @problems: (transfer full) (element-type WeirProblem) */
void weir_field_take_problems (WeirField *self, GPtrArray *problems);

/* Returns: (transfer full): what a value that isn't written counts as */
WeirValue *weir_field_dup_implied (const WeirProperty *property);

G_END_DECLS
