/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-item.h"

#include <glib/gi18n-lib.h>

struct _WeirFlowTestItem
{
  GObject parent_instance;

  char             *title;
  WeirFlowTestState state;
  char             *message; /* (nullable) */
  double            seconds;

  /* of a file */
  GFile        *file;
  char         *checksum; /* (nullable) */
  WeirFlowTest *test;     /* (nullable) */
  GListStore   *steps;    /* of items, in the order of their numbers */

  /* of a step */
  guint               number;
  char               *node;   /* (nullable) */
  WeirFlowTestResult *result; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirFlowTestItem, weir_flow_test_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
} WeirFlowTestItemProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void
weir_flow_test_item_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((WeirFlowTestItemProperty)id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)WEIR_FLOW_TEST_ITEM (object)->state);
      break;
    }
}

static void
weir_flow_test_item_finalize (GObject *object)
{
  WeirFlowTestItem *self = WEIR_FLOW_TEST_ITEM (object);

  g_free (self->title);
  g_free (self->message);
  g_free (self->node);
  g_free (self->checksum);
  g_clear_object (&self->file);
  g_clear_object (&self->steps);
  g_clear_pointer (&self->test, weir_flow_test_unref);
  g_clear_pointer (&self->result, weir_flow_test_result_unref);
  G_OBJECT_CLASS (weir_flow_test_item_parent_class)->finalize (object);
}

static void
weir_flow_test_item_class_init (WeirFlowTestItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_flow_test_item_get_property;
  object_class->finalize = weir_flow_test_item_finalize;
  properties[PROP_STATE] =
    g_param_spec_int ("state",
                      NULL,
                      NULL,
                      WEIR_FLOW_TEST_STATE_IDLE,
                      WEIR_FLOW_TEST_STATE_BROKEN,
                      WEIR_FLOW_TEST_STATE_IDLE,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_flow_test_item_init (WeirFlowTestItem *self)
{
}

static WeirFlowTestItem *
new_step (const WeirFlowTestStep *step)
{
  WeirFlowTestItem *self = g_object_new (WEIR_TYPE_FLOW_TEST_ITEM, NULL);

  self->title = weir_flow_test_step_describe (step);
  self->number = step->number;
  self->node = g_strdup (step->node);
  return self;
}

static void
add_steps (WeirFlowTestItem *self)
{
  GPtrArray *steps = weir_flow_test_get_steps (self->test);

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (WeirFlowTestItem) item = new_step (steps->pdata[i]);

      g_list_store_append (self->steps, item);
    }
}

WeirFlowTestItem *
weir_flow_test_item_new_file (GFile        *file,
                              WeirFlowTest *test,
                              const char   *problem,
                              const char   *checksum)
{
  WeirFlowTestItem *self = g_object_new (WEIR_TYPE_FLOW_TEST_ITEM, NULL);
  g_autofree char  *name = g_file_get_basename (file);

  self->file = g_object_ref (file);
  self->title = g_filename_display_name (name);
  self->steps = g_list_store_new (WEIR_TYPE_FLOW_TEST_ITEM);
  self->message = g_strdup (problem);
  self->checksum = g_strdup (checksum);
  if (test == NULL)
    self->state = WEIR_FLOW_TEST_STATE_BROKEN;
  else
    {
      self->test = weir_flow_test_ref (test);
      add_steps (self);
    }
  return self;
}

GFile *
weir_flow_test_item_get_file (WeirFlowTestItem *self)
{
  return self->file;
}

WeirFlowTest *
weir_flow_test_item_get_test (WeirFlowTestItem *self)
{
  return self->test;
}

GListModel *
weir_flow_test_item_get_steps (WeirFlowTestItem *self)
{
  return self->steps != NULL ? G_LIST_MODEL (self->steps) : NULL;
}

const char *
weir_flow_test_item_get_title (WeirFlowTestItem *self)
{
  return self->title;
}

const char *
weir_flow_test_item_get_node (WeirFlowTestItem *self)
{
  if (self->result != NULL && self->result->node_id != NULL)
    return self->result->node_id;
  return self->node;
}

WeirFlowTestState
weir_flow_test_item_get_state (WeirFlowTestItem *self)
{
  return self->state;
}

double
weir_flow_test_item_get_seconds (WeirFlowTestItem *self)
{
  return self->seconds;
}

const char *
weir_flow_test_item_get_message (WeirFlowTestItem *self)
{
  return self->message;
}

static void
append_part (GString *text, const char *heading, const char *part)
{
  if (part == NULL)
    return;
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, heading);
  g_string_append_c (text, '\n');
  g_string_append (text, part);
}

static void
append_seen (GString *text, GPtrArray *seen)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (seen == NULL || seen->len == 0)
    return;
  for (guint i = 0; i < seen->len; i++)
    {
      if (i > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, seen->pdata[i]);
    }
  append_part (text, _ ("Since the step before:"), lines->str);
}

