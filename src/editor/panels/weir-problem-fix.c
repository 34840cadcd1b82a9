/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-fix.h"

#include "editor/help/weir-help-context.h"
#include "editor/panels/weir-problem-edit.h"
#include "editor/panels/weir-problem-keyring.h"
#include "editor/properties/weir-property-dialog.h"
#include "editor/properties/weir-run-settings-dialog.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What the buttons of problems do: one table from codes to functions. Edits of
 * the document are made in weir-problem-edit.c. */

typedef struct
{
  WeirSession       *session;
  const WeirProblem *problem;
  GtkWidget         *widget;
} Call;

typedef void (*FixFunc) (const Call *call);

static GtkWindow *
get_window (const Call *call)
{
  GtkRoot *root = gtk_widget_get_root (call->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Entries */

static void
apply_edit (const Call *call)
{
  WeirEdit        *edit = weir_problem_make_edit (call->session, call->problem);
  g_autofree char *label = NULL;

  if (edit == NULL)
    return;
  label = weir_problem_fix_dup_label (call->problem, 0);
  weir_session_apply (call->session, label, edit);
}

static void
edit_entry (const Call *call)
{
  if (call->problem->element_id != NULL)
    weir_session_edit (call->session, call->problem->element_id);
  else
    weir_run_settings_dialog_present (get_window (call), call->session);
}

static void
how_to (const Call *call)
{
  weir_help_context_show_code (call->problem->code);
}

static void
show_page (const Call *call, const char *page)
{
  gtk_widget_activate_action (call->widget, "win.show-page", "s", page);
}

static void
reveal (const Call *call, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  if (kind == WEIR_ELEMENT_KIND_CONFIG || kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG)
    show_page (call, "config");
  weir_session_reveal (call->session, weir_element_get_id (element));
}

static void
show_entry (const Call *call)
{
  WeirDocument *document = weir_session_get_document (call->session);
  WeirElement  *element;

  if (call->problem->element_id == NULL)
    return;
  element = weir_document_get_element (document, call->problem->element_id);
  if (element != NULL)
    reveal (call, element);
}

/* W214: the listener before it that has the same path. */

static const char *
get_path (WeirElement *element)
{
  const char *path =
    weir_value_lookup_string (weir_element_get_value (element), "path");

  if (path == NULL)
    return "";
  return path[0] == '/' ? path + 1 : path;
}

static void
show_other (const Call *call)
{
  WeirDocument *document = weir_session_get_document (call->session);
  WeirElement  *element;

  if (call->problem->element_id == NULL)
    return;
  element = weir_document_get_element (document, call->problem->element_id);
  for (guint i = 0;
       element != NULL && i < weir_document_get_n_elements (document);
       i++)
    {
      WeirElement *other = weir_document_get_nth_element (document, i);

      if (other == element ||
          !g_str_equal (weir_element_get_type_name (other), "websocket-listener") ||
          !g_str_equal (get_path (other), get_path (element)))
        continue;
      reveal (call, other);
      return;
    }
}

/* Problems of the whole file: the first entry they count */

static gboolean
is_unknown (WeirSession *session, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return (kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_CONFIG) &&
         !g_str_has_prefix (weir_element_get_type_name (element), "subflow:") &&
         weir_session_get_node_type (session, element) == NULL;
}

static gboolean
is_lost (WeirSession *session, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);
  WeirDocument   *document = weir_session_get_document (session);
  const char     *z = weir_element_get_container (element);

  if (kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_JUNCTION)
    return weir_document_get_element (document, z) == NULL;
  return kind == WEIR_ELEMENT_KIND_CONFIG && z[0] != '\0' &&
         weir_document_get_element (document, z) == NULL;
}

static void
show_first (const Call *call,
            gboolean (*is_counted) (WeirSession *, WeirElement *))
{
  WeirDocument *document = weir_session_get_document (call->session);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (!is_counted (call->session, element))
        continue;
      reveal (call, element);
      return;
    }
}

static void
show_unknown (const Call *call)
{
  show_first (call, is_unknown);
}

/* They are on no canvas, but in the outline. */
static void
show_lost (const Call *call)
{
  show_page (call, "outline");
  show_first (call, is_lost);
}

/* New configuration */

