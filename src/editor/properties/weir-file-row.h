/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * weir_file_row_add:
 * @path_key: of the field with a path
 * @data_key: of the credential with what the file holds, when it is embedded
 * @name_key: of the field with the name the embedded file had
 * @is_binary: whether it is embedded in base64
 *
 * Adds a row for a certificate, key or bundle: the path of a file, which can be
 * chosen, or what was embedded instead of it. One takes the place of the other.
 */
void weir_file_row_add (WeirPropertyContext *context,
                        AdwPreferencesGroup *group,
                        const char          *path_key,
                        const char          *data_key,
                        const char          *name_key,
                        gboolean             is_binary);

/**
 * weir_file_row_choose:
 * @field: with a path
 *
 * Asks people for the file; what was embedded instead of it is forgotten.
 */
void weir_file_row_choose (WeirPropertyContext *context, WeirField *field);

/* Adds a row for the path of a file that can be chosen, and never is embedded. */
void weir_file_row_add_path (WeirPropertyContext *context,
                             AdwPreferencesGroup *group,
                             WeirField           *field);

G_END_DECLS
