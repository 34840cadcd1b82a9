/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/files/weir-compare-item.h"
#include "editor/files/weir-compare-row.h"
#include "editor/files/weir-compare-window.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

/* Two flows and how they differ: as lines, and in the window. */

#define T1 "{'id':'t1','type':'tab','label':'One'}"
#define T2 "{'id':'t2','type':'tab','label':'Two'}"

#define HERE                                                                  \
  "[" T1 "," T2 ",{'id':'l','type':'websocket-listener','path':'/mine'},"     \
  "{'id':'d','type':'debug','z':'t1','name':'Mine','x':100,'y':100,"          \
  "'wires':[]},"                                                              \
  "{'id':'m','type':'comment','z':'t1','name':'Note','x':5,'y':5},"           \
  "{'id':'f','type':'function','z':'t2','x':1,'y':1,'func':'a\\nb\\nc\\nd'}," \
  "{'id':'i','type':'inject','z':'t2','name':'Only here','x':1,'y':1,"        \
  "'wires':[['d']]}]"
#define OTHER                                                                 \
  "[" T1 "," T2 ",{'id':'l','type':'websocket-listener','path':'/other'},"    \
  "{'id':'d','type':'debug','z':'t1','name':'Mine','x':100,'y':140,"          \
  "'active':false,'wires':[]},"                                               \
  "{'id':'m','type':'comment','z':'t1','name':'Note','x':5,'y':50},"          \
  "{'id':'f','type':'function','z':'t2','x':1,'y':1,'func':'a\\nb\\nC\\nd'}," \
  "{'id':'g','type':'debug','z':'t2','name':'Only there','x':1,'y':1}]"

static WeirDocument *
read_flow (const char *flow)
{
  g_autofree char   *text = g_strdelimit (g_strdup (flow), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

/* Lines ------------------------------------------------------------------ */

static void
describe (GListModel *list, guint depth, GString *out)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WeirCompareItem) item = g_list_model_get_item (list, i);
      g_autoptr (GListModel) children = weir_compare_item_list_children (item);
      g_autofree char       *title = weir_compare_item_dup_title (item);
      g_autofree char       *detail = weir_compare_item_dup_detail (item);
      g_autofree char       *before = NULL;
      g_autofree char       *after = NULL;
      const WeirDifference *difference = weir_compare_item_get_difference (item);

      weir_compare_item_dup_values (item, &before, &after);
      g_string_append_printf (out, "%*s%s", (int)depth, "", title);
      if (*detail != '\0')
        g_string_append_printf (out, " (%s)", detail);
      if (difference != NULL)
        g_string_append_printf (out,
                                " %s",
                                weir_difference_kind_get_name (difference->kind));
      if (weir_compare_item_get_member (item) != NULL)
        g_string_append_printf (out,
                                " [%s>%s]",
                                before != NULL ? before : "",
                                after != NULL ? after : "");
      g_string_append_c (out, '\n');
      if (children != NULL &&
          (difference == NULL || difference->kind >= WEIR_DIFFERENCE_CHANGED))
        describe (children, depth + 1, out);
    }
}

static char *
dup_lines (const char *before, const char *after, gboolean moves)
{
  g_autoptr (WeirDocument) a = read_flow (before);
  g_autoptr (WeirDocument) b = read_flow (after);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  const WeirCompareSides   sides = { a, b, registry, moves };
  gboolean                 reordered;
  g_autoptr (GListModel)   list = weir_compare_item_list (&sides, &reordered);
  GString                 *out = g_string_new (reordered ? "order\n" : "");

  describe (list, 0, out);
  return g_string_free (out, FALSE);
}

