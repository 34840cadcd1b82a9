/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-stream.h"

/* Three small objects, because GIO wants a stream, its input and its output to
 * be separate ones; the halves only know the stream. Owned by libsoup's
 * connection and by whoever feeds it, who may go first. */

#define WEIR_TYPE_WS_INPUT (weir_ws_input_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsInput, weir_ws_input, WEIR, WS_INPUT, GInputStream)
#define WEIR_TYPE_WS_OUTPUT (weir_ws_output_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsOutput, weir_ws_output, WEIR, WS_OUTPUT, GOutputStream)

struct _WeirWsInput
{
  GInputStream  parent_instance;
  WeirWsStream *stream; /* (nullable), borrowed */
};

struct _WeirWsOutput
{
  GOutputStream parent_instance;
  WeirWsStream *stream; /* (nullable), borrowed */
};

struct _WeirWsStream
{
  GIOStream parent_instance;

  const WeirWsStreamOwner *funcs;
  gpointer                 owner; /* (nullable), borrowed */
  WeirWsInput             *input;
  WeirWsOutput            *output;
  GSource                 *source; /* (nullable): waits for input */
  gboolean                 closed;
};

static void weir_ws_input_pollable_init (GPollableInputStreamInterface *iface);
static void weir_ws_output_pollable_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirWsInput,
                               weir_ws_input,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      weir_ws_input_pollable_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (
  WeirWsOutput,
  weir_ws_output,
  G_TYPE_OUTPUT_STREAM,
  G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                         weir_ws_output_pollable_init))
G_DEFINE_FINAL_TYPE (WeirWsStream, weir_ws_stream, G_TYPE_IO_STREAM)

/* Input ------------------------------------------------------------------ */

static gssize
weir_ws_input_read_nonblocking (GPollableInputStream *pollable,
                                void                 *buffer,
                                gsize                 count,
                                GError              **error)
{
  WeirWsStream *stream = WEIR_WS_INPUT (pollable)->stream;
  gssize        n = 0;

  if (stream != NULL && stream->owner != NULL)
    n = stream->funcs->read (stream->owner, buffer, count);
  if (n < 0)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_WOULD_BLOCK,
                         "nothing to read");
  return n;
}

static gssize
weir_ws_input_read (GInputStream *input,
                    void         *buffer,
                    gsize         count,
                    GCancellable *cancellable,
                    GError      **error)
{
  return weir_ws_input_read_nonblocking (G_POLLABLE_INPUT_STREAM (input),
                                         buffer,
                                         count,
                                         error);
}

static gboolean
weir_ws_input_is_readable (GPollableInputStream *pollable)
{
  WeirWsStream *stream = WEIR_WS_INPUT (pollable)->stream;

  return stream == NULL || stream->owner == NULL ||
         stream->funcs->can_read (stream->owner);
}

static GSource *
weir_ws_input_create_source (GPollableInputStream *pollable,
                             GCancellable         *cancellable)
{
  WeirWsStream *stream = WEIR_WS_INPUT (pollable)->stream;
  GSource *source = g_pollable_source_new_full (pollable, NULL, cancellable);

  if (stream != NULL)
    {
      g_clear_pointer (&stream->source, g_source_unref);
      stream->source = g_source_ref (source);
    }
  if (weir_ws_input_is_readable (pollable))
    g_source_set_ready_time (source, 0);
  return source;
}

static void
weir_ws_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = weir_ws_input_is_readable;
  iface->create_source = weir_ws_input_create_source;
  iface->read_nonblocking = weir_ws_input_read_nonblocking;
}

static void
weir_ws_input_class_init (WeirWsInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = weir_ws_input_read;
}

static void
weir_ws_input_init (WeirWsInput *self)
{
}

/* Output ----------------------------------------------------------------- */

static gssize
weir_ws_output_write_nonblocking (GPollableOutputStream *pollable,
                                  const void            *buffer,
                                  gsize                  count,
                                  GError               **error)
{
  WeirWsStream *stream = WEIR_WS_OUTPUT (pollable)->stream;

  if (stream == NULL || stream->owner == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_CLOSED,
                           "the stream is closed");
      return -1;
    }
  stream->funcs->write (stream->owner, buffer, count);
  return count;
}

static gssize
weir_ws_output_write (GOutputStream *output,
                      const void    *buffer,
                      gsize          count,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return weir_ws_output_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (output),
                                           buffer,
                                           count,
                                           error);
}

static gboolean
weir_ws_output_is_writable (GPollableOutputStream *pollable)
{
  return TRUE;
}

