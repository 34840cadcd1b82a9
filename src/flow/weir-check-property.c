/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check-private.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

/* Properties against their descriptors. A table describes an object: the whole
 * entry, or a row of one of its lists. */

typedef struct
{
  const WeirCheckScope *scope;
  const WeirProperty   *table;
  const WeirValue      *object;
  const char           *prefix; /* of keys: "" or "props[2]." */
} Sheet;

static void check_sheet (const Sheet *sheet);

/* Values */

static WeirValue *
get_value (const Sheet *sheet, const WeirProperty *property)
{
  const WeirValue *object = sheet->object;

  if ((property->flags & WEIR_PROPERTY_CREDENTIAL) != 0)
    object = weir_snapshot_get_credentials (sheet->scope->snapshot,
                                            sheet->scope->entry->id);
  return weir_value_lookup (object, property->key);
}

static const WeirProperty *
find_property (const Sheet *sheet, const char *key)
{
  for (const WeirProperty *p = sheet->table; p->key != NULL; p++)
    {
      if (g_str_equal (p->key, key))
        return p;
    }
  return NULL;
}

/* The value a node without the property has. */
static WeirValue *
dup_effective_value (const Sheet *sheet, const char *key)
{
  const WeirProperty *property = find_property (sheet, key);
  WeirValue          *value = weir_value_lookup (sheet->object, key);

  if (value != NULL)
    return weir_value_ref (value);
  return property != NULL ? weir_property_get_default (property) : NULL;
}

static char *
dup_effective_text (const Sheet *sheet, const char *key)
{
  g_autoptr (WeirValue) value = dup_effective_value (sheet, key);
  g_autoptr (WeirValue) text = NULL;

  if (value == NULL)
    return g_strdup ("");
  text = weir_value_to_text (value);
  return g_strdup (weir_value_get_string (text, NULL));
}

static gboolean
is_empty (const WeirValue *value)
{
  const char *text;
  gsize       length;

  if (value == NULL)
    return TRUE;
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
      return TRUE;
    case WEIR_VALUE_KIND_STRING:
      text = weir_value_get_string (value, &length);
      return strspn (text, " \t\n\v\f\r") == length;
    case WEIR_VALUE_KIND_ARRAY:
      return weir_value_get_length (value) == 0;
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_OBJECT:
      break;
    }
  return FALSE;
}

static gboolean
is_shown (const Sheet *sheet, const WeirProperty *property)
{
  g_autofree char *text = NULL;

  if (property->shown_if.key == NULL)
    return TRUE;
  text = dup_effective_text (sheet, property->shown_if.key);
  return g_pattern_match_simple (property->shown_if.glob, text);
}

/* The text of a value that is one reference; `${A}${B}` would be one to a name
 * that nobody has, and is a mixed text to most. */
static const char *
get_reference_text (const WeirValue *value)
{
  const char *text;
  gsize       length;

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return NULL;
  text = weir_value_get_string (value, &length);
  if (strcspn (text, "})") + 1 != length || !weir_text_is_env_reference (text))
    return NULL;
  return text;
}

/* Reporting */

static char *
dup_key (const Sheet *sheet, const char *key)
{
  return g_strconcat (sheet->prefix, key, NULL);
}

static void
report_required (const Sheet *sheet, const WeirProperty *property)
{
  g_autofree char *key = dup_key (sheet, property->key);

  if ((property->flags & WEIR_PROPERTY_REQUIRED) != 0 &&
      property->required_code != NULL)
    weir_check_scope_report (
      sheet->scope,
      weir_problem_new (property->required_code, NULL, key, NULL));
}

/* `${NAME}` stands for whatever the variable holds when the flow runs. */
static void
check_reference (const Sheet        *sheet,
                 const WeirProperty *property,
                 const char         *reference)
{
  g_autofree char *key = dup_key (sheet, property->key);
  g_autofree char *name = g_strndup (reference + 2, strlen (reference) - 3);

  weir_check_variable (sheet->scope, key, name);
}

static void
report_range (const Sheet        *sheet,
              const WeirProperty *property,
              const WeirValue    *value,
              const char         *code)
{
  g_autofree char      *key = dup_key (sheet, property->key);
  g_autoptr (WeirValue) text = weir_value_to_text (value);
  char                  min[WEIR_NUMBER_TEXT_MAX];
  char                  max[WEIR_NUMBER_TEXT_MAX];

  weir_number_to_text (property->min, min);
  weir_number_to_text (property->max, max);
  weir_check_scope_report (sheet->scope,
                           weir_problem_new (code,
                                             NULL,
                                             key,
                                             "text",
                                             weir_value_get_string (text, NULL),
                                             "min",
                                             min,
                                             "max",
                                             max,
                                             NULL));
}

