/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-comparison.h"
#include "weir-test-snapshot.h"

#define T1 "{'id':'t1','type':'tab','label':'One'}"
#define T2 "{'id':'t2','type':'tab','label':''}"
#define L  "{'id':'l','type':'websocket-listener','path':'/a'}"
#define A  "{'id':'a','type':'debug','z':'t1','name':'A','x':1,'y':2,'wires':[]}"
#define B  "{'id':'b','type':'inject','z':'t2','x':1,'y':1,'wires':[['a']]}"

/* One line a difference: its flow's label, sign, id and members. */
static char *
describe (const WeirComparison *comparison)
{
  static const char signs[] = "+-~>";
  GString          *out = g_string_new (comparison->reordered ? "order;" : "");

  for (guint i = 0; i < comparison->groups->len; i++)
    {
      const WeirDifferenceGroup *group = comparison->groups->pdata[i];

      g_string_append_printf (out, "%s:", group->label);
      for (guint k = 0; k < group->differences->len; k++)
        {
          const WeirDifference *difference = group->differences->pdata[k];

          g_string_append_printf (out,
                                  " %c%s",
                                  signs[difference->kind],
                                  weir_difference_get_entry (difference)->id);
          for (guint m = 0; m < difference->members->len; m++)
            {
              const WeirDifferenceMember *member =
                &g_array_index (difference->members, WeirDifferenceMember, m);
              g_autofree char *before = weir_difference_dup_text (member->before);
              g_autofree char *after = weir_difference_dup_text (member->after);

              if (difference->kind == WEIR_DIFFERENCE_CHANGED ||
                  difference->kind == WEIR_DIFFERENCE_MOVED)
                g_string_append_printf (out,
                                        " %s%s=%s>%s",
                                        member->is_place ? "@" : "",
                                        member->key,
                                        before != NULL ? before : "",
                                        after != NULL ? after : "");
            }
        }
      g_string_append_c (out, ';');
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *expected;
} cases[] = {
  { "same", "[" T1 "," A "]", "[" T1 "," A "]", "" },
  { "other-order-of-entries", "[" T1 "," A "," L "]", "[" L "," A "," T1 "]", "" },
  { "other-order-of-members",
    "[{'id':'l','type':'x','a':1,'b':2}]",
    "[{'b':2,'id':'l','a':1,'type':'x'}]",
    "" },
  { "added", "[" T1 "]", "[" T1 "," A "]", "One: +a;" },
  { "removed", "[" T1 "," A "]", "[" T1 "]", "One: -a;" },
  { "moved",
    "[" T1 "," A "]",
    "[" T1 ",{'id':'a','type':'debug','z':'t1','name':'A','x':5,'y':2,"
    "'wires':[]}]",
    "One: >a @x=1>5;" },
  { "changed",
    "[" T1 "," A "]",
    "[" T1 ",{'id':'a','type':'debug','z':'t1','name':'B','x':5,'y':2,"
    "'d':true}]",
    "One: ~a name=A>B @x=1>5 d=>true wires=[]>;" },
  { "number-is-not-text",
    "[{'id':'l','type':'x','a':1}]",
    "[{'id':'l','type':'x','a':'1'}]",
    "All Flows: ~l a=1>1;" },
  { "to-another-flow",
    "[" T1 "," T2 "," B "]",
    "[" T1 "," T2 ",{'id':'b','type':'inject','z':'t1','x':1,'y':1,"
    "'wires':[['a']]}]",
    "One: ~b z=t2>t1;" },
  { "flow-removed", "[" T1 "," T2 "," B "]", "[" T1 "]", "Unnamed flow: -t2 -b;" },
  { "flow-first",
    "[]",
    "[" B "," L "," T2 "," T1 "," A "]",
    "Unnamed flow: +t2 +b;One: +t1 +a;All Flows: +l;" },
  { "flow-renamed",
    "[" T1 "]",
    "[{'id':'t1','type':'tab','label':'Uno'}]",
    "Uno: ~t1 label=One>Uno;" },
  { "flows-reordered", "[" T1 "," T2 "]", "[" T2 "," T1 "]", "order;" },
  { "flow-between",
    "[" T1 "," T2 "]",
    "[" T1 ",{'id':'t3','type':'tab','label':'New'}," T2 "]",
    "New: +t3;" },
  { "size-of-a-group",
    "[" T1 ",{'id':'g','type':'group','z':'t1','w':1,'nodes':[]}]",
    "[" T1 ",{'id':'g','type':'group','z':'t1','w':2,'nodes':[]}]",
    "One: >g @w=1>2;" },
  { "width-of-a-node",
    "[" T1 ",{'id':'n','type':'n','z':'t1','x':1,'y':1,'w':1}]",
    "[" T1 ",{'id':'n','type':'n','z':'t1','x':1,'y':1,'w':2}]",
    "One: ~n w=1>2;" },
  { "no-ids", "[{'type':'x'},7,7]", "[7,{'type':'x'},7]", "" },
  { "no-ids-more", "[7,7]", "[7,7,7,{'a':1}]", "All Flows: + +;" },
  { "no-ids-fewer", "[7,7]", "[7]", "All Flows: -;" },
  { "one-id-twice", "[" L "," L "]", "[" L "]", "All Flows: -l;" },
  { "one-id-twice-same", "[" L "," L "]", "[" L "," L "]", "" },
  { "no-object-any-more", "[{'id':'l'}]", "[null]", "All Flows: -l +;" },
};

static void
test_case (gconstpointer data)
{
  guint                    i = GPOINTER_TO_UINT (data);
  g_autoptr (WeirSnapshot) before = weir_test_snapshot (cases[i].before, NULL);
  g_autoptr (WeirSnapshot) after = weir_test_snapshot (cases[i].after, NULL);
  g_autoptr (WeirComparison) comparison = weir_comparison_new (before, after);
  g_autofree char           *text = describe (comparison);

  g_assert_cmpstr (text, ==, cases[i].expected);
  g_assert_cmpint (weir_comparison_is_same (comparison),
                   ==,
                   *cases[i].expected == '\0');
}

static void
test_counts (void)
{
  g_autoptr (WeirSnapshot) before =
    weir_test_snapshot ("[" T1 "," L
                        ",{'id':'m','type':'n','z':'t1','x':1,'y':1},"
                        "{'id':'c','type':'n','z':'t1','x':1,'y':1}]",
                        NULL);
  g_autoptr (WeirSnapshot) after =
    weir_test_snapshot ("[" T1 "," A
                        ",{'id':'m','type':'n','z':'t1','x':2,'y':1},"
                        "{'id':'c','type':'o','z':'t1','x':2,'y':1}]",
                        NULL);
  g_autoptr (WeirComparison) comparison = weir_comparison_new (before, after);

  for (guint i = 0; i < WEIR_N_DIFFERENCES; i++)
    {
      g_assert_nonnull (weir_difference_kind_get_name (i));
      g_assert_cmpuint (comparison->counts[i], ==, 1);
    }
}

/* Values for people: ids as what they name. */
static void
test_named (void)
{
  static const char *const values[][2] = {
    { "'a'", "A" },
    { "'b'", "inject" },
    { "'gone'", "gone" },
    { "''", "" },
    { "7", "7" },
    { "true", "true" },
    { "[]", "[]" },
    { "['a','b']", "A, inject" },
    { "[['a','gone'],[]]", "[A, gone], []" },
    { "[['a',1]]", "[[\"a\",1]]" },
    { "[1]", "[1]" },
    { "{'a':'b'}", "{\"a\":\"b\"}" },
  };
  g_autoptr (WeirSnapshot) snapshot =
    weir_test_snapshot ("[" T1 "," A "," B "]", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (WeirValue) value = weir_test_value (values[i][0]);
      g_autofree char *text = weir_difference_dup_named_text (snapshot, value);

      g_assert_cmpstr (text, ==, values[i][1]);
    }
  g_assert_null (weir_difference_dup_named_text (snapshot, NULL));
}

/* Long texts: the lines that differ, and one around them. */
static void
test_lines (void)
{
  static const char *const texts[][4] = {
    { "a", "b", "a", "b" },
    { "a\nb\nc\nd\ne", "a\nb\nX\nd\ne", "…\nb\nc\nd\n…", "…\nb\nX\nd\n…" },
    { "a\nb", "a\nb\nc", "…\nb", "…\nb\nc" },
    { "a\nb\nc", "a\nb\nc\nd", "…\nc", "…\nc\nd" },
    { "b\nc\nd", "a\nb\nc\nd", "b\n…", "a\nb\n…" },
    { "x\ny", "y\nx", "x\ny", "y\nx" },
    { "a\na\na", "a\na", "…\na\na", "…\na" },
    { "", "a\nb", "", "a\nb" },
  };
  char *none = NULL;
  char *text = g_strdup ("a\nb");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *before = g_strdup (texts[i][0]);
      char *after = g_strdup (texts[i][1]);

      weir_difference_cut_lines (&before, &after);
      g_assert_cmpstr (before, ==, texts[i][2]);
      g_assert_cmpstr (after, ==, texts[i][3]);
      g_free (before);
      g_free (after);
    }
  weir_difference_cut_lines (&none, &text);
  g_assert_cmpstr (text, ==, "a\nb");
  g_free (text);
}

