/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-entry-item.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirEntryRow:
 *
 * How an entry looks in a list: its type's tile, what people call it, its status
 * or a detail, the changed dot and the problem triangle. Keeps itself up to
 * date through the feed it was made with.
 */
#define WEIR_TYPE_ENTRY_ROW (weir_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirEntryRow, weir_entry_row, WEIR, ENTRY_ROW, GtkWidget)

/**
 * WeirEntryFeed:
 *
 * Tells the rows of one list what changed: each edit, status and problem reaches
 * only the rows that show that entry, once a turn of the main loop, so a list
 * costs what it shows and not what it holds.
 */
#define WEIR_TYPE_ENTRY_FEED (weir_entry_feed_get_type ())
G_DECLARE_FINAL_TYPE (WeirEntryFeed, weir_entry_feed, WEIR, ENTRY_FEED, GObject)

WeirEntryFeed *weir_entry_feed_new (WeirSession *session);
WeirSession   *weir_entry_feed_get_session (WeirEntryFeed *self);

/* For the row: what it shows, until it is removed again. */
void weir_entry_feed_add (WeirEntryFeed *self, const char *id, WeirEntryRow *row);
void
weir_entry_feed_remove (WeirEntryFeed *self, const char *id, WeirEntryRow *row);

/* Refreshes all rows: their details were made anew. */
void weir_entry_feed_refresh_all (WeirEntryFeed *self);

GtkWidget *weir_entry_row_new (WeirEntryFeed *feed);

/* @item: (nullable): %NULL when the row is not used for the moment */
void weir_entry_row_set_item (WeirEntryRow *self, WeirEntryItem *item);
WeirEntryItem *weir_entry_row_get_item (WeirEntryRow *self); /* (nullable) */

/* How deep it stands in its tree, from 1; told to screen readers. */
void weir_entry_row_set_level (WeirEntryRow *self, guint level);
void weir_entry_row_refresh (WeirEntryRow *self);

/* Returns: what a screen reader says of it */
const char *weir_entry_row_get_description (WeirEntryRow *self);

/* Names the list's own widget around the child of a row, as newer versions of
 * the toolkit do by themselves. @level: 0 for none. */
void
weir_list_child_set_accessible (GtkWidget *child, const char *label, guint level);

G_END_DECLS
