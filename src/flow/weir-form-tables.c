/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-form-private.h"

#include <glib/gi18n-lib.h>

/* What can be edited of entries that are no nodes, and of all entries besides
 * what their type describes. Which members Node-RED's editor leaves out while
 * they have their default is said by SPARSE. */

/* Environment variables of a file, tab, subflow or group. */
static const char *const variable_types[] = {
  "str", "num", "bool", "json", "bin", "env", NULL,
};

static const WeirProperty variable_columns[] = {
  {
    .key = "name",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Name"),
    .placeholder = "NAME",
  },
  {
    .key = "value",
    .kind = WEIR_PROPERTY_KIND_TYPED,
    .label = N_ ("Value"),
    .pair_key = "type",
    .types = variable_types,
  },
  { .key = NULL },
};

#define VARIABLES(flags_)                                           \
  {                                                                 \
    .key = "env", .kind = WEIR_PROPERTY_KIND_LIST,                  \
    .label = N_ ("Environment Variables"),                          \
    .help = N_ ("Nodes inside find them as ${NAME}."), .def = "[]", \
    .flags = flags_, .columns = variable_columns,                   \
  }

#define NAME                                                                \
  {                                                                         \
    .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .label = N_ ("Name"), \
    .def = "\"\"", .placeholder = N_ ("Optional"),                          \
  }

#define NOTES(def_, flags_)                                                \
  {                                                                        \
    .key = "info", .kind = WEIR_PROPERTY_KIND_TEXT, .label = N_ ("Notes"), \
    .help = N_ ("For people, in Markdown."), .def = def_, .flags = flags_, \
  }

static const WeirProperty tab_properties[] = {
  {
    .key = "label",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Name"),
    .def = "\"\"",
  },
  {
    .key = "disabled",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("Disabled"),
    .def = "false",
  },
  VARIABLES (0),
  NOTES ("\"\"", 0),
  { .key = NULL },
};

