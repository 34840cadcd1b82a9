/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* How long after the last key the text is checked. */
#define WEIR_IMPORT_CHECK_MS 250

/* Of one file; a text field is no place for more. */
#define WEIR_IMPORT_MAX_BYTES (16 * 1024 * 1024)

/**
 * WeirImportSource:
 *
 * Where a flow to import comes from: a text to paste or write, files, examples.
 * Says at once what is wrong with it, and where.
 *
 * Property: `document` (WeirDocument, nullable, notify): what the text holds;
 * %NULL as long as it is no flow.
 */
#define WEIR_TYPE_IMPORT_SOURCE (weir_import_source_get_type ())
G_DECLARE_FINAL_TYPE (WeirImportSource,
                      weir_import_source,
                      WEIR,
                      IMPORT_SOURCE,
                      GtkWidget)

GtkWidget *weir_import_source_new (void);

/* Checks it at once. */
void weir_import_source_set_text (WeirImportSource *self, const char *text);

/**
 * weir_import_source_load:
 * @files: GFile items, several of which are joined to one list
 *
 * Reads the files without waiting; what can't be read is told in the place of
 * what is wrong with the text.
 */
void weir_import_source_load (WeirImportSource *self, GListModel *files);

/* Returns: (transfer none) (nullable) */
WeirDocument *weir_import_source_get_document (WeirImportSource *self);

/* Returns: what it says below the text */
const char *weir_import_source_get_message (WeirImportSource *self);

G_END_DECLS
