/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-text.h"

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>

#include <string.h>

/* Words of a text that may stand outside of brackets. */
#define MIN_WORD 2

/* Names, which are the same in every language; those of node types too, by which
 * people know them from Node-RED, and units that GLib writes. */
static const char *const names[] = {
  "Weir",
  "kB",
  "msg",
  "catch",
  "comment",
  "complete",
  "debug",
  "global-config",
  "inject",
  "junction",
  "link call",
  "link in",
  "link out",
  "status",
  "tls-config",
  "websocket in",
  "websocket out",
  "websocket-client",
  "websocket-listener",
};

/* Texts of GTK and libadwaita, in English here. */
static const char *const foreign[] = {
  "(None)",           "Clear entry", "Close Tab", "Expand",
  "No Results Found", "Preferences", "Search",    "Try a different search.",
};

/* Widgets that have more of them; rows of what flows, their files and the log
 * say. */
static const char *const foreign_types[] = {
  "WeirCompareRow",
  "WeirDebugRowView",
  "GtkColorSwatch",
  "GtkWindowControls",
};

/* Titles, hints of search fields, which have a label as well, and rows of lists
 * in the panels: their end may be missing, as people make the panels as wide as they like. */
static const char *const shortened_types[] = {
  "AdwWindowTitle",
  "GtkSearchEntry",
  "WeirEntryRow",
};

typedef struct
{
  const char *place;
  guint       n_complaints;
} Check;

gboolean
weir_test_text_init (void)
{
  const char *locale = setlocale (LC_ALL, "");

  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("WEIR_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return locale != NULL && !g_str_equal (locale, "C");
}

static gboolean
is_among (const char *const *texts, gsize n_texts, const char *text)
{
  for (gsize i = 0; i < n_texts; i++)
    {
      if (g_str_equal (text, texts[i]))
        return TRUE;
    }
  return FALSE;
}

/* Returns: how long the name is that stands at the beginning of @text */
static gsize
get_name_length (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);

      if (g_str_has_prefix (text, names[i]) && !g_ascii_isalnum (text[length]))
        return length;
    }
  return 0;
}

/* Of keys GTK writes the names: “Shift+Ctrl+Z”, “Delete”. */
static gboolean
is_accelerator (const char *text)
{
  static const char *const starts[] = {
    "Shift+", "Ctrl+", "Alt+", "Delete", "Return", "Tab",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (g_str_has_prefix (text, starts[i]))
        return TRUE;
    }
  return FALSE;
}

gboolean
weir_test_text_is_translated (const char *text)
{
  guint depth = 0;
  guint length = 0;

  if (is_accelerator (text) || strstr (text, "://") != NULL ||
      is_among (foreign, G_N_ELEMENTS (foreign), text))
    return TRUE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      gsize    skip = depth == 0 && length == 0 ? get_name_length (text) : 0;

      if (skip > 0)
        {
          text += skip - 1;
          continue;
        }

      if (character == 0x2039) /* ‹ */
        depth++;
      else if (character == 0x203a && depth > 0) /* › */
        depth--;
      length = depth == 0 && g_ascii_isalpha ((int)MIN (character, 0x7f))
                 ? length + 1
                 : 0;
      if (length == MIN_WORD)
        return FALSE;
    }
  return TRUE;
}

/* Where in the tree, for people: “WeirWindow GtkBox GtkLabel”. */
static char *
describe_path (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (guint depth = 0; widget != NULL && depth < 6; depth++)
    {
      const char *name = gtk_widget_get_name (widget);

      g_string_prepend (path, name);
      g_string_prepend_c (path, ' ');
      widget = gtk_widget_get_parent (widget);
    }
  return g_string_free (path, FALSE);
}

static void
complain (Check *check, GtkWidget *widget, const char *what, const char *text)
{
  g_autofree char *path = describe_path (widget);

  check->n_complaints++;
  g_test_message ("%s: %s: “%s”:%s", check->place, what, text, path);
}

/* In a real language only how texts fit can be judged. */
static gboolean
is_pseudo (void)
{
  return g_strcmp0 (g_getenv ("LANGUAGE"), "en_XA") == 0;
}

static void
check_text (Check *check, GtkWidget *widget, const char *what, const char *text)
{
  if (text != NULL && is_pseudo () && !weir_test_text_is_translated (text))
    complain (check, widget, what, text);
}