/* Kinds */

/* Without a range code any number will do; a maximum that is not above the
 * minimum is none. */
static gboolean
is_in_range (const WeirProperty *property, double number)
{
  if (isnan (number))
    return FALSE;
  if (property->range_code == NULL)
    return TRUE;
  if ((property->flags & WEIR_PROPERTY_INTEGER) != 0 && number != trunc (number))
    return FALSE;
  return number >= property->min &&
         (property->max <= property->min || number <= property->max);
}

static void
check_number (const Sheet        *sheet,
              const WeirProperty *property,
              const WeirValue    *value)
{
  double number = NAN;

  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER ||
      weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    number = weir_value_to_number (value);
  if (!is_in_range (property, number))
    report_range (sheet,
                  property,
                  value,
                  property->range_code != NULL ? property->range_code : "I602");
}

static void
check_choice (const Sheet        *sheet,
              const WeirProperty *property,
              const WeirValue    *value)
{
  if (property->range_code == NULL || property->choices == NULL)
    return;
  for (const WeirChoice *c = property->choices; c->value != NULL; c++)
    {
      g_autoptr (WeirValue) choice =
        weir_json_read (c->value, strlen (c->value), NULL, NULL);

      if (choice != NULL && weir_value_equal (choice, value))
        return;
    }
  report_range (sheet, property, value, property->range_code);
}

static void
check_typed (const Sheet *sheet, const WeirProperty *property, WeirValue *value)
{
  g_autofree char *key = dup_key (sheet, property->key);
  g_autofree char *type = dup_effective_text (sheet, property->pair_key);

  if (type[0] == '\0' && property->types != NULL)
    weir_check_typed (sheet->scope, key, property->types[0], value);
  else
    weir_check_typed (sheet->scope, key, type, value);
}

static void
check_rows (const Sheet *sheet, const WeirProperty *property, const WeirValue *rows)
{
  if (property->columns == NULL ||
      weir_value_get_kind (rows) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (rows); i++)
    {
      g_autofree char *prefix = NULL;
      Sheet            row = { sheet->scope, property->columns, NULL, NULL };

      row.object = weir_value_get_item (rows, i);
      if (weir_value_get_kind (row.object) != WEIR_VALUE_KIND_OBJECT)
        continue;
      prefix = g_strdup_printf ("%s%s[%" G_GSIZE_FORMAT "].",
                                sheet->prefix,
                                property->key,
                                i);
      row.prefix = prefix;
      check_sheet (&row);
    }
}

/* Lists of ids are scopes, where unknown ids do no harm, or the ends of links,
 * which are wires. */
static void
check_links (const Sheet *sheet, const WeirValue *ids)
{
  const WeirCheckScope *scope = sheet->scope;
  g_autofree char      *name = NULL;

  if (!g_str_has_prefix (scope->entry->type, "link ") ||
      weir_value_get_kind (ids) != WEIR_VALUE_KIND_ARRAY)
    return;
  name = weir_check_scope_dup_name (scope, scope->entry);
  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    weir_check_target (scope, name, weir_value_get_item (ids, i));
}

/* Node references */

/* A reference may offer several keys, one of which holds an id. Where more do,
 * the last wins, as `client` does over `server` in Node-RED. */
static const WeirRef *
find_filled_ref (const Sheet *sheet, const WeirProperty *property)
{
  const WeirRef *filled = NULL;

  for (const WeirRef *ref = property->refs; ref->type != NULL; ref++)
    {
      if (!is_empty (weir_value_lookup (sheet->object, ref->key)))
        filled = ref;
    }
  return filled;
}

static gboolean
may_refer (const WeirProperty *property, const char *key, const WeirEntry *target)
{
  for (const WeirRef *ref = property->refs; ref->type != NULL; ref++)
    {
      if (g_str_equal (ref->key, key) && g_str_equal (ref->type, target->type))
        return TRUE;
    }
  return FALSE;
}

