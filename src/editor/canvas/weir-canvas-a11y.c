/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "compat/weir-compat.h"
#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-canvas-proxy.h"

#include <glib/gi18n-lib.h>

/* The drawing as assistive technologies see it: a list of proxies, one for what
 * is in view, selected, focused, or wired to what is focused. Without a screen
 * reader the one with the focus is enough. GTK finds a child's place by walking
 * the list, so there is a limit to how many there may be. */

#define MAX_PROXIES   300
#define MAX_RELATIONS 4

/* Items whose left edges are this near stand in one column. */
#define COLUMN 80.0

struct _WeirCanvasProxies
{
  GHashTable   *by_id; /* id → WeirCanvasProxy, children of the canvas */
  GPtrArray    *pool;  /* WeirCanvasProxy, hidden children */
  GtkWidget    *status;
  GDBusProxy   *bus; /* (nullable): org.a11y.Status */
  GCancellable *cancellable;
  gboolean      all;
  guint         sync_id;
};

static gboolean
is_read (WeirCanvas *self)
{
  WeirCanvasProxies *proxies = self->proxies;
  const char        *names[] = { "IsEnabled", "ScreenReaderEnabled" };
  gboolean           read = proxies->all;

  for (guint i = 0; !read && proxies->bus != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) value =
        g_dbus_proxy_get_cached_property (proxies->bus, names[i]);

      read = value != NULL &&
             g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
             g_variant_get_boolean (value);
    }
  return read;
}

/* Which there must be */

static void
want (GHashTable *wanted, WeirSceneItem *item)
{
  if (item != NULL && g_hash_table_size (wanted) < MAX_PROXIES)
    g_hash_table_insert (wanted, (gpointer)item->id, item);
}

static void
want_neighbours (GHashTable *wanted, WeirSceneItem *item)
{
  for (guint i = 0; i < item->wires_out->len; i++)
    want (wanted, ((WeirSceneWire *)item->wires_out->pdata[i])->target);
  for (guint i = 0; i < item->wires_in->len; i++)
    want (wanted, ((WeirSceneWire *)item->wires_in->pdata[i])->source);
}

/* Returns: (transfer full): id → WeirSceneItem */
static GHashTable *
list_wanted (WeirCanvas *self)
{
  WeirSelection        *selection = weir_session_get_selection (self->session);
  GHashTable           *wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) selected = NULL;
  WeirSceneItem        *focus =
    weir_scene_lookup (self->scene, weir_selection_get_focus (selection));

  want (wanted, focus);
  if (!is_read (self))
    return wanted;

  if (focus != NULL)
    want_neighbours (wanted, focus);
  selected = weir_selection_list_ids (selection);
  for (guint i = 0; i < selected->len; i++)
    want (wanted, weir_scene_lookup (self->scene, selected->pdata[i]));
  weir_scene_query_items (self->scene, weir_canvas_get_visible (self), items);
  for (guint i = 0; i < items->len; i++)
    want (wanted, items->pdata[i]);
  return wanted;
}

/* Reading order: by columns from the left, in them from the top. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const WeirSceneItem *left = *(WeirSceneItem *const *)a;
  const WeirSceneItem *right = *(WeirSceneItem *const *)b;
  int                  column = (int)(left->box.x / COLUMN);
  int                  other = (int)(right->box.x / COLUMN);

  if (column != other)
    return column < other ? -1 : 1;
  if (left->box.y != right->box.y)
    return left->box.y < right->box.y ? -1 : 1;
  return left->order < right->order ? -1 : left->order > right->order ? 1 : 0;
}

static GPtrArray *
sort_wanted (GHashTable *wanted)
{
  GPtrArray     *items = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, item);
  g_ptr_array_sort (items, compare_places);
  return items;
}

/* Making them so */

static void
put_back (WeirCanvas *self, GHashTable *wanted)
{
  WeirCanvasProxies *proxies = self->proxies;
  GHashTableIter     iter;
  gpointer           id, proxy;

  g_hash_table_iter_init (&iter, proxies->by_id);
  while (g_hash_table_iter_next (&iter, &id, &proxy))
    {
      if (g_hash_table_contains (wanted, id))
        continue;
      if (gtk_widget_has_focus (proxy))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      gtk_accessible_reset_relation (proxy, GTK_ACCESSIBLE_RELATION_FLOW_TO);
      gtk_widget_set_visible (proxy, FALSE);
      g_ptr_array_add (proxies->pool, proxy);
      g_hash_table_iter_remove (&iter);
    }
}

