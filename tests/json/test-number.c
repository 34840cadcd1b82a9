/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-convert.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Printing and reading numbers as ECMA-262 says; weir-number.c and the decimal
 * conversion under it. */

typedef struct
{
  double      number;
  const char *text;
} Printed;

/* What JavaScript prints, mostly from the hard cases of the literature. */
static const Printed printed[] = {
  { 0, "0" },
  { -0.0, "0" },
  { 1, "1" },
  { -1, "-1" },
  { 0.1, "0.1" },
  { 0.1 + 0.2, "0.30000000000000004" },
  { 1.0 / 3, "0.3333333333333333" },
  { 123.456, "123.456" },
  { 1e5, "100000" },
  { 1e15, "1000000000000000" },
  { 9007199254740991.0, "9007199254740991" },
  { 9007199254740992.0, "9007199254740992" },
  { 9007199254740994.0, "9007199254740994" },
  { 12345678901234567890.0, "12345678901234567000" },
  { 1e20, "100000000000000000000" },
  { 123456789012345680000.0, "123456789012345680000" },
  { 1e21, "1e+21" },
  { 1.5e21, "1.5e+21" },
  { 1e22, "1e+22" },
  { 1e23, "1e+23" },
  { 1.7976931348623157e308, "1.7976931348623157e+308" },
  { 1e-5, "0.00001" },
  { 1e-6, "0.000001" },
  { 1.5e-6, "0.0000015" },
  { 1e-7, "1e-7" },
  { 1.5e-7, "1.5e-7" },
  { 1.234e-10, "1.234e-10" },
  { 5e-324, "5e-324" },
  { 1e-323, "1e-323" },
  { 2.2250738585072014e-308, "2.2250738585072014e-308" },
  { 2.225073858507201e-308, "2.225073858507201e-308" },
  { 5.684341886080802e-14, "5.684341886080802e-14" },
  { 9.5367431640625e-7, "9.5367431640625e-7" },
  { 4.35, "4.35" },
  { 0.000035689, "0.000035689" },
  { 2.98023223876953125e-8, "2.9802322387695312e-8" },
  { 4294967295.5, "4294967295.5" },
  { 999999999999999.9, "999999999999999.9" },
  { 0.9999999999999999, "0.9999999999999999" },
  { 1.0000000000000002, "1.0000000000000002" },
  { NAN, "NaN" },
  { INFINITY, "Infinity" },
  { -INFINITY, "-Infinity" },
};

static void
test_print (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printed); i++)
    {
      char  text[WEIR_NUMBER_TEXT_MAX];
      gsize length = weir_number_to_text (printed[i].number, text);

      g_assert_cmpstr (text, ==, printed[i].text);
      g_assert_cmpuint (length, ==, strlen (text));
    }
}

static const Printed numbers_of_texts[] = {
  { 0, "" },
  { 0, "   " },
  { 0, "\n\t\v\f\r" },
  { 5, " 5 " },
  { 5,
    "\302\240"
    "5\343\200\200" },
  { 5,
    "\357\273\277"
    "5" },
  { 5, "5." },
  { 0.5, ".5" },
  { -0.5, "-.5" },
  { 5, "+5" },
  { 1000, "1e3" },
  { 1000, "1E+3" },
  { 0.001, "1e-3" },
  { 7, "007" },
  { 31, "0x1F" },
  { 31, "0X1f" },
  { 5, "0b101" },
  { 8, "0o10" },
  { 9007199254740992.0, "0x20000000000000" },
  { 9007199254740992.0, "0x20000000000001" },
  { 9007199254740996.0, "0x20000000000003" },
  { 18446744073709551616.0, "0xffffffffffffffff" },
  { INFINITY, "Infinity" },
  { INFINITY, "+Infinity" },
  { -INFINITY, "-Infinity" },
  { INFINITY, "1e400" },
  { 0, "1e-400" },
  { 0, "0e999999999999999999999" },
  { INFINITY, "1e999999999999999999999" },
  { 5e-324, "5e-324" },
  { 5e-324, "3e-324" },
  { 1.7976931348623157e308, "1.7976931348623158e308" },
  { 9007199254740992.0, "9007199254740993" },
  { 9007199254740996.0, "9007199254740995" },
  { 9007199254740994.0, "9007199254740993.0000000000000000000001" },
  { 0.8444218515250481, "0.8444218515250481" },
  { 12345678901234567890.0, "12345678901234567890" },
  { 1e23, "1e23" },
  { 8.5e22, "85000000000000000000000" },
  { NAN, "infinity" },
  { NAN, "0x" },
  { NAN, "0x1G" },
  { NAN, "-0x10" },
  { NAN, "0b2" },
  { NAN, "1 2" },
  { NAN, "1e" },
  { NAN, "1e+" },
  { NAN, "." },
  { NAN, "+" },
  { NAN, "e5" },
  { NAN, "1,5" },
  { NAN, "5px" },
  { NAN, "1_000" },
  { NAN, "\302" },
  { NAN, "NaN" },
};

