/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-flow-file.h"
#include "json/weir-json.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Who the tests are when they must not be root. */
#define NOBODY 65534

typedef struct
{
  char  *folder;
  char  *path; /* flows.json in it */
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("weir-flow-file-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "flows.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

/* Nothing but what a test left on purpose may be in the folder. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_false (g_str_has_prefix (name, ".weir-save"));
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *contents, gssize length)
{
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
}

static void
assert_file (Fixture *fixture, const char *expected, gsize length)
{
  g_autofree char *contents = NULL;
  gsize            got;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &got, NULL));
  g_assert_cmpmem (contents, got, expected, length);
}

static void
assert_fails (Fixture    *fixture,
              const char *encoding,
              GQuark      domain,
              int         code,
              const char *message)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_flow_file_load (fixture->file, encoding, &error);

  g_assert_null (document);
  g_assert_error (error, domain, code);
  if (!g_pattern_match_simple (message, error->message))
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_load_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char   *contents;
    WeirFlowError code;
    const char   *message;
  } cases[] = {
    { "",
      WEIR_FLOW_ERROR_NOT_JSON,
      "flows.json: This is empty; a flow without nodes is “[]”." },
    { " \n",
      WEIR_FLOW_ERROR_NOT_JSON,
      "flows.json: This is nothing but white space; a flow without nodes is "
      "“[]”." },
    { "[\n{\"id\":\n \"a\" ?",
      WEIR_FLOW_ERROR_NOT_JSON,
      "flows.json: This isn’t valid JSON: line 3, column 6, near “ \"a\" ?”." },
    { "[\n{\"id\":\"a",
      WEIR_FLOW_ERROR_NOT_JSON,
      "flows.json: This isn’t valid JSON: line 2, column *, near “*\"a”." },
    { "{\"a\":1}",
      WEIR_FLOW_ERROR_NOT_A_FLOW,
      "flows.json: This isn’t a Node-RED flow: a flow is a list of nodes." },
  };

  assert_fails (fixture,
                NULL,
                G_IO_ERROR,
                G_IO_ERROR_NOT_FOUND,
                "flows.json: No such file or directory");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_file (fixture, cases[i].contents, -1);
      assert_fails (fixture, NULL, WEIR_FLOW_ERROR, cases[i].code, cases[i].message);
    }
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (80000, '[');

  write_file (fixture, deep, -1);
  assert_fails (fixture,
                NULL,
                WEIR_FLOW_ERROR,
                WEIR_FLOW_ERROR_TOO_LARGE,
                "flows.json: *nested deeper than 512 levels*");
}

/* A gigabyte that takes no room on disk, and must take none in memory. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "[", 1);
  g_assert_cmpint (truncate (fixture->path, 1024 * 1024 * 1024), ==, 0);
  assert_fails (fixture,
                NULL,
                WEIR_FLOW_ERROR,
                WEIR_FLOW_ERROR_TOO_LARGE,
                "flows.json is larger than 256*MiB.");
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_fails (fixture,
                NULL,
                G_IO_ERROR,
                G_IO_ERROR_IS_DIRECTORY,
                "flows.json: This is a folder, not a flow file.");
}

/* Nobody writes into the pipe: reading it would never end. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (GError)       error = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_fails (fixture,
                NULL,
                G_IO_ERROR,
                G_IO_ERROR_NOT_REGULAR_FILE,
                "flows.json: This is no regular file*");
  g_assert_false (weir_flow_file_save (document, fixture->file, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_device (void)
{
  g_autoptr (GFile)  file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_flow_file_load (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

/* Runs @child in a process of its own and expects it to exit with 0. */
static void
run_apart (Fixture *fixture, int (*child) (Fixture *fixture))
{
  int   status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    _exit (child (fixture));

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gboolean
stop_being_root (void)
{
  return geteuid () != 0 || (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}

static int
load_as_nobody (Fixture *fixture)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document = NULL;

  if (!stop_being_root ())
    return 2;
  document = weir_flow_file_load (fixture->file, NULL, &error);
  return document == NULL &&
             g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) &&
             g_str_equal (error->message, "flows.json: Permission denied")
           ? 0
           : 1;
}

static int
save_as_nobody (Fixture *fixture)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (GError)       error = NULL;

  if (!stop_being_root ())
    return 2;
  return !weir_flow_file_save (document, fixture->file, NULL, &error) &&
             g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           ? 0
           : 1;
}

static void
test_no_permission (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "[1]", 3);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  run_apart (fixture, load_as_nobody);

  /* May not be written, though the folder would allow to replace it. */
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  run_apart (fixture, save_as_nobody);
  assert_file (fixture, "[1]", 3);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_apart (fixture, save_as_nobody);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  assert_file (fixture, "[1]", 3);
}

