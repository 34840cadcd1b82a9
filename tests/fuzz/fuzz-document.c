/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-fuzz"

#include "config.h"

#include "random-edit.h"
#include "weir-fuzz.h"

/* Any bytes as a flow file, edited by chance: a document or an error, saved as
 * it was read, and after undoing every edit still so. The bytes behind the
 * first 0xff, which no UTF-8 has, choose the edits. */

#define CHANCE    "\xff"
#define MAX_EDITS 40

const char *const weir_fuzz_seeds[] = {
  "[]" CHANCE "0123456789",
  "\xef\xbb\xbf[{\"id\":\"a\"}]\n" CHANCE "abcdefghijklmnopqrstuvwxyz",
  "[\r\n\t{\"id\" : \"a\",\r\n\t\"wires\" : [ [ \"b\" ] ]},\r\n\t7 , "
  "null\r\n]" CHANCE "The quick brown fox jumps over the lazy dog",
  "{\"flows\":[{\"id\":\"n1\",\"x\":1.0,\"y\":2,\"wires\":[[]]},"
  "{\"id\":\"n1\",\"z\":\"t\"},{\"id\":\"t\",\"type\":\"tab\"}],\"rev\":"
  "\"1\"}" CHANCE "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21\22\23\24\25",
  "[\n    {\n        \"id\": \"n1\",\n        \"type\": \"inject\",\n"
  "        \"x\": 1,\n        \"y\": 2,\n        \"wires\": [\n"
  "            []\n        ]\n    }\n]" CHANCE
  "99887766554433221100zyxwvutsrqponmlkjihgfedcba",
  NULL,
};

typedef struct
{
  const guint8 *data;
  gsize         size;
} Chance;

/* Two bytes a choice; zeros when there are no more. */
static guint32
next_chance (gpointer user_data)
{
  Chance *chance = user_data;
  guint32 number = 0;

  for (guint i = 0; i < 2 && chance->size > 0; i++)
    {
      number = number << 8 | *chance->data;
      chance->data++;
      chance->size--;
    }
  return number;
}

static void
run_document (GBytes *bytes, Chance chance)
{
  RandomSource             source = { next_chance, &chance };
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirSnapshot) snapshot = NULL;
  g_autoptr (GBytes)       saved = NULL;
  g_autofree char         *rev = NULL;

  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  saved = weir_document_to_bytes (document);
  assert_same_bytes (bytes, saved);
  snapshot = weir_document_snapshot (document, NULL);
  rev = weir_document_dup_rev (document);
  g_assert_cmpuint (strlen (rev), ==, 64);
  assert_edits_undo (&source,
                     document,
                     (guint)MIN (chance.size / 4 + 1, MAX_EDITS));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8      *mark = size > 0 ? memchr (data, 0xff, size) : NULL;
  gsize              length = mark != NULL ? (gsize)(mark - data) : size;
  Chance             chance = { NULL, 0 };
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  if (mark != NULL)
    chance = (Chance){ mark + 1, size - length - 1 };
  run_document (bytes, chance);
  return 0;
}
