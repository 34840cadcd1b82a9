/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-list.h"

/* WeirDebugList: a filter that knows how a log changes, rows coming at its end
 * and going from its start, and so never looks at a row twice. A frozen list
 * keeps references to the rows the log had, so that a filter can still be
 * changed while looking at a moment that is long gone. */

/* Cleared rows remembered before those long gone are looked for. */
#define MAX_CLEARED 20000

/* How many rows are filtered between two looks at the clock. */
#define SLICE_ROWS 64

struct _WeirDebugList
{
  GObject parent_instance;

  /* owned */
  WeirDebugLog *log;
  GPtrArray    *rows;    /* those shown, from `head` on */
  GPtrArray    *frozen;  /* (nullable): the log's when it was paused */
  GHashTable   *cleared; /* serials, as guint64 */
  GPtrArray    *found;   /* (nullable): rows of the filtering under way */

  /* borrowed */
  WeirDebugFilter *filter;

  /* derived */
  guint   head;
  guint   next; /* the row the filtering under way looks at next */
  guint   slice_id;
  guint   emptied_id;
  guint   waiting;
  guint   hidden;      /* as last told */
  guint64 last_serial; /* of the newest row when it was paused */
};

typedef enum
{
  PROP_PAUSED = 1,
  PROP_WAITING,
  PROP_HIDDEN,
} WeirDebugListProperty;

static GParamSpec *properties[PROP_HIDDEN + 1];

static GType
weir_debug_list_get_item_type (GListModel *model)
{
  return WEIR_TYPE_DEBUG_ROW;
}

static guint
weir_debug_list_get_n_items (GListModel *model)
{
  WeirDebugList *self = WEIR_DEBUG_LIST (model);

  return self->rows->len - self->head;
}

static gpointer
weir_debug_list_get_item (GListModel *model, guint position)
{
  WeirDebugList *self = WEIR_DEBUG_LIST (model);

  if (position >= self->rows->len - self->head)
    return NULL;
  return g_object_ref (self->rows->pdata[self->head + position]);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_debug_list_get_item_type;
  interface->get_n_items = weir_debug_list_get_n_items;
  interface->get_item = weir_debug_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirDebugList,
                               weir_debug_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

/* Rows of the log */

static guint
get_log_length (WeirDebugList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->log));
}

/* The log's own reference keeps it while nothing else happens. */
static WeirDebugRow *
peek_log_row (WeirDebugList *self, guint position)
{
  g_autoptr (WeirDebugRow) row =
    g_list_model_get_item (G_LIST_MODEL (self->log), position);

  return row;
}

static gboolean
matches (WeirDebugList *self, WeirDebugRow *row)
{
  guint64 serial;

  if (g_hash_table_size (self->cleared) > 0)
    {
      serial = weir_debug_row_get_serial (row);
      if (g_hash_table_contains (self->cleared, &serial))
        return FALSE;
    }
  return weir_debug_filter_matches (self->filter,
                                    weir_debug_row_get_record (row));
}

/* What the list is made of: the log, or what it was when paused. */
static guint
get_n_candidates (WeirDebugList *self)
{
  return self->frozen != NULL ? self->frozen->len : get_log_length (self);
}

static WeirDebugRow *
peek_candidate (WeirDebugList *self, guint index)
{
  if (self->frozen != NULL)
    return self->frozen->pdata[index];
  return peek_log_row (self, index);
}

/* Telling */

