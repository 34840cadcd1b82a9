/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing/weir-recording.h"

#include "host/weir-recorder.h"

#include <string.h>

#define HEAD                                                                   \
  "{\"weir-recording\":1,\"flow\":\"f.json\",\"rev\":\"r\",\"started\":\"s\"," \
  "\"host\":\"h\",\"port\":1880,\"base\":\"/\",\"new\":[]}\n"

static WeirRecording *
open_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, length, NULL);

  return weir_recording_new ("r.ndjson", stream, error);
}

static WeirRecordingEvent *
next (WeirRecording *recording, WeirRecordingOp op)
{
  g_autoptr (GError)  error = NULL;
  WeirRecordingEvent *event = weir_recording_next (recording, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);
  g_assert_cmpint (event->op, ==, op);
  return event;
}

static void
assert_end (WeirRecording *recording, guint n_notes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_recording_next (recording, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (weir_recording_get_notes (recording)->len, ==, n_notes);
}

static const char *
get_note (WeirRecording *recording, guint index)
{
  return g_ptr_array_index (weir_recording_get_notes (recording), index);
}

static void
test_events (void)
{
  static const char text[] =
    HEAD "{\"t\":5,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"open\","
         "\"path\":\"/ws\","
         "\"node\":\"l\",\"address\":\"1.2.3.4:5\",\"protocol\":\"p\"}\n"
         "{\"t\":6,\"peer\":\"server1\",\"dir\":\"out\",\"op\":\"open\","
         "\"url\":\"ws://h/p\","
         "\"node\":\"c\",\"local\":\"1.2.3.4:6\"}\n"
         "{\"t\":7,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"text\","
         "\"data\":\"a\\u0000b\"}\n"
         "{\"t\":8,\"peer\":\"client1\",\"dir\":\"out\",\"op\":\"binary\","
         "\"base64\":\"AAE=\"}\n"
         "{\"t\":9,\"peer\":\"client1\",\"dir\":\"out\",\"op\":\"binary\","
         "\"base64\":\"\"}\n"
         "{\"t\":10,\"op\":\"inject\",\"node\":\"i\",\"msg\":{\"payload\":1},"
         "\"props\":[]}\n"
         "{\"t\":11,\"op\":\"debug\",\"node\":\"d\",\"name\":\"n\","
         "\"property\":\"payload\","
         "\"topic\":\"t\",\"value\":[1]}\n"
         "{\"t\":12,\"op\":\"future\"}\n{\"t\":12,\"op\":\"future\"}\n"
         "{\"t\":13,\"op\":\"status\",\"node\":\"s\",\"value\":{}}\n"
         "{\"t\":14,\"op\":\"lost\",\"count\":3}\n"
         "{\"t\":15,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"close\","
         "\"code\":1000}\n"
         "{\"t\":16,\"op\":\"end\"}\n";
  g_autoptr (GError)         error = NULL;
  g_autoptr (WeirRecording)  recording = open_text (text, -1, &error);
  const WeirRecordingHeader *header;
  WeirRecordingEvent        *event;

  g_assert_no_error (error);
  header = weir_recording_get_header (recording);
  g_assert_cmpstr (header->flow, ==, "f.json");
  g_assert_cmpstr (header->rev, ==, "r");
  g_assert_cmpstr (header->base, ==, "/");
  g_assert_cmpuint (header->port, ==, 1880);

  event = next (recording, WEIR_RECORDING_OPEN);
  g_assert_false (event->out);
  g_assert_cmpint (event->time_us, ==, 5);
  g_assert_cmpuint (event->line, ==, 2);
  g_assert_cmpstr (event->peer, ==, "client1");
  g_assert_cmpstr (event->place, ==, "/ws");
  g_assert_cmpstr (event->address, ==, "1.2.3.4:5");
  g_assert_cmpstr (event->protocol, ==, "p");
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_OPEN);
  g_assert_true (event->out);
  g_assert_cmpstr (event->place, ==, "ws://h/p");
  g_assert_cmpstr (event->local, ==, "1.2.3.4:6");
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_TEXT);
  g_assert_cmpmem (g_bytes_get_data (event->data, NULL),
                   g_bytes_get_size (event->data),
                   "a\0b",
                   3);
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_BINARY);
  g_assert_cmpmem (g_bytes_get_data (event->data, NULL),
                   g_bytes_get_size (event->data),
                   "\0\1",
                   2);
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_BINARY);
  g_assert_cmpuint (g_bytes_get_size (event->data), ==, 0);
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_INJECT);
  g_assert_nonnull (weir_value_lookup (event->value, "payload"));
  g_assert_nonnull (event->props);
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_DEBUG);
  g_assert_cmpstr (event->property, ==, "payload");
  g_assert_cmpuint (weir_value_get_length (event->value), ==, 1);
  weir_recording_event_free (event);
  weir_recording_event_free (next (recording, WEIR_RECORDING_STATUS));
  event = next (recording, WEIR_RECORDING_LOST);
  g_assert_cmpuint (event->count, ==, 3);
  weir_recording_event_free (event);
  event = next (recording, WEIR_RECORDING_CLOSE);
  g_assert_cmpuint (event->code, ==, 1000);
  weir_recording_event_free (event);
  weir_recording_event_free (next (recording, WEIR_RECORDING_END));

  /* An operation it doesn't know is noted once, what was lost too. */
  assert_end (recording, 2);
  g_assert_nonnull (strstr (get_note (recording, 0), "r.ndjson:9: "));
  g_assert_nonnull (strstr (get_note (recording, 0), "future"));
  g_assert_nonnull (strstr (get_note (recording, 1), "r.ndjson:12: 3 events"));
}

