/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-writer.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"
#include "json/weir-path.h"
#include "testing/weir-flow-test-generalize-private.h"

#include <string.h>

/* Test files as people write them: a step a line, a space within the braces.
 * The same calls give the same text. */

#define INDENT "    "

struct _WeirFlowTestWriter
{
  char      *flow;
  WeirValue *env;
  double     timeout; /* 0: not said */
  GString   *steps;   /* text, comma between */
  GPtrArray *group; /* (nullable) (element-type utf8): steps of the one open */
};

WeirFlowTestWriter *
weir_flow_test_writer_new (const char *flow)
{
  WeirFlowTestWriter *self;

  g_return_val_if_fail (flow != NULL, NULL);

  self = g_new0 (WeirFlowTestWriter, 1);
  self->flow = g_strdup (flow);
  self->env = weir_value_new_object ();
  self->steps = g_string_new (NULL);
  return self;
}

void
weir_flow_test_writer_free (WeirFlowTestWriter *self)
{
  g_free (self->flow);
  weir_value_unref (self->env);
  g_string_free (self->steps, TRUE);
  g_clear_pointer (&self->group, g_ptr_array_unref);
  g_free (self);
}

/* Text ------------------------------------------------------------------- */

static void append_spaced (GString *out, const WeirValue *value);

static void
append_object (GString *out, const WeirValue *object)
{
  gsize length = weir_value_get_length (object);

  g_string_append (out, length > 0 ? "{ " : "{");
  for (gsize i = 0; i < length; i++)
    {
      gsize       key_length;
      const char *key = weir_value_get_key (object, i, &key_length);

      if (i > 0)
        g_string_append (out, ", ");
      weir_json_append_string (out, key, key_length);
      g_string_append (out, ": ");
      append_spaced (out, weir_value_get_member (object, i));
    }
  g_string_append (out, length > 0 ? " }" : "}");
}

/* Recursion is bounded: patterns are not deep, and what is sent was read from
 * JSON. */
static void
append_spaced (GString *out, const WeirValue *value)
{
  gsize length;

  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT)
    {
      append_object (out, value);
      return;
    }
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_ARRAY)
    {
      weir_json_append (out, value, WEIR_JSON_STYLE_COMPACT);
      return;
    }
  length = weir_value_get_length (value);
  g_string_append_c (out, '[');
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_spaced (out, weir_value_get_item (value, i));
    }
  g_string_append_c (out, ']');
}

static void
append_step (WeirFlowTestWriter *self, const char *text)
{
  if (self->steps->len > 0)
    g_string_append (self->steps, ",\n" INDENT);
  g_string_append (self->steps, text);
}

/* Takes @step. */
static void
add_step (WeirFlowTestWriter *self, WeirValue *step)
{
  g_autoptr (WeirValue) taken = step;
  g_autoptr (GString)   text = g_string_new (NULL);

  append_spaced (text, taken);
  if (self->group != NULL)
    g_ptr_array_add (self->group, g_strdup (text->str));
  else
    append_step (self, text->str);
}

/* Steps ------------------------------------------------------------------ */

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static WeirValue *
new_step (const char *kind, const char *text)
{
  return with_text (weir_value_new_object (), kind, text);
}

/* A text in which nothing is a variable. */
static WeirValue *
with_literal_text (WeirValue *object, const char *key, const char *text)
{
  return weir_value_with_member (object,
                                 key,
                                 weir_flow_test_escape_text (text, strlen (text)));
}

void
weir_flow_test_writer_set_env (WeirFlowTestWriter *self,
                               const char         *name,
                               const char         *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  self->env = with_text (self->env, name, value);
}

void
weir_flow_test_writer_set_timeout (WeirFlowTestWriter *self, double seconds)
{
  g_return_if_fail (self != NULL && seconds > 0);

  self->timeout = seconds;
}

