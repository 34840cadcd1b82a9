/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-flow-summary.h"

#include <string.h>

static void
add (WeirFlowSummary *summary, const char *text)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);

  g_assert_nonnull (document);
  weir_flow_summary_add (summary, document);
}

static void
assert_text (const WeirFlowSummary *summary, const char *expected)
{
  g_autofree char *text = weir_flow_summary_to_text (summary);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  WeirFlowSummary summary = { 0 };

  assert_text (&summary, "nothing");
  add (&summary, "[]");
  assert_text (&summary, "nothing");
  add (&summary,
       "[{\"id\":\"t\",\"type\":\"tab\"},{\"id\":\"g\",\"type\":\"group\"},"
       "{\"id\":\"n\",\"type\":\"x\",\"x\":1,\"y\":1},5,"
       "{\"id\":\"j\",\"type\":\"junction\",\"x\":1,\"y\":1}]");
  assert_text (&summary, "1 flow, 2 nodes");
  add (&summary,
       "[{\"id\":\"t\",\"type\":\"tab\"},{\"id\":\"s\",\"type\":\"subflow\"},"
       "{\"id\":\"c\",\"type\":\"x\"}]");
  assert_text (&summary, "2 flows, 1 subflow, 2 nodes, 1 configuration");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow-summary/text", test_text);
  return g_test_run ();
}
