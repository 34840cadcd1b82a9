/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/properties/weir-property-dialog-private.h"
#include "nodes/weir-node-table.h"

#include <stdio.h>
#include <stdlib.h>

/* Typing in the dialog of a node: a key a frame, while the flow stands still and
 * while it carries as many messages as its timers give. What counts is whether
 * frames come late, so it is wall time; the two are taken in turns, as machines
 * have moods. One line a figure: its name and its value. */

#define N_SOURCES 40
#define N_FRAMES  200
#define N_ROUNDS  5

/* Noise between two rounds; a frame that is dropped doubles the ratio. */
#define MAX_RATIO 1.5

static guint n_painted;

static void
painted_cb (void)
{
  n_painted++;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double left = *(const double *)a;
  const double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
get_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

/* Buttons that press themselves, each into a debug node that is off. */
static WeirSession *
new_session (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GString) text = g_string_new ("[{\"id\":\"t\",\"type\":\"tab\"}");
  g_autoptr (GBytes)  bytes = NULL;
  g_autoptr (WeirDocument) document = NULL;
  WeirRunSettings         *settings = weir_run_settings_new ();
  WeirSession             *session;

  for (guint i = 0; i < N_SOURCES; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"s%u\",\"type\":\"inject\",\"z\":\"t\","
                            "\"props\":[{\"p\":\"payload\"}],"
                            "\"repeat\":\"0.002\",\"payload\":\"\","
                            "\"payloadType\":\"date\",\"x\":150,\"y\":%u,"
                            "\"wires\":[[\"n%u\"]]},"
                            "{\"id\":\"n%u\",\"type\":\"debug\",\"z\":\"t\","
                            "\"name\":\"d\",\"active\":false,\"x\":400,"
                            "\"y\":%u,\"wires\":[]}",
                            i,
                            60 + i * 40,
                            i,
                            i,
                            60 + i * 40);
  g_string_append_c (text, ']');
  bytes = g_bytes_new (text->str, text->len);
  document = weir_document_new_from_bytes (bytes, NULL);
  session = weir_session_new (registry, document);
  settings->port = 0;
  weir_session_set_run_settings (session, settings);
  return session;
}

static guint64
count_sent (WeirSession *session)
{
  WeirLive *live = weir_session_get_live (session);
  guint64   sum = 0;

  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char    *id = g_strdup_printf ("s%u", i);
      const WeirLiveNode *node = weir_live_get_node (live, id);

      sum += node != NULL && node->n_outputs > 0 ? node->sent[0] : 0;
    }
  return sum;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_ENTRY_ROW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

static GtkWidget *
open_dialog (GtkWindow *parent, WeirSession *session)
{
  GListModel *windows = gtk_window_get_toplevels ();

  weir_property_dialog_present (parent, session, "n0");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!WEIR_IS_PROPERTY_DIALOG (window))
        continue;
      while (!gtk_widget_get_mapped (window))
        g_main_context_iteration (NULL, TRUE);
      return window;
    }
  return NULL;
}

/* Returns: the median time of a frame with a key in it, in milliseconds */
static double
type_text (GtkWidget *entry)
{
  double times[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      const guint  before = n_painted;
      int          position = -1;

      if (i % 40 == 0)
        gtk_editable_set_text (GTK_EDITABLE (entry), "");
      gtk_editable_insert_text (GTK_EDITABLE (entry), "w", 1, &position);
      gtk_widget_queue_draw (entry);
      while (n_painted == before)
        g_main_context_iteration (NULL, TRUE);
      times[i] = (double)(g_get_monotonic_time () - start) / 1e3;
    }
  return get_median (times, N_FRAMES);
}

static void
start (WeirSession *session)
{
  const guint64 before = count_sent (session);

  weir_session_run (session);
  while (count_sent (session) == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
stop (WeirSession *session)
{
  weir_session_stop (session);
  while (weir_live_get_state (weir_session_get_live (session)) !=
         WEIR_LIVE_STOPPED)
    g_main_context_iteration (NULL, TRUE);
}

int
main (void)
{
  g_autoptr (WeirSession) session = NULL;
  GtkWidget              *parent;
  GtkWidget              *dialog;
  GtkWidget              *entry;
  double                  idle[N_ROUNDS];
  double                  ratios[N_ROUNDS];
  double                  rates[N_ROUNDS];
  double                  ratio;

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  session = new_session ();
  parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (parent));
  dialog = open_dialog (GTK_WINDOW (parent), session);
  entry = find_entry (dialog);
  g_signal_connect_object (gtk_widget_get_frame_clock (dialog),
                           "after-paint",
                           G_CALLBACK (painted_cb),
                           dialog,
                           0);
  type_text (entry);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint64 sent;
      gint64  began;

      idle[i] = type_text (entry);
      start (session);
      sent = count_sent (session);
      began = g_get_monotonic_time ();
      ratios[i] = type_text (entry) / idle[i];
      rates[i] = (double)(count_sent (session) - sent) * 1e6 /
                 (double)(g_get_monotonic_time () - began);
      stop (session);
    }
  printf ("messages/s\t%.0f\n", get_median (rates, N_ROUNDS));
  printf ("type-idle-wall-ms\t%.2f\n", get_median (idle, N_ROUNDS));
  ratio = get_median (ratios, N_ROUNDS);
  printf ("type-loaded/idle\t%.2f\t%.2f\t%s\n",
          ratio,
          MAX_RATIO,
          ratio <= MAX_RATIO ? "ok" : "FAIL");
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (parent));
  return ratio <= MAX_RATIO ? 0 : 1;
}
