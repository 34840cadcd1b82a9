/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-journal.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>

/* A queue of what came, bounded. Frames and records are held by reference, so
 * that a step that passes pays next to nothing for what a failing one says. */

/* Of a binary message so many bytes are shown. */
#define SHOWN_BYTES 48

typedef struct
{
  gint64      time_us;
  char       *who;
  char       *event;  /* (nullable) */
  GBytes     *data;   /* (nullable): a frame */
  WeirRecord *record; /* (nullable) */
  gboolean    text;
  gboolean    sent;
} Entry;

struct _WeirFlowTestJournal
{
  GQueue entries;
  guint  skipped; /* went to keep the limit, since the last mark but one */
  gint64 step_us; /* the present step began */
  gint64 before_us;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->who);
  g_free (entry->event);
  g_clear_pointer (&entry->data, g_bytes_unref);
  g_clear_pointer (&entry->record, weir_record_unref);
  g_free (entry);
}

WeirFlowTestJournal *
weir_flow_test_journal_new (void)
{
  WeirFlowTestJournal *self = g_new0 (WeirFlowTestJournal, 1);

  g_queue_init (&self->entries);
  self->step_us = self->before_us = g_get_monotonic_time ();
  return self;
}

void
weir_flow_test_journal_free (WeirFlowTestJournal *self)
{
  g_queue_clear_full (&self->entries, entry_free);
  g_free (self);
}

void
weir_flow_test_journal_mark (WeirFlowTestJournal *self)
{
  self->before_us = self->step_us;
  self->step_us = g_get_monotonic_time ();
  self->skipped = 0;
  while (self->entries.length > 0 &&
         ((Entry *)g_queue_peek_head (&self->entries))->time_us < self->before_us)
    entry_free (g_queue_pop_head (&self->entries));
}

static Entry *
add (WeirFlowTestJournal *self, const char *who)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->time_us = g_get_monotonic_time ();
  entry->who = g_strdup (who);
  g_queue_push_tail (&self->entries, entry);
  if (self->entries.length > WEIR_FLOW_TEST_MAX_SEEN)
    {
      entry_free (g_queue_pop_head (&self->entries));
      self->skipped++;
    }
  return entry;
}

void
weir_flow_test_journal_add_frame (WeirFlowTestJournal *self,
                                  const char          *peer,
                                  gboolean             sent,
                                  gboolean             text,
                                  GBytes              *data)
{
  Entry *entry = add (self, peer);

  entry->sent = sent;
  entry->text = text;
  entry->data = g_bytes_ref (data);
}

void
weir_flow_test_journal_take_event (WeirFlowTestJournal *self,
                                   const char          *peer,
                                   char                *text)
{
  add (self, peer)->event = text;
}

/* Returns: (transfer full): a node as people know it; "" for the engine */
static char *
name_node (const WeirRecord *record)
{
  if (record->name != NULL)
    return g_strdup (record->name);
  if (record->id == NULL)
    return g_strdup ("");
  return record->type != NULL
           ? g_strdup_printf ("%s (%s)", record->type, record->id)
           : g_strdup (record->id);
}

void
weir_flow_test_journal_add_record (WeirFlowTestJournal *self,
                                   const WeirRecord    *record)
{
  Entry *entry;

  if (record->kind == WEIR_RECORD_KIND_LOG &&
      record->level != WEIR_LOG_LEVEL_ERROR &&
      record->level != WEIR_LOG_LEVEL_WARN)
    return;
  entry = add (self, NULL);
  entry->who = name_node (record);
  entry->record = weir_record_ref ((WeirRecord *)record);
}

/* Wording ---------------------------------------------------------------- */