/* The node that shall use what is made. */
typedef struct
{
  WeirSession *session; /* owned */
  char        *node;    /* (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->session);
  g_free (wish->node);
  g_free (wish);
}

static void
config_created_cb (const char *id, gpointer user_data)
{
  const Wish  *wish = user_data;
  WeirElement *element = NULL;
  WeirEdit    *edit = NULL;

  if (wish->node != NULL)
    element =
      weir_document_get_element (weir_session_get_document (wish->session),
                                 wish->node);
  if (element != NULL)
    edit = weir_problem_make_reference_edit (wish->session, element, id);
  if (edit != NULL)
    weir_session_apply (wish->session, _ ("Use Configuration"), edit);
}

static void
new_config (const Call *call, const char *type)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->session = g_object_ref (call->session);
  wish->node = g_strdup (call->problem->element_id);
  weir_property_dialog_present_new_config (get_window (call),
                                           call->session,
                                           type,
                                           config_created_cb,
                                           wish,
                                           wish_free);
}

static void
new_listener (const Call *call)
{
  new_config (call, "websocket-listener");
}

static void
new_client (const Call *call)
{
  new_config (call, "websocket-client");
}

/* Run settings */

static void
open_settings (const Call *call)
{
  weir_run_settings_dialog_present (get_window (call), call->session);
}

static WeirRunSettings *
copy_settings (const Call *call)
{
  return weir_run_settings_copy (weir_session_get_run_settings (call->session));
}

/* What runs goes on with the new settings. */
static void
use_settings (const Call *call, WeirRunSettings *settings)
{
  WeirLiveState state =
    weir_live_get_state (weir_session_get_live (call->session));

  weir_session_set_run_settings (call->session, settings);
  if (state == WEIR_LIVE_RUNNING || state == WEIR_LIVE_STARTING)
    weir_session_run (call->session);
}

static void
use_port (const Call *call, guint port)
{
  WeirRunSettings *settings = copy_settings (call);

  settings->port = port;
  use_settings (call, settings);
}

static void
use_8080 (const Call *call)
{
  use_port (call, 8080);
}

/* The next port may be taken too; then the problem offers the one after it. */
static void
use_next_port (const Call *call)
{
  guint port = weir_session_get_run_settings (call->session)->port;

  use_port (call, port < G_MAXUINT16 ? port + 1 : 1024);
}

static void
listen_again (const Call *call)
{
  weir_live_listen_again (weir_session_get_live (call->session));
}

static void
use_this_computer (const Call *call)
{
  WeirRunSettings *settings = copy_settings (call);

  g_free (settings->host);
  settings->host = g_strdup ("127.0.0.1");
  use_settings (call, settings);
}

static void
add_slash (const Call *call)
{
  WeirRunSettings *settings = copy_settings (call);
  g_autofree char *path = settings->base_path;

  settings->base_path = g_strconcat ("/", path, NULL);
  use_settings (call, settings);
}

/* 122 random bits. */
static void
generate_token (const Call *call)
{
  WeirRunSettings *settings = copy_settings (call);
  gboolean         admin = g_strcmp0 (call->problem->key, "admin_token") == 0;
  char           **token = admin ? &settings->admin_token : &settings->token;

  g_free (*token);
  *token = g_uuid_string_random ();
  use_settings (call, settings);
}

static void
move_to_keyring (const Call *call)
{
  weir_problem_move_to_keyring (get_window (call), call->session, call->problem);
}

typedef struct
{
  const char *code;
  FixFunc     fix;
  FixFunc     other; /* (nullable): of the second button */
  const char *label; /* (nullable): N_(): instead of the one of the problem */
} Row;

static const Row rows[] = {
  { .code = "W201", .fix = new_listener },
  { .code = "W202", .fix = edit_entry },
  { .code = "W203", .fix = apply_edit },
  { .code = "W204", .fix = new_client },
  { .code = "W210", .fix = edit_entry },
  { .code = "W211", .fix = apply_edit },
  { .code = "W212", .fix = edit_entry },
  { .code = "W213", .fix = apply_edit },
  { .code = "W214", .fix = show_other },
  { .code = "W220", .fix = edit_entry },
  { .code = "W221", .fix = apply_edit },
  { .code = "W222", .fix = edit_entry },
  { .code = "W223", .fix = apply_edit },
  { .code = "W225", .fix = edit_entry },
  { .code = "W226", .fix = apply_edit },
  { .code = "W227", .fix = edit_entry },
  { .code = "W228", .fix = edit_entry },
  { .code = "W229", .fix = apply_edit },
  { .code = "W290", .fix = apply_edit },
  { .code = "N301", .fix = use_this_computer },
  { .code = "N302", .fix = open_settings },
  { .code = "N303", .fix = use_8080 },
  { .code = "N304", .fix = use_next_port, .other = listen_again },
  { .code = "N305", .fix = add_slash },
  { .code = "N306", .fix = open_settings },
  { .code = "N307", .fix = generate_token },
  { .code = "N308", .fix = open_settings },
  { .code = "N309", .fix = open_settings },
  { .code = "N310", .fix = use_this_computer },
  { .code = "N311", .fix = use_next_port, .other = listen_again },
  { .code = "N312", .fix = open_settings },
  { .code = "N314", .fix = open_settings },
  { .code = "N315", .fix = open_settings },
  { .code = "N316", .fix = open_settings },
  { .code = "N317", .fix = open_settings },
  { .code = "R502", .fix = edit_entry },
  { .code = "R505", .fix = edit_entry },
  { .code = "R507", .fix = edit_entry },
  { .code = "R515", .fix = edit_entry },
  { .code = "T401", .fix = edit_entry },
  { .code = "T402", .fix = edit_entry },
  { .code = "T403", .fix = edit_entry },
  { .code = "T404", .fix = edit_entry },
  { .code = "T405", .fix = edit_entry },
  { .code = "T407", .fix = edit_entry },
  { .code = "T408", .fix = edit_entry },
  { .code = "T409", .fix = how_to },
  { .code = "T411", .fix = apply_edit },
  { .code = "T412", .fix = edit_entry },
  { .code = "T413", .fix = edit_entry },
  { .code = "T414", .fix = edit_entry },
  { .code = "I601", .fix = edit_entry },
  { .code = "I602", .fix = edit_entry },
  { .code = "I603", .fix = edit_entry },
  { .code = "I604", .fix = edit_entry },
  { .code = "I608", .fix = apply_edit },
  { .code = "I609", .fix = edit_entry },
  { .code = "I610", .fix = edit_entry },
  { .code = "I611", .fix = edit_entry },
  { .code = "I612", .fix = edit_entry },
  { .code = "D701", .fix = edit_entry },
  { .code = "D703", .fix = apply_edit },
  { .code = "F804", .fix = show_unknown },
  { .code = "F805", .fix = show_entry },
  { .code = "F806", .fix = show_lost },
  { .code = "F807", .fix = apply_edit },
  { .code = "F814", .fix = show_lost },
  { .code = "S501", .fix = move_to_keyring },
};

/* Between the labels of two buttons. */
#define SEPARATOR " · "

static const Row *
find_row (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].code, code))
        return &rows[i];
    }
  return NULL;
}

