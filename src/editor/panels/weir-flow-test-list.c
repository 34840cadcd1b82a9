/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-list.h"

#include "editor/panels/weir-flow-test-files.h"
#include "testing/weir-flow-test-thread.h"

#include <glib/gi18n-lib.h>

/* A folder that changes tells of it often: it is read a moment later, once. */
#define READ_DELAY_MS 200

/* The tests of the test panel. Owned by it; watches the session and the folder
 * of its document. */
struct _WeirFlowTestList
{
  GObject parent_instance;

  /* owned */
  WeirSession        *session;
  GListStore         *items;   /* of WeirFlowTestItem */
  GPtrArray          *others;  /* of GFile: added by hand */
  GFileMonitor       *monitor; /* (nullable): of the folder */
  GCancellable       *reading; /* (nullable) */
  GQueue              waiting; /* of WeirFlowTestItem, in the order they run */
  WeirFlowTestItem   *current; /* (nullable): it runs */
  WeirFlowTestThread *thread;  /* (nullable): what it runs on */

  guint    read_id;
  gboolean is_stale; /* to be read again when no test runs */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirFlowTestList,
                               weir_flow_test_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The list is that of its store. */

static GType
get_item_type (GListModel *model)
{
  return WEIR_TYPE_FLOW_TEST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  WeirFlowTestList *self = WEIR_FLOW_TEST_LIST (model);

  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  WeirFlowTestList *self = WEIR_FLOW_TEST_LIST (model);

  return g_list_model_get_item (G_LIST_MODEL (self->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
stop_reading (WeirFlowTestList *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

static void
weir_flow_test_list_dispose (GObject *object)
{
  WeirFlowTestList *self = WEIR_FLOW_TEST_LIST (object);

  stop_reading (self);
  g_clear_pointer (&self->thread, weir_flow_test_thread_free);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->current);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_flow_test_list_parent_class)->dispose (object);
}

static void
weir_flow_test_list_finalize (GObject *object)
{
  WeirFlowTestList *self = WEIR_FLOW_TEST_LIST (object);

  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (weir_flow_test_list_parent_class)->finalize (object);
}

static void
weir_flow_test_list_class_init (WeirFlowTestListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_flow_test_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_flow_test_list_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_flow_test_list_init (WeirFlowTestList *self)
{
  self->items = g_list_store_new (WEIR_TYPE_FLOW_TEST_ITEM);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->waiting);
  g_signal_connect_object (self->items,
                           "items-changed",
                           G_CALLBACK (g_list_model_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
tell (WeirFlowTestList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Finding ------------------------------------------------------------------ */

/* Returns: (transfer full) (nullable): the item of a file */
static WeirFlowTestItem *
find_item (WeirFlowTestList *self, GFile *file)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirFlowTestItem) item = get_item (G_LIST_MODEL (self), i);

      if (g_file_equal (weir_flow_test_item_get_file (item), file))
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* A file that is there still keeps its row, whether it has changed or not. */
static void
keep_items (WeirFlowTestList *self, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      WeirFlowTestItem            *item = found->pdata[i];
      g_autoptr (WeirFlowTestItem) old =
        find_item (self, weir_flow_test_item_get_file (item));

      if (old == NULL || !weir_flow_test_item_follow (old, item))
        continue;
      found->pdata[i] = g_steal_pointer (&old);
      g_object_unref (item);
    }
}

static gboolean
is_shown (WeirFlowTestList *self, GPtrArray *found)
{
  if (found->len != get_n_items (G_LIST_MODEL (self)))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (WeirFlowTestItem) item = get_item (G_LIST_MODEL (self), i);

      if (item != found->pdata[i])
        return FALSE;
    }
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirFlowTestList) self = data;
  g_autoptr (GError)           error = NULL;
  g_autoptr (GPtrArray) found = weir_flow_test_files_read_finish (result, &error);

  if (found == NULL || self->items == NULL)
    return;
  g_clear_object (&self->reading);
  if (self->current != NULL)
    {
      self->is_stale = TRUE;
      return;
    }
  keep_items (self, found);
  if (!is_shown (self, found))
    g_list_store_splice (self->items,
                         0,
                         get_n_items (G_LIST_MODEL (self)),
                         found->pdata,
                         found->len);
  tell (self);
}

static gboolean
refresh_cb (gpointer data)
{
  WeirFlowTestList *self = data;

  self->read_id = 0;
  weir_flow_test_list_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (WeirFlowTestList *self)
{
  if (self->read_id == 0)
    self->read_id = g_timeout_add (READ_DELAY_MS, refresh_cb, self);
}

static gboolean
is_test (GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && g_str_has_suffix (name, ".test.json");
}

static void
folder_changed_cb (WeirFlowTestList *self, GFile *file, GFile *other)
{
  if (is_test (file) || is_test (other))
    queue_refresh (self);
}

static void
watch_folder (WeirFlowTestList *self)
{
  GFile            *file = weir_session_get_file (self->session);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (folder != NULL)
    self->monitor =
      g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor,
                             "changed",
                             G_CALLBACK (folder_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
file_changed_cb (WeirFlowTestList *self)
{
  watch_folder (self);
  weir_flow_test_list_refresh (self);
}

void
weir_flow_test_list_refresh (WeirFlowTestList *self)
{
  self->is_stale = FALSE;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  weir_flow_test_files_read_async (weir_session_get_file (self->session),
                                   self->others,
                                   self->reading,
                                   read_cb,
                                   g_object_ref (self));
}

void
weir_flow_test_list_add (WeirFlowTestList *self, GFile *file)
{
  for (guint i = 0; i < self->others->len; i++)
    {
      if (g_file_equal (self->others->pdata[i], file))
        {
          queue_refresh (self);
          return;
        }
    }
  g_ptr_array_add (self->others, g_object_ref (file));
  weir_flow_test_list_refresh (self);
}

WeirFlowTestList *
weir_flow_test_list_new (WeirSession *session)
{
  WeirFlowTestList *self = g_object_new (WEIR_TYPE_FLOW_TEST_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session,
                           "notify::file",
                           G_CALLBACK (file_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  file_changed_cb (self);
  return self;
}

/* Running ------------------------------------------------------------------ */

static void run_next (WeirFlowTestList *self);

static void
step_cb (WeirFlowTestResult *result, gpointer data)
{
  WeirFlowTestList *self = data;

  weir_flow_test_item_take_result (self->current, result);
}

static void
done_cb (WeirFlowTestReport *report, gpointer data)
{
  WeirFlowTestList *self = data;
  WeirLiveState     state =
    weir_live_get_state (weir_session_get_live (self->session));
  const char *hint =
    report->port_in_use && state == WEIR_LIVE_RUNNING
      ? _ ("The flow that is running may use it: stop it first.")
      : NULL;

  weir_flow_test_item_take_report (self->current, report, hint);
  g_clear_pointer (&self->thread, weir_flow_test_thread_free);
  g_clear_object (&self->current);
  run_next (self);
}

static void
run_next (WeirFlowTestList *self)
{
  static const WeirFlowTestHandler handler = { .step = step_cb, .done = done_cb };
  g_autoptr (GBytes)               flow = NULL;

  self->current = g_queue_pop_head (&self->waiting);
  if (self->current == NULL)
    {
      if (self->is_stale)
        weir_flow_test_list_refresh (self);
      tell (self);
      return;
    }
  weir_flow_test_item_begin (self->current);
  flow = weir_document_to_bytes (weir_session_get_document (self->session));
  self->thread =
    weir_flow_test_thread_new (weir_session_get_registry (self->session),
                               weir_flow_test_item_get_title (self->current),
                               weir_flow_test_item_get_test (self->current),
                               flow,
                               weir_credentials_get_all (
                                 weir_session_get_credentials (self->session)),
                               &handler,
                               self);
  tell (self);
}

static void
enqueue (WeirFlowTestList *self, WeirFlowTestItem *item)
{
  if (weir_flow_test_item_get_test (item) == NULL)
    return;
  weir_flow_test_item_reset (item);
  g_queue_push_tail (&self->waiting, g_object_ref (item));
}

void
weir_flow_test_list_run (WeirFlowTestList *self, WeirFlowTestItem *item)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  weir_flow_test_list_stop (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirFlowTestItem) test = get_item (G_LIST_MODEL (self), i);

      if (item == NULL || item == test)
        enqueue (self, test);
    }
  run_next (self);
}

void
weir_flow_test_list_stop (WeirFlowTestList *self)
{
  if (self->current == NULL)
    return;
  g_clear_pointer (&self->thread, weir_flow_test_thread_free);
  weir_flow_test_item_reset (self->current);
  g_clear_object (&self->current);
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->is_stale)
    weir_flow_test_list_refresh (self);
  tell (self);
}

gboolean
weir_flow_test_list_is_running (WeirFlowTestList *self)
{
  return self->current != NULL;
}

guint
weir_flow_test_list_count (WeirFlowTestList *self, WeirFlowTestState state)
{
  guint n = get_n_items (G_LIST_MODEL (self));
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirFlowTestItem) item = get_item (G_LIST_MODEL (self), i);

      if (weir_flow_test_item_get_state (item) == state)
        count++;
    }
  return count;
}