/* What a program that was killed leaves. */
static void
test_cut (void)
{
  static const char         line[] = "{\"t\":1,\"op\":\"full\"}";
  g_autoptr (WeirRecording) cut = open_text (HEAD "{\"t\":1,\"o", -1, NULL);
  g_autoptr (WeirRecording) whole = open_text (HEAD, -1, NULL);
  g_autofree char          *unended = g_strconcat (HEAD, line, NULL);
  g_autoptr (WeirRecording) last = open_text (unended, -1, NULL);

  assert_end (cut, 1);
  g_assert_nonnull (strstr (get_note (cut, 0), "r.ndjson:2: The last line"));
  assert_end (whole, 1);
  g_assert_nonnull (strstr (get_note (whole, 0), "no end"));
  weir_recording_event_free (next (last, WEIR_RECORDING_FULL));
  assert_end (last, 1);
}

static void
test_headers (void)
{
  static const char *const bad[] = {
    "",
    "\n",
    "[]\n",
    "{}\n",
    "{\"weir-recording\":\"1\"}\n",
    "{\"weir-recording\":2}\n",
    "{\"weir-recording\":1.5}\n",
    "{\"weir-recording\":1",
    "[{\"id\":\"t\",\"type\":\"tab\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_text (bad[i], (gssize)strlen (bad[i]), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_str_has_prefix (error->message, "r.ndjson:1:1: "));
    }
}

/* Lines that are no events, and where it says that they are wrong. */
static void
test_bad_lines (void)
{
  static const struct
  {
    const char *line;
    const char *place;
  } bad[] = {
    { "", "2:1: " },
    { "{\"t\":1,,}", "2:8: " },
    { "{\"t\":1,\"op\":\"end\"} x", "2:20: " },
    { "{\"\xff\":1}", "2:3: " },
    { "[1]", "2:1: " },
    { "{\"op\":\"end\"}", "2:1: " },
    { "{\"t\":-1,\"op\":\"end\"}", "2:1: " },
    { "{\"t\":1.5,\"op\":\"end\"}", "2:1: " },
    { "{\"t\":1e300,\"op\":\"end\"}", "2:1: " },
    { "{\"t\":1,\"op\":5}", "2:1: " },
    { "{\"t\":1,\"op\":\"text\",\"dir\":\"in\",\"data\":\"\"}", "2:1: " },
    { "{\"t\":1,\"op\":\"text\",\"peer\":\"a\",\"dir\":\"up\",\"data\":\"\"}",
      "2:1: " },
    { "{\"t\":1,\"op\":\"text\",\"peer\":\"a\",\"dir\":\"in\",\"data\":5}",
      "2:1: " },
    { "{\"t\":1,\"op\":\"binary\",\"peer\":\"a\",\"dir\":\"in\",\"base64\":"
      "\"A\"}",
      "2:1: " },
    { "{\"t\":1,\"op\":\"close\",\"peer\":\"a\",\"dir\":\"in\",\"code\":70000}",
      "2:1: " },
    { "{\"t\":1,\"op\":\"open\",\"peer\":\"a\",\"dir\":\"in\"}", "2:1: " },
    { "{\"t\":1,\"op\":\"open\",\"peer\":\"a\",\"dir\":\"out\",\"url\":\"u\"}",
      "2:1: " },
    { "{\"t\":1,\"op\":\"inject\"}", "2:1: " },
    { "{\"t\":1,\"op\":\"inject\",\"node\":\"a\",\"msg\":1}", "2:1: " },
    { "{\"t\":1,\"op\":\"lost\"}", "2:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, bad[i].line, "\n", NULL);
      g_autofree char *place = g_strconcat ("r.ndjson:", bad[i].place, NULL);
      g_autoptr (WeirRecording) recording = open_text (text, -1, NULL);
      g_autoptr (GError)        error = NULL;

      g_assert_null (weir_recording_next (recording, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, place));
    }
}

/* A file of other people may have any line; no more than that is read. */
static void
test_long_line (void)
{
  gsize                     length = WEIR_RECORDING_MAX_LINE_BYTES + 200 * 1024;
  g_autofree char          *text = g_malloc (length);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError)        error = NULL;

  memset (text, ' ', length);
  memcpy (text, HEAD, strlen (HEAD));
  recording = open_text (text, (gssize)length, NULL);
  g_assert_null (weir_recording_next (recording, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (g_str_has_prefix (error->message, "r.ndjson:2:1: "));
}

/* Any bytes in: an event, a note or an error. */
static void
test_random (void)
{
  static const char text[] = HEAD
    "{\"t\":5,\"peer\":\"a\",\"dir\":\"in\",\"op\":\"open\",\"path\":\"/\"}\n"
    "{\"t\":7,\"peer\":\"a\",\"dir\":\"in\",\"op\":\"text\",\"data\":\"abc\"}\n"
    "{\"t\":16,\"op\":\"end\"}\n";

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char          *bytes = g_memdup2 (text, sizeof text);
      g_autoptr (WeirRecording) recording = NULL;
      WeirRecordingEvent       *event;

      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        bytes[g_test_rand_int_range (0, sizeof text)] =
          (char)g_test_rand_int_range (0, 256);
      recording =
        open_text (bytes, g_test_rand_int_range (1, sizeof text + 1), NULL);
      while (recording != NULL &&
             (event = weir_recording_next (recording, NULL)) != NULL)
        weir_recording_event_free (event);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/recording/events", test_events);
  g_test_add_func ("/testing/recording/cut", test_cut);
  g_test_add_func ("/testing/recording/headers", test_headers);
  g_test_add_func ("/testing/recording/bad-lines", test_bad_lines);
  g_test_add_func ("/testing/recording/long-line", test_long_line);
  g_test_add_func ("/testing/recording/random", test_random);
  return g_test_run ();
}
