/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-convert.h"

#include "json/weir-decimal-private.h"
#include "json/weir-text-private.h"

#include <float.h>
#include <math.h>

/* Numbers as JavaScript reads and prints them (ECMA-262 §6.1.6.1.20, §7.1.4,
 * §19.2.4). Nothing here looks at the locale. */

/* Up to here every integer is a double of its own. */
#define MAX_SAFE_INTEGER 9007199254740992.0

#define MAX_DIGITS 17

/* A number as decimal digits d1 d2 … dk: 0.d1d2…dk × 10^point. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  int  n_digits;
  int  point;
} Shortest;

static gsize
print_integer (guint64 integer, char *buffer)
{
  char  reversed[20];
  gsize length = 0;

  do
    {
      reversed[length++] = (char)('0' + integer % 10);
      integer /= 10;
    }
  while (integer != 0);
  for (gsize i = 0; i < length; i++)
    buffer[i] = reversed[length - 1 - i];
  return length;
}

static void
strip_zeros (Shortest *shortest)
{
  while (shortest->n_digits > 1 && shortest->digits[shortest->n_digits - 1] == '0')
    shortest->n_digits--;
}

#if FLT_EVAL_METHOD == 0

/* Most numbers people write have at most 15 digits. If the 15 digits of
 * @number, which are an integer here, read back as it by one exact division,
 * then they are the only such ones, and the shortest once their trailing zeros
 * are gone. Returns FALSE for all others. */
static gboolean
find_short_digits (double number, Shortest *shortest)
{
  double  power = 1;
  double  digits;
  guint64 integer;
  int     n_places = 0;

  if (number >= 1e15 || number < 1e-7)
    return FALSE;
  while (number * power < 1e14)
    {
      power *= 10; /* exact up to 10^22 */
      n_places++;
    }
  digits = nearbyint (number * power);
  if (digits >= 1e15 || digits / power != number)
    return FALSE;

  integer = (guint64)digits;
  shortest->n_digits = (int)print_integer (integer, shortest->digits);
  shortest->point = shortest->n_digits - n_places;
  strip_zeros (shortest);
  return TRUE;
}

#else

static gboolean
find_short_digits (double number, Shortest *shortest)
{
  return FALSE;
}

#endif

static double
read_back (const Shortest *shortest)
{
  char        text[MAX_DIGITS + 16];
  WeirDecimal decimal;
  int         length;

  length = g_snprintf (text,
                       sizeof (text),
                       "%.*se%d",
                       shortest->n_digits,
                       shortest->digits,
                       shortest->point - shortest->n_digits);
  weir_decimal_parse (&decimal, text, (gsize)length);
  return weir_decimal_to_double (&decimal);
}

static void
round_to (double number, int n_digits, Shortest *shortest)
{
  char        format[8];
  char        text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *exponent;

  g_snprintf (format, sizeof (format), "%%.%de", n_digits - 1);
  g_ascii_formatd (text, sizeof (text), format, number);
  exponent = strchr (text, 'e');
  g_assert (exponent != NULL);

  shortest->digits[0] = text[0];
  if (n_digits > 1)
    memcpy (shortest->digits + 1, text + 2, (gsize)n_digits - 1);
  shortest->n_digits = n_digits;
  shortest->point = (int)g_ascii_strtoll (exponent + 1, NULL, 10) + 1;
}

/* The next decimal up with as many digits. */
static void
increment (Shortest *shortest)
{
  int at = shortest->n_digits - 1;

  while (at >= 0 && shortest->digits[at] == '9')
    shortest->digits[at--] = '0';
  if (at >= 0)
    {
      shortest->digits[at]++;
      return;
    }
  shortest->digits[0] = '1';
  shortest->point++;
}

/* Whether some decimal of @n_digits reads back as @number. The nearest one is
 * tried first; below a power of two doubles lie closer than above it, so there
 * the next one up may do when the nearest doesn't. */
