/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-flow-summary.h"

#include <glib/gi18n-lib.h>

void
weir_flow_summary_add (WeirFlowSummary *summary, WeirDocument *document)
{
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    switch (weir_element_get_kind (weir_document_get_nth_element (document, i)))
      {
      case WEIR_ELEMENT_KIND_TAB:
        summary->n_flows++;
        break;
      case WEIR_ELEMENT_KIND_SUBFLOW:
        summary->n_subflows++;
        break;
      case WEIR_ELEMENT_KIND_NODE:
      case WEIR_ELEMENT_KIND_JUNCTION:
        summary->n_nodes++;
        break;
      case WEIR_ELEMENT_KIND_CONFIG:
        summary->n_config++;
        break;
      case WEIR_ELEMENT_KIND_GROUP:
      case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      case WEIR_ELEMENT_KIND_INVALID:
        break;
      }
}

static void
append (GString *text, const char *part)
{
  if (text->len > 0)
    /* Translators: between the parts of “2 flows, 14 nodes” */
    g_string_append (text, _ (", "));
  g_string_append (text, part);
}

/* @format: translated, with one %u */
static void
append_count (GString *text, guint n, const char *format)
{
  g_auto (GStrv)   halves = g_strsplit (format, "%u", 2);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *part = g_strjoinv (number, halves);

  if (n > 0)
    append (text, part);
}

char *
weir_flow_summary_to_text (const WeirFlowSummary *summary)
{
  GString *text = g_string_new (NULL);

  append_count (text,
                summary->n_flows,
                ngettext ("%u flow", "%u flows", summary->n_flows));
  append_count (text,
                summary->n_subflows,
                ngettext ("%u subflow", "%u subflows", summary->n_subflows));
  append_count (text,
                summary->n_nodes,
                ngettext ("%u node", "%u nodes", summary->n_nodes));
  append_count (text,
                summary->n_config,
                ngettext ("%u configuration",
                          "%u configurations",
                          summary->n_config));
  if (text->len == 0)
    append (text, _ ("nothing"));
  return g_string_free (text, FALSE);
}
