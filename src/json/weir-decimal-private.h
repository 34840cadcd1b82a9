/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirDecimal:
 *
 * A decimal number as it was written: `digits` × 10^`exponent`. Lives on the
 * stack while a number is read; the text is borrowed.
 */
typedef struct
{
  const char *text;
  gsize       length;
  guint64     digits;     /* the first 19 significant digits */
  int         n_digits;   /* how many of them */
  int         exponent;   /* of ten */
  int         n_fraction; /* digits written behind the point */
  gboolean    negative;
  gboolean    exact; /* `digits` holds all digits but trailing zeros */
  gboolean    written_with_exponent;
} WeirDecimal;

/**
 * weir_decimal_parse:
 * @text: sign, digits, point, digits and exponent in JavaScript's grammar of
 *   numbers (of which JSON's is a part); not checked
 */
void weir_decimal_parse (WeirDecimal *decimal, const char *text, gsize length);

/**
 * weir_decimal_to_double:
 *
 * Returns: the nearest double, ties to even; infinity for what is too large
 */
double weir_decimal_to_double (const WeirDecimal *decimal);

/**
 * weir_decimal_is_canonical:
 *
 * Returns: whether weir_number_to_text() is certain to print the double as the
 *   very text that was read
 */
gboolean weir_decimal_is_canonical (const WeirDecimal *decimal);

G_END_DECLS