static void
test_lines (void)
{
  g_autofree char *with = dup_lines (HERE, OTHER, TRUE);
  g_autofree char *without = dup_lines (HERE, OTHER, FALSE);
  g_autofree char *none = dup_lines (HERE, HERE, TRUE);
  g_autofree char *order = dup_lines ("[" T1 "," T2 "]", "[" T2 "," T1 "]", TRUE);

  g_assert_cmpstr (with,
                   ==,
                   "One (1 changed, 1 moved)\n"
                   " Mine (debug: y, active) changed\n"
                   "  y [100>140]\n"
                   "  active [>false]\n"
                   " Note (comment: y) moved\n"
                   "  y [5>50]\n"
                   "Two (1 added, 1 removed, 1 changed)\n"
                   " function (function: func) changed\n"
                   "  func […\nb\nc\nd>…\nb\nC\nd]\n"
                   " Only there (debug) added\n"
                   " Only here (inject) removed\n"
                   "All Flows (1 changed)\n"
                   " /other (WebSocket listener: path) changed\n"
                   "  path [/mine>/other]\n");
  g_assert_cmpstr (without,
                   ==,
                   "One (1 changed)\n"
                   " Mine (debug: active) changed\n"
                   "  active [>false]\n"
                   "Two (1 added, 1 removed, 1 changed)\n"
                   " function (function: func) changed\n"
                   "  func […\nb\nc\nd>…\nb\nC\nd]\n"
                   " Only there (debug) added\n"
                   " Only here (inject) removed\n"
                   "All Flows (1 changed)\n"
                   " /other (WebSocket listener: path) changed\n"
                   "  path [/mine>/other]\n");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (order, ==, "order\n");
}

/* The window ------------------------------------------------------------- */

typedef struct
{
  WeirSession  *session;
  WeirDocument *other;
  GtkWindow    *parent;
  GtkWidget    *window;
  char         *revealed;
  char         *activated; /* the action of the parent */
} Fixture;

static void
reveal_cb (Fixture *fixture, const char *id)
{
  g_free (fixture->revealed);
  fixture->revealed = g_strdup (id);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->activated);
  fixture->activated = g_strdup (g_action_get_name (G_ACTION (action)));
}

static void
add_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "reload", .activate = action_cb },
    { .name = "keep-mine", .activate = action_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->parent),
                                  "win",
                                  G_ACTION_GROUP (group));
}

static void
set_up (Fixture *fixture, gconstpointer is_conflict)
{
  g_autoptr (WeirDocument) document = read_flow (HERE);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  fixture->session = weir_session_new (registry, document);
  fixture->other = read_flow (OTHER);
  fixture->parent = weir_test_show (gtk_label_new ("Parent"), 800, 700);
  add_actions (fixture);
  g_signal_connect_swapped (fixture->session, /* lint: allow: ends with it */
                            "reveal",
                            G_CALLBACK (reveal_cb),
                            fixture);
  fixture->window =
    GTK_WIDGET (weir_compare_window_present (fixture->parent,
                                             fixture->session,
                                             fixture->other,
                                             "other.json",
                                             is_conflict != NULL));
  weir_test_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer is_conflict)
{
  gtk_window_destroy (fixture->parent);
  weir_test_settle ();
  g_assert_null (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW));
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->other);
  g_free (fixture->revealed);
  g_free (fixture->activated);
}

static GtkWidget *
find_line (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows =
    weir_test_find_all (fixture->window, WEIR_TYPE_COMPARE_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      if (weir_test_find (rows->pdata[i], GTK_TYPE_LABEL, title) != NULL)
        return rows->pdata[i];
    }
  return NULL;
}

