/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-import-dialog.h"

#include "editor/canvas/weir-free-place.h"
#include "editor/files/weir-import-preview.h"
#include "editor/files/weir-import-source.h"
#include "editor/help/weir-help-context.h"
#include "flow/weir-clipboard.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Distance of the grid that imported entries keep to. */
#define GRID 20.0

/* The import dialog: two pages and the step from one to the other. Its parent
 * outlives it; it changes the session's document once, at the end. */
struct _WeirImportDialog
{
  AdwWindow parent_instance;

  /* owned */
  WeirSession *session;
  double       x;
  double       y;
  gboolean     hurry; /* to the preview, once there is something to show */

  /* template */
  GtkWidget         *back_button;
  GtkButton         *go_button;
  GtkStack          *stack;
  WeirImportSource  *source;
  WeirImportPreview *preview;
};

G_DEFINE_FINAL_TYPE (WeirImportDialog, weir_import_dialog, ADW_TYPE_WINDOW)

/* --- Which page ------------------------------------------------------------- */

static gboolean
is_previewing (WeirImportDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "preview") ==
         0;
}

static void
update (WeirImportDialog *self)
{
  WeirImportPlan  *plan = weir_import_preview_get_plan (self->preview);
  gboolean         previewing = is_previewing (self) && plan != NULL;
  guint            n = previewing ? weir_import_plan_count (plan) : 0;
  g_autofree char *label = NULL;

  if (previewing)
    label =
      g_strdup_printf (ngettext ("_Import %u Node", "_Import %u Nodes", n), n);
  gtk_widget_set_visible (self->back_button, previewing);
  gtk_button_set_label (self->go_button, previewing ? label : _ ("_Next"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "import.go",
                                 previewing ? n > 0
                                            : weir_import_source_get_document (
                                                self->source) != NULL);
}

static void
show_preview (WeirImportDialog *self)
{
  WeirRegistry   *registry = weir_session_get_registry (self->session);
  WeirImportPlan *plan =
    weir_import_plan_new (weir_session_get_document (self->session),
                          registry,
                          weir_import_source_get_document (self->source),
                          FALSE);

  self->hurry = FALSE;
  weir_import_preview_take_plan (self->preview, plan, registry);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
}

static void
document_cb (WeirImportDialog *self)
{
  if (self->hurry && weir_import_source_get_document (self->source) != NULL)
    show_preview (self);
  else
    update (self);
}

static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirImportDialog *self = WEIR_IMPORT_DIALOG (widget);

  gtk_stack_set_visible_child_name (self->stack, "source");
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->source));
}

/* --- Importing -------------------------------------------------------------- */

/* How far they are moved lest they lie on what the flow shown has. */
static WeirPoint
find_free_place (WeirImportDialog *self, WeirPoint by)
{
  WeirRegistry      *registry = weir_session_get_registry (self->session);
  const char        *flow = weir_session_get_flow (self->session);
  WeirPoint          none = { 0, 0 };
  g_autoptr (GArray) taken = NULL;
  g_autoptr (GArray) boxes = NULL;

  if (flow == NULL)
    return none;
  taken = weir_free_place_list_boxes (weir_session_get_document (self->session),
                                      registry,
                                      flow,
                                      none);
  boxes =
    weir_free_place_list_boxes (weir_import_source_get_document (self->source),
                                registry,
                                NULL,
                                by);
  return weir_free_place_find (taken, boxes, GRID);
}

/* By how much entries move so that their middle is where it is wanted or as near
 * as there is room, by whole steps of the grid: what was on it stays on it. */
static WeirPoint
find_shift (WeirImportDialog *self)
{
  WeirPoint by = { 0, 0 };
  WeirPoint more;
  double    left;
  double    top;
  double    right;
  double    bottom;

  if (!weir_clipboard_get_bounds (weir_import_source_get_document (self->source),
                                  &left,
                                  &top,
                                  &right,
                                  &bottom))
    return by;
  by.x = round ((self->x - (left + right) / 2) / GRID) * GRID;
  by.y = round ((self->y - (top + bottom) / 2) / GRID) * GRID;
  more = find_free_place (self, by);
  return (WeirPoint){ by.x + more.x, by.y + more.y };
}

static const char *
get_flow (WeirDocument *document, WeirElement *element)
{
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
    return weir_element_get_id (element);
  element =
    weir_document_get_element (document, weir_element_get_container (element));
  return element != NULL ? weir_element_get_id (element) : NULL;
}

/* What came into the shown flow is selected; else the first flow that got
 * something is shown. */
