/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-session-secrets.h"
#include "nodes/weir-node-table.h"
#include "weir-test-keyring.h"

#include <string.h>

/* Secrets of a document: kept in a keyring, read when it runs, and no part of
 * anything that is written. Needs no display. */

#define TIMEOUT_S 15

/* Shows the variable TOKEN when it starts. */
static const char text[] =
  "[{\"id\":\"t\",\"type\":\"tab\"},"
  "{\"id\":\"in\",\"type\":\"inject\",\"z\":\"t\",\"props\":[{\"p\":"
  "\"payload\"}"
  "],\"payload\":\"TOKEN\",\"payloadType\":\"env\",\"once\":true,\"onceDelay\":"
  "\"0\",\"x\":1,\"y\":1,\"wires\":[[\"out\"]]},"
  "{\"id\":\"out\",\"type\":\"debug\",\"z\":\"t\",\"active\":true,"
  "\"tosidebar\":true,\"complete\":\"payload\",\"x\":1,\"y\":1,\"wires\":[]}]";

typedef struct
{
  WeirSession     *session;
  WeirTestKeyring *keyring;
  GString         *told;
  char            *kept; /* the name, or what was in the way */
} Fixture;

static void
told_cb (Fixture *fixture, const char *message)
{
  g_string_append_printf (fixture->told, "%s\n", message);
}

/* @settings: (transfer full) */
static void
open_session (Fixture *fixture, WeirRunSettings *settings)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  settings->port = 0;
  fixture->session = weir_session_new (registry, document);
  weir_session_set_run_settings (fixture->session, settings);
  weir_session_set_keyring (fixture->session, WEIR_KEYRING (fixture->keyring));
  g_signal_connect_data (fixture->session,
                         "message",
                         G_CALLBACK (told_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->keyring = weir_test_keyring_new ();
  fixture->told = g_string_new (NULL);
  open_session (fixture, weir_run_settings_new ());
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->keyring);
  g_string_free (fixture->told, TRUE);
  g_free (fixture->kept);
}

/* The next time: what was kept beside the document is all there is. */
static void
open_again (Fixture *fixture)
{
  g_autofree char *json =
    weir_run_settings_to_json (weir_session_get_run_settings (fixture->session));
  WeirRunSettings *settings =
    weir_run_settings_from_json (json, strlen (json), NULL, NULL);

  g_assert_nonnull (settings);
  g_assert_null (strstr (json, "s3cret"));
  g_assert_finalize_object (fixture->session);
  open_session (fixture, settings);
}

static void
wait_for (gboolean (*condition) (Fixture *fixture), Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_S * G_TIME_SPAN_SECOND;

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture           *fixture = data;
  g_autoptr (GError) error = NULL;
  char              *name =
    weir_session_keep_secret_finish (WEIR_SESSION (source), result, &error);

  fixture->kept = name != NULL ? name : g_strdup (error->message);
}

static gboolean
is_kept (Fixture *fixture)
{
  return fixture->kept != NULL;
}

/* Returns: the name, or why not */
static const char *
keep (Fixture *fixture, const char *wish)
{
  g_clear_pointer (&fixture->kept, g_free);
  weir_session_keep_secret_async (fixture->session,
                                  wish,
                                  "a label",
                                  "s3cret",
                                  kept_cb,
                                  fixture);
  wait_for (is_kept, fixture);
  return fixture->kept;
}

static WeirLiveState
get_state (Fixture *fixture)
{
  return weir_live_get_state (weir_session_get_live (fixture->session));
}

static gboolean
is_running (Fixture *fixture)
{
  return get_state (fixture) == WEIR_LIVE_RUNNING;
}

static gboolean
is_stopped (Fixture *fixture)
{
  return get_state (fixture) == WEIR_LIVE_STOPPED;
}

