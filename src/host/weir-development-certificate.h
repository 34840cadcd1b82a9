/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_DEVELOPMENT_DAYS     365
#define WEIR_DEVELOPMENT_MAX_DAYS 3650

/* Names of one certificate at most. */
#define WEIR_DEVELOPMENT_MAX_NAMES 100

/**
 * WeirDevelopmentCertificate:
 *
 * A certificate that signed itself, and its key, both as PEM. Good for trying
 * things out: whoever connects has to be told to trust it.
 */
typedef struct
{
  char *certificate;
  char *key;
} WeirDevelopmentCertificate;

/**
 * weir_development_certificate_list_names:
 *
 * Returns: (transfer full): what this computer is called from itself:
 *   `localhost`, its addresses, and the host name
 */
char **weir_development_certificate_list_names (void);

/**
 * weir_development_certificate_new:
 * @names: host names and addresses, at least one; the first is the common name
 * @days: from 1 to %WEIR_DEVELOPMENT_MAX_DAYS
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: a name is none, or the days are none;
 *   anything else is what the library says
 *
 * An elliptic key (P-256), so it takes a millisecond. Valid from an hour ago, for
 * clocks that differ.
 */
WeirDevelopmentCertificate      *
weir_development_certificate_new (const char *const *names,
                                       guint              days,
                                       GError           **error);
void weir_development_certificate_free (WeirDevelopmentCertificate *self);

/**
 * weir_development_certificate_write:
 * @folder: made when it isn't there
 * @certificate_path: (out) (transfer full): where it is
 * @key_path: (out) (transfer full): the same
 *
 * Writes `weir.crt` and `weir.key`, or with a number behind when one of them is
 * there: nothing is replaced. The key is for its owner only, from the first
 * moment. Either both files are there afterwards, whole, or neither.
 */
gboolean
weir_development_certificate_write (const WeirDevelopmentCertificate *self,
                                    GFile                            *folder,
                                    char   **certificate_path,
                                    char   **key_path,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDevelopmentCertificate,
                               weir_development_certificate_free)

G_END_DECLS
