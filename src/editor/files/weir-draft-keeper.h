/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/files/weir-draft.h"

G_BEGIN_DECLS

/* How much work is lost at the most when the program is killed. */
#define WEIR_DRAFT_KEEPER_DELAY_MS 3000

/**
 * WeirDraftKeeperFunc:
 *
 * Returns: (transfer full) (nullable): the draft as of now; %NULL when there is
 *   nothing unsaved, and then the draft file goes
 */
typedef WeirDraft *(*WeirDraftKeeperFunc) (gpointer user_data);

/**
 * WeirDraftKeeper:
 *
 * Writes a draft file 3 s after the first change that is not in it yet, however
 * much is edited meanwhile. Files are written by a thread; the order of writing
 * and removing is that of the calls. Belongs to the main thread.
 *
 * Signal: `failed (const char *reason)`: the draft could not be written; told
 * once until it can be again.
 */
#define WEIR_TYPE_DRAFT_KEEPER (weir_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (WeirDraftKeeper, weir_draft_keeper, WEIR, DRAFT_KEEPER, GObject)

/**
 * weir_draft_keeper_new:
 * @file: the draft file; its folder is there
 * @delay_ms: %WEIR_DRAFT_KEEPER_DELAY_MS, or less for tests
 * @take: makes the draft; called in the main thread, no more after
 *   weir_draft_keeper_stop()
 */
WeirDraftKeeper *weir_draft_keeper_new (GFile              *file,
                                        guint               delay_ms,
                                        WeirDraftKeeperFunc take,
                                        gpointer            user_data);

/**
 * weir_draft_keeper_changed:
 *
 * There is something new to keep.
 */
void weir_draft_keeper_changed (WeirDraftKeeper *self);

/**
 * weir_draft_keeper_flush:
 *
 * What is to be written is written when this returns.
 */
void weir_draft_keeper_flush (WeirDraftKeeper *self);

/**
 * weir_draft_keeper_remove:
 *
 * The work was saved or is not wanted: no draft is left when this returns, and
 * none appears before the next change.
 */
void weir_draft_keeper_remove (WeirDraftKeeper *self);

/**
 * weir_draft_keeper_stop:
 *
 * Flushes, and asks for no draft again.
 */
void weir_draft_keeper_stop (WeirDraftKeeper *self);

G_END_DECLS