static void
assert_same (double got, double wanted)
{
  g_assert_true (got == wanted || (isnan (got) && isnan (wanted)));
}

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers_of_texts); i++)
    {
      const Printed *row = &numbers_of_texts[i];

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      assert_same (weir_number_from_text (row->text, strlen (row->text)),
                   row->number);
    }
}

static void
test_read_with_nul (void)
{
  g_assert_true (isnan (weir_number_from_text ("1\0", 2)));
  g_assert_cmpfloat (weir_number_from_text ("12345", 2), ==, 12);
}

static void
test_parse_float (void)
{
  static const Printed rows[] = {
    { 5, "5px" },  { 1.5, " 1.5e" },  { 1500, "1.5e3x" },
    { 0, "0x10" }, { -0.5, "-.5.5" }, { INFINITY, "Infinityx" },
    { NAN, "" },   { NAN, "px" },     { NAN, "-" },
    { NAN, "." },  { 1, "1e+" },      { -INFINITY, "-Infinity" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("“%s”", rows[i].text);
      assert_same (weir_number_parse_float (rows[i].text), rows[i].number);
    }
}

/* Returns a finite number of random bits. */
static double
get_random_number (void)
{
  double number;

  do
    {
      guint64 bits = (guint64)(guint32)g_test_rand_int () << 32 |
                     (guint32)g_test_rand_int ();

      memcpy (&number, &bits, sizeof (number));
    }
  while (!isfinite (number));
  return number;
}

/* No text with fewer digits may read back as the same number. */
static void
assert_shortest (double number, const char *text)
{
  char shorter[64];
  int  n_digits = 0;

  for (const char *at = text; *at != '\0' && *at != 'e'; at++)
    n_digits += g_ascii_isdigit (*at) && (n_digits > 0 || *at != '0');
  if (n_digits < 3 || strchr (text, '.') == NULL)
    return;
  g_ascii_formatd (shorter, sizeof (shorter), "%.15e", number);
  if (n_digits > 16)
    g_assert_cmpfloat (g_ascii_strtod (shorter, NULL), !=, number);
  g_ascii_formatd (shorter, sizeof (shorter), "%.14e", number);
  if (n_digits > 15)
    g_assert_cmpfloat (g_ascii_strtod (shorter, NULL), !=, number);
}

static void
assert_round_trip (double number)
{
  char  text[WEIR_NUMBER_TEXT_MAX];
  gsize length = weir_number_to_text (number, text);

  g_assert_cmpuint (length, <, WEIR_NUMBER_TEXT_MAX);
  g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
  g_assert_cmpfloat (weir_number_from_text (text, length), ==, number);
  assert_shortest (number, text);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      gint32 integer = g_test_rand_int ();

      assert_round_trip (get_random_number ());
      assert_round_trip (integer / 1000.0);
      assert_round_trip (integer * 4294967296.0);
      assert_round_trip (g_test_rand_double ());
    }
  for (int exponent = -1074; exponent < 1024; exponent++)
    {
      assert_round_trip (ldexp (1, exponent));
      assert_round_trip (nextafter (ldexp (1, exponent), 0));
      assert_round_trip (nextafter (ldexp (1, exponent), INFINITY));
    }
}

/* Decimals of up to 20 digits read as strtod reads them. */
static void
test_read_like_strtod (void)
{
  for (guint i = 0; i < 50000; i++)
    {
      guint64 digits = (guint64)(guint32)g_test_rand_int () << 32 |
                       (guint32)g_test_rand_int ();
      int  exponent = g_test_rand_int_range (-30, 30);
      char text[64];

      digits >>= g_test_rand_int_range (0, 64);
      g_snprintf (text, sizeof (text), "%" G_GUINT64_FORMAT "e%d", digits, exponent);
      g_assert_cmpfloat (weir_number_from_text (text, strlen (text)),
                         ==,
                         g_ascii_strtod (text, NULL));
    }
}

/* With a comma for the point, as in half the world. */
static void
test_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  char             text[WEIR_NUMBER_TEXT_MAX];

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma here");
      return;
    }
  weir_number_to_text (1.0 / 3, text);
  g_assert_cmpstr (text, ==, "0.3333333333333333");
  g_assert_cmpfloat (weir_number_from_text ("1.7976931348623157e308", 22),
                     >,
                     1e308);
  setlocale (LC_NUMERIC, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/number/print", test_print);
  g_test_add_func ("/json/number/read", test_read);
  g_test_add_func ("/json/number/read-with-nul", test_read_with_nul);
  g_test_add_func ("/json/number/parse-float", test_parse_float);
  g_test_add_func ("/json/number/round-trip", test_round_trip);
  g_test_add_func ("/json/number/read-like-strtod", test_read_like_strtod);
  g_test_add_func ("/json/number/locale", test_locale);

  return g_test_run ();
}
