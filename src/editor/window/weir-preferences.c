/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-preferences.h"

#include "editor/weir-choice-row.h"

#include "compat/weir-compat.h"

#include <glib/gi18n-lib.h>

/* The preferences, each row bound to its key: there is nothing to apply. */

typedef enum
{
  ROW_SWITCH,
  ROW_CHOICE,
  ROW_NUMBER,
} RowKind;

typedef struct
{
  const char *group;  /* (nullable): N_(): a new group begins */
  const char *schema; /* (nullable): a child of the settings */
  const char *key;
  RowKind     kind;
  const char *title;      /* N_() */
  const char *subtitle;   /* (nullable): N_() */
  const char *choices[4]; /* CHOICE: N_(), in the order of the enumeration */
  double      min, max;   /* NUMBER */
} Row;

static const Row general[] = {
  { .group = N_ ("Window"),
    .key = "appearance",
    .kind = ROW_CHOICE,
    .title = N_ ("Appearance"),
    .choices = { N_ ("Follow System"), N_ ("Light"), N_ ("Dark") } },
  { .key = "restore-session",
    .kind = ROW_SWITCH,
    .title = N_ ("Restore Last Session"),
    .subtitle = N_ ("Opens the files and drafts of the last time.") },
  { .group = N_ ("Deploy"),
    .key = "save-when-deploying",
    .kind = ROW_SWITCH,
    .title = N_ ("Save When Deploying"),
    .subtitle =
      N_ ("As in Node-RED. Drafts without a file are not asked about.") },
  { .key = "deploy-mode",
    .kind = ROW_CHOICE,
    .title = N_ ("Deploy"),
    .choices = { N_ ("All Flows"), N_ ("Changed Flows"), N_ ("Changed Nodes") } },
};

static const Row canvas[] = {
  { .group = N_ ("Grid"),
    .schema = "canvas",
    .key = "show-grid",
    .kind = ROW_SWITCH,
    .title = N_ ("Show Grid") },
  { .schema = "canvas",
    .key = "snap-to-grid",
    .kind = ROW_SWITCH,
    .title = N_ ("Snap to Grid"),
    .subtitle = N_ ("Shift does the opposite while dragging.") },
  { .schema = "canvas",
    .key = "grid-size",
    .kind = ROW_NUMBER,
    .title = N_ ("Grid Size"),
    .min = 5,
    .max = 100 },
  { .group = N_ ("Flow"),
    .schema = "canvas",
    .key = "show-status",
    .kind = ROW_SWITCH,
    .title = N_ ("Node Status") },
  { .schema = "canvas",
    .key = "show-rates",
    .kind = ROW_SWITCH,
    .title = N_ ("Rates on Wires") },
  { .schema = "canvas",
    .key = "minimap",
    .kind = ROW_CHOICE,
    /* Translators: the small map of the flow, in a corner of the canvas */
    .title = N_ ("Map"),
    .choices = { N_ ("While Moving Around"), N_ ("Always"), N_ ("Never") } },
  /* Translators: pointer and keyboard */
  { .group = N_ ("Input"),
    .schema = "canvas",
    .key = "single-key-shortcuts",
    .kind = ROW_SWITCH,
    .title = N_ ("Single-Key Shortcuts"),
    .subtitle = N_ ("Letters alone act while the canvas has the focus.") },
  { .schema = "canvas",
    .key = "invert-zoom",
    .kind = ROW_SWITCH,
    .title = N_ ("Invert Wheel Zoom") },
};

static const Row debug[] = {
  { .group = N_ ("Messages"),
    .schema = "debug",
    .key = "max-rows",
    .kind = ROW_NUMBER,
    /* Translators: how many rows of the debug panel are kept */
    .title = N_ ("Rows"),
    .subtitle = N_ ("Older ones make place."),
    .min = 100,
    .max = 100000 },
  { .schema = "debug",
    .key = "max-mebibytes",
    .kind = ROW_NUMBER,
    .title = N_ ("Memory in MiB"),
    .min = 1,
    .max = 1024 },
  { .schema = "debug",
    .key = "time-format",
    .kind = ROW_CHOICE,
    .title = N_ ("Times"),
    .choices = { N_ ("Time of Day"), N_ ("Date and Time"), N_ ("Since the Start") } },
  { .schema = "debug",
    .key = "wrap-lines",
    .kind = ROW_SWITCH,
    .title = N_ ("Wrap Long Lines") },
};

