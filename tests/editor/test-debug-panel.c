/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-debug.h"
#include "weir-test-gtk.h"

#include "editor/panels/weir-debug-panel.h"
#include "editor/panels/weir-debug-row-view.h"
#include "editor/panels/weir-value-view.h"
#include "editor/weir-resources.h"
#include "nodes/weir-node-table.h"

/* The debug panel over the log of a session, filled by hand. */

typedef struct
{
  WeirSession  *session;
  WeirDebugLog *log;
  GtkWidget    *panel; /* borrowed */
  GtkWidget    *list;  /* borrowed */
  GtkWindow    *window;
} Fixture;

static const char flow[] =
  "[{\"id\":\"flow\",\"type\":\"tab\",\"label\":\"Flow\"},"
  "{\"id\":\"n\",\"type\":\"debug\",\"z\":\"flow\",\"name\":\"Temperatures\","
  "\"x\":300,\"y\":100,\"wires\":[]},"
  "{\"id\":\"m\",\"type\":\"debug\",\"z\":\"flow\",\"name\":\"\",\"x\":300,"
  "\"y\":200,\"wires\":[]}]";

static void
set_up_sized (Fixture *fixture, int width, int height)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (flow, sizeof flow - 1);
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  g_assert_no_error (error);
  fixture->session = weir_session_new (registry, document);
  fixture->log =
    weir_live_get_debug_log (weir_session_get_live (fixture->session));
  fixture->panel = weir_debug_panel_new (fixture->session);
  fixture->window = weir_test_show (fixture->panel, width, height);
  fixture->list = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_sized (fixture, 400, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_assert_finalize_object (fixture->session);
}

/* Rows */

static GtkWidget *
get_list (Fixture *fixture)
{
  if (fixture->list == NULL)
    fixture->list = weir_test_get (fixture->panel, GTK_TYPE_LIST_VIEW, NULL);
  return fixture->list;
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (
    gtk_list_view_get_model (GTK_LIST_VIEW (get_list (fixture))));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (get_rows (fixture));
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_list (fixture)));
}

static gboolean
is_at_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  return gtk_adjustment_get_value (adjustment) >=
         gtk_adjustment_get_upper (adjustment) -
           gtk_adjustment_get_page_size (adjustment) - 1;
}

/* Returns: whether the newest row is drawn, at the bottom */
static gboolean
shows_newest (Fixture *fixture)
{
  g_autoptr (GPtrArray) views =
    weir_test_find_all (fixture->panel, WEIR_TYPE_DEBUG_ROW_VIEW);
  g_autoptr (WeirDebugRow) newest =
    g_list_model_get_item (get_rows (fixture), count_rows (fixture) - 1);
  graphene_rect_t bounds;
  int             height = gtk_widget_get_height (get_list (fixture));

  for (guint i = 0; i < views->len; i++)
    if (weir_debug_row_view_get_row (views->pdata[i]) == newest &&
        gtk_widget_compute_bounds (views->pdata[i], get_list (fixture), &bounds))
      return bounds.origin.y + bounds.size.height <= (float)height + 2 &&
             bounds.origin.y >= 0;
  return FALSE;
}

/* Returns: whether the empty state of that title is what is seen */
static gboolean
shows_page (Fixture *fixture, const char *title)
{
  return gtk_widget_get_mapped (
    weir_test_get (fixture->panel, ADW_TYPE_STATUS_PAGE, title));
}

static gboolean
has_button (Fixture *fixture, const char *label)
{
  return weir_test_find (fixture->panel, GTK_TYPE_BUTTON, label) != NULL;
}

static guint
get_badge (Fixture *fixture)
{
  guint badge;

  g_object_get (fixture->panel, "badge", &badge, NULL);
  return badge;
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->panel, action, NULL));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  WeirDocument *document = weir_session_get_document (fixture->session);
  guint         n = weir_document_get_n_elements (document);

  g_assert_true (shows_page (fixture, "Nothing Yet"));
  g_assert_true (has_button (fixture, "_Run"));
  weir_session_set_flow (fixture->session, "flow");
  weir_test_activate (
    weir_test_get (fixture->panel, GTK_TYPE_BUTTON, "_Add Debug Node"));
  g_assert_cmpuint (weir_document_get_n_elements (document), ==, n + 1);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      test_append_numbers (fixture->log, i * 10, 10);
      weir_test_wait_for (count_rows (fixture) == (i + 1) * 10 &&
                          is_at_end (fixture) && shows_newest (fixture));
    }
  g_assert_cmpuint (get_badge (fixture), ==, 0);
}