/* The limit on the size of files stands for a disk that is full. */
static int
save_without_room (Fixture *fixture)
{
  struct rlimit            limit = { 100, 100 };
  g_autoptr (GString)      text = g_string_new ("[\"");
  g_autoptr (GBytes)       bytes = NULL;
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;
  gboolean                 saved;

  for (guint i = 0; i < 10000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"]");
  bytes = g_bytes_new (text->str, text->len);
  document = weir_document_new_from_bytes (bytes, NULL);

  signal (SIGXFSZ, SIG_IGN);
  if (document == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 2;
  saved = weir_flow_file_save (document, fixture->file, NULL, &error);
  return !saved && g_pattern_match_simple (
                     "flows.json: This can’t be saved: *. The old file is as "
                     "it was.",
                     error->message)
           ? 0
           : 1;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;

  write_file (fixture, "[1]", 3);
  run_apart (fixture, save_without_room);
  assert_file (fixture, "[1]", 3);

  folder = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "flows.json");
  g_assert_null (g_dir_read_name (folder));
}

static WeirDocument *
load (Fixture *fixture, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  WeirDocument *document = weir_flow_file_load (fixture->file, encoding, &error);

  g_assert_no_error (error);
  return document;
}

static void
save (Fixture *fixture, WeirDocument *document, const char *encoding)
{
  g_autoptr (GError) error = NULL;

  weir_flow_file_save (document, fixture->file, encoding, &error);
  g_assert_no_error (error);
}

static void
set_name (WeirDocument *document, const char *name)
{
  g_autoptr (WeirValue) value = weir_value_new_string (name);
  g_autoptr (WeirEdit)  edit = weir_edit_new_set ("a", "name", value);
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirEdit)  inverse = weir_document_apply (document, edit, &error);

  g_assert_no_error (error);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "\xef\xbb\xbf[ {\"id\":\"a\"} ]\r\n";
  static const char edited[] =
    "\xef\xbb\xbf[ {\"id\":\"a\",\"name\":\"b\"} ]\r\n";
  g_autoptr (WeirDocument) document = NULL;
  struct stat              before;
  struct stat              after;

  write_file (fixture, text, -1);
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (chown (fixture->path, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (g_stat (fixture->path, &before), ==, 0);

  document = load (fixture, NULL);
  save (fixture, document, NULL);
  assert_file (fixture, text, strlen (text));
  set_name (document, "b");
  save (fixture, document, "utf-8");
  assert_file (fixture, edited, strlen (edited));

  g_assert_cmpint (g_stat (fixture->path, &after), ==, 0);
  g_assert_cmpuint (after.st_mode, ==, before.st_mode);
  g_assert_cmpuint (after.st_uid, ==, before.st_uid);
  g_assert_cmpuint (after.st_gid, ==, before.st_gid);
}

static void
test_save_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autoptr (GBytes)       secret = g_bytes_new_static ("{}", 2);
  g_autoptr (GError)       error = NULL;
  struct stat              status;
  mode_t                   mask = umask (022);

  save (fixture, document, NULL);
  assert_file (fixture, "[]", 2);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0644);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (weir_flow_file_replace (fixture->file, secret, 0600, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0600);
  umask (mask);
}

