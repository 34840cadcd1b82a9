/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-help.h"
#include "cli/weir-cli-print.h"
#include "cli/weir-cli-wrap.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <glib/gi18n-lib.h>

/* `weir-cli nodes`: the node types, from their descriptors: as a list, as
 * reference pages, or as data. */

typedef struct
{
  gboolean markdown;
  gboolean json;
} Options;

static const WeirCliOption options[] = {
  {
    .name = "markdown",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, markdown),
    .help = N_ ("print a reference page for every type"),
  },
  {
    .name = "json",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, json),
    .help = N_ ("print one JSON object a type"),
  },
  {},
};

static const struct
{
  const char *name;  /* in JSON */
  const char *title; /* for people */
} categories[] = {
  [WEIR_NODE_CATEGORY_COMMON] = { "common", N_ ("Common") },
  [WEIR_NODE_CATEGORY_NETWORK] = { "network", N_ ("Network") },
  [WEIR_NODE_CATEGORY_CONFIG] = { "config", N_ ("Configuration") },
};

static const char *const kind_names[] = {
  [WEIR_PROPERTY_KIND_STRING] = N_ ("text"),
  [WEIR_PROPERTY_KIND_TEXT] = N_ ("text of several lines"),
  [WEIR_PROPERTY_KIND_CODE] = N_ ("code"),
  [WEIR_PROPERTY_KIND_BOOLEAN] = N_ ("true or false"),
  [WEIR_PROPERTY_KIND_NUMBER] = N_ ("number"),
  [WEIR_PROPERTY_KIND_CHOICE] = N_ ("choice"),
  [WEIR_PROPERTY_KIND_NODE_REF] = N_ ("id of another node"),
  [WEIR_PROPERTY_KIND_NODE_REFS] = N_ ("ids of other nodes"),
  [WEIR_PROPERTY_KIND_TYPED] = N_ ("typed value"),
  [WEIR_PROPERTY_KIND_LIST] = N_ ("list"),
  [WEIR_PROPERTY_KIND_OPAQUE] = N_ ("kept as it is"),
};

static void
append_list (GString *out, const WeirNodeType *type)
{
  g_string_append_printf (out, "%-20s ", type->type);
  weir_cli_wrap (out, _ (type->summary), 21, 21);
}

/* A cell of a Markdown table holds one line and no bare bar. */
static void
append_cell (GString *out, const char *text)
{
  g_string_append (out, "| ");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '|')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' ? ' ' : *p);
    }
  g_string_append_c (out, ' ');
}

static void
append_choices (GString *out, const WeirProperty *property)
{
  const WeirChoice *choice;
  const char       *first = property->help != NULL ? "" : ":";

  for (choice = property->choices; choice->value != NULL; choice++)
    g_string_append_printf (out,
                            "%s `%s` %s",
                            choice == property->choices ? first : ",",
                            choice->value,
                            _ (choice->label));
}

/* @list: (nullable): the list whose rows the property is a column of */
static void
append_property (GString *out, const WeirProperty *property, const char *list)
{
  g_autoptr (GString) meaning = g_string_new (_ (property->label));
  g_autofree char    *key = g_strdup_printf ("`%s%s%s`",
                                          list != NULL ? list : "",
                                          list != NULL ? "[]." : "",
                                          property->key);
  g_autofree char    *def = property->def != NULL
                              ? g_strdup_printf ("`%s`", property->def)
                              : g_strdup ("–");

  if (property->help != NULL)
    g_string_append_printf (meaning, ". %s", _ (property->help));
  if (property->choices != NULL)
    append_choices (meaning, property);
  if (property->flags & WEIR_PROPERTY_CREDENTIAL)
    g_string_append_printf (meaning, " %s", _ ("(credential)"));
  append_cell (out, key);
  append_cell (out, _ (kind_names[property->kind]));
  append_cell (out, def);
  append_cell (out, meaning->str);
  g_string_append (out, "|\n");
}

static void
append_properties (GString *out, const WeirProperty *property, const char *list)
{
  for (; property->key != NULL; property++)
    {
      append_property (out, property, list);
      if (property->columns != NULL)
        append_properties (out, property->columns, property->key);
    }
}

