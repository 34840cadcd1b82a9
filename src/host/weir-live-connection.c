/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-connection.h"

#include "host/weir-live-link.h"

/* A row of WeirLiveConnections, which alone changes it. */
struct _WeirLiveConnection
{
  GObject parent_instance;

  WeirLiveLink *link; /* owned: all that is known */
};

G_DEFINE_FINAL_TYPE (WeirLiveConnection, weir_live_connection, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NODE_ID,
  PROP_OUTGOING,
  PROP_STATE,
  PROP_SESSION,
  PROP_PEER,
  PROP_URL,
  PROP_PROTOCOL,
  PROP_ORIGIN,
  PROP_ERROR,
  PROP_SINCE_US,
  PROP_RETRY_US,
  PROP_MESSAGES_IN,
  PROP_MESSAGES_OUT,
  PROP_BYTES_IN,
  PROP_BYTES_OUT,
  PROP_QUEUED_BYTES,
  PROP_DROPPED,
} WeirLiveConnectionProperty;

static GParamSpec *properties[PROP_DROPPED + 1];

/* Where the texts and counts are that properties of the same kind show. */
static const struct
{
  const char *name;
  guint       property;
  gsize       offset;
} texts[] = {
  { "id", PROP_ID, G_STRUCT_OFFSET (WeirLiveLink, id) },
  { "node-id", PROP_NODE_ID, G_STRUCT_OFFSET (WeirLiveLink, node_id) },
  { "session", PROP_SESSION, G_STRUCT_OFFSET (WeirLiveLink, session) },
  { "peer", PROP_PEER, G_STRUCT_OFFSET (WeirLiveLink, peer) },
  { "url", PROP_URL, G_STRUCT_OFFSET (WeirLiveLink, url) },
  { "protocol", PROP_PROTOCOL, G_STRUCT_OFFSET (WeirLiveLink, protocol) },
  { "origin", PROP_ORIGIN, G_STRUCT_OFFSET (WeirLiveLink, origin) },
  { "error", PROP_ERROR, G_STRUCT_OFFSET (WeirLiveLink, error) },
};

static const struct
{
  const char *name;
  guint       property;
  gsize       offset;
} counts[] = {
  { "messages-in", PROP_MESSAGES_IN, G_STRUCT_OFFSET (WeirLiveCounts, messages_in) },
  { "messages-out",
    PROP_MESSAGES_OUT,
    G_STRUCT_OFFSET (WeirLiveCounts, messages_out) },
  { "bytes-in", PROP_BYTES_IN, G_STRUCT_OFFSET (WeirLiveCounts, bytes_in) },
  { "bytes-out", PROP_BYTES_OUT, G_STRUCT_OFFSET (WeirLiveCounts, bytes_out) },
  { "queued-bytes",
    PROP_QUEUED_BYTES,
    G_STRUCT_OFFSET (WeirLiveCounts, queued_bytes) },
  { "dropped", PROP_DROPPED, G_STRUCT_OFFSET (WeirLiveCounts, dropped) },
};

#define TEXT_AT(link, offset)    (G_STRUCT_MEMBER (char *, link, offset))
#define COUNT_AT(counts, offset) (G_STRUCT_MEMBER (guint64, counts, offset))

static void
weir_live_connection_finalize (GObject *object)
{
  WeirLiveConnection *self = WEIR_LIVE_CONNECTION (object);

  g_clear_pointer (&self->link, weir_live_link_free);

  G_OBJECT_CLASS (weir_live_connection_parent_class)->finalize (object);
}

static void
weir_live_connection_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  WeirLiveConnection *self = WEIR_LIVE_CONNECTION (object);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].property == id)
        g_value_set_string (value, TEXT_AT (self->link, texts[i].offset));
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (counts[i].property == id)
        g_value_set_uint64 (value,
                            COUNT_AT (&self->link->counts, counts[i].offset));
    }
  if (id == PROP_OUTGOING)
    g_value_set_boolean (value, self->link->outgoing);
  else if (id == PROP_STATE)
    g_value_set_int (value, self->link->state);
  else if (id == PROP_SINCE_US)
    g_value_set_int64 (value, self->link->since_us);
  else if (id == PROP_RETRY_US)
    g_value_set_int64 (value, self->link->retry_us);
}

