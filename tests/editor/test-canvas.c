/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-canvas-proxy.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <stdlib.h>

/* The widget: what it paints, what it records anew, where it looks, and what a
 * screen reader is told. */

typedef struct
{
  WeirRegistry *registry;
  WeirDocument *document;
  WeirSession  *session;
  WeirCanvas   *canvas;
  GtkWindow    *window;
} Fixture;

/* @text: (nullable): a flow; the gallery of the golden pictures otherwise */
static Fixture *
fixture_new (const char *text)
{
  Fixture           *fixture = g_new0 (Fixture, 1);
  g_autofree char   *gallery = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    {
      g_autofree char *name = g_test_build_filename (G_TEST_DIST,
                                                     "editor",
                                                     "golden",
                                                     "gallery.json",
                                                     NULL);

      g_file_get_contents (name, &gallery, NULL, &error);
      g_assert_no_error (error);
      text = gallery;
    }
  bytes = g_bytes_new (text, strlen (text));
  fixture->registry = weir_registry_new (weir_node_table ());
  fixture->document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  fixture->session = weir_session_new (fixture->registry, fixture->document);
  weir_session_check (fixture->session);
  weir_session_set_flow (fixture->session, "t");
  fixture->canvas = WEIR_CANVAS (weir_canvas_new (fixture->session));
  fixture->window = weir_test_show (GTK_WIDGET (fixture->canvas), 1000, 640);
  weir_test_settle ();
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  WeirCanvas *canvas = g_object_ref (fixture->canvas);

  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  g_assert_finalize_object (canvas);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->document);
  weir_registry_unref (fixture->registry);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

typedef struct
{
  int     width, height;
  guchar *pixels;
} Picture;

static Picture
download (GdkTexture *texture)
{
  Picture picture = { gdk_texture_get_width (texture),
                      gdk_texture_get_height (texture),
                      NULL };

  picture.pixels = g_malloc ((gsize)picture.width * picture.height * 4);
  gdk_texture_download (texture, picture.pixels, (gsize)picture.width * 4);
  return picture;
}

static Picture
take_picture (Fixture *fixture)
{
  g_autoptr (GdkTexture) texture =
    weir_test_picture (GTK_WIDGET (fixture->canvas));

  return download (texture);
}

/* Returns: how many pixels differ in a channel by more than @limit of 255 */
static guint
count_differences (const Picture *a, const Picture *b, int limit)
{
  guint n = 0;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (gsize i = 0; i < (gsize)a->width * a->height; i++)
    {
      int worst = 0;

      for (guint k = 0; k < 4; k++)
        worst = MAX (worst, abs (a->pixels[i * 4 + k] - b->pixels[i * 4 + k]));
      n += worst > limit;
    }
  return n;
}

static void
assert_not_blank (const Picture *picture)
{
  guint n = 0;

  for (gsize i = 1; i < (gsize)picture->width * picture->height; i++)
    n += memcmp (picture->pixels, picture->pixels + i * 4, 4) != 0;
  g_assert_cmpuint (n, >, 1000);
}

/* Tiles must not be seen: at no zoom, wherever one looks, is there a seam. */
static void
test_seams (void)
{
  const double        zooms[] = { 1, 0.37, 0.83, 1.19, 2.71 };
  g_autoptr (Fixture) fixture = fixture_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      WeirView view = { g_test_rand_double_range (-100, 200),
                        g_test_rand_double_range (-50, 150),
                        zooms[i] };
      Picture  tiled, untiled;

      weir_canvas_set_view (fixture->canvas, &view);
      tiled = take_picture (fixture);
      fixture->canvas->untiled = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (fixture->canvas));
      untiled = take_picture (fixture);
      fixture->canvas->untiled = FALSE;

      assert_not_blank (&tiled);
      g_assert_cmpuint (count_differences (&tiled, &untiled, 255 * 5 / 100), ==, 0);
      g_free (tiled.pixels);
      g_free (untiled.pixels);
    }
}