static gboolean
try_digits (double number, int n_digits, Shortest *shortest)
{
  int binary_exponent;

  round_to (number, n_digits, shortest);
  if (read_back (shortest) == number)
    return TRUE;
  if (frexp (number, &binary_exponent) != 0.5)
    return FALSE;
  increment (shortest);
  return read_back (shortest) == number;
}

static void
find_shortest (double number, Shortest *shortest)
{
  /* Below the normal numbers the precision shrinks down to one digit; for
   * those above, 15 digits without their trailing zeros are the shortest if
   * they are right at all. */
  int n_digits = number < DBL_MIN ? 1 : DBL_DIG;

  if (find_short_digits (number, shortest))
    return;
  while (n_digits < MAX_DIGITS && !try_digits (number, n_digits, shortest))
    n_digits++;
  if (n_digits == MAX_DIGITS)
    round_to (number, MAX_DIGITS, shortest);
  strip_zeros (shortest);
}

static char *
put (char *out, const char *text, int length)
{
  memcpy (out, text, (gsize)length);
  return out + length;
}

static char *
put_zeros (char *out, int n_zeros)
{
  memset (out, '0', (gsize)n_zeros);
  return out + n_zeros;
}

/* ECMA-262 Number::toString, its steps 6 to 10; n is `point`, k `n_digits`. */
static char *
put_shortest (char *out, const Shortest *shortest)
{
  const char *digits = shortest->digits;
  int         k = shortest->n_digits;
  int         n = shortest->point;

  if (k <= n && n <= 21)
    return put_zeros (put (out, digits, k), n - k);
  if (0 < n && n <= 21)
    {
      out = put (put (out, digits, n), ".", 1);
      return put (out, digits + n, k - n);
    }
  if (-6 < n && n <= 0)
    {
      out = put_zeros (put (out, "0.", 2), -n);
      return put (out, digits, k);
    }
  *out++ = digits[0];
  if (k > 1)
    out = put (put (out, ".", 1), digits + 1, k - 1);
  out = put (out, n > 0 ? "e+" : "e-", 2);
  return out + print_integer ((guint64)ABS (n - 1), out);
}

gsize
weir_number_to_text (double number, char buffer[WEIR_NUMBER_TEXT_MAX])
{
  char    *out = buffer;
  Shortest shortest;

  if (isnan (number))
    return g_strlcpy (buffer, "NaN", WEIR_NUMBER_TEXT_MAX);
  if (number < 0)
    *out++ = '-';
  number = fabs (number);
  if (isinf (number))
    out = put (out, "Infinity", 8);
  else if (number <= MAX_SAFE_INTEGER && number == (double)(guint64)number)
    out += print_integer ((guint64)number, out);
  else
    {
      find_shortest (number, &shortest);
      out = put_shortest (out, &shortest);
    }
  *out = '\0';
  return (gsize)(out - buffer);
}

/* The length of the white space or line end (ECMA-262 §12.2, §12.3) at
 * @text, 0 when there is none. */
