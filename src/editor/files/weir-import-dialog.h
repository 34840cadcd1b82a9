/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* From this width on the differences stand beside the list. */
#define WEIR_IMPORT_WIDE_PX 640

/**
 * WeirImportTarget:
 *
 * What is imported, as far as that is known, and where to.
 */
typedef struct
{
  const char *text;     /* (nullable): what was dropped or pasted */
  GListModel *files;    /* (nullable): GFile: what was dropped */
  gboolean    new_flow; /* entries without a flow get one of their own */
  double      x;        /* else: where the middle of them comes to stand */
  double      y;
} WeirImportTarget;

/**
 * WeirImportDialog:
 *
 * Brings entries of another document into this one: first the text, then what
 * is in it and what shall become of each, then one undo step.
 */
#define WEIR_TYPE_IMPORT_DIALOG (weir_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirImportDialog,
                      weir_import_dialog,
                      WEIR,
                      IMPORT_DIALOG,
                      AdwWindow)

/* Shows the dialog; with a text that is a flow the preview at once. */
void weir_import_dialog_present (GtkWindow              *parent,
                                 WeirSession            *session,
                                 const WeirImportTarget *target);

G_END_DECLS
