/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-subflow.h"

#include "flow/weir-flow-error.h"
#include "flow/weir-snapshot-private.h"
#include "json/weir-value-change.h"

#include <string.h>

/* Subflows as the runtime sees them (Node-RED's Subflow.js): copies of what a
 * definition holds, one set an instance. The engine expands a snapshot before
 * it compares it with what runs, so that a changed definition is a change of
 * all its copies and nobody else has to know. */

static const char type_prefix[] = "subflow:";

typedef struct
{
  const WeirSnapshot *snapshot;
  GHashTable         *bodies;    /* definition id → GPtrArray of WeirEntry */
  GPtrArray          *values;    /* of WeirValue: the new entries */
  GByteArray         *instances; /* which of them were expanded */
  WeirValue          *credentials; /* owned (nullable) */
  GPtrArray          *open;        /* definitions around the present one */
} Expander;

/* One instance while it is expanded. */
typedef struct
{
  const char      *id;
  const WeirEntry *definition;
  GHashTable      *ids; /* id inside the definition → id of the copy, owned */
  GHashTable      *wires; /* id inside → GPtrArray of Wire: to the outputs */
  GPtrArray *through;     /* (element-type utf8): outputs wired to the input */
} Instance;

typedef struct
{
  guint port;
  char *target;
} Wire;

static void
wire_free (gpointer data)
{
  Wire *wire = data;

  g_free (wire->target);
  g_free (wire);
}

static gboolean
is_array (const WeirValue *value)
{
  return value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
}

static gsize
get_length (const WeirValue *value)
{
  return is_array (value) ? weir_value_get_length (value) : 0;
}

/* Asking ------------------------------------------------------------------- */

const WeirEntry *
weir_subflow_get_definition (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *found;

  if (entry->kind != WEIR_ELEMENT_KIND_NODE ||
      !g_str_has_prefix (entry->type, type_prefix))
    return NULL;
  found = weir_snapshot_lookup (snapshot, entry->type + strlen (type_prefix));
  return found != NULL && found->kind == WEIR_ELEMENT_KIND_SUBFLOW ? found : NULL;
}

gboolean
weir_subflow_is_expanded (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  return weir_snapshot_is_instance (snapshot, entry);
}

const WeirEntry *
weir_subflow_get_instance (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

  return container != NULL && weir_snapshot_is_instance (snapshot, container)
           ? container
           : NULL;
}

const char *
weir_subflow_get_alias (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const char *alias = weir_value_lookup_string (entry->value, "_alias");

  return alias != NULL && weir_subflow_get_instance (snapshot, entry) != NULL
           ? alias
           : entry->id;
}

char *
weir_subflow_dup_path (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *instance = weir_subflow_get_instance (snapshot, entry);
  g_autofree char *around = NULL;

  if (instance == NULL)
    return *entry->z != '\0' ? g_strconcat (entry->z, "/", entry->id, NULL)
                             : g_strdup (entry->id);
  around = weir_subflow_dup_path (snapshot, instance);
  return g_strconcat (around, "/", weir_subflow_get_alias (snapshot, entry), NULL);
}

char *
weir_subflow_dup_output_id (const char *instance, guint output)
{
  return g_strdup_printf ("%s:out:%u", instance, output);
}

/* Copying ------------------------------------------------------------------ */

/* Returns: (nullable): the id of the copy, when @value is an id of the
 *   definition */
static const char *
find_copy (const Instance *instance, const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING
           ? g_hash_table_lookup (instance->ids,
                                  weir_value_get_string (value, NULL))
           : NULL;
}

/* @outside: (nullable): what stands for an id from elsewhere; %NULL to leave it
 *   out */
static WeirValue *
copy_ids (const Instance *instance, const WeirValue *ids, const char *outside)
{
  WeirValue *copy = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < get_length (ids); i++)
    {
      const char *id = find_copy (instance, weir_value_get_item (ids, i));

      if (id == NULL)
        id = outside;
      if (id != NULL)
        copy = weir_value_with_appended (copy, weir_value_new_string (id));
    }
  return copy;
}

static WeirValue *
copy_wires (const Instance *instance, const char *id, const WeirValue *wires)
{
  WeirValue *copy = weir_value_new_array (NULL, 0);
  GPtrArray *extra = g_hash_table_lookup (instance->wires, id);

  for (gsize i = 0; i < get_length (wires); i++)
    copy = weir_value_with_appended (copy,
                                     copy_ids (instance,
                                               weir_value_get_item (wires, i),
                                               NULL));
  for (guint i = 0; extra != NULL && i < extra->len; i++)
    {
      const Wire *wire = extra->pdata[i];
      WeirValue  *output;

      while (weir_value_get_length (copy) <= wire->port)
        copy = weir_value_with_appended (copy, weir_value_new_array (NULL, 0));
      output = weir_value_ref (weir_value_get_item (copy, wire->port));
      output =
        weir_value_with_appended (output, weir_value_new_string (wire->target));
      copy = weir_value_with_item (copy, wire->port, output);
    }
  return copy;
}

