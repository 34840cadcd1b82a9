/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One member of an object or item of an array; all offsets are into the text
 * the container stands in. */
typedef struct
{
  gsize    start;     /* of the key; of an item without one, of the value */
  gsize    label_end; /* behind the key or the string item; @start: neither */
  gsize    value;     /* of the value */
  gsize    end;       /* behind the value */
  gboolean plain;     /* the label has no escapes */
} WeirTextItem;

/**
 * WeirTextContainer:
 *
 * An object or array in a JSON text, split into its direct parts, so that one
 * of them can be changed and every other byte kept.
 */
typedef struct
{
  const char *text;  /* borrowed; valid JSON where the container stands */
  gsize       open;  /* of the opening bracket */
  gsize       close; /* of the closing bracket */
  GArray     *items; /* owned: WeirTextItem */
} WeirTextContainer;

/**
 * weir_text_container_init:
 * @text: a text in which valid JSON stands from @start to @end
 *
 * Returns: %FALSE, with nothing to clear, when that is no object or array
 */
gboolean weir_text_container_init (WeirTextContainer *self,
                                   const char        *text,
                                   gsize              start,
                                   gsize              end);
void     weir_text_container_clear (WeirTextContainer *self);

const WeirTextItem *
weir_text_container_get (const WeirTextContainer *self, guint index);

/**
 * weir_text_container_find:
 * @label: a key, or in an array the text of an item
 *
 * Returns: (nullable): the last one, which is the one that counts in an object
 */
const WeirTextItem *
weir_text_container_find (const WeirTextContainer *self, const char *label);

/**
 * weir_text_container_append_separator:
 *
 * Appends what stands between the last two items, or would stand between the
 * only one and another. The container is not empty.
 */
void weir_text_container_append_separator (const WeirTextContainer *self,
                                           GString                 *out);

/**
 * weir_text_container_append:
 * @out: gets the container's text with @items behind its own
 * @items: text of an item, or of several with separators between; of members
 *   with their keys
 *
 * The container is not empty.
 */
void weir_text_container_append (const WeirTextContainer *self,
                                 GString                 *out,
                                 const char              *items);

/**
 * weir_text_container_remove:
 * @out: gets the container's text without the items labelled @label, each gone
 *   with its separator
 */
void weir_text_container_remove (const WeirTextContainer *self,
                                 GString                 *out,
                                 const char              *label);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirTextContainer, weir_text_container_clear)

G_END_DECLS
