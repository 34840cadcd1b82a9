/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The values of a step's members, each with what may be wrong about it. */

/* Translators: what a value is, after "not" */
static const char *
get_kind_name (WeirJsonTokenKind kind)
{
  switch (kind)
    {
    case WEIR_JSON_TOKEN_OBJECT_START:
    case WEIR_JSON_TOKEN_OBJECT_END:
      return _ ("an object");
    case WEIR_JSON_TOKEN_ARRAY_START:
    case WEIR_JSON_TOKEN_ARRAY_END:
      return _ ("an array");
    case WEIR_JSON_TOKEN_KEY:
    case WEIR_JSON_TOKEN_STRING:
      return _ ("a text");
    case WEIR_JSON_TOKEN_NUMBER:
      return _ ("a number");
    case WEIR_JSON_TOKEN_TRUE:
      return "true";
    case WEIR_JSON_TOKEN_FALSE:
      return "false";
    case WEIR_JSON_TOKEN_NULL:
    case WEIR_JSON_TOKEN_END:
      return "null";
    }
  return "";
}

gboolean
weir_flow_test_parser_want (WeirFlowTestParser     *parser,
                            const WeirFlowTestPart *part,
                            WeirJsonTokenKind       kind,
                            const char             *what)
{
  if (part->kind == kind)
    return TRUE;
  if (what == NULL)
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("A step must be %s, not %s."),
                                get_kind_name (kind),
                                get_kind_name (part->kind));
  else
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("“%s” must be %s, not %s."),
                                what,
                                get_kind_name (kind),
                                get_kind_name (part->kind));
  return FALSE;
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (text)))
        return TRUE;
    }
  return FALSE;
}

char *
weir_flow_test_parser_read_text (WeirFlowTestParser     *parser,
                                 const WeirFlowTestPart *part,
                                 const char             *what)
{
  g_autoptr (WeirValue) value = NULL;
  gsize                 length;
  const char           *text;

  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_STRING, what))
    return NULL;
  value = weir_flow_test_source_read (&parser->source, part);
  text = weir_value_get_string (value, &length);
  if (strlen (text) != length || !g_utf8_validate (text, -1, NULL))
    {
      weir_flow_test_parser_fail (
        parser,
        part->start,
        _ ("“%s” has characters in it that it can’t have."),
        what);
      return NULL;
    }
  return g_strdup (text);
}

char *
weir_flow_test_parser_read_name (WeirFlowTestParser     *parser,
                                 const WeirFlowTestPart *part,
                                 const char             *what)
{
  g_autofree char *name = weir_flow_test_parser_read_text (parser, part, what);

  if (name == NULL)
    return NULL;
  if (*name == '\0')
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("“%s” is empty: it wants a name."),
                                what);
  else if (has_control (name))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“%s” has characters in it that it can’t have."),
      what);
  else
    return g_steal_pointer (&name);
  return NULL;
}

gboolean
weir_flow_test_parser_read_seconds (WeirFlowTestParser     *parser,
                                    const WeirFlowTestPart *part,
                                    const char             *what,
                                    double                 *seconds)
{
  g_autoptr (WeirValue) value = NULL;
  double                number;

  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_NUMBER, what))
    return FALSE;
  value = weir_flow_test_source_read (&parser->source, part);
  number = weir_value_get_number (value);
  if (!(number > 0 && number <= WEIR_FLOW_TEST_MAX_SECONDS))
    {
      weir_flow_test_parser_fail (
        parser,
        part->start,
        _ ("“%s” must be more than 0 and at most %d seconds."),
        what,
        WEIR_FLOW_TEST_MAX_SECONDS);
      return FALSE;
    }
  *seconds = number;
  return TRUE;
}

static void
read_code (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *part,
           WeirFlowTestStep       *step)
{
  gboolean              sent = step->kind == WEIR_FLOW_TEST_CLOSE;
  g_autoptr (WeirValue) value = NULL;
  double                number;
  guint                 code;

  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_NUMBER, "code"))
    return;
  value = weir_flow_test_source_read (&parser->source, part);
  number = weir_value_get_number (value);
  code = number >= 1000 && number <= 4999 ? (guint)number : 0;

  /* RFC 6455 §7.4: what is never sent, and what nobody has given a meaning.
   * 1005 and 1006 say what came without a code. */
  if (code == number && (code < 1016 || code >= 3000) && code != 1004 &&
      code != 1015 && !(sent && (code == 1005 || code == 1006)))
    {
      step->code = code;
      return;
    }
  if (sent)
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“code” is none that can be sent: 1000 to 1003, 1007 to 1014, 3000 to "
         "4999."));
  else
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“code” is none that can come: 1000 to 1003, 1005 to 1014, 3000 to "
         "4999."));
}