static GtkWidget *
get_proxy (WeirCanvas *self, const char *id)
{
  WeirCanvasProxies *proxies = self->proxies;
  GtkWidget         *proxy = g_hash_table_lookup (proxies->by_id, id);

  if (proxy != NULL)
    return proxy;
  if (proxies->pool->len > 0)
    {
      proxy =
        g_ptr_array_steal_index_fast (proxies->pool, proxies->pool->len - 1);
      gtk_widget_set_visible (proxy, TRUE);
    }
  else
    {
      proxy = weir_canvas_proxy_new ();
      gtk_widget_set_parent (proxy, GTK_WIDGET (self));
    }
  g_hash_table_insert (proxies->by_id, g_strdup (id), proxy);
  return proxy;
}

/* A list of arguments ends at its first NULL, so each length is a call. */
static void
set_flow_to (GtkAccessible *from, GtkAccessible *to[MAX_RELATIONS], guint n)
{
  const GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;

  if (n == 0)
    gtk_accessible_reset_relation (from, relation);
  else if (n == 1)
    gtk_accessible_update_relation (from, relation, to[0], NULL, -1);
  else if (n == 2)
    gtk_accessible_update_relation (from, relation, to[0], to[1], NULL, -1);
  else if (n == 3)
    gtk_accessible_update_relation (from, relation, to[0], to[1], to[2], NULL, -1);
  else
    gtk_accessible_update_relation (from,
                                    relation,
                                    to[0],
                                    to[1],
                                    to[2],
                                    to[3],
                                    NULL,
                                    -1);
}

static void
relate (WeirCanvas *self, const WeirSceneItem *item)
{
  GtkAccessible *proxy = g_hash_table_lookup (self->proxies->by_id, item->id);
  GtkAccessible *to[MAX_RELATIONS] = { NULL };
  guint          n = 0;

  for (guint i = 0; i < item->wires_out->len && n < MAX_RELATIONS; i++)
    {
      const WeirSceneWire *wire = item->wires_out->pdata[i];

      to[n] = g_hash_table_lookup (self->proxies->by_id, wire->target->id);
      if (to[n] != NULL)
        n++;
    }
  set_flow_to (proxy, to, n);
}

/* The keyboard's focus is on the proxy of the item that has the selection's. */
static void
follow_focus (WeirCanvas *self)
{
  const char *id =
    weir_selection_get_focus (weir_session_get_selection (self->session));
  GtkWidget *proxy =
    id != NULL ? g_hash_table_lookup (self->proxies->by_id, id) : NULL;
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (proxy == NULL || focus == proxy)
    return;
  if (focus == GTK_WIDGET (self) || WEIR_IS_CANVAS_PROXY (focus))
    gtk_widget_grab_focus (proxy);
}

