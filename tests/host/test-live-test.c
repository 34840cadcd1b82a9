/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"

#include "host/weir-live-problem.h"
#include "host/weir-live-test.h"
#include "json/weir-json.h"

#include <string.h>

/* A flow that runs is the server that another one's client is tried with. */

#define ECHO                                                           \
  "[{'id':'t','type':'tab'},"                                          \
  "{'id':'l','type':'websocket-listener','path':'/echo'},"             \
  "{'id':'in','type':'websocket in','z':'t','server':'l','x':1,'y':1," \
  "'wires':[[]]}"

typedef struct
{
  WeirLiveTest *test;
  GError       *error;
  gboolean      done;
} Outcome;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->test = weir_live_test_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done (LiveFixture *self, gconstpointer data)
{
  return ((const Outcome *)data)->done;
}

/* @json: an entry with ' for "; %s in it is the address of the server */
static Outcome
try_entry (LiveFixture *self, const char *flow, const char *json, gboolean cancel)
{
  g_autoptr (WeirDocument) document = live_fixture_new_document (flow);
  g_autoptr (WeirSnapshot) snapshot = weir_document_snapshot (document, NULL);
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (GStrv)           parts = g_strsplit (json, "%s", 2);
  const char              *url = weir_live_get_url (self->live);
  g_autofree char         *text = g_strjoinv (url != NULL ? url : "", parts);
  g_autoptr (WeirValue)    entry = NULL;
  Outcome                  outcome = { 0 };

  g_strdelimit (text, "'", '"');
  entry = weir_json_read (text, strlen (text), NULL, NULL);
  g_assert_nonnull (entry);
  g_hash_table_insert (variables, (gpointer) "SECRET", (gpointer) "Bearer s3cret");
  weir_live_test_async (self->registry,
                        snapshot,
                        entry,
                        variables,
                        cancellable,
                        done_cb,
                        &outcome);
  if (cancel)
    g_cancellable_cancel (cancellable);
  live_fixture_wait (self, is_done, &outcome);
  return outcome;
}

static void
assert_success (Outcome outcome, const char *text)
{
  g_assert_no_error (outcome.error);
  g_assert_nonnull (outcome.test);
  g_test_message ("%s", outcome.test->text);
  g_assert_null (outcome.test->problem);
  g_assert_true (g_str_has_prefix (outcome.test->text, "Connected in "));
  g_assert_nonnull (strstr (outcome.test->text, " ms — 101"));
  g_assert_true (g_str_has_suffix (outcome.test->text, text));
  g_assert_cmpuint (outcome.test->ms, <, 10000);
  weir_live_test_free (outcome.test);
}

static void
assert_problem (Outcome outcome, const char *code, const char *text)
{
  g_assert_no_error (outcome.error);
  g_assert_nonnull (outcome.test->problem);
  g_test_message ("%s", outcome.test->text);
  g_assert_cmpstr (outcome.test->problem->code, ==, code);
  g_assert_cmpstr (outcome.test->text, ==, outcome.test->problem->text);
  g_assert_nonnull (strstr (outcome.test->text, text));
  g_assert_null (strchr (outcome.test->text, '{'));
  g_assert_null (strstr (outcome.test->text, ".."));
  weir_live_test_free (outcome.test);
}

static void
test_plain (LiveFixture *self, gconstpointer data)
{
  live_fixture_run (self, ECHO "]");
  assert_success (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'%s/echo'}",
                             FALSE),
                  "101");

  /* Switched off, in a flow that is switched off, it can be tried too. */
  assert_success (try_entry (self,
                             "[{'id':'f','type':'tab','disabled':true}]",
                             "{'id':'c','type':'websocket-client','z':'f',"
                             "'d':true,'path':'%s/echo','subprotocol':'chat'}",
                             FALSE),
                  "101, subprotocol chat");
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'%s/nowhere'}",
                             FALSE),
                  "R504",
                  "127.0.0.1 answered 404 Not Found");
}