/* Peers that are there. */
static char *
guess_peer (WeirFlowTestParser *parser, const char *name)
{
  g_autofree const char **names =
    (const char **)g_hash_table_get_keys_as_array (parser->peers, NULL);

  return g_strdup (weir_flow_test_guess (name, names));
}

static void
read_peer (WeirFlowTestParser     *parser,
           const char             *what,
           const WeirFlowTestPart *part,
           WeirFlowTestStep       *step)
{
  g_autofree char *name = weir_flow_test_parser_read_name (parser, part, what);
  g_autofree char *guess = NULL;

  if (name == NULL)
    return;
  if (g_hash_table_contains (parser->peers, name))
    {
      step->peer = g_steal_pointer (&name);
      return;
    }
  guess = guess_peer (parser, name);
  if (guess != NULL)
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("There is no peer “%s” yet; did you mean “%s”?"),
      name,
      guess);
  else
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("There is no peer “%s” yet: “connect” or "
                                   "“serve” it first."),
                                name);
}

static void
read_new_peer (WeirFlowTestParser     *parser,
               const char             *what,
               const WeirFlowTestPart *part,
               WeirFlowTestStep       *step)
{
  g_autofree char *name = weir_flow_test_parser_read_name (parser, part, what);
  const WeirFlowTestPeer *other;
  WeirFlowTestPeer       *peer;

  if (name == NULL)
    return;
  other = g_hash_table_lookup (parser->peers, name);
  if (other != NULL && (other->serves || other->closed_line == 0))
    {
      weir_flow_test_parser_fail (
        parser,
        part->start,
        _ ("The name “%s” is taken by the peer of line %u."),
        name,
        other->line);
      return;
    }
  peer = g_new0 (WeirFlowTestPeer, 1);
  peer->serves = step->kind == WEIR_FLOW_TEST_SERVE;
  peer->line = step->line;
  g_hash_table_insert (parser->peers, g_strdup (name), peer);
  step->peer = g_steal_pointer (&name);
}

/* RFC 4648 §4, with its padding and nothing else. */
static gboolean
is_base64 (const char *text, gsize length)
{
  gsize padding = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '=' && i + 2 >= length)
        padding++;
      else if (padding > 0 ||
               (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/'))
        return FALSE;
    }
  return length % 4 == 0;
}

static void
read_base64 (WeirFlowTestParser     *parser,
             const char             *what,
             const WeirFlowTestPart *part,
             WeirFlowTestStep       *step)
{
  g_autofree char *text = weir_flow_test_parser_read_text (parser, part, what);
  guchar          *data;
  gsize            length;

  if (text == NULL)
    return;
  if (!is_base64 (text, strlen (text)))
    {
      weir_flow_test_parser_fail (
        parser,
        part->start,
        _ ("“%s” is not base64: bytes are written as in “AAEC”, four letters "
           "for three bytes."),
        what);
      return;
    }
  data = g_base64_decode (text, &length);
  step->bytes = g_bytes_new_take (data, length);
}

static void
read_path (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *part,
           WeirFlowTestStep       *step)
{
  g_autofree char *path = weir_flow_test_parser_read_text (parser, part, "path");

  if (path == NULL)
    return;
  for (const char *p = path; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p) || *p == '#')
        {
          weir_flow_test_parser_fail (
            parser,
            part->start,
            _ ("“path” may have neither spaces nor “#” nor letters beyond "
               "ASCII: write them as “%%20”."));
          return;
        }
    }
  if (*path != '/')
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("“path” must begin with “/”."));
  else
    step->path = g_steal_pointer (&path);
}

gboolean
weir_flow_test_is_variable_name (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (; *name != '\0'; name++)
    {
      if (!g_ascii_isalnum (*name) && *name != '_')
        return FALSE;
    }
  return TRUE;
}

static void
read_port (WeirFlowTestParser     *parser,
           const WeirFlowTestPart *part,
           WeirFlowTestStep       *step)
{
  g_autofree char *text = weir_flow_test_parser_read_text (parser, part, "port");
  g_autofree char *name = NULL;

  if (text == NULL)
    return;
  if (g_str_has_prefix (text, "${") && g_str_has_suffix (text, "}"))
    name = g_strndup (text + 2, strlen (text) - 3);
  if (name == NULL || !weir_flow_test_is_variable_name (name))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ (
        "“port” names a variable, as in “${PORT_UP}”: letters, digits and “_”, "
        "and no digit in front."));
  else if (g_str_equal (name, "PORT"))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("“${PORT}” is the port the flow runs on; take another name."));
  else if (!g_hash_table_add (parser->variables, g_strdup (name)))
    weir_flow_test_parser_fail (
      parser,
      part->start,
      _ ("The variable “${%s}” is taken; take another name."),
      name);
  else
    step->port = g_steal_pointer (&name);
}