static void
sync_proxies (WeirCanvas *self)
{
  g_autoptr (GHashTable) wanted = list_wanted (self);
  g_autoptr (GPtrArray)  items = sort_wanted (wanted);
  GtkWidget             *before = self->proxies->status;

  put_back (self, wanted);
  for (guint i = 0; i < items->len; i++)
    {
      const WeirSceneItem *item = items->pdata[i];
      GtkWidget           *proxy = get_proxy (self, item->id);

      if (gtk_widget_get_prev_sibling (proxy) != before)
        gtk_widget_insert_after (proxy, GTK_WIDGET (self), before);
      before = proxy;
      weir_canvas_proxy_update (WEIR_CANVAS_PROXY (proxy), self->session, item);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (proxy),
                                      GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                      (int)i + 1,
                                      GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                      (int)items->len,
                                      -1);
    }
  for (guint i = 0; i < items->len; i++)
    relate (self, items->pdata[i]);
  follow_focus (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
sync_cb (gpointer data)
{
  WeirCanvas *self = data;

  self->proxies->sync_id = 0;
  weir_scene_flush (self->scene);
  sync_proxies (self);
  return G_SOURCE_REMOVE;
}

void
weir_canvas_a11y_queue (WeirCanvas *self)
{
  if (self->proxies != NULL && self->proxies->sync_id == 0)
    self->proxies->sync_id = g_idle_add (sync_cb, self);
}

void
weir_canvas_a11y_allocate (WeirCanvas *self)
{
  const GtkAllocation nowhere = { -1, -1, 1, 1 };
  GHashTableIter      iter;
  gpointer            id, proxy;
  int                 ignored;

  if (self->proxies == NULL)
    return;
  gtk_widget_measure (self->proxies->status,
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &ignored,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_size_allocate (self->proxies->status, &nowhere, -1);
  g_hash_table_iter_init (&iter, self->proxies->by_id);
  while (g_hash_table_iter_next (&iter, &id, &proxy))
    {
      const WeirSceneItem *item = weir_scene_lookup (self->scene, id);
      GtkAllocation        place = nowhere;

      if (item != NULL)
        {
          WeirPoint at =
            weir_canvas_from_flow (self, (WeirPoint){ item->box.x, item->box.y });

          place =
            (GtkAllocation){ (int)at.x,
                             (int)at.y,
                             MAX ((int)(item->box.width * self->view.zoom), 1),
                             MAX ((int)(item->box.height * self->view.zoom), 1) };
        }
      gtk_widget_size_allocate (proxy, &place, -1);
    }
}

/* Whether anybody reads the screen */

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WeirCanvas        *self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusProxy        *bus = g_dbus_proxy_new_for_bus_finish (result, &error);

  /* Cancelled, the canvas is gone; otherwise there may be no bus at all. */
  if (bus == NULL)
    return;
  self->proxies->bus = bus;
  g_signal_connect_object (bus,
                           "g-properties-changed",
                           G_CALLBACK (weir_canvas_a11y_queue),
                           self,
                           G_CONNECT_SWAPPED);
  weir_canvas_a11y_queue (self);
}

void
weir_canvas_a11y_init (WeirCanvas *self)
{
  WeirCanvasProxies *proxies = g_new0 (WeirCanvasProxies, 1);

  self->proxies = proxies;
  proxies->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  proxies->pool = g_ptr_array_new ();
  proxies->cancellable = g_cancellable_new ();
  proxies->all = g_strcmp0 (g_getenv ("WEIR_A11Y"), "all") == 0;

  /* What is told aloud where the toolkit has no other way. */
  proxies->status = g_object_new (GTK_TYPE_LABEL,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_STATUS,
                                  "opacity",
                                  0.0,
                                  "can-target",
                                  FALSE,
                                  "ellipsize",
                                  PANGO_ELLIPSIZE_END,
                                  NULL);
  gtk_widget_set_parent (proxies->status, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Flow canvas"),
                                  -1);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                            NULL,
                            "org.a11y.Bus",
                            "/org/a11y/bus",
                            "org.a11y.Status",
                            proxies->cancellable,
                            bus_cb,
                            self);
}

static void
unparent (gpointer key, gpointer proxy, gpointer user_data)
{
  gtk_widget_unparent (proxy);
}

void
weir_canvas_a11y_dispose (WeirCanvas *self)
{
  WeirCanvasProxies *proxies = g_steal_pointer (&self->proxies);

  if (proxies == NULL)
    return;
  g_cancellable_cancel (proxies->cancellable);
  g_clear_object (&proxies->cancellable);
  g_clear_handle_id (&proxies->sync_id, g_source_remove);
  g_hash_table_foreach (proxies->by_id, unparent, NULL);
  for (guint i = 0; i < proxies->pool->len; i++)
    gtk_widget_unparent (proxies->pool->pdata[i]);
  gtk_widget_unparent (proxies->status);
  g_hash_table_unref (proxies->by_id);
  g_ptr_array_unref (proxies->pool);
  g_clear_object (&proxies->bus);
  g_free (proxies);
}

void
weir_canvas_announce (WeirCanvas *self, const char *text)
{
  if (!weir_compat_announce (GTK_WIDGET (self), text))
    gtk_label_set_text (GTK_LABEL (self->proxies->status), text);
}

gboolean
weir_canvas_a11y_focus (WeirCanvas *self)
{
  const char *id =
    weir_selection_get_focus (weir_session_get_selection (self->session));
  GtkWidget *proxy =
    id != NULL ? g_hash_table_lookup (self->proxies->by_id, id) : NULL;

  return gtk_widget_grab_focus (proxy != NULL ? proxy : GTK_WIDGET (self));
}