static void
weir_live_connection_class_init (WeirLiveConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = weir_live_connection_finalize;
  object_class->get_property = weir_live_connection_get_property;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].property] =
      g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    properties[counts[i].property] =
      g_param_spec_uint64 (counts[i].name, NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_OUTGOING] =
    g_param_spec_boolean ("outgoing", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             WEIR_LIVE_CONNECTION_OPEN,
                                             WEIR_LIVE_CONNECTION_RETRYING,
                                             WEIR_LIVE_CONNECTION_OPEN,
                                             flags);
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RETRY_US] =
    g_param_spec_int64 ("retry-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_live_connection_init (WeirLiveConnection *self)
{
}

WeirLiveConnection *
weir_live_connection_new (WeirLiveLink *link)
{
  WeirLiveConnection *self = g_object_new (WEIR_TYPE_LIVE_CONNECTION, NULL);

  self->link = link;
  return self;
}

static void
notify (WeirLiveConnection *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_counts (WeirLiveConnection *self, const WeirLiveCounts *from)
{
  WeirLiveCounts before = self->link->counts;

  self->link->counts = *from;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      if (COUNT_AT (&before, counts[i].offset) !=
          COUNT_AT (from, counts[i].offset))
        notify (self, counts[i].property);
    }
}

static void
update_text (WeirLiveConnection *self, guint index, const WeirLiveLink *from)
{
  char      **place = &TEXT_AT (self->link, texts[index].offset);
  const char *text = TEXT_AT (from, texts[index].offset);

  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  notify (self, texts[index].property);
}

static void
update_time (WeirLiveConnection *self, gint64 *place, gint64 time_us, guint property)
{
  if (*place == time_us)
    return;
  *place = time_us;
  notify (self, property);
}

void
weir_live_connection_update (WeirLiveConnection *self, const WeirLiveLink *link)
{
  g_object_freeze_notify (G_OBJECT (self));
  update_counts (self, &link->counts);
  if (link->change == WEIR_LIVE_LINK_CHANGED)
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        update_text (self, i, link);
      update_time (self, &self->link->since_us, link->since_us, PROP_SINCE_US);
      update_time (self, &self->link->retry_us, link->retry_us, PROP_RETRY_US);
      if (self->link->state != link->state)
        {
          self->link->state = link->state;
          notify (self, PROP_STATE);
        }
    }
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
weir_live_connection_get_id (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->id;
}

const char *
weir_live_connection_get_node_id (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->node_id;
}

gboolean
weir_live_connection_is_outgoing (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), FALSE);

  return self->link->outgoing;
}

WeirLiveConnectionState
weir_live_connection_get_state (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self),
                        WEIR_LIVE_CONNECTION_OPEN);

  return self->link->state;
}

const char *
weir_live_connection_get_session (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->session;
}

const char *
weir_live_connection_get_peer (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->peer;
}

const char *
weir_live_connection_get_url (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->url;
}

const char *
weir_live_connection_get_protocol (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->protocol;
}

const char *
weir_live_connection_get_origin (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->origin;
}

const char *
weir_live_connection_get_error (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return self->link->error;
}

gint64
weir_live_connection_get_since_us (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), 0);

  return self->link->since_us;
}

gint64
weir_live_connection_get_retry_us (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), 0);

  return self->link->retry_us;
}

const WeirLiveCounts *
weir_live_connection_get_counts (WeirLiveConnection *self)
{
  g_return_val_if_fail (WEIR_IS_LIVE_CONNECTION (self), NULL);

  return &self->link->counts;
}
