/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test-writer.h"

#include <math.h>
#include <string.h>

/* Written tests: how they look, that they are read again, and that what was
 * seen fits what was written of it. */

static GBytes *
new_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static WeirFlowTest *
parse (const char *text)
{
  g_autoptr (GBytes)    bytes = new_text (text);
  g_autoptr (GPtrArray) problems = NULL;
  WeirFlowTest         *test =
    weir_flow_test_new_from_bytes ("w.test.json", bytes, &problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((WeirFlowTestProblem *)problems->pdata[i])->text);
  if (test == NULL)
    g_test_message ("%s", text);
  g_assert_nonnull (test);
  g_assert_cmpuint (problems->len, ==, 0);
  return test;
}

static void
send (WeirFlowTestWriter *writer, const char *peer, const char *text)
{
  g_autoptr (GBytes) bytes = new_text (text);

  weir_flow_test_writer_send (writer, peer, TRUE, bytes);
}

static void
expect (WeirFlowTestWriter *writer, const char *peer, const char *text)
{
  g_autoptr (GBytes) bytes = new_text (text);

  weir_flow_test_writer_expect (writer, peer, TRUE, bytes);
}

static void
expect_debug (WeirFlowTestWriter *writer, const char *property, const char *json)
{
  g_autoptr (WeirValue) value = read_json (json);

  weir_flow_test_writer_expect_debug (writer, "debug 5", property, value);
}

static void
write_steps (WeirFlowTestWriter *writer)
{
  g_autoptr (GBytes)    bytes = g_bytes_new ("\0\1\2", 3);
  g_autoptr (WeirValue) message = read_json ("{\"payload\":\"${x}\"}");

  weir_flow_test_writer_set_env (writer, "TOKEN", "t");
  weir_flow_test_writer_connect (writer, "a", "/ws/echo", NULL);
  weir_flow_test_writer_connect (writer, "b", "/ws/echo", "chat");
  weir_flow_test_writer_serve (writer, "up", "/up", "PORT_UP");
  send (writer, "a", "hello ${NAME}");
  send (writer, "a", "{\"a\":[1,2]}");
  send (writer, "a", "{\"a\": [1, 2]}");
  weir_flow_test_writer_begin_unordered (writer);
  expect (writer, "a", "{\"t\":1764410000000,\"a\": [ 1 ]}");
  expect (writer, "b", "1764410000000");
  weir_flow_test_writer_end_unordered (writer);
  weir_flow_test_writer_begin_unordered (writer);
  expect (writer, "a", "\"1\"");
  weir_flow_test_writer_end_unordered (writer);
  weir_flow_test_writer_begin_unordered (writer);
  weir_flow_test_writer_end_unordered (writer);
  weir_flow_test_writer_send (writer, "up", FALSE, bytes);
  weir_flow_test_writer_expect (writer, "a", FALSE, bytes);
  weir_flow_test_writer_inject (writer, "dda81a976ccf2a2b", NULL);
  weir_flow_test_writer_inject (writer, "my inject", message);
  expect_debug (writer, "payload", "1764410000000");
  expect_debug (writer, "node", "5");
  expect_debug (writer,
                NULL,
                "{\"_msgid\":\"43294be738b7699a\",\"payload\":{\"_msgid\":"
                "\"43294be738b7699a\",\"$type\":1},\"topic\":\"\",\"a b\":1,"
                "\"node\":\"2024-05-01T12:00:00.000Z\",\"_session\":{\"id\":"
                "\"1\"}}");
  expect_debug (writer, "payload", "{\"$a\":{\"$b\":[1]}}");
  weir_flow_test_writer_expect_close (writer, "a", 1001);
  weir_flow_test_writer_close (writer, "b", 0);
}

