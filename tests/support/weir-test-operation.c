/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-test-operation.h"

#include "random-edit.h"

#include <string.h>

static const WeirProperty debug_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "active", .kind = WEIR_PROPERTY_KIND_BOOLEAN, .def = "true" },
  { NULL },
};

static const WeirProperty name_only[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { NULL },
};

static const WeirProperty split_properties[] = {
  { .key = "outputs", .kind = WEIR_PROPERTY_KIND_NUMBER, .def = "2" },
  { NULL },
};

static const WeirProperty link_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "links", .kind = WEIR_PROPERTY_KIND_NODE_REFS, .def = "[]" },
  { NULL },
};

static const WeirRef config_refs[] = {
  { "config", "config", NULL },
  { NULL },
};

static const WeirProperty user_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "config",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .def = "\"\"",
    .refs = config_refs },
  { .key = "secret",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .def = "\"\"",
    .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_SECRET },
  { NULL },
};

static const WeirNodeType source = { .type = "source", .outputs = 1 };
static const WeirNodeType pass = { .type = "pass", .inputs = 1, .outputs = 1 };
static const WeirNodeType sink = { .type = "sink", .inputs = 1 };
static const WeirNodeType split = { .type = "split",
                                    .inputs = 1,
                                    .outputs = 2,
                                    .outputs_from = "outputs",
                                    .properties = split_properties };
static const WeirNodeType debug = { .type = "debug",
                                    .inputs = 1,
                                    .properties = debug_properties };
static const WeirNodeType link_in = { .type = "link in",
                                      .role = WEIR_NODE_ROLE_LINK_IN,
                                      .outputs = 1,
                                      .properties = link_properties };
static const WeirNodeType link_out = { .type = "link out",
                                       .role = WEIR_NODE_ROLE_LINK_OUT,
                                       .inputs = 1,
                                       .properties = link_properties };
static const WeirNodeType config = { .type = "config",
                                     .category = WEIR_NODE_CATEGORY_CONFIG,
                                     .properties = name_only };
static const WeirNodeType user = { .type = "user",
                                   .outputs = 1,
                                   .properties = user_properties };

WeirRegistry *
test_operation_registry (void)
{
  static const WeirNodeType *const types[] = {
    &source,  &pass,     &sink,   &split, &debug,
    &link_in, &link_out, &config, &user,  NULL,
  };

  return weir_registry_new (types);
}

WeirDocument *
test_operation_open (const char *flow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char   *text = g_strdelimit (g_strdup (flow), "'", '"');
  WeirDocument      *document;

  bytes = g_bytes_new (text, strlen (text));
  document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return document;
}

char *
test_operation_save (WeirDocument *document)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);

  return g_strdelimit (g_strndup (text, length), "\"", '\'');
}

static WeirEdit *
apply (WeirDocument *document, const WeirEdit *edit)
{
  g_autoptr (GError) error = NULL;
  WeirEdit          *inverse = weir_document_apply (document, edit, &error);

  g_assert_no_error (error);
  return inverse;
}

void
test_operation_apply (WeirDocument *document, WeirEdit *edit)
{
  g_autoptr (GBytes)   before = weir_document_to_bytes (document);
  g_autoptr (GBytes)   after = NULL;
  g_autoptr (GBytes)   undone = NULL;
  g_autoptr (GBytes)   redone = NULL;
  g_autoptr (WeirEdit) undo = NULL;
  g_autoptr (WeirEdit) redo = NULL;
  g_autoptr (WeirEdit) again = NULL;

  g_assert_nonnull (edit);
  undo = apply (document, edit);
  after = weir_document_to_bytes (document);
  assert_loads_again (document);
  redo = apply (document, undo);
  undone = weir_document_to_bytes (document);
  assert_same_bytes (before, undone);
  again = apply (document, redo);
  redone = weir_document_to_bytes (document);
  assert_same_bytes (after, redone);
  weir_edit_unref (edit);
}

void
test_operation_assert (WeirDocument *document, WeirEdit *edit, const char *expected)
{
  g_autofree char *text = NULL;

  if (expected == NULL)
    {
      g_assert_null (edit);
      return;
    }
  test_operation_apply (document, edit);
  text = test_operation_save (document);
  g_assert_cmpstr (text, ==, expected);
}

GPtrArray *
test_operation_ids (const char *ids)
{
  GPtrArray     *array = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (array, g_strdup (parts[i]));
  return array;
}
