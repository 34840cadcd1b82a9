/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-difference-private.h"
#include "testing/weir-flow-test-table-private.h"
#include "testing/weir-flow-test.h"

/* Steps in a few words. Not translated: TAP and JUnit are files, and a step is
 * named by what the test file calls it. */

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

static char *
describe_bytes (const WeirFlowTestStep *step)
{
  const guint8         *data = NULL;
  gsize                 length = 0;
  g_autoptr (WeirValue) value = NULL;

  if (step->bytes != NULL)
    data = g_bytes_get_data (step->bytes, &length);
  value = weir_value_new_bytes (data, length);
  return weir_flow_test_show_value (value);
}

static char *
describe_node (const WeirFlowTestStep *step, const char *what)
{
  g_autofree char *value = NULL;

  if (step->value == NULL || weir_value_get_length (step->value) == 0)
    return g_strdup_printf ("%s of %s", what, get_text (step->node));
  value = weir_flow_test_show_value (step->value);
  return g_strdup_printf ("%s of %s: %s", what, get_text (step->node), value);
}

static char *
describe_close (const WeirFlowTestStep *step, const char *what)
{
  if (step->code == 0)
    return g_strdup_printf ("%s %s", what, get_text (step->peer));
  return g_strdup_printf ("%s %s with %u", what, get_text (step->peer), step->code);
}

static char *
describe_inject (const WeirFlowTestStep *step)
{
  g_autofree char *value = NULL;

  if (step->value == NULL)
    return g_strdup_printf ("inject %s", get_text (step->node));
  value = weir_flow_test_show_value (step->value);
  return g_strdup_printf ("inject %s with %s", get_text (step->node), value);
}

static char *
describe_group (const WeirFlowTestStep *step)
{
  return g_strdup_printf ("%u in any order",
                          step->steps != NULL ? step->steps->len : 0);
}

char *
weir_flow_test_step_describe (const WeirFlowTestStep *step)
{
  g_autofree char *value = NULL;
  const char      *peer;

  g_return_val_if_fail (step != NULL, NULL);

  peer = get_text (step->peer);
  switch (step->kind)
    {
    case WEIR_FLOW_TEST_CONNECT:
      return g_strdup_printf ("connect %s to %s", peer, get_text (step->path));
    case WEIR_FLOW_TEST_SERVE:
      return g_strdup_printf ("serve %s at %s",
                              peer,
                              step->path != NULL ? step->path : "/");
    case WEIR_FLOW_TEST_SEND:
      value = weir_flow_test_show_value (step->value);
      return g_strdup_printf ("send %s from %s", value, peer);
    case WEIR_FLOW_TEST_SEND_BINARY:
      value = describe_bytes (step);
      return g_strdup_printf ("send %s from %s", value, peer);
    case WEIR_FLOW_TEST_CLOSE:
      return describe_close (step, "close");
    case WEIR_FLOW_TEST_INJECT:
      return describe_inject (step);
    case WEIR_FLOW_TEST_EXPECT:
      value = weir_flow_test_show_value (step->value);
      return g_strdup_printf ("expect %s to %s", value, peer);
    case WEIR_FLOW_TEST_EXPECT_BINARY:
      value = describe_bytes (step);
      return g_strdup_printf ("expect %s to %s", value, peer);
    case WEIR_FLOW_TEST_EXPECT_NOTHING:
      return g_strdup_printf ("expect nothing to %s", peer);
    case WEIR_FLOW_TEST_EXPECT_CLOSE:
      return describe_close (step, "expect close of");
    case WEIR_FLOW_TEST_EXPECT_DEBUG:
      return describe_node (step, "expect debug");
    case WEIR_FLOW_TEST_EXPECT_STATUS:
      return describe_node (step, "expect status");
    case WEIR_FLOW_TEST_UNORDERED:
      return describe_group (step);
    }
  return NULL;
}
