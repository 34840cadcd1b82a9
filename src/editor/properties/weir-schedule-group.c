/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-schedule-group.h"

#include "editor/properties/weir-row.h"
#include "editor/properties/weir-schedule.h"
#include "editor/weir-choice-row.h"
#include "json/weir-convert.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Widgets over a WeirSchedule. What people do goes into the two fields; what is
 * in the fields is read once, when the dialog opens, since nothing else changes
 * them meanwhile. */

static const guint minutes_offered[] = { 1,  2,  3,  4,  5,  6,
                                         10, 12, 15, 20, 30, 60 };
static const guint unit_seconds[] = { 1, 60, 3600 };

struct _WeirScheduleGroup
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  WeirField *repeat;
  WeirField *crontab;

  WeirSchedule schedule;
  gboolean     building;

  GtkWidget *kind;
  GtkWidget *every_row, *every, *unit;
  GtkWidget *minutes_row, *from_row, *to_row;
  GtkWidget *at_row, *hour, *minute;
  GtkWidget *days_row;
  GtkWidget *day[7];
  GtkWidget *cron_row;
};

G_DEFINE_FINAL_TYPE (WeirScheduleGroup,
                     weir_schedule_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
weir_schedule_group_dispose (GObject *object)
{
  WeirScheduleGroup *self = WEIR_SCHEDULE_GROUP (object);

  g_clear_object (&self->repeat);
  g_clear_object (&self->crontab);

  G_OBJECT_CLASS (weir_schedule_group_parent_class)->dispose (object);
}

static void
weir_schedule_group_class_init (WeirScheduleGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_schedule_group_dispose;
}

static void
weir_schedule_group_init (WeirScheduleGroup *self)
{
  self->building = TRUE;
}

static void
show_rows (WeirScheduleGroup *self)
{
  WeirScheduleKind kind = self->schedule.kind;
  gboolean         is_between = kind == WEIR_SCHEDULE_BETWEEN;
  gboolean         is_at = kind == WEIR_SCHEDULE_AT;

  gtk_widget_set_visible (self->every_row, kind == WEIR_SCHEDULE_EVERY);
  gtk_widget_set_visible (self->minutes_row, is_between);
  gtk_widget_set_visible (self->from_row, is_between);
  gtk_widget_set_visible (self->to_row, is_between);
  gtk_widget_set_visible (self->at_row, is_at);
  gtk_widget_set_visible (self->days_row, is_between || is_at);
  gtk_widget_set_visible (self->cron_row, kind == WEIR_SCHEDULE_CRON);
}

/* The interval: seconds are stored, whatever it is shown in. What is no number
 * is stored as it is. */

static char *
dup_seconds (WeirScheduleGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->every));
  guint  unit = MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit)),
                    G_N_ELEMENTS (unit_seconds) - 1);
  double number = weir_number_from_text (text, strlen (text));
  char   seconds[WEIR_NUMBER_TEXT_MAX];

  if (unit_seconds[unit] == 1 || *text == '\0' || !isfinite (number))
    return g_strdup (text);
  weir_number_to_text (number * unit_seconds[unit], seconds);
  return g_strdup (seconds);
}

static void
show_interval (WeirScheduleGroup *self)
{
  g_autofree char *text = weir_field_dup_text (self->repeat);
  double           number = weir_number_from_text (text, strlen (text));
  guint            unit = 0;
  char             shown[WEIR_NUMBER_TEXT_MAX];

  if (self->schedule.kind != WEIR_SCHEDULE_EVERY)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->every), "1");
      return;
    }
  while (isfinite (number) && number > 0 &&
         unit + 1 < G_N_ELEMENTS (unit_seconds) &&
         fmod (number, unit_seconds[unit + 1]) == 0)
    unit++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), unit);
  if (unit > 0)
    weir_number_to_text (number / unit_seconds[unit], shown);
  gtk_editable_set_text (GTK_EDITABLE (self->every), unit > 0 ? shown : text);
}

/* Writing */

