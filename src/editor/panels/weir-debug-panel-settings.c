/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-panel-private.h"

/* What the preferences say of the debug panel: how much is kept, and how rows
 * look. Where they are not installed, defaults do. */

static void
limits_cb (WeirDebugPanel *self)
{
  gsize mebibytes = (gsize)g_settings_get_int (self->settings, "max-mebibytes");

  weir_debug_log_set_limits (self->log,
                             (guint)g_settings_get_int (self->settings,
                                                        "max-rows"),
                             mebibytes * 1024 * 1024);
}

static void
look_cb (WeirDebugPanel *self)
{
  weir_debug_style_set_time (
    self->style,
    (WeirDebugTime)g_settings_get_enum (self->settings, "time-format"));
  weir_debug_style_set_wrap (self->style,
                             g_settings_get_boolean (self->settings,
                                                     "wrap-lines"));
}

static void
started_cb (WeirDebugPanel *self, GParamSpec *pspec, WeirLive *live)
{
  if (weir_live_get_state (live) == WEIR_LIVE_STARTING)
    weir_debug_style_set_start (self->style, g_get_real_time ());
}

static void
follow_key (WeirDebugPanel *self, const char *signal, GCallback func)
{
  g_signal_connect_object (self->settings, signal, func, self, G_CONNECT_SWAPPED);
}

static void
add_action (WeirDebugPanel *self, const char *key)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, key);

  g_action_map_add_action (G_ACTION_MAP (self->actions), action);
}

void
weir_debug_panel_bind_settings (WeirDebugPanel *self)
{
  const char                 *id = WEIR_APP_ID ".debug";
  GSettingsSchemaSource      *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  g_signal_connect_object (weir_session_get_live (self->session),
                           "notify::state",
                           G_CALLBACK (started_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, id, TRUE);
  if (schema == NULL)
    return;
  self->settings = g_settings_new (id);
  follow_key (self, "changed::max-rows", G_CALLBACK (limits_cb));
  follow_key (self, "changed::max-mebibytes", G_CALLBACK (limits_cb));
  follow_key (self, "changed::time-format", G_CALLBACK (look_cb));
  follow_key (self, "changed::wrap-lines", G_CALLBACK (look_cb));
  add_action (self, "time-format");
  add_action (self, "wrap-lines");
  limits_cb (self);
  look_cb (self);
}
