/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"
#include "testing/weir-flow-test-match.h"

#include <glib/gi18n-lib.h>

/* Whether what came is what was expected, and how to say that it isn't. */

/* What a failure says of a value at most; all of 16 MiB helps nobody. */
#define MAX_SHOWN_BYTES (64u * 1024)

/* Returns: (transfer full): JSON, cut */
static char *
show_value (const WeirValue *value)
{
  g_autofree char *json = weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED
                            ? g_strdup ("undefined")
                            : weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  g_autofree char *cut = NULL;

  if (strlen (json) <= MAX_SHOWN_BYTES)
    return g_utf8_make_valid (json, -1);
  cut = g_utf8_make_valid (json, MAX_SHOWN_BYTES);
  return g_strconcat (cut, "…", NULL);
}

static char *
show_bytes (GBytes *bytes)
{
  gsize            length;
  const guchar    *data = g_bytes_get_data (bytes, &length);
  g_autofree char *base64 = g_base64_encode (data, MIN (length, MAX_SHOWN_BYTES));

  return g_strdup_printf ("\"%s%s\"", base64, length > MAX_SHOWN_BYTES ? "…" : "");
}

WeirValue *
weir_flow_test_step_dup_value (WeirFlowTestRun *run, const WeirFlowTestStep *step)
{
  if (step->value == NULL)
    return weir_value_new_undefined ();
  return weir_flow_test_expand_value (step->value, run->variables);
}

void
weir_flow_test_set_expected (WeirFlowTestRun        *run,
                             const WeirFlowTestStep *step,
                             WeirFlowTestResult     *result)
{
  g_autoptr (WeirValue) pattern = NULL;

  g_free (result->expected);
  if (step->bytes != NULL)
    {
      result->expected = show_bytes (step->bytes);
      return;
    }
  result->expected = NULL;
  if (step->value == NULL)
    return;
  pattern = weir_flow_test_step_dup_value (run, step);
  result->expected = show_value (pattern);
}

/* @got: (transfer full): what is shown of what came */
static void
tell_difference (WeirFlowTestRun        *run,
                 const WeirFlowTestStep *step,
                 char                   *got,
                 char                   *difference,
                 WeirFlowTestResult     *result)
{
  weir_flow_test_set_expected (run, step, result);
  g_free (result->got);
  g_free (result->difference);
  result->got = got;
  result->difference = difference;
}

/* Messages --------------------------------------------------------------- */

/* A message as a failure shows it: JSON as it is, other text as a string. */
static char *
show_frame (const WeirFlowTestFrame *frame)
{
  gsize                 length;
  const char           *text = g_bytes_get_data (frame->data, &length);
  g_autoptr (WeirValue) value = NULL;

  if (!frame->text)
    return show_bytes (frame->data);
  value = weir_json_read (text != NULL ? text : "", length, NULL, NULL);
  if (value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    {
      g_clear_pointer (&value, weir_value_unref);
      value = weir_value_new_string_len (text != NULL ? text : "", length);
    }
  return show_value (value);
}

gboolean
weir_flow_test_compare_frame (WeirFlowTestRun         *run,
                              const WeirFlowTestStep  *step,
                              const WeirFlowTestFrame *frame,
                              WeirFlowTestResult      *result)
{
  gboolean              text = step->kind == WEIR_FLOW_TEST_EXPECT;
  gsize                 length;
  const char           *data = g_bytes_get_data (frame->data, &length);
  char                 *difference = NULL;
  char                **wanted = result != NULL ? &difference : NULL;
  g_autoptr (WeirValue) pattern = weir_flow_test_step_dup_value (run, step);
  gboolean              same;

  if (frame->text != text)
    {
      same = FALSE;
      difference = result == NULL ? NULL
                   : text         ? g_strdup (_ ("It is a binary message."))
                                  : g_strdup (_ ("It is a text."));
    }
  else if (text)
    same =
      weir_flow_test_match_text (pattern, data != NULL ? data : "", length, wanted);
  else
    same = weir_flow_test_match_bytes (step->bytes, frame->data, wanted);
  if (!same && result != NULL)
    tell_difference (run, step, show_frame (frame), difference, result);
  return same;
}

/* What nodes show -------------------------------------------------------- */

gboolean
weir_flow_test_compare_debug (WeirFlowTestRun        *run,
                              const WeirFlowTestStep *step,
                              const WeirRecord       *record,
                              WeirFlowTestResult     *result)
{
  g_autoptr (WeirValue) pattern = weir_flow_test_step_dup_value (run, step);
  char                 *difference = NULL;

  if (weir_flow_test_match_debug (pattern,
                                  record->property,
                                  record->topic,
                                  record->value,
                                  result != NULL ? &difference : NULL))
    return TRUE;
  if (result != NULL)
    tell_difference (run, step, show_value (record->value), difference, result);
  return FALSE;
}

gboolean
weir_flow_test_compare_status (WeirFlowTestRun        *run,
                               const WeirFlowTestStep *step,
                               const WeirValue        *status,
                               WeirFlowTestResult     *result)
{
  g_autoptr (WeirValue) pattern = weir_flow_test_step_dup_value (run, step);
  char                 *difference = NULL;

  if (weir_flow_test_match_status (pattern,
                                   status,
                                   result != NULL ? &difference : NULL))
    return TRUE;
  if (result != NULL)
    tell_difference (run, step, show_value (status), difference, result);
  return FALSE;
}