void
weir_flow_test_writer_connect (WeirFlowTestWriter *self,
                               const char         *peer,
                               const char         *path,
                               const char         *protocol)
{
  WeirValue *step;
  WeirValue *protocols;

  g_return_if_fail (self != NULL && peer != NULL && path != NULL);

  step = new_step ("connect", peer);
  step = with_literal_text (step, "path", path);
  if (protocol != NULL)
    {
      protocols = weir_value_new_string (protocol);
      protocols = weir_value_new_array (&protocols, 1);
      step = weir_value_with_member (step, "protocols", protocols);
    }
  add_step (self, step);
}

void
weir_flow_test_writer_serve (WeirFlowTestWriter *self,
                             const char         *peer,
                             const char         *path,
                             const char         *variable)
{
  g_autofree char *port = NULL;
  WeirValue       *step;

  g_return_if_fail (self != NULL && peer != NULL && variable != NULL);

  port = g_strdup_printf ("${%s}", variable);
  step = with_text (new_step ("serve", peer), "port", port);
  if (path != NULL)
    step = with_literal_text (step, "path", path);
  add_step (self, step);
}

static WeirValue *
dup_base64 (GBytes *bytes)
{
  gsize            length;
  const guint8    *data = g_bytes_get_data (bytes, &length);
  g_autofree char *base64 =
    length > 0 ? g_base64_encode (data, length) : g_strdup ("");

  return weir_value_new_string (base64);
}

static const char *
get_text (GBytes *bytes, gsize *length)
{
  const char *text = g_bytes_get_data (bytes, length);

  return text != NULL ? text : "";
}

void
weir_flow_test_writer_send (WeirFlowTestWriter *self,
                            const char         *peer,
                            gboolean            text,
                            GBytes             *data)
{
  WeirValue  *step = weir_value_new_object ();
  gsize       length;
  const char *content;

  g_return_if_fail (self != NULL && peer != NULL && data != NULL);

  content = get_text (data, &length);
  if (text)
    step = weir_value_with_member (step,
                                   "send",
                                   weir_flow_test_escape_text (content, length));
  else
    step = weir_value_with_member (step, "sendBinary", dup_base64 (data));
  add_step (self, with_text (step, "from", peer));
}

void
weir_flow_test_writer_expect (WeirFlowTestWriter *self,
                              const char         *peer,
                              gboolean            text,
                              GBytes             *data)
{
  WeirValue  *step = weir_value_new_object ();
  gsize       length;
  const char *content;

  g_return_if_fail (self != NULL && peer != NULL && data != NULL);

  content = get_text (data, &length);
  if (text)
    step =
      weir_value_with_member (step,
                              "expect",
                              weir_flow_test_generalize_text (content, length));
  else
    step = weir_value_with_member (step, "expectBinary", dup_base64 (data));
  add_step (self, with_text (step, "to", peer));
}

static void
add_close (WeirFlowTestWriter *self, WeirValue *step, guint code)
{
  if (code > 0)
    step = weir_value_with_member (step, "code", weir_value_new_number (code));
  add_step (self, step);
}

void
weir_flow_test_writer_close (WeirFlowTestWriter *self, const char *peer, guint code)
{
  g_return_if_fail (self != NULL && peer != NULL);

  /* What a peer that sent no code, or vanished, is said to have sent. */
  if (code == 1005 || code == 1006)
    code = 0;
  add_close (self, new_step ("close", peer), code);
}

void
weir_flow_test_writer_expect_close (WeirFlowTestWriter *self,
                                    const char         *peer,
                                    guint               code)
{
  g_return_if_fail (self != NULL && peer != NULL);

  add_close (self, new_step ("expectClose", peer), code);
}

void
weir_flow_test_writer_inject (WeirFlowTestWriter *self,
                              const char         *node,
                              WeirValue          *message)
{
  WeirValue *step;

  g_return_if_fail (self != NULL && node != NULL);

  step = new_step ("inject", node);
  if (message != NULL)
    step =
      weir_value_with_member (step, "msg", weir_flow_test_escape_value (message));
  add_step (self, step);
}

/* A property, unless it can't be said as a path; one that is called `node` is
 * told from the node. */
