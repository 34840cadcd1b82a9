/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "flow/weir-field.h"

G_BEGIN_DECLS

/* Opens a window with the text of a field, which is JSON: it can be laid out,
 * and says where it is wrong while it is typed. */
void weir_json_sheet_present (GtkWindow *parent, WeirField *field);

G_END_DECLS
