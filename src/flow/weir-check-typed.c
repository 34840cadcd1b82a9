/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check-private.h"

#include "flow/weir-typed-constant.h"
#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

/* Typed values: what can be known of them before the flow runs. */

typedef void (*CheckValue) (const WeirCheckScope *scope,
                            const char           *key,
                            WeirValue            *value,
                            const char           *text);

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n\v\f\r")] == '\0';
}

void
weir_check_variable (const WeirCheckScope *scope, const char *key, const char *name)
{
  if (!weir_check_scope_has_variable (scope, name))
    weir_check_scope_report (
      scope,
      weir_problem_new ("I605", NULL, key, "NAME", name, NULL));
}

static void
check_num (const WeirCheckScope *scope,
           const char           *key,
           WeirValue            *value,
           const char           *text)
{
  if (isnan (weir_value_to_number (value)) && !g_str_equal (text, "NaN"))
    weir_check_scope_report (
      scope,
      weir_problem_new ("I602", NULL, key, "text", text, NULL));
}

/* Returns whether all of @text is JSON; else @place says where it stops. */
static gboolean
scan (const char *text, gsize length, WeirJsonPlace *place)
{
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (text, length, NULL);
  WeirJsonToken token;

  while (weir_json_scanner_next (scanner, &token, NULL))
    {
      if (token.kind == WEIR_JSON_TOKEN_END)
        return TRUE;
    }
  weir_json_locate (text, length, weir_json_scanner_get_offset (scanner), place);
  return FALSE;
}

static void
check_json (const WeirCheckScope *scope,
            const char           *key,
            WeirValue            *value,
            const char           *text)
{
  WeirJsonPlace    place;
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;

  if (scan (text, strlen (text), &place))
    return;
  line = g_strdup_printf ("%u", place.line);
  column = g_strdup_printf ("%u", place.column);
  weir_check_scope_report (scope,
                           weir_problem_new ("I603",
                                             NULL,
                                             key,
                                             "l",
                                             line,
                                             "c",
                                             column,
                                             "excerpt",
                                             place.excerpt,
                                             NULL));
}

static gboolean
is_byte (const WeirValue *value)
{
  double number;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_NUMBER)
    return FALSE;
  number = weir_value_get_number (value);
  return number >= 0 && number <= 255;
}

/* Stricter than Node-RED, which takes numbers modulo 256 and anything that is
 * no number for 0: nobody means that. */
static gboolean
is_buffer (WeirValue *value)
{
  g_autoptr (WeirValue) parsed = NULL;

  parsed = weir_typed_constant_evaluate ("json", value, NULL);
  if (parsed == NULL)
    return FALSE;
  if (weir_value_get_kind (parsed) == WEIR_VALUE_KIND_STRING)
    return TRUE;
  if (weir_value_get_kind (parsed) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (parsed); i++)
    {
      if (!is_byte (weir_value_get_item (parsed, i)))
        return FALSE;
    }
  return TRUE;
}

static void
check_bin (const WeirCheckScope *scope,
           const char           *key,
           WeirValue            *value,
           const char           *text)
{
  if (!is_buffer (value))
    weir_check_scope_report (scope, weir_problem_new ("I604", NULL, key, NULL));
}

static void
check_env (const WeirCheckScope *scope,
           const char           *key,
           WeirValue            *value,
           const char           *text)
{
  g_autofree char *name = NULL;

  if (is_blank (text))
    return;
  name = weir_environment_dup_unset (scope->environment, scope->entry, text);
  if (name != NULL)
    weir_check_variable (scope, key, name);
}

static void
check_jsonata (const WeirCheckScope *scope,
               const char           *key,
               WeirValue            *value,
               const char           *text)
{
  if (!is_blank (text))
    weir_check_scope_report (scope, weir_problem_new ("I606", NULL, key, NULL));
}

static const struct
{
  const char *type;
  CheckValue  check;
} checks[] = {
  { "num", check_num }, { "json", check_json },       { "bin", check_bin },
  { "env", check_env }, { "jsonata", check_jsonata },
};

void
weir_check_typed (const WeirCheckScope *scope,
                  const char           *key,
                  const char           *type,
                  WeirValue            *value)
{
  g_autoptr (WeirValue) text = weir_value_to_text (value);

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (g_str_equal (checks[i].type, type))
        checks[i].check (scope, key, value, weir_value_get_string (text, NULL));
    }
}