/* Whether the debug panel shows that text. */
static gboolean
has_shown (Fixture *fixture, const char *shown)
{
  GListModel *log = G_LIST_MODEL (
    weir_live_get_debug_log (weir_session_get_live (fixture->session)));

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (WeirDebugRow) row = g_list_model_get_item (log, i);
      const WeirRecord        *record = weir_debug_row_get_record (row);
      gsize                    length;

      if (record->kind == WEIR_RECORD_KIND_DEBUG && record->value != NULL &&
          weir_value_get_kind (record->value) == WEIR_VALUE_KIND_STRING &&
          g_str_equal (weir_value_get_string (record->value, &length), shown))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_shown_secret (Fixture *fixture)
{
  return has_shown (fixture, "s3cret");
}

static gboolean
has_shown_nothing (Fixture *fixture)
{
  return has_shown (fixture, "");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_setenv ("WEIR_TEST_TAKEN", "1", TRUE);
  g_assert_cmpstr (keep (fixture, "token"), ==, "TOKEN");
  g_assert_cmpstr (keep (fixture, "TOKEN"), ==, "TOKEN_2");
  g_assert_cmpstr (keep (fixture, "Auth a.b-c:ü"), ==, "AUTH_A_B_C___");
  g_assert_cmpstr (keep (fixture, "1"), ==, "SECRET_1");
  g_assert_cmpstr (keep (fixture, ""), ==, "SECRET_");
  g_assert_cmpstr (keep (fixture, "WEIR_TEST_TAKEN"), ==, "WEIR_TEST_TAKEN_2");
  g_assert_cmpuint (weir_test_keyring_get_n (fixture->keyring), ==, 6);
}

/* The run has it at once, and the next time from the keyring. */
static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (keep (fixture, "TOKEN"), ==, "TOKEN");
  weir_session_run (fixture->session);
  wait_for (has_shown_secret, fixture);
  g_assert_cmpuint (weir_test_keyring_get_n_lookups (fixture->keyring), ==, 0);

  open_again (fixture);
  weir_session_run (fixture->session);
  weir_session_run (fixture->session);
  wait_for (has_shown_secret, fixture);
  g_assert_cmpuint (weir_test_keyring_get_n_lookups (fixture->keyring), ==, 1);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

/* A secret that was kept while the flow runs is there after a deploy. */
static void
test_deploy (Fixture *fixture, gconstpointer data)
{
  weir_session_run (fixture->session);
  wait_for (is_running, fixture);
  keep (fixture, "TOKEN");
  weir_session_deploy (fixture->session, WEIR_DEPLOY_FULL);
  wait_for (has_shown_secret, fixture);
}

/* What is not there keeps nothing from running, and is no secret. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;

  keep (fixture, "TOKEN");
  open_again (fixture);
  weir_test_keyring_empty (fixture->keyring);
  before = weir_session_dup_known_variables (fixture->session);
  g_assert_true (g_hash_table_contains (before, "TOKEN"));
  weir_session_run (fixture->session);
  wait_for (has_shown_nothing, fixture);
  g_assert_cmpstr (fixture->told->str,
                   ==,
                   "The secret “TOKEN” can’t be read. It is not there.\n");
  after = weir_session_dup_known_variables (fixture->session);
  g_assert_false (g_hash_table_contains (after, "TOKEN"));
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before =
    weir_run_settings_to_json (weir_session_get_run_settings (fixture->session));
  g_autofree char *after = NULL;

  weir_test_keyring_break (fixture->keyring);
  g_assert_cmpstr (keep (fixture, "TOKEN"), ==, "There is no keyring.");
  weir_session_set_keyring (fixture->session, NULL);
  g_assert_cmpstr (keep (fixture, "TOKEN"), ==, "This program knows no keyring.");
  after =
    weir_run_settings_to_json (weir_session_get_run_settings (fixture->session));
  g_assert_cmpstr (after, ==, before);
}

/* Without a keyring a document that has secrets runs without them. */
static void
test_none (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "TOKEN");
  open_again (fixture);
  weir_session_set_keyring (fixture->session, NULL);
  weir_session_run (fixture->session);
  wait_for (has_shown_nothing, fixture);
  g_assert_nonnull (strstr (fixture->told->str, "knows no keyring"));
}

static gboolean
has_looked_up (Fixture *fixture)
{
  return weir_test_keyring_get_n_lookups (fixture->keyring) > 0;
}

/* A run that waits for the keyring can be called off, and started anew. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "TOKEN");
  open_again (fixture);
  weir_session_run (fixture->session);
  wait_for (has_looked_up, fixture);
  weir_session_stop (fixture->session);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (is_stopped (fixture));
  g_assert_cmpstr (fixture->told->str, ==, "");
  weir_session_run (fixture->session);
  wait_for (has_shown_secret, fixture);
}

/* Closed while it waits. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "TOKEN");
  open_again (fixture);
  weir_session_run (fixture->session);
  weir_session_stop (fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (10000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/editor/session-secrets/names", test_names },
    { "/editor/session-secrets/run", test_run },
    { "/editor/session-secrets/deploy", test_deploy },
    { "/editor/session-secrets/lost", test_lost },
    { "/editor/session-secrets/broken", test_broken },
    { "/editor/session-secrets/none", test_none },
    { "/editor/session-secrets/stop", test_stop },
    { "/editor/session-secrets/close", test_close },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