static WeirSnapshot *
make_any (void)
{
  static const char *const entries[] = {
    T1,
    T2,
    L,
    A,
    B,
    "7",
    "[]",
    "null",
    "{'id':'a'}",
    "{'type':'x'}",
    "{'id':'a','type':'debug','z':'t2','x':3,'y':4}",
  };
  g_autoptr (GString) text = g_string_new ("[");

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    g_string_append_printf (
      text,
      "%s%s",
      text->len > 1 ? "," : "",
      entries[g_test_rand_int_range (0, G_N_ELEMENTS (entries))]);
  g_string_append_c (text, ']');
  return weir_test_snapshot (text->str, NULL);
}

/* Any two flows: what one comparison says was added the other says was removed,
 * and nothing differs from itself. */
static void
test_turned (void)
{
  static const WeirDifferenceKind turned[WEIR_N_DIFFERENCES] = {
    [WEIR_DIFFERENCE_ADDED] = WEIR_DIFFERENCE_REMOVED,
    [WEIR_DIFFERENCE_REMOVED] = WEIR_DIFFERENCE_ADDED,
    [WEIR_DIFFERENCE_CHANGED] = WEIR_DIFFERENCE_CHANGED,
    [WEIR_DIFFERENCE_MOVED] = WEIR_DIFFERENCE_MOVED,
  };

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (WeirSnapshot)   one = make_any ();
      g_autoptr (WeirSnapshot)   other = make_any ();
      g_autoptr (WeirComparison) there = weir_comparison_new (one, other);
      g_autoptr (WeirComparison) back = weir_comparison_new (other, one);
      g_autoptr (WeirComparison) none = weir_comparison_new (one, one);

      g_assert_true (weir_comparison_is_same (none));
      g_assert_cmpint (there->reordered, ==, back->reordered);
      for (guint i = 0; i < WEIR_N_DIFFERENCES; i++)
        g_assert_cmpuint (there->counts[i], ==, back->counts[turned[i]]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/flow/comparison/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/flow/comparison/counts", test_counts);
  g_test_add_func ("/flow/comparison/named", test_named);
  g_test_add_func ("/flow/comparison/lines", test_lines);
  g_test_add_func ("/flow/comparison/turned", test_turned);
  return g_test_run ();
}
