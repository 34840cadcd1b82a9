/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-free-place.h"
#include "nodes/weir-node-table.h"

#include <math.h>
#include <string.h>

#define STEP 20.0

static GArray *
make_boxes (const WeirRect *boxes)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WeirRect));

  for (; boxes->width > 0; boxes++)
    g_array_append_val (list, *boxes);
  return list;
}

static const struct
{
  const char *name;
  WeirRect    taken[4];
  WeirRect    boxes[3];
  WeirPoint   by;
} cases[] = {
  { "nothing-there", { { 0, 0, 0, 0 } }, { { 0, 0, 100, 30 } }, { 0, 0 } },
  { "nothing-comes", { { 0, 0, 100, 30 } }, { { 0, 0, 0, 0 } }, { 0, 0 } },
  { "free", { { 0, 0, 100, 30 } }, { { 0, 60, 100, 30 } }, { 0, 0 } },
  /* Half a step from what is there: down by three steps, not two. */
  { "on-it", { { 0, 0, 100, 40 } }, { { 0, 0, 100, 40 } }, { 0, 60 } },
  { "touching", { { 0, 0, 100, 40 } }, { { 0, 40, 100, 40 } }, { 0, 20 } },
  { "up-is-nearer", { { 0, 0, 100, 100 } }, { { 0, -20, 100, 40 } }, { 0, -40 } },
  { "sideways", { { 0, 0, 40, 400 } }, { { 0, 180, 40, 40 } }, { 60, 0 } },
  { "keeps-together",
    { { 0, 0, 100, 40 } },
    { { 0, 0, 100, 40 }, { 200, 0, 100, 40 } },
    { 0, 60 } },
  { "between",
    { { 0, 0, 100, 40 }, { 0, 140, 100, 40 } },
    { { 0, 20, 100, 40 } },
    { 0, 50 - 10 } },
  { "no-numbers",
    { { NAN, 0, 100, 40 }, { INFINITY, 1, 1, 1 }, { 1e300, 1, 1, 1 } },
    { { 0, 0, 100, 40 } },
    { 0, 0 } },
  { "too-large-to-be-in-the-way",
    { { -10000, -10000, 20000, 20000 } },
    { { 0, 0, 100, 40 } },
    { 0, 0 } },
  /* Too large to go around: below. */
  { "below", { { -1800, -1800, 3600, 3600 } }, { { 0, 0, 100, 40 } }, { 0, 1820 } },
};

static void
test_case (gconstpointer data)
{
  guint              i = GPOINTER_TO_UINT (data);
  g_autoptr (GArray) taken = make_boxes (cases[i].taken);
  g_autoptr (GArray) boxes = make_boxes (cases[i].boxes);
  WeirPoint          by = weir_free_place_find (taken, boxes, STEP);

  g_assert_cmpfloat (by.x, ==, cases[i].by.x);
  g_assert_cmpfloat (by.y, ==, cases[i].by.y);
}

static WeirRect
make_random (double area)
{
  return (WeirRect){ g_test_rand_double_range (-area, area),
                     g_test_rand_double_range (-area, area),
                     g_test_rand_int_range (1, 20) * 10,
                     g_test_rand_int_range (1, 6) * 10 };
}

/* Wherever things stand: what comes lies on none of them, and stays where it is
 * when it never did. */
static void
test_any (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WeirRect));
      g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WeirRect));
      WeirPoint          by;

      for (int i = g_test_rand_int_range (0, 80); i > 0; i--)
        {
          WeirRect box = make_random (400);

          g_array_append_val (taken, box);
        }
      for (int i = g_test_rand_int_range (1, 10); i > 0; i--)
        {
          WeirRect box = make_random (200);

          g_array_append_val (boxes, box);
        }
      by = weir_free_place_find (taken, boxes, STEP);
      g_assert_cmpfloat (fmod (by.x, STEP), ==, 0);
      g_assert_cmpfloat (fmod (by.y, STEP), ==, 0);
      for (guint i = 0; i < boxes->len; i++)
        {
          WeirRect box = g_array_index (boxes, WeirRect, i);

          box.x += by.x;
          box.y += by.y;
          for (guint k = 0; k < taken->len; k++)
            g_assert_false (
              weir_rect_intersects (box, g_array_index (taken, WeirRect, k)));
        }
    }
}

/* A thousand nodes among five thousand: in a blink. */
static void
test_many (void)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  gint64             start;

  for (int i = 0; i < 6000; i++)
    {
      const WeirRect box = { (i % 60) * 140, (i / 60) * 60, 120, 30 };

      if (i < 5000)
        g_array_append_val (taken, box);
      if (i < 1000)
        g_array_append_val (boxes, box);
    }
  start = g_get_monotonic_time ();
  g_assert_cmpfloat (weir_free_place_find (taken, boxes, STEP).y, !=, 0);
  g_test_message ("%" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
}

static void
test_boxes (void)
{
  static const char flow[] =
    "[{'id':'t','type':'tab'},"
    "{'id':'a','type':'debug','z':'t','x':100,'y':50,'wires':[]},"
    "{'id':'b','type':'debug','z':'t','x':100,'y':50,'l':false},"
    "{'id':'c','type':'function','z':'t','x':0,'y':0,'name':"
    "'a very long name for a node','wires':[[],[],[]]},"
    "{'id':'j','type':'junction','z':'t','x':5,'y':5},"
    "{'id':'g','type':'group','z':'t','x':10,'y':20,'w':200,'h':100},"
    "{'id':'l','type':'websocket-listener','z':'t'},"
    "{'id':'x','type':'debug','z':'gone','x':1000,'y':0}]";
  static const WeirRect expected[] = {
    { 30, 35, 140, 30 }, { 85, 35, 30, 30 },   { -130, -22.5, 260, 45 },
    { 0, 0, 10, 10 },    { 10, 20, 200, 100 }, { 0, 0, 0, 0 },
  };
  g_autofree char         *text = g_strdelimit (g_strdup (flow), "'", '"');
  g_autoptr (GBytes)       bytes = g_bytes_new (text, strlen (text));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GArray)       boxes =
    weir_free_place_list_boxes (document, registry, "t", (WeirPoint){ 0, 0 });
  g_autoptr (GArray) loose =
    weir_free_place_list_boxes (document, registry, NULL, (WeirPoint){ 5, 6 });

  g_assert_cmpuint (boxes->len, ==, G_N_ELEMENTS (expected) - 1);
  for (guint i = 0; i < boxes->len; i++)
    {
      const WeirRect *box = &g_array_index (boxes, WeirRect, i);

      g_test_message ("%u: %.1f %.1f %.1f %.1f",
                      i,
                      box->x,
                      box->y,
                      box->width,
                      box->height);
      g_assert_cmpfloat (box->x, ==, expected[i].x);
      g_assert_cmpfloat (box->y, ==, expected[i].y);
      g_assert_cmpfloat (box->width, ==, expected[i].width);
      g_assert_cmpfloat (box->height, ==, expected[i].height);
    }
  g_assert_cmpuint (loose->len, ==, 1);
  g_assert_cmpfloat (g_array_index (loose, WeirRect, 0).x, ==, 935);
  g_assert_cmpfloat (g_array_index (loose, WeirRect, 0).y, ==, -9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/editor/free-place/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/editor/free-place/any", test_any);
  g_test_add_func ("/editor/free-place/many", test_many);
  g_test_add_func ("/editor/free-place/boxes", test_boxes);
  return g_test_run ();
}