static void
notify (WeirDebugList *self, WeirDebugListProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_waiting (WeirDebugList *self, guint waiting)
{
  if (self->waiting == waiting)
    return;
  self->waiting = waiting;
  notify (self, PROP_WAITING);
}

static void
update_hidden (WeirDebugList *self)
{
  guint shown = self->rows->len - self->head;
  guint n = get_n_candidates (self);
  guint hidden = n > shown ? n - shown : 0;

  if (self->hidden == hidden)
    return;
  self->hidden = hidden;
  notify (self, PROP_HIDDEN);
}

static void
items_changed (WeirDebugList *self, guint position, guint removed, guint added)
{
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Removes from the start what is older than @serial. */
static void
drop_before (WeirDebugList *self, guint64 serial)
{
  guint head = self->head;
  guint dropped;

  while (head < self->rows->len &&
         weir_debug_row_get_serial (self->rows->pdata[head]) < serial)
    g_clear_object ((WeirDebugRow **)&self->rows->pdata[head++]);
  dropped = head - self->head;
  self->head = head;
  if (self->head > self->rows->len / 2)
    {
      g_ptr_array_set_free_func (self->rows, NULL);
      g_ptr_array_remove_range (self->rows, 0, self->head);
      g_ptr_array_set_free_func (self->rows, g_object_unref);
      self->head = 0;
    }
  items_changed (self, 0, dropped, 0);
}

static void
drop_all (WeirDebugList *self)
{
  drop_before (self, G_MAXUINT64);
}

/* Filtering anew */

static void
cancel_refilter (WeirDebugList *self)
{
  g_clear_handle_id (&self->slice_id, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

/* Replaces what is shown, telling only of what differs: rows that stay keep
 * their place on the screen and their selection. */
static void
replace_rows (WeirDebugList *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = self->rows;
  gpointer             *before = old->pdata + self->head;
  guint                 n_before = old->len - self->head;
  guint                 start = 0;
  guint                 end = 0;

  while (start < MIN (n_before, rows->len) && before[start] == rows->pdata[start])
    start++;
  while (end < MIN (n_before, rows->len) - start &&
         before[n_before - 1 - end] == rows->pdata[rows->len - 1 - end])
    end++;
  /* The rows dropped already are no objects any more. */
  g_ptr_array_set_free_func (old, NULL);
  g_ptr_array_remove_range (old, 0, self->head);
  g_ptr_array_set_free_func (old, g_object_unref);
  self->rows = g_ptr_array_ref (rows);
  self->head = 0;
  items_changed (self, start, n_before - start - end, rows->len - start - end);
}

static guint
count_waiting (WeirDebugList *self)
{
  guint n = get_log_length (self);
  guint waiting = 0;

  if (self->frozen == NULL)
    return 0;
  for (guint i = n; i-- > 0;)
    {
      WeirDebugRow *row = peek_log_row (self, i);

      if (weir_debug_row_get_serial (row) <= self->last_serial)
        break;
      waiting += matches (self, row) ? 1 : 0;
    }
  return waiting;
}

static gboolean
refilter_slice (WeirDebugList *self)
{
  gint64 end_us = g_get_monotonic_time () + WEIR_DEBUG_LIST_SLICE_US;
  guint  n = get_n_candidates (self);

  while (self->next < n)
    {
      WeirDebugRow *row = peek_candidate (self, self->next++);

      if (matches (self, row))
        g_ptr_array_add (self->found, g_object_ref (row));
      if (self->next % SLICE_ROWS == 0 && g_get_monotonic_time () >= end_us)
        return FALSE;
    }
  return TRUE;
}

static void
finish_refilter (WeirDebugList *self)
{
  g_autoptr (GPtrArray) found = g_steal_pointer (&self->found);

  cancel_refilter (self);
  replace_rows (self, found);
  set_waiting (self, count_waiting (self));
  update_hidden (self);
}

static gboolean
slice_cb (gpointer data)
{
  WeirDebugList *self = data;

  if (!refilter_slice (self))
    return G_SOURCE_CONTINUE;
  self->slice_id = 0;
  finish_refilter (self);
  return G_SOURCE_REMOVE;
}

void
weir_debug_list_refilter (WeirDebugList *self)
{
  g_return_if_fail (WEIR_IS_DEBUG_LIST (self));

  cancel_refilter (self);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->next = 0;
  if (refilter_slice (self))
    finish_refilter (self);
  else
    self->slice_id =
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice_cb, self, NULL);
}

gboolean
weir_debug_list_is_refiltering (WeirDebugList *self)
{
  return self->found != NULL;
}

/* Following the log */

static void
add_rows (WeirDebugList *self, guint position, guint added)
{
  guint before = self->rows->len;
  guint waiting = 0;

  for (guint i = position; i < position + added; i++)
    {
      WeirDebugRow *row = peek_log_row (self, i);

      if (!matches (self, row))
        continue;
      if (self->frozen != NULL)
        waiting++;
      else
        g_ptr_array_add (self->rows, g_object_ref (row));
    }
  items_changed (self, before - self->head, 0, self->rows->len - before);
  set_waiting (self, self->waiting + waiting);
}

static void
drop_found (WeirDebugList *self, guint64 serial, guint removed)
{
  guint n = 0;

  while (n < self->found->len &&
         weir_debug_row_get_serial (self->found->pdata[n]) < serial)
    n++;
  if (n > 0)
    g_ptr_array_remove_range (self->found, 0, n);
  self->next -= MIN (self->next, removed);
}

/* Thaws: the log was cleared, so there is nothing to look at any more. */
static gboolean
emptied_cb (gpointer data)
{
  WeirDebugList *self = data;

  self->emptied_id = 0;
  if (get_log_length (self) == 0 && self->frozen != NULL)
    {
      g_ptr_array_set_size (self->frozen, 0);
      self->waiting = 0;
      notify (self, PROP_WAITING);
      weir_debug_list_refilter (self);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
forget_cleared_cb (gpointer key, gpointer value, gpointer first)
{
  return *(guint64 *)key < *(guint64 *)first;
}

static void
remove_rows (WeirDebugList *self, guint removed)
{
  guint64 first = G_MAXUINT64;

  if (get_log_length (self) > 0)
    first = weir_debug_row_get_serial (peek_log_row (self, 0));
  if (self->frozen != NULL)
    {
      /* A log that makes room for a batch as large as itself is empty for a
       * moment, one that was cleared for longer. */
      if (first == G_MAXUINT64 && self->emptied_id == 0)
        self->emptied_id =
          g_idle_add_full (G_PRIORITY_HIGH, emptied_cb, self, NULL);
      return;
    }
  if (self->found != NULL)
    drop_found (self, first, removed);
  drop_before (self, first);
  if (g_hash_table_size (self->cleared) > MAX_CLEARED)
    g_hash_table_foreach_remove (self->cleared, forget_cleared_cb, &first);
}

static void
log_changed_cb (WeirDebugList *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    remove_rows (self, removed);
  if (added > 0 && (self->found == NULL || self->frozen != NULL))
    add_rows (self, position, added);
  update_hidden (self);
}

/* Pausing */

static void
freeze (WeirDebugList *self)
{
  guint n = get_log_length (self);

  self->frozen = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->frozen,
                     g_list_model_get_item (G_LIST_MODEL (self->log), i));
  self->last_serial =
    n > 0 ? weir_debug_row_get_serial (self->frozen->pdata[n - 1]) : 0;
}

static void
thaw (WeirDebugList *self)
{
  g_clear_pointer (&self->frozen, g_ptr_array_unref);
  g_clear_handle_id (&self->emptied_id, g_source_remove);
  set_waiting (self, 0);
  weir_debug_list_refilter (self);
}

gboolean
weir_debug_list_get_paused (WeirDebugList *self)
{
  return self->frozen != NULL;
}

void
weir_debug_list_set_paused (WeirDebugList *self, gboolean paused)
{
  g_return_if_fail (WEIR_IS_DEBUG_LIST (self));

  if (paused == (self->frozen != NULL))
    return;
  if (paused)
    freeze (self);
  else
    thaw (self);
  notify (self, PROP_PAUSED);
}

guint
weir_debug_list_get_waiting (WeirDebugList *self)
{
  return self->waiting;
}

guint
weir_debug_list_get_hidden (WeirDebugList *self)
{
  return self->hidden;
}

void
weir_debug_list_clear_shown (WeirDebugList *self)
{
  g_return_if_fail (WEIR_IS_DEBUG_LIST (self));

  for (guint i = self->head; i < self->rows->len; i++)
    {
      guint64 serial = weir_debug_row_get_serial (self->rows->pdata[i]);

      g_hash_table_add (self->cleared, g_memdup2 (&serial, sizeof serial));
    }
  drop_all (self);
  weir_debug_list_refilter (self);
}

/* The object */

static void
weir_debug_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  WeirDebugList *self = WEIR_DEBUG_LIST (object);

  switch ((WeirDebugListProperty)id)
    {
    case PROP_PAUSED:
      g_value_set_boolean (value, self->frozen != NULL);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_HIDDEN:
      g_value_set_uint (value, self->hidden);
      break;
    }
}

static void
weir_debug_list_dispose (GObject *object)
{
  WeirDebugList *self = WEIR_DEBUG_LIST (object);

  cancel_refilter (self);
  g_clear_handle_id (&self->emptied_id, g_source_remove);
  if (self->log != NULL)
    g_signal_handlers_disconnect_by_data (self->log, self);
  g_clear_object (&self->log);
  g_clear_pointer (&self->frozen, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_debug_list_parent_class)->dispose (object);
}

static void
weir_debug_list_finalize (GObject *object)
{
  WeirDebugList *self = WEIR_DEBUG_LIST (object);

  for (guint i = self->head; i < self->rows->len; i++)
    g_object_unref (self->rows->pdata[i]);
  g_ptr_array_set_free_func (self->rows, NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->cleared, g_hash_table_unref);
  G_OBJECT_CLASS (weir_debug_list_parent_class)->finalize (object);
}

static void
weir_debug_list_class_init (WeirDebugListClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_debug_list_get_property;
  object_class->dispose = weir_debug_list_dispose;
  object_class->finalize = weir_debug_list_finalize;

  properties[PROP_PAUSED] =
    g_param_spec_boolean ("paused", NULL, NULL, FALSE, flags);
  properties[PROP_WAITING] =
    g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HIDDEN] =
    g_param_spec_uint ("hidden", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_debug_list_init (WeirDebugList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->cleared =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

WeirDebugList *
weir_debug_list_new (WeirDebugLog *log, WeirDebugFilter *filter)
{
  WeirDebugList *self;

  g_return_val_if_fail (WEIR_IS_DEBUG_LOG (log), NULL);

  self = g_object_new (WEIR_TYPE_DEBUG_LIST, NULL);
  self->log = g_object_ref (log);
  self->filter = filter;
  g_signal_connect_object (log,
                           "items-changed",
                           G_CALLBACK (log_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  weir_debug_list_refilter (self);
  return self;
}
