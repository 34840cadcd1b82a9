/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-label.h"

#include <string.h>

/* What entries are called: types that describe themselves, mark themselves, or
 * are called after what they use. */

static char *
describe_path (const WeirValue *config)
{
  return g_strdup (weir_value_lookup_string (config, "path"));
}

static char *
describe_marked (const WeirValue *config)
{
  return g_strdup ("msg.payload\t⇲");
}

static const WeirRef refs[] = {
  { .type = "websocket-listener", .key = "server" },
  { .type = "websocket-client", .key = "client" },
  { NULL },
};

static const WeirProperty properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .label = "Name" },
  { .key = "server",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .label = "Listener",
    .refs = refs },
  { NULL },
};

static const WeirNodeType listener = {
  .type = "websocket-listener",
  .label = "listener",
  .describe = describe_path,
};

static const WeirNodeType client = {
  .type = "websocket-client",
  .label = "client",
  .describe = describe_path,
};

static const WeirNodeType user = {
  .type = "websocket in",
  .label = "websocket",
  .properties = properties,
  .ref_prefix = "[ws] ",
};

static const WeirNodeType marked = {
  .type = "debug",
  .label = "debug",
  .describe = describe_marked,
};

static const WeirNodeType *const table[] = {
  &listener, &client, &user, &marked, NULL,
};

static const char text[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/echo\"},"
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"ws://x/y\"},"
  "{\"id\":\"named\",\"type\":\"websocket "
  "in\",\"name\":\"mine\",\"server\":\"l\"},"
  "{\"id\":\"listens\",\"type\":\"websocket "
  "in\",\"server\":\"l\",\"client\":\"\"},"
  "{\"id\":\"dials\",\"type\":\"websocket "
  "in\",\"server\":\"l\",\"client\":\"c\"},"
  "{\"id\":\"lost\",\"type\":\"websocket in\",\"server\":\"gone\"},"
  "{\"id\":\"marked\",\"type\":\"debug\",\"console\":true},"
  "{\"id\":\"s\",\"type\":\"subflow\",\"name\":\"Greeter\"},"
  "{\"id\":\"nameless\",\"type\":\"subflow\",\"name\":\"\"},"
  "{\"id\":\"instance\",\"type\":\"subflow:s\",\"name\":\"\"},"
  "{\"id\":\"own\",\"type\":\"subflow:s\",\"name\":\"mine\"},"
  "{\"id\":\"bare\",\"type\":\"subflow:nameless\"},"
  "{\"id\":\"orphan\",\"type\":\"subflow:gone\"},"
  "{\"id\":\"posing\",\"type\":\"subflow:t\"},"
  "{\"id\":\"who\",\"type\":\"mystery\"}]";

typedef struct
{
  const char *id;
  const char *label;
} Case;

static const Case cases[] = {
  { "t", "One" },
  { "l", "/echo" },
  { "named", "mine" },
  { "listens", "[ws] /echo" },
  { "dials", "[ws] ws://x/y" },
  { "lost", "websocket" },
  { "marked", "msg.payload ⇲" },
  { "who", "mystery" },
  { "instance", "Greeter" },
  { "own", "mine" },
  { "bare", "subflow" },
  { "orphan", "subflow:gone" },
  { "posing", "subflow:t" },
};

static void
test_label (gconstpointer data)
{
  const Case              *wanted = data;
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  g_autoptr (WeirRegistry) registry = weir_registry_new (table);
  WeirElement     *element = weir_document_get_element (document, wanted->id);
  g_autofree char *label =
    weir_label_dup (document, registry, weir_element_get_value (element));

  g_assert_cmpstr (label, ==, wanted->label);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/flow/label/", cases[i].id, NULL);

      g_test_add_data_func (path, &cases[i], test_label);
    }
  return g_test_run ();
}
