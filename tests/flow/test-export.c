/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-export.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t1\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"t2\",\"type\":\"tab\",\"label\":\"Two\"},"
  "{\"id\":\"sub\",\"type\":\"subflow\",\"name\":\"S\"},"
  "{\"id\":\"tls\",\"type\":\"tls-config\"},"
  "{\"id\":\"wsc\",\"type\":\"websocket-client\",\"path\":\"wss://"
  "a\",\"tls\":\"tls\"},"
  "{\"id\":\"lone\",\"type\":\"websocket-listener\",\"path\":\"/x\"},"
  "{\"id\":\"own\",\"type\":\"websocket-listener\",\"z\":\"t1\",\"path\":\"/"
  "y\"},"
  "{\"id\":\"g\",\"type\":\"group\",\"z\":\"t1\",\"nodes\":[\"a\",7,\"gone\"],"
  "\"x\":0,\"y\":0,\"w\":1,\"h\":1},"
  "{\"id\":\"a\",\"type\":\"websocket "
  "out\",\"z\":\"t1\",\"g\":\"g\",\"client\":\"wsc\","
  "\"x\":1,\"y\":1,\"wires\":[]},"
  "{\"id\":\"b\",\"type\":\"subflow:sub\",\"z\":\"t2\",\"x\":1.50,\"y\":1,"
  "\"wires\":[[\"a\"]]},"
  "{\"id\":\"in\",\"type\":\"websocket "
  "in\",\"z\":\"sub\",\"client\":\"wsc\",\"x\":1,"
  "\"y\":1,\"wires\":[]}]";

static WeirDocument *
open_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

/* @ids: parted by blanks */
static GPtrArray *
split (const char *ids)
{
  GPtrArray     *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (parts[i]));
  return list;
}

static void
test_collect (void)
{
  static const struct
  {
    const char *ids; /* NULL for everything */
    const char *expected;
  } cases[] = {
    { "a", "tls wsc a" },
    { "b", "sub tls wsc b in" },
    { "g", "tls wsc g a" },
    { "t1", "t1 tls wsc own g a" },
    { "t2", "t2 sub tls wsc b in" },
    { "lone", "lone" },
    { "wsc lone", "tls wsc lone" },
    { "nobody", "" },
    { NULL, "t1 t2 sub tls wsc lone own g a b in" },
  };
  g_autoptr (WeirDocument) document = open_text (flow);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) ids = cases[i].ids ? split (cases[i].ids) : NULL;
      g_autoptr (GPtrArray) found = weir_export_collect (document, ids);
      g_autoptr (GString)   names = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (names,
                                "%s%s",
                                j > 0 ? " " : "",
                                weir_element_get_id (found->pdata[j]));
      g_assert_cmpstr (names->str, ==, cases[i].expected);
    }
}

static char *
export_text (const char *text, WeirJsonStyle style, gboolean without_secrets)
{
  g_autoptr (WeirDocument) document = open_text (text);
  g_autoptr (GPtrArray)    all = weir_export_collect (document, NULL);

  return weir_export_to_text (all, style, without_secrets);
}

static void
test_text (void)
{
  const char *text =
    "[ {\"id\":\"a\", \"type\":\"t\",\"n\":1.50,\"s\":\"\\u00e9\"} ]";
  g_autofree char *compact = export_text (text, WEIR_JSON_STYLE_COMPACT, FALSE);
  g_autofree char *pretty = export_text (text, WEIR_JSON_STYLE_PRETTY, TRUE);
  g_autofree char *empty = export_text ("[]", WEIR_JSON_STYLE_PRETTY, FALSE);

  g_assert_cmpstr (
    compact,
    ==,
    "[{\"id\":\"a\",\"type\":\"t\",\"n\":1.50,\"s\":\"\\u00e9\"}]");
  g_assert_cmpstr (
    pretty,
    ==,
    "[\n    {\n        \"id\": \"a\",\n        \"type\": \"t\",\n"
    "        \"n\": 1.50,\n        \"s\": \"\\u00e9\"\n    }\n]");
  g_assert_cmpstr (empty, ==, "[]");
}

