/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/**
 * WeirEditBuilder:
 *
 * A document as it will be, while an edit of many parts is put together: reads
 * see what was set before, and each member of an entry is written once. The
 * document itself is not changed. Lives as long as one operation takes.
 */
typedef struct _WeirEditBuilder WeirEditBuilder;

WeirEditBuilder *weir_edit_builder_new (WeirDocument *document);
void             weir_edit_builder_free (WeirEditBuilder *self);

/**
 * weir_edit_builder_end:
 *
 * Returns: (transfer full) (nullable): the edit; %NULL when it would do nothing
 */
WeirEdit *weir_edit_builder_end (WeirEditBuilder *self);

/* An entry of that id will be in the document. */
gboolean weir_edit_builder_has (WeirEditBuilder *self, const char *id);

/**
 * weir_edit_builder_get:
 *
 * Returns: (transfer none) (nullable): the member as it will be
 */
WeirValue *
weir_edit_builder_get (WeirEditBuilder *self, const char *id, const char *key);

/* Returns: (transfer none): the text of a member, "" when it is none */
const char *weir_edit_builder_get_text (WeirEditBuilder *self,
                                        const char      *id,
                                        const char      *key);

/**
 * weir_edit_builder_set:
 * @value: (transfer full) (nullable): %NULL takes the member away
 *
 * Of ids that are not there nothing comes.
 */
void weir_edit_builder_set (WeirEditBuilder *self,
                            const char      *id,
                            const char      *key,
                            WeirValue       *value);
void weir_edit_builder_set_text (WeirEditBuilder *self,
                                 const char      *id,
                                 const char      *key,
                                 const char      *text);
void
weir_edit_builder_move (WeirEditBuilder *self, const char *id, double x, double y);

/**
 * weir_edit_builder_add:
 * @index: where in the document before the edit, or -1 for the end
 * @text: one entry as JSON; only its lexemes are kept, not its layout
 */
void weir_edit_builder_add (WeirEditBuilder *self, int index, const char *text);
void weir_edit_builder_add_value (WeirEditBuilder *self,
                                  int              index,
                                  const WeirValue *entry);
void weir_edit_builder_remove (WeirEditBuilder *self, const char *id);

/* @index: its place afterwards, entries that come and go not counted */
void weir_edit_builder_reorder (WeirEditBuilder *self, const char *id, int index);

/**
 * weir_edit_builder_new_id:
 *
 * Returns: (transfer full): an id as Node-RED makes them, that nobody has
 */
char *weir_edit_builder_new_id (WeirEditBuilder *self);

/* Wires. What is there already, or is not, stays so. */

gboolean weir_edit_builder_has_wire (WeirEditBuilder *self,
                                     const char      *source,
                                     guint            port,
                                     const char      *target);
void     weir_edit_builder_connect (WeirEditBuilder *self,
                                    const char      *source,
                                    guint            port,
                                    const char      *target);
void     weir_edit_builder_disconnect (WeirEditBuilder *self,
                                       const char      *source,
                                       guint            port,
                                       const char      *target);

/* Lists of ids in a member: `links`, `scope`, `nodes`. */

void weir_edit_builder_list_add (WeirEditBuilder *self,
                                 const char      *id,
                                 const char      *key,
                                 const char      *item);
void weir_edit_builder_list_remove (WeirEditBuilder *self,
                                    const char      *id,
                                    const char      *key,
                                    const char      *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEditBuilder, weir_edit_builder_free)

G_END_DECLS