/* Returns: (transfer full): the beginning of @text, which is taken */
static char *
cut (char *text)
{
  char *end;

  if (g_utf8_strlen (text, -1) <= WEIR_FLOW_TEST_MAX_SEEN_CHARS)
    return text;
  end = g_utf8_offset_to_pointer (text, WEIR_FLOW_TEST_MAX_SEEN_CHARS);
  *end = '\0';
  end = g_strconcat (text, "…", NULL);
  g_free (text);
  return end;
}

static char *
describe_bytes (GBytes *data)
{
  gsize            length;
  const guchar    *bytes = g_bytes_get_data (data, &length);
  g_autofree char *base64 = g_base64_encode (bytes, MIN (length, SHOWN_BYTES));

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%lu byte, %s%s", "%lu bytes, %s%s", length),
    (gulong)length,
    base64,
    length > SHOWN_BYTES ? "…" : "");
}

char *
weir_flow_test_describe_frame (gboolean text, GBytes *data)
{
  gsize               length;
  const char         *bytes = g_bytes_get_data (data, &length);
  g_autoptr (GString) quoted = NULL;

  if (!text)
    return describe_bytes (data);
  quoted = g_string_new (NULL);

  /* All of a text of 16 MiB is not worth quoting; one that is cut here is cut
   * in the middle of a character at worst, which is made valid again. */
  weir_json_append_string (quoted,
                           bytes != NULL ? bytes : "",
                           MIN (length, WEIR_FLOW_TEST_MAX_SEEN_CHARS * 4));
  return cut (g_utf8_make_valid (quoted->str, (gssize)quoted->len));
}

char *
weir_flow_test_describe_value (const WeirValue *value)
{
  g_autofree char *json =
    value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED
      ? g_strdup ("undefined")
      : weir_json_write (value, WEIR_JSON_STYLE_COMPACT);

  return cut (g_utf8_make_valid (json, -1));
}

static char *
describe_record (const Entry *entry)
{
  const WeirRecord *record = entry->record;
  g_autofree char  *shown = NULL;

  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      shown = weir_flow_test_describe_value (record->value);
      /* Translators: a debug node, the property it shows, and its value */
      return g_strdup_printf (_ ("%s showed %s = %s"),
                              entry->who,
                              record->property != NULL ? record->property : "msg",
                              shown);
    case WEIR_RECORD_KIND_STATUS:
      shown = weir_flow_test_describe_value (record->value);
      return g_strdup_printf (_ ("%s has the status %s"), entry->who, shown);
    case WEIR_RECORD_KIND_LOG:
      shown = cut (g_utf8_make_valid (record->text, -1));
      return *entry->who == '\0'
               ? g_strdup_printf (_ ("the log says: %s"), shown)
               : g_strdup_printf (_ ("%s says in the log: %s"), entry->who, shown);
    }
  g_assert_not_reached ();
}

static char *
describe (const Entry *entry)
{
  g_autofree char *shown = NULL;

  if (entry->record != NULL)
    return describe_record (entry);
  if (entry->event != NULL)
    return g_strdup_printf ("%s %s", entry->who, entry->event);
  shown = weir_flow_test_describe_frame (entry->text, entry->data);

  /* Translators: a client or server of the test, and a message */
  return entry->sent ? g_strdup_printf (_ ("%s sent %s"), entry->who, shown)
                     : g_strdup_printf (_ ("%s got %s"), entry->who, shown);
}

GPtrArray *
weir_flow_test_journal_dup_seen (WeirFlowTestJournal *self)
{
  GPtrArray *seen = g_ptr_array_new_with_free_func (g_free);

  if (self->skipped > 0)
    g_ptr_array_add (seen,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                   "%u more before these",
                                                   "%u more before these",
                                                   self->skipped),
                                      self->skipped));
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      const Entry     *entry = l->data;
      g_autofree char *what = describe (entry);
      double           ms = (double)(entry->time_us - self->before_us) / 1000;
      char             after[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (after, sizeof after, "%.1f", ms);
      g_ptr_array_add (seen, g_strdup_printf ("+%s ms %s", after, what));
    }
  return seen;
}
