/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-environment.h"

#include "flow/weir-environment-level-private.h"
#include "flow/weir-reference-private.h"
#include "flow/weir-subflow.h"
#include "flow/weir-typed-constant.h"
#include "json/weir-convert.h"

#include <string.h>

/* A variable is looked for level by level, from the entry outwards: its groups,
 * its tab or subflow definition, the whole flow, the process. All definitions are
 * evaluated when the environment is made, so that it is immutable afterwards and
 * any thread may ask it. The engine and the checks hold one per snapshot. */

struct _WeirEnvironment
{
  gatomicrefcount ref_count;

  /* owned */
  WeirSnapshot *snapshot;
  GHashTable   *overrides;  /* name → text */
  GHashTable   *containers; /* WeirEntry → (name → Variable) */
  GHashTable   *global; /* name → Variable, of all global-config entries */

  /* only while it is made */
  guint    depth;
  gboolean met_cycle;
};

typedef enum
{
  VARIABLE_PENDING,
  VARIABLE_RESOLVING,
  VARIABLE_RESOLVED,
} VariableState;

typedef struct
{
  VariableState state;
  gboolean      circular; /* it needs itself, or one that does */
  const char   *type;     /* borrowed from the snapshot, as the next one */
  WeirValue    *stored;   /* (nullable) */
  WeirValue    *value; /* owned (nullable): what it stands for; NULL: not set */
} Variable;

#define PARENT_PREFIX "$parent."

static WeirValue *find_variable (WeirEnvironment *self,
                                 WeirLevel        level,
                                 const char      *name,
                                 const Variable  *asking);

static void
variable_free (Variable *variable)
{
  g_clear_pointer (&variable->value, weir_value_unref);
  g_free (variable);
}

static GHashTable *
level_get_variables (WeirEnvironment *self, WeirLevel level)
{
  if (level.kind == WEIR_LEVEL_GLOBAL)
    return self->global;
  if (level.entry == NULL)
    return NULL;
  return g_hash_table_lookup (self->containers, level.entry);
}

/* Where a text is evaluated: seen from an entry, or from a definition. */
typedef struct
{
  const WeirEntry *entry; /* (nullable): whose own built-ins count */
  WeirLevel        level;
  const Variable  *asking; /* (nullable): the definition being evaluated */
} Viewpoint;

static WeirValue *
find_part (WeirEnvironment         *self,
           const Viewpoint         *view,
           const WeirReferencePart *part)
{
  g_autofree char *name = g_strndup (part->start, part->length);
  WeirValue       *value =
    weir_level_find_own_builtin (self->snapshot, view->entry, name);

  if (value != NULL)
    return value;
  return find_variable (self, view->level, name, view->asking);
}

static void
append_value (GString *out, const WeirValue *value)
{
  g_autoptr (WeirValue) text = weir_value_to_text (value);
  gsize                 length;
  const char           *string = weir_value_get_string (text, &length);

  g_string_append_len (out, string, (gssize)length);
}

/* Returns NULL when @text is one name and that is not set. */
static WeirValue *
evaluate_text (WeirEnvironment *self, const Viewpoint *view, const char *text)
{
  g_autoptr (GArray)       parts = weir_reference_split (text);
  g_autoptr (GString)      out = NULL;
  const WeirReferencePart *first = &g_array_index (parts, WeirReferencePart, 0);

  if (parts->len == 1 && first->is_name)
    return find_part (self, view, first);

  out = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirReferencePart *part =
        &g_array_index (parts, WeirReferencePart, i);
      g_autoptr (WeirValue) value = NULL;

      if (!part->is_name)
        {
          g_string_append_len (out, part->start, (gssize)part->length);
          continue;
        }
      value = find_part (self, view, part);
      if (value != NULL)
        append_value (out, value);
    }
  return weir_value_new_string_len (out->str, out->len);
}

/* Definitions */

static WeirValue *
evaluate_env_definition (WeirEnvironment *self, WeirLevel level, Variable *variable)
{
  g_autoptr (WeirValue) text = weir_value_to_text (variable->stored);
  Viewpoint             view = { NULL, level, variable };
  WeirValue            *value;

  self->met_cycle = FALSE;
  value = evaluate_text (self, &view, weir_value_get_string (text, NULL));
  variable->circular = value == NULL && self->met_cycle;
  if (value == NULL && !variable->circular)
    return weir_value_new_string ("");
  return value;
}