/* What does not change is not recorded again. */
static void
test_tiles (void)
{
  g_autoptr (Fixture)   fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WeirTiles            *tiles = fixture->canvas->tiles;
  Picture               picture = take_picture (fixture);
  guint                 before = weir_tiles_get_n_recorded (tiles);

  g_free (picture.pixels);
  g_assert_cmpuint (before, >=, 4);
  gtk_widget_queue_draw (GTK_WIDGET (fixture->canvas));
  picture = take_picture (fixture);
  g_free (picture.pixels);
  g_assert_cmpuint (weir_tiles_get_n_recorded (tiles), ==, before);

  /* The first step takes its wires out of the tiles, the next costs none. */
  g_ptr_array_add (ids, (gpointer) "inj");
  weir_scene_preview_move (fixture->canvas->scene, ids, 5, 5);
  picture = take_picture (fixture);
  g_free (picture.pixels);
  g_assert_cmpuint (weir_tiles_get_n_recorded (tiles), >, before);
  g_assert_cmpuint (weir_tiles_get_n_recorded (tiles), <=, before + 4);
  before = weir_tiles_get_n_recorded (tiles);
  weir_scene_preview_move (fixture->canvas->scene, ids, 9, 9);
  picture = take_picture (fixture);
  g_free (picture.pixels);
  g_assert_cmpuint (weir_tiles_get_n_recorded (tiles), ==, before);
  weir_scene_preview_end (fixture->canvas->scene);
}

static void
test_lod (void)
{
  g_assert_cmpint (weir_canvas_choose_lod (1, 10), ==, WEIR_LOD_FULL);
  g_assert_cmpint (weir_canvas_choose_lod (0.45, 1000), ==, WEIR_LOD_FULL);
  g_assert_cmpint (weir_canvas_choose_lod (0.44, 10), ==, WEIR_LOD_SIMPLE);
  g_assert_cmpint (weir_canvas_choose_lod (4, 1001), ==, WEIR_LOD_SIMPLE);
  g_assert_cmpint (weir_canvas_choose_lod (0.39, 10), ==, WEIR_LOD_BLOCK);
  g_assert_cmpint (weir_canvas_choose_lod (4, 2001), ==, WEIR_LOD_BLOCK);
}

static void
count_zoom_cb (guint *n)
{
  (*n)++;
}

static void
test_view (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL);
  WeirCanvas         *canvas = fixture->canvas;
  WeirPoint           kept;
  WeirRect            visible;
  guint               n_told = 0;

  g_signal_connect_swapped (canvas, /* lint: allow: ends with it */
                            "notify::zoom",
                            G_CALLBACK (count_zoom_cb),
                            &n_told);
  g_assert_cmpfloat (weir_canvas_get_zoom (canvas), ==, 1);
  weir_canvas_zoom_in (canvas);
  g_assert_cmpfloat_with_epsilon (weir_canvas_get_zoom (canvas), 1.189207, 1e-5);
  weir_canvas_zoom_out (canvas);
  g_assert_cmpfloat_with_epsilon (weir_canvas_get_zoom (canvas), 1, 1e-9);
  g_assert_cmpuint (n_told, ==, 2);

  /* From between two steps to the next one. */
  weir_canvas_zoom_at (canvas, 1.1, 0, 0);
  weir_canvas_zoom_out (canvas);
  g_assert_cmpfloat_with_epsilon (weir_canvas_get_zoom (canvas), 1, 1e-9);

  kept = weir_canvas_to_flow (canvas, 300, 200);
  weir_canvas_zoom_at (canvas, 2, 300, 200);
  g_assert_cmpfloat_with_epsilon (weir_canvas_to_flow (canvas, 300, 200).x,
                                  kept.x,
                                  0.5);

  weir_canvas_zoom_to_fit (canvas);
  visible = weir_canvas_get_visible (canvas);
  g_assert_true (
    weir_rect_contains_rect (visible, weir_scene_get_bounds (canvas->scene)));
  for (guint i = 0; i < 100; i++)
    weir_canvas_zoom_out (canvas);
  g_assert_cmpfloat (weir_canvas_get_zoom (canvas), ==, WEIR_VIEW_MIN_ZOOM);

  weir_canvas_zoom_reset (canvas);
  weir_canvas_pan (canvas, 5000, 5000);
  weir_canvas_reveal (canvas, "inj");
  g_assert_true (
    weir_rect_contains_rect (weir_canvas_get_visible (canvas),
                             weir_scene_lookup (canvas->scene, "inj")->box));
  g_assert_cmpstr (canvas->flash, ==, "inj");
}

