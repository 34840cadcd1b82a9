/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-debug-log.h"

#include "runtime/weir-monitor-private.h"

/* WeirDebugLog: a ring of rows as a list model. Owned by whoever watches a flow
 * and hands it the batches of a monitor; list views observe it. Everything a
 * batch costs is proportional to the batch, nothing to the rows there are. */

/* The first ring; it doubles when it is full, up to the limit of rows. */
#define FIRST_CAPACITY 64

struct _WeirDebugRow
{
  GObject parent_instance;

  WeirRecord *record; /* owned */
  guint64     serial;
  gint64      delta_us;
  gsize       size;
};

G_DEFINE_FINAL_TYPE (WeirDebugRow, weir_debug_row, G_TYPE_OBJECT)

static void
weir_debug_row_finalize (GObject *object)
{
  WeirDebugRow *self = WEIR_DEBUG_ROW (object);

  g_clear_pointer (&self->record, weir_record_unref);

  G_OBJECT_CLASS (weir_debug_row_parent_class)->finalize (object);
}

static void
weir_debug_row_class_init (WeirDebugRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_debug_row_finalize;
}

static void
weir_debug_row_init (WeirDebugRow *self)
{
}

const WeirRecord *
weir_debug_row_get_record (WeirDebugRow *self)
{
  g_return_val_if_fail (WEIR_IS_DEBUG_ROW (self), NULL);

  return self->record;
}

guint64
weir_debug_row_get_serial (WeirDebugRow *self)
{
  g_return_val_if_fail (WEIR_IS_DEBUG_ROW (self), 0);

  return self->serial;
}

gint64
weir_debug_row_get_delta_us (WeirDebugRow *self)
{
  g_return_val_if_fail (WEIR_IS_DEBUG_ROW (self), 0);

  return self->delta_us;
}

struct _WeirDebugLog
{
  GObject parent_instance;

  /* owned */
  WeirDebugRow **ring; /* capacity is a power of two */

  /* template */
  guint max_rows;
  gsize max_bytes;

  /* derived */
  guint    capacity;
  guint    head; /* index of the oldest, not wrapped */
  guint    length;
  gsize    bytes;
  guint64  last_serial;
  gint64   last_time_us; /* of the newest row; meaningless when empty */
  gboolean has_last;
  guint64  evicted;
  guint64  dropped;
};

typedef enum
{
  PROP_EVICTED = 1,
  PROP_DROPPED,
} WeirDebugLogProperty;

static GParamSpec *properties[PROP_DROPPED + 1];

static GType
weir_debug_log_get_item_type (GListModel *model)
{
  return WEIR_TYPE_DEBUG_ROW;
}

static guint
weir_debug_log_get_n_items (GListModel *model)
{
  return WEIR_DEBUG_LOG (model)->length;
}

static WeirDebugRow **
slot (WeirDebugLog *self, guint position)
{
  return &self->ring[(self->head + position) & (self->capacity - 1)];
}