/* Every text that is an id of the definition is one of the copy. */
static WeirValue *
copy_members (const Instance *instance, WeirValue *copy, const WeirValue *value)
{
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      const char *key = weir_value_get_key (value, i, NULL);
      const char *id = find_copy (instance, weir_value_get_member (value, i));

      if (id != NULL)
        copy = weir_value_with_member (copy, key, weir_value_new_string (id));
    }
  return copy;
}

/* Returns: (transfer full) */
static WeirValue *
copy_entry (const Instance *instance, const WeirEntry *entry)
{
  WeirValue       *copy = weir_value_ref (entry->value);
  const WeirValue *wires = weir_value_lookup (entry->value, "wires");
  const WeirValue *scope = weir_value_lookup (entry->value, "scope");
  const WeirValue *links = weir_value_lookup (entry->value, "links");

  copy = copy_members (instance, copy, entry->value);
  copy = weir_value_with_member (copy, "z", weir_value_new_string (instance->id));
  copy =
    weir_value_with_member (copy, "_alias", weir_value_new_string (entry->id));
  if (entry->kind == WEIR_ELEMENT_KIND_NODE ||
      entry->kind == WEIR_ELEMENT_KIND_JUNCTION)
    copy = weir_value_with_member (copy,
                                   "wires",
                                   copy_wires (instance, entry->id, wires));
  if (is_array (scope))
    copy = weir_value_with_member (copy, "scope", copy_ids (instance, scope, ""));
  if (is_array (links))
    copy =
      weir_value_with_member (copy, "links", copy_ids (instance, links, NULL));
  return copy;
}

/* Credentials of a copy are those of what it is copied from; of an instance, its
 * own before those of its definition. */
static void
copy_credentials (Expander *self, const char *to, const char *from)
{
  WeirValue *own = weir_value_lookup (self->credentials, to);
  WeirValue *other = weir_value_lookup (self->credentials, from);
  WeirValue *both;

  if (other == NULL || weir_value_get_kind (other) != WEIR_VALUE_KIND_OBJECT)
    return;
  both = weir_value_ref (other);
  if (own != NULL && weir_value_get_kind (own) == WEIR_VALUE_KIND_OBJECT)
    {
      for (gsize i = 0; i < weir_value_get_length (own); i++)
        both = weir_value_with_member (both,
                                       weir_value_get_key (own, i, NULL),
                                       weir_value_ref (
                                         weir_value_get_member (own, i)));
    }
  self->credentials = weir_value_with_member (self->credentials, to, both);
}

/* The instance --------------------------------------------------------------- */

static void
add_wire (Instance *instance, const WeirValue *from, const char *target)
{
  const char      *id = weir_value_lookup_string (from, "id");
  const WeirValue *number = weir_value_lookup (from, "port");
  double           port = 0;
  GPtrArray       *wires;
  Wire            *wire;

  if (id == NULL)
    return;
  if (number != NULL && weir_value_get_kind (number) == WEIR_VALUE_KIND_NUMBER)
    port = weir_value_get_number (number);
  if (g_str_equal (id, instance->definition->id))
    {
      g_ptr_array_add (instance->through, g_strdup (target));
      return;
    }
  if (!(port >= 0 && port < WEIR_FLOW_MAX_PORTS))
    return;
  wires = g_hash_table_lookup (instance->wires, id);
  if (wires == NULL)
    {
      wires = g_ptr_array_new_with_free_func (wire_free);
      g_hash_table_insert (instance->wires, (gpointer)id, wires);
    }
  wire = g_new (Wire, 1);
  wire->port = (guint)port;
  wire->target = g_strdup (target);
  g_ptr_array_add (wires, wire);
}

static void
add_wires (Instance *instance, const WeirValue *port, const char *target)
{
  const WeirValue *wires = weir_value_lookup (port, "wires");

  for (gsize i = 0; i < get_length (wires); i++)
    add_wire (instance, weir_value_get_item (wires, i), target);
}

static void
take_value (Expander *self, WeirValue *value, gboolean is_instance)
{
  guint8 flag = is_instance;

  g_ptr_array_add (self->values, value);
  g_byte_array_append (self->instances, &flag, 1);
}

