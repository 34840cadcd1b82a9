/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-background.h"

#include "schema/weir-sandbox.h"

#include <string.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define BACKGROUND  "org.freedesktop.portal.Background"
#define REQUEST     "org.freedesktop.portal.Request"

/* One question. It owns itself until the answer or an error has come. */
typedef struct
{
  GDBusConnection   *bus;
  guint              response_id;
  WeirBackgroundFunc done;
  gpointer           user_data;
} Question;

static Question *
question_new (WeirBackgroundFunc done, gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->done = done;
  question->user_data = user_data;
  return question;
}

static gboolean
unasked_cb (gpointer user_data)
{
  Question *question = user_data;

  question->done (TRUE, question->user_data);
  g_free (question);
  return G_SOURCE_REMOVE;
}

static void
answer (Question *question, gboolean allowed)
{
  g_dbus_connection_signal_unsubscribe (question->bus, question->response_id);
  question->done (allowed, question->user_data);
  g_object_unref (question->bus);
  g_free (question);
}

/* 0 is a yes, as far as the results go; else it was cancelled or failed. */
static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GVariant) results = NULL;
  guint32              response;
  gboolean             allowed = TRUE;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &allowed);
  answer (user_data, response == 0 && allowed);
}

/* Only an error is an answer; the answer itself comes as a signal. */
static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    return;
  g_debug ("no background portal: %s", error->message);
  answer (user_data, TRUE);
}

/* Where the portal will answer: known beforehand, so that no answer is missed. */
static char *
dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender =
    g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
}

void
weir_background_request (GDBusConnection   *bus,
                         const char        *reason,
                         WeirBackgroundFunc done,
                         gpointer           user_data)
{
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  Question        *question;
  GVariantBuilder  options;

  if (bus == NULL || !weir_sandbox_is_used ())
    {
      g_idle_add (unasked_cb, question_new (done, user_data));
      return;
    }
  question = question_new (done, user_data);
  token = g_strdup_printf ("weir%u", g_random_int ());
  path = dup_request_path (bus, token);
  question->bus = g_object_ref (bus);
  question->response_id =
    g_dbus_connection_signal_subscribe (bus,
                                        PORTAL_NAME,
                                        REQUEST,
                                        "Response",
                                        path,
                                        NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE,
                                        response_cb,
                                        question,
                                        NULL);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options,
                         "{sv}",
                         "handle_token",
                         g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options,
                         "{sv}",
                         "autostart",
                         g_variant_new_boolean (FALSE));
  g_dbus_connection_call (bus,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          BACKGROUND,
                          "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          called_cb,
                          question);
}

void
weir_background_set_status (GDBusConnection *bus, const char *text)
{
  g_autofree char *cut = NULL;
  GVariantBuilder  options;

  if (bus == NULL || !weir_sandbox_is_used ())
    return;
  cut =
    g_utf8_substring (text,
                      0,
                      MIN (g_utf8_strlen (text, -1), WEIR_BACKGROUND_MAX_STATUS));
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (cut));
  g_dbus_connection_call (bus,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          BACKGROUND,
                          "SetStatus",
                          g_variant_new ("(a{sv})", &options),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          NULL,
                          NULL,
                          NULL);
}