static gpointer
weir_debug_log_get_item (GListModel *model, guint position)
{
  WeirDebugLog *self = WEIR_DEBUG_LOG (model);

  return position < self->length ? g_object_ref (*slot (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_debug_log_get_item_type;
  interface->get_n_items = weir_debug_log_get_n_items;
  interface->get_item = weir_debug_log_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirDebugLog,
                               weir_debug_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

/* Takes away the oldest row, without a word. */
static void
pop (WeirDebugLog *self)
{
  WeirDebugRow *row = *slot (self, 0);

  self->bytes -= row->size;
  self->head++;
  self->length--;
  g_object_unref (row);
}

static void
grow (WeirDebugLog *self)
{
  WeirDebugRow **ring = g_new (WeirDebugRow *, self->capacity * 2);

  for (guint i = 0; i < self->length; i++)
    ring[i] = *slot (self, i);

  g_free (self->ring);
  self->ring = ring;
  self->capacity *= 2;
  self->head = 0;
}

/* @row: (transfer full) */
static void
push (WeirDebugLog *self, WeirDebugRow *row)
{
  if (self->length == self->capacity)
    grow (self);

  *slot (self, self->length++) = row;
  self->bytes += row->size;
}

static void
weir_debug_log_finalize (GObject *object)
{
  WeirDebugLog *self = WEIR_DEBUG_LOG (object);

  while (self->length > 0)
    pop (self);

  g_free (self->ring);

  G_OBJECT_CLASS (weir_debug_log_parent_class)->finalize (object);
}

static void
weir_debug_log_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  WeirDebugLog *self = WEIR_DEBUG_LOG (object);

  switch ((WeirDebugLogProperty)id)
    {
    case PROP_EVICTED:
      g_value_set_uint64 (value, self->evicted);
      break;
    case PROP_DROPPED:
      g_value_set_uint64 (value, self->dropped);
      break;
    }
}

static void
weir_debug_log_class_init (WeirDebugLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = weir_debug_log_finalize;
  object_class->get_property = weir_debug_log_get_property;

  properties[PROP_EVICTED] =
    g_param_spec_uint64 ("evicted", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_DROPPED] =
    g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_debug_log_init (WeirDebugLog *self)
{
  self->capacity = FIRST_CAPACITY;
  self->ring = g_new (WeirDebugRow *, self->capacity);
  self->max_rows = WEIR_DEBUG_LOG_MAX_ROWS;
  self->max_bytes = WEIR_DEBUG_LOG_MAX_BYTES;
}

WeirDebugLog *
weir_debug_log_new (void)
{
  return g_object_new (WEIR_TYPE_DEBUG_LOG, NULL);
}

static void
set_count (WeirDebugLog *self, guint64 *count, guint64 value, guint property)
{
  if (*count == value)
    return;

  *count = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Removes rows from the start until @rows more of @bytes fit. */
static void
make_room (WeirDebugLog *self, guint rows, gsize bytes)
{
  guint removed = 0;

  while (self->length > 0 &&
         (rows > self->max_rows || self->length > self->max_rows - rows ||
          bytes > self->max_bytes || self->bytes > self->max_bytes - bytes))
    {
      pop (self);
      removed++;
    }

  if (removed == 0)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
  set_count (self, &self->evicted, self->evicted + removed, PROP_EVICTED);
}

/* What of a batch becomes rows. */
typedef struct
{
  guint first; /* index of the first record that does */
  guint rows;
  gsize bytes;
  guint skipped; /* rows before that one, too many to be kept */
} Share;

static gboolean
is_row (const WeirRecord *record)
{
  return record->kind != WEIR_RECORD_KIND_STATUS;
}

/* From the newest on, as much as the limits allow; one always. */
static Share
take_share (WeirDebugLog *self, GPtrArray *records, gsize *sizes)
{
  Share    share = { .first = records->len };
  gboolean is_full = FALSE;

  for (guint i = records->len; i-- > 0;)
    {
      WeirRecord *record = records->pdata[i];

      if (!is_row (record))
        continue;

      if (!is_full)
        {
          sizes[i] = weir_record_get_size (record);
          is_full = share.rows > 0 && (share.rows == self->max_rows ||
                                       sizes[i] > self->max_bytes ||
                                       share.bytes > self->max_bytes - sizes[i]);
        }

      if (is_full)
        {
          share.skipped++;
          continue;
        }

      share.first = i;
      share.rows++;
      share.bytes += sizes[i];
    }

  return share;
}

/* @record: (transfer none) */
static void
push_record (WeirDebugLog *self, WeirRecord *record, gsize size)
{
  WeirDebugRow *row = g_object_new (WEIR_TYPE_DEBUG_ROW, NULL);

  row->record = weir_record_ref (record);
  row->serial = ++self->last_serial;
  row->size = size;

  if (self->has_last)
    row->delta_us = MAX (0, record->time_us - self->last_time_us);

  self->last_time_us = record->time_us;
  self->has_last = TRUE;
  push (self, row);
}

/* Counts the rows nobody gets to see. */
static void
skip_rows (WeirDebugLog *self, GPtrArray *records, const Share *share)
{
  if (share->skipped == 0)
    return;

  for (guint i = share->first; i-- > 0;)
    {
      const WeirRecord *record = records->pdata[i];

      if (!is_row (record))
        continue;

      self->last_time_us = record->time_us;
      self->has_last = TRUE;
      break;
    }

  self->last_serial += share->skipped;
  set_count (self, &self->evicted, self->evicted + share->skipped, PROP_EVICTED);
}

void
weir_debug_log_append (WeirDebugLog *self, GPtrArray *records, guint64 dropped)
{
  g_autofree gsize *sizes = NULL;
  Share             share;

  g_return_if_fail (WEIR_IS_DEBUG_LOG (self));
  g_return_if_fail (records != NULL);

  set_count (self, &self->dropped, self->dropped + dropped, PROP_DROPPED);
  sizes = g_new (gsize, records->len);
  share = take_share (self, records, sizes);

  if (share.rows == 0)
    return;

  make_room (self, share.rows, share.bytes);
  skip_rows (self, records, &share);

  for (guint i = share.first; i < records->len; i++)
    {
      WeirRecord *record = records->pdata[i];

      if (is_row (record))
        push_record (self, record, sizes[i]);
    }

  g_list_model_items_changed (G_LIST_MODEL (self),
                              self->length - share.rows,
                              0,
                              share.rows);
}

void
weir_debug_log_clear (WeirDebugLog *self)
{
  guint length;

  g_return_if_fail (WEIR_IS_DEBUG_LOG (self));

  length = self->length;

  while (self->length > 0)
    pop (self);

  self->has_last = FALSE;

  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);

  set_count (self, &self->evicted, 0, PROP_EVICTED);
  set_count (self, &self->dropped, 0, PROP_DROPPED);
}

void
weir_debug_log_set_limits (WeirDebugLog *self, guint max_rows, gsize max_bytes)
{
  guint removed = 0;

  g_return_if_fail (WEIR_IS_DEBUG_LOG (self));
  g_return_if_fail (max_rows > 0);

  self->max_rows = max_rows;
  self->max_bytes = max_bytes;

  while (self->length > 1 && (self->length > max_rows || self->bytes > max_bytes))
    {
      pop (self);
      removed++;
    }

  if (removed == 0)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
  set_count (self, &self->evicted, self->evicted + removed, PROP_EVICTED);
}

guint64
weir_debug_log_get_evicted (WeirDebugLog *self)
{
  g_return_val_if_fail (WEIR_IS_DEBUG_LOG (self), 0);

  return self->evicted;
}

guint64
weir_debug_log_get_dropped (WeirDebugLog *self)
{
  g_return_val_if_fail (WEIR_IS_DEBUG_LOG (self), 0);

  return self->dropped;
}
