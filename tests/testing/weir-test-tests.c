/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-test-tests.h"

/* A test whose steps begin in its second line; with something expected. */
#define TEST(steps)  "{\"flow\":\"f\",\"steps\":[\n" steps "\n]}"
#define STEPS(steps) TEST (steps ",\n{\"expectNothing\":\"a\"}")
#define A            "{\"connect\":\"a\",\"path\":\"/\"},\n"
#define UP           "{\"serve\":\"up\",\"port\":\"${P}\"},\n"

const WeirTestBadTest weir_test_bad_tests[] = {
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
  { NULL, NULL },
};

const WeirTestBadTest weir_test_misused_tests[] = {
  { STEPS (A "{\"send\":1,\"send\":2,\"from\":\"a\"}"),
    "3:11: “send” is there twice." },
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
  { STEPS (
      A "{\"close\":\"a\"},\n{\"send\":1,\"from\":\"a\"},\n{\"close\":\"a\"}"),
    "4:1: The connection of “a” is over since line 3.\n"
    "5:1: The connection of “a” is over since line 3." },
  { NULL, NULL },
};

const char *const weir_test_good_tests[] = {
  TEST (A "{\"close\":\"a\"},\n" A "{\"expect\":1,\"to\":\"a\"}"),
  TEST (A "{\"expectClose\":\"a\"},\n" A "{\"send\":1,\"from\":\"a\"}"),
  TEST (UP "{\"close\":\"up\"},\n{\"close\":\"up\"},\n{\"expectClose\":\"up\","
           "\"code\":1006}"),
  TEST (A "{\"close\":\"a\",\"code\":4999},\n{\"expectClose\":\"a\"}"),
  TEST (A "{\"expect\":{\"$literal\":{\"$foo\":1}},\"to\":\"a\"}"),
  TEST (A "{\"expectDebug\":{\"node\":\"d\"}}"),
  TEST (A "{\"expectDebug\":{\"node\":\"d\",\"msg.node\":1,\"payload.a[0]"
          "[\\\"b c\\\"]\":{\"$any\":true}},\"within\":3600}"),
  TEST (A "{\"expectBinary\":\"\",\"to\":\"a\"}"),
  "{\"$schema\":\"x\",\"flow\":\"f\",\"env\":{\"PORT\":\"1880\",\"P\":\"1\"},"
  "\"steps\":[" UP "{\"expectNothing\":\"up\"}]}",
  NULL,
};
