/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-keyring.h"

#include "compat/weir-compat.h"
#include "editor/weir-session-secrets.h"
#include "json/weir-value-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Moving a secret: into the keyring first, and only when it is there, out of the
 * flow. Undone, the text is back and the keyring still has its copy. */

typedef struct
{
  GWeakRef            window;
  WeirSecretMovedFunc moved;
  gpointer            user_data;
  GDestroyNotify      free_func;
} Move;

static void
move_free (Move *move)
{
  g_weak_ref_clear (&move->window);
  move->free_func (move->user_data);
  g_free (move);
}

static void
tell_failure (Move *move, const char *text)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (&move->window);
  g_autofree char      *body =
    g_strdup_printf (_ ("%s Nothing was changed. An environment variable keeps "
                        "the value out of the file too."),
                     text);
  const WeirCompatAlert alert = {
    .heading = _ ("The Secret Wasn’t Moved"),
    .body = body,
    .cancel = _ ("_Close"),
  };

  weir_compat_alert (window, &alert, NULL, NULL);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Move              *move = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *name =
    weir_session_keep_secret_finish (WEIR_SESSION (source), result, &error);

  if (name != NULL)
    {
      g_autofree char *reference = g_strdup_printf ("${%s}", name);

      move->moved (reference, move->user_data);
    }
  else
    {
      tell_failure (move, error->message);
    }
  move_free (move);
}

/* Returns: (transfer full) (nullable): the server an address leads to */
static char *
dup_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char      *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && *host != '\0' ? g_strdup (host) : NULL;
}

void
weir_problem_move_secret (GtkWindow          *window,
                          WeirSession        *session,
                          const char         *address,
                          const char         *secret,
                          WeirSecretMovedFunc moved,
                          gpointer            user_data,
                          GDestroyNotify      free_func)
{
  g_autofree char *host = dup_host (address);
  g_autofree char *wish = host != NULL
                            ? g_strconcat ("AUTHORIZATION_", host, NULL)
                            : g_strdup ("AUTHORIZATION");
  /* Translators: how the secret is called in the keyring; %s is a host */
  g_autofree char *label =
    host != NULL ? g_strdup_printf (_ ("Weir: Authorization for %s"), host)
                 : g_strdup (_ ("Weir: Authorization"));
  Move *move = g_new0 (Move, 1);

  g_weak_ref_init (&move->window, window);
  move->moved = moved;
  move->user_data = user_data;
  move->free_func = free_func;
  weir_session_keep_secret_async (session, wish, label, secret, kept_cb, move);
}

/* In the document ------------------------------------------------------------ */

typedef struct
{
  WeirSession *session;
  char        *id;
  gsize        row;
  char        *secret;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->session);
  g_free (place->id);
  g_free (place->secret);
  g_free (place);
}

/* Returns: (nullable): the headers of the element, if they have that row */
static WeirValue *
find_headers (WeirSession *session, const char *id, gsize row)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (session), id);
  WeirValue *headers = NULL;

  if (element != NULL)
    headers = (WeirValue *)weir_element_get_member (element, "headers");
  return headers != NULL &&
             weir_value_get_kind (headers) == WEIR_VALUE_KIND_ARRAY &&
             row < weir_value_get_length (headers)
           ? headers
           : NULL;
}

static const char *
get_secret (const WeirValue *headers, gsize row)
{
  return weir_value_lookup_string (weir_value_get_item (headers, row),
                                   "valueValue");
}

/* It may have been edited meanwhile. */
static void
moved_cb (const char *reference, gpointer user_data)
{
  Place     *place = user_data;
  WeirValue *headers = find_headers (place->session, place->id, place->row);
  g_autoptr (WeirValue) changed = NULL;
  WeirValue            *row;

  if (headers == NULL ||
      g_strcmp0 (get_secret (headers, place->row), place->secret) != 0)
    return;
  row = weir_value_with_member (weir_value_ref (
                                  weir_value_get_item (headers, place->row)),
                                "valueValue",
                                weir_value_new_string (reference));
  changed = weir_value_with_item (weir_value_ref (headers), place->row, row);
  weir_session_apply (place->session,
                      weir_problem_get_fix ("S501"),
                      weir_edit_new_set (place->id, "headers", changed));
}

/* Returns: whether the key is that of a header's value */
static gboolean
read_row (const char *key, gsize *row)
{
  const char *prefix = "headers[";
  guint64     number;
  char       *end;

  if (key == NULL || !g_str_has_prefix (key, prefix))
    return FALSE;
  number = g_ascii_strtoull (key + strlen (prefix), &end, 10);
  *row = (gsize)number;
  return g_str_equal (end, "].valueValue");
}

void
weir_problem_move_to_keyring (GtkWindow         *window,
                              WeirSession       *session,
                              const WeirProblem *problem)
{
  gsize        row;
  WeirValue   *headers;
  WeirElement *element;
  const char  *secret;
  const char  *address;
  Place       *place;

  if (problem->element_id == NULL || !read_row (problem->key, &row))
    return;
  headers = find_headers (session, problem->element_id, row);
  secret = headers != NULL ? get_secret (headers, row) : NULL;
  if (secret == NULL)
    return;
  element = weir_document_get_element (weir_session_get_document (session),
                                       problem->element_id);
  address = weir_value_lookup_string (weir_element_get_value (element), "path");
  place = g_new0 (Place, 1);
  place->session = g_object_ref (session);
  place->id = g_strdup (problem->element_id);
  place->row = row;
  place->secret = g_strdup (secret);
  weir_problem_move_secret (window,
                            session,
                            address != NULL ? address : "",
                            secret,
                            moved_cb,
                            place,
                            place_free);
}
