/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-panel-private.h"

#include "compat/weir-compat.h"
#include "editor/files/weir-document-store.h"
#include "editor/panels/weir-flow-test-draft.h"
#include "editor/panels/weir-flow-test-files.h"
#include "testing/weir-flow-test-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The test files that the editor writes: new ones, and steps at the end of those
 * that are there. Each is written at once or not at all. */

static void
complain (WeirFlowTestPanel *self, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);

  weir_session_tell (self->session,
                     _ ("“%s” couldn’t be written: %s"),
                     name,
                     error->message);
}

/* New ones ------------------------------------------------------------------ */

/* A place of its own when nobody chose one, so that nothing is replaced. */
static void
create_at (WeirFlowTestPanel *self, GFile *file, const char *text, gboolean chosen)
{
  g_autofree char              *name = g_file_get_basename (file);
  g_autoptr (GError)            error = NULL;
  g_autoptr (GFileOutputStream) stream =
    chosen ? g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error)
           : g_file_create (file, G_FILE_CREATE_NONE, NULL, &error);

  if (stream == NULL ||
      !g_output_stream_write_all (G_OUTPUT_STREAM (stream),
                                  text,
                                  strlen (text),
                                  NULL,
                                  NULL,
                                  &error) ||
      !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    complain (self, file, error);
  else
    {
      weir_session_tell (self->session, _ ("Made the test “%s”"), name);
      weir_flow_test_list_add (self->tests, file);
    }
}

typedef struct
{
  WeirFlowTestPanel *self;
  char              *text;
} Choice;

static void
chosen_cb (GFile *file, gpointer data)
{
  Choice *choice = data;

  if (file != NULL && choice->self->tests != NULL)
    create_at (choice->self, file, choice->text, TRUE);
  g_object_unref (choice->self);
  g_free (choice->text);
  g_free (choice);
}

/* Beside a file that a portal grants nothing can be made: people say where. */
static void
create (WeirFlowTestPanel *self, const char *text)
{
  GFile            *flow = weir_session_get_file (self->session);
  g_autoptr (GFile) file = weir_flow_test_files_new_place (flow);
  g_autoptr (GFile) folder = g_file_get_parent (flow);
  g_autofree char  *name = g_file_get_basename (file);
  GtkWidget        *window;
  Choice           *choice;

  if (!weir_document_store_is_granted (flow))
    {
      create_at (self, file, text, FALSE);
      return;
    }
  choice = g_new0 (Choice, 1);
  choice->self = g_object_ref (self);
  choice->text = g_strdup (text);
  window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  weir_compat_save_file (GTK_WINDOW (window),
                         _ ("New Test"),
                         NULL,
                         name,
                         chosen_cb,
                         choice);
}

/* Returns: (transfer full) (nullable): what a test calls the flow; people are
 *   told why when there is none */
static char *
dup_flow_name (WeirFlowTestPanel *self)
{
  GFile *file = weir_session_get_file (self->session);

  if (file != NULL)
    return g_file_get_basename (file);
  weir_session_tell (self->session,
                     _ ("Save the flow first: its tests are kept beside it."));
  return NULL;
}

void
weir_flow_test_panel_create (WeirFlowTestPanel *self)
{
  g_autofree char *flow = dup_flow_name (self);
  g_autofree char *text = NULL;

  if (flow == NULL)
    return;
  text =
    weir_flow_test_draft_new (weir_session_get_document (self->session), flow);
  if (text == NULL)
    weir_session_tell (self->session,
                       _ ("There is nothing to test yet: add a debug or a "
                          "WebSocket node."));
  else
    create (self, text);
}

void
weir_flow_test_panel_create_from (WeirFlowTestPanel *self, const char *steps)
{
  g_autofree char *flow = dup_flow_name (self);
  g_autofree char *text = NULL;

  if (flow == NULL)
    return;
  text = weir_flow_test_draft_create (flow, steps);
  create (self, text);
}

/* Steps --------------------------------------------------------------------- */

static gboolean
append (GFile *file, const char *steps, GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *etag = NULL;
  gsize            length;

  if (!g_file_load_contents (file, NULL, &old, &length, &etag, error))
    return FALSE;
  new = weir_flow_test_append_step (old, length, steps, error);
  return new != NULL &&g_file_replace_contents (file,
                                                new,
                                                strlen (new),
                                                etag,
                                                FALSE,
                                                G_FILE_CREATE_NONE,
                                                NULL,
                                                NULL,
                                                error);
}

/* Returns: (transfer full) (nullable): the test that is meant */
static WeirFlowTestItem *
dup_target (WeirFlowTestPanel *self)
{
  g_autoptr (WeirFlowTestItem) selected =
    weir_flow_test_panel_dup_selected_file (self);

  if (selected != NULL)
    return g_steal_pointer (&selected);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->tests)) == 1)
    return g_list_model_get_item (G_LIST_MODEL (self->tests), 0);
  return NULL;
}

/* @target: (nullable): %NULL for a new one */
static void
add (WeirFlowTestPanel *self, WeirFlowTestItem *target, const char *steps)
{
  g_autoptr (GError) error = NULL;
  GFile             *file;

  if (target == NULL)
    {
      weir_flow_test_panel_create_from (self, steps);
      return;
    }
  file = weir_flow_test_item_get_file (target);
  if (!append (file, steps, &error))
    {
      complain (self, file, error);
      return;
    }
  weir_session_tell (self->session,
                     _ ("Added to the test “%s”"),
                     weir_flow_test_item_get_title (target));
  weir_flow_test_list_refresh (self->tests);
}

void
weir_flow_test_panel_add_steps (WeirFlowTestPanel *self, const char *steps)
{
  g_autoptr (WeirFlowTestItem) target = dup_target (self);

  add (self, target, steps);
}

/* Whether a client is connected once all steps are done. */
static gboolean
has_peer (WeirFlowTestItem *target, const char *peer)
{
  WeirFlowTest *test = weir_flow_test_item_get_test (target);
  GPtrArray    *steps = test != NULL ? weir_flow_test_get_steps (test) : NULL;
  gboolean      has = FALSE;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const WeirFlowTestStep *step = steps->pdata[i];

      if (g_strcmp0 (step->peer, peer) != 0)
        continue;
      if (step->kind == WEIR_FLOW_TEST_CONNECT)
        has = TRUE;
      else if (step->kind == WEIR_FLOW_TEST_CLOSE ||
               step->kind == WEIR_FLOW_TEST_EXPECT_CLOSE)
        has = FALSE;
    }
  return has;
}

void
weir_flow_test_panel_add_exchange (WeirFlowTestPanel *self,
                                   const char        *peer,
                                   const char        *all,
                                   const char        *last)
{
  g_autoptr (WeirFlowTestItem) target = dup_target (self);

  add (self, target, target != NULL && has_peer (target, peer) ? last : all);
}