static const char written[] =
  "{\n"
  "  \"flow\": \"echo.json\",\n"
  "  \"env\": { \"TOKEN\": \"t\" },\n"
  "  \"steps\": [\n"
  "    { \"connect\": \"a\", \"path\": \"/ws/echo\" },\n"
  "    { \"connect\": \"b\", \"path\": \"/ws/echo\", \"protocols\": [\"chat\"] "
  "},\n"
  "    { \"serve\": \"up\", \"port\": \"${PORT_UP}\", \"path\": \"/up\" },\n"
  "    { \"send\": \"hello $${NAME}\", \"from\": \"a\" },\n"
  "    { \"send\": { \"a\": [1, 2] }, \"from\": \"a\" },\n"
  "    { \"send\": \"{\\\"a\\\": [1, 2]}\", \"from\": \"a\" },\n"
  "    { \"unordered\": [\n"
  "      { \"expect\": { \"t\": { \"$type\": \"number\" }, \"a\": [1] }, "
  "\"to\": \"a\" },\n"
  "      { \"expect\": { \"$type\": \"number\" }, \"to\": \"b\" }\n"
  "    ] },\n"
  "    { \"expect\": \"\\\"1\\\"\", \"to\": \"a\" },\n"
  "    { \"sendBinary\": \"AAEC\", \"from\": \"up\" },\n"
  "    { \"expectBinary\": \"AAEC\", \"to\": \"a\" },\n"
  "    { \"inject\": \"dda81a976ccf2a2b\" },\n"
  "    { \"inject\": \"my inject\", \"msg\": { \"payload\": \"$${x}\" } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"payload\": { \"$type\": "
  "\"number\" } } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"msg.node\": 5 } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"payload\": { \"$type\": "
  "\"object\" }, \"topic\": \"\", \"msg.node\": { \"$type\": \"date\" } } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"payload\": { "
  "\"$literal\": "
  "{ \"$a\": { \"$b\": [1] } } } } },\n"
  "    { \"expectClose\": \"a\", \"code\": 1001 },\n"
  "    { \"close\": \"b\" }\n"
  "  ]\n"
  "}\n";

static void
test_text (void)
{
  g_autoptr (WeirFlowTestWriter) writer =
    weir_flow_test_writer_new ("echo.json");
  g_autofree char         *text = NULL;
  g_autofree char         *again = NULL;
  g_autoptr (WeirFlowTest) test = NULL;

  write_steps (writer);
  text = weir_flow_test_writer_dup_text (writer);
  again = weir_flow_test_writer_dup_text (writer);
  g_assert_cmpstr (text, ==, written);
  g_assert_cmpstr (again, ==, text);
  test = parse (text);
  g_assert_cmpuint (weir_flow_test_get_steps (test)->len, ==, 18);
}

static const WeirFlowTestStep *
get_step (WeirFlowTest *test, guint index)
{
  return weir_flow_test_get_steps (test)->pdata[index];
}

static WeirValue *
expand (const WeirFlowTestStep *step)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (variables, (gpointer) "PORT", (gpointer) "1880");
  return weir_flow_test_expand_value (step->value, variables);
}

static void
assert_fits_debug (const WeirFlowTestStep *step,
                   const char             *property,
                   WeirValue              *value)
{
  g_autoptr (WeirValue) pattern = expand (step);
  g_autofree char      *difference = NULL;

  if (weir_flow_test_match_debug (pattern, property, NULL, value, &difference))
    return;
  g_test_message ("%s", difference);
  g_test_fail ();
}

static void
assert_fits_frame (const WeirFlowTestStep *step, const char *text, gsize length)
{
  g_autoptr (WeirValue) pattern = expand (step);
  g_autofree char      *difference = NULL;

  if (weir_flow_test_match_text (pattern, text, length, &difference))
    return;
  g_test_message ("%s", difference);
  g_test_fail ();
}

typedef struct
{
  const char *frame;
  const char *wanted; /* the pattern */
} Frame;

#define SESSION_OPEN "{ \"_session\": { \"$type\": \"object\" } }"

/* What is different each time can't be said next to a `$` or within `$literal`,
 * so the object is left open where it stands. */
