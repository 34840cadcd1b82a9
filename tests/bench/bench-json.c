/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-bench"

#include "config.h"

#include "json/weir-json.h"
#include "json/weir-value.h"

#include <stdio.h>

/* How fast texts become values and values texts, in MB/s, for documents of
 * 1 KiB, 100 KiB and 1 MiB; and what making and freeing one message costs.
 * Each figure is the median of several runs. */

#define N_RUNS      7
#define BYTES_A_RUN (32u * 1024 * 1024)
#define MESSAGES    1000000

typedef void (*Work) (const GString *text);

static void
parse (const GString *text)
{
  WeirValue *value = weir_json_read (text->str, text->len, NULL, NULL);

  weir_value_unref (value);
}

static void
parse_and_write (const GString *text)
{
  WeirValue *value = weir_json_read (text->str, text->len, NULL, NULL);

  g_free (weir_json_write (value, WEIR_JSON_STYLE_COMPACT));
  weir_value_unref (value);
}

/* Like readings of sensors: short keys, texts, integers and decimals. */
static GString *
make_document (gsize length)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":%u,\"sensor\":\"kitchen/window/%u\",\"value\":%u.%02u,"
      "\"unit\":\"°C\",\"ok\":%s,\"tags\":[\"a\",\"longer tag\",null],"
      "\"note\":\"The window was opened at noon and closed again.\"}",
      i > 0 ? "," : "",
      1000 + i,
      i % 17,
      i % 40,
      i * 7 % 100,
      i % 3 == 0 ? "true" : "false");
  g_string_append_c (text, ']');
  return text;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
measure (Work work, const GString *text)
{
  double speeds[N_RUNS];
  guint  n = (guint)(BYTES_A_RUN / text->len);

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint i = 0; i < n; i++)
        work (text);
      speeds[run] = (double)n * (double)text->len /
                    (double)(g_get_monotonic_time () - start);
    }
  qsort (speeds, N_RUNS, sizeof (double), compare);
  return speeds[N_RUNS / 2];
}

/* What an echo of one text frame makes: a text, an object, an id. */
static double
measure_message (void)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < MESSAGES; i++)
    {
      WeirValue *message = weir_value_new_object ();

      message = weir_value_with_member (
        message,
        "payload",
        weir_value_new_string_len ("0123456789012345678901234567890123456789"
                                   "012345678901234567890123",
                                   64));
      message =
        weir_value_with_member (message,
                                "_session",
                                weir_value_new_string ("43294be738b7699a"));
      message =
        weir_value_with_member (message,
                                "_msgid",
                                weir_value_new_string ("e788dbc44428f6b7"));
      weir_value_unref (message);
    }
  return (double)(g_get_monotonic_time () - start) * 1000 / MESSAGES;
}

int
main (void)
{
  static const gsize lengths[] = { 1024, 100 * 1024, 1024 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) text = make_document (lengths[i]);

      printf ("%7" G_GSIZE_FORMAT " bytes: parse %u MB/s, "
              "parse and write %u MB/s\n",
              text->len,
              (guint)measure (parse, text),
              (guint)measure (parse_and_write, text));
    }
  printf ("message of three members: %u ns\n", (guint)measure_message ());
  return 0;
}
