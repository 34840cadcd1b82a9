/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @certificate, @key: paths of the files that were made */
typedef void (*WeirCertificateMadeFunc) (const char *certificate,
                                         const char *key,
                                         gpointer    user_data);

/**
 * WeirCertificateSheet:
 *
 * Asks for names, days and a folder, and makes a development certificate there.
 */
#define WEIR_TYPE_CERTIFICATE_SHEET (weir_certificate_sheet_get_type ())
G_DECLARE_FINAL_TYPE (WeirCertificateSheet,
                      weir_certificate_sheet,
                      WEIR,
                      CERTIFICATE_SHEET,
                      AdwWindow)

/**
 * weir_certificate_sheet_present:
 * @folder: where the files go unless somebody chooses another
 * @made: called when they are there; not when it was cancelled
 * @user_data: (transfer none): what @made gets; it is not called once this is
 *   gone
 */
void weir_certificate_sheet_present (GtkWindow              *parent,
                                     GFile                  *folder,
                                     WeirCertificateMadeFunc made,
                                     GObject                *user_data);

G_END_DECLS