static const WeirProperty subflow_properties[] = {
  NAME,
  {
    .key = "category",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Category"),
    .help = N_ ("Where Node-RED’s palette lists it."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_ADVANCED,
  },
  VARIABLES (0),
  NOTES ("\"\"", 0),
  { .key = NULL },
};

static const WeirProperty group_properties[] = {
  NAME,
  {
    .key = "style",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Style"),
    .def = "{}",
  },
  VARIABLES (WEIR_PROPERTY_SPARSE),
  NOTES (NULL, WEIR_PROPERTY_SPARSE),
  { .key = NULL },
};

static const WeirProperty file_properties[] = {
  VARIABLES (0),
  { .key = NULL },
};

static const WeirProperty instance_properties[] = {
  NAME,
  VARIABLES (WEIR_PROPERTY_SPARSE),
  { .key = NULL },
};

/* All of them */

#define DISABLED                                                              \
  {                                                                           \
    .key = "d", .kind = WEIR_PROPERTY_KIND_BOOLEAN, .label = N_ ("Disabled"), \
    .flags = WEIR_PROPERTY_SPARSE,                                            \
  }

#define LOOK(label_)                                                        \
  {                                                                         \
    .key = "l",                                                             \
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,                                     \
    .label = N_ ("Show label"),                                             \
    .def = label_,                                                          \
    .flags = WEIR_PROPERTY_SPARSE,                                          \
  },                                                                        \
  {                                                                         \
    .key = "icon", .kind = WEIR_PROPERTY_KIND_STRING, .label = N_ ("Icon"), \
    .help = N_ ("As Node-RED names it: font-awesome/fa-bolt."),             \
    .flags = WEIR_PROPERTY_SPARSE,                                          \
  }

static const WeirProperty node_envelope[] = {
  DISABLED,
  NOTES (NULL, WEIR_PROPERTY_SPARSE),
  LOOK ("true"),
  { .key = NULL },
};

/* Link nodes are drawn without their label. */
static const WeirProperty link_envelope[] = {
  DISABLED,
  NOTES (NULL, WEIR_PROPERTY_SPARSE),
  LOOK ("false"),
  { .key = NULL },
};

static const WeirProperty config_envelope[] = {
  DISABLED,
  NOTES (NULL, WEIR_PROPERTY_SPARSE),
  {
    .key = "z",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Available to"),
    .flags = WEIR_PROPERTY_SPARSE,
  },
  { .key = NULL },
};

static const WeirProperty junction_envelope[] = {
  NOTES (NULL, WEIR_PROPERTY_SPARSE),
  { .key = NULL },
};

static const WeirProperty *
find_envelope (WeirElementKind kind, const char *type)
{
  switch (kind)
    {
    case WEIR_ELEMENT_KIND_NODE:
      return g_str_equal (type, "link in") || g_str_equal (type, "link out")
               ? link_envelope
               : node_envelope;
    case WEIR_ELEMENT_KIND_CONFIG:
      return config_envelope;
    case WEIR_ELEMENT_KIND_JUNCTION:
      return junction_envelope;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return NULL;
}

static const WeirProperty *
find_structure (WeirElementKind kind, const char *type)
{
  switch (kind)
    {
    case WEIR_ELEMENT_KIND_TAB:
      return tab_properties;
    case WEIR_ELEMENT_KIND_SUBFLOW:
      return subflow_properties;
    case WEIR_ELEMENT_KIND_GROUP:
      return group_properties;
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return file_properties;
    case WEIR_ELEMENT_KIND_NODE:
      return g_str_has_prefix (type, "subflow:") ? instance_properties : NULL;
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return NULL;
}

/* Types without a description */

static const char *const kept_members[] = {
  "id",          "type",         "z",           "g",  "x",    "y",    "w",
  "h",           "name",         "d",           "l",  "icon", "info", "wires",
  "inputLabels", "outputLabels", "credentials", NULL,
};

static const WeirProperty raw_name[] = {
  NAME,
  { .key = NULL },
};

static void
raw_clear (gpointer data)
{
  WeirProperty *property = data;

  g_free ((char *)property->key);
}

static GArray *
describe_members (WeirValue *entry)
{
  GArray *raw = g_array_new (TRUE, TRUE, sizeof (WeirProperty));

  g_array_set_clear_func (raw, raw_clear);
  for (gsize i = 0; i < weir_value_get_length (entry); i++)
    {
      gsize        length;
      const char  *key = weir_value_get_key (entry, i, &length);
      WeirProperty property = { .kind = WEIR_PROPERTY_KIND_OPAQUE };

      /* A key that no text can show is left as it is. */
      if (g_strv_contains (kept_members, key) ||
          !g_utf8_validate_len (key, length, NULL))
        continue;
      property.key = g_strndup (key, length);
      property.label = property.key;
      g_array_append_val (raw, property);
    }
  return raw;
}

GPtrArray *
weir_form_find_tables (WeirValue *entry, const WeirNodeType *type, GArray **raw)
{
  WeirElementKind     kind = weir_element_kind_for_value (entry);
  const char         *name = weir_value_lookup_string (entry, "type");
  GPtrArray          *tables = g_ptr_array_new ();
  const WeirProperty *structure;
  const WeirProperty *envelope;

  if (name == NULL)
    name = "";
  *raw = NULL;
  structure = find_structure (kind, name);
  if (structure != NULL)
    g_ptr_array_add (tables, (gpointer)structure);
  else if (type != NULL && type->properties != NULL)
    g_ptr_array_add (tables, (gpointer)type->properties);
  else if (type == NULL && kind != WEIR_ELEMENT_KIND_JUNCTION)
    {
      *raw = describe_members (entry);
      g_ptr_array_add (tables, (gpointer)raw_name);
      g_ptr_array_add (tables, (*raw)->data);
    }
  envelope = find_envelope (kind, name);
  if (envelope != NULL)
    g_ptr_array_add (tables, (gpointer)envelope);
  return tables;
}