static void
test_window (Fixture *fixture, gconstpointer is_conflict)
{
  GtkWidget *line = find_line (fixture, "Mine");

  weir_test_save_picture (fixture->window, "compare");
  g_assert_nonnull (line);
  g_assert_nonnull (weir_test_find (line, GTK_TYPE_LABEL, "Changed"));
  g_assert_nonnull (find_line (fixture, "active"));
  g_assert_null (weir_test_find_button ("_Reload"));
  g_assert_nonnull (
    weir_test_find (fixture->window,
                    GTK_TYPE_LABEL,
                    "other.json → Untitled Flow (this window)"));

  /* The other one is the older: what only it has was removed. */
  line = find_line (fixture, "Only there");
  g_assert_nonnull (weir_test_find (line, GTK_TYPE_LABEL, "Removed"));
  g_assert_null (weir_test_find (line, GTK_TYPE_BUTTON, NULL));

  weir_test_activate (weir_test_get (find_line (fixture, "Only here"),
                                     GTK_TYPE_BUTTON,
                                     "Show in the Flow"));
  g_assert_cmpstr (fixture->revealed, ==, "i");
}

static void
test_swap (Fixture *fixture, gconstpointer is_conflict)
{
  gtk_widget_activate_action (fixture->window, "compare.swap", NULL);
  weir_test_settle ();
  g_assert_nonnull (
    weir_test_find (find_line (fixture, "Only there"), GTK_TYPE_LABEL, "Added"));
  g_assert_nonnull (
    weir_test_find (find_line (fixture, "Only here"), GTK_TYPE_LABEL, "Removed"));
}

static void
test_moves (Fixture *fixture, gconstpointer is_conflict)
{
  g_assert_nonnull (find_line (fixture, "Note"));
  gtk_widget_activate_action (fixture->window, "compare.moves", NULL);
  weir_test_settle ();
  g_assert_null (find_line (fixture, "Note"));
  g_assert_nonnull (find_line (fixture, "Mine"));
}

/* What is edited while it is open. */
static void
test_follows (Fixture *fixture, gconstpointer is_conflict)
{
  g_autoptr (WeirValue) path = weir_value_new_string ("/other");

  g_assert_nonnull (find_line (fixture, "/mine"));
  weir_session_apply (fixture->session,
                      "Edit",
                      weir_edit_new_set ("l", "path", path));
  weir_test_wait_for (find_line (fixture, "/mine") == NULL);
  g_assert_null (find_line (fixture, "/other"));
  g_assert_nonnull (find_line (fixture, "Mine"));
}

static void
test_conflict (Fixture *fixture, gconstpointer is_conflict)
{
  weir_test_save_picture (fixture->window, "compare-conflict");
  g_assert_nonnull (
    weir_test_find (find_line (fixture, "Only there"), GTK_TYPE_LABEL, "Added"));
  weir_test_activate (weir_test_find_button ("_Keep Mine"));
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW) == NULL);
  g_assert_cmpstr (fixture->activated, ==, "keep-mine");
}

static void
test_same (Fixture *fixture, gconstpointer is_conflict)
{
  g_autoptr (WeirDocument) same = read_flow (HERE);
  GtkWindow *window = weir_compare_window_present (fixture->parent,
                                                   fixture->session,
                                                   same,
                                                   "same.json",
                                                   FALSE);

  weir_test_present (window);
  g_assert_nonnull (
    weir_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "No Differences"));
  weir_test_save_picture (GTK_WIDGET (window), "compare-same");
  gtk_window_destroy (window);
}

static void
test_narrow (Fixture *fixture, gconstpointer is_conflict)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  weir_test_wait_for (gtk_widget_get_width (fixture->window) <= 420);
  weir_test_save_picture (fixture->window, "compare-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  weir_test_settle ();
  weir_test_save_picture (fixture->window, "compare-narrow-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 420);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  weir_test_load_style ("/io/github/weirflow/Weir/style.css");
  g_test_add_func ("/compare/lines", test_lines);
#define ADD(name, data, func) \
  g_test_add ("/compare/" name, Fixture, data, set_up, func, tear_down)
  ADD ("window", NULL, test_window);
  ADD ("swap", NULL, test_swap);
  ADD ("moves", NULL, test_moves);
  ADD ("follows", NULL, test_follows);
  ADD ("conflict", "", test_conflict);
  ADD ("same", NULL, test_same);
  ADD ("narrow", NULL, test_narrow);
#undef ADD
  return g_test_run ();
}
