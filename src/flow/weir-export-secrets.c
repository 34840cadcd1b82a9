/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-export-private.h"

#include "schema/weir-property.h"

#include <string.h>

/* What of an entry should not be given away, found by the forms that Node-RED
 * gives it in all its types, known to Weir or not. */

static WeirValue *strip (WeirValue *value, guint *n_secrets);

static gboolean
is_one_of (const char *text, const char *const *names)
{
  for (; text != NULL && *names != NULL; names++)
    if (g_ascii_strcasecmp (text, *names) == 0)
      return TRUE;
  return FALSE;
}

/* What is taken from the environment is no secret. */
static gboolean
has_literal (const WeirValue *object, const char *key)
{
  const char *text = weir_value_lookup_string (object, key);

  return text != NULL && *text != '\0' && !weir_text_is_env_reference (text);
}

/* A row of a table of headers, whose value is written out. */
static gboolean
is_secret_header (const WeirValue *row)
{
  static const char *const names[] = { "authorization",
                                       "proxy-authorization",
                                       "cookie",
                                       "x-api-key",
                                       NULL };
  static const char *const kinds[] = { "other", "str", "", NULL };
  const char              *name = weir_value_lookup_string (row, "keyType");
  const char              *kind = weir_value_lookup_string (row, "valueType");

  if (g_strcmp0 (name, "other") == 0)
    name = weir_value_lookup_string (row, "keyValue");
  return is_one_of (name, names) && (kind == NULL || is_one_of (kind, kinds)) &&
         has_literal (row, "valueValue");
}

/* A variable of a flow or group whose value belongs to the credentials; old
 * files have it here. */
static gboolean
is_secret_variable (const WeirValue *row)
{
  return g_strcmp0 (weir_value_lookup_string (row, "type"), "cred") == 0 &&
         weir_value_lookup (row, "name") != NULL && has_literal (row, "value");
}

/* Of `wss://user:password@host/` the part up to the @, when there is a password.
 * Returns its length, 0 for none. */
static gsize
find_user (const char *text, const char **start)
{
  const char *scheme = strstr (text, "://");
  gsize       length;

  if (scheme == NULL || strcspn (text, " \t\n{\"'<") < (gsize)(scheme - text))
    return 0;
  *start = scheme + strlen ("://");
  length = strcspn (*start, "@/?# \t\n");
  if ((*start)[length] != '@' || memchr (*start, ':', length) == NULL)
    return 0;
  return length + 1;
}

static WeirValue *
strip_string (WeirValue *value, guint *n_secrets)
{
  gsize       length;
  const char *text = weir_value_get_string (value, &length);
  const char *start;
  gsize       n = strlen (text) == length ? find_user (text, &start) : 0;
  g_autoptr (GString) rest = NULL;

  if (n == 0)
    return weir_value_ref (value);
  ++*n_secrets;
  rest = g_string_new_len (text, start - text);
  g_string_append (rest, start + n);
  return weir_value_new_string (rest->str);
}

static WeirValue *
strip_array (WeirValue *value, guint *n_secrets)
{
  WeirValue *result = weir_value_ref (value);

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      WeirValue *item = weir_value_get_item (value, i);
      WeirValue *stripped = strip (item, n_secrets);

      if (stripped != item)
        result = weir_value_with_item (result, i, stripped);
      else
        weir_value_unref (stripped);
    }
  return result;
}

static WeirValue *
blank (WeirValue *object, const char *key, guint *n_secrets)
{
  ++*n_secrets;
  return weir_value_with_member (object, key, weir_value_new_string (""));
}

/* Types unknown here may have members that are what their names say. */
static WeirValue *
blank_passwords (WeirValue *result, const WeirValue *object, guint *n_secrets)
{
  static const char *const names[] = {
    "password",     "passwd", "passphrase", "secret",
    "clientSecret", "token",  "api_key",    "accessToken",
    "access_token", "apiKey", NULL,
  };

  for (gsize i = 0; i < weir_value_get_length (object); i++)
    {
      const char *key = weir_value_get_key (object, i, NULL);

      if (is_one_of (key, names) && has_literal (result, key))
        result = blank (result, key, n_secrets);
    }
  return result;
}

static WeirValue *
strip_object (WeirValue *value, guint *n_secrets)
{
  WeirValue *result = weir_value_ref (value);

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      gsize       length;
      const char *key = weir_value_get_key (value, i, &length);
      WeirValue  *member = weir_value_get_member (value, i);
      WeirValue  *stripped = strip (member, n_secrets);

      if (stripped != member)
        result = weir_value_with_member_len (result, key, length, stripped);
      else
        weir_value_unref (stripped);
    }
  result = blank_passwords (result, value, n_secrets);
  if (is_secret_header (result))
    result = blank (result, "valueValue", n_secrets);
  if (is_secret_variable (result))
    result = blank (result, "value", n_secrets);
  return result;
}

static WeirValue *
strip (WeirValue *value, guint *n_secrets)
{
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      return strip_string (value, n_secrets);
    case WEIR_VALUE_KIND_ARRAY:
      return strip_array (value, n_secrets);
    case WEIR_VALUE_KIND_OBJECT:
      return strip_object (value, n_secrets);
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
      break;
    }
  return weir_value_ref (value);
}

WeirValue *
weir_export_strip_secrets (WeirValue *entry, guint *n_secrets)
{
  return strip (entry, n_secrets);
}