static WeirValue *
evaluate_definition (WeirEnvironment *self, WeirLevel level, Variable *variable)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value;

  if (variable->stored == NULL || g_str_equal (variable->type, "jsonata"))
    return NULL;
  if (g_str_equal (variable->type, "env"))
    return evaluate_env_definition (self, level, variable);
  if (!weir_typed_constant_knows (variable->type))
    return weir_value_ref (variable->stored);

  value = weir_typed_constant_evaluate (variable->type, variable->stored, &error);
  if (value == NULL)
    g_debug ("A variable is not set: %s", error->message);
  return value;
}

/* Returns (nullable): the value, borrowed. After the environment is made, every
 * variable is resolved and this only reads. */
static WeirValue *
resolve (WeirEnvironment *self, WeirLevel level, Variable *variable)
{
  if (variable->state == VARIABLE_RESOLVED &&
      (self->depth == 0 || !variable->circular))
    return variable->value;
  if (variable->state != VARIABLE_PENDING ||
      self->depth >= WEIR_ENVIRONMENT_MAX_DEPTH)
    {
      self->met_cycle = TRUE;
      return NULL;
    }

  variable->state = VARIABLE_RESOLVING;
  self->depth++;
  variable->value = evaluate_definition (self, level, variable);
  self->depth--;
  variable->state = VARIABLE_RESOLVED;
  return variable->value;
}

static WeirValue *
find_in_process (WeirEnvironment *self, const char *name)
{
  const char         *text = g_hash_table_lookup (self->overrides, name);
  g_autoptr (GString) utf8 = NULL;

  if (text == NULL)
    text = g_getenv (name);
  if (text == NULL)
    return NULL;
  utf8 = weir_text_make_utf8 (text, strlen (text));
  return weir_value_new_string_len (utf8->str, utf8->len);
}

/* @asking: (nullable): a definition that looks for its own name means the one
 * further out (`PATH` as `${PATH}:/opt`). */
static WeirValue *
find_variable (WeirEnvironment *self,
               WeirLevel        level,
               const char      *name,
               const Variable  *asking)
{
  for (; level.kind != WEIR_LEVEL_PROCESS;
       level = weir_level_get_outside (self->snapshot, level))
    {
      WeirValue  *value = weir_level_find_builtin (self->snapshot, level, name);
      GHashTable *variables = level_get_variables (self, level);
      Variable   *variable;

      if (value != NULL)
        return value;
      if (g_str_has_prefix (name, PARENT_PREFIX))
        {
          name += strlen (PARENT_PREFIX);
          continue;
        }
      if (variables == NULL)
        continue;
      variable = g_hash_table_lookup (variables, name);
      if (variable == NULL || variable == asking)
        continue;
      value = resolve (self, level, variable);
      return value == NULL ? NULL : weir_value_ref (value);
    }
  return find_in_process (self, name);
}

/* Making */

static WeirValue *
find_credential (WeirEnvironment *self, const WeirEntry *entry, const char *name)
{
  WeirValue *credentials;

  credentials = weir_snapshot_get_credentials (self->snapshot, entry->id);
  if (entry->kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG)
    credentials = weir_value_lookup (credentials, "map");
  return weir_value_lookup (credentials, name);
}

static void
add_definition (WeirEnvironment *self,
                GHashTable      *variables,
                const WeirEntry *entry,
                const WeirValue *definition)
{
  const char *name = weir_value_lookup_string (definition, "name");
  const char *type = weir_value_lookup_string (definition, "type");
  Variable   *variable;

  if (name == NULL)
    return;
  variable = g_new0 (Variable, 1);
  variable->type = type != NULL ? type : "str";
  variable->stored = g_str_equal (variable->type, "cred")
                       ? find_credential (self, entry, name)
                       : weir_value_lookup (definition, "value");
  g_hash_table_replace (variables, (gpointer)name, variable);
}

static void
add_definitions (WeirEnvironment *self,
                 GHashTable      *variables,
                 const WeirEntry *entry)
{
  WeirValue *env = weir_value_lookup (entry->value, "env");

  if (env == NULL || weir_value_get_kind (env) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (env); i++)
    add_definition (self, variables, entry, weir_value_get_item (env, i));
}

static GHashTable *
new_variables (void)
{
  return g_hash_table_new_full (g_str_hash,
                                g_str_equal,
                                NULL,
                                (GDestroyNotify)variable_free);
}