static double
get_from_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  return gtk_adjustment_get_upper (adjustment) -
         gtk_adjustment_get_value (adjustment);
}

/* Looking further up, the list stands still, whatever comes and goes: what is
 * seen is so many rows further from the end, and nearer to the start. */
static void
test_stand_still (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;
  double         height;
  double         from_end;

  weir_debug_log_set_limits (fixture->log, 500, G_MAXSIZE);
  test_append_numbers (fixture->log, 0, 500);
  adjustment = get_adjustment (fixture);
  weir_test_wait_for (is_at_end (fixture) && shows_newest (fixture));
  height = gtk_adjustment_get_upper (adjustment) / 500;
  gtk_adjustment_set_value (adjustment, height * 250);
  from_end = get_from_end (fixture);
  for (guint i = 0; i < 10; i++)
    {
      test_append_numbers (fixture->log, i * 10, 10);
      from_end += height * 10;
      weir_test_wait_for (ABS (get_from_end (fixture) - from_end) < height);
    }
  g_assert_false (is_at_end (fixture));
  g_assert_cmpuint (get_badge (fixture), ==, 100);
  weir_test_activate (
    weir_test_get (fixture->panel, GTK_TYPE_BUTTON, "↓ 100 new"));
  weir_test_wait_for (is_at_end (fixture) && shows_newest (fixture));
  g_assert_cmpuint (get_badge (fixture), ==, 0);
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "100 older messages were removed");
}

static void
test_pause (Fixture *fixture, gconstpointer data)
{
  test_append_numbers (fixture->log, 0, 30);
  weir_test_wait_for (is_at_end (fixture));
  g_assert_true (weir_test_press_key (get_list (fixture), GDK_KEY_space, 0));
  test_append_numbers (fixture->log, 30, 12);
  weir_test_settle ();
  g_assert_cmpuint (count_rows (fixture), ==, 30);
  g_assert_true (has_button (fixture, "Paused · 12 new"));
  g_assert_cmpuint (get_badge (fixture), ==, 12);
  g_assert_true (weir_test_press_key (get_list (fixture), GDK_KEY_space, 0));
  weir_test_wait_for (count_rows (fixture) == 42 && shows_newest (fixture));
  g_assert_cmpuint (get_badge (fixture), ==, 0);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = weir_test_get (fixture->panel, GTK_TYPE_SEARCH_ENTRY, NULL);
  int        position = 1;

  test_append_numbers (fixture->log, 0, 100);
  weir_test_wait_for (count_rows (fixture) == 100);
  gtk_editable_set_text (GTK_EDITABLE (search), "/^7.$/");
  weir_test_wait_for (count_rows (fixture) == 10);
  gtk_editable_insert_text (GTK_EDITABLE (search), "(", 1, &position);
  weir_test_wait_for (gtk_widget_has_css_class (search, "error"));
  g_assert_cmpuint (count_rows (fixture), ==, 10);
  gtk_editable_set_text (GTK_EDITABLE (search), "nowhere");
  weir_test_wait_for (shows_page (fixture, "No Matches"));
  g_assert_cmpstr (
    adw_status_page_get_description (ADW_STATUS_PAGE (
      weir_test_get (fixture->panel, ADW_TYPE_STATUS_PAGE, "No Matches"))),
    ==,
    "100 messages are hidden by the filter.");
  weir_test_activate (
    weir_test_get (fixture->panel, GTK_TYPE_BUTTON, "_Clear Filter"));
  weir_test_wait_for (count_rows (fixture) == 100);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  test_append_numbers (fixture->log, 0, 10);
  weir_test_wait_for (count_rows (fixture) == 10);
  activate (fixture, "debug.clear");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 0);
  g_assert_true (shows_page (fixture, "Nothing Yet"));
  test_append_numbers (fixture->log, 0, 10);
  activate (fixture, "debug.clear-shown");
  g_assert_true (shows_page (fixture, "No Matches"));
}

