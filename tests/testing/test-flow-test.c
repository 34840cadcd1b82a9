/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test.h"

#include <string.h>

/* The parser: what a good file becomes, and what every bad one is told. */

static const char example[] =
  "{\n"
  "  \"flow\": \"echo.json\",\n"
  "  \"env\": { \"TOKEN\": \"t\" },\n"
  "  \"timeout\": 1.5,\n"
  "  \"steps\": [\n"
  "    { \"connect\": \"a\", \"path\": \"/ws/echo\", \"protocols\": [\"x\"], "
  "\"headers\": { \"X-A\": \"1\" } },\n"
  "    { \"send\": \"hello\", \"from\": \"a\" },\n"
  "    { \"expect\": \"hello\", \"to\": \"a\" },\n"
  "    { \"sendBinary\": \"AAEC\", \"from\": \"a\" },\n"
  "    { \"expectBinary\": \"AAEC\", \"to\": \"a\" },\n"
  "    { \"inject\": \"dda81a976ccf2a2b\" },\n"
  "    { \"inject\": \"my inject\", \"msg\": { \"payload\": 7 } },\n"
  "    { \"expectDebug\": { \"node\": \"debug 5\", \"payload\": { \"$type\": "
  "\"number\" } } },\n"
  "    { \"expectStatus\": { \"node\": \"in\", \"fill\": \"green\", \"text\": "
  "\"connected 1\" } },\n"
  "    { \"expectNothing\": \"a\", \"within\": 0.3 },\n"
  "    { \"serve\": \"up\", \"port\": \"${PORT_UP}\", \"path\": \"/up\" },\n"
  "    { \"unordered\": [ { \"expect\": 1, \"to\": \"a\" },\n"
  "                     { \"expect\": 2, \"to\": \"up\" } ] },\n"
  "    { \"close\": \"a\", \"code\": 1000 },\n"
  "    { \"expectClose\": \"a\", \"code\": 1001 }\n"
  "  ]\n"
  "}\n";

static WeirFlowTest *
parse (const char *text, gsize length, GPtrArray **problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return weir_flow_test_new_from_bytes ("x.test.json", bytes, problems);
}

static const WeirFlowTestStep *
get_step (WeirFlowTest *test, guint index)
{
  return weir_flow_test_get_steps (test)->pdata[index];
}

static void
test_example (void)
{
  static const char *const descriptions[] = {
    "connect a to /ws/echo",
    "send \"hello\" from a",
    "expect \"hello\" to a",
    "send 3 bytes: 00 01 02 from a",
    "expect 3 bytes: 00 01 02 to a",
    "inject dda81a976ccf2a2b",
    "inject my inject with {\"payload\":7}",
    "expect debug of debug 5: {\"payload\":{\"$type\":\"number\"}}",
    "expect status of in: {\"fill\":\"green\",\"text\":\"connected 1\"}",
    "expect nothing to a",
    "serve up at /up",
    "2 in any order",
    "close a with 1000",
    "expect close of a with 1001",
  };
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (example, strlen (example), &problems);
  const WeirFlowTestStep  *step;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((WeirFlowTestProblem *)problems->pdata[i])->text);
  g_assert_nonnull (test);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (weir_flow_test_get_flow (test), ==, "echo.json");
  g_assert_cmpstr (g_hash_table_lookup (weir_flow_test_get_env (test), "TOKEN"),
                   ==,
                   "t");
  g_assert_cmpfloat (weir_flow_test_get_timeout (test), ==, 1.5);
  g_assert_cmpuint (weir_flow_test_get_steps (test)->len,
                    ==,
                    G_N_ELEMENTS (descriptions));
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autofree char *text = weir_flow_test_step_describe (get_step (test, i));

      g_assert_cmpstr (text, ==, descriptions[i]);
    }
  step = get_step (test, 0);
  g_assert_cmpuint (step->number, ==, 1);
  g_assert_cmpuint (step->line, ==, 6);
  g_assert_cmpuint (step->column, ==, 5);
  g_assert_cmpstrv (step->protocols, ((const char *[]){ "x", NULL }));
  g_assert_cmpstrv (step->headers, ((const char *[]){ "X-A", "1", NULL }));
  g_assert_cmpfloat (get_step (test, 9)->within, ==, 0.3);
  step = get_step (test, 10);
  g_assert_cmpstr (step->port, ==, "PORT_UP");
  step = get_step (test, 11);
  g_assert_cmpuint (step->number, ==, 12);
  g_assert_cmpuint (step->steps->len, ==, 2);
  step = step->steps->pdata[1];
  g_assert_cmpuint (step->number, ==, 14);
  g_assert_cmpuint (step->line, ==, 18);
  g_assert_cmpuint (step->column, ==, 22);
  g_assert_cmpstr (step->peer, ==, "up");
  g_assert_cmpuint (get_step (test, 13)->number, ==, 16);
}

