/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-table-private.h"

#include <string.h>

/* The one place that knows which kinds of steps there are and what they have;
 * `data/schema/weir-flow-test.schema.json` says the same to other programs. */

static const WeirFlowTestKindInfo kinds[] = {
  {
    .name = "connect",
    .kind = WEIR_FLOW_TEST_CONNECT,
    .field = WEIR_FLOW_TEST_FIELD_NEW_PEER,
    .required = "path",
    .members = { "path", "protocols", "headers", "within" },
  },
  {
    .name = "serve",
    .kind = WEIR_FLOW_TEST_SERVE,
    .field = WEIR_FLOW_TEST_FIELD_NEW_PEER,
    .required = "port",
    .members = { "port", "path", "protocols", "within" },
  },
  {
    .name = "send",
    .kind = WEIR_FLOW_TEST_SEND,
    .field = WEIR_FLOW_TEST_FIELD_VALUE,
    .required = "from",
    .members = { "from", "within" },
  },
  {
    .name = "sendBinary",
    .kind = WEIR_FLOW_TEST_SEND_BINARY,
    .field = WEIR_FLOW_TEST_FIELD_BASE64,
    .required = "from",
    .members = { "from", "within" },
  },
  {
    .name = "close",
    .kind = WEIR_FLOW_TEST_CLOSE,
    .field = WEIR_FLOW_TEST_FIELD_PEER,
    .members = { "code", "within" },
  },
  {
    .name = "inject",
    .kind = WEIR_FLOW_TEST_INJECT,
    .field = WEIR_FLOW_TEST_FIELD_NODE,
    .members = { "msg", "within" },
  },
  {
    .name = "expect",
    .kind = WEIR_FLOW_TEST_EXPECT,
    .field = WEIR_FLOW_TEST_FIELD_PATTERN,
    .expects = TRUE,
    .required = "to",
    .members = { "to", "within" },
  },
  {
    .name = "expectBinary",
    .kind = WEIR_FLOW_TEST_EXPECT_BINARY,
    .field = WEIR_FLOW_TEST_FIELD_BASE64,
    .expects = TRUE,
    .required = "to",
    .members = { "to", "within" },
  },
  {
    .name = "expectNothing",
    .kind = WEIR_FLOW_TEST_EXPECT_NOTHING,
    .field = WEIR_FLOW_TEST_FIELD_PEER,
    .expects = TRUE,
    .members = { "within" },
  },
  {
    .name = "expectClose",
    .kind = WEIR_FLOW_TEST_EXPECT_CLOSE,
    .field = WEIR_FLOW_TEST_FIELD_PEER,
    .expects = TRUE,
    .members = { "code", "within" },
  },
  {
    .name = "expectDebug",
    .kind = WEIR_FLOW_TEST_EXPECT_DEBUG,
    .field = WEIR_FLOW_TEST_FIELD_DEBUG,
    .expects = TRUE,
    .members = { "within" },
  },
  {
    .name = "expectStatus",
    .kind = WEIR_FLOW_TEST_EXPECT_STATUS,
    .field = WEIR_FLOW_TEST_FIELD_STATUS,
    .expects = TRUE,
    .members = { "within" },
  },
  {
    .name = "unordered",
    .kind = WEIR_FLOW_TEST_UNORDERED,
    .field = WEIR_FLOW_TEST_FIELD_STEPS,
    .members = { "within" },
  },
};

static const WeirFlowTestMember members[] = {
  { "from", WEIR_FLOW_TEST_FIELD_PEER },
  { "to", WEIR_FLOW_TEST_FIELD_PEER },
  { "path", WEIR_FLOW_TEST_FIELD_PATH },
  { "port", WEIR_FLOW_TEST_FIELD_VARIABLE },
  { "protocols", WEIR_FLOW_TEST_FIELD_PROTOCOLS },
  { "headers", WEIR_FLOW_TEST_FIELD_HEADERS },
  { "code", WEIR_FLOW_TEST_FIELD_CODE },
  { "msg", WEIR_FLOW_TEST_FIELD_MESSAGE },
  { "within", WEIR_FLOW_TEST_FIELD_SECONDS },
};

static const char *const file_members[] = {
  "$schema", "flow", "env", "timeout", "steps", NULL,
};

static const char *const status_members[] = { "fill", "shape", "text", NULL };

guint
weir_flow_test_get_n_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

const WeirFlowTestKindInfo *
weir_flow_test_get_nth_kind (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);
  return &kinds[index];
}

const WeirFlowTestKindInfo *
weir_flow_test_find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return &kinds[i];
    }
  return NULL;
}

const WeirFlowTestKindInfo *
weir_flow_test_get_kind (WeirFlowTestKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].kind == kind)
        return &kinds[i];
    }
  return NULL;
}

const WeirFlowTestMember *
weir_flow_test_find_member (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (g_str_equal (members[i].name, name))
        return &members[i];
    }
  return NULL;
}

gboolean
weir_flow_test_kind_has_member (const WeirFlowTestKindInfo *info, const char *name)
{
  return g_strv_contains (info->members, name);
}

const char *const *
weir_flow_test_get_file_members (void)
{
  return file_members;
}

const char *const *
weir_flow_test_get_status_members (void)
{
  return status_members;
}

/* Longer names are nobody's slip. */
#define MAX_GUESS 24

/* How many letters are wrong, missing or too many (Levenshtein's distance),
 * whatever their case. */
static guint
get_distance (const char *a, const char *b)
{
  gsize length = strlen (b);
  guint row[MAX_GUESS + 1];

  for (guint i = 0; i <= length; i++)
    row[i] = i;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < length; j++)
        {
          gboolean same = g_ascii_tolower (a[i]) == g_ascii_tolower (b[j]);
          guint    next = MIN (row[j], row[j + 1]) + 1;

          next = MIN (next, diagonal + (same ? 0 : 1));
          diagonal = row[j + 1];
          row[j + 1] = next;
        }
    }
  return row[length];
}

const char *
weir_flow_test_guess (const char *name, const char *const *names)
{
  const char *best = NULL;
  guint       best_distance = 3;

  if (strlen (name) > MAX_GUESS)
    return NULL;
  for (; *names != NULL; names++)
    {
      guint distance;

      if (strlen (*names) > MAX_GUESS)
        continue;
      distance = get_distance (name, *names);

      /* Of a short name so much must be left that it is one. */
      if (distance < best_distance && distance * 2 <= strlen (*names))
        {
          best = *names;
          best_distance = distance;
        }
    }
  return best;
}
