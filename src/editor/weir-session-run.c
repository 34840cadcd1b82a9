/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-session-private.h"
#include "editor/weir-session-secrets.h"
#include "host/weir-node-settings.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

/* The run, and what of the document differs from it. The baseline is what was
 * handed over last, or what the document held when it was opened; every edit
 * compares the entries it touched with it, so that nobody has to walk all. */

static void
failed_cb (WeirSession *self, const char *text)
{
  weir_session_tell (self, "%s", text);
}

static void
set_baseline (WeirSession *self)
{
  guint n = weir_document_get_n_elements (self->document);

  g_hash_table_remove_all (self->baseline);
  g_hash_table_remove_all (self->changed);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);

      g_hash_table_insert (self->baseline,
                           g_strdup (weir_element_get_id (element)),
                           weir_value_ref (weir_element_get_value (element)));
    }
}

void
weir_session_run_init (WeirSession *self)
{
  self->baseline = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          g_free,
                                          (GDestroyNotify)weir_value_unref);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  set_baseline (self);
  g_signal_connect_object (self->live,
                           "failed",
                           G_CALLBACK (failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
weir_session_run_clear (WeirSession *self)
{
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  g_clear_handle_id (&self->deployed_id, g_source_remove);
  g_clear_pointer (&self->baseline, g_hash_table_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
}

/* Tells once a turn: an import touches thousands of entries. */
static gboolean
deployed_cb (gpointer data)
{
  WeirSession *self = data;

  self->deployed_id = 0;
  weir_session_notify_undeployed (self);
  return G_SOURCE_REMOVE;
}

static void
queue_deployed (WeirSession *self)
{
  if (self->deployed_id == 0)
    self->deployed_id =
      g_idle_add_full (G_PRIORITY_DEFAULT, deployed_cb, self, NULL);
}

static gboolean
differs (const WeirValue *before, WeirElement *element)
{
  const WeirValue *after;

  if (before == NULL || element == NULL)
    return before != NULL || element != NULL;
  after = weir_element_get_value (element);
  return before != after && !weir_value_equal (before, after);
}

void
weir_session_compare (WeirSession *self, const char *id)
{
  WeirElement *element = weir_document_get_element (self->document, id);
  gboolean     told;

  if (differs (g_hash_table_lookup (self->baseline, id), element))
    told = g_hash_table_add (self->changed, g_strdup (id));
  else
    told = g_hash_table_remove (self->changed, id);
  if (told)
    queue_deployed (self);
}

/* The toggle of a debug node; only a literal false is off. */
static gboolean
is_active (WeirElement *element)
{
  return !weir_value_is_boolean (weir_element_get_member (element, "active"),
                                 FALSE);
}

void
weir_session_toggled (WeirSession *self, WeirElement *element)
{
  const char      *id = weir_element_get_id (element);
  const WeirValue *before = g_hash_table_lookup (self->baseline, id);
  gboolean         on = is_active (element);

  if (before == NULL || weir_live_get_state (self->live) != WEIR_LIVE_RUNNING)
    return;

  /* The button takes effect without a deploy, so it is no difference. */
  weir_live_set_active (self->live, id, on);
  g_hash_table_insert (self->baseline,
                       g_strdup (id),
                       weir_value_with_member (weir_value_ref ((WeirValue *)before),
                                               "active",
                                               weir_value_new_boolean (on)));
}

gboolean
weir_session_is_changed (WeirSession *self, const char *id)
{
  return g_hash_table_contains (self->changed, id);
}

guint
weir_session_get_n_undeployed (WeirSession *self)
{
  return self->changed != NULL ? g_hash_table_size (self->changed) : 0;
}

static void
deployed (WeirSession *self)
{
  set_baseline (self);
  queue_deployed (self);
}

static void
start (WeirSession *self)
{
  WeirRunSettings *settings = weir_run_settings_copy (self->run_settings);

  g_clear_pointer (&settings->variables, g_hash_table_unref);
  settings->variables = weir_session_dup_variables (self);
  weir_live_start (self->live,
                   self->document,
                   weir_credentials_get_all (self->credentials),
                   settings);
  weir_run_settings_free (settings);
  deployed (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WeirSession *self = WEIR_SESSION (source);

  /* Called off: another may wait by now. */
  if (!weir_session_load_secrets_finish (self, result, NULL))
    return;
  g_clear_object (&self->starting);
  start (self);
}

/* The keyring may have to be opened first; what can't be read keeps nothing else
 * from running. */
void
weir_session_run (WeirSession *self)
{
  if (self->starting != NULL)
    return;
  if (!weir_session_has_unread_secrets (self))
    {
      start (self);
      return;
    }
  self->starting = g_cancellable_new ();
  weir_session_load_secrets_async (self, self->starting, loaded_cb, NULL);
}

void
weir_session_deploy (WeirSession *self, WeirDeployMode mode)
{
  g_autoptr (GHashTable) variables = weir_session_dup_variables (self);

  if (weir_live_get_state (self->live) != WEIR_LIVE_RUNNING)
    {
      weir_session_run (self);
      return;
    }
  weir_live_set_variables (self->live, variables);
  weir_live_deploy (self->live,
                    self->document,
                    weir_credentials_get_all (self->credentials),
                    mode);
  deployed (self);
}

void
weir_session_stop (WeirSession *self)
{
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  weir_live_stop (self->live);
}

static void
toggle (WeirSession *self, WeirElement *element)
{
  gboolean              on = is_active (element);
  g_autoptr (WeirValue) value = weir_value_new_boolean (!on);

  weir_session_apply (self,
                      on ? _ ("Switch Debug Off") : _ ("Switch Debug On"),
                      weir_edit_new_set (weir_element_get_id (element),
                                         "active",
                                         value));
}

/* Returns: (nullable): the inject node, if it can send now; says so if not */
static WeirElement *
find_sender (WeirSession *self, const char *id)
{
  WeirElement *element = weir_document_get_element (self->document, id);

  if (weir_live_get_state (self->live) != WEIR_LIVE_RUNNING)
    weir_session_tell (self, _ ("Run the flow first."));
  else if (g_hash_table_lookup (self->baseline, id) == NULL)
    weir_session_tell (self,
                       _ ("Deploy the flow first: this node doesn’t run yet."));
  else
    return element;
  return NULL;
}

void
weir_session_press_now (WeirSession *self, const char *id)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (id != NULL);

  if (find_sender (self, id) == NULL)
    return;
  weir_live_press (self->live, id, NULL);
  if (weir_session_is_changed (self, id))
    weir_session_tell (self, _ ("The node sent what was deployed last."));
}

void
weir_session_press_button (WeirSession *self, const char *id)
{
  WeirElement        *element = weir_document_get_element (self->document, id);
  const WeirNodeType *type;

  if (element == NULL)
    return;
  type = weir_session_get_node_type (self, element);
  if (type == NULL || !type->has_button)
    return;
  if (weir_node_type_get_property (type, "active") != NULL)
    toggle (self, element);
  else if (!weir_run_settings_get_node (self->run_settings, id)->ask)
    weir_session_press_now (self, id);
  else if (find_sender (self, id) != NULL)
    weir_session_emit_ask (self, id);
}