static void
write_fields (WeirScheduleGroup *self)
{
  g_autofree char *seconds = dup_seconds (self);
  g_autofree char *crontab = weir_schedule_dup_crontab (&self->schedule);

  weir_field_set_text (self->repeat,
                       self->schedule.kind == WEIR_SCHEDULE_EVERY ? seconds : "");
  if (self->schedule.kind != WEIR_SCHEDULE_CRON)
    weir_field_set_text (self->crontab, crontab);
}

static guint
get_spin (GtkWidget *spin)
{
  return (guint)gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

static void
read_widgets (WeirScheduleGroup *self)
{
  WeirSchedule *schedule = &self->schedule;
  guint minutes = adw_combo_row_get_selected (ADW_COMBO_ROW (self->minutes_row));

  if (minutes < G_N_ELEMENTS (minutes_offered))
    schedule->minutes = minutes_offered[minutes];
  schedule->from = adw_combo_row_get_selected (ADW_COMBO_ROW (self->from_row));
  schedule->to = adw_combo_row_get_selected (ADW_COMBO_ROW (self->to_row)) + 1;
  schedule->hour = get_spin (self->hour);
  schedule->minute = get_spin (self->minute);
  schedule->days = 0;
  for (guint i = 0; i < 7; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->day[i])))
        schedule->days |= 1u << i;
    }
}

static void
changed_cb (WeirScheduleGroup *self)
{
  if (self->building || self->repeat == NULL)
    return;
  read_widgets (self);
  write_fields (self);
}

static void
kind_selected_cb (WeirScheduleGroup *self)
{
  if (self->building || self->repeat == NULL)
    return;
  self->schedule.kind =
    (WeirScheduleKind)adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind));
  read_widgets (self);
  write_fields (self);
  show_rows (self);
}

/* Building */

static GtkWidget *
new_combo_row (const char *title, GtkStringList *model, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  weir_choice_row_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_unref (model);
  return row;
}

static void
follow (WeirScheduleGroup *self, GtkWidget *widget, const char *signal)
{
  g_signal_connect_object (widget,
                           signal,
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add (WeirScheduleGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
build_kind (WeirScheduleGroup *self)
{
  const char *const kinds[] = { _ ("Never"),
                                _ ("In an interval"),
                                _ ("Between two hours"),
                                _ ("At a time of day"),
                                _ ("By a cron expression"),
                                NULL };

  self->kind =
    new_combo_row (_ ("Repeat"), gtk_string_list_new (kinds), self->schedule.kind);
  g_signal_connect_object (self->kind,
                           "notify::selected",
                           G_CALLBACK (kind_selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add (self, self->kind);
}

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
build_interval (WeirScheduleGroup *self)
{
  const char *const units[] = { _ ("seconds"), _ ("minutes"), _ ("hours"), NULL };

  self->every_row = adw_action_row_new ();
  self->every = gtk_entry_new ();
  self->unit = gtk_drop_down_new_from_strings (units);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->every_row),
                                 /* Translators: a heading; below it an interval, such
                                  * as 5 minutes */
                                 _ ("Every"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->every), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->every), 10);
  set_label (self->every, _ ("Interval"));
  set_label (self->unit, _ ("Unit"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->every_row), self->every);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->every_row), self->unit);
  show_interval (self);
  follow (self, self->every, "changed");
  follow (self, self->unit, "notify::selected");
  add (self, self->every_row);
}

static GtkStringList *
list_hours (guint first)
{
  GtkStringList *hours = gtk_string_list_new (NULL);

  for (guint i = first; i < first + 24; i++)
    {
      g_autofree char *hour = g_strdup_printf ("%02u:00", i % 24);

      gtk_string_list_append (hours, hour);
    }
  return hours;
}