static void
test_secrets (void)
{
  static const struct
  {
    const char *member; /* with its comma */
    guint       n;
    const char *stripped;
  } cases[] = {
    { ",\"path\":\"/ws\"", 0, ",\"path\":\"/ws\"" },
    { ",\"path\":\"wss://me:pw@host/x\"", 1, ",\"path\":\"wss://host/x\"" },
    { ",\"path\":\"wss://me@host/x\"", 0, ",\"path\":\"wss://me@host/x\"" },
    { ",\"path\":\"wss://host/a:b@c\"", 0, ",\"path\":\"wss://host/a:b@c\"" },
    { ",\"info\":\"see http://a:b@c\"", 0, ",\"info\":\"see http://a:b@c\"" },
    { ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"Bearer x\"}]",
      1,
      ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"\"}]" },
    { ",\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"Cookie\","
      "\"valueType\":\"other\",\"valueValue\":\"x\"}]",
      1,
      ",\"headers\":[{\"keyType\":\"other\",\"keyValue\":\"Cookie\","
      "\"valueType\":\"other\",\"valueValue\":\"\"}]" },
    { ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"env\",\"valueValue\":\"TOKEN\"}]",
      0,
      ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"env\",\"valueValue\":\"TOKEN\"}]" },
    { ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"${TOKEN}\"}]",
      0,
      ",\"headers\":[{\"keyType\":\"Authorization\",\"keyValue\":\"\","
      "\"valueType\":\"other\",\"valueValue\":\"${TOKEN}\"}]" },
    { ",\"Password\":\"p\",\"token\":\"\",\"apiKey\":\"${KEY}\"",
      1,
      ",\"Password\":\"\",\"token\":\"\",\"apiKey\":\"${KEY}\"" },
    { ",\"env\":[{\"name\":\"K\",\"type\":\"cred\",\"value\":\"v\"},"
      "{\"name\":\"L\",\"type\":\"str\",\"value\":\"v\"}]",
      1,
      ",\"env\":[{\"name\":\"K\",\"type\":\"cred\",\"value\":\"\"},"
      "{\"name\":\"L\",\"type\":\"str\",\"value\":\"v\"}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("[{\"id\":\"a\",\"type\":\"t\"%s}]", cases[i].member);
      g_autofree char *expected =
        g_strdup_printf ("[{\"id\":\"a\",\"type\":\"t\"%s}]", cases[i].stripped);
      g_autofree char *kept = export_text (text, WEIR_JSON_STYLE_COMPACT, FALSE);
      g_autofree char *left = export_text (text, WEIR_JSON_STYLE_COMPACT, TRUE);
      g_autoptr (WeirDocument) document = open_text (text);
      g_autoptr (GPtrArray)    all = weir_export_collect (document, NULL);

      g_assert_cmpstr (kept, ==, text);
      g_assert_cmpstr (left, ==, expected);
      g_assert_cmpuint (weir_export_count_secrets (all), ==, cases[i].n);
    }
}

static void
test_credentials (void)
{
  const char *text =
    "[{\"id\":\"a\",\"credentials\":{\"user\":\"u\"},\"n\":1.0}]";
  g_autofree char *kept = export_text (text, WEIR_JSON_STYLE_COMPACT, FALSE);
  g_autofree char *left = export_text (text, WEIR_JSON_STYLE_COMPACT, TRUE);

  g_assert_cmpstr (kept, ==, "[{\"id\":\"a\",\"n\":1.0}]");
  g_assert_cmpstr (left, ==, kept);
}

static void
test_part (void)
{
  g_autoptr (WeirDocument) document = open_text (
    "[{\"id\":\"g\",\"type\":\"group\",\"nodes\":[\"a\",\"gone\"]},"
    "{\"id\":\"a\",\"g\":\"g\",\"x\":1.0,\"y\":1,\"wires\":[[\"b\",\"a\"]],"
    "\"links\":[\"b\"]},"
    "{\"id\":\"b\",\"g\":\"g\",\"x\":1,\"y\":1}]");
  g_autoptr (GPtrArray) group = split ("g");
  g_autoptr (GPtrArray) node = split ("b");
  g_autoptr (GPtrArray) with_group = weir_export_collect (document, group);
  g_autoptr (GPtrArray) alone = weir_export_collect (document, node);
  g_autofree char      *first =
    weir_export_part_to_text (with_group, WEIR_JSON_STYLE_COMPACT, FALSE);
  g_autofree char *second =
    weir_export_part_to_text (alone, WEIR_JSON_STYLE_COMPACT, FALSE);

  g_assert_cmpstr (
    first,
    ==,
    "[{\"id\":\"g\",\"type\":\"group\",\"nodes\":[\"a\"]},"
    "{\"id\":\"a\",\"g\":\"g\",\"x\":1.0,\"y\":1,\"wires\":[[\"a\"]],"
    "\"links\":[\"b\"]}]");
  g_assert_cmpstr (second, ==, "[{\"id\":\"b\",\"x\":1,\"y\":1}]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/collect", test_collect);
  g_test_add_func ("/export/text", test_text);
  g_test_add_func ("/export/secrets", test_secrets);
  g_test_add_func ("/export/credentials", test_credentials);
  g_test_add_func ("/export/part", test_part);
  return g_test_run ();
}