/* An entry of our own inside an instance. @wires: (transfer full) */
static void
add_entry (Expander       *self,
           const Instance *instance,
           const char     *id,
           const char     *type,
           WeirValue      *wires)
{
  WeirValue *entry = weir_value_new_object ();

  entry = weir_value_with_member (entry, "id", weir_value_new_string (id));
  entry = weir_value_with_member (entry, "type", weir_value_new_string (type));
  entry =
    weir_value_with_member (entry, "z", weir_value_new_string (instance->id));
  entry = weir_value_with_member (entry, "x", weir_value_new_number (0));
  entry = weir_value_with_member (entry, "y", weir_value_new_number (0));
  entry = weir_value_with_member (entry, "wires", wires);
  take_value (self, entry, FALSE);
}

/* What is wired to output @index of the instance hangs on an entry that stands
 * for this output. */
static void
add_outputs (Expander *self, Instance *instance, const WeirValue *value)
{
  const WeirValue *outputs =
    weir_value_lookup (instance->definition->value, "out");
  const WeirValue *wires = weir_value_lookup (value, "wires");

  for (gsize i = 0; i < get_length (outputs); i++)
    {
      g_autofree char *id = weir_subflow_dup_output_id (instance->id, (guint)i);
      WeirValue       *targets = i < get_length (wires)
                                   ? weir_value_ref (weir_value_get_item (wires, i))
                                   : weir_value_new_array (NULL, 0);

      add_wires (instance, weir_value_get_item (outputs, i), id);
      add_entry (self,
                 instance,
                 id,
                 WEIR_SUBFLOW_OUTPUT_TYPE,
                 weir_value_with_appended (weir_value_new_array (NULL, 0),
                                           targets));
    }
}

static void
add_status (Expander *self, Instance *instance)
{
  const WeirValue *status =
    weir_value_lookup (instance->definition->value, "status");
  g_autofree char *id = g_strconcat (instance->id, ":status", NULL);

  if (status == NULL || weir_value_get_kind (status) != WEIR_VALUE_KIND_OBJECT)
    return;
  add_wires (instance, status, id);
  add_entry (self,
             instance,
             id,
             WEIR_SUBFLOW_STATUS_TYPE,
             weir_value_new_array (NULL, 0));
}

/* Returns: (transfer full): the wires of the instance itself: what its input
 *   leads to */
static WeirValue *
make_input (const Instance *instance)
{
  const WeirValue *inputs = weir_value_lookup (instance->definition->value, "in");
  const WeirValue *wires =
    get_length (inputs) > 0
      ? weir_value_lookup (weir_value_get_item (inputs, 0), "wires")
      : NULL;
  WeirValue *targets = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < get_length (wires); i++)
    {
      const WeirValue *id =
        weir_value_lookup (weir_value_get_item (wires, i), "id");
      const char *copy = id != NULL ? find_copy (instance, id) : NULL;

      if (copy != NULL)
        targets =
          weir_value_with_appended (targets, weir_value_new_string (copy));
    }
  for (guint i = 0; i < instance->through->len; i++)
    targets = weir_value_with_appended (targets,
                                        weir_value_new_string (
                                          instance->through->pdata[i]));
  return weir_value_with_appended (weir_value_new_array (NULL, 0), targets);
}

static const WeirValue *
find_variable (const WeirValue *env, const char *name)
{
  for (gsize i = 0; i < get_length (env); i++)
    {
      const WeirValue *item = weir_value_get_item (env, i);

      if (g_strcmp0 (weir_value_lookup_string (item, "name"), name) == 0)
        return item;
    }
  return NULL;
}

/* Returns: (transfer full): the variables of the definition with what the
 *   instance says in their place, and then the instance's own */
static WeirValue *
merge_env (const WeirValue *defaults, const WeirValue *own)
{
  WeirValue *env = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < get_length (defaults); i++)
    {
      WeirValue  *item = weir_value_get_item (defaults, i);
      const char *name = weir_value_lookup_string (item, "name");

      if (name != NULL && find_variable (own, name) == NULL)
        env = weir_value_with_appended (env, weir_value_ref (item));
    }
  for (gsize i = 0; i < get_length (own); i++)
    env =
      weir_value_with_appended (env,
                                weir_value_ref (weir_value_get_item (own, i)));
  return env;
}

/* Expanding ------------------------------------------------------------------ */

static GPtrArray *
get_body (Expander *self, const WeirEntry *definition)
{
  return g_hash_table_lookup (self->bodies, definition->id);
}

static void
map_ids (Expander *self, Instance *instance)
{
  GPtrArray *body = get_body (self, instance->definition);

  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      const WeirEntry *entry = body->pdata[i];

      g_hash_table_insert (instance->ids,
                           (gpointer)entry->id,
                           g_strconcat (instance->id, "-", entry->id, NULL));
    }
}

static gboolean
may_expand (Expander *self, const WeirEntry *definition)
{
  GPtrArray *body = get_body (self, definition);
  guint      n = body != NULL ? body->len : 0;
  gsize outputs = get_length (weir_value_lookup (definition->value, "out"));

  return self->open->len < WEIR_SUBFLOW_MAX_DEPTH &&
         !g_ptr_array_find (self->open, definition, NULL) &&
         self->values->len + n + outputs + 2 <= WEIR_SUBFLOW_MAX_ENTRIES;
}

