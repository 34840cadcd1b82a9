/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be said of an inject node without running it: its label, as
 * Node-RED's editor words it, and the problems its property table can't
 * express. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-check.h"

#include "json/weir-convert.h"
#include "nodes/weir-cron.h"
#include "nodes/weir-inject-entry.h"
#include "nodes/weir-node-check.h"
#include "nodes/weir-node-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of topic and payload fits into a label, in UTF-16 units. */
#define LABEL_MAX_BOTH    32
#define LABEL_MAX_PAYLOAD 23
#define LABEL_MAX_TOPIC   16

/* Label */

typedef struct
{
  char       *topic;   /* (owned) */
  char       *payload; /* (owned) */
  const char *type;    /* of the payload */
} Content;

static char *
dup_text (const WeirValue *value)
{
  g_autoptr (WeirValue) text = NULL;

  if (value == NULL)
    return g_strdup ("");
  text = weir_value_to_text (value);
  return g_utf8_make_valid (weir_value_get_string (text, NULL), -1);
}

static gsize
get_label_length (const char *text)
{
  return weir_text_utf16_length (text, strlen (text));
}

static Content
read_content (const WeirValue *config)
{
  const WeirValue *topic = NULL;
  const WeirValue *payload = NULL;
  Content          content = { NULL, NULL, NULL };

  for (gsize i = 0; i < weir_inject_entry_count (config); i++)
    {
      WeirInjectEntry entry = weir_inject_entry_get (config, i);

      if (g_strcmp0 (entry.path, "payload") == 0)
        {
          payload = entry.value;
          content.type = entry.type;
        }
      else if (g_strcmp0 (entry.path, "topic") == 0 &&
               g_strcmp0 (entry.type, "str") == 0)
        topic = entry.value;
    }
  content.topic = dup_text (topic);
  content.payload = dup_text (payload);
  return content;
}

/* What a payload that is no text is called; %NULL for one that shows itself. */
static const char *
get_type_label (const char *type)
{
  if (g_strcmp0 (type, "date") == 0)
    return _ ("timestamp");
  if (g_strcmp0 (type, "bin") == 0)
    return _ ("buffer");
  if (g_strcmp0 (type, "env") == 0)
    return _ ("env variable");
  return NULL;
}

static gboolean
shows_itself (const char *type)
{
  static const char *const types[] = {
    "str", "string", "num", "bool", "json", NULL,
  };

  return type == NULL || g_strv_contains (types, type);
}

static char *
describe_content (const Content *content)
{
  gsize       topic_length = get_label_length (content->topic);
  gsize       payload_length = get_label_length (content->payload);
  const char *label = get_type_label (content->type);

  if (label != NULL)
    return topic_length > 0 && topic_length <= LABEL_MAX_TOPIC
             ? g_strconcat (content->topic, ":", label, NULL)
             : g_strdup (label);
  if (g_strcmp0 (content->type, "flow") == 0 ||
      g_strcmp0 (content->type, "global") == 0)
    return g_strconcat (content->type, ".", content->payload, NULL);
  if (!shows_itself (content->type))
    return g_strdup (_ ("inject"));
  if (topic_length > 0 && topic_length + payload_length <= LABEL_MAX_BOTH)
    return g_strconcat (content->topic, ":", content->payload, NULL);
  if (payload_length > 0 && payload_length <= LABEL_MAX_PAYLOAD)
    return g_strdup (content->payload);
  return g_strdup (_ ("inject"));
}

/* Returns: the mark of a node that fires by itself */
static const char *
get_mark (const WeirValue *config)
{
  const WeirValue *repeat = weir_value_lookup (config, "repeat");

  if (weir_value_is_truthy (weir_value_lookup (config, "crontab")) ||
      (weir_value_is_truthy (repeat) && weir_value_to_number (repeat) != 0))
    return "\t↻";
  return weir_value_is_truthy (weir_value_lookup (config, "once")) ? " ¹" : "";
}

char *
weir_inject_describe (const WeirValue *config)
{
  Content          content = read_content (config);
  g_autofree char *name = weir_node_label_dup_name (config);
  g_autofree char *text =
    name != NULL ? g_steal_pointer (&name) : describe_content (&content);

  g_free (content.topic);
  g_free (content.payload);
  return g_strconcat (text, get_mark (config), NULL);
}

/* Problems */

static void
check_path (const WeirCheckScope *scope,
            GHashTable           *seen,
            const char           *key,
            const char           *text)
{
  if (weir_node_check_path (scope, "I601", key, text) &&
      !g_hash_table_add (seen, (gpointer)text))
    weir_node_check_report (scope, "I608", key, "p", text);
}

/* A payload or topic that no row uses, or that a row has itself, may stay in the
 * file from before. */
static void
check_entries (const WeirCheckScope *scope, const WeirValue *config)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < weir_inject_entry_count (config); i++)
    {
      WeirInjectEntry  entry = weir_inject_entry_get (config, i);
      const char      *path = entry.path != NULL ? entry.path : "";
      g_autofree char *key = g_strdup_printf ("props[%" G_GSIZE_FORMAT "].p", i);

      check_path (scope, seen, key, path);
      if (entry.legacy_key != NULL)
        weir_check_scope_check_property (scope, entry.legacy_key);
    }
}

/* Four fields are what Node-RED's dialog leaves when no weekday is ticked. */
static gboolean
lacks_weekdays (const char *crontab)
{
  g_auto (GStrv) words = g_strsplit_set (crontab, " \t", -1);
  guint          n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_words += words[i][0] != '\0';
  return n_words == 4;
}

static void
check_crontab (const WeirCheckScope *scope, const WeirValue *config)
{
  const char          *crontab = weir_value_lookup_string (config, "crontab");
  g_autoptr (WeirCron) cron = NULL;
  g_autoptr (GError)   error = NULL;

  if (crontab == NULL || *crontab == '\0' ||
      weir_text_is_env_reference (crontab) ||
      weir_value_to_number (weir_value_lookup (config, "repeat")) > 0)
    return;
  cron = weir_cron_parse (crontab, &error);
  if (cron != NULL)
    return;
  if (lacks_weekdays (crontab))
    weir_node_check_report (scope, "I611", "crontab", NULL, NULL);
  else
    weir_node_check_report (scope, "I612", "crontab", "reason", error->message);
}

void
weir_inject_check (const WeirCheckScope *scope)
{
  const WeirValue *config = weir_check_scope_get_config (scope);

  check_entries (scope, config);
  check_crontab (scope, config);
}