static const Frame frames[] = {
  { "{\"_session\":{\"id\":\"1\",\"type\":\"x\"}}",
    "{ \"_session\": { \"id\": { \"$type\": \"string\" }, \"type\": \"x\" } "
    "}" },
  { "{\"_session\":{\"$type\":false,\"$regex\":true,\"id\":\"1\"}}",
    SESSION_OPEN },
  { "{\"_session\":{\"$any\":true,\"id\":\"1\"}}", SESSION_OPEN },
  { "{\"_session\":{\"$any\":true,\"id\":1}}",
    "{ \"_session\": { \"$literal\": { \"$any\": true, \"id\": 1 } } }" },
  { "{\"$a\":{\"_session\":{\"id\":\"1\"}},\"b\":2}",
    "{ \"$type\": \"object\" }" },
  { "[{\"$a\":{\"_session\":{\"$b\":1,\"id\":\"1\"}}},3]",
    "[{ \"$type\": \"object\" }, 3]" },
  { "{\"_msgid\":{\"$type\":\"string\"}}",
    "{ \"_msgid\": { \"$literal\": { \"$type\": \"string\" } } }" },
};

static void
assert_frame (const char *frame, const char *wanted)
{
  g_autoptr (WeirFlowTestWriter) writer = weir_flow_test_writer_new ("f.json");
  g_autofree char               *text = NULL;
  g_autofree char               *steps = NULL;
  g_autofree char               *step = NULL;
  g_autoptr (WeirFlowTest)       test = NULL;

  weir_flow_test_writer_connect (writer, "a", "/", NULL);
  expect (writer, "a", frame);
  steps = weir_flow_test_writer_dup_steps (writer);
  step = g_strdup_printf ("{ \"expect\": %s, \"to\": \"a\" }", wanted);
  g_assert_cmpstr (strchr (steps, '\n') + strlen ("\n    "), ==, step);
  text = weir_flow_test_writer_dup_text (writer);
  test = parse (text);
  assert_fits_frame (get_step (test, 1), frame, strlen (frame));
}

static void
test_frames (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    assert_frame (frames[i].frame, frames[i].wanted);
}

/* As deep as patterns go. */
static void
test_deep_session (void)
{
  for (guint depth = 97; depth < 103; depth++)
    {
      g_autoptr (WeirFlowTestWriter) writer =
        weir_flow_test_writer_new ("f.json");
      g_autoptr (GString)      frame = g_string_new (NULL);
      g_autofree char         *text = NULL;
      g_autoptr (WeirFlowTest) test = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (frame, "{\"a\":");
      g_string_append (frame, "{\"_session\":{\"id\":\"1\"}}");
      for (guint i = 0; i < depth; i++)
        g_string_append_c (frame, '}');
      weir_flow_test_writer_connect (writer, "a", "/", NULL);
      expect (writer, "a", frame->str);
      text = weir_flow_test_writer_dup_text (writer);
      test = parse (text);
      assert_fits_frame (get_step (test, 1), frame->str, frame->len);
    }
}

typedef struct
{
  const char *text;
  const char *step;
  const char *wanted; /* NULL: an error */
} Append;

static const Append appends[] = {
  { "{\"steps\":[]}", "{}", "{\"steps\":[{}]}" },
  { "{\"steps\":[ ]}", "{},\n    {}", "{\"steps\":[{}, {} ]}" },
  { "{\"steps\":[{\"a\":1}],\"x\":[]}",
    "{}",
    "{\"steps\":[{\"a\":1}, {}],\"x\":[]}" },
  { "{\n  \"steps\": []\n}\n", "{}", "{\n  \"steps\": [\n    {}\n  ]\n}\n" },
  { "{\n  \"steps\": [\n  ]\n}\n", "{}", "{\n  \"steps\": [\n    {}\n  ]\n}\n" },
  { "{\r\n\t\"steps\" : [\r\n\t\t{ } ,\r\n\t\t{}\r\n\t] }",
    "{ \"u\": [\n      1\n    ] },\n    2",
    "{\r\n\t\"steps\" : [\r\n\t\t{ } ,\r\n\t\t{},\r\n\t\t{ \"u\": [\r\n\t\t  "
    "1\r\n\t\t] },\r\n\t\t2\r\n\t] }" },
  { "\357\273\277{\"steps\":[1]}", "2", "\357\273\277{\"steps\":[1, 2]}" },
  { "{\"steps\":{}}", "{}", NULL },
  { "{\"step\":[]}", "{}", NULL },
  { "[]", "{}", NULL },
  { "{\"steps\":[}", "{}", NULL },
  { "{\"steps\":[]}", "{", NULL },
  { "{\"steps\":[]}", "", NULL },
  { "{\"steps\":[]}", "1],\"x\":[1", NULL },
};