static void
build_between (WeirScheduleGroup *self)
{
  GtkStringList *minutes = gtk_string_list_new (NULL);
  guint          selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (minutes_offered); i++)
    {
      g_autofree char *label =
        g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes_offered[i]),
                         minutes_offered[i]);

      if (minutes_offered[i] == self->schedule.minutes)
        selected = i;
      gtk_string_list_append (minutes, label);
    }
  self->minutes_row = new_combo_row (_ ("Every"), minutes, selected);
  self->from_row =
    /* Translators: the hour of the day from which on something is repeated */
    new_combo_row (_ ("From"), list_hours (0), self->schedule.from);
  self->to_row =
    /* Translators: the hour of the day until which something is repeated */
    new_combo_row (_ ("Until"), list_hours (1), self->schedule.to - 1);
  follow (self, self->minutes_row, "notify::selected");
  follow (self, self->from_row, "notify::selected");
  follow (self, self->to_row, "notify::selected");
  add (self, self->minutes_row);
  add (self, self->from_row);
  add (self, self->to_row);
}

static gboolean
show_two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text =
    g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
new_spin (WeirScheduleGroup *self, const char *label, guint max, guint value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, 1);

  g_signal_connect_object (spin, "output", G_CALLBACK (show_two_digits_cb), spin, 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  set_label (spin, label);
  follow (self, spin, "value-changed");
  return spin;
}

static void
build_at (WeirScheduleGroup *self)
{
  GtkWidget *colon = gtk_label_new (":");

  self->at_row = adw_action_row_new ();
  /* Translators: a time of day follows */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->at_row), _ ("At"));
  self->hour = new_spin (self, _ ("Hour"), 23, self->schedule.hour);
  self->minute = new_spin (self, _ ("Minute"), 59, self->schedule.minute);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->at_row), self->hour);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->at_row), colon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->at_row), self->minute);
  add (self, self->at_row);
}

/* Monday first, as most calendars; Sunday is 0 in the file. */
static void
build_days (WeirScheduleGroup *self)
{
  const char *const names[] = { _ ("Sunday"),    _ ("Monday"),   _ ("Tuesday"),
                                _ ("Wednesday"), _ ("Thursday"), _ ("Friday"),
                                _ ("Saturday") };
  const char *const short_names[] = { _ ("Su"), _ ("Mo"), _ ("Tu"), _ ("We"),
                                      _ ("Th"), _ ("Fr"), _ ("Sa") };
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->days_row = adw_preferences_row_new ();
  gtk_widget_add_css_class (box, "weir-text-row");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint i = 1; i <= 7; i++)
    {
      guint      day = i % 7;
      GtkWidget *button = gtk_toggle_button_new_with_label (short_names[day]);

      self->day[day] = button;
      gtk_widget_add_css_class (button, "circular");
      gtk_widget_set_tooltip_text (button, names[day]);
      set_label (button, names[day]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    (self->schedule.days & (1u << day)) != 0);
      follow (self, button, "toggled");
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->days_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->days_row), FALSE);
  gtk_widget_set_focusable (self->days_row, FALSE);
  add (self, self->days_row);
}

GtkWidget *
weir_schedule_group_new (WeirPropertyContext *context)
{
  WeirScheduleGroup *self = g_object_new (WEIR_TYPE_SCHEDULE_GROUP, NULL);
  WeirSheet         *sheet = weir_form_get_sheet (context->form);
  g_autofree char   *repeat = weir_sheet_dup_effective_text (sheet, "repeat");
  g_autofree char   *crontab = weir_sheet_dup_effective_text (sheet, "crontab");

  self->repeat = g_object_ref (weir_sheet_lookup (sheet, "repeat"));
  self->crontab = g_object_ref (weir_sheet_lookup (sheet, "crontab"));
  weir_schedule_init (&self->schedule, repeat, crontab);
  build_kind (self);
  build_interval (self);
  build_between (self);
  build_at (self);
  build_days (self);
  self->cron_row = weir_row_new_entry (self->crontab, _ ("Cron Expression"));
  add (self, self->cron_row);
  weir_row_add_caption (context, ADW_PREFERENCES_GROUP (self), self->repeat);
  weir_row_add_caption (context, ADW_PREFERENCES_GROUP (self), self->crontab);
  show_rows (self);
  self->building = FALSE;
  return GTK_WIDGET (self);
}
