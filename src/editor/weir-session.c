/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-session-private.h"
#include "flow/weir-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (WeirSession, weir_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_FLOW = 1,
  PROP_HOVERED,
  PROP_FILE,
  PROP_TITLE,
  PROP_N_UNDEPLOYED,
} WeirSessionProperty;

static GParamSpec *properties[PROP_N_UNDEPLOYED + 1];

enum
{
  REVEAL,
  EDIT,
  ASK,
  MESSAGE,
  UNDOABLE,
  SHOW_CLIENT,
  PROBLEMS_CHANGED,
  DEPLOYED_CHANGED,
  CREDENTIALS_CHANGED,
  RUN_SETTINGS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_session_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  WeirSession *self = WEIR_SESSION (object);

  switch ((WeirSessionProperty)id)
    {
    case PROP_FLOW:
      g_value_set_string (value, self->flow);
      break;
    case PROP_HOVERED:
      g_value_set_string (value, self->hovered);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_N_UNDEPLOYED:
      g_value_set_uint (value, weir_session_get_n_undeployed (self));
      break;
    }
}

static void
weir_session_dispose (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  weir_session_problems_clear (self);
  weir_session_run_clear (self);
  g_clear_object (&self->live);
  g_clear_object (&self->history);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (weir_session_parent_class)->dispose (object);
}

static void
weir_session_finalize (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  weir_session_secrets_clear (self);
  weir_credentials_free (self->credentials);
  weir_run_settings_free (self->run_settings);
  weir_registry_unref (self->registry);
  g_free (self->flow);
  g_free (self->hovered);
  g_free (self->encoding);
  g_free (self->title);
  G_OBJECT_CLASS (weir_session_parent_class)->finalize (object);
}

static guint
add_signal (GObjectClass *klass, const char *name, GType parameter)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       parameter == G_TYPE_NONE ? 0 : 1,
                       parameter);
}

static void
weir_session_class_init (WeirSessionClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_session_get_property;
  object_class->dispose = weir_session_dispose;
  object_class->finalize = weir_session_finalize;

  properties[PROP_FLOW] = g_param_spec_string ("flow", NULL, NULL, NULL, flags);
  properties[PROP_HOVERED] =
    g_param_spec_string ("hovered", NULL, NULL, NULL, flags);
  properties[PROP_FILE] =
    g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_N_UNDEPLOYED] =
    g_param_spec_uint ("n-undeployed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);

  signals[REVEAL] = add_signal (object_class, "reveal", G_TYPE_STRING);
  signals[EDIT] = add_signal (object_class, "edit", G_TYPE_STRING);
  signals[ASK] = add_signal (object_class, "ask", G_TYPE_STRING);
  signals[MESSAGE] = add_signal (object_class, "message", G_TYPE_STRING);
  signals[SHOW_CLIENT] = add_signal (object_class, "show-client", G_TYPE_STRING);
  signals[UNDOABLE] = add_signal (object_class, "undoable", G_TYPE_STRING);
  signals[PROBLEMS_CHANGED] =
    add_signal (object_class, "problems-changed", G_TYPE_NONE);
  signals[DEPLOYED_CHANGED] =
    add_signal (object_class, "deployed-changed", G_TYPE_NONE);
  signals[CREDENTIALS_CHANGED] =
    add_signal (object_class, "credentials-changed", G_TYPE_NONE);
  signals[RUN_SETTINGS_CHANGED] =
    add_signal (object_class, "run-settings-changed", G_TYPE_NONE);
}

static void
weir_session_init (WeirSession *self)
{
  self->selection = weir_selection_new ();
  self->credentials = weir_credentials_new ();
  self->run_settings = weir_run_settings_new ();
  weir_session_secrets_init (self);
  self->title = g_strdup (_ ("Untitled Flow"));
}

/* The document changes */

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

/* The flow to show when the shown one is gone: a tab before a subflow. */
static const char *
find_first_flow (WeirSession *self)
{
  guint       n = weir_document_get_n_elements (self->document);
  const char *subflow = NULL;

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
        return weir_element_get_id (element);
      if (subflow == NULL && is_flow (element))
        subflow = weir_element_get_id (element);
    }
  return subflow;
}

