/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-flow-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file's contents replaced in one step: whoever reads it, and whatever
 * fails, finds the old file or the new one, never half of either. */

typedef struct
{
  char    *path;   /* owned: the file itself, behind any links */
  gboolean exists; /* and then: */
  mode_t   mode;
  uid_t    owner;
  gid_t    group;
} Target;

/* A link that leads nowhere yet: the file is made where it points to. */
static char *
follow_dangling_link (const char *path)
{
  g_autofree char *there = g_file_read_link (path, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (there == NULL)
    return g_strdup (path);
  return g_path_is_absolute (there) ? g_steal_pointer (&there)
                                    : g_build_filename (folder, there, NULL);
}

/* Returns an errno. A file that may not be written is not replaced either,
 * though the folder would allow it. */
static int
find_target (const char *path, Target *target)
{
  char       *real = realpath (path, NULL);
  struct stat status;

  if (real == NULL && errno != ENOENT)
    return errno;
  if (real == NULL)
    {
      target->path = follow_dangling_link (path);
      return 0;
    }

  target->path = g_strdup (real);
  free (real); /* lint: allow free: realpath()'s own */
  if (g_stat (target->path, &status) < 0)
    return errno;
  if (S_ISDIR (status.st_mode))
    return EISDIR;
  if (!S_ISREG (status.st_mode))
    return EINVAL;
  if (g_access (target->path, W_OK) < 0)
    return errno;

  target->exists = TRUE;
  target->mode = status.st_mode & 07777;
  target->owner = status.st_uid;
  target->group = status.st_gid;
  return 0;
}

static int
write_all (int fd, GBytes *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      ssize_t n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        return errno;
      if (n > 0)
        {
          data += n;
          length -= (gsize)n;
        }
    }
  return 0;
}

/* The owner first, since changing it clears bits of the mode. Who may not
 * give files away keeps them: the contents matter more. */
static int
copy_attributes (int fd, const Target *target)
{
  if (!target->exists)
    return 0;
  if (fchown (fd, target->owner, target->group) < 0 && errno != EPERM)
    return errno;
  return fchmod (fd, target->mode) < 0 ? errno : 0;
}

static int
fill (int fd, GBytes *bytes, const Target *target)
{
  int failure = write_all (fd, bytes);

  if (failure == 0)
    failure = copy_attributes (fd, target);
  if (failure == 0 && fsync (fd) < 0)
    failure = errno;
  if (close (fd) < 0 && failure == 0)
    failure = errno;
  return failure;
}

/* Makes the new name last through a power cut. The file is whole by now, so a
 * file system that can't do this is no reason to fail. */
static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) < 0)
    g_debug ("Can't sync %s: %s", folder, g_strerror (errno));
  close (fd);
}

static int
replace (const Target *target, GBytes *bytes, guint mode)
{
  g_autofree char *folder = g_path_get_dirname (target->path);
  g_autofree char *temporary =
    g_build_filename (folder, ".weir-save-XXXXXX", NULL);
  int failure;
  int fd;

  fd = g_mkstemp_full (temporary,
                       O_WRONLY | O_CLOEXEC,
                       target->exists ? S_IRUSR | S_IWUSR : (int)mode);
  if (fd < 0)
    return errno;

  failure = fill (fd, bytes, target);
  if (failure == 0 && g_rename (temporary, target->path) < 0)
    failure = errno;
  if (failure != 0)
    g_unlink (temporary);
  else
    sync_folder (folder);
  return failure;
}

gboolean
weir_flow_file_replace (GFile *file, GBytes *bytes, guint mode, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  Target           target = { 0 };
  int              failure = ENOTSUP;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  path = g_file_get_path (file);
  if (path != NULL)
    failure = find_target (path, &target);
  if (failure == 0)
    failure = replace (&target, bytes, mode);
  g_free (target.path);
  if (failure == 0)
    return TRUE;

  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (failure),
               target.exists
                 ? _ ("%s: This can’t be saved: %s. The old file is as it was.")
                 : _ ("%s: This can’t be saved: %s."),
               shown,
               g_strerror (failure));
  return FALSE;
}