typedef struct
{
  const char *text;     /* of the file */
  const char *problems; /* a line each, "LINE:COLUMN: TEXT"; * is anything */
} Bad;

/* A test whose steps begin in its second line; with something expected. */
#define TEST(steps)  "{\"flow\":\"f\",\"steps\":[\n" steps "\n]}"
#define STEPS(steps) TEST (steps ",\n{\"expectNothing\":\"a\"}")
#define A            "{\"connect\":\"a\",\"path\":\"/\"},\n"
#define UP           "{\"serve\":\"up\",\"port\":\"${P}\"},\n"

static const Bad bad[] = {
  { "", "1:1: Not JSON: the text is empty." },
  { "[]", "1:1: A test file is an object with “flow” and “steps”." },
  { "\"a\"", "1:1: A test file is an object with “flow” and “steps”." },
  { "{\"flow\":", "1:9: Not JSON: line 1, column 9, near “{\"flow\":”: the text ends too early." },
  { "{\"flow\":1,\"steps\":[1]}x",
    "1:23: Not JSON: line 1, column 23, near “teps\":[1]}x”: there is more "
    "behind the end of the value." },
  { "{}",
    "1:1: “flow” is missing: the flow file, as seen from the test.\n"
    "1:1: “steps” is missing: what the test does." },
  { "{\"flow\":\"\",\"steps\":[]}",
    "1:9: “flow” is empty: name the flow file, as seen from the test.\n"
    "1:20: There are no steps." },
  { "{\"flow\":1,\"steps\":{}}",
    "1:9: “flow” must be a text, not a number.\n"
    "1:19: “steps” must be an array, not an object." },
  { "{\"flow\":\"a\\u0000\",\"steps\":null}",
    "1:9: “flow” has characters in it that it can’t have.\n"
    "1:27: “steps” must be an array, not null." },
  { "{\"Flow\":\"f\",\"stpes\":[],\"colour\":1,\"$schema\":1}",
    "1:1: “flow” is missing: the flow file, as seen from the test.\n"
    "1:1: “steps” is missing: what the test does.\n"
    "1:2: A test has no member “Flow”; did you mean “flow”?\n"
    "1:13: A test has no member “stpes”; did you mean “steps”?\n"
    "1:24: A test has no member “colour”: there are “flow”, “env”, “timeout” "
    "and “steps”.\n"
    "1:45: “$schema” must be a text, not a number." },
  { "{\"flow\":\"f\",\"env\":1,\"timeout\":\"2\",\"steps\":[]}",
    "1:19: “env” must be an object, not a number.\n"
    "1:31: “timeout” must be a number, not a text.\n"
    "1:43: There are no steps." },
  { "{\"flow\":\"f\",\"flow\":\"g\",\"timeout\":0,\"steps\":[]}",
    "1:13: “flow” is there twice.\n"
    "1:34: “timeout” must be more than 0 and at most 3600 seconds.\n"
    "1:44: There are no steps." },
  { "{\"flow\":\"f\",\"env\":{\"A "
    "B\":\"1\",\"9\":\"1\",\"\":\"\",\"PORT\":\"65536\",\"N\":1},\"steps\":[]}",
    "1:20: “A B” is no name for a variable: letters, digits and “_”, and no "
    "digit in front.\n"
    "1:30: “9” is no name for a variable: letters, digits and “_”, and no "
    "digit in front.\n"
    "1:38: “” is no name for a variable: letters, digits and “_”, and no digit "
    "in front.\n"
    "1:51: “PORT” is the port the flow runs on: 1 to 65535.\n"
    "1:63: “N” must be a text, not a number.\n"
    "1:74: There are no steps." },
  { "{\"flow\":\"f\",\"timeout\":1e400,\"steps\":[[], null, 1, \"a\", true, "
    "false]}",
    "1:23: “timeout” must be more than 0 and at most 3600 seconds.\n"
    "1:37: Nothing is expected, so the test could not fail: add an “expect…”.\n"
    "1:38: A step must be an object, not an array.\n"
    "1:42: A step must be an object, not null.\n"
    "1:48: A step must be an object, not a number.\n"
    "1:51: A step must be an object, not a text.\n"
    "1:56: A step must be an object, not true.\n"
    "1:62: A step must be an object, not false." },
  { TEST (A "{\"send\":1,\"from\":\"a\"}"),
    "1:21: Nothing is expected, so the test could not fail: add an "
    "“expect…”." },
  { STEPS (A "{\"expct\":1,\"to\":\"a\"}"),
    "3:2: There is no step “expct”; did you mean “expect”?" },
  { STEPS (A "{\"shout\":1,\"to\":\"a\"}"),
    "3:2: There is no step “shout”: there are “connect”, “serve”, “send”, "
    "“sendBinary”, “close”, “inject”, “expect”, “expectBinary”, "
    "“expectNothing”, “expectClose”, “expectDebug”, “expectStatus”, "
    "“unordered”." },
  { STEPS (A "{\"to\":\"a\"}"),
    "3:1: The step does not say what it does: one of “connect”, “serve”, "
    "“send”, “sendBinary”, “close”, “inject”, “expect”, “expectBinary”, "
    "“expectNothing”, “expectClose”, “expectDebug”, “expectStatus”, "
    "“unordered” is missing." },
  { STEPS (A "{}"),
    "3:1: The step does not say what it does: one of “connect”, “serve”, "
    "“send”, “sendBinary”, “close”, “inject”, “expect”, “expectBinary”, "
    "“expectNothing”, “expectClose”, “expectDebug”, “expectStatus”, "
    "“unordered” is missing." },
  { STEPS (A "{\"send\":1,\"expect\":1,\"from\":\"a\",\"to\":\"a\"}"),
    "3:11: “send” and “expect” are two steps; put each in an object of its "
    "own." },
  { STEPS (A "{\"send\":1,\"send\":2,\"from\":\"a\"}"),
    "3:11: “send” is there twice." },
  { STEPS (A "{\"send\":1,\"form\":\"a\"}"),
    "3:1: “from” is missing: the peer that sends, named by “connect” or "
    "“serve”.\n"
    "3:11: “send” has no member “form”; did you mean “from”?" },
  { STEPS (A "{\"send\":1,\"to\":\"a\"}"),
    "3:1: “from” is missing: the peer that sends, named by “connect” or "
    "“serve”.\n"
    "3:11: “send” has no member “to”: there are “from”, “within”." },
  { STEPS (A "{\"expect\":1,\"from\":\"a\"}"),
    "3:1: “to” is missing: the peer that gets it, named by “connect” or "
    "“serve”.\n"
    "3:13: “expect” has no member “from”: there are “to”, “within”." },
  { STEPS (A "{\"send\":1,\"from\":\"a\",\"comment\":1}"),
    "3:22: “send” has no member “comment”: there are “from”, “within”." },
  { STEPS (A "{\"send\":1,\"from\":5}"),
    "3:18: “from” must be a text, not a number." },
  { STEPS (A "{\"send\":1,\"from\":\"\"}"),
    "3:18: “from” is empty: it wants a name." },
  { STEPS (A "{\"send\":1,\"from\":\"b\\u0001\"}"),
    "3:18: “from” has characters in it that it can’t have." },
  { STEPS (A "{\"send\":1,\"from\":\"client\"}"),
    "3:18: There is no peer “client” yet: “connect” or “serve” it first." },
  { STEPS ("{\"connect\":\"client\",\"path\":\"/\"},\n" A
           "{\"send\":1,\"from\":\"cleint\"}"),
    "4:18: There is no peer “cleint” yet; did you mean “client”?" },
  { STEPS ("{\"send\":1,\"from\":\"a\"},\n" A "{\"inject\":\"i\"}"),
    "2:18: There is no peer “a” yet: “connect” or “serve” it first." },
  { STEPS (A "{\"connect\":\"a\",\"path\":\"/b\"}"),
    "3:12: The name “a” is taken by the peer of line 2." },
  { STEPS (A "{\"serve\":\"a\",\"port\":\"${P}\"}"),
    "3:10: The name “a” is taken by the peer of line 2." },
  { STEPS (A "{\"connect\":\"b\"}"),
    "3:1: “path” is missing: the listener’s path, such as “/ws/echo”." },
  { STEPS (A "{\"connect\":\"b\",\"path\":\"\"},\n{\"connect\":\"c\",\"path\":"
             "\"ws\"},\n{\"connect\":\"d\",\"path\":\"/a "
             "b\"},\n{\"connect\":\"e\",\"path\":\"/"
             "a#b\"},\n{\"connect\":\"f\",\"path\":\"/"
             "\303\251\"},\n{\"connect\":\"g\",\"path\":null}"),
    "3:23: “path” must begin with “/”.\n"
    "4:23: “path” must begin with “/”.\n"
    "5:23: “path” may have neither spaces nor “#” nor letters beyond ASCII: "
    "write them as “%20”.\n"
    "6:23: “path” may have neither spaces nor “#” nor letters beyond ASCII: "
    "write them as “%20”.\n"
    "7:23: “path” may have neither spaces nor “#” nor letters beyond ASCII: "
    "write them as “%20”.\n"
    "8:23: “path” must be a text, not null." },
  { STEPS (A "{\"connect\":\"b\",\"path\":\"/"
             "\",\"protocols\":\"x\"},\n{\"connect\":\"c\",\"path\":\"/"
             "\",\"protocols\":[\"x\",1,\"\",\"a b\"]}"),
    "3:39: “protocols” must be an array, not a text.\n"
    "4:44: “protocols” must be a text, not a number.\n"
    "4:46: “” can’t be a subprotocol’s name.\n"
    "4:49: “a b” can’t be a subprotocol’s name." },
  { STEPS (A "{\"connect\":\"d\",\"path\":\"/"
             "\",\"headers\":[]},\n{\"connect\":\"e\",\"path\":\"/"
             "\",\"headers\":{\"A B\":\"x\",\"C\":1,\"D\":\"\\r\\n\"}}"),
    "3:37: “headers” must be an object, not an array.\n"
    "4:38: “A B” can’t be a header’s name.\n"
    "4:52: “C” must be a text, not a number.\n"
    "4:58: “D” has characters in it that it can’t have." },
  { STEPS (A "{\"serve\":\"b\"},\n{\"serve\":\"c\",\"port\":1},\n{\"serve\":"
             "\"d\",\"port\":\"P\"},\n{\"serve\":\"e\",\"port\":\"${9}\"},\n{"
             "\"serve\":\"f\",\"port\":\"${}\"}"),
    "3:1: “port” is missing: the variable the flow finds the port in, such as "
    "“${PORT_UP}”.\n"
    "4:21: “port” must be a text, not a number.\n"
    "5:21: “port” names a variable, as in “${PORT_UP}”: letters, digits and "
    "“_”, and no digit in front.\n"
    "6:21: “port” names a variable, as in “${PORT_UP}”: letters, digits and "
    "“_”, and no digit in front.\n"
    "7:21: “port” names a variable, as in “${PORT_UP}”: letters, digits and "
    "“_”, and no digit in front." },
  { STEPS (A UP "{\"serve\":\"g\",\"port\":\"${PORT}\"},\n{\"serve\":\"h\","
                "\"port\":\"${P}\"}"),
    "4:21: “${PORT}” is the port the flow runs on; take another name.\n"
    "5:21: The variable “${P}” is taken; take another name." },
  { STEPS (A "{\"sendBinary\":\"A\",\"from\":\"a\"},\n{\"sendBinary\":\"A===\","
             "\"from\":\"a\"},\n{\"expectBinary\":\"AA=A\",\"to\":\"a\"},\n{"
             "\"expectBinary\":\"AAE-\",\"to\":\"a\"},\n{\"expectBinary\":{\"$"
             "any\":true},\"to\":\"a\"}"),
    "3:15: “sendBinary” is not base64: bytes are written as in “AAEC”, four "
    "letters for three bytes.\n"
    "4:15: “sendBinary” is not base64: bytes are written as in “AAEC”, four "
    "letters for three bytes.\n"
    "5:17: “expectBinary” is not base64: bytes are written as in “AAEC”, four "
    "letters for three bytes.\n"
    "6:17: “expectBinary” is not base64: bytes are written as in “AAEC”, four "
    "letters for three bytes.\n"
    "7:17: “expectBinary” must be a text, not an object." },
  { STEPS (A "{\"expectClose\":\"a\",\"code\":\"1000\"},\n{\"expectClose\":"
             "\"a\",\"code\":999},\n{\"expectClose\":\"a\",\"code\":1000.5},\n{"
             "\"expectClose\":\"a\",\"code\":5000},\n{\"expectClose\":\"a\","
             "\"code\":2000},\n{\"expectClose\":\"a\",\"code\":1015}"),
    "3:27: “code” must be a number, not a text.\n"
    "4:27: “code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
    "4999.\n"
    "5:27: “code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
    "4999.\n"
    "6:27: “code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
    "4999.\n"
    "7:27: “code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
    "4999.\n"
    "8:27: “code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
    "4999." },
  { STEPS (
      A UP
      "{\"close\":\"up\",\"code\":1005},\n{\"close\":\"up\",\"code\":1006},\n{"
      "\"close\":\"up\",\"code\":1004},\n{\"close\":\"up\",\"code\":-1}"),
    "4:22: “code” is none that can be sent: 1000 to 1003, 1007 to 1014, 3000 "
    "to 4999.\n"
    "5:22: “code” is none that can be sent: 1000 to 1003, 1007 to 1014, 3000 "
    "to 4999.\n"
    "6:22: “code” is none that can be sent: 1000 to 1003, 1007 to 1014, 3000 "
    "to 4999.\n"
    "7:22: “code” is none that can be sent: 1000 to 1003, 1007 to 1014, 3000 "
    "to 4999." },
  { STEPS (
      A "{\"close\":\"a\"},\n{\"send\":1,\"from\":\"a\"},\n{\"close\":\"a\"}"),
    "4:1: The connection of “a” is over since line 3.\n"
    "5:1: The connection of “a” is over since line 3." },
  { STEPS (A "{\"send\":1,\"from\":\"a\",\"within\":0},\n{\"send\":1,\"from\":"
             "\"a\",\"within\":-1},\n{\"send\":1,\"from\":\"a\",\"within\":"
             "3601},\n{\"send\":1,\"from\":\"a\",\"within\":true}"),
    "3:31: “within” must be more than 0 and at most 3600 seconds.\n"
    "4:31: “within” must be more than 0 and at most 3600 seconds.\n"
    "5:31: “within” must be more than 0 and at most 3600 seconds.\n"
    "6:31: “within” must be a number, not true." },
  { STEPS (
      A "{\"inject\":5},\n{\"inject\":\"\"},\n{\"inject\":\"i\",\"msg\":[]}"),
    "3:11: “inject” must be a text, not a number.\n"
    "4:11: “inject” is empty: it wants a name.\n"
    "5:21: “msg” must be an object, not an array." },
  { STEPS (A "{\"unordered\":[]},\n{\"unordered\":{}},\n{\"unordered\":[{"
             "\"unordered\":[]}]}"),
    "3:14: “unordered” has no steps in it.\n"
    "4:14: “unordered” must be an array, not an object.\n"
    "5:15: “unordered” can’t stand in “unordered”." },
  { STEPS (A "{\"unordered\":[{\"send\":1,\"from\":\"a\"},{\"expectNothing\":"
             "\"a\"},1,{\"expect\":1}]}"),
    "3:15: “send” can’t stand in “unordered”: only what is expected can come "
    "in any order.\n"
    "3:37: “expectNothing” can’t stand in “unordered”: nothing has no order.\n"
    "3:59: A step must be an object, not a number.\n"
    "3:61: “to” is missing: the peer that gets it, named by “connect” or "
    "“serve”." },
  { STEPS (A "{\"expectDebug\":\"d\"},\n{\"expectDebug\":{}},\n{"
             "\"expectDebug\":{\"node\":1}},\n{\"expectDebug\":{\"node\":\"\"}}"
             ",\n{\"expectDebug\":{\"node\":\"d\",\"node\":\"e\"}}"),
    "3:16: “expectDebug” must be an object, not a text.\n"
    "4:16: “node” is missing: id or name of the node it is about.\n"
    "5:24: “node” must be a text, not a number.\n"
    "6:24: “node” is empty: it wants a name.\n"
    "7:28: “node” is there twice." },
  { STEPS (A "{\"expectDebug\":{\"node\":\"d\",\"a "
             "b\":1}},\n{\"expectDebug\":{\"node\":\"d\",\"x\":1,\"x\":2}},\n{"
             "\"expectDebug\":{\"node\":\"d\"},\"payload\":1}"),
    "3:28: “a b” is no property of a message, such as “payload” or "
    "“payload.items[0]”.\n"
    "4:34: “x” is there twice.\n"
    "5:29: “payload” belongs into the braces of “expectDebug”, beside "
    "“node”." },
  { STEPS (A "{\"expectStatus\":1},\n{\"expectStatus\":{\"node\":\"n\"}},\n{"
             "\"expectStatus\":{\"node\":\"n\",\"txt\":\"x\"}},\n{"
             "\"expectStatus\":{\"node\":\"n\",\"colour\":\"x\"}},\n{"
             "\"expectStatus\":{\"fill\":\"red\"}}"),
    "3:17: “expectStatus” must be an object, not a number.\n"
    "4:17: Nothing is said about the status: “fill”, “shape” or “text”.\n"
    "5:29: A status has no member “txt”; did you mean “text”?\n"
    "6:29: A status has no member “colour”: there are “fill”, “shape” and "
    "“text”.\n"
    "7:17: “node” is missing: id or name of the node it is about.\n"
    "7:17: Nothing is said about the status: “fill”, “shape” or “text”." },
  { STEPS (A "{\"expect\":{\"$typ\":\"number\"},\"to\":\"a\"},\n{\"expect\":{"
             "\"$foo\":1},\"to\":\"a\"},\n{\"expect\":{\"a\":[0,{\"$type\":"
             "\"numbr\"}]},\"to\":\"a\"},\n{\"expect\":{\"$type\":\"bigint\"},"
             "\"to\":\"a\"},\n{\"expect\":{\"$type\":1},\"to\":\"a\"}"),
    "3:12: There is no matcher “$typ”; did you mean “$type”?\n"
    "4:12: There is no matcher “$foo”: there are “$type”, “$regex”, “$any”, "
    "“$contains” and “$near”; a member of that name is written within "
    "{\"$literal\": …}.\n"
    "5:20: “$type” knows no “numbr”; did you mean “number”?\n"
    "6:12: “$type” knows no “bigint”: there are “string”, “number”, “boolean”, "
    "“object”, “array”, “null”, “buffer”, “date” and “undefined”.\n"
    "7:12: “$type” wants a text, such as “number”." },
  { STEPS (
      A "{\"expect\":{\"$type\":\"number\",\"b\":1},\"to\":\"a\"},\n{"
        "\"expect\":{\"$any\":false},\"to\":\"a\"},\n{\"expect\":{\"$regex\":"
        "\"(\"},\"to\":\"a\"},\n{\"expect\":{\"$regex\":1},\"to\":\"a\"}"),
    "3:12: “$type” must be alone in its object; a member of that name is "
    "written within {\"$literal\": …}.\n"
    "4:12: “$any” must be true.\n"
    "5:12: “$regex” is no regular expression: *\n"
    "6:12: “$regex” wants a text: a regular expression." },
  { STEPS (
      A "{\"expect\":{\"$near\":1},\"to\":\"a\"},\n{\"expect\":{\"$near\":[1,-"
        "1]},\"to\":\"a\"},\n{\"expect\":{\"$near\":[1,\"1\"]},\"to\":\"a\"}"),
    "3:12: “$near” wants two numbers: what is expected and how far off it may "
    "be, as in [20, 0.5].\n"
    "4:12: “$near” wants two numbers: what is expected and how far off it may "
    "be, as in [20, 0.5].\n"
    "5:12: “$near” wants two numbers: what is expected and how far off it may "
    "be, as in [20, 0.5]." },
  { STEPS (A "{\"expect\":{\"$contains\":1},\"to\":\"a\"},\n{\"expect\":{\"$"
             "contains\":{\"$any\":true}},\"to\":\"a\"},\n{\"expect\":{\"$"
             "contains\":[{\"$x\":1}]},\"to\":\"a\"}"),
    "3:12: “$contains” wants members, items or a text: what must be in there.\n"
    "4:12: “$contains” wants members, items or a text: what must be in there.\n"
    "5:26: There is no matcher “$x”: there are “$type”, “$regex”, “$any”, "
    "“$contains” and “$near”; a member of that name is written within "
    "{\"$literal\": …}." },
  { STEPS (A "{\"expectDebug\":{\"node\":\"d\",\"payload\":{\"a\":{\"$x\":1},"
             "\"a\":{\n\"$y\":1}}}},\n{\"expectStatus\":{\"node\":\"d\","
             "\"text\":{\"$regex\":\"[\"}}}"),
    "4:1: There is no matcher “$y”; did you mean “$any”?\n"
    "5:37: “$regex” is no regular expression: *" },
  { STEPS (A "{\"\\ud800\\u0000\":1,\"expect\":1,\"to\":\"\\ud800\"}"),
    "3:2: “expect” has no member “���”: there are “to”, “within”.\n"
    "3:35: “to” has characters in it that it can’t have." },
};

