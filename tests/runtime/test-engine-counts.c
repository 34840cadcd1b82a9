/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "json/weir-convert.h"
#include "runtime-fixture.h"

/* What passes is counted, and listened to at one place. */

#define CHAIN                                                              \
  "{'id':'t','type':'tab'},"                                               \
  "{'id':'s','type':'source','z':'t','x':1,'y':1,'wires':[['p','q'],[]]}," \
  "{'id':'p','type':'pass','z':'t','x':1,'y':1,'wires':[['end']]},"        \
  "{'id':'q','type':'pass','z':'t','x':1,'y':1,'wires':[[]]},"             \
  "{'id':'lone','type':'pass','z':'t','x':1,'y':1}"
#define END "{'id':'end','type':'trace','z':'t','x':1,'y':1,'wires':[]}"

/* Writes counts down as `id received/sent,sent`, ordered by the engine. */
static void
counts_cb (const WeirNodeCounts *counts, gpointer data)
{
  GString *text = data;

  g_string_append_printf (text,
                          "%s%s %" G_GUINT64_FORMAT,
                          text->len > 0 ? " " : "",
                          counts->id,
                          counts->received);
  for (guint i = 0; i < counts->n_outputs; i++)
    g_string_append_printf (text,
                            "%s%" G_GUINT64_FORMAT,
                            i == 0 ? "/" : ",",
                            counts->sent[i]);
}

static void
assert_counts (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_engine_visit_counts (fixture->engine, counts_cb, text);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  assert_counts (fixture, "");
  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  assert_counts (fixture, "");
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);

  /* Without wires it is counted all the same, without an output it is not. */
  assert_counts (fixture, "s 0/1,0 p 1/1 q 1/1 end 1");
  assert_counts (fixture, "");
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  assert_counts (fixture, "s 0/3,0 p 3/3 q 3/3 end 3");
}

/* Who is only rewired goes on counting, who starts anew begins at nothing. */
static void
test_deploy (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  assert_counts (fixture, "s 0/1,0 p 1/1 q 1/1 end 1");

  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},"
                  "{'id':'s','type':'source','z':'t','x':1,'y':1,"
                  "'wires':[['p'],[],['end']]},"
                  "{'id':'p','type':'pass','z':'t','x':1,'y':1,'name':'new',"
                  "'wires':[['end']]}," END "]",
                  WEIR_DEPLOY_NODES);
  assert_counts (fixture, "");
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  assert_counts (fixture, "s 0/2,0,0 end 2 p 1/1");

  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  assert_counts (fixture, "s 0/1,0 p 1/1 q 1/1 end 1");
}

/* Links and listeners hand messages on without the queue. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab'},"
    "{'id':'s','type':'source','z':'t','x':1,'y':1,'wires':[['o','f']]},"
    "{'id':'o','type':'link out','z':'t','x':1,'y':1,'links':['i']},"
    "{'id':'i','type':'link in','z':'t','x':1,'y':1,'links':[],"
    "'wires':[['end']]},"
    "{'id':'f','type':'fail','z':'t','x':1,'y':1,'text':'no','wires':[]},"
    "{'id':'c','type':'catch','z':'t','x':1,'y':1,'wires':[[]]}," END "]",
    WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  assert_counts (fixture, "s 0/1 o 1/1 i 1/1 f 1 c 1/1 end 1");
}

static void
ready_cb (gpointer data)
{
  (*(guint *)data)++;
}

/* What passed, as `payload payload`, with `+n` for those not kept. */
static void
assert_tapped (Fixture *fixture, const char *expected)
{
  guint64               skipped;
  g_autoptr (GPtrArray) records =
    weir_engine_take_tapped (fixture->engine, &skipped);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord     *record = records->pdata[i];
      g_autoptr (WeirValue) payload =
        weir_value_to_text (weir_value_lookup (record->value, "payload"));

      g_assert_cmpint (record->kind, ==, WEIR_RECORD_KIND_DEBUG);
      g_assert_nonnull (record->id);
      g_assert_null (record->property);
      g_assert_nonnull (weir_value_lookup (record->value, "_msgid"));
      g_string_append_printf (text,
                              "%s%s",
                              i == 0 ? "" : " ",
                              weir_value_get_string (payload, NULL));
    }
  if (skipped > 0)
    g_string_append_printf (text, "+%" G_GUINT64_FORMAT, skipped);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