/* Each flow is seen as it was left. */
static void
test_remembers (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL);
  WeirView            view = { 120, 80, 1.5 };

  weir_canvas_set_view (fixture->canvas, &view);
  view = fixture->canvas->view;
  weir_session_set_flow (fixture->session, "t2");
  weir_test_settle ();
  g_assert_cmpfloat (weir_canvas_get_zoom (fixture->canvas), ==, 1);
  weir_session_set_flow (fixture->session, "t");
  weir_test_settle ();
  g_assert_cmpfloat (fixture->canvas->view.zoom, ==, view.zoom);
  g_assert_cmpfloat (fixture->canvas->view.ox, ==, view.ox);
  g_assert_cmpfloat (fixture->canvas->view.oy, ==, view.oy);
}

static void
test_scrollbars (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL);
  WeirCanvas         *canvas = fixture->canvas;
  double              before = canvas->view.ox;

  weir_canvas_zoom_at (canvas, 2, 0, 0);
  weir_test_settle ();
  g_assert_true (gtk_widget_get_visible (canvas->scrollbars[0]));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (
                                    canvas->adjustments[0]),
                                  canvas->view.ox * 2,
                                  1e-6);
  before = canvas->view.ox;
  gtk_adjustment_set_value (canvas->adjustments[0],
                            gtk_adjustment_get_value (canvas->adjustments[0]) +
                              100);
  g_assert_cmpfloat_with_epsilon (canvas->view.ox, before + 50, 1e-6);
  weir_canvas_zoom_to_fit (canvas);
  weir_test_settle ();
  g_assert_false (gtk_widget_get_visible (canvas->scrollbars[0]));
}

/* Preferences show at once. */
static void
test_settings (void)
{
  g_autoptr (Fixture)   fixture = fixture_new (NULL);
  g_autoptr (GSettings) settings =
    g_settings_new ("io.github.weirflow.Weir.canvas");
  Picture with, without;

  with = take_picture (fixture);
  g_settings_set_boolean (settings, "show-grid", FALSE);
  g_settings_set_int (settings, "grid-size", 35);
  without = take_picture (fixture);
  g_assert_cmpuint (count_differences (&with, &without, 2), >, 1000);
  g_assert_cmpint (fixture->canvas->options.grid_size, ==, 35);
  g_settings_reset (settings, "show-grid");
  g_settings_reset (settings, "grid-size");
  g_free (with.pixels);
  g_free (without.pixels);
}

/* Texts on nodes can be read, whatever colour the file gives them. */
static void
test_contrast (void)
{
  for (guint i = 0; i < 500; i++)
    {
      GdkRGBA fill = { g_test_rand_double (),
                       g_test_rand_double (),
                       g_test_rand_double (),
                       1 };
      GdkRGBA text = weir_canvas_theme_text_on (&fill);

      g_assert_cmpfloat (weir_canvas_theme_contrast (&fill, &text), >=, 4.5);
    }
}

static WeirCanvasProxy *
get_proxy (Fixture *fixture, const char *id)
{
  g_autoptr (GPtrArray) proxies =
    weir_test_find_all (GTK_WIDGET (fixture->canvas), WEIR_TYPE_CANVAS_PROXY);

  for (guint i = 0; i < proxies->len; i++)
    if (g_str_equal (weir_canvas_proxy_get_id (proxies->pdata[i]), id))
      return proxies->pdata[i];
  return NULL;
}

static void
test_proxies (void)
{
  g_autoptr (Fixture) fixture = NULL;
  WeirSelection      *selection;
  WeirCanvasProxy    *proxy;
  GtkAccessible      *canvas;

  g_setenv ("WEIR_A11Y", "all", TRUE);
  fixture = fixture_new (NULL);
  g_unsetenv ("WEIR_A11Y");
  selection = weir_session_get_selection (fixture->session);
  canvas = GTK_ACCESSIBLE (fixture->canvas);
  weir_test_wait_for (get_proxy (fixture, "inj") != NULL);

  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (canvas,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Flow canvas");
  proxy = get_proxy (fixture, "out");
  g_assert_nonnull (proxy);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (proxy),
                                   GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (proxy),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "websocket out, answers");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (proxy),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 wires in; in group Echo");
  g_assert_true (
    gtk_test_accessible_has_relation (GTK_ACCESSIBLE (get_proxy (fixture, "inj")),
                                      GTK_ACCESSIBLE_RELATION_FLOW_TO));

  /* The selection is told, and the focus is where the keyboard goes. */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  weir_selection_set (selection, "out");
  weir_test_wait_for (gtk_widget_has_focus (GTK_WIDGET (proxy)));
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (proxy),
                                                GTK_ACCESSIBLE_STATE_SELECTED));
  weir_selection_set (selection, "inj");
  weir_test_wait_for (
    gtk_widget_has_focus (GTK_WIDGET (get_proxy (fixture, "inj"))));
}