static void
test_append (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (appends); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *text =
        weir_flow_test_append_step (appends[i].text,
                                    strlen (appends[i].text),
                                    appends[i].step,
                                    &error);

      g_assert_cmpstr (text, ==, appends[i].wanted);
      g_assert_cmpint (text == NULL, ==, error != NULL);
    }
}

/* What the writer wrote, added to a file of its own, is the file it would have
 * written. */
static void
test_append_written (void)
{
  g_autoptr (WeirFlowTestWriter) all = weir_flow_test_writer_new ("f.json");
  g_autoptr (WeirFlowTestWriter) first = weir_flow_test_writer_new ("f.json");
  g_autoptr (WeirFlowTestWriter) second = weir_flow_test_writer_new ("f.json");
  g_autofree char               *text = NULL;
  g_autofree char               *steps = NULL;
  g_autofree char               *joined = NULL;
  g_autofree char               *wanted = NULL;

  for (guint i = 0; i < 2; i++)
    {
      WeirFlowTestWriter *writer = i == 0 ? first : second;

      weir_flow_test_writer_begin_unordered (writer);
      expect (writer, "a", i == 0 ? "1" : "one");
      expect (writer, "a", i == 0 ? "2" : "two");
      weir_flow_test_writer_end_unordered (writer);
      weir_flow_test_writer_begin_unordered (all);
      expect (all, "a", i == 0 ? "1" : "one");
      expect (all, "a", i == 0 ? "2" : "two");
      weir_flow_test_writer_end_unordered (all);
    }
  text = weir_flow_test_writer_dup_text (first);
  steps = weir_flow_test_writer_dup_steps (second);
  joined = weir_flow_test_append_step (text, strlen (text), steps, NULL);
  wanted = weir_flow_test_writer_dup_text (all);
  g_assert_cmpstr (joined, ==, wanted);
}

/* Random ----------------------------------------------------------------- */

static WeirValue *
make_text (void)
{
  static const char *const pieces[] = {
    "a",
    "${PORT}",
    "$",
    "\n",
    "\"",
    "\\",
    "\303\251",
    "{\"a\":",
    "1764410000000",
    "}",
    "2024-05-01T12:00:00Z",
    "\355\240\200",
    "$${",
    "[]",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    g_string_append (text,
                     pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  if (g_test_rand_int_range (0, 20) == 0)
    g_string_append_c (text, '\0');
  return weir_value_new_string_len (text->str, text->len);
}

static WeirValue *
make_number (void)
{
  static const double numbers[] = {
    0, -0.0, 1, 0.1, 1e21, -5, 1764410000000, 1e300, NAN, INFINITY,
  };

  return weir_value_new_number (
    numbers[g_test_rand_int_range (0, G_N_ELEMENTS (numbers))]);
}

static WeirValue *make_value (guint depth);

static WeirValue *
make_object (guint depth)
{
  static const char *const keys[] = {
    "payload", "_msgid", "topic",    "$type", "a b",  "",
    "node",    "$regex", "_session", "id",    "data", "type",
  };
  WeirValue *object = weir_value_new_object ();

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    object =
      weir_value_with_member (object,
                              keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))],
                              make_value (depth + 1));
  return object;
}

