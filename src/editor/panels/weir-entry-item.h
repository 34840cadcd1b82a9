/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_ENTRY_ITEM_SECTION, /* a heading */
  WEIR_ENTRY_ITEM_ELEMENT, /* an entry of the document */
  WEIR_ENTRY_ITEM_WIRE,    /* what an output leads to */
} WeirEntryItemKind;

/**
 * WeirEntryItem:
 *
 * A row of the outline, the configuration panel or a list of results. Holds
 * ids, not entries; its row shows what the document says of them now.
 *
 * Property: `detail` (string, nullable, notify): said at the row's end instead of
 * the entry's status.
 */
#define WEIR_TYPE_ENTRY_ITEM (weir_entry_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirEntryItem, weir_entry_item, WEIR, ENTRY_ITEM, GObject)

/**
 * weir_entry_item_new_section:
 * @id: names it: that of a flow, or a word of the caller's
 * @title: its heading, translated
 */
WeirEntryItem *weir_entry_item_new_section (const char *id, const char *title);
WeirEntryItem *weir_entry_item_new (const char *id);
WeirEntryItem *
weir_entry_item_new_wire (const char *source, guint port, const char *target);

WeirEntryItemKind weir_entry_item_get_kind (WeirEntryItem *self);

/* Returns: the id of the entry or section; of a wire that of its target */
const char *weir_entry_item_get_id (WeirEntryItem *self);
const char *weir_entry_item_get_title (WeirEntryItem *self); /* (nullable) */

/* Returns: (nullable): of a wire, whose output it is */
const char *weir_entry_item_get_source (WeirEntryItem *self);
guint       weir_entry_item_get_port (WeirEntryItem *self);

const char *weir_entry_item_get_detail (WeirEntryItem *self); /* (nullable) */
void weir_entry_item_set_detail (WeirEntryItem *self, const char *detail);

/* Returns: (transfer none): the rows below it, a GListStore of WeirEntryItem,
 *   made when it is first asked for */
GListStore *weir_entry_item_get_children (WeirEntryItem *self);

/* Returns: how many rows there are below it, without making the list */
guint weir_entry_item_get_n_children (WeirEntryItem *self);

/* The item it stands below, kept up by the one who fills the lists. */
WeirEntryItem *weir_entry_item_get_parent (WeirEntryItem *self); /* (nullable) */
void weir_entry_item_set_parent (WeirEntryItem *self, WeirEntryItem *parent);

G_END_DECLS
