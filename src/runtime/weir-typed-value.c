/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

#include "flow/weir-typed-constant.h"
#include "json/weir-convert.h"
#include "json/weir-path.h"
#include "runtime/weir-date-format.h"

#include <string.h>

/* Typed values: a value and the name of what it means. Errors are worded as
 * Node-RED words them, because catch nodes see them. What needs neither node
 * nor message is evaluated by flow/weir-typed-constant.h. */

typedef struct
{
  WeirNode    *node;
  WeirValue   *value; /* (nullable) */
  const char  *type;
  WeirMessage *message; /* (nullable) */
} Request;

typedef WeirValue *(*EvaluateFunc) (const Request *request, GError **error);

/* Returns: (transfer none): the text of a value that is one; "" otherwise */
static const char *
get_text (const Request *request)
{
  if (request->value == NULL ||
      weir_value_get_kind (request->value) != WEIR_VALUE_KIND_STRING)
    return "";

  return weir_value_get_string (request->value, NULL);
}

static WeirValue *
evaluate_raw (const Request *request, GError **error)
{
  return request->value != NULL ? weir_value_ref (request->value)
                                : weir_value_new_undefined ();
}

/* Puts the name of the JavaScript error before what @failure says.
 *
 * @failure: (transfer full) */
static WeirValue *
fail (GError **error, const char *name, GError *failure)
{
  g_set_error (error,
               WEIR_RUNTIME_ERROR,
               WEIR_RUNTIME_ERROR_VALUE,
               "%s: %s",
               name,
               failure->message);
  g_error_free (failure);

  return NULL;
}

static WeirValue *
fail_path (GError **error, GError *failure)
{
  gboolean is_missing =
    g_error_matches (failure, WEIR_PATH_ERROR, WEIR_PATH_ERROR_MISSING);

  return fail (error, is_missing ? "TypeError" : "Error", failure);
}

static WeirValue *
evaluate_constant (const Request *request, GError **error)
{
  g_autoptr (WeirValue) text = NULL;
  GError               *failure = NULL;
  WeirValue            *result;

  /* A missing value is the text "" everywhere. */
  if (request->value == NULL)
    text = weir_value_new_string ("");

  result = weir_typed_constant_evaluate (request->type,
                                         text != NULL ? text : request->value,
                                         &failure);

  if (result != NULL)
    return result;

  /* What is JSON, but not for a buffer, is no syntax error. */
  return fail (error,
               g_str_has_prefix (failure->message, "Not string or array")
                 ? "Error"
                 : "SyntaxError",
               failure);
}

static double
get_now_ms (void)
{
  gint64 now_ms = g_get_real_time () / 1000;

  return (double)now_ms;
}

static WeirValue *
evaluate_date (const Request *request, GError **error)
{
  const char           *format = get_text (request);
  double                now_ms = get_now_ms ();
  g_autoptr (GDateTime) now = NULL;
  g_autofree char      *text = NULL;

  if (*format == '\0')
    return weir_value_new_number (now_ms);

  if (g_str_equal (format, "object"))
    return weir_value_new_date (now_ms);

  if (g_str_equal (format, "iso"))
    {
      text = weir_date_to_iso (now_ms);
    }
  else
    {
      now = g_date_time_new_now_local ();
      text = weir_date_format (now, format);
    }

  return weir_value_new_string (text);
}

static WeirValue *
evaluate_message (const Request *request, GError **error)
{
  g_autoptr (WeirPath) path = NULL;
  GError              *failure = NULL;
  WeirValue           *result = NULL;

  if (request->message == NULL)
    return evaluate_raw (request, error);

  path = weir_path_new_message (get_text (request), &failure);

  if (path != NULL)
    result =
      weir_path_get (path, weir_message_get_object (request->message), &failure);

  return result != NULL ? result : fail_path (error, failure);
}

/* `#:(store)::key` names a store. There is one, in memory; Node-RED too falls
 * back to its default when it does not know the name. */
static const char *
skip_store (WeirNode *node, const char *key)
{
  static const char prefix[] = "#:(";
  const char       *end = strstr (key, ")::");
  g_autofree char  *store = NULL;

  if (!g_str_has_prefix (key, prefix) || end == NULL)
    return key;

  key += strlen (prefix);
  store = g_strndup (key, end - key);

  if (weir_context_note_store (node->engine->store, store))
    weir_node_log (node,
                   WEIR_LOG_LEVEL_WARN,
                   "Unknown context store '%s' specified. "
                   "Using default store.",
                   store);

  return end + strlen (")::");
}

static WeirValue *
evaluate_context (const Request *request, GError **error)
{
  WeirNode   *node = request->node;
  const char *key = skip_store (node, get_text (request));
  const char *scope = g_str_equal (request->type, "flow") ? node->z : "";
  WeirValue  *message =
    request->message != NULL ? weir_message_get_object (request->message) : NULL;
  GError    *failure = NULL;
  WeirValue *result =
    weir_context_get (node->engine->store, scope, key, message, &failure);

  return result != NULL ? result : fail_path (error, failure);
}

static WeirValue *
evaluate_variable (const Request *request, GError **error)
{
  return weir_environment_evaluate (request->node->engine->environment,
                                    request->node->entry,
                                    get_text (request));
}

static WeirValue *
evaluate_jsonata (const Request *request, GError **error)
{
  g_set_error_literal (error,
                       WEIR_RUNTIME_ERROR,
                       WEIR_RUNTIME_ERROR_VALUE,
                       "JSONata can't be evaluated here");

  return NULL;
}

/* Types that are not listed stand for themselves: `re`, `node`, `cred`,
 * `conf-types`, and what other versions may add. */
static const struct
{
  const char  *type;
  EvaluateFunc evaluate;
} evaluators[] = {
  { "str", evaluate_constant },    { "num", evaluate_constant },
  { "bool", evaluate_constant },   { "json", evaluate_constant },
  { "bin", evaluate_constant },    { "date", evaluate_date },
  { "msg", evaluate_message },     { "flow", evaluate_context },
  { "global", evaluate_context },  { "env", evaluate_variable },
  { "jsonata", evaluate_jsonata },
};

WeirValue *
weir_node_evaluate (WeirNode    *node,
                    WeirValue   *value,
                    const char  *type,
                    WeirMessage *message,
                    GError     **error)
{
  Request request = { node, value, type, message };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (evaluators); i++)
    if (g_str_equal (type, evaluators[i].type))
      return evaluators[i].evaluate (&request, error);

  return evaluate_raw (&request, error);
}