static WeirValue *
make_array (guint depth)
{
  WeirValue *array = weir_value_new_array (NULL, 0);

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    array = weir_value_with_appended (array, make_value (depth + 1));
  return array;
}

static WeirValue *
make_value (guint depth)
{
  switch (g_test_rand_int_range (0, depth < 4 ? 12 : 8))
    {
    case 0:
      return weir_value_new_undefined ();
    case 1:
      return weir_value_new_null ();
    case 2:
      return weir_value_new_boolean (g_test_rand_int_range (0, 2));
    case 3:
      return make_number ();
    case 4:
      return weir_value_new_bytes ((const guint8 *)"\0\377x",
                                   (gsize)g_test_rand_int_range (0, 4));
    case 5:
      return weir_value_new_date (g_test_rand_int_range (0, 9) > 0 ? 1e12 : NAN);
    case 6:
    case 7:
      return make_text ();
    case 8:
    case 9:
      return make_array (depth);
    default:
      return make_object (depth);
    }
}

/* What is sent is just what was. */
static void
assert_sends (const WeirFlowTestStep *step, const char *text, gsize length)
{
  g_autoptr (WeirValue) value = expand (step);
  g_autoptr (GString)   sent = g_string_new (NULL);
  gsize                 size;

  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    {
      const char *plain = weir_value_get_string (value, &size);

      g_string_append_len (sent, plain, (gssize)size);
    }
  else
    weir_json_append (sent, value, WEIR_JSON_STYLE_COMPACT);
  g_assert_cmpmem (sent->str, sent->len, text, length);
}

/* The text of a frame: JSON, or any other. */
static GBytes *
make_frame (void)
{
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autoptr (WeirValue) value =
    g_test_rand_int_range (0, 2) == 0 ? make_text () : make_value (0);
  gsize       length;
  const char *plain;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    weir_json_append (text,
                      value,
                      g_test_rand_int_range (0, 2) ? WEIR_JSON_STYLE_COMPACT
                                                   : WEIR_JSON_STYLE_PRETTY);
  else
    {
      plain = weir_value_get_string (value, &length);
      g_string_append_len (text, plain, (gssize)length);
    }
  return g_bytes_new (text->str, text->len);
}

static void
run_round_trip (void)
{
  g_autoptr (WeirFlowTestWriter) writer = weir_flow_test_writer_new ("f.json");
  g_autoptr (WeirValue)          value = make_value (0);
  g_autoptr (GBytes)             frame = make_frame ();
  g_autofree char               *text = NULL;
  g_autoptr (WeirFlowTest)       test = NULL;
  gsize                          length;
  const char                    *data = g_bytes_get_data (frame, &length);

  weir_flow_test_writer_connect (writer, "a", "/", NULL);
  weir_flow_test_writer_expect_debug (writer, "d", "payload", value);
  weir_flow_test_writer_expect_debug (writer, "d", NULL, value);
  weir_flow_test_writer_expect (writer, "a", TRUE, frame);
  weir_flow_test_writer_send (writer, "a", TRUE, frame);
  text = weir_flow_test_writer_dup_text (writer);
  test = parse (text);
  assert_fits_debug (get_step (test, 1), "payload", value);
  assert_fits_debug (get_step (test, 2), NULL, value);
  assert_fits_frame (get_step (test, 3), data != NULL ? data : "", length);
  assert_sends (get_step (test, 4), data != NULL ? data : "", length);
  if (g_test_failed ())
    g_test_message ("%s", text);
}

static void
test_round_trips (void)
{
  for (guint i = 0; i < 3000 && !g_test_failed (); i++)
    run_round_trip ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/writer/text", test_text);
  g_test_add_func ("/testing/writer/frames", test_frames);
  g_test_add_func ("/testing/writer/deep-session", test_deep_session);
  g_test_add_func ("/testing/writer/append", test_append);
  g_test_add_func ("/testing/writer/append-written", test_append_written);
  g_test_add_func ("/testing/writer/round-trips", test_round_trips);
  return g_test_run ();
}