static void
touched (WeirSession *self, WeirElement *element)
{
  weir_session_compare (self, weir_element_get_id (element));
  weir_session_queue_check (self);
}

static void
element_added_cb (WeirSession *self, WeirElement *element)
{
  touched (self, element);
  if (self->flow == NULL && is_flow (element))
    weir_session_set_flow (self, weir_element_get_id (element));
}

static void
element_removed_cb (WeirSession *self, WeirElement *element)
{
  touched (self, element);
  if (g_strcmp0 (self->flow, weir_element_get_id (element)) == 0)
    weir_session_set_flow (self, find_first_flow (self));
}

static void
element_changed_cb (WeirSession *self, WeirElement *element, const char *key)
{
  if (g_strcmp0 (key, "active") == 0)
    weir_session_toggled (self, element);
  touched (self, element);
}

WeirSession *
weir_session_new (WeirRegistry *registry, WeirDocument *document)
{
  WeirSession *self = g_object_new (WEIR_TYPE_SESSION, NULL);

  self->registry = weir_registry_ref (registry);
  self->document = g_object_ref (document);
  self->history = weir_history_new (document);
  self->live = weir_live_new (registry);
  self->flow = g_strdup (find_first_flow (self));
  weir_session_problems_init (self);
  weir_session_run_init (self);
  g_signal_connect_object (document,
                           "element-added",
                           G_CALLBACK (element_added_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-removed",
                           G_CALLBACK (element_removed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-changed",
                           G_CALLBACK (element_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

WeirRegistry *
weir_session_get_registry (WeirSession *self)
{
  return self->registry;
}

WeirDocument *
weir_session_get_document (WeirSession *self)
{
  return self->document;
}

WeirHistory *
weir_session_get_history (WeirSession *self)
{
  return self->history;
}

WeirSelection *
weir_session_get_selection (WeirSession *self)
{
  return self->selection;
}

WeirLive *
weir_session_get_live (WeirSession *self)
{
  return self->live;
}

const WeirNodeType *
weir_session_get_node_type (WeirSession *self, WeirElement *element)
{
  return weir_registry_lookup (self->registry,
                               weir_element_get_type_name (element));
}

char *
weir_session_dup_label (WeirSession *self, WeirElement *element)
{
  return weir_label_dup (self->document,
                         self->registry,
                         weir_element_get_value (element));
}

gboolean
weir_session_apply (WeirSession *self, const char *label, WeirEdit *edit)
{
  g_autoptr (WeirEdit) owned = edit;
  g_autoptr (GError)   error = NULL;

  if (weir_history_apply (self->history, label, owned, &error))
    return TRUE;
  weir_session_tell (self, "%s", error->message);
  return FALSE;
}

/* What is shown */

const char *
weir_session_get_flow (WeirSession *self)
{
  return self->flow;
}

void
weir_session_set_flow (WeirSession *self, const char *flow)
{
  char *copy;

  if (g_strcmp0 (self->flow, flow) == 0)
    return;
  copy = g_strdup (flow);
  g_free (self->flow);
  self->flow = copy;
  weir_selection_begin (self->selection);
  weir_selection_clear (self->selection);
  weir_selection_set_focus (self->selection, NULL);
  weir_selection_end (self->selection);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLOW]);
}

/* What a run calls INSTANCE-ID is ID in the file, at any depth. */
static WeirElement *
find_original (WeirSession *self, const char *id)
{
  WeirElement *element = weir_document_get_element (self->document, id);
  const char  *dash = id;

  while (element == NULL && (dash = strchr (dash, '-')) != NULL)
    {
      g_autofree char *prefix = g_strndup (id, (gsize)(dash - id));
      WeirElement *instance = weir_document_get_element (self->document, prefix);

      dash++;
      if (instance == NULL ||
          weir_label_get_subflow (self->document,
                                  weir_element_get_value (instance)) == NULL)
        continue;
      id = dash;
      element = weir_document_get_element (self->document, id);
    }
  return element;
}

void
weir_session_reveal (WeirSession *self, const char *id)
{
  WeirElement *element = find_original (self, id);
  WeirElement *container;

  if (element == NULL)
    return;
  id = weir_element_get_id (element);
  if (is_flow (element))
    {
      weir_session_set_flow (self, id);
      return;
    }
  container = weir_document_get_element (self->document,
                                         weir_element_get_container (element));
  if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_CONFIG &&
      container != NULL)
    weir_session_set_flow (self, weir_element_get_id (container));
  weir_selection_set (self->selection, id);
  g_signal_emit (self, signals[REVEAL], 0, id);
}

void
weir_session_edit (WeirSession *self, const char *id)
{
  if (weir_document_get_element (self->document, id) != NULL)
    g_signal_emit (self, signals[EDIT], 0, id);
}

void
weir_session_show_client (WeirSession *self, const char *client)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (client != NULL);

  g_signal_emit (self, signals[SHOW_CLIENT], 0, client);
}

void
weir_session_tell (WeirSession *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

void
weir_session_offer_undo (WeirSession *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_signal_emit (self, signals[UNDOABLE], 0, text);
}

const char *
weir_session_get_hovered (WeirSession *self)
{
  return self->hovered;
}

void
weir_session_set_hovered (WeirSession *self, const char *id)
{
  if (g_strcmp0 (self->hovered, id) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED]);
}

/* Beside the document */

WeirCredentials *
weir_session_get_credentials (WeirSession *self)
{
  return self->credentials;
}

void
weir_session_take_credentials (WeirSession *self, WeirCredentials *credentials)
{
  weir_credentials_free (self->credentials);
  self->credentials = credentials;
  weir_session_queue_check (self);
}

void
weir_session_credentials_changed (WeirSession *self)
{
  weir_session_queue_check (self);
  g_signal_emit (self, signals[CREDENTIALS_CHANGED], 0);
}

const WeirRunSettings *
weir_session_get_run_settings (WeirSession *self)
{
  return self->run_settings;
}

void
weir_session_set_run_settings (WeirSession *self, WeirRunSettings *settings)
{
  weir_run_settings_free (self->run_settings);
  self->run_settings = settings;
  weir_live_set_reconnect (self->live, settings);
  weir_session_queue_check (self);
  g_signal_emit (self, signals[RUN_SETTINGS_CHANGED], 0);
}

GFile *
weir_session_get_file (WeirSession *self)
{
  return self->file;
}

const char *
weir_session_get_encoding (WeirSession *self)
{
  return self->encoding;
}

const char *
weir_session_get_title (WeirSession *self)
{
  return self->title;
}

static void
set_title (WeirSession *self, const char *title)
{
  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* A file granted by a portal has a path nobody knows; its display name is what
 * people called it. */
static char *
dup_display_name (GFile *file)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                       G_FILE_QUERY_INFO_NONE,
                       NULL,
                       NULL);
  g_autofree char *base = NULL;

  if (info != NULL)
    return g_strdup (g_file_info_get_display_name (info));
  base = g_file_get_basename (file);
  return g_filename_display_name (base);
}

void
weir_session_set_file (WeirSession *self, GFile *file, const char *encoding)
{
  g_autofree char *name = NULL;

  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  if (file != NULL)
    {
      name = dup_display_name (file);
      set_title (self, name);
    }
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

void
weir_session_set_draft_title (WeirSession *self, const char *title)
{
  if (self->file == NULL)
    set_title (self, title);
}

/* For the other files of the session */

void
weir_session_notify_undeployed (WeirSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNDEPLOYED]);
  g_signal_emit (self, signals[DEPLOYED_CHANGED], 0);
}

void
weir_session_notify_problems (WeirSession *self)
{
  g_signal_emit (self, signals[PROBLEMS_CHANGED], 0);
}

void
weir_session_emit_ask (WeirSession *self, const char *id)
{
  g_signal_emit (self, signals[ASK], 0, id);
}