static char *
join_problems (GPtrArray *problems)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      g_string_append_printf (out,
                              "%s%u:%u: %s",
                              i > 0 ? "\n" : "",
                              problem->line,
                              problem->column,
                              problem->text);
    }
  return g_string_free (out, FALSE);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (bad[i].text, strlen (bad[i].text), &problems);
      g_autofree char *got = join_problems (problems);

      if (!g_pattern_match_simple (bad[i].problems, got))
        g_assert_cmpstr (got, ==, bad[i].problems);
      g_assert_null (test);
    }
}

/* What only looks wrong. */
static void
test_good (void)
{
  static const char *const rows[] = {
    TEST (A "{\"close\":\"a\"},\n" A "{\"expect\":1,\"to\":\"a\"}"),
    TEST (A "{\"expectClose\":\"a\"},\n" A "{\"send\":1,\"from\":\"a\"}"),
    TEST (UP
          "{\"close\":\"up\"},\n{\"close\":\"up\"},\n{\"expectClose\":\"up\","
          "\"code\":1006}"),
    TEST (A "{\"close\":\"a\",\"code\":4999},\n{\"expectClose\":\"a\"}"),
    TEST (A "{\"expect\":{\"$literal\":{\"$foo\":1}},\"to\":\"a\"}"),
    TEST (A "{\"expectDebug\":{\"node\":\"d\"}}"),
    TEST (A "{\"expectDebug\":{\"node\":\"d\",\"msg.node\":1,\"payload.a[0]"
            "[\\\"b c\\\"]\":{\"$any\":true}},\"within\":3600}"),
    TEST (A "{\"expectBinary\":\"\",\"to\":\"a\"}"),
    "{\"$schema\":\"x\",\"flow\":\"f\",\"env\":{\"PORT\":\"1880\",\"P\":\"1\"},"
    "\"steps\":[" UP "{\"expectNothing\":\"up\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (rows[i], strlen (rows[i]), &problems);
      g_autofree char *got = join_problems (problems);

      g_assert_cmpstr (got, ==, "");
      g_assert_nonnull (test);
    }
}

