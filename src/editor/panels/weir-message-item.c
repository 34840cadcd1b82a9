/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-message-item.h"

#include "editor/panels/weir-value-text.h"

#include <glib/gi18n-lib.h>

struct _WeirMessageItem
{
  GObject parent_instance;

  WeirTrafficItem *traffic; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirMessageItem, weir_message_item, G_TYPE_OBJECT)

static void
weir_message_item_finalize (GObject *object)
{
  WeirMessageItem *self = WEIR_MESSAGE_ITEM (object);

  weir_traffic_item_unref (self->traffic);
  G_OBJECT_CLASS (weir_message_item_parent_class)->finalize (object);
}

static void
weir_message_item_class_init (WeirMessageItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_message_item_finalize;
}

static void
weir_message_item_init (WeirMessageItem *self)
{
}

WeirMessageItem *
weir_message_item_new (WeirTrafficItem *traffic)
{
  WeirMessageItem *self = g_object_new (WEIR_TYPE_MESSAGE_ITEM, NULL);

  self->traffic = weir_traffic_item_ref (traffic);
  return self;
}

WeirTrafficItem *
weir_message_item_get_traffic (WeirMessageItem *self)
{
  return self->traffic;
}

static char *
dup_preview (GBytes *data, gboolean is_text)
{
  gsize                 length;
  const void           *bytes = g_bytes_get_data (data, &length);
  g_autoptr (WeirValue) value =
    is_text ? weir_value_new_string_len (bytes != NULL ? bytes : "", length)
            : weir_value_new_bytes (bytes, length);

  return weir_value_dup_preview (value, WEIR_VALUE_PREVIEW_BYTES);
}

char *
weir_message_item_dup_text (WeirMessageItem *self)
{
  const WeirTrafficItem *traffic = self->traffic;

  switch (traffic->kind)
    {
    case WEIR_TRAFFIC_OPENED:
      return g_strdup (_ ("Connected"));
    case WEIR_TRAFFIC_TEXT:
    case WEIR_TRAFFIC_BINARY:
      return dup_preview (traffic->data, traffic->kind == WEIR_TRAFFIC_TEXT);
    case WEIR_TRAFFIC_CLOSED:
      break;
    }
  if (traffic->code == 0)
    return g_strdup (_ ("Closed"));
  /* Translators: the end of a connection, with the number that says why */
  return g_strdup_printf (_ ("Closed with %u"), traffic->code);
}

char *
weir_message_item_dup_time (WeirMessageItem *self)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local (self->traffic->time_us / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");

  return g_strdup_printf ("%s.%03u",
                          clock,
                          (guint)(self->traffic->time_us % G_USEC_PER_SEC) / 1000);
}
