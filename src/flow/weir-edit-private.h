/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-edit.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_EDIT_KIND_ADD,
  WEIR_EDIT_KIND_REMOVE,
  WEIR_EDIT_KIND_SET,
  WEIR_EDIT_KIND_MOVE,
  WEIR_EDIT_KIND_CONNECT,
  WEIR_EDIT_KIND_DISCONNECT,
  WEIR_EDIT_KIND_REORDER,
  WEIR_EDIT_KIND_LIST,
  WEIR_EDIT_KIND_RESTORE,
} WeirEditKind;

struct _WeirEdit
{
  gatomicrefcount ref_count;
  WeirEditKind    kind;
  char           *id;    /* all but ADD, LIST, RESTORE */
  char           *text;  /* ADD: the entry; SET: the key; wires: the target */
  WeirValue      *value; /* SET, nullable */
  double          x;     /* MOVE */
  double          y;     /* MOVE */
  guint           port;  /* CONNECT, DISCONNECT */
  int             index; /* ADD, REORDER */
  GPtrArray      *parts; /* LIST: WeirEdit; RESTORE: WeirChange */
};

/**
 * weir_edit_new_restore:
 * @changes: (element-type WeirChange) (transfer full): applied in order
 */
WeirEdit *weir_edit_new_restore (GPtrArray *changes);

G_END_DECLS
