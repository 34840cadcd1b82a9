/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/panels/weir-flow-test-panel.h"

/* What can be done about tests from anywhere in the window; the page of tests
 * does it. */

static WeirFlowTestPanel *
get_panel (WeirWindow *self)
{
  return WEIR_FLOW_TEST_PANEL (
    adw_view_stack_get_child_by_name (self->right_stack, "tests"));
}

static void
run_tests_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_window_show_page (self, "tests");
  weir_flow_test_panel_run (get_panel (self));
}

static void
new_test_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_window_show_page (self, "tests");
  weir_flow_test_panel_create (get_panel (self));
}

/* @parameter: the text of the steps of a new test */
static void
create_test_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_window_show_page (self, "tests");
  weir_flow_test_panel_create_from (get_panel (self),
                                    g_variant_get_string (parameter, NULL));
}

/* @parameter: the text of steps, as “Expect This” makes it */
static void
add_test_steps_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_flow_test_panel_add_steps (get_panel (user_data),
                                  g_variant_get_string (parameter, NULL));
}

/* @parameter: a client of the flow, the steps from its connection on, and those
 * that do when the test has it already */
static void
add_test_exchange_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *peer;
  const char *all;
  const char *last;

  g_variant_get (parameter, "(&s&s&s)", &peer, &all, &last);
  weir_flow_test_panel_add_exchange (get_panel (user_data), peer, all, last);
}

static const GActionEntry actions[] = {
  { .name = "run-tests", .activate = run_tests_cb },
  { .name = "new-test", .activate = new_test_cb },
  { .name = "create-test", .activate = create_test_cb, .parameter_type = "s" },
  { .name = "add-test-exchange",
    .activate = add_test_exchange_cb,
    .parameter_type = "(sss)" },
  { .name = "add-test-steps", .activate = add_test_steps_cb, .parameter_type = "s" },
};

void
weir_window_tests_init (WeirWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

void
weir_window_tests_update (WeirWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    weir_window_set_enabled (self, actions[i].name, self->session != NULL);
}