/* @heading: the marks in front of its name */
static void
append_page (GString *out, const WeirNodeType *type, const char *heading)
{
  const WeirProperty *property = type->properties;

  g_string_append_printf (out, "%s %s\n\n", heading, type->type);
  g_string_append_printf (out,
                          "*%s*: %s\n",
                          _ (categories[type->category].title),
                          _ (type->summary));
  if (type->help != NULL)
    g_string_append_printf (out, "\n%s\n", _ (type->help));
  if (property != NULL && property->key != NULL)
    {
      g_string_append_printf (out,
                              "\n| %s | %s | %s | %s |\n"
                              "|---|---|---|---|\n",
                              _ ("property"),
                              _ ("kind"),
                              _ ("default"),
                              _ ("meaning"));
      append_properties (out, property, NULL);
    }
  g_string_append_c (out, '\n');
}

char *
weir_cli_nodes_page_text (void)
{
  const WeirNodeType *const *table = weir_node_table ();
  g_autoptr (GString)        out = g_string_new (NULL);

  g_string_append (
    out,
    "# Node Reference\n\n"
    "What each node does and what it can be told. The names are those of the "
    "flow file; dialogs show them as fields.\n");
  for (guint category = 0; category < G_N_ELEMENTS (categories); category++)
    {
      g_string_append_printf (out, "\n## %s\n\n", categories[category].title);
      for (guint i = 0; table[i] != NULL; i++)
        {
          if (table[i]->category == category)
            append_page (out, table[i], "###");
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static WeirValue *
property_to_value (const WeirProperty *property)
{
  WeirValue *object = weir_value_new_object ();
  WeirValue *def = weir_property_get_default (property);

  object =
    weir_value_with_member (object, "key", weir_value_new_string (property->key));
  object = weir_value_with_member (object,
                                   "label",
                                   weir_value_new_string (_ (property->label)));
  if (property->help != NULL)
    object = weir_value_with_member (object,
                                     "help",
                                     weir_value_new_string (_ (property->help)));
  if (def != NULL)
    object = weir_value_with_member (object, "default", def);
  return object;
}

static void
append_json (GString *out, const WeirNodeType *type)
{
  g_autoptr (WeirValue) object = weir_value_new_object ();
  const WeirProperty   *property = type->properties;
  WeirValue            *list = weir_value_new_array (NULL, 0);
  const struct
  {
    const char *key;
    WeirValue  *value;
  } members[] = {
    { "type", weir_value_new_string (type->type) },
    { "category", weir_value_new_string (categories[type->category].name) },
    { "label", weir_value_new_string (_ (type->label)) },
    { "summary", weir_value_new_string (_ (type->summary)) },
    { "inputs", weir_value_new_number (type->inputs) },
    { "outputs", weir_value_new_number (type->outputs) },
  };

  for (; property != NULL && property->key != NULL; property++)
    list = weir_value_with_appended (list, property_to_value (property));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    object = weir_value_with_member (object, members[i].key, members[i].value);
  object = weir_value_with_member (object, "properties", list);
  weir_json_append (out, object, WEIR_JSON_STYLE_COMPACT);
  g_string_append_c (out, '\n');
}

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options             *wanted = call->options;
  const WeirNodeType *const *table = weir_node_table ();
  g_autoptr (GString)        out = g_string_new (NULL);

  for (guint i = 0; table[i] != NULL; i++)
    {
      if (wanted->json)
        append_json (out, table[i]);
      else if (wanted->markdown)
        append_page (out, table[i], "#");
      else
        append_list (out, table[i]);
    }
  weir_cli_print (out->str, (gssize)out->len);
  return weir_cli_print_finish (WEIR_CLI_EXIT_OK);
}

const WeirCliCommand weir_cli_command_nodes = {
  .name = "nodes",
  .synopsis = "",
  .summary = N_ ("list the node types"),
  .description = N_ ("Lists the node types that flows can use here, from the "
                     "same descriptions that the checks and the editor read."),
  .options = options,
  .options_size = sizeof (Options),
  .run = run,
};
