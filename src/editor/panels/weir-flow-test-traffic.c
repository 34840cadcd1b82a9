/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-flow-test-traffic.h"

#include "testing/weir-flow-test-writer.h"

char *
weir_flow_test_traffic_dup_peer (WeirTraffic *traffic, const char *session)
{
  guint n = 0;

  for (guint i = 0; i < weir_traffic_get_n_items (traffic); i++)
    {
      const WeirTrafficItem *item = weir_traffic_get_item (traffic, i);

      if (item->kind != WEIR_TRAFFIC_OPENED || item->outgoing)
        continue;
      n++;
      if (g_str_equal (item->session, session))
        break;
    }
  return g_strdup_printf ("client%u", MAX (n, 1));
}

static void
write_item (WeirFlowTestWriter    *writer,
            const char            *peer,
            const WeirTrafficItem *item)
{
  gboolean text = item->kind == WEIR_TRAFFIC_TEXT;

  switch (item->kind)
    {
    case WEIR_TRAFFIC_OPENED:
      weir_flow_test_writer_connect (writer, peer, item->place, item->protocol);
      break;
    case WEIR_TRAFFIC_TEXT:
    case WEIR_TRAFFIC_BINARY:
      if (item->sent)
        weir_flow_test_writer_expect (writer, peer, text, item->data);
      else
        weir_flow_test_writer_send (writer, peer, text, item->data);
      break;
    case WEIR_TRAFFIC_CLOSED:
      if (item->sent)
        weir_flow_test_writer_expect_close (writer, peer, item->code);
      else
        weir_flow_test_writer_close (writer, peer, item->code);
      break;
    }
}

static gboolean
is_known (GPtrArray *items)
{
  const WeirTrafficItem *first = items->len > 0 ? items->pdata[0] : NULL;

  return first != NULL && first->kind == WEIR_TRAFFIC_OPENED && !first->outgoing;
}

char *
weir_flow_test_traffic_steps (WeirTraffic     *traffic,
                              const char      *session,
                              WeirTrafficItem *until)
{
  g_autoptr (GPtrArray) items = weir_traffic_list (traffic, session);
  g_autofree char *peer = weir_flow_test_traffic_dup_peer (traffic, session);
  g_autoptr (WeirFlowTestWriter) writer = weir_flow_test_writer_new ("");

  if (!is_known (items))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      write_item (writer, peer, items->pdata[i]);
      if (items->pdata[i] == until)
        break;
    }
  return weir_flow_test_writer_dup_steps (writer);
}

char *
weir_flow_test_traffic_last_steps (WeirTraffic *traffic, WeirTrafficItem *message)
{
  g_autoptr (GPtrArray) items = weir_traffic_list (traffic, message->session);
  g_autofree char      *peer =
    weir_flow_test_traffic_dup_peer (traffic, message->session);
  g_autoptr (WeirFlowTestWriter) writer = weir_flow_test_writer_new ("");
  guint                          end = 0;
  guint                          begin;

  while (end < items->len && items->pdata[end] != message)
    end++;
  begin = end;
  while (begin > 0)
    {
      const WeirTrafficItem *before = items->pdata[begin - 1];

      if (before->sent || before->kind == WEIR_TRAFFIC_OPENED)
        break;
      begin--;
    }
  for (guint i = begin; i < end; i++)
    write_item (writer, peer, items->pdata[i]);
  write_item (writer, peer, message);
  return weir_flow_test_writer_dup_steps (writer);
}

char *
weir_flow_test_traffic_steps_before (WeirTraffic *traffic,
                                     const char  *session,
                                     gint64       time_us)
{
  g_autoptr (GPtrArray) items = weir_traffic_list (traffic, session);
  g_autofree char *peer = weir_flow_test_traffic_dup_peer (traffic, session);
  g_autoptr (WeirFlowTestWriter) writer = weir_flow_test_writer_new ("");

  if (!is_known (items))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const WeirTrafficItem *item = items->pdata[i];

      if (item->time_us > time_us)
        break;
      if (!item->sent)
        write_item (writer, peer, item);
    }
  return weir_flow_test_writer_dup_steps (writer);
}