static void
add_container (WeirEnvironment *self, const WeirEntry *entry)
{
  g_autoptr (GHashTable) variables = NULL;

  switch (entry->kind)
    {
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      add_definitions (self, self->global, entry);
      return;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
      break;
    case WEIR_ELEMENT_KIND_NODE:
      if (weir_subflow_is_expanded (self->snapshot, entry))
        break;
      return;
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return;
    }
  variables = new_variables ();
  add_definitions (self, variables, entry);
  if (g_hash_table_size (variables) > 0)
    g_hash_table_insert (self->containers,
                         (gpointer)entry,
                         g_steal_pointer (&variables));
}

static void
resolve_all (WeirEnvironment *self, WeirLevel level, GHashTable *variables)
{
  GHashTableIter iter;
  gpointer       variable;

  g_hash_table_iter_init (&iter, variables);
  while (g_hash_table_iter_next (&iter, NULL, &variable))
    resolve (self, level, variable);
}

static void
resolve_containers (WeirEnvironment *self)
{
  GHashTableIter iter;
  gpointer       entry, variables;

  resolve_all (self, weir_level_global, self->global);
  g_hash_table_iter_init (&iter, self->containers);
  while (g_hash_table_iter_next (&iter, &entry, &variables))
    resolve_all (self, weir_level_of_container (self->snapshot, entry), variables);
}

static GHashTable *
copy_texts (GHashTable *texts)
{
  GHashTable    *copy;
  GHashTableIter iter;
  gpointer       name, text;

  copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (texts == NULL)
    return copy;
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (text));
  return copy;
}

WeirEnvironment *
weir_environment_new (WeirSnapshot *snapshot, GHashTable *overrides)
{
  WeirEnvironment *self;

  g_return_val_if_fail (snapshot != NULL, NULL);

  self = g_new0 (WeirEnvironment, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = weir_snapshot_ref (snapshot);
  self->overrides = copy_texts (overrides);
  self->containers =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
  self->global = new_variables ();
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);

      if (!entry->shadowed)
        add_container (self, entry);
    }
  resolve_containers (self);
  return self;
}

WeirEnvironment *
weir_environment_ref (WeirEnvironment *environment)
{
  g_return_val_if_fail (environment != NULL, NULL);
  g_atomic_ref_count_inc (&environment->ref_count);
  return environment;
}

void
weir_environment_unref (WeirEnvironment *environment)
{
  g_return_if_fail (environment != NULL);
  if (!g_atomic_ref_count_dec (&environment->ref_count))
    return;
  g_hash_table_unref (environment->containers);
  g_hash_table_unref (environment->global);
  g_hash_table_unref (environment->overrides);
  weir_snapshot_unref (environment->snapshot);
  g_free (environment);
}

WeirValue *
weir_environment_lookup (WeirEnvironment *environment,
                         const WeirEntry *entry,
                         const char      *name)
{
  WeirValue *value;

  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  value = weir_level_find_own_builtin (environment->snapshot, entry, name);
  if (value != NULL)
    return value;
  return find_variable (environment,
                        weir_level_of (environment->snapshot, entry),
                        name,
                        NULL);
}

WeirValue *
weir_environment_evaluate (WeirEnvironment *environment,
                           const WeirEntry *entry,
                           const char      *text)
{
  Viewpoint  view;
  WeirValue *value;

  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  view = (Viewpoint){ entry, weir_level_of (environment->snapshot, entry), NULL };
  value = evaluate_text (environment, &view, text);
  return value != NULL ? value : weir_value_new_string ("");
}

char *
weir_environment_dup_unset (WeirEnvironment *environment,
                            const WeirEntry *entry,
                            const char      *text)
{
  g_autoptr (GArray) parts = NULL;
  Viewpoint          view;

  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  view = (Viewpoint){ entry, weir_level_of (environment->snapshot, entry), NULL };
  parts = weir_reference_split (text);
  for (guint i = 0; i < parts->len; i++)
    {
      const WeirReferencePart *part =
        &g_array_index (parts, WeirReferencePart, i);
      g_autoptr (WeirValue) value = NULL;

      if (!part->is_name)
        continue;
      value = find_part (environment, &view, part);
      if (value == NULL)
        return g_strndup (part->start, part->length);
    }
  return NULL;
}
