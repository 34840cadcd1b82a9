/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/canvas/weir-scene.h"
#include "nodes/weir-node-table.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The view model, without a display: only a font map to measure with. */

typedef struct
{
  WeirRegistry *registry;
  WeirDocument *document;
  WeirSession  *session;
  PangoContext *pango;
  WeirScene    *scene;
  guint         n_changed; /* how often the scene spoke */
  guint         changes;
  GPtrArray    *ids; /* of the last time; (nullable) */
  guint         n_damage;
} Fixture;

static void
changed_cb (Fixture *fixture, guint changes, GPtrArray *ids)
{
  fixture->n_changed++;
  fixture->changes = changes;
  fixture->n_damage = weir_scene_get_damage (fixture->scene)->len;
  g_clear_pointer (&fixture->ids, g_ptr_array_unref);
  if (ids != NULL)
    fixture->ids = g_ptr_array_ref (ids);
}

static PangoContext *
make_pango (void)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *pango = pango_font_map_create_context (map);

  g_object_unref (map);
  return pango;
}

static Fixture *
fixture_new (const char *text)
{
  Fixture           *fixture = g_new0 (Fixture, 1);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  fixture->registry = weir_registry_new (weir_node_table ());
  fixture->document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  fixture->session = weir_session_new (fixture->registry, fixture->document);
  fixture->pango = make_pango ();
  fixture->scene = weir_scene_new (fixture->session, fixture->pango);
  g_signal_connect_swapped (fixture->scene, /* lint: allow: freed together */
                            "changed",
                            G_CALLBACK (changed_cb),
                            fixture);
  weir_scene_set_flow (fixture->scene, "t");
  weir_scene_flush (fixture->scene);
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  g_assert_finalize_object (fixture->scene);
  g_object_unref (fixture->session);
  g_object_unref (fixture->document);
  g_object_unref (fixture->pango);
  weir_registry_unref (fixture->registry);
  g_clear_pointer (&fixture->ids, g_ptr_array_unref);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* @edit: (transfer full) */
static void
apply (Fixture *fixture, WeirEdit *edit)
{
  g_assert_true (weir_session_apply (fixture->session, "test", edit));
  weir_scene_flush (fixture->scene);
}

static WeirSceneItem *
get (Fixture *fixture, const char *id)
{
  WeirSceneItem *item = weir_scene_lookup (fixture->scene, id);

  g_assert_nonnull (item);
  return item;
}

static void
assert_box (const WeirSceneItem *item, double x, double y, double w, double h)
{
  g_assert_cmpfloat_with_epsilon (item->box.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (item->box.y, y, 1e-9);
  g_assert_cmpfloat_with_epsilon (item->box.width, w, 1e-9);
  g_assert_cmpfloat_with_epsilon (item->box.height, h, 1e-9);
}

static gboolean
told (Fixture *fixture, const char *id)
{
  return fixture->ids != NULL &&
         g_ptr_array_find_with_equal_func (fixture->ids, id, g_str_equal, NULL);
}

#define TAB "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"One\"}"

static void
test_sizes (void)
{
  g_autoptr (Fixture) fixture = fixture_new (
    "[" TAB
    ",{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"x\":200,"
    "\"y\":100,\"wires\":[[]]},"
    "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"a long name that "
    "needs "
    "room\",\"x\":400,\"y\":100,\"wires\":[]},"
    "{\"id\":\"c\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"two\\\\n "
    "lines\",\"x\":400,"
    "\"y\":200,\"wires\":[]},"
    "{\"id\":\"d\",\"type\":\"link "
    "in\",\"z\":\"t\",\"name\":\"in\",\"x\":55,\"y\":60,"
    "\"wires\":[[]]},"
    "{\"id\":\"e\",\"type\":\"switch\",\"z\":\"t\",\"name\":\"s\",\"outputs\":"
    "4,\"x\":600,"
    "\"y\":300,\"wires\":[[],[],[],[]]},"
    "{\"id\":\"j\",\"type\":\"junction\",\"z\":\"t\",\"x\":700,\"y\":300,"
    "\"wires\":[[]]},"
    "{\"id\":\"g\",\"type\":\"group\",\"z\":\"t\",\"name\":\"G\",\"x\":10,"
    "\"y\":20,\"w\":300,"
    "\"h\":90,\"nodes\":[]}]");
  WeirSceneItem *b = get (fixture, "b");

  g_assert_cmpuint (weir_scene_get_n_items (fixture->scene), ==, 7);
  assert_box (get (fixture, "a"), 150, 85, 100, 30);
  g_assert_cmpfloat (b->box.width, >, 160);
  g_assert_cmpfloat (fmod (b->box.width, 20), ==, 0);
  g_assert_cmpfloat_with_epsilon (b->box.x + b->box.width / 2, 400, 1e-9);
  g_assert_cmpfloat (get (fixture, "c")->box.height, ==, 54);
  g_assert_cmpstr (get (fixture, "c")->label, ==, "two\nlines");
  assert_box (get (fixture, "d"), 40, 45, 30, 30);
  g_assert_true (get (fixture, "d")->flags & WEIR_SCENE_ITEM_LABEL_HIDDEN);
  assert_box (get (fixture, "e"), 550, 270, 100, 60);
  g_assert_true (get (fixture, "e")->flags & WEIR_SCENE_ITEM_UNKNOWN);
  assert_box (get (fixture, "j"), 695, 295, 10, 10);
  assert_box (get (fixture, "g"), 10, 20, 300, 90);
  g_assert_true (b->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT);
  g_assert_true (b->flags & WEIR_SCENE_ITEM_BUTTON_ON);
  g_assert_false (get (fixture, "a")->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT);

  /* Groups lie below nodes, which keep the order of the file. */
  g_assert_cmpuint (get (fixture, "g")->order, ==, 0);
  g_assert_cmpuint (get (fixture, "a")->order, ==, 1);
}

static void
test_ports (void)
{
  g_autoptr (Fixture) fixture = fixture_new (
    "[" TAB ",{\"id\":\"e\",\"type\":\"switch\",\"z\":\"t\",\"name\":\"e\","
    "\"outputs\":3,\"x\":600,"
    "\"y\":300,\"wires\":[[],[],[]]},"
    "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"i\",\"x\":200,"
    "\"y\":300,"
    "\"wires\":[[]]},"
    "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"d\",\"x\":900,"
    "\"y\":300,"
    "\"wires\":[]}]");
  WeirSceneItem *e = get (fixture, "e");
  WeirPoint      input = weir_scene_item_get_input (e);

  g_assert_cmpfloat (input.x, ==, 550);
  g_assert_cmpfloat (input.y, ==, 300);
  for (guint port = 0; port < 3; port++)
    {
      WeirPoint output = weir_scene_item_get_output (e, port);

      g_assert_cmpfloat (output.x, ==, 650);
      g_assert_cmpfloat (output.y, ==, 287 + 13.0 * port);
    }
  g_assert_cmpfloat (weir_scene_item_get_button (get (fixture, "i")).x,
                     ==,
                     get (fixture, "i")->box.x - WEIR_BUTTON_SIZE);
  g_assert_cmpfloat (weir_scene_item_get_button (get (fixture, "d")).x, ==, 950);
}

#define CHAIN                                                                 \
  "[" TAB ",{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"a\","    \
  "\"x\":100,\"y\":"                                                          \
  "100,\"wires\":[[\"b\",\"b\",\"gone\"]]},"                                  \
  "{\"id\":\"b\",\"type\":\"function\",\"z\":\"t\",\"name\":\"b\",\"x\":300," \
  "\"y\":100,"                                                                \
  "\"wires\":[[\"c\"]]},"                                                     \
  "{\"id\":\"c\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"c\",\"x\":500,"    \
  "\"y\":100,"                                                                \
  "\"wires\":[]},"                                                            \
  "{\"id\":\"u\",\"type\":\"tab\",\"label\":\"Two\"},"                        \
  "{\"id\":\"o\",\"type\":\"debug\",\"z\":\"u\",\"name\":\"o\",\"x\":500,"    \
  "\"y\":100,"                                                                \
  "\"wires\":[]}]"

static void
test_wires (void)
{
  g_autoptr (Fixture)    fixture = fixture_new (CHAIN);
  g_autoptr (WeirWireId) id = weir_wire_id_new ("a", 0, "b");
  WeirSceneWire         *wire = weir_scene_lookup_wire (fixture->scene, id);

  g_assert_nonnull (wire);
  g_assert_cmpuint (get (fixture, "a")->wires_out->len, ==, 1);
  g_assert_cmpuint (get (fixture, "b")->wires_in->len, ==, 1);
  g_assert_cmpfloat (wire->path.cubics[0].p0.x, ==, 150);
  g_assert_cmpfloat (wire->path.cubics[0].p3.x, ==, 250);

  /* The end that was missing comes, goes, and comes back with an undo. */
  apply (fixture,
         weir_edit_new_add (
           -1,
           "{\"id\":\"gone\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"x\","
           "\"x\":300,\"y\":300,\"wires\":[]}"));
  g_assert_cmpuint (get (fixture, "a")->wires_out->len, ==, 2);
  g_assert_true (told (fixture, "a") && told (fixture, "gone"));
  g_assert_cmpuint (fixture->n_damage, ==, 2 + 1);
  apply (fixture, weir_edit_new_remove ("gone"));
  g_assert_cmpuint (get (fixture, "a")->wires_out->len, ==, 1);
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  weir_scene_flush (fixture->scene);
  g_assert_cmpuint (get (fixture, "a")->wires_out->len, ==, 2);

  apply (fixture, weir_edit_new_disconnect ("a", 0, "b"));
  g_assert_null (weir_scene_lookup_wire (fixture->scene, id));
  apply (fixture, weir_edit_new_connect ("a", 0, "b"));
  g_assert_nonnull (weir_scene_lookup_wire (fixture->scene, id));
}

/* What moved is told, with the wires' places before and after, and no more. */
static void
test_move (void)
{
  g_autoptr (Fixture) fixture = fixture_new (CHAIN);
  guint               n_changed = fixture->n_changed;

  g_assert_true (weir_session_apply (fixture->session,
                                     "test",
                                     weir_edit_new_move ("b", 320, 180)));
  g_assert_cmpfloat (get (fixture, "b")->box.x, ==, 250);
  weir_scene_flush (fixture->scene);

  g_assert_cmpuint (fixture->n_changed, ==, n_changed + 1);
  g_assert_cmpuint (fixture->changes,
                    ==,
                    WEIR_SCENE_CHANGE_GEOMETRY | WEIR_SCENE_CHANGE_FACE);
  g_assert_true (get (fixture, "b")->flags & WEIR_SCENE_ITEM_CHANGED);
  g_assert_cmpuint (fixture->ids->len, ==, 1);
  g_assert_true (told (fixture, "b"));
  g_assert_cmpuint (fixture->n_damage, ==, 4);
  assert_box (get (fixture, "b"), 270, 165, 100, 30);
  g_assert_cmpfloat (
    ((WeirSceneWire *)get (fixture, "b")->wires_in->pdata[0])->path.cubics[0].p3.y,
    ==,
    180);

  /* The same comes by itself, once for all of a turn. */
  for (guint i = 0; i < 5; i++)
    g_assert_true (weir_session_apply (fixture->session,
                                       "test",
                                       weir_edit_new_move ("b", 400 + i, 180)));
  while (fixture->n_changed == n_changed + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed + 2);
  g_assert_cmpfloat (get (fixture, "b")->box.x, ==, 354);

  /* Nothing of it is news for another flow. */
  n_changed = fixture->n_changed;
  apply (fixture, weir_edit_new_move ("o", 0, 0));
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
}

static void
test_preview (void)
{
  g_autoptr (Fixture)   fixture = fixture_new (CHAIN);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WeirSceneWire        *wire = get (fixture, "b")->wires_in->pdata[0];

  g_ptr_array_add (ids, (gpointer) "b");
  weir_scene_preview_move (fixture->scene, ids, 10, 20);
  assert_box (get (fixture, "b"), 260, 105, 100, 30);
  g_assert_true (wire->moving);
  weir_scene_flush (fixture->scene);
  g_assert_cmpuint (fixture->n_damage, ==, 2);

  /* While it moves, the picture of the others stays as it is. */
  weir_scene_preview_move (fixture->scene, ids, 30, 40);
  weir_scene_flush (fixture->scene);
  g_assert_cmpuint (fixture->n_damage, ==, 0);
  assert_box (get (fixture, "b"), 280, 125, 100, 30);

  weir_scene_preview_end (fixture->scene);
  weir_scene_flush (fixture->scene);
  g_assert_cmpuint (fixture->n_damage, ==, 2);
  g_assert_false (wire->moving);
  assert_box (get (fixture, "b"), 250, 85, 100, 30);

  /* The document's move ends it. */
  weir_scene_preview_move (fixture->scene, ids, 30, 40);
  apply (fixture, weir_edit_new_move ("b", 400, 400));
  assert_box (get (fixture, "b"), 350, 385, 100, 30);
  weir_scene_preview_end (fixture->scene);
  assert_box (get (fixture, "b"), 350, 385, 100, 30);
}

static void
test_groups (void)
{
  g_autoptr (Fixture) fixture =
    fixture_new ("[" TAB ",{\"id\":\"in\",\"type\":\"group\",\"z\":\"t\",\"g\":"
                 "\"out\",\"x\":50,\"y\":50,"
                 "\"w\":200,\"h\":100,\"nodes\":[\"a\"]},"
                 "{\"id\":\"out\",\"type\":\"group\",\"z\":\"t\",\"x\":0,\"y\":"
                 "0,\"w\":400,\"h\":300,"
                 "\"nodes\":[\"in\"]},"
                 "{\"id\":\"p\",\"type\":\"group\",\"z\":\"t\",\"g\":\"q\","
                 "\"nodes\":[\"q\"]},"
                 "{\"id\":\"q\",\"type\":\"group\",\"z\":\"t\",\"g\":\"p\","
                 "\"nodes\":[\"p\",\"n\"]},"
                 "{\"id\":\"n\",\"type\":\"debug\",\"z\":\"t\",\"g\":"
                 "\"nobody\",\"name\":\"n\",\"x\":900,"
                 "\"y\":900,\"wires\":[]},"
                 "{\"id\":\"a\",\"type\":\"debug\",\"z\":\"t\",\"g\":\"in\","
                 "\"name\":\"a\",\"x\":120,\"y\":100,"
                 "\"wires\":[]}]");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_assert_true (get (fixture, "a")->group == get (fixture, "in"));
  g_assert_true (get (fixture, "in")->group == get (fixture, "out"));
  g_assert_null (get (fixture, "out")->group);
  g_assert_cmpuint (get (fixture, "out")->order, <, get (fixture, "in")->order);
  g_assert_true (get (fixture, "n")->group == get (fixture, "q"));
  assert_box (get (fixture, "q"), 825, 860, 150, 80);

  g_ptr_array_add (ids, (gpointer) "out");
  weir_scene_preview_move (fixture->scene, ids, 5, 5);
  assert_box (get (fixture, "a"), 75, 90, 100, 30);
  assert_box (get (fixture, "in"), 55, 55, 200, 100);
  weir_scene_preview_end (fixture->scene);

  apply (fixture, weir_edit_new_remove ("in"));
  g_assert_null (get (fixture, "a")->group);
}

static void
test_links (void)
{
  g_autoptr (Fixture) fixture =
    fixture_new ("[" TAB ",{\"id\":\"o\",\"type\":\"link "
                 "out\",\"z\":\"t\",\"mode\":\"link\",\"links\":"
                 "[\"i\",\"far\"],\"x\":100,\"y\":100,\"wires\":[]},"
                 "{\"id\":\"i\",\"type\":\"link "
                 "in\",\"z\":\"t\",\"links\":[\"o\"],\"x\":300,\"y\":100,"
                 "\"wires\":[[]]},"
                 "{\"id\":\"r\",\"type\":\"link "
                 "out\",\"z\":\"t\",\"mode\":\"return\",\"links\":[\"i\"],"
                 "\"x\":100,\"y\":300,\"wires\":[]},"
                 "{\"id\":\"u\",\"type\":\"tab\",\"label\":\"Two\"},"
                 "{\"id\":\"far\",\"type\":\"link "
                 "in\",\"z\":\"u\",\"links\":[],\"x\":300,\"y\":100,"
                 "\"wires\":[[]]}]");
  g_autoptr (WeirValue) name = weir_value_new_string ("Third");
  WeirSceneItem        *o = get (fixture, "o");
  WeirSceneWire        *wire;

  g_assert_cmpuint (o->wires_out->len, ==, 1);
  wire = o->wires_out->pdata[0];
  g_assert_true (wire->virtual);
  g_assert_true (wire->target == get (fixture, "i"));
  g_assert_cmpstr (o->away, ==, "Two");
  g_assert_cmpuint (get (fixture, "r")->wires_out->len, ==, 0);

  apply (fixture, weir_edit_new_set ("u", "label", name));
  g_assert_cmpstr (o->away, ==, "Third");
  g_assert_true (told (fixture, "o"));
  apply (fixture, weir_edit_new_remove ("far"));
  g_assert_null (o->away);
  apply (fixture, weir_edit_new_remove ("i"));
  g_assert_cmpuint (o->wires_out->len, ==, 0);
}

static void
test_subflow (void)
{
  g_autoptr (Fixture) fixture =
    fixture_new ("[" TAB ",{\"id\":\"s\",\"type\":\"subflow\",\"name\":"
                 "\"Twice\",\"in\":[{}],\"out\":"
                 "[{},{}],\"color\":\"#abcdef\"},"
                 "{\"id\":\"a\",\"type\":\"subflow:s\",\"z\":\"t\",\"x\":100,"
                 "\"y\":100,\"wires\":[[],[]]},"
                 "{\"id\":\"b\",\"type\":\"subflow:none\",\"z\":\"t\",\"x\":"
                 "100,\"y\":200,\"wires\":[[]]}]");
  g_autoptr (WeirValue) name = weir_value_new_string ("Thrice");
  WeirSceneItem        *a = get (fixture, "a");

  g_assert_cmpstr (a->label, ==, "Twice");
  g_assert_cmpstr (a->color, ==, "#abcdef");
  g_assert_cmpuint (a->inputs, ==, 1);
  g_assert_cmpuint (a->outputs, ==, 2);
  g_assert_cmpuint (get (fixture, "b")->outputs, ==, 1);

  apply (fixture, weir_edit_new_set ("s", "name", name));
  g_assert_cmpstr (a->label, ==, "Thrice");
}

static WeirPick
pick (Fixture *fixture, double x, double y, double zoom)
{
  WeirPick found;

  weir_scene_pick (fixture->scene, (WeirPoint){ x, y }, zoom, &found);
  return found;
}

static void
test_pick (void)
{
  g_autoptr (Fixture) fixture =
    fixture_new ("[" TAB ",{\"id\":\"a\",\"type\":\"inject\",\"z\":\"t\","
                 "\"name\":\"a\",\"x\":200,\"y\":100,"
                 "\"wires\":[[\"b\"]]},"
                 "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"b\","
                 "\"x\":400,\"y\":100,"
                 "\"wires\":[]},"
                 "{\"id\":\"j\",\"type\":\"junction\",\"z\":\"t\",\"x\":300,"
                 "\"y\":300,\"wires\":[[]]},"
                 "{\"id\":\"g\",\"type\":\"group\",\"z\":\"t\",\"name\":\"G\","
                 "\"x\":0,\"y\":0,\"w\":600,"
                 "\"h\":400,\"nodes\":[]}]");
  WeirPick found = pick (fixture, 200, 100, 1);

  g_assert_cmpint (found.part, ==, WEIR_PICK_NODE);
  g_assert_true (found.item == get (fixture, "a"));
  found = pick (fixture, 259, 103, 1);
  g_assert_cmpint (found.part, ==, WEIR_PICK_OUTPUT);
  g_assert_true (found.item == get (fixture, "a"));
  found = pick (fixture, 343, 100, 1);
  g_assert_cmpint (found.part, ==, WEIR_PICK_INPUT);
  g_assert_true (found.item == get (fixture, "b"));
  g_assert_cmpint (pick (fixture, 137, 100, 1).part, ==, WEIR_PICK_BUTTON);
  found = pick (fixture, 300, 104, 1);
  g_assert_cmpint (found.part, ==, WEIR_PICK_WIRE);
  g_assert_true (found.wire->target == get (fixture, "b"));
  g_assert_cmpint (pick (fixture, 300, 108, 1).part, ==, WEIR_PICK_GROUP_INSIDE);
  g_assert_cmpint (pick (fixture, 300, 108, 0.5).part, ==, WEIR_PICK_WIRE);
  g_assert_cmpint (pick (fixture, 300, 300, 1).part, ==, WEIR_PICK_JUNCTION);
  g_assert_cmpint (pick (fixture, 312, 300, 1).part, ==, WEIR_PICK_OUTPUT);
  g_assert_cmpint (pick (fixture, 288, 300, 1).part, ==, WEIR_PICK_INPUT);
  g_assert_cmpint (pick (fixture, 2, 200, 1).part, ==, WEIR_PICK_GROUP);
  g_assert_cmpint (pick (fixture, 100, 12, 1).part, ==, WEIR_PICK_GROUP);
  g_assert_cmpint (pick (fixture, 900, 900, 1).part, ==, WEIR_PICK_NOTHING);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* All that there is to see, as text. */
static char *
describe (WeirScene *scene)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < weir_scene_get_n_items (scene); i++)
    {
      WeirSceneItem *item = weir_scene_get_item (scene, i);

      g_assert_cmpuint (item->order, ==, i);
      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %d %u %u %u %d %d %d %d [%s] %s",
                                        item->id,
                                        item->kind,
                                        item->flags & ~WEIR_SCENE_ITEM_CHANGED,
                                        item->inputs,
                                        item->outputs,
                                        (int)item->box.x,
                                        (int)item->box.y,
                                        (int)item->box.width,
                                        (int)item->box.height,
                                        item->label,
                                        item->group != NULL ? item->group->id
                                                            : "-"));
      for (guint k = 0; k < item->wires_out->len; k++)
        {
          WeirSceneWire *wire = item->wires_out->pdata[k];

          g_ptr_array_add (lines,
                           g_strdup_printf ("%s:%u→%s %d %d",
                                            item->id,
                                            wire->port,
                                            wire->target->id,
                                            (int)wire->path.bounds.x,
                                            (int)wire->path.bounds.height));
        }
    }
  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