static WeirValue *
with_property (WeirValue *debug, const char *property, const WeirValue *value)
{
  g_autoptr (WeirPath) path = weir_path_new_message (property, NULL);
  g_autofree char     *key = NULL;

  if (path == NULL || strstr (property, "[msg") != NULL)
    return debug;
  key = g_str_equal (property, "node") ? g_strdup ("msg.node")
                                       : g_strdup (property);
  return weir_value_with_member (debug, key, weir_flow_test_generalize (value));
}

/* The members a name is a path of; what every message has anew is left out. */
static WeirValue *
with_message (WeirValue *debug, WeirValue *message)
{
  gsize length = weir_value_get_length (message);

  for (gsize i = 0; i < length; i++)
    {
      gsize                 key_length;
      const char           *key = weir_value_get_key (message, i, &key_length);
      WeirValue            *member = weir_value_get_member (message, i);
      g_autoptr (WeirPath)  path = NULL;
      g_autoptr (WeirValue) found = NULL;

      if (g_str_equal (key, "_msgid") || g_str_equal (key, "_session") ||
          strlen (key) != key_length || g_str_has_prefix (key, "msg."))
        continue;
      path = weir_path_new_message (key, NULL);
      found = path != NULL ? weir_path_get (path, message, NULL) : NULL;
      if (found != NULL && weir_value_equal (found, member) &&
          weir_value_get_kind (member) != WEIR_VALUE_KIND_UNDEFINED)
        debug = with_property (debug, key, member);
    }
  return debug;
}

void
weir_flow_test_writer_expect_debug (WeirFlowTestWriter *self,
                                    const char         *node,
                                    const char         *property,
                                    WeirValue          *value)
{
  WeirValue *debug;

  g_return_if_fail (self != NULL && node != NULL);

  debug = new_step ("node", node);
  if (value != NULL && property != NULL)
    debug = with_property (debug, property, value);
  else if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT)
    debug = with_message (debug, value);
  add_step (self,
            weir_value_with_member (weir_value_new_object (),
                                    "expectDebug",
                                    debug));
}

/* Groups ----------------------------------------------------------------- */

void
weir_flow_test_writer_begin_unordered (WeirFlowTestWriter *self)
{
  g_return_if_fail (self != NULL && self->group == NULL);

  self->group = g_ptr_array_new_with_free_func (g_free);
}

void
weir_flow_test_writer_end_unordered (WeirFlowTestWriter *self)
{
  g_autoptr (GPtrArray) group = NULL;
  g_autoptr (GString)   text = g_string_new ("{ \"unordered\": [");

  g_return_if_fail (self != NULL && self->group != NULL);

  group = g_steal_pointer (&self->group);
  if (group->len == 1)
    append_step (self, group->pdata[0]);
  if (group->len < 2)
    return;
  for (guint i = 0; i < group->len; i++)
    g_string_append_printf (text,
                            "%s\n" INDENT "  %s",
                            i > 0 ? "," : "",
                            (const char *)group->pdata[i]);
  g_string_append (text, "\n" INDENT "] }");
  append_step (self, text->str);
}

char *
weir_flow_test_writer_dup_steps (WeirFlowTestWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup (self->steps->str);
}

char *
weir_flow_test_writer_dup_text (WeirFlowTestWriter *self)
{
  g_autoptr (GString) text = g_string_new ("{\n  \"flow\": ");

  g_return_val_if_fail (self != NULL, NULL);

  weir_json_append_string (text, self->flow, strlen (self->flow));
  if (weir_value_get_length (self->env) > 0)
    {
      g_string_append (text, ",\n  \"env\": ");
      append_spaced (text, self->env);
    }
  if (self->timeout > 0)
    {
      char number[WEIR_NUMBER_TEXT_MAX];

      weir_number_to_text (self->timeout, number);
      g_string_append_printf (text, ",\n  \"timeout\": %s", number);
    }
  g_string_append (text, ",\n  \"steps\": [");
  if (self->steps->len > 0)
    g_string_append_printf (text, "\n" INDENT "%s\n  ", self->steps->str);
  g_string_append (text, "]\n}\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}
