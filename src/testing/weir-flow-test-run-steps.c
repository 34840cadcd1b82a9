/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"

#include <glib/gi18n-lib.h>

/* What each kind of step does and waits for. Three questions are asked of a
 * step: to begin, how it stands whenever something came, and what it means that
 * its time is over. */

typedef struct
{
  /* (nullable): nothing to do */
  gboolean (*begin) (WeirFlowTestRun        *run,
                     const WeirFlowTestStep *step,
                     WeirFlowTestResult     *result);
  /* (nullable): fulfilled once begun */
  WeirFlowTestVerdict (*look) (WeirFlowTestRun        *run,
                               const WeirFlowTestStep *step,
                               WeirFlowTestResult     *result);
  WeirFlowTestVerdict (*late) (WeirFlowTestRun        *run,
                               const WeirFlowTestStep *step,
                               WeirFlowTestResult     *result);
} StepClass;

static void set_message (WeirFlowTestResult *result, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

static void
set_message (WeirFlowTestResult *result, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (result->message);
  result->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static WeirFlowTestVerdict
broken_by (WeirFlowTestResult *result, const GError *error)
{
  set_message (result, "%s", error->message);
  return WEIR_FLOW_TEST_BROKEN;
}

/* Peers ------------------------------------------------------------------ */

/* Returns: (nullable): the peer of a step; without one @result says so */
static WeirFlowTestPeer *
get_peer (WeirFlowTestRun        *run,
          const WeirFlowTestStep *step,
          WeirFlowTestResult     *result)
{
  WeirFlowTestPeer *peer = weir_flow_test_peers_lookup (run->peers, step->peer);

  if (peer == NULL)
    set_message (result, _ ("There is no peer “%s” yet."), step->peer);
  return peer;
}

/* Returns: (transfer full) (nullable): @texts with variables, those from @first
 *   on and then every @stride-th */
static GStrv
expand_all (WeirFlowTestRun *run, char **texts, guint first, guint stride)
{
  GStrv copy = g_strdupv (texts);
  guint n = copy != NULL ? g_strv_length (copy) : 0;

  for (guint i = first; i < n; i += stride)
    {
      char *text = weir_flow_test_expand (copy[i], run->variables);

      g_free (copy[i]);
      copy[i] = text;
    }
  return copy;
}

static gboolean
begin_connect (WeirFlowTestRun        *run,
               const WeirFlowTestStep *step,
               WeirFlowTestResult     *result)
{
  g_autofree char *path = weir_flow_test_expand (step->path, run->variables);
  g_autofree char *base = weir_host_dup_url (run->host);
  g_autofree char *url =
    g_strconcat (base, path[0] == '/' ? "" : "/", path, NULL);
  g_auto (GStrv)     headers = expand_all (run, step->headers, 1, 2);
  g_auto (GStrv)     protocols = expand_all (run, step->protocols, 0, 1);
  g_autoptr (GError) error = NULL;

  if (weir_flow_test_peers_connect (run->peers,
                                    step->peer,
                                    url,
                                    (const char *const *)protocols,
                                    (const char *const *)headers,
                                    0,
                                    &error))
    return TRUE;
  broken_by (result, error);
  return FALSE;
}

static WeirFlowTestVerdict
look_connect (WeirFlowTestRun        *run,
              const WeirFlowTestStep *step,
              WeirFlowTestResult     *result)
{
  WeirFlowTestPeer *peer = get_peer (run, step, result);
  const GError     *failure;

  if (peer == NULL)
    return WEIR_FLOW_TEST_BROKEN;
  failure = weir_flow_test_peer_get_failure (peer);
  if (failure != NULL)
    {
      set_message (result,
                   _ ("%s could not connect to %s: %s."),
                   step->peer,
                   step->path,
                   failure->message);
      return WEIR_FLOW_TEST_BROKEN;
    }

  /* One that was closed at once was open all the same. */
  return weir_flow_test_peer_get_n_open (peer) > 0 ||
             weir_flow_test_peer_is_over (peer)
           ? WEIR_FLOW_TEST_FULFILLED
           : WEIR_FLOW_TEST_WAITING;
}

static WeirFlowTestVerdict
late_connect (WeirFlowTestRun        *run,
              const WeirFlowTestStep *step,
              WeirFlowTestResult     *result)
{
  set_message (result,
               _ ("%s was not connected to %s in time."),
               step->peer,
               step->path);
  return WEIR_FLOW_TEST_BROKEN;
}

gboolean
weir_flow_test_step_serve (WeirFlowTestRun        *run,
                           const WeirFlowTestStep *step,
                           GError                **error)
{
  g_autofree char *path = weir_flow_test_expand (step->path, run->variables);
  g_auto (GStrv)   protocols = expand_all (run, step->protocols, 0, 1);

  return weir_flow_test_peers_serve (run->peers,
                                     step->peer,
                                     step->port,
                                     path,
                                     (const char *const *)protocols,
                                     error);
}

/* The first ones serve since before the flow was started. */
static gboolean
begin_serve (WeirFlowTestRun        *run,
             const WeirFlowTestStep *step,
             WeirFlowTestResult     *result)
{
  g_autoptr (GError) error = NULL;

  if (run->next < run->n_served || weir_flow_test_step_serve (run, step, &error))
    return TRUE;
  broken_by (result, error);
  return FALSE;
}

/* Returns: whether a peer can be sent to; else @verdict says what that means */
static gboolean
is_ready (WeirFlowTestRun        *run,
          const WeirFlowTestStep *step,
          WeirFlowTestResult     *result,
          WeirFlowTestPeer      **peer,
          WeirFlowTestVerdict    *verdict)
{
  *verdict = WEIR_FLOW_TEST_BROKEN;
  *peer = get_peer (run, step, result);
  if (*peer == NULL)
    return FALSE;
  if (weir_flow_test_peer_get_n_open (*peer) > 0)
    return TRUE;
  if (weir_flow_test_peer_is_over (*peer))
    set_message (result, _ ("%s is not connected any more."), step->peer);
  else
    *verdict = WEIR_FLOW_TEST_WAITING;
  return FALSE;
}

/* Returns: (transfer full): what a `send` step sends */
static GBytes *
dup_text (WeirFlowTestRun *run, const WeirFlowTestStep *step)
{
  g_autoptr (WeirValue) value = weir_flow_test_step_dup_value (run, step);
  char                 *text;
  gsize                 length;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    {
      text = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
      return g_bytes_new_take (text, strlen (text));
    }
  if (weir_text_is_utf8 (weir_value_get_string (value, NULL),
                         weir_value_get_length (value)))
    {
      text = (char *)weir_value_get_string (value, &length);
      return g_bytes_new (text, length);
    }
  text = g_utf8_make_valid (weir_value_get_string (value, NULL),
                            (gssize)weir_value_get_length (value));
  return g_bytes_new_take (text, strlen (text));
}

static WeirFlowTestVerdict
look_send (WeirFlowTestRun        *run,
           const WeirFlowTestStep *step,
           WeirFlowTestResult     *result)
{
  gboolean            text = step->kind == WEIR_FLOW_TEST_SEND;
  g_autoptr (GBytes)  data = NULL;
  g_autoptr (GError)  error = NULL;
  WeirFlowTestPeer   *peer;
  WeirFlowTestVerdict verdict;

  if (!is_ready (run, step, result, &peer, &verdict))
    return verdict;
  data = text ? dup_text (run, step) : g_bytes_ref (step->bytes);
  if (!weir_flow_test_peer_send (peer, text, data, &error))
    return broken_by (result, error);
  return WEIR_FLOW_TEST_FULFILLED;
}

static WeirFlowTestVerdict
look_close (WeirFlowTestRun        *run,
            const WeirFlowTestStep *step,
            WeirFlowTestResult     *result)
{
  WeirFlowTestPeer   *peer;
  WeirFlowTestVerdict verdict;

  if (!is_ready (run, step, result, &peer, &verdict))
    return verdict;
  weir_flow_test_peer_close (peer, step->code);
  return WEIR_FLOW_TEST_FULFILLED;
}

static WeirFlowTestVerdict
late_unconnected (WeirFlowTestRun        *run,
                  const WeirFlowTestStep *step,
                  WeirFlowTestResult     *result)
{
  set_message (result, _ ("Nobody connected to %s in time."), step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

/* What peers get --------------------------------------------------------- */

gboolean
weir_flow_test_step_is_flooded (WeirFlowTestRun        *run,
                                const WeirFlowTestStep *step,
                                WeirFlowTestResult     *result)
{
  const WeirFlowTestPeer *peer = NULL;
  const char             *id;

  if (step->kind == WEIR_FLOW_TEST_EXPECT_DEBUG)
    {
      id = weir_flow_test_nodes_find (run->nodes, step->kind, step->node, NULL);
      if (!weir_flow_test_nodes_is_full (run->nodes, id))
        return FALSE;
      set_message (result,
                   _ ("%s showed more messages than can be kept."),
                   step->node);
      return TRUE;
    }
  peer = weir_flow_test_peers_lookup (run->peers, step->peer);
  if (peer == NULL || !weir_flow_test_peer_is_full (peer))
    return FALSE;
  set_message (result, _ ("%s got more messages than can be kept."), step->peer);
  return TRUE;
}

static WeirFlowTestVerdict
look_expect (WeirFlowTestRun        *run,
             const WeirFlowTestStep *step,
             WeirFlowTestResult     *result)
{
  WeirFlowTestPeer             *peer = get_peer (run, step, result);
  g_autofree WeirFlowTestFrame *frame = NULL;
  gboolean                      same;

  if (peer == NULL)
    return WEIR_FLOW_TEST_BROKEN;
  frame = weir_flow_test_peer_take (peer);
  if (frame != NULL)
    {
      same = weir_flow_test_compare_frame (run, step, frame, result);
      g_clear_pointer (&frame->data, g_bytes_unref);
      if (same)
        return WEIR_FLOW_TEST_FULFILLED;
      set_message (result, _ ("The next message to %s is another."), step->peer);
      return WEIR_FLOW_TEST_BROKEN;
    }
  if (weir_flow_test_step_is_flooded (run, step, result))
    return WEIR_FLOW_TEST_BROKEN;
  if (!weir_flow_test_peer_is_over (peer))
    return WEIR_FLOW_TEST_WAITING;
  weir_flow_test_set_expected (run, step, result);
  set_message (result,
               _ ("The connection of %s ended before the message came."),
               step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
late_expect (WeirFlowTestRun        *run,
             const WeirFlowTestStep *step,
             WeirFlowTestResult     *result)
{
  weir_flow_test_set_expected (run, step, result);
  set_message (result, _ ("No message came to %s in time."), step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
look_expect_nothing (WeirFlowTestRun        *run,
                     const WeirFlowTestStep *step,
                     WeirFlowTestResult     *result)
{
  WeirFlowTestPeer        *peer = get_peer (run, step, result);
  const WeirFlowTestFrame *frame;

  if (peer == NULL)
    return WEIR_FLOW_TEST_BROKEN;
  frame = weir_flow_test_peer_peek (peer);
  if (frame == NULL)
    return WEIR_FLOW_TEST_WAITING;
  g_free (result->got);
  result->got = weir_flow_test_describe_frame (frame->text, frame->data);
  set_message (result, _ ("A message came to %s."), step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
late_expect_nothing (WeirFlowTestRun        *run,
                     const WeirFlowTestStep *step,
                     WeirFlowTestResult     *result)
{
  return WEIR_FLOW_TEST_FULFILLED;
}

static WeirFlowTestVerdict
look_expect_close (WeirFlowTestRun        *run,
                   const WeirFlowTestStep *step,
                   WeirFlowTestResult     *result)
{
  WeirFlowTestPeer *peer = get_peer (run, step, result);
  guint             code;

  if (peer == NULL)
    return WEIR_FLOW_TEST_BROKEN;
  if (!weir_flow_test_peer_take_close (peer, &code))
    return WEIR_FLOW_TEST_WAITING;
  if (step->code == 0 || step->code == code)
    return WEIR_FLOW_TEST_FULFILLED;
  g_free (result->expected);
  g_free (result->got);
  result->expected = g_strdup_printf ("%u", step->code);
  result->got = g_strdup_printf ("%u", code);
  set_message (result,
               _ ("The connection of %s was closed with another code."),
               step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
late_expect_close (WeirFlowTestRun        *run,
                   const WeirFlowTestStep *step,
                   WeirFlowTestResult     *result)
{
  g_free (result->expected);
  result->expected = step->code != 0 ? g_strdup_printf ("%u", step->code) : NULL;
  set_message (result, _ ("The connection of %s did not end in time."), step->peer);
  return WEIR_FLOW_TEST_BROKEN;
}

/* Nodes ------------------------------------------------------------------ */

/* Names were checked before the start; the flow does not change.
 *
 * Returns: (transfer none): the id of the step's node, which @result now has */
static const char *
find_node (WeirFlowTestRun        *run,
           const WeirFlowTestStep *step,
           WeirFlowTestResult     *result)
{
  const char *id =
    weir_flow_test_nodes_find (run->nodes, step->kind, step->node, NULL);

  g_free (result->node_id);
  result->node_id = g_strdup (id);
  return id;
}

static gboolean
begin_inject (WeirFlowTestRun        *run,
              const WeirFlowTestStep *step,
              WeirFlowTestResult     *result)
{
  const char             *id = find_node (run, step, result);
  g_autoptr (WeirMessage) message = NULL;
  g_autoptr (WeirValue)   none = NULL;
  g_autoptr (GError)      error = NULL;

  if (step->value != NULL)
    {
      message = weir_message_new (weir_flow_test_step_dup_value (run, step));
      none = weir_value_new_array (NULL, 0);
    }
  if (weir_engine_press (weir_host_get_engine (run->host), id, message, none, &error))
    return TRUE;
  broken_by (result, error);
  return FALSE;
}

static WeirFlowTestVerdict
look_expect_debug (WeirFlowTestRun        *run,
                   const WeirFlowTestStep *step,
                   WeirFlowTestResult     *result)
{
  const char            *id = find_node (run, step, result);
  g_autoptr (WeirRecord) record =
    weir_flow_test_nodes_take_debug (run->nodes, id);

  if (record == NULL)
    return weir_flow_test_step_is_flooded (run, step, result)
             ? WEIR_FLOW_TEST_BROKEN
             : WEIR_FLOW_TEST_WAITING;
  if (weir_flow_test_compare_debug (run, step, record, result))
    return WEIR_FLOW_TEST_FULFILLED;
  set_message (result, _ ("The next message of %s is another."), step->node);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
late_expect_debug (WeirFlowTestRun        *run,
                   const WeirFlowTestStep *step,
                   WeirFlowTestResult     *result)
{
  find_node (run, step, result);
  weir_flow_test_set_expected (run, step, result);
  set_message (result, _ ("%s showed no message in time."), step->node);
  return WEIR_FLOW_TEST_BROKEN;
}

static WeirFlowTestVerdict
look_expect_status (WeirFlowTestRun        *run,
                    const WeirFlowTestStep *step,
                    WeirFlowTestResult     *result)
{
  const char *id = find_node (run, step, result);
  GPtrArray  *statuses = weir_flow_test_nodes_get_statuses (run->nodes, id);

  for (guint i = 0; i < statuses->len; i++)
    {
      if (!weir_flow_test_compare_status (run, step, statuses->pdata[i], NULL))
        continue;
      weir_flow_test_nodes_forget_statuses (run->nodes, id, i + 1);
      return WEIR_FLOW_TEST_FULFILLED;
    }
  return WEIR_FLOW_TEST_WAITING;
}

static WeirFlowTestVerdict
late_expect_status (WeirFlowTestRun        *run,
                    const WeirFlowTestStep *step,
                    WeirFlowTestResult     *result)
{
  const char *id = find_node (run, step, result);
  GPtrArray  *statuses = weir_flow_test_nodes_get_statuses (run->nodes, id);

  weir_flow_test_compare_status (run,
                                 step,
                                 statuses->pdata[statuses->len - 1],
                                 result);
  set_message (result, _ ("%s did not get this status in time."), step->node);
  return WEIR_FLOW_TEST_BROKEN;
}

/* Groups ----------------------------------------------------------------- */

static gboolean
begin_unordered (WeirFlowTestRun        *run,
                 const WeirFlowTestStep *step,
                 WeirFlowTestResult     *result)
{
  for (guint i = 0; i < step->steps->len; i++)
    if (!weir_flow_test_step_begin (run, step->steps->pdata[i], result))
      return FALSE;
  run->group = weir_flow_test_group_new (step);
  return TRUE;
}

static WeirFlowTestVerdict
look_unordered (WeirFlowTestRun        *run,
                const WeirFlowTestStep *step,
                WeirFlowTestResult     *result)
{
  return weir_flow_test_group_look (run, result);
}

static WeirFlowTestVerdict
late_unordered (WeirFlowTestRun        *run,
                const WeirFlowTestStep *step,
                WeirFlowTestResult     *result)
{
  return weir_flow_test_group_late (run, result);
}

/* Kinds ------------------------------------------------------------------ */

static const StepClass classes[] = {
  [WEIR_FLOW_TEST_CONNECT] = { begin_connect, look_connect, late_connect },
  [WEIR_FLOW_TEST_SERVE] = { begin_serve, NULL, NULL },
  [WEIR_FLOW_TEST_SEND] = { NULL, look_send, late_unconnected },
  [WEIR_FLOW_TEST_SEND_BINARY] = { NULL, look_send, late_unconnected },
  [WEIR_FLOW_TEST_CLOSE] = { NULL, look_close, late_unconnected },
  [WEIR_FLOW_TEST_INJECT] = { begin_inject, NULL, NULL },
  [WEIR_FLOW_TEST_EXPECT] = { NULL, look_expect, late_expect },
  [WEIR_FLOW_TEST_EXPECT_BINARY] = { NULL, look_expect, late_expect },
  [WEIR_FLOW_TEST_EXPECT_NOTHING] = { NULL,
                                      look_expect_nothing,
                                      late_expect_nothing },
  [WEIR_FLOW_TEST_EXPECT_CLOSE] = { NULL, look_expect_close, late_expect_close },
  [WEIR_FLOW_TEST_EXPECT_DEBUG] = { NULL, look_expect_debug, late_expect_debug },
  [WEIR_FLOW_TEST_EXPECT_STATUS] = { NULL, look_expect_status, late_expect_status },
  [WEIR_FLOW_TEST_UNORDERED] = { begin_unordered, look_unordered, late_unordered },
};

gboolean
weir_flow_test_step_begin (WeirFlowTestRun        *run,
                           const WeirFlowTestStep *step,
                           WeirFlowTestResult     *result)
{
  const StepClass *class = &classes[step->kind];

  return class->begin == NULL || class->begin (run, step, result);
}

WeirFlowTestVerdict
weir_flow_test_step_look (WeirFlowTestRun        *run,
                          const WeirFlowTestStep *step,
                          WeirFlowTestResult     *result)
{
  const StepClass *class = &classes[step->kind];

  return class->look == NULL ? WEIR_FLOW_TEST_FULFILLED
                             : class->look (run, step, result);
}

WeirFlowTestVerdict
weir_flow_test_step_late (WeirFlowTestRun        *run,
                          const WeirFlowTestStep *step,
                          WeirFlowTestResult     *result)
{
  return classes[step->kind].late (run, step, result);
}

double
weir_flow_test_step_get_time (WeirFlowTest *test, const WeirFlowTestStep *step)
{
  double seconds = 0;

  if (step->within > 0)
    return step->within;
  if (step->kind == WEIR_FLOW_TEST_EXPECT_NOTHING)
    return WEIR_FLOW_TEST_SILENCE;
  if (step->steps == NULL)
    return weir_flow_test_get_timeout (test);

  /* A group has the time of its slowest step. */
  for (guint i = 0; i < step->steps->len; i++)
    seconds =
      MAX (seconds, weir_flow_test_step_get_time (test, step->steps->pdata[i]));
  return seconds;
}