static void
test_save_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autofree char *path = g_build_filename (fixture->path, "deeper.json", NULL);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  g_autoptr (GFile)  folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_flow_file_save (document, file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "deeper.json: "));
  g_clear_error (&error);
  g_assert_false (weir_flow_file_save (document, folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* A link stays one, whether what it leads to is there or not. */
static void
test_save_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autofree char   *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GFile)  file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;
  struct stat        status;

  g_assert_cmpint (symlink ("flows.json", link), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      weir_flow_file_save (document, file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_lstat (link, &status), ==, 0);
      g_assert_true (S_ISLNK (status.st_mode));
      assert_file (fixture, "[]", 2);
    }
}

/* A flow with @name in it, in @encoding. */
static GBytes *
encode_flow (const char *name, const char *encoding, gboolean mark)
{
  g_autofree char *text =
    g_strdup_printf ("%s[{\"id\":\"a\",\"path\":\"C:\\\\~\",\"name\":\"%s\"}]",
                     mark ? "\xef\xbb\xbf" : "",
                     name);
  g_autoptr (GError) error = NULL;
  gsize              written;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &written, &error);

  g_assert_no_error (error);
  return g_bytes_new_take (bytes, written);
}

static void
test_encodings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *encoding; /* what it is in */
    gboolean    mark;
    const char *guess;
  } cases[] = {
    { "온도 센서 데이터", "CP949", FALSE, "CP949" },
    { "똠방각하 펲시콜라", "CP949", FALSE, "CP949" },
    { "温度センサーのデータ", "CP932", FALSE, "CP932" },
    { "テスト", "CP932", FALSE, "CP932" },
    { "温度传感器的数据，不要删除", "GB18030", FALSE, "GB18030" },
    { "Türöffner für Gäste", "WINDOWS-1252", FALSE, "WINDOWS-1252" },
    { "23 °C", "ISO-8859-1", FALSE, "WINDOWS-1252" },
    { "„Größe“ – 5 €", "WINDOWS-1252", FALSE, "WINDOWS-1252" },
    { "Größe", "UTF-16LE", TRUE, "UTF-16LE" },
    { "Größe", "UTF-16BE", TRUE, "UTF-16BE" },
    { "Größe", "UTF-16LE", FALSE, "UTF-16LE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes =
        encode_flow (cases[i].name, cases[i].encoding, cases[i].mark);
      g_autoptr (GBytes) edited =
        encode_flow ("b", cases[i].encoding, cases[i].mark);
      g_autofree char *hint =
        g_strdup_printf ("flows.json: This isn’t UTF-8 but probably %s (*). "
                         "Open it with --encoding=%s.",
                         cases[i].guess,
                         cases[i].guess);
      g_autoptr (WeirDocument) document = NULL;

      g_test_message ("%s in %s", cases[i].name, cases[i].encoding);
      write_file (fixture,
                  g_bytes_get_data (bytes, NULL),
                  (gssize)g_bytes_get_size (bytes));
      assert_fails (fixture, NULL, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_ENCODING, hint);

      document = load (fixture, cases[i].guess);
      g_assert_cmpstr (
        weir_value_lookup_string (weir_element_get_value (
                                    weir_document_get_element (document, "a")),
                                  "name"),
        ==,
        cases[i].name);
      save (fixture, document, cases[i].guess);
      assert_file (fixture,
                   g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes));
      set_name (document, "b");
      save (fixture, document, cases[i].guess);
      assert_file (fixture,
                   g_bytes_get_data (edited, NULL),
                   g_bytes_get_size (edited));
    }
}

/* iconv's Shift_JIS would turn every backslash into a yen sign, its UTF-16
 * lose the mark. */