static void
check_target_node (const Sheet        *sheet,
                   const WeirProperty *property,
                   const char         *ref_key,
                   const char         *id)
{
  const WeirCheckScope *scope = sheet->scope;
  const WeirEntry      *target = weir_snapshot_lookup (scope->snapshot, id);
  g_autofree char      *key = dup_key (sheet, ref_key);
  g_autofree char      *name = NULL;

  if (target == NULL || !may_refer (property, ref_key, target))
    {
      weir_check_scope_report (scope,
                               weir_problem_new ("W202", NULL, key, "id", id, NULL));
      return;
    }
  if (weir_snapshot_is_enabled (scope->snapshot, target))
    return;
  name = weir_check_scope_dup_name (scope, target);
  weir_check_scope_report (scope,
                           weir_problem_new ("W203", NULL, key, "name", name, NULL));
}

static void
check_node_ref (const Sheet *sheet, const WeirProperty *property)
{
  const WeirRef        *ref = find_filled_ref (sheet, property);
  WeirValue            *value;
  const char           *reference;
  g_autoptr (WeirValue) text = NULL;

  if (ref == NULL)
    {
      report_required (sheet, property);
      return;
    }
  value = weir_value_lookup (sheet->object, ref->key);
  reference = get_reference_text (value);
  if (reference != NULL)
    {
      check_reference (sheet, property, reference);
      return;
    }
  text = weir_value_to_text (value);
  check_target_node (sheet, property, ref->key, weir_value_get_string (text, NULL));
}

/* One property */

static void
check_value (const Sheet *sheet, const WeirProperty *property, WeirValue *value)
{
  switch (property->kind)
    {
    case WEIR_PROPERTY_KIND_NUMBER:
      check_number (sheet, property, value);
      return;
    case WEIR_PROPERTY_KIND_CHOICE:
      check_choice (sheet, property, value);
      return;
    case WEIR_PROPERTY_KIND_NODE_REFS:
      check_links (sheet, value);
      return;
    case WEIR_PROPERTY_KIND_LIST:
      check_rows (sheet, property, value);
      return;
    case WEIR_PROPERTY_KIND_STRING:
    case WEIR_PROPERTY_KIND_TEXT:
    case WEIR_PROPERTY_KIND_CODE:
    case WEIR_PROPERTY_KIND_BOOLEAN:
    case WEIR_PROPERTY_KIND_NODE_REF:
    case WEIR_PROPERTY_KIND_TYPED:
    case WEIR_PROPERTY_KIND_OPAQUE:
      return;
    }
}

static void
check_property (const Sheet *sheet, const WeirProperty *property)
{
  WeirValue            *value = get_value (sheet, property);
  const char           *reference = get_reference_text (value);
  g_autoptr (WeirValue) def = NULL;

  if (reference != NULL)
    {
      check_reference (sheet, property, reference);
      return;
    }
  /* An empty text is a value of some types, and not JSON of another. */
  if (property->kind == WEIR_PROPERTY_KIND_TYPED && value != NULL)
    {
      check_typed (sheet, property, value);
      return;
    }
  if (value == NULL)
    value = def = weir_property_get_default (property);
  if (is_empty (value))
    report_required (sheet, property);
  else
    check_value (sheet, property, value);
}

static void
check_sheet (const Sheet *sheet)
{
  for (const WeirProperty *p = sheet->table; p->key != NULL; p++)
    {
      if (!is_shown (sheet, p) || (p->flags & WEIR_PROPERTY_CONDITIONAL) != 0)
        continue;
      if (p->kind == WEIR_PROPERTY_KIND_NODE_REF && p->refs != NULL)
        check_node_ref (sheet, p);
      else
        check_property (sheet, p);
    }
}

void
weir_check_scope_check_property (const WeirCheckScope *scope, const char *key)
{
  const WeirNodeType *type;
  const WeirProperty *property = NULL;
  Sheet               sheet = { scope, NULL, NULL, "" };

  g_return_if_fail (scope != NULL);
  g_return_if_fail (key != NULL);

  type = weir_registry_lookup (scope->registry, scope->entry->type);
  sheet.object = scope->entry->value;
  sheet.table = type->properties;
  property = find_property (&sheet, key);
  g_return_if_fail (property != NULL);
  check_property (&sheet, property);
}

void
weir_check_properties (const WeirCheckScope *scope, const WeirNodeType *type)
{
  Sheet sheet = { scope, type->properties, scope->entry->value, "" };

  if (type->properties != NULL)
    check_sheet (&sheet);
}