static GSource *
weir_ws_output_create_source (GPollableOutputStream *pollable,
                              GCancellable          *cancellable)
{
  GSource *source = g_pollable_source_new_full (pollable, NULL, cancellable);

  /* Always writable: fires in the next turn of its context. */
  g_source_set_ready_time (source, 0);
  return source;
}

static void
weir_ws_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = weir_ws_output_is_writable;
  iface->create_source = weir_ws_output_create_source;
  iface->write_nonblocking = weir_ws_output_write_nonblocking;
}

static void
weir_ws_output_class_init (WeirWsOutputClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = weir_ws_output_write;
}

static void
weir_ws_output_init (WeirWsOutput *self)
{
}

/* The stream ------------------------------------------------------------- */

static GInputStream *
weir_ws_stream_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (WEIR_WS_STREAM (stream)->input);
}

static GOutputStream *
weir_ws_stream_get_output_stream (GIOStream *stream)
{
  return G_OUTPUT_STREAM (WEIR_WS_STREAM (stream)->output);
}

static gboolean
weir_ws_stream_close_fn (GIOStream    *stream,
                         GCancellable *cancellable,
                         GError      **error)
{
  WeirWsStream *self = WEIR_WS_STREAM (stream);

  if (!self->closed)
    {
      self->closed = TRUE;
      if (self->owner != NULL)
        self->funcs->closed (self->owner);
    }
  return TRUE;
}

/* GIO's own way starts a thread. */
static void
weir_ws_stream_close_async (GIOStream          *stream,
                            int                 io_priority,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);

  weir_ws_stream_close_fn (stream, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
weir_ws_stream_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
weir_ws_stream_dispose (GObject *object)
{
  WeirWsStream *self = WEIR_WS_STREAM (object);

  self->input->stream = NULL;
  self->output->stream = NULL;
  g_clear_pointer (&self->source, g_source_unref);

  G_OBJECT_CLASS (weir_ws_stream_parent_class)->dispose (object);
}

static void
weir_ws_stream_finalize (GObject *object)
{
  WeirWsStream *self = WEIR_WS_STREAM (object);

  g_object_unref (self->input);
  g_object_unref (self->output);

  G_OBJECT_CLASS (weir_ws_stream_parent_class)->finalize (object);
}

static void
weir_ws_stream_class_init (WeirWsStreamClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->dispose = weir_ws_stream_dispose;
  object_class->finalize = weir_ws_stream_finalize;
  stream_class->get_input_stream = weir_ws_stream_get_input_stream;
  stream_class->get_output_stream = weir_ws_stream_get_output_stream;
  stream_class->close_fn = weir_ws_stream_close_fn;
  stream_class->close_async = weir_ws_stream_close_async;
  stream_class->close_finish = weir_ws_stream_close_finish;
}

static void
weir_ws_stream_init (WeirWsStream *self)
{
  self->input = g_object_new (WEIR_TYPE_WS_INPUT, NULL);
  self->input->stream = self;
  self->output = g_object_new (WEIR_TYPE_WS_OUTPUT, NULL);
  self->output->stream = self;
}

WeirWsStream *
weir_ws_stream_new (const WeirWsStreamOwner *owner_funcs, gpointer owner)
{
  WeirWsStream *self = g_object_new (WEIR_TYPE_WS_STREAM, NULL);

  self->funcs = owner_funcs;
  self->owner = owner;
  return self;
}

gpointer
weir_ws_stream_get_owner (WeirWsStream *self)
{
  return self->owner;
}

void
weir_ws_stream_detach (WeirWsStream *self)
{
  self->owner = NULL;
}

void
weir_ws_stream_wake (WeirWsStream *self)
{
  if (self->source != NULL && !g_source_is_destroyed (self->source))
    g_source_set_ready_time (self->source, 0);
}

gboolean
weir_ws_stream_fire (WeirWsStream *self)
{
  g_autoptr (GSource)   source = g_steal_pointer (&self->source);
  GSourceCallbackFuncs *closure_funcs;
  GSourceFunc           callback;
  gpointer              closure;
  gpointer              data;

  if (source == NULL || g_source_is_destroyed (source) ||
      source->callback_funcs == NULL)
    return FALSE;

  /* These members are part of GLib's ABI. The callback may destroy its own
   * source, and with it the last reference to its closure. */
  closure_funcs = source->callback_funcs;
  closure = source->callback_data;
  closure_funcs->ref (closure);
  closure_funcs->get (closure, source, &callback, &data);
  if (!source->source_funcs->dispatch (source, callback, data))
    g_source_destroy (source);
  closure_funcs->unref (closure);
  return TRUE;
}