/* Without a screen reader there is only the one with the focus. */
static void
test_few_proxies (void)
{
  g_autoptr (Fixture)   fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) none =
    weir_test_find_all (GTK_WIDGET (fixture->canvas), WEIR_TYPE_CANVAS_PROXY);
  g_autoptr (GPtrArray) one = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  weir_selection_set (weir_session_get_selection (fixture->session), "fn");
  weir_test_wait_for (get_proxy (fixture, "fn") != NULL);
  one = weir_test_find_all (GTK_WIDGET (fixture->canvas), WEIR_TYPE_CANVAS_PROXY);
  g_assert_cmpuint (one->len, ==, 1);
}

/* A flow that runs: its wires shine, its nodes say how they are, and nothing
 * moves where people want no animations. */
static void
test_live (void)
{
  g_autoptr (Fixture) fixture = fixture_new (
    "[{\"id\":\"t\",\"type\":\"tab\"},"
    "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"i\",\"props\":[{"
    "\"p\":"
    "\"payload\"}],\"repeat\":\"0.02\",\"payload\":\"\",\"payloadType\":"
    "\"date\",\"x\":100,"
    "\"y\":100,\"wires\":[[\"d\"]]},"
    "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"d\",\"active\":"
    "true,"
    "\"tostatus\":true,\"complete\":\"payload\",\"targetType\":\"msg\","
    "\"statusVal\":"
    "\"payload\",\"statusType\":\"auto\",\"x\":400,\"y\":100,\"wires\":[]}]");
  WeirCanvas      *canvas = fixture->canvas;
  WeirRunSettings *settings =
    weir_run_settings_copy (weir_session_get_run_settings (fixture->session));
  WeirSceneItem *debug = weir_scene_lookup (canvas->scene, "d");

  settings->port = 0;
  weir_session_set_run_settings (fixture->session, settings);
  g_assert_false (debug->flags & WEIR_SCENE_ITEM_HAS_STATUS);
  weir_session_run (fixture->session);
  weir_test_wait_for (debug->flags & WEIR_SCENE_ITEM_HAS_STATUS);
  weir_test_wait_for (g_hash_table_size (canvas->glows) == 1);
  weir_test_wait_for (debug->face != NULL &&
                      ((WeirFace *)debug->face)->status != NULL);
  g_assert_cmpuint (canvas->tick_id, ==, 0);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  weir_test_wait_for (canvas->tick_id != 0);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  weir_test_wait_for (canvas->tick_id == 0);

  weir_session_stop (fixture->session);
  weir_test_wait_for (!(debug->flags & WEIR_SCENE_ITEM_HAS_STATUS));
  weir_test_wait_for (g_hash_table_size (canvas->glows) == 0);
}

/* Files hold anything; the canvas shows it, or nothing, and does not fall. */
static void
test_odd (void)
{
  g_autoptr (Fixture) fixture =
    fixture_new ("[{\"id\":\"t\",\"type\":\"tab\"},"
                 "{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"x\":1e308,"
                 "\"y\":-1e308,\"wires\":[[\"b\","
                 "\"a\"]]},"
                 "{\"id\":\"b\",\"type\":\"\",\"z\":\"t\",\"x\":\"7\",\"y\":"
                 "null,\"outputs\":1e9,\"wires\":7},"
                 "{\"id\":\"c\",\"type\":\"debug\",\"z\":\"t\",\"x\":0,\"y\":0,"
                 "\"name\":\"\\u0000\\n\\t\",\"wires\":"
                 "[null]},"
                 "{\"id\":\"g\",\"type\":\"group\",\"z\":\"t\",\"x\":0,\"y\":0,"
                 "\"w\":1e300,\"h\":-5,\"style\":7}]");
  Picture picture = take_picture (fixture);

  g_assert_cmpuint (weir_scene_get_n_items (fixture->canvas->scene), ==, 4);
  g_free (picture.pixels);
  weir_canvas_zoom_to_fit (fixture->canvas);
  picture = take_picture (fixture);
  g_free (picture.pixels);
}

/* Pictures */

