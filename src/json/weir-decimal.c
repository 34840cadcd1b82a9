/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-decimal-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* From decimal digits to the nearest double. Nearly every number of real data
 * is settled exactly with integers or with one rounding; what is left goes to
 * strtod. All state is on the caller's stack. */

/* More digits than this don't fit into 64 bits. */
#define MAX_DIGITS 19

/* What a double holds exactly: integers to 2^53, powers of ten to 10^22. */
#define MAX_EXACT_INTEGER (G_GUINT64_CONSTANT (1) << 53)
#define MAX_EXACT_POWER   22

/* So many digits of a decimal always survive the way to a double and back. */
#define SAFE_DIGITS 15

/* No exponent beyond this changes anything; keeps sums from overflowing. */
#define MAX_EXPONENT 1000000

static const double exact_powers[MAX_EXACT_POWER + 1] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static int
parse_exponent (const char *at, const char *end)
{
  gboolean negative = FALSE;
  int      exponent = 0;

  if (at < end && (*at == '+' || *at == '-'))
    negative = *at++ == '-';
  for (; at < end && exponent < MAX_EXPONENT; at++)
    exponent = exponent * 10 + (*at - '0');
  return negative ? -exponent : exponent;
}

void
weir_decimal_parse (WeirDecimal *decimal, const char *text, gsize length)
{
  const char *end = text + length;
  const char *at = text;
  const char *point = NULL;
  int         n_dropped = 0;

  *decimal = (WeirDecimal){ .text = text, .length = length, .exact = TRUE };
  if (at < end && (*at == '-' || *at == '+'))
    decimal->negative = *at++ == '-';

  for (; at < end && *at != 'e' && *at != 'E'; at++)
    {
      if (*at == '.')
        {
          point = at;
          continue;
        }
      if (decimal->n_digits == 0 && *at == '0')
        continue;
      if (decimal->n_digits < MAX_DIGITS)
        {
          decimal->digits = decimal->digits * 10 + (guint64)(*at - '0');
          decimal->n_digits++;
          continue;
        }
      decimal->exact = decimal->exact && *at == '0';
      n_dropped = MIN (n_dropped + 1, MAX_EXPONENT);
    }

  if (point != NULL)
    decimal->n_fraction = (int)MIN (at - point - 1, MAX_EXPONENT);
  decimal->exponent = n_dropped - decimal->n_fraction;
  if (at < end)
    {
      decimal->written_with_exponent = TRUE;
      decimal->exponent += parse_exponent (at + 1, end);
    }
}

static double
convert_by_strtod (const WeirDecimal *decimal)
{
  char             buffer[64];
  g_autofree char *heap = NULL;
  char            *text = buffer;

  if (decimal->length >= sizeof (buffer))
    text = heap = g_malloc (decimal->length + 1);
  memcpy (text, decimal->text, decimal->length);
  text[decimal->length] = '\0';
  return fabs (g_ascii_strtod (text, NULL));
}

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 Wide;

/* Powers of ten that fit into 64 bits. */
#  define MAX_INTEGER_POWER 19

static guint64
get_integer_power (int exponent)
{
  guint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/* One rounding of the exact product or quotient, done by the conversion from
 * integer to double. */
static double
convert_exactly (const WeirDecimal *decimal)
{
  guint64 power = get_integer_power (abs (decimal->exponent));
  int     shift;
  Wide    quotient;
  Wide    dividend;

  if (decimal->exponent >= 0)
    return (double)((Wide)decimal->digits * power);

  /* Shifted so far that the quotient has 64 bits or more; a remainder sets the
   * lowest one, far below those that are kept. */
  shift = __builtin_clzll (decimal->digits) + 64;
  dividend = (Wide)decimal->digits << shift;
  quotient = dividend / power;
  if (quotient * power != dividend)
    quotient |= 1;
  return ldexp ((double)quotient, -shift);
}

static gboolean
can_convert_exactly (const WeirDecimal *decimal)
{
  return decimal->exact && abs (decimal->exponent) <= MAX_INTEGER_POWER;
}

#else

static double
convert_exactly (const WeirDecimal *decimal)
{
  return convert_by_strtod (decimal);
}

static gboolean
can_convert_exactly (const WeirDecimal *decimal)
{
  return FALSE;
}

#endif

static double
convert (const WeirDecimal *decimal)
{
  if (decimal->digits == 0)
    return 0;
  if (decimal->exact && decimal->digits <= MAX_EXACT_INTEGER)
    {
      double digits = (double)decimal->digits;

      if (decimal->exponent == 0)
        return digits;
#if FLT_EVAL_METHOD == 0
      /* Both sides are exact, so there is one rounding. */
      if (decimal->exponent > 0 && decimal->exponent <= MAX_EXACT_POWER)
        return digits * exact_powers[decimal->exponent];
      if (decimal->exponent < 0 && decimal->exponent >= -MAX_EXACT_POWER)
        return digits / exact_powers[-decimal->exponent];
#endif
    }
  if (can_convert_exactly (decimal))
    return convert_exactly (decimal);
  return convert_by_strtod (decimal);
}

double
weir_decimal_to_double (const WeirDecimal *decimal)
{
  double number = convert (decimal);

  return decimal->negative ? -number : number;
}

gboolean
weir_decimal_is_canonical (const WeirDecimal *decimal)
{
  if (decimal->written_with_exponent || !decimal->exact)
    return FALSE;
  if (decimal->digits == 0)
    return decimal->length == 1;
  if (decimal->n_fraction == 0)
    return decimal->exponent == 0 && decimal->digits <= MAX_EXACT_INTEGER;
  /* A fraction: no zero at its end, digits that are safe, and not so small
   * that it would be printed with an exponent. */
  return decimal->digits % 10 != 0 && decimal->n_digits <= SAFE_DIGITS &&
         decimal->n_digits - decimal->n_fraction > -6;
}