static void
test_encoding_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *encoding;
    const char *name;
  } cases[] = { { "CP932", "Shift_JIS" },
                { "UTF-16BE", "UTF-16" },
                { "UTF-16LE", "utf-16" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = encode_flow ("温度", cases[i].encoding, i > 0);
      g_autoptr (GBytes) edited = encode_flow ("b", cases[i].encoding, i > 0);
      g_autoptr (WeirDocument) document = NULL;

      write_file (fixture,
                  g_bytes_get_data (bytes, NULL),
                  (gssize)g_bytes_get_size (bytes));
      document = load (fixture, cases[i].name);
      set_name (document, "b");
      save (fixture, document, cases[i].name);
      assert_file (fixture,
                   g_bytes_get_data (edited, NULL),
                   g_bytes_get_size (edited));
    }
}

static void
test_encoding_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes)       korean = encode_flow ("온도", "CP949", FALSE);
  gsize                    length;
  const char              *bytes = g_bytes_get_data (korean, &length);
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;

  write_file (fixture, bytes, (gssize)length);
  assert_fails (fixture,
                "KLINGON",
                WEIR_FLOW_ERROR,
                WEIR_FLOW_ERROR_ENCODING,
                "flows.json: “KLINGON” is no encoding known here*");
  assert_fails (fixture,
                "CP949//IGNORE",
                WEIR_FLOW_ERROR,
                WEIR_FLOW_ERROR_ENCODING,
                "flows.json: “CP949//IGNORE” is no encoding*");
  assert_fails (fixture,
                "ASCII",
                WEIR_FLOW_ERROR,
                WEIR_FLOW_ERROR_ENCODING,
                "flows.json: This isn’t ASCII: byte 35 doesn’t belong to a "
                "character.");

  /* What can't be written is named, and the file stays. */
  document = load (fixture, "CP949");
  set_name (document, "Straße 𝄞");
  g_assert_false (weir_flow_file_save (document, fixture->file, "CP949", &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_ENCODING);
  g_assert_cmpstr (error->message,
                   ==,
                   "flows.json: “𝄞” (U+1D11E) can’t be written in CP949.");
  assert_file (fixture, bytes, length);
}

/* CP932 knows two ways to write ∵; only one of them comes back. Such a file is
 * kept as it is, but not half changed. */
static void
test_encoding_not_reversible (Fixture *fixture, gconstpointer data)
{
  static const char twice[] = "[{\"id\":\"a\",\"name\":\"\x81\xe6\x87\x9a\"}]";
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GError)       error = NULL;

  write_file (fixture, twice, -1);
  document = load (fixture, "CP932");
  save (fixture, document, "CP932");
  assert_file (fixture, twice, strlen (twice));

  set_name (document, "b");
  g_assert_false (weir_flow_file_save (document, fixture->file, "CP932", &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_ENCODING);
  assert_file (fixture, twice, strlen (twice));
  save (fixture, document, NULL);
  assert_file (fixture, "[{\"id\":\"a\",\"name\":\"b\"}]", 23);
}

#define ADD(path, test) \
  g_test_add ("/flow/flow-file/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("load-errors", test_load_errors);
  ADD ("deep", test_deep);
  ADD ("too-large", test_too_large);
  ADD ("folder", test_folder);
  ADD ("pipe", test_pipe);
  g_test_add_func ("/flow/flow-file/device", test_device);
  ADD ("no-permission", test_no_permission);
  ADD ("full-disk", test_full_disk);
  ADD ("save", test_save);
  ADD ("save-new", test_save_new);
  ADD ("save-nowhere", test_save_nowhere);
  ADD ("save-link", test_save_link);
  ADD ("encodings", test_encodings);
  ADD ("encoding-names", test_encoding_names);
  ADD ("encoding-errors", test_encoding_errors);
  ADD ("encoding-not-reversible", test_encoding_not_reversible);

  return g_test_run ();
}