press (Fixture *fixture, const char *payload)
{
  g_autofree char *json = g_strdup_printf ("{'payload':%s}", payload);

  fixture_press (fixture, "s", json);
  fixture_settle (fixture);
}

static void
test_tap (Fixture *fixture, gconstpointer data)
{
  guint n_ready = 0;

  assert_tapped (fixture, "");
  weir_engine_set_tap (fixture->engine, "s", 0, ready_cb, &n_ready);
  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  press (fixture, "1");
  press (fixture, "2");
  g_assert_cmpuint (n_ready, ==, 1);
  assert_tapped (fixture, "1 2");
  assert_tapped (fixture, "");
  fixture_assert_text (fixture->trace, "end+ end:1 end:2");

  /* An output without wires has something to say too. */
  weir_engine_set_tap (fixture->engine, "q", 0, ready_cb, &n_ready);
  press (fixture, "3");
  g_assert_cmpuint (n_ready, ==, 2);
  assert_tapped (fixture, "3");

  weir_engine_set_tap (fixture->engine, "s", 1, ready_cb, &n_ready);
  press (fixture, "4");
  assert_tapped (fixture, "");

  /* It follows its node through a deploy, and comes back with it. */
  weir_engine_set_tap (fixture->engine, "p", 0, ready_cb, &n_ready);
  fixture_deploy (fixture, "[" END "]", WEIR_DEPLOY_FULL);
  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  press (fixture, "5");
  fixture_deploy (fixture, "[" END "]", WEIR_DEPLOY_FULL);
  assert_tapped (fixture, "5");

  weir_engine_set_tap (fixture->engine, NULL, 0, NULL, NULL);
  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  press (fixture, "6");
  assert_tapped (fixture, "");
}

/* Of a flood the newest are kept, as far as messages and bytes go. */
static void
test_tap_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char    *large = g_strnfill (WEIR_ENGINE_TAP_BYTES / 2, 'x');
  guint               n_ready = 0;

  fixture_deploy (fixture, "[" CHAIN "," END "]", WEIR_DEPLOY_FULL);
  weir_engine_set_tap (fixture->engine, "s", 0, ready_cb, &n_ready);
  for (guint i = 0; i < WEIR_ENGINE_TAP_MESSAGES + 30; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);

      press (fixture, payload);
      if (i >= 30)
        g_string_append_printf (expected, "%s%u", i == 30 ? "" : " ", i);
    }
  g_string_append (expected, "+30");
  assert_tapped (fixture, expected->str);

  for (guint i = 0; i < 3; i++)
    {
      WeirMessage *message = weir_message_new (
        weir_value_with_member (weir_value_new_object (),
                                "payload",
                                weir_value_new_string (i < 2 ? large : "last")));

      weir_engine_press (fixture->engine, "s", message, NULL, NULL);
      weir_message_unref (message);
    }
  g_string_printf (expected, "%s last+1", large);
  assert_tapped (fixture, expected->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                \
  g_test_add ("/runtime/engine/" name, \
              Fixture,                 \
              NULL,                    \
              fixture_set_up,          \
              func,                    \
              fixture_tear_down)

  ADD ("counts", test_counts);
  ADD ("counts-deploy", test_deploy);
  ADD ("counts-links", test_links);
  ADD ("tap", test_tap);
  ADD ("tap-limits", test_tap_limits);

  return g_test_run ();
}