static void
select_row (Fixture *fixture, guint position)
{
  gtk_selection_model_select_item (gtk_list_view_get_model (
                                     GTK_LIST_VIEW (get_list (fixture))),
                                   position,
                                   TRUE);
  weir_test_settle ();
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  WeirRecord *record = test_new_debug ("m", 5, "payload", "1");

  record->session = g_strdup ("c1");
  test_append_numbers (fixture->log, 0, 5);
  test_append (fixture->log, record);
  test_append (fixture->log, test_new_log ("n", 6, WEIR_LOG_LEVEL_WARN, "low"));
  weir_session_show_client (fixture->session, "c1");
  weir_test_wait_for (count_rows (fixture) == 1);
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "Only from client c1");
  activate (fixture, "debug.all-clients");
  weir_test_wait_for (count_rows (fixture) == 7);
  select_row (fixture, 0);
  activate (fixture, "debug.hide-node");
  weir_test_wait_for (count_rows (fixture) == 1);
  activate (fixture, "debug.clear-filter");
  weir_test_wait_for (count_rows (fixture) == 7);
  select_row (fixture, 0);
  activate (fixture, "debug.only-node");
  weir_test_wait_for (count_rows (fixture) == 6);
}

static void
test_detail (Fixture *fixture, gconstpointer data)
{
  test_append (fixture->log, test_new_debug ("n", 0, "payload", "{\"a\":[1,2]}"));
  test_append_numbers (fixture->log, 0, 5);
  weir_test_settle ();
  g_assert_null (weir_test_find (fixture->panel, WEIR_TYPE_VALUE_VIEW, NULL));
  select_row (fixture, 0);
  weir_test_get (fixture->panel, WEIR_TYPE_VALUE_VIEW, NULL);
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "msg.payload");
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "array[2]");

  /* Enter hides and shows it. */
  g_signal_emit_by_name (get_list (fixture), "activate", 0);
  g_assert_null (weir_test_find (fixture->panel, WEIR_TYPE_VALUE_VIEW, NULL));
  g_signal_emit_by_name (get_list (fixture), "activate", 0);
  weir_test_get (fixture->panel, WEIR_TYPE_VALUE_VIEW, NULL);

  /* What made place for newer rows can still be looked at. */
  weir_debug_log_set_limits (fixture->log, 3, G_MAXSIZE);
  weir_test_settle ();
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "array[2]");
  activate (fixture, "debug.clear");
}

static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  WeirSelection *selection = weir_session_get_selection (fixture->session);

  test_append_numbers (fixture->log, 0, 3);
  weir_test_settle ();
  select_row (fixture, 1);
  activate (fixture, "debug.reveal");
  g_assert_true (weir_selection_contains (selection, "n"));
}

/* A row says all it shows to those who can't see it. */
static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) views = NULL;

  test_append_numbers (fixture->log, 7, 1);
  weir_test_wait_for (shows_newest (fixture));
  g_object_unref (weir_test_picture (GTK_WIDGET (fixture->window)));
  views = weir_test_find_all (fixture->panel, WEIR_TYPE_DEBUG_ROW_VIEW);
  g_assert_cmpuint (views->len, ==, 1);
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (views->pdata[0]),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Temperatures, msg.payload : number, 7, 12:00:00.007");
}

/* What the preferences say counts at once. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (WEIR_APP_ID ".debug");

  test_append_numbers (fixture->log, 0, 300);
  g_settings_set_int (settings, "max-rows", 120);
  weir_test_wait_for (count_rows (fixture) == 120);
  g_settings_reset (settings, "max-rows");
}

/* Pictures, for people to look at. */
static void
fill_for_picture (Fixture *fixture)
{
  WeirRecord *record =
    test_new_debug ("n",
                    3,
                    "payload",
                    "{\"room\":\"kitchen\",\"temperature\":21.5,\"at\":"
                    "1777636800000,\"ok\":true,\"tags\":[\"a\",\"b\"],"
                    "\"none\":null,\"history\":[1,2,3,4,5,6,7,8,9,10,11,12]}");

  record->topic = weir_value_new_string ("sensors/kitchen");
  record->session = g_strdup ("5f3a9c0b1d2e4f60");
  test_append_numbers (fixture->log, 0, 3);
  test_append (fixture->log, record);
  test_append (fixture->log,
               test_new_log ("m",
                             8,
                             WEIR_LOG_LEVEL_WARN,
                             "The queue of 192.0.2.7 is half full; the client "
                             "reads more slowly than messages arrive"));
  test_append (fixture->log,
               test_new_log ("n",
                             1250,
                             WEIR_LOG_LEVEL_ERROR,
                             "TypeError: Cannot read properties of undefined"));
  test_append (fixture->log,
               test_new_log (NULL, 1300, WEIR_LOG_LEVEL_INFO, "Started flows"));
  test_append (
    fixture->log,
    test_new_debug ("m", 2300, "", "{\"payload\":\"Hello\",\"_msgid\":\"1\"}"));
}