/* Returns: (transfer full): the values of an enumeration, in its order */
static GVariant *
get_nicks (const Row *row)
{
  g_autofree char *id = g_strjoin (".", WEIR_APP_ID, row->schema, NULL);
  g_autoptr (GSettingsSchema) schema =
    g_settings_schema_source_lookup (g_settings_schema_source_get_default (),
                                     id,
                                     TRUE);
  g_autoptr (GSettingsSchemaKey) key =
    g_settings_schema_get_key (schema, row->key);
  g_autoptr (GVariant) range = g_settings_schema_key_get_range (key);
  const char          *kind;
  GVariant            *nicks;

  g_variant_get (range, "(&sv)", &kind, &nicks);
  return nicks;
}

static gboolean
nick_to_position (GValue *value, GVariant *variant, gpointer user_data)
{
  g_autoptr (GVariant) nicks = get_nicks (user_data);

  for (guint i = 0; i < g_variant_n_children (nicks); i++)
    {
      g_autoptr (GVariant) nick = g_variant_get_child_value (nicks, i);

      if (g_variant_equal (nick, variant))
        g_value_set_uint (value, i);
    }
  return TRUE;
}

static GVariant *
position_to_nick (const GValue *value, const GVariantType *type, gpointer user_data)
{
  g_autoptr (GVariant) nicks = get_nicks (user_data);
  guint                position = g_value_get_uint (value);

  if (position >= g_variant_n_children (nicks))
    return NULL;
  return g_variant_get_child_value (nicks, position);
}

static GtkWidget *
make_choice (const Row *row, GSettings *settings)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget                *widget = adw_combo_row_new ();

  for (guint i = 0; row->choices[i] != NULL; i++)
    gtk_string_list_append (names, _ (row->choices[i]));
  weir_choice_row_show_whole (ADW_COMBO_ROW (widget));
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (names));
  g_settings_bind_with_mapping (settings,
                                row->key,
                                widget,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                nick_to_position,
                                position_to_nick,
                                (gpointer)row,
                                NULL);
  return widget;
}

static GtkWidget *
make_with_suffix (const Row *row, GSettings *settings)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *suffix = row->kind == ROW_SWITCH
                        ? gtk_switch_new ()
                        : gtk_spin_button_new_with_range (row->min, row->max, 1);

  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), suffix);
  g_settings_bind (settings,
                   row->key,
                   suffix,
                   row->kind == ROW_SWITCH ? "active" : "value",
                   G_SETTINGS_BIND_DEFAULT);
  return widget;
}

static void
add_row (AdwPreferencesGroup *group, const Row *row, GSettings *root)
{
  g_autoptr (GSettings) settings = row->schema != NULL
                                     ? g_settings_get_child (root, row->schema)
                                     : g_object_ref (root);
  GtkWidget *widget = row->kind == ROW_CHOICE ? make_choice (row, settings)
                                              : make_with_suffix (row, settings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ (row->title));
  if (row->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), _ (row->subtitle));
  adw_preferences_group_add (group, widget);
}

static AdwPreferencesPage *
make_page (const char *title,
           const char *icon,
           const Row  *rows,
           guint       n_rows,
           GSettings  *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = NULL;

  adw_preferences_page_set_title (page, title);
  adw_preferences_page_set_icon_name (page, icon);
  for (guint i = 0; i < n_rows; i++)
    {
      if (rows[i].group != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (rows[i].group));
          adw_preferences_page_add (page, group);
        }
      add_row (group, &rows[i], settings);
    }
  return page;
}

void
weir_preferences_present (GtkWindow *parent, GSettings *settings)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  g_ptr_array_add (pages,
                   make_page (_ ("General"),
                              "preferences-system-symbolic",
                              general,
                              G_N_ELEMENTS (general),
                              settings));
  g_ptr_array_add (pages,
                   make_page (_ ("Canvas"),
                              "weir-canvas-symbolic",
                              canvas,
                              G_N_ELEMENTS (canvas),
                              settings));
  g_ptr_array_add (pages,
                   make_page (_ ("Debug"),
                              "weir-debug-symbolic",
                              debug,
                              G_N_ELEMENTS (debug),
                              settings));
  weir_compat_preferences (parent, pages);
}