static void
show_imported (WeirImportDialog *self, GPtrArray *ids)
{
  WeirDocument         *document = weir_session_get_document (self->session);
  const char           *shown = weir_session_get_flow (self->session);
  const char           *other = NULL;
  g_autoptr (GPtrArray) here = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      WeirElement *element = weir_document_get_element (document, ids->pdata[i]);
      const char  *flow = element != NULL ? get_flow (document, element) : NULL;

      if (flow != NULL && g_strcmp0 (flow, shown) == 0)
        g_ptr_array_add (here, ids->pdata[i]);
      else if (other == NULL)
        other = flow;
    }
  if (here->len > 0)
    weir_selection_set_ids (weir_session_get_selection (self->session), here);
  else if (other != NULL)
    weir_session_set_flow (self->session, other);
}

static void
import (WeirImportDialog *self)
{
  WeirImportPlan *plan = weir_import_preview_get_plan (self->preview);
  gboolean        new_flow = weir_import_preview_wants_new_flow (self->preview);
  guint           n = weir_import_plan_count (plan);
  g_autoptr (GPtrArray) ids = NULL;
  WeirEdit             *edit;
  WeirPoint             by = { 0, 0 };

  if (!new_flow)
    by = find_shift (self);
  edit = weir_import_plan_build (plan,
                                 new_flow ? NULL
                                          : weir_session_get_flow (self->session),
                                 by.x,
                                 by.y,
                                 &ids);
  if (edit == NULL)
    {
      weir_session_tell (self->session, "%s", _ ("There was nothing to import."));
      return;
    }
  /* The plan compares with the document as it was. */
  weir_import_preview_take_plan (self->preview, NULL, NULL);
  if (!weir_session_apply (self->session, _ ("Import"), edit))
    return;
  show_imported (self, ids);
  weir_session_offer_undo (self->session,
                           ngettext ("Imported %u node", "Imported %u nodes", n),
                           n);
}

static void
go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirImportDialog *self = WEIR_IMPORT_DIALOG (widget);

  if (!is_previewing (self))
    {
      show_preview (self);
      return;
    }
  import (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The dialog ------------------------------------------------------------- */

static void
width_cb (WeirImportDialog *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  weir_import_preview_set_wide (self->preview, width >= WEIR_IMPORT_WIDE_PX);
}

static void
weir_import_dialog_dispose (GObject *object)
{
  WeirImportDialog *self = WEIR_IMPORT_DIALOG (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_import_dialog_parent_class)->dispose (object);
}

static void
weir_import_dialog_class_init (WeirImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_import_dialog_dispose;
  g_type_ensure (WEIR_TYPE_IMPORT_SOURCE);
  g_type_ensure (WEIR_TYPE_IMPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirImportDialog,
                                        back_button);
  gtk_widget_class_bind_template_child (widget_class, WeirImportDialog, go_button);
  gtk_widget_class_bind_template_child (widget_class, WeirImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirImportDialog, source);
  gtk_widget_class_bind_template_child (widget_class, WeirImportDialog, preview);
  gtk_widget_class_install_action (widget_class, "import.go", NULL, go);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Escape,
                                       0,
                                       "window.close",
                                       NULL);
}

/* Before the text field, which would take Return with any modifier. */
static void
add_key (WeirImportDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                      gtk_named_action_new ("import.go")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
weir_import_dialog_init (WeirImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_key (self);
  g_signal_connect_object (self->source,
                           "notify::document",
                           G_CALLBACK (document_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview,
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self,
                           "notify::default-width",
                           G_CALLBACK (width_cb),
                           self,
                           G_CONNECT_SWAPPED);
  width_cb (self);
  weir_help_context_add_key (GTK_WINDOW (self));
}

void
weir_import_dialog_present (GtkWindow              *parent,
                            WeirSession            *session,
                            const WeirImportTarget *target)
{
  WeirImportDialog *self =
    g_object_new (WEIR_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->x = target->x;
  self->y = target->y;
  self->hurry = TRUE;
  weir_import_preview_set_new_flow (self->preview,
                                    target->new_flow ||
                                      weir_session_get_flow (session) == NULL);
  if (target->text != NULL)
    weir_import_source_set_text (self->source, target->text);
  if (target->files != NULL)
    weir_import_source_load (self->source, target->files);
  if (target->text == NULL && target->files == NULL)
    self->hurry = FALSE;
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (is_previewing (self) ? GTK_WIDGET (self->go_button)
                                              : GTK_WIDGET (self->source));
}
