/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "editor/panels/weir-send-data.h"

#include <string.h>

typedef struct
{
  WeirSendKind kind;
  const char  *text;
  const char  *data; /* NULL: refused */
  gsize        length;
} Case;

static const Case cases[] = {
  { WEIR_SEND_TEXT, "", "", 0 },
  { WEIR_SEND_TEXT, "grün\n", "grün\n", 6 },
  { WEIR_SEND_JSON, " {\"a\": 1} ", " {\"a\": 1} ", 10 },
  { WEIR_SEND_JSON, "{a: 1}", NULL, 0 },
  { WEIR_SEND_JSON, "", NULL, 0 },
  { WEIR_SEND_HEX, "", "", 0 },
  { WEIR_SEND_HEX, "00ff 1A", "\0\377\032", 3 },
  { WEIR_SEND_HEX, "0x00, 0xFF\n0x1a", "\0\377\032", 3 },
  { WEIR_SEND_HEX, "de:ad", "\336\255", 2 },
  { WEIR_SEND_HEX, "abc", NULL, 0 },
  { WEIR_SEND_HEX, "xy", NULL, 0 },
  { WEIR_SEND_HEX, "0x", NULL, 0 },
  { WEIR_SEND_BASE64, "SGVsbG8=", "Hello", 5 },
  { WEIR_SEND_BASE64, "SGVs\nbG8", "Hello", 5 },
  { WEIR_SEND_BASE64, "-_8=", "\373\377", 2 },
  { WEIR_SEND_BASE64, "", "", 0 },
  { WEIR_SEND_BASE64, "SGVsb", NULL, 0 },
  { WEIR_SEND_BASE64, "SG=VsbG8", NULL, 0 },
  { WEIR_SEND_BASE64, "SGVs!G8=", NULL, 0 },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean           is_text = FALSE;
      g_autoptr (GBytes) bytes =
        weir_send_data_parse (cases[i].kind, cases[i].text, &is_text, &error);

      g_test_message ("%d “%s”", cases[i].kind, cases[i].text);
      if (cases[i].data == NULL)
        {
          g_assert_null (bytes);
          g_assert_nonnull (error);
          g_assert_cmpstr (error->message, !=, "");
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       cases[i].data,
                       cases[i].length);
      g_assert_cmpint (is_text, ==, cases[i].kind <= WEIR_SEND_JSON);
    }
}

static void
test_place (void)
{
  g_autoptr (GError) error = NULL;
  gboolean           is_text;

  g_assert_null (weir_send_data_parse (WEIR_SEND_HEX, "00 é", &is_text, &error));
  g_assert_error (error, WEIR_SEND_ERROR, WEIR_SEND_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "Character 4: two hex digits make a byte.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/send-data/cases", test_cases);
  g_test_add_func ("/editor/send-data/place", test_place);
  return g_test_run ();
}
