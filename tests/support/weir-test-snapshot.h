/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "json/weir-json.h"

#include <string.h>

/* Flows as C strings: single quotes stand for double ones. */

static inline WeirValue *
weir_test_value (const char *text)
{
  g_autofree char   *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (json, strlen (json), NULL, &error);

  g_assert_no_error (error);
  return value;
}

/* @credentials: (nullable) */
static inline WeirSnapshot *
weir_test_snapshot (const char *flow, const char *credentials)
{
  g_autoptr (WeirValue) array = weir_test_value (flow);
  g_autoptr (WeirValue) secrets = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  if (credentials != NULL)
    secrets = weir_test_value (credentials);
  for (gsize i = 0; i < weir_value_get_length (array); i++)
    g_ptr_array_add (entries, weir_value_get_item (array, i));
  return weir_snapshot_new ((WeirValue **)entries->pdata, entries->len, secrets);
}

/* @value: (transfer full) (nullable): "(unset)" when it is NULL */
static inline char *
weir_test_take_json (WeirValue *value)
{
  char *json;

  if (value == NULL)
    return g_strdup ("(unset)");
  json = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  weir_value_unref (value);
  return g_strdelimit (json, "\"", '\'');
}
