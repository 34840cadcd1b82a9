/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-port-labels.h"

#include "flow/weir-operation.h"

#include <glib/gi18n.h>

/* What ports are called: the lists `inputLabels` and `outputLabels`, a text for
 * every port, which the canvas shows as tooltips. */

/* Rows of one direction; nobody labels more. */
#define MAX_PORTS 64

static gboolean
is_list (const WeirValue *labels)
{
  return labels != NULL && weir_value_get_kind (labels) == WEIR_VALUE_KIND_ARRAY;
}

static const WeirValue *
get_label (const WeirValue *labels, gsize port)
{
  return is_list (labels) && port < weir_value_get_length (labels)
           ? weir_value_get_item (labels, port)
           : NULL;
}

char *
weir_port_labels_dup (const WeirValue *labels, guint port)
{
  const WeirValue *label = get_label (labels, port);
  gsize            length;
  const char      *text;

  if (label == NULL || weir_value_get_kind (label) != WEIR_VALUE_KIND_STRING)
    return g_strdup ("");
  text = weir_value_get_string (label, &length);
  return g_utf8_make_valid (text, (gssize)length);
}

static gboolean
is_blank (const WeirValue *label)
{
  return weir_value_get_kind (label) == WEIR_VALUE_KIND_STRING &&
         weir_value_get_length (label) == 0;
}

WeirValue *
weir_port_labels_with (const WeirValue *labels,
                       guint            n_ports,
                       guint            port,
                       const char      *text)
{
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);
  gsize      length = is_list (labels) ? weir_value_get_length (labels) : 0;
  gboolean   blank = TRUE;
  WeirValue *array;

  for (gsize i = 0; i < MAX (length, n_ports); i++)
    {
      const WeirValue *before = get_label (labels, i);
      WeirValue       *label;

      if (i == port)
        label = weir_value_new_string (text);
      else if (before != NULL)
        label = weir_value_ref ((WeirValue *)before);
      else
        label = weir_value_new_string ("");
      blank &= is_blank (label);
      g_ptr_array_add (items, label);
    }
  if (blank)
    return NULL;

  g_ptr_array_set_free_func (items, NULL);
  array = weir_value_new_array ((WeirValue **)items->pdata, items->len);
  return array;
}

/* A row */

#define WEIR_TYPE_PORT_LABEL_ROW (weir_port_label_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirPortLabelRow,
                      weir_port_label_row,
                      WEIR,
                      PORT_LABEL_ROW,
                      AdwEntryRow)

struct _WeirPortLabelRow
{
  AdwEntryRow parent_instance;

  WeirSheet  *sheet; /* owned */
  const char *key;
  guint       port;
  guint       n_ports;
};

G_DEFINE_FINAL_TYPE (WeirPortLabelRow, weir_port_label_row, ADW_TYPE_ENTRY_ROW)

static void
weir_port_label_row_dispose (GObject *object)
{
  g_clear_object (&WEIR_PORT_LABEL_ROW (object)->sheet);

  G_OBJECT_CLASS (weir_port_label_row_parent_class)->dispose (object);
}

static void
weir_port_label_row_class_init (WeirPortLabelRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_port_label_row_dispose;
}

static void
weir_port_label_row_init (WeirPortLabelRow *self)
{
}

static void
show (WeirPortLabelRow *self)
{
  const WeirValue *labels = weir_sheet_get_member (self->sheet, self->key);
  g_autofree char *text = weir_port_labels_dup (labels, self->port);

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self))))
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
typed_cb (WeirPortLabelRow *self)
{
  const char           *text = gtk_editable_get_text (GTK_EDITABLE (self));
  const WeirValue      *labels;
  g_autofree char      *before = NULL;
  g_autoptr (WeirValue) changed = NULL;

  if (self->sheet == NULL)
    return;
  labels = weir_sheet_get_member (self->sheet, self->key);
  before = weir_port_labels_dup (labels, self->port);
  if (g_str_equal (before, text))
    return;
  changed = weir_port_labels_with (labels, self->n_ports, self->port, text);
  weir_sheet_set_member (self->sheet, self->key, changed);
}

static char *
dup_title (gboolean is_input, guint port, guint n_ports)
{
  if (is_input)
    return g_strdup (_ ("Label of the Input"));
  if (n_ports == 1)
    return g_strdup (_ ("Label of the Output"));
  /* Translators: outputs are counted from 1 */
  return g_strdup_printf (_ ("Label of Output %u"), port + 1);
}

static void
add_rows (WeirPropertyContext *context,
          AdwExpanderRow      *row,
          gboolean             is_input,
          guint                n_ports)
{
  for (guint i = 0; i < MIN (n_ports, MAX_PORTS); i++)
    {
      WeirPortLabelRow *self = g_object_new (WEIR_TYPE_PORT_LABEL_ROW, NULL);
      g_autofree char  *title = dup_title (is_input, i, n_ports);

      self->sheet = g_object_ref (weir_form_get_sheet (context->form));
      self->key = is_input ? "inputLabels" : "outputLabels";
      self->port = i;
      self->n_ports = n_ports;
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
      show (self);
      g_signal_connect_object (self, "changed", G_CALLBACK (typed_cb), self, 0);
      g_signal_connect_object (self->sheet,
                               "changed",
                               G_CALLBACK (show),
                               self,
                               G_CONNECT_SWAPPED);
      adw_expander_row_add_row (row, GTK_WIDGET (self));
    }
}

void
weir_port_labels_add (WeirPropertyContext *context, AdwExpanderRow *row)
{
  WeirForm     *form = context->form;
  WeirRegistry *registry = weir_session_get_registry (context->session);
  WeirElement *element = weir_document_get_element (weir_form_get_document (form),
                                                    weir_form_get_id (form));

  if (element == NULL || weir_form_get_kind (form) != WEIR_ELEMENT_KIND_NODE)
    return;
  add_rows (context, row, TRUE, weir_operation_get_n_inputs (registry, element));
  add_rows (context, row, FALSE, weir_operation_get_n_outputs (registry, element));
}