/* Places in files other systems wrote. */
static void
test_places (void)
{
  static const Bad rows[] = {
    { "\357\273\277{\r\n\"flow\":\"\303\251\r\n", "2:10: *" },
    { "\357\273\277{ \"flow\":\"\303\251\",\r\r\n  \"\303\251\": 1, \"steps\": "
      "5 }",
      "3:3: A test has no member “é”: *\n3:20: “steps” must be *" },
    { "\n\n{ \"flow\":\"f\", \"steps\": [\n\n{}, {}, {\n}, { } ] }",
      "5:1: The step *\n5:5: The step *\n5:9: The step *\n6:4: The step *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray)    problems = NULL;
      g_autoptr (WeirFlowTest) test =
        parse (rows[i].text, strlen (rows[i].text), &problems);
      g_autofree char *got = join_problems (problems);

      g_assert_null (test);
      if (!g_pattern_match_simple (rows[i].problems, got))
        g_assert_cmpstr (got, ==, rows[i].problems);
    }
}

/* @n of one text between two others. */
static char *
repeat (const char *before, const char *text, guint n, const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

static void
assert_bad (const char *text, gsize length, const char *wanted)
{
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (text, length, &problems);
  g_autofree char         *got = join_problems (problems);

  g_assert_null (test);
  if (!g_pattern_match_simple (wanted, got))
    g_assert_cmpstr (got, ==, wanted);
}

#define HEAD "{\"flow\":\"f\",\"steps\":[{\"connect\":\"a\",\"path\":\"/\"}"
#define STEP ",{\"expect\":1,\"to\":\"a\"}"

static void
test_limits (void)
{
  g_autofree char *most = repeat (HEAD, STEP, WEIR_FLOW_TEST_MAX_STEPS - 1, "]}");
  g_autofree char *steps = repeat (HEAD, STEP, WEIR_FLOW_TEST_MAX_STEPS, "]}");
  g_autofree char *grouped =
    repeat (HEAD ",{\"unordered\":[{\"expect\":1,\"to\":\"a\"}",
            STEP,
            WEIR_FLOW_TEST_MAX_STEPS - 2,
            "]}]}");
  g_autofree char *deep = repeat (HEAD ",{\"expect\":", "[", 510, "");
  g_autofree char *faults = repeat (HEAD, ",\n5", 150, "]}");
  g_autofree char *large = g_malloc (WEIR_FLOW_TEST_MAX_BYTES + 1);
  g_autofree char *name =
    repeat ("{\"flow\":\"f\",\"", "\303\251", 1000, "\":1}");
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = parse (most, strlen (most), &problems);

  g_assert_nonnull (test);
  assert_bad (steps, strlen (steps), "1:*: There are more than 100000 steps.");
  assert_bad (grouped, strlen (grouped), "1:*: There are more than 100000 steps.");
  assert_bad (deep, strlen (deep), "1:*nest*");
  memset (large, ' ', WEIR_FLOW_TEST_MAX_BYTES + 1);
  assert_bad (large, WEIR_FLOW_TEST_MAX_BYTES + 1, "1:1: *limit*");
  assert_bad (name, strlen (name), "1:1: *\n1:13: *éééé…");
  assert_bad (faults,
              strlen (faults),
              "2:1: *\n101:1: *\n0:0: … and 51 more errors");
}

static void
test_is_test (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_test;
  } rows[] = {
    { "{\"steps\":[]}", TRUE },
    { "\357\273\277 {\"a\":{\"steps\":1},\"steps\":1}", TRUE },
    { "{\"steps\":[],\"b\":", TRUE },
    { "{\"a\":{\"steps\":[]}}", FALSE },
    { "[{\"steps\":[]}]", FALSE },
    { "[]", FALSE },
    { "", FALSE },
    { "{", FALSE },
    { "{\"flows\":[]}", FALSE },
    { "\"steps\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes =
        g_bytes_new_static (rows[i].text, strlen (rows[i].text));

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (weir_flow_test_is_test (bytes), ==, rows[i].is_test);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test/example", test_example);
  g_test_add_func ("/testing/flow-test/bad", test_bad);
  g_test_add_func ("/testing/flow-test/good", test_good);
  g_test_add_func ("/testing/flow-test/places", test_places);
  g_test_add_func ("/testing/flow-test/limits", test_limits);
  g_test_add_func ("/testing/flow-test/is-test", test_is_test);
  return g_test_run ();
}
