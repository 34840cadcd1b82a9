/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirCompareWindow:
 *
 * How the document of a session differs from another one, node by node. It
 * stands beside the window of the document, follows its edits, and shows nodes
 * there.
 */
#define WEIR_TYPE_COMPARE_WINDOW (weir_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirCompareWindow,
                      weir_compare_window,
                      WEIR,
                      COMPARE_WINDOW,
                      AdwWindow)

/**
 * weir_compare_window_present:
 * @parent: the window of the document
 * @other: what it is compared with; nobody changes it any more
 * @name: what that is called
 * @is_conflict: whether @other is what another program made of the document's
 *   file: then it is the newer one, and the window has the actions `win.reload`
 *   and `win.keep-mine` of @parent at hand
 *
 * Returns: (transfer none): the window, which closes with @parent
 */
GtkWindow *weir_compare_window_present (GtkWindow    *parent,
                                        WeirSession  *session,
                                        WeirDocument *other,
                                        const char   *name,
                                        gboolean      is_conflict);

G_END_DECLS
