/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-port-owner.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

/* proc(5): a line of /proc/net/tcp has, in this order and among others, its
 * number, the local address as HEX:HEX, the remote one, the state, and as the
 * tenth word the inode, which the links in /proc/PID/fd name. */

#define WORD_LOCAL   1
#define WORD_STATE   3
#define WORD_INODE   9
#define STATE_LISTEN "0A"

static gboolean
line_has_port (char **words, guint port)
{
  const char *colon;

  if (g_strv_length (words) <= WORD_INODE)
    return FALSE;
  colon = strrchr (words[WORD_LOCAL], ':');
  return colon != NULL && g_ascii_strtoull (colon + 1, NULL, 16) == port &&
         g_str_equal (words[WORD_STATE], STATE_LISTEN);
}

static char **
split_words (const char *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv)           words = g_strsplit (line, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_strv_builder_add (builder, words[i]);
    }
  return g_strv_builder_end (builder);
}

/* Adds what the links to listening sockets of @port say. */
static void
add_links (GHashTable *links, const char *file, guint port)
{
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = split_words (lines[i]);

      if (line_has_port (words, port))
        g_hash_table_add (links,
                          g_strdup_printf ("socket:[%s]", words[WORD_INODE]));
    }
}

static gboolean
holds_link (const char *pid, GHashTable *links, guint *budget)
{
  g_autofree char *folder = g_build_filename ("/proc", pid, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  if (dir == NULL)
    return FALSE;
  while (*budget > 0 && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char             target[64];
      gssize           length = readlink (path, target, sizeof target - 1);

      (*budget)--;
      if (length <= 0)
        continue;
      target[length] = '\0';
      if (g_hash_table_contains (links, target))
        return TRUE;
    }
  return FALSE;
}

static char *
dup_program (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "comm", NULL);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (path, &name, NULL, NULL))
    return NULL;
  g_strstrip (name);
  return *name != '\0' ? g_utf8_make_valid (name, -1) : NULL;
}

char *
weir_port_owner_dup_name (guint port)
{
  g_autoptr (GHashTable) links =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  guint            budget = WEIR_PORT_OWNER_MAX_LINKS;
  const char      *name;

  add_links (links, "/proc/net/tcp", port);
  add_links (links, "/proc/net/tcp6", port);
  if (dir == NULL || g_hash_table_size (links) == 0)
    return NULL;
  while (budget > 0 && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_ascii_isdigit (*name) && holds_link (name, links, &budget))
        return dup_program (name);
    }
  return NULL;
}