static void
take_pictures (Fixture *fixture, const char *suffix)
{
  static const char *const pages[] = { "text", "hex", "base64", "tree" };
  GtkWidget               *window = GTK_WIDGET (fixture->window);
  g_autofree char         *empty = g_strconcat ("debug-empty-", suffix, NULL);
  g_autofree char         *rows = g_strconcat ("debug-rows-", suffix, NULL);
  g_autofree char *no_match = g_strconcat ("debug-no-match-", suffix, NULL);
  g_autofree char *paused = g_strconcat ("debug-paused-", suffix, NULL);
  g_autofree char *wrapped = g_strconcat ("debug-wrapped-", suffix, NULL);

  weir_test_save_picture (window, empty);
  fill_for_picture (fixture);
  weir_test_settle ();
  weir_test_save_picture (window, rows);
  select_row (fixture, 3);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strdup_printf ("debug-%s-%s", pages[i], suffix);

      gtk_stack_set_visible_child_name (
        GTK_STACK (
          weir_test_get (weir_test_get (fixture->panel, WEIR_TYPE_VALUE_VIEW, NULL),
                         GTK_TYPE_STACK,
                         NULL)),
        pages[i]);
      weir_test_settle ();
      weir_test_save_picture (window, name);
    }
  weir_debug_log_set_limits (fixture->log, 200, G_MAXSIZE);
  test_append_numbers (fixture->log, 0, 300);
  activate (fixture, "debug.pause");
  test_append_numbers (fixture->log, 0, 312);
  weir_session_show_client (fixture->session, "5f3a9c0b1d2e4f60");
  activate (fixture, "debug.all-clients");
  weir_test_settle ();
  weir_test_save_picture (window, paused);
  activate (fixture, "debug.pause");
  activate (fixture, "debug.clear");
  fill_for_picture (fixture);
  activate (fixture, "debug.wrap-lines");
  weir_test_settle ();
  weir_test_save_picture (window, wrapped);
  activate (fixture, "debug.wrap-lines");
  weir_session_show_client (fixture->session, "none");
  weir_test_settle ();
  weir_test_save_picture (window, no_match);
}

static void
test_pictures (gconstpointer data)
{
  static const int widths[] = { 280, 720 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths); i++)
    {
      Fixture          fixture = { NULL };
      gboolean         dark = i % 2 == 1;
      g_autofree char *suffix =
        g_strdup_printf ("%d-%s", widths[i / 2], dark ? "dark" : "light");

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      set_up_sized (&fixture, widths[i / 2], 640);
      g_assert_cmpint (gtk_widget_get_width (fixture.panel), <=, widths[i / 2]);
      take_pictures (&fixture, suffix);
      tear_down (&fixture, NULL);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/editor/debug-panel/empty", test_empty },
    { "/editor/debug-panel/follow", test_follow },
    { "/editor/debug-panel/stand-still", test_stand_still },
    { "/editor/debug-panel/pause", test_pause },
    { "/editor/debug-panel/search", test_search },
    { "/editor/debug-panel/clear", test_clear },
    { "/editor/debug-panel/filters", test_filters },
    { "/editor/debug-panel/detail", test_detail },
    { "/editor/debug-panel/reveal", test_reveal },
    { "/editor/debug-panel/accessible", test_accessible },
    { "/editor/debug-panel/settings", test_settings },
  };
  g_autoptr (GtkCssProvider) css = NULL;

  weir_test_gtk_init (&argc, &argv);
  weir_resources_register ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/io/github/weirflow/Weir/style.css");
  gtk_style_context_add_provider_for_display (
    gdk_display_get_default (),
    GTK_STYLE_PROVIDER (css),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (
                                      gdk_display_get_default ()),
                                    "/io/github/weirflow/Weir/icons");
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_data_func ("/editor/debug-panel/pictures", NULL, test_pictures);
  return g_test_run ();
}