char *
weir_flow_test_item_dup_details (WeirFlowTestItem *self)
{
  const WeirFlowTestResult *result = self->result;
  g_autoptr (GString)       text = g_string_new (self->message);

  if (self->message == NULL)
    return NULL;
  if (result != NULL)
    {
      append_part (text, _ ("Expected:"), result->expected);
      append_part (text, _ ("Got:"), result->got);
      append_part (text, _ ("Difference:"), result->difference);
      append_seen (text, result->seen);
    }
  return g_strdup (text->str);
}

/* @message: (nullable) */
static void
change (WeirFlowTestItem *self,
        WeirFlowTestState state,
        double            seconds,
        const char       *message)
{
  g_autofree char *old = self->message;

  self->state = state;
  self->seconds = seconds;
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
change_steps (WeirFlowTestItem *self, WeirFlowTestState from, WeirFlowTestState to)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirFlowTestItem) step =
        g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      if (step->state != from)
        continue;
      g_clear_pointer (&step->result, weir_flow_test_result_unref);
      change (step, to, 0, NULL);
    }
}

void
weir_flow_test_item_reset (WeirFlowTestItem *self)
{
  if (self->test == NULL)
    return;
  for (int state = WEIR_FLOW_TEST_STATE_RUNNING;
       state <= WEIR_FLOW_TEST_STATE_BROKEN;
       state++)
    change_steps (self, (WeirFlowTestState)state, WEIR_FLOW_TEST_STATE_IDLE);
  change (self, WEIR_FLOW_TEST_STATE_IDLE, 0, NULL);
}

void
weir_flow_test_item_begin (WeirFlowTestItem *self)
{
  weir_flow_test_item_reset (self);
  change_steps (self, WEIR_FLOW_TEST_STATE_IDLE, WEIR_FLOW_TEST_STATE_RUNNING);
  change (self, WEIR_FLOW_TEST_STATE_RUNNING, 0, NULL);
}

static WeirFlowTestState
state_of (WeirFlowTestOutcome outcome)
{
  switch (outcome)
    {
    case WEIR_FLOW_TEST_PASSED:
      return WEIR_FLOW_TEST_STATE_PASSED;
    case WEIR_FLOW_TEST_FAILED:
      return WEIR_FLOW_TEST_STATE_FAILED;
    case WEIR_FLOW_TEST_SKIPPED:
      return WEIR_FLOW_TEST_STATE_SKIPPED;
    }
  return WEIR_FLOW_TEST_STATE_FAILED;
}

/* Returns: (transfer full) (nullable): the step of that number; steps of a
 * group have numbers between those of the rows, and belong to the last row
 * that does not come after them */
static WeirFlowTestItem *
find_step (WeirFlowTestItem *self, guint number)
{
  g_autoptr (WeirFlowTestItem) found = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirFlowTestItem) step =
        g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      if (step->number > number)
        break;
      g_set_object (&found, step);
    }
  return g_steal_pointer (&found);
}

void
weir_flow_test_item_take_result (WeirFlowTestItem   *self,
                                 WeirFlowTestResult *result)
{
  g_autoptr (WeirFlowTestItem) step = find_step (self, result->number);

  /* The first failure inside a group is what its row tells. */
  if (step == NULL || step->state == WEIR_FLOW_TEST_STATE_FAILED)
    return;
  g_clear_pointer (&step->result, weir_flow_test_result_unref);
  step->result = weir_flow_test_result_ref (result);
  change (step, state_of (result->outcome), result->seconds, result->message);
}

/* Returns: (nullable): what the first step that failed says */
static const char *
find_failure (WeirFlowTestReport *report)
{
  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];

      if (result->outcome == WEIR_FLOW_TEST_FAILED)
        return result->message;
    }
  return NULL;
}

void
weir_flow_test_item_take_report (WeirFlowTestItem   *self,
                                 WeirFlowTestReport *report,
                                 const char         *hint)
{
  WeirFlowTestState state = WEIR_FLOW_TEST_STATE_PASSED;
  const char       *message = report->error;
  g_autofree char  *both = NULL;

  if (report->error != NULL)
    {
      state = WEIR_FLOW_TEST_STATE_BROKEN;
      if (hint != NULL)
        message = both = g_strdup_printf ("%s %s", report->error, hint);
    }
  else if (!weir_flow_test_report_passed (report))
    {
      state = WEIR_FLOW_TEST_STATE_FAILED;
      message = find_failure (report);
    }
  change_steps (self, WEIR_FLOW_TEST_STATE_RUNNING, WEIR_FLOW_TEST_STATE_SKIPPED);
  change (self, state, report->seconds, message);
}

gboolean
weir_flow_test_item_follow (WeirFlowTestItem *self, WeirFlowTestItem *newer)
{
  if (g_strcmp0 (self->checksum, newer->checksum) == 0)
    return TRUE;
  if (self->test == NULL || newer->test == NULL)
    return FALSE;
  g_free (self->checksum);
  self->checksum = g_strdup (newer->checksum);
  weir_flow_test_unref (self->test);
  self->test = weir_flow_test_ref (newer->test);
  g_list_store_remove_all (self->steps);
  add_steps (self);
  change (self, WEIR_FLOW_TEST_STATE_IDLE, 0, NULL);
  return TRUE;
}
