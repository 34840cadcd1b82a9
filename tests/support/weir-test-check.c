/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-check.h"

#include "flow/weir-check.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <string.h>

static WeirValue *
read_json (const char *json)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static GPtrArray *
check (const char *json, const char *credentials)
{
  g_autoptr (WeirValue)       entries = read_json (json);
  g_autoptr (WeirValue)       secrets = NULL;
  g_autoptr (GPtrArray)       array = g_ptr_array_new ();
  g_autoptr (WeirSnapshot)    snapshot = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());

  if (credentials != NULL)
    secrets = read_json (credentials);
  for (gsize i = 0; i < weir_value_get_length (entries); i++)
    g_ptr_array_add (array, weir_value_get_item (entries, i));
  snapshot = weir_snapshot_new ((WeirValue **)array->pdata, array->len, secrets);
  environment = weir_environment_new (snapshot, NULL);
  return weir_check_snapshot (snapshot, registry, environment);
}

void
weir_test_check_expect (const char *json,
                        const char *credentials,
                        const char *id,
                        const char *codes)
{
  g_autoptr (GPtrArray) problems = check (json, credentials);
  g_autoptr (GString)   found = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->element_id, id) != 0)
        continue;
      /* A placeholder nobody filled in. */
      g_assert_null (strchr (problem->text, '{'));
      if (found->len > 0)
        g_string_append (found, ", ");
      g_string_append_printf (found, "%s %s", problem->code, problem->key);
    }
  if (!g_str_equal (found->str, codes))
    g_test_message ("flow: %s", json);
  g_assert_cmpstr (found->str, ==, codes);
}

char *
weir_test_check_dup_text (const char *json, const char *credentials, const char *id)
{
  g_autoptr (GPtrArray) problems = check (json, credentials);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->element_id, id) == 0)
        return g_strdup (problem->text);
    }
  return NULL;
}
