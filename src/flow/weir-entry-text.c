/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-entry-text-private.h"

#include "flow/weir-flow-error.h"
#include "flow/weir-text-layout-private.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
split (WeirTextContainer *container, GBytes *entry)
{
  gsize       length;
  const char *text = g_bytes_get_data (entry, &length);

  return weir_text_container_init (container, text, 0, length);
}

/* @entry with the bytes from @start to @end replaced by @text. */
static GBytes *
replace (GBytes *entry, gsize start, gsize end, const GString *text)
{
  gsize       length;
  const char *old = g_bytes_get_data (entry, &length);
  GString    *out = g_string_sized_new (length - (end - start) + text->len);

  g_string_append_len (out, old, start);
  g_string_append_len (out, text->str, text->len);
  g_string_append_len (out, old + end, length - end);
  return g_string_free_to_bytes (out);
}

/* A container of one line stays on one line, whatever goes into it. */
static gboolean
is_filled_line (const char *text, const WeirTextItem *item)
{
  gsize length = item->end - item->value;

  return (text[item->value] == '[' || text[item->value] == '{') && length > 2 &&
         memchr (text + item->value, '\n', length) == NULL;
}

static GBytes *
set_value (GBytes                  *entry,
           const WeirTextContainer *members,
           const WeirTextItem      *member,
           const char              *json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  WeirTextLayout      layout = weir_text_layout_detect (members);

  layout = weir_text_layout_at (&layout, members->text, member->start);
  if (is_filled_line (members->text, member))
    layout.multiline = FALSE;
  weir_text_layout_append (&layout, out, json, strlen (json));
  return replace (entry, member->value, member->end, out);
}

static GBytes *
append_member (const WeirTextContainer *members, const char *key, const char *json)
{
  g_autoptr (GString) member = g_string_new (NULL);
  GString            *out = g_string_new (NULL);
  WeirTextLayout      layout = weir_text_layout_detect (members);
  guint               n_members = members->items->len;

  weir_json_append_string (member, key, strlen (key));
  g_string_append (member, layout.colon);
  if (n_members == 0)
    {
      weir_text_layout_append (&layout, member, json, strlen (json));
      g_string_append_printf (out, "{%s}", member->str);
      return g_string_free_to_bytes (out);
    }

  layout =
    weir_text_layout_at (&layout,
                         members->text,
                         weir_text_container_get (members, n_members - 1)->start);
  weir_text_layout_append (&layout, member, json, strlen (json));
  weir_text_container_append (members, out, member->str);
  return g_string_free_to_bytes (out);
}

/* Whether the text means @json already: the same value, written in any way
 * that reads back as the same text. */
static gboolean
means (const char *text, gsize length, const char *json)
{
  g_autoptr (WeirValue) value = weir_json_read (text, length, NULL, NULL);
  g_autofree char      *written = NULL;

  if (value == NULL)
    return FALSE;
  written = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  return g_str_equal (written, json);
}

GBytes *
weir_entry_text_set (GBytes *entry, const char *key, WeirValue *value)
{
  g_auto (WeirTextContainer) members = { 0 };
  g_autofree char           *json = NULL;
  const WeirTextItem        *member;
  gboolean                   is_object = split (&members, entry);

  g_assert (is_object);
  member = weir_text_container_find (&members, key);
  if (value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED)
    {
      GString *out;

      if (member == NULL)
        return g_bytes_ref (entry);
      out = g_string_new (NULL);
      weir_text_container_remove (&members, out, key);
      return g_string_free_to_bytes (out);
    }

  json = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  if (member == NULL)
    return append_member (&members, key, json);
  if (means (members.text + member->value, member->end - member->value, json))
    return g_bytes_ref (entry);
  return set_value (entry, &members, member, json);
}

/* The items of `[[], …, ["target"]]`. */
static GStrv
make_ports (guint n_empty, const char *target)
{
  g_autoptr (GStrvBuilder) ports = g_strv_builder_new ();
  g_autoptr (GString)      last = g_string_new ("[");

  for (guint i = 0; i < n_empty; i++)
    g_strv_builder_add (ports, "[]");
  weir_json_append_string (last, target, strlen (target));
  g_string_append_c (last, ']');
  g_strv_builder_add (ports, last->str);
  return g_strv_builder_end (ports);
}

static char *
make_array (const char *const *items)
{
  g_autofree char *joined = g_strjoinv (",", (char **)items);

  return g_strdup_printf ("[%s]", joined);
}

/* The text of @container, which is laid out as @layout, with @items behind
 * its own. */
static GString *
add_items (const WeirTextContainer *container,
           const WeirTextLayout    *layout,
           const char *const       *items)
{
  g_autoptr (GString) laid_out = g_string_new (NULL);
  guint               n_items = container->items->len;
  GString            *out = g_string_new (NULL);
  WeirTextLayout      item_layout;

  if (n_items == 0)
    {
      g_autofree char *array = make_array (items);

      weir_text_layout_append (layout, out, array, strlen (array));
      return out;
    }

  item_layout =
    weir_text_layout_at (layout,
                         container->text,
                         weir_text_container_get (container, n_items - 1)->start);
  for (guint i = 0; items[i] != NULL; i++)
    {
      if (i > 0)
        weir_text_container_append_separator (container, laid_out);
      weir_text_layout_append (&item_layout, laid_out, items[i], strlen (items[i]));
    }
  weir_text_container_append (container, out, laid_out->str);
  return out;
}