static gboolean
is_pinned (Fixture *fixture)
{
  PangoContext *pango =
    gtk_widget_get_pango_context (GTK_WIDGET (fixture->canvas));
  g_autoptr (PangoFont) font =
    pango_context_load_font (pango, pango_context_get_font_description (pango));
  g_autoptr (PangoFontDescription) found = pango_font_describe (font);

  return gtk_get_major_version () == 4 && gtk_get_minor_version () == 8 &&
         g_str_equal (pango_font_description_get_family (found), "Cantarell");
}

/* Compares with tests/editor/golden/NAME.png; WEIR_UPDATE_GOLDEN=1 writes it. */
static void
assert_golden (Fixture *fixture, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "editor", "golden", file, NULL);
  g_autoptr (GdkTexture) golden = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  Picture                ours, theirs;

  texture = weir_test_picture (GTK_WIDGET (fixture->canvas));
  weir_test_save_picture (GTK_WIDGET (fixture->canvas), name);
  if (g_strcmp0 (g_getenv ("WEIR_UPDATE_GOLDEN"), "1") == 0)
    g_assert_true (gdk_texture_save_to_png (texture, path));
  golden = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);

  ours = download (texture);
  theirs = download (golden);
  g_assert_cmpuint (count_differences (&ours, &theirs, 255 * 8 / 100),
                    <=,
                    (guint)(ours.width * ours.height / 2000));
  g_free (ours.pixels);
  g_free (theirs.pixels);
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  weir_test_settle ();
}

static void
test_golden (void)
{
  g_autoptr (Fixture)    fixture = fixture_new (NULL);
  g_autoptr (WeirWireId) wire = weir_wire_id_new ("inj", 0, "dbg");
  WeirSelection *selection = weir_session_get_selection (fixture->session);
  WeirView       view = { 20, 20, 1 };

  if (!is_pinned (fixture))
    {
      g_test_skip ("the golden pictures are of GTK 4.8 with Cantarell");
      return;
    }
  set_dark (FALSE);
  weir_canvas_set_view (fixture->canvas, &view);
  assert_golden (fixture, "canvas-light");
  set_dark (TRUE);
  assert_golden (fixture, "canvas-dark");
  set_dark (FALSE);

  weir_selection_add (selection, "fn");
  weir_selection_add (selection, "j");
  weir_selection_add (selection, "g2");
  weir_selection_add_wire (selection, wire);
  fixture->canvas->overlay.has_lasso = TRUE;
  fixture->canvas->overlay.lasso = (WeirRect){ 300, 380, 300, 130 };
  fixture->canvas->overlay.splice = weir_wire_id_new ("in", 0, "fn");
  fixture->canvas->overlay.has_ghost = TRUE;
  fixture->canvas->overlay.ghost = (WeirRect){ 700, 500, 120, 30 };
  fixture->canvas->overlay.ghost_label = g_strdup ("debug");
  fixture->canvas->overlay.n_guides = 1;
  fixture->canvas->overlay.guides[0] = (WeirGuide){ TRUE, 700, 400, 540 };
  weir_canvas_queue_overlay (fixture->canvas);
  assert_golden (fixture, "canvas-gesture");
  weir_overlay_clear (&fixture->canvas->overlay);
  weir_selection_clear (selection);

  view.zoom = 0.42;
  weir_canvas_set_view (fixture->canvas, &view);
  assert_golden (fixture, "canvas-simple");
  view.zoom = 0.25;
  weir_canvas_set_view (fixture->canvas, &view);
  assert_golden (fixture, "canvas-block");
}

int
main (int argc, char *argv[])
{
  weir_test_gtk_init (&argc, &argv);

  g_test_add_func ("/editor/canvas/seams", test_seams);
  g_test_add_func ("/editor/canvas/tiles", test_tiles);
  g_test_add_func ("/editor/canvas/lod", test_lod);
  g_test_add_func ("/editor/canvas/view", test_view);
  g_test_add_func ("/editor/canvas/remembers", test_remembers);
  g_test_add_func ("/editor/canvas/scrollbars", test_scrollbars);
  g_test_add_func ("/editor/canvas/settings", test_settings);
  g_test_add_func ("/editor/canvas/contrast", test_contrast);
  g_test_add_func ("/editor/canvas/proxies", test_proxies);
  g_test_add_func ("/editor/canvas/few-proxies", test_few_proxies);
  g_test_add_func ("/editor/canvas/live", test_live);
  g_test_add_func ("/editor/canvas/odd", test_odd);
  g_test_add_func ("/editor/canvas/golden", test_golden);

  return g_test_run ();
}