static void
test_refused (LiveFixture *self, gconstpointer data)
{
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'ws://127.0.0.1:1/'}",
                             FALSE),
                  "R501",
                  "127.0.0.1 refused the connection.");
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'ws://nobody.invalid/'}",
                             FALSE),
                  "R502",
                  "nobody.invalid");
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'no address'}",
                             FALSE),
                  "R515",
                  "no address");
}

/* Headers are sent, variables in them replaced. */
static void
test_login (LiveFixture *self, gconstpointer data)
{
  self->settings->token = g_strdup ("s3cret");
  live_fixture_run (self, ECHO "]");
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'%s/echo'}",
                             FALSE),
                  "R505",
                  "asks for a login (401)");
  assert_success (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'%s/echo','headers':[{"
                             "'keyType':'Authorization','keyValue':'',"
                             "'valueType':'env','valueValue':'SECRET'}]}",
                             FALSE),
                  "101");
}

/* The listeners show the certificate of a tls-config of the flow; a client
 * trusts it by another. */
static void
test_tls (LiveFixture *self, gconstpointer data)
{
  g_autofree char *folder =
    g_test_build_filename (G_TEST_DIST, "fixtures", "tls", NULL);
  g_autofree char *flow =
    g_strdup_printf (ECHO
                     ",{'id':'s','type':'tls-config','cert':'%s/server.crt',"
                     "'key':'%s/server.key'}]",
                     folder,
                     folder);
  g_autofree char *trust =
    g_strdup_printf ("[{'id':'ca','type':'tls-config','ca':'%s/ca.crt'}]",
                     folder);
  Outcome outcome;

  self->settings->tls_config = g_strdup ("s");
  live_fixture_run (self, flow);
  g_assert_null (weir_live_get_problem (self->live));
  g_assert_true (g_str_has_prefix (weir_live_get_url (self->live), "wss://"));
  assert_problem (try_entry (self,
                             "[]",
                             "{'id':'c','type':'websocket-client',"
                             "'path':'%s/echo'}",
                             FALSE),
                  "R506",
                  "can’t be trusted: unknown authority.");
  outcome = try_entry (self,
                       trust,
                       "{'id':'c','type':'websocket-client',"
                       "'path':'%s/echo','tls':'ca'}",
                       FALSE);
  g_assert_cmpstr (outcome.test->tls, ==, "TLS 1.3");
  g_assert_cmpuint (strlen (outcome.test->certificate->sha256), ==, 32 * 3 - 1);
  g_assert_nonnull (strstr (outcome.test->text, "certificate valid to 2"));
  assert_success (outcome, "");

  /* What the settings name must be there, and have a certificate. */
  live_fixture_start (self, ECHO "]");
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
  g_assert_cmpstr (weir_live_get_problem (self->live)->code, ==, "N312");
  live_fixture_start (self, ECHO ",{'id':'s','type':'tls-config'}]");
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
  g_assert_cmpstr (weir_live_get_problem (self->live)->code, ==, "N312");
}

static void
test_cancelled (LiveFixture *self, gconstpointer data)
{
  Outcome outcome = try_entry (self,
                               "[]",
                               "{'id':'c','type':'websocket-client',"
                               "'path':'ws://127.0.0.1:1/'}",
                               TRUE);

  g_assert_null (outcome.test);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
}

/* In any language the sentence around a reason has the only full stop. */
static void
test_reason (void)
{
  static const char *const texts[][2] = {
    { "Port 1 is in use.", "Port 1 is in use" },
    { "ポート 1 は使用中です。", "ポート 1 は使用中です" },
    { "refused", "refused" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *reason = weir_live_problem_dup_reason (texts[i][0]);

      g_assert_cmpstr (reason, ==, texts[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                \
  g_test_add ("/host/live-test/" name, \
              LiveFixture,             \
              NULL,                    \
              live_fixture_set_up,     \
              func,                    \
              live_fixture_tear_down)

  ADD ("plain", test_plain);
  ADD ("refused", test_refused);
  ADD ("login", test_login);
  ADD ("tls", test_tls);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/host/live-test/reason", test_reason);

  return g_test_run ();
}