static gsize
get_blank_length (const char *text, gsize length)
{
  guint    width = weir_utf8_sequence_length (text, length);
  gunichar character;

  if (width < 2)
    return width == 1 && (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'));
  character = g_utf8_get_char (text);
  if (character == 0xa0 || character == 0xfeff || character == 0x2028 ||
      character == 0x2029 ||
      g_unichar_type (character) == G_UNICODE_SPACE_SEPARATOR)
    return width;
  return 0;
}

static gsize
skip_blanks (const char *text, gsize length)
{
  gsize at = 0;

  while (at < length)
    {
      gsize width = get_blank_length (text + at, length - at);

      if (width == 0)
        break;
      at += width;
    }
  return at;
}

static gsize
count_digits (const char *text, gsize length)
{
  gsize at = 0;

  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at;
}

static gsize
measure_exponent (const char *text, gsize length)
{
  gsize sign;
  gsize n_digits;

  if (length == 0 || (text[0] != 'e' && text[0] != 'E'))
    return 0;
  sign = length > 1 && (text[1] == '+' || text[1] == '-');
  n_digits = count_digits (text + 1 + sign, length - 1 - sign);
  return n_digits > 0 ? 1 + sign + n_digits : 0;
}

/* The longest StrDecimalLiteral (ECMA-262 §7.1.4.1) at the start of @text,
 * Infinity aside. */
static gsize
measure_decimal (const char *text, gsize length)
{
  gsize sign = length > 0 && (text[0] == '+' || text[0] == '-');
  gsize n_integer = count_digits (text + sign, length - sign);
  gsize at = sign + n_integer;
  gsize n_fraction = 0;

  if (at < length && text[at] == '.')
    {
      n_fraction = count_digits (text + at + 1, length - at - 1);
      if (n_integer + n_fraction > 0)
        at += 1 + n_fraction;
    }
  if (n_integer + n_fraction == 0)
    return 0;
  return at + measure_exponent (text + at, length - at);
}

/* The length of a possibly signed "Infinity" at the start of @text. */
static gsize
measure_infinity (const char *text, gsize length)
{
  gsize sign = length > 0 && (text[0] == '+' || text[0] == '-');

  if (length - sign >= 8 && memcmp (text + sign, "Infinity", 8) == 0)
    return sign + 8;
  return 0;
}

static double
read_decimal (const char *text, gsize length)
{
  WeirDecimal decimal;

  weir_decimal_parse (&decimal, text, length);
  return weir_decimal_to_double (&decimal);
}

/* Digits of 1, 3 or 4 bits each, correctly rounded; NaN when one is wrong. */
static double
read_binary (const char *text, gsize length, int bits)
{
  guint64 integer = 0;
  int     exponent = 0;

  if (length == 0)
    return NAN;
  for (gsize i = 0; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0 || digit >= 1 << bits)
        return NAN;
      if (integer >> (64 - bits) == 0)
        integer = integer << bits | (guint64)digit;
      else
        {
          /* Full: the rest only tells whether the rounding is a tie. */
          integer |= digit != 0;
          exponent = MIN (exponent + bits, 1 << 20);
        }
    }
  return ldexp ((double)integer, exponent);
}

static int
get_prefix_bits (const char *text, gsize length)
{
  if (length < 2 || text[0] != '0')
    return 0;
  switch (text[1])
    {
    case 'x':
    case 'X':
      return 4;
    case 'o':
    case 'O':
      return 3;
    case 'b':
    case 'B':
      return 1;
    default:
      return 0;
    }
}

/* Where the text ends once the blanks behind it are gone. */
static gsize
trim_end (const char *text, gsize length)
{
  gsize end = 0;
  gsize at = 0;

  while (at < length)
    {
      gsize blanks = skip_blanks (text + at, length - at);

      at += blanks;
      if (at == length)
        break;
      at++;
      end = at;
    }
  return end;
}

double
weir_number_from_text (const char *text, gsize length)
{
  gsize start;
  gsize infinity;
  int   bits;

  g_return_val_if_fail (text != NULL || length == 0, NAN);

  if (text == NULL)
    return 0;
  start = skip_blanks (text, length);
  text += start;
  length = trim_end (text, length - start);
  if (length == 0)
    return 0;

  bits = get_prefix_bits (text, length);
  if (bits != 0)
    return read_binary (text + 2, length - 2, bits);
  infinity = measure_infinity (text, length);
  if (infinity == length)
    return text[0] == '-' ? -INFINITY : INFINITY;
  if (measure_decimal (text, length) != length)
    return NAN;
  return read_decimal (text, length);
}

double
weir_number_parse_float (const char *text)
{
  gsize length;
  gsize start;
  gsize width;

  g_return_val_if_fail (text != NULL, NAN);

  length = strlen (text);
  start = skip_blanks (text, length);
  text += start;
  length -= start;
  if (measure_infinity (text, length) > 0)
    return text[0] == '-' ? -INFINITY : INFINITY;
  width = measure_decimal (text, length);
  if (width == 0)
    return NAN;
  return read_decimal (text, width);
}
