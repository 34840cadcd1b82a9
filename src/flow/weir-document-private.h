/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "flow/weir-element-private.h"
#include "json/weir-json.h"

G_BEGIN_DECLS

/* The text is head, then for every element its space before, its text and its
 * space after, with commas between, then tail. Without elements it is head,
 * the blank, tail. */
struct _WeirDocument
{
  GObject parent_instance;

  /* owned */
  GBytes    *source;   /* the text read; elements are slices of it */
  GBytes    *head;     /* up to the opening bracket, inclusive */
  GBytes    *tail;     /* from the closing bracket on */
  GBytes    *blank;    /* between the brackets of an empty list */
  GSequence *elements; /* of WeirElement, owned */
  GTree     *index;    /* borrowed WeirElementKey → WeirElement */
  GBytes    *original; /* nullable: the file, when it was not UTF-8 */
  char      *encoding; /* nullable: what it was in */

  gboolean is_v2;
  gboolean edited;
};

/**
 * weir_document_get_limits:
 *
 * Returns: the limits of an entry's text, so that what can be edited can be
 *   loaded again
 */
WeirJsonLimits weir_document_get_limits (WeirDocument *self);

/**
 * weir_document_insert:
 * @element: an element of no document
 * @position: the element goes before it
 */
void weir_document_insert (WeirDocument  *self,
                           WeirElement   *element,
                           GSequenceIter *position);

/**
 * weir_document_take_out:
 * @element: an element of this document; the caller holds a reference
 */
void weir_document_take_out (WeirDocument *self, WeirElement *element);

/**
 * weir_document_replace_text:
 * @text: (inout) (transfer full): the new text of the element; gets the old one
 */
void     weir_document_replace_text (WeirDocument *self,
                                     WeirElement  *element,
                                     GBytes      **text);
gboolean weir_document_contains (WeirDocument *self, WeirElement *element);

/**
 * weir_document_set_original:
 * @original: the file as it is on disk
 * @encoding: what it is in
 *
 * Remembers where the text came from, so that it can be written back as it
 * was as long as it is not changed.
 */
void weir_document_set_original (WeirDocument *self,
                                 GBytes       *original,
                                 const char   *encoding);

/**
 * weir_document_set_too_large:
 * @name: what is too large
 *
 * Sets the error of a flow above the limit.
 */
void weir_document_set_too_large (GError **error, const char *name);

/**
 * weir_document_emit_changes:
 * @changes: (element-type WeirChange): what has been done, in order
 *
 * Tells the net effect: an element that came and went is not mentioned.
 */
void weir_document_emit_changes (WeirDocument *self, GPtrArray *changes);

G_END_DECLS