/* Names the first line that differs. */
static void
assert_same_lines (const char *ours, const char *theirs)
{
  g_auto (GStrv) left = g_strsplit (ours, "\n", -1);
  g_auto (GStrv) right = g_strsplit (theirs, "\n", -1);

  for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
    g_assert_cmpstr (left[i], ==, right[i]);
  g_assert_cmpuint (g_strv_length (left), ==, g_strv_length (right));
}

static char *
random_flow (guint n)
{
  GString *text = g_string_new ("[" TAB);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      text,
      ",{\"id\":\"n%u\",\"type\":\"%s\",\"z\":\"t\",\"name\":\"node "
      "%u\",\"x\":%d,\"y\":%d,\"wires\":[[\"n%d\"]]}",
      i,
      i % 3 == 0 ? "inject" : "function",
      i,
      g_test_rand_int_range (0, 2000),
      g_test_rand_int_range (0, 2000),
      g_test_rand_int_range (0, n));
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static WeirEdit *
random_change (guint n)
{
  g_autofree char *id = g_strdup_printf ("n%d", g_test_rand_int_range (0, n));
  g_autofree char *other = g_strdup_printf ("n%d", g_test_rand_int_range (0, n));
  g_autoptr (WeirValue) value = NULL;
  g_autofree char      *text = NULL;

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      return weir_edit_new_remove (id);
    case 1:
      text = g_strdup_printf (
        "{\"id\":\"%s\",\"type\":\"group\",\"z\":\"t\",\"x\":1,\"y\":2,"
        "\"nodes\":[\"%s\"]}",
        id,
        other);
      return weir_edit_new_add (-1, text);
    case 2:
      text = g_strdup_printf (
        "{\"id\":\"%s\",\"type\":\"change\",\"z\":\"t\",\"x\":1,\"y\":2,"
        "\"g\":\"%s\",\"wires\":[[\"%s\"]]}",
        id,
        other,
        other);
      return weir_edit_new_add (g_test_rand_int_range (0, 3), text);
    case 3:
      value = weir_value_new_string (other);
      return weir_edit_new_set (id, "name", value);
    case 4:
      value = weir_value_new_string (g_test_rand_bit () ? "t" : "u");
      return weir_edit_new_set (id, "z", value);
    case 5:
      return weir_edit_new_connect (id, g_test_rand_int_range (0, 3), other);
    default:
      return weir_edit_new_move (id,
                                 g_test_rand_int_range (0, 999),
                                 g_test_rand_int_range (0, 999));
    }
}