/* What screen readers say. GTK has no way to ask, but one to compare, which
 * answers with what is there. */
static void
check_accessible (Check *check, GtkWidget *widget)
{
  static const struct
  {
    GtkAccessibleProperty property;
    const char           *name;
  } properties[] = {
    { GTK_ACCESSIBLE_PROPERTY_LABEL, "accessible label" },
    { GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "accessible description" },
    { GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, "accessible placeholder" },
    { GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "accessible value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *text = NULL;

      if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                             properties[i].property))
        continue;
      text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                 properties[i].property,
                                                 "\001");
      check_text (check, widget, properties[i].name, text);
    }
}

/* Fit ---------------------------------------------------------------------- */

/* Whoever scrolls sideways shows all of it in the end. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static gboolean
reaches_out (GtkWidget *label)
{
  GtkWidget *parent = gtk_widget_get_parent (label);

  for (; parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t bounds;

      if (scrolls_sideways (parent))
        return FALSE;
      if (gtk_widget_get_overflow (parent) == GTK_OVERFLOW_VISIBLE &&
          !GTK_IS_ROOT (parent))
        continue;
      if (!gtk_widget_compute_bounds (label, parent, &bounds))
        return FALSE;
      if (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width >
                                    gtk_widget_get_width (parent) + 1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_be_shortened (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (is_among (shortened_types,
                    G_N_ELEMENTS (shortened_types),
                    G_OBJECT_TYPE_NAME (widget)))
        return TRUE;
    }
  return FALSE;
}

/* What users write is Greek. */
static gboolean
is_ours (const char *text)
{
  if (is_pseudo ())
    return strstr (text, "‹") != NULL;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_isalpha (character) &&
          g_unichar_get_script (character) != G_UNICODE_SCRIPT_GREEK)
        return TRUE;
    }
  return FALSE;
}

/* Of what users wrote the end may be missing. */
static void
check_fit (Check *check, GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);

  if (!gtk_widget_get_mapped (GTK_WIDGET (label)) || !is_ours (text))
    return;
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)) &&
      !may_be_shortened (GTK_WIDGET (label)))
    complain (check, GTK_WIDGET (label), "cut", text);
  else if (reaches_out (GTK_WIDGET (label)))
    complain (check, GTK_WIDGET (label), "reaches out", text);
}

/* Widgets ------------------------------------------------------------------ */

static void
check_choices (Check *check, GtkWidget *widget, GListModel *model)
{
  if (!GTK_IS_STRING_LIST (model))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    check_text (check,
                widget,
                "choice",
                gtk_string_list_get_string (GTK_STRING_LIST (model), i));
}

static void
check_widget (Check *check, GtkWidget *widget)
{
  check_text (check, widget, "tooltip", gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    {
      check_text (check, widget, "label", gtk_label_get_text (GTK_LABEL (widget)));
      check_fit (check, GTK_LABEL (widget));
    }
  else if (GTK_IS_WINDOW (widget))
    check_text (check, widget, "title", gtk_window_get_title (GTK_WINDOW (widget)));
  else if (GTK_IS_TEXT (widget))
    check_text (check,
                widget,
                "placeholder",
                gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  else if (GTK_IS_DROP_DOWN (widget))
    check_choices (check,
                   widget,
                   gtk_drop_down_get_model (GTK_DROP_DOWN (widget)));
  else if (ADW_IS_COMBO_ROW (widget))
    check_choices (check,
                   widget,
                   adw_combo_row_get_model (ADW_COMBO_ROW (widget)));
  else
    check_accessible (check, widget);
}

static void
check_below (Check *check, GtkWidget *widget)
{
  GtkWidget *child;

  if (is_among (foreign_types,
                G_N_ELEMENTS (foreign_types),
                G_OBJECT_TYPE_NAME (widget)))
    return;
  if (!gtk_widget_get_visible (widget) && !GTK_IS_POPOVER (widget))
    return;
  check_widget (check, widget);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_below (check, child);
}

guint
weir_test_text_check (GtkWidget *root, const char *place)
{
  Check check = { place, 0 };

  gtk_test_widget_wait_for_draw (root);
  check_below (&check, root);
  return check.n_complaints;
}
