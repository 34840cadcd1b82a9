/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

/* Of a draft; it may hold credentials. */
#define WEIR_DRAFT_FILE_MODE 0600

/**
 * WeirDraft:
 *
 * The unsaved state of a document, as kept for the case that nobody gets to
 * save it: all it takes to go on where the work was left.
 */
typedef struct
{
  char      *uri;      /* (nullable): of the document's file */
  char      *title;    /* (nullable): of a document without one */
  char      *encoding; /* (nullable): the file's code page */
  char      *base;     /* (nullable): checksum of the file it was made from */
  gint64     time;     /* seconds since 1970 */
  WeirValue *credentials; /* (nullable): all of them, when they were changed */
  GBytes    *text;        /* the document, UTF-8 */
} WeirDraft;

WeirDraft *weir_draft_new (void);
void       weir_draft_free (WeirDraft *draft);

/**
 * weir_draft_to_bytes:
 *
 * One line of JSON about the document, then the document byte for byte: one
 * file, so that a draft is either whole or not there.
 *
 * Returns: (transfer full): the draft's file
 */
GBytes *weir_draft_to_bytes (const WeirDraft *draft);

/**
 * weir_draft_from_bytes:
 * @error: %G_IO_ERROR_INVALID_DATA when this is no draft
 *
 * Returns: (transfer full) (nullable): the draft
 */
WeirDraft *weir_draft_from_bytes (GBytes *bytes, GError **error);

/**
 * weir_draft_checksum:
 *
 * Returns: (transfer full): what tells the contents of a file from others
 */
char *weir_draft_checksum (GBytes *contents);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDraft, weir_draft_free)

G_END_DECLS