guint
weir_problem_fix_get_n (const WeirProblem *problem)
{
  const Row *row = find_row (problem->code);

  if (row == NULL)
    return 0;
  return row->other != NULL ? 2 : 1;
}

char *
weir_problem_fix_dup_label (const WeirProblem *problem, guint index)
{
  const Row     *row = find_row (problem->code);
  const char    *label = weir_problem_get_fix (problem->code);
  g_auto (GStrv) parts = NULL;

  if (row != NULL && row->label != NULL)
    label = _ (row->label);
  if (label == NULL)
    return g_strdup (_ ("Edit"));
  parts = g_strsplit (label, SEPARATOR, 2);
  if (index == 0)
    return g_strdup (parts[0]);
  return g_strdup (parts[1] != NULL ? parts[1] : _ ("Show"));
}

void
weir_problem_fix_run (WeirSession       *session,
                      const WeirProblem *problem,
                      guint              index,
                      GtkWidget         *widget)
{
  const Row *row = find_row (problem->code);
  const Call call = { session, problem, widget };

  if (row == NULL)
    return;
  if (index == 0)
    row->fix (&call);
  else if (row->other != NULL)
    row->other (&call);
}

void
weir_problem_show (WeirSession       *session,
                   const WeirProblem *problem,
                   GtkWidget         *widget)
{
  const Call call = { session, problem, widget };

  if (problem->element_id != NULL)
    show_entry (&call);
  else if (problem->code[0] == 'N')
    open_settings (&call);
  else
    weir_problem_fix_run (session, problem, 0, widget);
}
