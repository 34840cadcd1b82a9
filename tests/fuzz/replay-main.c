/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-fuzz"

#include "config.h"

#include "weir-fuzz.h"

#include <stdio.h>
#include <string.h>

/* Runs a fuzzer without libFuzzer: over the files named on the command line
 * (what a fuzzer once found), or, without any, over its seeds and random
 * damages of them. WEIR_FUZZ_SEED repeats a run. */

#define DAMAGES_PER_SEED 300

/* A copy of just that size, so that no byte behind it may be read. */
static void
run (const char *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static gboolean
run_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *data = NULL;
  gsize              size;

  if (!g_file_get_contents (path, &data, &size, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return FALSE;
    }
  run (data, size);
  return TRUE;
}

static void
damage (GRand *random, GString *text)
{
  static const char bytes[] = "{}[]\",:\\u0019-+.eE \n\377\355\240\302tfn'$";
  gsize             at;

  for (gint n = g_rand_int_range (random, 1, 5); n > 0 && text->len > 0; n--)
    {
      at = (gsize)g_rand_int_range (random, 0, (gint32)text->len);
      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          g_string_truncate (text, at);
          break;
        case 1:
          g_string_erase (text, (gssize)at, 1);
          break;
        case 2:
          text->str[at] = (char)g_rand_int_range (random, 0, 256);
          break;
        case 3:
          g_string_insert_len (text, (gssize)at, text->str, (gssize)at);
          break;
        default:
          g_string_insert_c (
            text,
            (gssize)at,
            bytes[g_rand_int_range (random, 0, sizeof (bytes) - 1)]);
          break;
        }
    }
}

static void
run_seeds (void)
{
  const char *wanted = g_getenv ("WEIR_FUZZ_SEED");
  guint32 seed = wanted != NULL ? (guint32)g_ascii_strtoull (wanted, NULL, 10)
                                : g_random_int ();
  GRand  *random = g_rand_new_with_seed (seed);

  printf ("WEIR_FUZZ_SEED=%u\n", seed);
  fflush (stdout);
  for (gsize i = 0; weir_fuzz_seeds[i] != NULL; i++)
    {
      run (weir_fuzz_seeds[i], strlen (weir_fuzz_seeds[i]));
      for (guint n = 0; n < DAMAGES_PER_SEED; n++)
        {
          g_autoptr (GString) text = g_string_new (weir_fuzz_seeds[i]);

          damage (random, text);
          run (text->str, text->len);
        }
    }
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  if (argc == 1)
    run_seeds ();
  for (int i = 1; i < argc; i++)
    {
      if (!run_file (argv[i]))
        return 1;
    }
  return 0;
}
