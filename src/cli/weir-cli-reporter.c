/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-reporter.h"

#include "cli/weir-cli-output.h"
#include "cli/weir-cli-record.h"

#include <unistd.h>

/* Owned by the runner, which hands it everything that is to be said. */
struct _WeirCliReporter
{
  gboolean       json;
  gboolean       muted; /* standard output is somebody else's */
  WeirLogLevel   level;
  WeirCliOutput *out;
  WeirCliOutput *err;
  GString       *line; /* room for the record being written */
};

static void
lost_cb (guint64 dropped, const char *error, gpointer data)
{
  WeirCliReporter *self = data;

  if (error != NULL)
    weir_cli_reporter_log (self,
                           WEIR_LOG_LEVEL_ERROR,
                           "standard output can't be written: %s; "
                           "what is shown there is dropped from now on",
                           error);
  else if (dropped == 0)
    weir_cli_reporter_log (self,
                           WEIR_LOG_LEVEL_WARN,
                           "standard output is read too slowly; "
                           "what does not fit is dropped");
  else
    weir_cli_reporter_log (self,
                           WEIR_LOG_LEVEL_WARN,
                           "%" G_GUINT64_FORMAT
                           " lines for standard output were dropped",
                           dropped);
}

WeirCliReporter *
weir_cli_reporter_new (GMainContext *context, gboolean json, WeirLogLevel level)
{
  WeirCliReporter *self = g_new0 (WeirCliReporter, 1);

  self->json = json;
  self->level = level;
  self->line = g_string_new (NULL);
  self->out = weir_cli_output_new (STDOUT_FILENO, context, lost_cb, self);
  self->err = weir_cli_output_new (STDERR_FILENO, context, NULL, NULL);
  return self;
}

void
weir_cli_reporter_free (WeirCliReporter *self)
{
  weir_cli_output_free (self->out);
  weir_cli_output_free (self->err);
  g_string_free (self->line, TRUE);
  g_free (self);
}

void
weir_cli_reporter_mute (WeirCliReporter *self)
{
  self->muted = TRUE;
}

static void
write_line (WeirCliReporter *self, WeirCliOutput *output)
{
  weir_cli_output_add (output, self->line->str, self->line->len);
  g_string_truncate (self->line, 0);
}

static gboolean
is_logged (WeirCliReporter *self, const WeirRecord *record)
{
  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      return FALSE;
    case WEIR_RECORD_KIND_STATUS:
      return self->level >= WEIR_LOG_LEVEL_DEBUG;
    case WEIR_RECORD_KIND_LOG:
      return record->level <= self->level;
    }
  return FALSE;
}

void
weir_cli_reporter_add (WeirCliReporter *self, const WeirRecord *record)
{
  gboolean debug = record->kind == WEIR_RECORD_KIND_DEBUG;

  if (is_logged (self, record))
    {
      weir_cli_record_append_log (self->line, record);
      write_line (self, self->err);
    }
  if (self->muted)
    return;
  if (self->json)
    weir_cli_record_append_json (self->line, record);
  else if (debug)
    weir_cli_record_append_text (self->line, record);
  if (self->line->len > 0)
    write_line (self, self->out);
}

void
weir_cli_reporter_log (WeirCliReporter *self,
                       WeirLogLevel     level,
                       const char      *format,
                       ...)
{
  g_autofree char *text = NULL;
  va_list          args;
  WeirRecord       record = {
          .kind = WEIR_RECORD_KIND_LOG,
          .time_us = g_get_real_time (),
          .level = level,
  };

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  record.text = text;

  /* Said while a record is being written: that one is not to be torn. */
  if (self->line->len > 0)
    {
      g_autoptr (GString) busy = g_steal_pointer (&self->line);

      self->line = g_string_new (NULL);
      weir_cli_reporter_add (self, &record);
      g_string_free (self->line, TRUE);
      self->line = g_steal_pointer (&busy);
    }
  else
    weir_cli_reporter_add (self, &record);
  weir_cli_reporter_flush (self);
}

void
weir_cli_reporter_ready (WeirCliReporter *self,
                         const char      *url,
                         const char      *host,
                         guint            port)
{
  weir_cli_reporter_log (self, WEIR_LOG_LEVEL_INFO, "Listening on %s", url);
  if (!self->json)
    return;
  weir_cli_event_append (self->line,
                         "ready",
                         "host",
                         weir_value_new_string (host),
                         "port",
                         weir_value_new_number (port),
                         "url",
                         weir_value_new_string (url),
                         NULL);
  write_line (self, self->out);
  weir_cli_reporter_flush (self);
}

void
weir_cli_reporter_stopped (WeirCliReporter *self, const char *reason)
{
  if (!self->json)
    return;
  weir_cli_event_append (self->line,
                         "stopped",
                         "reason",
                         weir_value_new_string (reason),
                         NULL);
  write_line (self, self->out);
}

void
weir_cli_reporter_flush (WeirCliReporter *self)
{
  weir_cli_output_flush (self->out);
  weir_cli_output_flush (self->err);
}

gboolean
weir_cli_reporter_finish (WeirCliReporter *self, guint timeout_ms)
{
  weir_cli_output_drain (self->out, timeout_ms);
  weir_cli_output_drain (self->err, timeout_ms);
  return !weir_cli_output_has_failed (self->out);
}