static gboolean
find_wires (const WeirTextContainer *members,
            const WeirTextItem     **wires,
            WeirTextContainer       *ports,
            GError                 **error)
{
  *wires = weir_text_container_find (members, "wires");
  if (*wires == NULL)
    return TRUE;

  if (members->text[(*wires)->value] == '[' &&
      weir_text_container_init (ports, members->text, (*wires)->value, (*wires)->end))
    return TRUE;

  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_EDIT,
               _ ("The wires of this node are not a list of lists."));
  return FALSE;
}

static gboolean
split_port (WeirTextContainer       *targets,
            const WeirTextContainer *ports,
            guint                    port,
            GError                 **error)
{
  const WeirTextItem *item = weir_text_container_get (ports, port);

  if (ports->text[item->value] == '[' &&
      weir_text_container_init (targets, ports->text, item->value, item->end))
    return TRUE;

  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_EDIT,
               _ ("The wires of output %u are not a list."),
               port + 1);
  return FALSE;
}

static GBytes *
connect_port (GBytes                  *entry,
              const WeirTextContainer *ports,
              const WeirTextLayout    *layout,
              guint                    port,
              const char              *target,
              GError                 **error)
{
  g_auto (WeirTextContainer) targets = { 0 };
  g_autoptr (GString)        lexeme = g_string_new (NULL);
  g_autoptr (GString)        changed = NULL;
  const char                *items[] = { NULL, NULL };
  WeirTextLayout             port_layout;

  if (!split_port (&targets, ports, port, error))
    return NULL;
  if (weir_text_container_find (&targets, target) != NULL)
    {
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_EDIT,
                   _ ("Output %u is connected to “%s” already."),
                   port + 1,
                   target);
      return NULL;
    }

  weir_json_append_string (lexeme, target, strlen (target));
  port_layout = weir_text_layout_at (layout, ports->text, targets.open);
  items[0] = lexeme->str;
  changed = add_items (&targets, &port_layout, items);
  return replace (entry, targets.open, targets.close + 1, changed);
}

GBytes *
weir_entry_text_connect (GBytes     *entry,
                         guint       port,
                         const char *target,
                         GError    **error)
{
  g_auto (WeirTextContainer) members = { 0 };
  g_auto (WeirTextContainer) ports = { 0 };
  g_autoptr (GString)        changed = NULL;
  g_auto (GStrv)             missing = NULL;
  const WeirTextItem        *wires;
  WeirTextLayout             layout;
  gboolean                   is_object = split (&members, entry);

  g_assert (is_object);
  if (!find_wires (&members, &wires, &ports, error))
    return NULL;
  if (wires == NULL)
    {
      g_autofree char *json = NULL;

      missing = make_ports (port, target);
      json = make_array ((const char *const *)missing);
      return append_member (&members, "wires", json);
    }

  layout = weir_text_layout_detect (&members);
  if (port < ports.items->len)
    return connect_port (entry, &ports, &layout, port, target, error);

  missing = make_ports (port - ports.items->len, target);
  layout = weir_text_layout_at (&layout, members.text, wires->start);
  changed = add_items (&ports, &layout, (const char *const *)missing);
  return replace (entry, ports.open, ports.close + 1, changed);
}

GBytes *
weir_entry_text_disconnect (GBytes     *entry,
                            guint       port,
                            const char *target,
                            GError    **error)
{
  g_auto (WeirTextContainer) members = { 0 };
  g_auto (WeirTextContainer) ports = { 0 };
  g_auto (WeirTextContainer) targets = { 0 };
  g_autoptr (GString)        changed = g_string_new (NULL);
  const WeirTextItem        *wires;
  gboolean                   is_object = split (&members, entry);

  g_assert (is_object);
  if (!find_wires (&members, &wires, &ports, error))
    return NULL;
  if (wires != NULL && port < ports.items->len &&
      !split_port (&targets, &ports, port, error))
    return NULL;
  if (targets.items == NULL || weir_text_container_find (&targets, target) == NULL)
    {
      g_set_error (error,
                   WEIR_FLOW_ERROR,
                   WEIR_FLOW_ERROR_EDIT,
                   _ ("Output %u is not connected to “%s”."),
                   port + 1,
                   target);
      return NULL;
    }

  weir_text_container_remove (&targets, changed, target);
  return replace (entry, targets.open, targets.close + 1, changed);
}

GBytes *
weir_entry_text_adapt (GBytes *entry, GBytes *neighbour)
{
  g_auto (WeirTextContainer) model = { 0 };
  gsize                      length;
  const char                *text = g_bytes_get_data (entry, &length);
  WeirTextLayout             layout;
  GString                   *out;

  if (neighbour == NULL || memchr (text, '\n', length) != NULL ||
      !split (&model, neighbour) || model.text[model.open] != '{' ||
      model.items->len == 0)
    return g_bytes_ref (entry);

  layout = weir_text_layout_detect (&model);
  out = g_string_new (NULL);
  weir_text_layout_append (&layout, out, text, length);
  return g_string_free_to_bytes (out);
}