/* A token of HTTP (RFC 9110 §5.6.2). */
static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isgraph (*text) ||
          strchr ("\"(),/:;<=>?@[\\]{}", *text) != NULL)
        return FALSE;
    }
  return TRUE;
}

static void
read_protocols (WeirFlowTestParser     *parser,
                const WeirFlowTestPart *part,
                WeirFlowTestStep       *step)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GArray)       parts = NULL;

  if (!weir_flow_test_parser_want (parser,
                                   part,
                                   WEIR_JSON_TOKEN_ARRAY_START,
                                   "protocols"))
    return;
  parts = weir_flow_test_source_split (&parser->source, part);
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *item = &g_array_index (parts, WeirFlowTestPart, i);
      g_autofree char        *name =
        weir_flow_test_parser_read_text (parser, item, "protocols");

      if (name != NULL && !is_token (name))
        weir_flow_test_parser_fail (parser,
                                    item->start,
                                    _ ("“%s” can’t be a subprotocol’s name."),
                                    name);
      else if (name != NULL)
        g_strv_builder_add (names, name);
    }
  step->protocols = g_strv_builder_end (names);
}

static void
read_headers (WeirFlowTestParser     *parser,
              const WeirFlowTestPart *part,
              WeirFlowTestStep       *step)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (GArray)       parts = NULL;

  if (!weir_flow_test_parser_want (parser,
                                   part,
                                   WEIR_JSON_TOKEN_OBJECT_START,
                                   "headers"))
    return;
  parts = weir_flow_test_source_split (&parser->source, part);
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirFlowTestPart *item = &g_array_index (parts, WeirFlowTestPart, i);
      g_autofree char        *text =
        weir_flow_test_parser_read_text (parser, item, item->key);

      if (!is_token (item->key))
        weir_flow_test_parser_fail (parser,
                                    item->key_start,
                                    _ ("“%s” can’t be a header’s name."),
                                    item->key);
      else if (text != NULL && has_control (text))
        weir_flow_test_parser_fail (
          parser,
          item->start,
          _ ("“%s” has characters in it that it can’t have."),
          item->key);
      else if (text != NULL)
        g_strv_builder_add_many (lines, item->key, text, NULL);
    }
  step->headers = g_strv_builder_end (lines);
}

static void
read_steps (WeirFlowTestParser     *parser,
            const char             *what,
            const WeirFlowTestPart *part,
            WeirFlowTestStep       *step)
{
  if (!weir_flow_test_parser_want (parser, part, WEIR_JSON_TOKEN_ARRAY_START, what))
    return;
  step->steps = weir_flow_test_parser_read_steps (parser, part, TRUE);
  if (step->steps->len == 0)
    weir_flow_test_parser_fail (parser,
                                part->start,
                                _ ("“%s” has no steps in it."),
                                what);
}

void
weir_flow_test_parser_read_field (WeirFlowTestParser     *parser,
                                  const char             *name,
                                  WeirFlowTestField       field,
                                  const WeirFlowTestPart *part,
                                  WeirFlowTestStep       *step)
{
  switch (field)
    {
    case WEIR_FLOW_TEST_FIELD_PEER:
      read_peer (parser, name, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_NEW_PEER:
      read_new_peer (parser, name, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_NODE:
      step->node = weir_flow_test_parser_read_name (parser, part, name);
      break;
    case WEIR_FLOW_TEST_FIELD_BASE64:
      read_base64 (parser, name, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_PATH:
      read_path (parser, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_VARIABLE:
      read_port (parser, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_PROTOCOLS:
      read_protocols (parser, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_HEADERS:
      read_headers (parser, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_CODE:
      read_code (parser, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_SECONDS:
      weir_flow_test_parser_read_seconds (parser, part, name, &step->within);
      break;
    case WEIR_FLOW_TEST_FIELD_STEPS:
      read_steps (parser, name, part, step);
      break;
    case WEIR_FLOW_TEST_FIELD_VALUE:
    case WEIR_FLOW_TEST_FIELD_PATTERN:
    case WEIR_FLOW_TEST_FIELD_MESSAGE:
    case WEIR_FLOW_TEST_FIELD_DEBUG:
    case WEIR_FLOW_TEST_FIELD_STATUS:
      weir_flow_test_parser_read_value (parser, field, part, step);
      break;
    }
}
