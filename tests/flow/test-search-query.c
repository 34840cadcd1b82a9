/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-document.h"
#include "flow/weir-search-query.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"tab\",\"type\":\"tab\",\"label\":\"Echo Server\"},"
  "{\"id\":\"off\",\"type\":\"tab\",\"label\":\"Off\",\"disabled\":true},"
  "{\"id\":\"sub\",\"type\":\"subflow\",\"name\":\"Twice\"},"
  "{\"id\":\"cfg\",\"type\":\"websocket-listener\",\"path\":\"/ws/ECHO\"},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"tab\",\"x\":4242,\"y\":1,"
  "\"name\":\"Straße\",\"server\":\"cfg\",\"wires\":[[\"dbg\"]]},"
  "{\"id\":\"dbg\",\"type\":\"debug\",\"z\":\"tab\",\"x\":1,\"y\":1,\"d\":true,"
  "\"rules\":[{\"t\":\"set\",\"to\":12.5},{\"t\":\"is:new thing\"}]},"
  "{\"id\":\"one\",\"type\":\"subflow:sub\",\"z\":\"off\",\"x\":1,\"y\":1}]";

static gboolean
has_flag (WeirElement *element, WeirSearchFlag flag, gpointer user_data)
{
  const char *id = weir_element_get_id (element);

  return (flag == WEIR_SEARCH_FLAG_INVALID && g_str_equal (id, "in")) ||
         (flag == WEIR_SEARCH_FLAG_MODIFIED && g_str_equal (id, "dbg")) ||
         (flag == WEIR_SEARCH_FLAG_UNUSED && g_str_equal (id, "cfg"));
}

static char *
dup_label (WeirElement *element, gpointer user_data)
{
  return g_str_equal (weir_element_get_id (element), "dbg")
           ? g_strdup ("Printer")
           : NULL;
}

static WeirDocument *
open_flow (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

/* The ids that match, joined by blanks. */
static char *
search (WeirDocument *document, const char *text, const WeirSearchFacts *facts)
{
  g_autoptr (WeirSearchQuery) query = weir_search_query_new (text);
  GString                    *found = g_string_new (NULL);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (!weir_search_query_matches (query, element, facts, NULL))
        continue;
      if (found->len > 0)
        g_string_append_c (found, ' ');
      g_string_append (found, weir_element_get_id (element));
    }
  return g_string_free (found, FALSE);
}

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    const char *found;
  } cases[] = {
    { "", "tab off sub cfg in dbg one" },
    { "  ", "tab off sub cfg in dbg one" },
    { "echo", "tab cfg" },     /* case does not count */
    { "STRASSE", "in" },       /* nor how it is written */
    { "echo server", "tab" },  /* all words */
    { "\"echo ser\"", "tab" }, /* together */
    { "\"server echo\"", "" }, /* in this order */
    { "\"echo ser", "tab" },   /* an open quote ends with the text */
    { "12.5", "dbg" },         /* numbers, at any depth */
    { "4242", "" },            /* places are not looked at */
    { "printer", "dbg" },      /* labels */
    { "dbg", "dbg" },          /* ids, but not those of wires */
    { "is:config", "cfg" },
    { "!is:config echo", "tab" },
    { "is:subflow", "sub one" },
    { "is:disabled", "off dbg" },
    { "is:invalid", "in" },
    { "is:modified", "dbg" },
    { "is:unused", "cfg" },
    { "is:hidden", "" },
    { "IS:Config", "cfg" },
    { "is:new", "dbg" },     /* not understood: a word */
    { "\"is:config\"", "" }, /* quoted: a word */
    { "is:", "dbg" },
    { "type:debug", "dbg" },
    { "type:\"websocket in\"", "in" },
    { "type:websocket", "" }, /* all of the type */
    { "!type:debug flow:current", "tab in" },
    { "uses:cfg", "in" },
    { "uses:sub", "one" },
    { "uses:dbg", "" }, /* wires are no use */
    { "flow:current", "tab in dbg" },
    { "flow:off", "off one" },
    { "flow:current is:disabled", "dbg" },
    { "nowhere", "" },
  };
  g_autoptr (WeirDocument) document = open_flow ();
  WeirSearchFacts          facts = { has_flag, dup_label, "tab", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = search (document, cases[i].text, &facts);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* Without facts nothing is invalid, and there is no current flow. */
static void
test_no_facts (void)
{
  g_autoptr (WeirDocument) document = open_flow ();
  g_autofree char         *invalid = search (document, "is:invalid", NULL);
  g_autofree char         *current = search (document, "flow:current", NULL);
  g_autofree char         *named = search (document, "echo", NULL);

  g_assert_cmpstr (invalid, ==, "");
  g_assert_cmpstr (current, ==, "");
  g_assert_cmpstr (named, ==, "tab cfg");
}

static void
test_key (void)
{
  g_autoptr (WeirDocument)    document = open_flow ();
  g_autoptr (WeirSearchQuery) words =
    weir_search_query_new ("type:debug set 12");
  g_autoptr (WeirSearchQuery) label = weir_search_query_new ("printer");
  g_autoptr (WeirSearchQuery) flag = weir_search_query_new ("is:disabled");
  WeirSearchFacts             facts = { has_flag, dup_label, "tab", NULL };
  WeirElement *element = weir_document_get_element (document, "dbg");
  const char  *key = "";

  g_assert_true (weir_search_query_matches (words, element, &facts, &key));
  g_assert_cmpstr (key, ==, "rules");
  g_assert_true (weir_search_query_matches (label, element, &facts, &key));
  g_assert_null (key);
  key = "";
  g_assert_true (weir_search_query_matches (flag, element, &facts, &key));
  g_assert_null (key);
}

/* Whatever is typed or pasted, it is a query. */
static void
test_hostile (void)
{
  g_autofree char         *endless = g_strnfill (100000, '"');
  g_autoptr (WeirDocument) document = open_flow ();
  const char *const        texts[] = {
           "\xff\xfe", "!", "!is:", "type:\"", "uses:\"\"", "\"\"", endless, "flow:",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *found = search (document, texts[i], NULL);

      g_assert_nonnull (found);
    }
}

static void
test_empty (void)
{
  g_autoptr (WeirSearchQuery) none = weir_search_query_new (" \t\"\" ");
  g_autoptr (WeirSearchQuery) some = weir_search_query_new ("a");

  g_assert_true (weir_search_query_is_empty (none));
  g_assert_false (weir_search_query_is_empty (some));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/search-query/matches", test_matches);
  g_test_add_func ("/flow/search-query/no-facts", test_no_facts);
  g_test_add_func ("/flow/search-query/key", test_key);
  g_test_add_func ("/flow/search-query/hostile", test_hostile);
  g_test_add_func ("/flow/search-query/empty", test_empty);
  return g_test_run ();
}
