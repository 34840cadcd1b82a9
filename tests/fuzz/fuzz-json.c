/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-fuzz"

#include "config.h"

#include "json/weir-convert.h"
#include "json/weir-inspect.h"
#include "json/weir-json-document.h"
#include "json/weir-json.h"
#include "json/weir-path.h"
#include "weir-fuzz.h"

#include <string.h>

/* Any bytes as a JSON text and as a property path: a value or an error, and
 * the laws that hold for every value. */

const char *const weir_fuzz_seeds[] = {
  "{\"payload\":\"x\",\"topic\":\"\",\"_msgid\":\"43294be738b7699a\"}",
  "[1,-0,0.1,1e21,12345678901234567890,1e400,5e-324,[[[]]],{}]",
  "{\"a\":1,\"b\":{\"a\":[null,true,false]},\"a\":2}",
  "\"x\\u0000y\\ud800\\ud83d\\ude00\303\251\\n\\\"\"",
  " [ { \"id\" : \"n1\" , \"wires\" : [ [ \"n2\" ] ] } ] ",
  "a.b[0]['x y'][msg.b].length",
  "payload.a[\"b\"][1]",
  "a[msg[msg.b]]",
  NULL,
};

static void
check_layouts (const char *text, gsize length)
{
  for (guint i = 0; i < 2; i++)
    {
      WeirJsonStyle style =
        i == 0 ? WEIR_JSON_STYLE_COMPACT : WEIR_JSON_STYLE_PRETTY;
      g_autoptr (GString) once = weir_json_relayout (text, length, style, NULL);
      g_autoptr (GString) twice =
        weir_json_relayout (once->str, once->len, style, NULL);

      g_assert_true (g_string_equal (once, twice));
    }
}

static void
check_writing (WeirValue *value, WeirJsonStyle style)
{
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autoptr (WeirValue) again = NULL;

  weir_json_append (text, value, style);
  again = weir_json_read (text->str, text->len, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_true (weir_value_equal (value, again));
  g_assert_cmpuint (weir_value_get_size (value), ==, weir_value_get_size (again));
}

static void
check_value (WeirValue *value)
{
  g_autoptr (WeirValue) text = weir_value_to_text (value);
  g_autofree char      *shallow = weir_inspect (value, 2);
  g_autofree char      *deep = weir_inspect (value, 10);

  g_assert_nonnull (text);
  g_assert_nonnull (shallow);
  g_assert_nonnull (deep);
  check_writing (value, WEIR_JSON_STYLE_COMPACT);
  check_writing (value, WEIR_JSON_STYLE_PRETTY);
  weir_value_to_number (value);
}

static void
run_json (const char *text, gsize length)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value = weir_json_read (text, length, NULL, &error);
  g_autoptr (JsonNode) node = weir_json_document_parse (text, length, NULL, NULL);

  g_assert_true ((value == NULL) == (error != NULL));
  if (value == NULL)
    {
      g_assert_null (node);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  check_layouts (text, length);
  check_value (value);
}

/* What was set is what is got, unless nothing could be set. */
static void
check_path (const WeirPath *path, WeirValue *message)
{
  g_autoptr (WeirValue) marker = weir_value_new_string ("marker");
  g_autoptr (WeirValue) before = weir_path_get (path, message, NULL);
  g_autoptr (WeirValue) after = NULL;
  g_autoptr (WeirValue) changed = weir_path_set (path,
                                                 weir_value_ref (message),
                                                 weir_value_ref (marker),
                                                 message,
                                                 NULL);
  g_autoptr (WeirValue) removed = weir_path_set (path,
                                                 weir_value_ref (message),
                                                 weir_value_new_undefined (),
                                                 message,
                                                 NULL);

  if (changed == NULL)
    return;
  g_assert_nonnull (removed);
  if (changed != message && !weir_value_equal (changed, message))
    {
      g_autoptr (GError) error = NULL;

      after = weir_path_get (path, changed, &error);
      if (after != NULL && before != NULL && !weir_value_equal (after, before))
        g_assert_true (weir_value_equal (after, marker));
    }
}

static void
run_path (const char *text, gsize length)
{
  static const char message_text[] =
    "{\"a\":{\"b\":[1,{\"x y\":\"s\"}],\"0\":null},\"b\":\"a\",\"payload\":5}";
  g_autofree char      *copy = g_strndup (length > 0 ? text : "", length);
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirPath)  path = weir_path_new_message (copy, &error);
  g_autoptr (WeirValue) message = NULL;

  g_assert_true ((path == NULL) == (error != NULL));
  if (path == NULL)
    return;
  message = weir_json_read (message_text, strlen (message_text), NULL, NULL);
  check_path (path, message);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char         *text = (const char *)data;
  g_autoptr (GString) mended = weir_text_make_utf8 (text, size);

  g_assert_true (weir_text_is_utf8 (mended->str, mended->len));
  weir_number_from_text (text, size);
  run_json (text, size);
  run_path (text, size);
  return 0;
}