static void expand_entry (Expander        *self,
                          const WeirEntry *entry,
                          WeirValue       *value,
                          const char      *id);

static void
expand_body (Expander *self, Instance *instance)
{
  GPtrArray *body = get_body (self, instance->definition);

  g_ptr_array_add (self->open, (gpointer)instance->definition);
  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      const WeirEntry *entry = body->pdata[i];
      const char      *id = g_hash_table_lookup (instance->ids, entry->id);

      copy_credentials (self, id, entry->id);
      expand_entry (self, entry, copy_entry (instance, entry), id);
    }
  g_ptr_array_set_size (self->open, (int)self->open->len - 1);
}

static Instance *
instance_new (const char *id, const WeirEntry *definition)
{
  Instance *self = g_new0 (Instance, 1);

  self->id = id;
  self->definition = definition;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->wires = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       NULL,
                                       (GDestroyNotify)g_ptr_array_unref);
  self->through = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
instance_free (Instance *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->wires);
  g_ptr_array_unref (self->through);
  g_free (self);
}

/* @value: (transfer full): the entry as it is to be in its place */
static void
expand_instance (Expander        *self,
                 const WeirEntry *definition,
                 WeirValue       *value,
                 const char      *id)
{
  Instance  *instance = instance_new (id, definition);
  WeirValue *env = merge_env (weir_value_lookup (definition->value, "env"),
                              weir_value_lookup (value, "env"));

  map_ids (self, instance);
  copy_credentials (self, id, definition->id);
  add_outputs (self, instance, value);
  add_status (self, instance);
  value = weir_value_with_member (value, "wires", make_input (instance));
  value = weir_value_with_member (value, "env", env);
  take_value (self, value, TRUE);
  expand_body (self, instance);
  instance_free (instance);
}

/* @value: (transfer full) */
static void
expand_entry (Expander        *self,
              const WeirEntry *entry,
              WeirValue       *value,
              const char      *id)
{
  const WeirEntry *definition =
    weir_subflow_get_definition (self->snapshot, entry);

  if (definition != NULL && !entry->disabled && may_expand (self, definition))
    expand_instance (self, definition, value, id);
  else
    take_value (self, value, FALSE);
}

static gboolean
is_running_instance (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  return weir_subflow_get_definition (snapshot, entry) != NULL &&
         weir_snapshot_runs (snapshot, entry);
}

static gboolean
has_instances (const WeirSnapshot *snapshot)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      if (is_running_instance (snapshot, weir_snapshot_get_entry (snapshot, i)))
        return TRUE;
    }
  return FALSE;
}

static void
collect_bodies (Expander *self)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (self->snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);
      const WeirEntry *container =
        weir_snapshot_get_container (self->snapshot, entry);
      GPtrArray *body;

      if (container == NULL || container->kind != WEIR_ELEMENT_KIND_SUBFLOW ||
          entry->shadowed || *entry->id == '\0')
        continue;
      body = get_body (self, container);
      if (body == NULL)
        {
          body = g_ptr_array_new ();
          g_hash_table_insert (self->bodies, (gpointer)container->id, body);
        }
      g_ptr_array_add (body, (gpointer)entry);
    }
}

static void
expand_all (Expander *self)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (self->snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);
      WeirValue       *value = weir_value_ref (entry->value);

      if (is_running_instance (self->snapshot, entry))
        expand_entry (self, entry, value, entry->id);
      else
        take_value (self, value, FALSE);
    }
}

WeirSnapshot *
weir_subflow_expand (WeirSnapshot *snapshot)
{
  g_autoptr (GHashTable) bodies =
    g_hash_table_new_full (g_str_hash,
                           g_str_equal,
                           NULL,
                           (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) values =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);
  g_autoptr (GByteArray) instances = g_byte_array_new ();
  g_autoptr (GPtrArray)  open = g_ptr_array_new ();
  WeirValue    *credentials = weir_snapshot_get_all_credentials (snapshot);
  Expander      self = { snapshot, bodies, values, instances, NULL, open };
  WeirSnapshot *expanded;

  g_return_val_if_fail (snapshot != NULL, NULL);

  if (!has_instances (snapshot))
    return weir_snapshot_ref (snapshot);
  if (credentials != NULL)
    self.credentials = weir_value_ref (credentials);
  collect_bodies (&self);
  expand_all (&self);
  expanded = weir_snapshot_new_expanded ((WeirValue **)values->pdata,
                                         instances->data,
                                         values->len,
                                         self.credentials);
  g_clear_pointer (&self.credentials, weir_value_unref);
  return expanded;
}
