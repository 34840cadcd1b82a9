/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-peer.h"

#include <glib/gi18n-lib.h>

/* One name of a test, with one connection (a client) or any number of them (a
 * path that is served). Owned by the peers of a run; the sockets belong to
 * those who opened them. */

struct _WeirFlowTestPeer
{
  char                        *name;
  const WeirFlowTestPeerOwner *owner;

  GPtrArray *open;   /* (element-type WeirWsConnection), owned references */
  GQueue     frames; /* WeirFlowTestFrame no step has taken */
  gsize      bytes;  /* in them */
  GArray    *closes; /* (element-type guint): codes no step asked about */
  GError    *failure;
  gboolean   is_client;
  gboolean   is_connecting;
  gboolean   is_full;
};

void
weir_flow_test_frame_free (WeirFlowTestFrame *frame)
{
  g_bytes_unref (frame->data);
  g_free (frame);
}

static void
tell (WeirFlowTestPeer *self)
{
  self->owner->changed (self->owner->user_data);
}

/* What connections say --------------------------------------------------- */

static void
opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  WeirFlowTestPeer *self = user_data;

  self->is_connecting = FALSE;
  g_ptr_array_add (self->open, g_object_ref (connection));
  weir_flow_test_journal_take_event (self->owner->journal,
                                     self->name,
                                     g_strdup (_ ("is connected")));
  tell (self);
}

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  WeirFlowTestPeer  *self = user_data;
  WeirFlowTestFrame *frame;

  self->is_full = self->is_full ||
                  self->frames.length >= WEIR_FLOW_TEST_MAX_UNREAD ||
                  self->bytes > WEIR_FLOW_TEST_MAX_UNREAD_BYTES;
  if (!self->is_full)
    {
      frame = g_new0 (WeirFlowTestFrame, 1);
      frame->text = kind == WEIR_WS_TEXT;
      frame->data = g_bytes_new (data, length);
      self->bytes += length;
      g_queue_push_tail (&self->frames, frame);
      weir_flow_test_journal_add_frame (self->owner->journal,
                                        self->name,
                                        FALSE,
                                        frame->text,
                                        frame->data);
    }
  tell (self);
}

static void
failed_cb (WeirWsConnection *connection, const GError *error, gpointer user_data)
{
  WeirFlowTestPeer *self = user_data;

  weir_flow_test_journal_take_event (self->owner->journal,
                                     self->name,
                                     g_strdup_printf (_ ("failed: %s"),
                                                      error->message));
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  WeirFlowTestPeer *self = user_data;

  g_ptr_array_remove (self->open, connection);
  if (self->closes->len < WEIR_FLOW_TEST_MAX_UNREAD)
    g_array_append_val (self->closes, code);
  weir_flow_test_journal_take_event (
    self->owner->journal,
    self->name,
    reason != NULL && *reason != '\0'
      ? g_strdup_printf (_ ("was closed with code %u: %s"), code, reason)
      : g_strdup_printf (_ ("was closed with code %u"), code));
  tell (self);
}

const WeirWsHandler weir_flow_test_peer_handler = {
  .opened = opened_cb,
  .message = message_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

/* Life ------------------------------------------------------------------- */

WeirFlowTestPeer *
weir_flow_test_peer_new (const char *name, const WeirFlowTestPeerOwner *owner)
{
  WeirFlowTestPeer *self = g_new0 (WeirFlowTestPeer, 1);

  self->name = g_strdup (name);
  self->owner = owner;
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->closes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->frames);
  return self;
}

void
weir_flow_test_peer_free (WeirFlowTestPeer *self)
{
  g_queue_clear_full (&self->frames, (GDestroyNotify)weir_flow_test_frame_free);
  g_clear_error (&self->failure);
  g_ptr_array_unref (self->open);
  g_array_unref (self->closes);
  g_free (self->name);
  g_free (self);
}

void
weir_flow_test_peer_expect_connection (WeirFlowTestPeer *self)
{
  self->is_client = TRUE;
  self->is_connecting = TRUE;
}

void
weir_flow_test_peer_fail (WeirFlowTestPeer *self, const GError *error)
{
  self->is_connecting = FALSE;
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  weir_flow_test_journal_take_event (
    self->owner->journal,
    self->name,
    g_strdup_printf (_ ("could not connect: %s"), error->message));
  tell (self);
}

/* What steps ask --------------------------------------------------------- */

const char *
weir_flow_test_peer_get_name (WeirFlowTestPeer *self)
{
  return self->name;
}

guint
weir_flow_test_peer_get_n_open (WeirFlowTestPeer *self)
{
  guint n = 0;

  for (guint i = 0; i < self->open->len; i++)
    n += weir_ws_connection_is_open (self->open->pdata[i]);
  return n;
}

const GError *
weir_flow_test_peer_get_failure (WeirFlowTestPeer *self)
{
  return self->failure;
}

gboolean
weir_flow_test_peer_is_over (WeirFlowTestPeer *self)
{
  return self->is_client && !self->is_connecting && self->open->len == 0;
}

gboolean
weir_flow_test_peer_is_full (const WeirFlowTestPeer *self)
{
  return self->is_full;
}

gboolean
weir_flow_test_peer_send (WeirFlowTestPeer *self,
                          gboolean          text,
                          GBytes           *data,
                          GError          **error)
{
  guint n = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      WeirWsConnection *connection = self->open->pdata[i];

      if (!weir_ws_connection_is_open (connection))
        continue;
      if (!weir_ws_connection_send_bytes (connection,
                                          text ? WEIR_WS_TEXT : WEIR_WS_BINARY,
                                          data,
                                          error))
        return FALSE;
      n++;
    }
  if (n == 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_NOT_CONNECTED,
                   _ ("%s has no open connection."),
                   self->name);
      return FALSE;
    }
  weir_flow_test_journal_add_frame (self->owner->journal,
                                    self->name,
                                    TRUE,
                                    text,
                                    data);
  return TRUE;
}

void
weir_flow_test_peer_close (WeirFlowTestPeer *self, guint code)
{
  for (guint i = 0; i < self->open->len; i++)
    weir_ws_connection_close (self->open->pdata[i], code, NULL);
}

const WeirFlowTestFrame *
weir_flow_test_peer_peek (WeirFlowTestPeer *self)
{
  return g_queue_peek_head (&self->frames);
}

WeirFlowTestFrame *
weir_flow_test_peer_take (WeirFlowTestPeer *self)
{
  WeirFlowTestFrame *frame = g_queue_pop_head (&self->frames);

  if (frame != NULL)
    self->bytes -= g_bytes_get_size (frame->data);
  return frame;
}

gboolean
weir_flow_test_peer_take_close (WeirFlowTestPeer *self, guint *code)
{
  if (self->closes->len == 0)
    return FALSE;
  *code = g_array_index (self->closes, guint, 0);
  g_array_remove_index (self->closes, 0);
  return TRUE;
}