/* After any edits a scene is what a new one would be. */
static void
test_law (void)
{
  for (guint run = 0; run < 20; run++)
    {
      g_autofree char    *text = random_flow (30);
      g_autoptr (Fixture) fixture = fixture_new (text);

      for (guint i = 0; i < 60; i++)
        {
          g_autoptr (WeirScene) fresh = NULL;
          g_autoptr (WeirEdit)  edit = random_change (30);
          g_autofree char      *ours = NULL;
          g_autofree char      *theirs = NULL;

          if (g_test_rand_int_range (0, 5) == 0)
            weir_history_undo (weir_session_get_history (fixture->session));
          else
            weir_history_apply (weir_session_get_history (fixture->session),
                                "test",
                                edit,
                                NULL);
          if (g_test_rand_bit ())
            continue;

          weir_scene_flush (fixture->scene);
          fresh = weir_scene_new (fixture->session, fixture->pango);
          weir_scene_set_flow (fresh, "t");
          weir_scene_flush (fresh);
          ours = describe (fixture->scene);
          theirs = describe (fresh);
          assert_same_lines (ours, theirs);
        }
    }
}

/* In a large flow an edit touches what it is about. */
static void
test_large (void)
{
  g_autofree char    *text = random_flow (5000);
  g_autoptr (Fixture) fixture = fixture_new (text);
  gint64              start;
  WeirRect            bounds = weir_scene_get_bounds (fixture->scene);

  g_assert_cmpuint (weir_scene_get_n_items (fixture->scene), ==, 5000);
  g_assert_cmpfloat (bounds.width, >, 1500);

  start = g_get_monotonic_time ();
  apply (fixture, weir_edit_new_move ("n77", 1, 1));
  g_test_message ("a move took %" G_GINT64_FORMAT " µs",
                  g_get_monotonic_time () - start);
  g_assert_cmpuint (fixture->ids->len, ==, 1);
  g_assert_true (told (fixture, "n77"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/scene/sizes", test_sizes);
  g_test_add_func ("/editor/scene/ports", test_ports);
  g_test_add_func ("/editor/scene/wires", test_wires);
  g_test_add_func ("/editor/scene/move", test_move);
  g_test_add_func ("/editor/scene/preview", test_preview);
  g_test_add_func ("/editor/scene/groups", test_groups);
  g_test_add_func ("/editor/scene/links", test_links);
  g_test_add_func ("/editor/scene/subflow", test_subflow);
  g_test_add_func ("/editor/scene/pick", test_pick);
  g_test_add_func ("/editor/scene/law", test_law);
  g_test_add_func ("/editor/scene/large", test_large);

  return g_test_run ();
}
