/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-credentials-cipher.h"
#include "flow/weir-credentials.h"
#include "flow/weir-flow-error.h"
#include "weir-test-snapshot.h"

#include <glib/gstdio.h>

/* Written by Node-RED with the secret "testsecret". */
#define NODE_RED_FILE                                                \
  "{\"$\":\"e3c38dfbe15772be609efe95967eda755yxAImTmGCsZ6vGnhtmYbV/" \
  "a0JJCmpMtLz1rI/ijZ/XFttx9tvN0GBXAsLNP3XP2iYtVp0wpK/vinF7pXUQ=\"}"
#define NODE_RED_PLAIN \
  "{'tls1':{'certdata':'CERT','keydata':'KEY','passphrase':'pw'}}"

typedef struct
{
  char  *folder;
  GFile *file;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;

  fixture->folder = g_dir_make_tmp ("weir-credentials-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "flows_cred.json", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char   *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char              *text = NULL;

  g_file_load_contents (fixture->file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static WeirCredentials *
load (Fixture *fixture, const char *secret)
{
  g_autoptr (GError) error = NULL;
  WeirCredentials   *credentials =
    weir_credentials_load (fixture->file, secret, &error);

  g_assert_no_error (error);
  g_assert_nonnull (credentials);
  return credentials;
}

static void
save (Fixture *fixture, WeirCredentials *credentials)
{
  g_autoptr (GError) error = NULL;

  weir_credentials_save (credentials, fixture->file, &error);
  g_assert_no_error (error);
}

static void
assert_all (WeirCredentials *credentials, const char *expected)
{
  g_autofree char *all =
    weir_test_take_json (weir_value_ref (weir_credentials_get_all (credentials)));

  g_assert_cmpstr (all, ==, expected);
}

static void
set (WeirCredentials *credentials, const char *id, const char *value)
{
  g_autoptr (WeirValue) object = weir_test_value (value);

  weir_credentials_set (credentials, id, object);
}

static void
test_find_file (void)
{
  static const struct
  {
    const char *flow;
    const char *credentials;
  } cases[] = {
    { "/a/flows.json", "/a/flows_cred.json" },
    { "/a/flows", "/a/flows_cred" },
    { "/a/my.flow.json", "/a/my.flow_cred.json" },
    { "/a.b/flows", "/a.b/flows_cred" },
    { "/a/.flows", "/a/.flows_cred" },
    { "/a/flows.", "/a/flows_cred." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) flow = g_file_new_for_path (cases[i].flow);
      g_autoptr (GFile) file = weir_credentials_find_file (flow);

      g_assert_cmpstr (g_file_peek_path (file), ==, cases[i].credentials);
    }
}

static void
test_node_red_vector (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;

  write_file (fixture, "flows_cred.json", NODE_RED_FILE);
  credentials = load (fixture, "testsecret");
  assert_all (credentials, NODE_RED_PLAIN);
  g_assert_true (weir_credentials_is_encrypted (credentials));
  g_assert_false (weir_credentials_is_modified (credentials));
}

static void
test_generated_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;

  write_file (fixture, "flows_cred.json", NODE_RED_FILE);
  write_file (fixture,
              ".config.runtime.json",
              "{\"instanceId\":\"1\",\"_credentialSecret\":\"testsecret\"}");
  credentials = load (fixture, NULL);
  assert_all (credentials, NODE_RED_PLAIN);
}

/* A blob from elsewhere, under the secret of a file that is not there yet. */
static void
test_decrypt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue)       file = weir_test_value (NODE_RED_FILE);
  g_autoptr (WeirCredentials) credentials =
    weir_credentials_load (fixture->file, "testsecret", NULL);
  g_autoptr (WeirCredentials) without = weir_credentials_new ();
  g_autoptr (GError)          error = NULL;
  const char                 *blob = weir_value_lookup_string (file, "$");
  g_autofree char            *plain =
    weir_test_take_json (weir_credentials_decrypt (credentials, blob, NULL));

  g_assert_cmpstr (plain, ==, NODE_RED_PLAIN);
  assert_all (credentials, "{}");
  g_assert_null (weir_credentials_decrypt (without, blob, &error));
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_CREDENTIALS);
}

/* What nobody changed keeps every byte, whatever its layout. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    encrypted;
  } cases[] = {
    { NODE_RED_FILE, TRUE },
    { "{ \"n\" : {\"user\":\"\\u0061\"},\n\n \"x\":1.0 }\n", FALSE },
    { "{}", FALSE },
    { "", FALSE },
    { "\xef\xbb\xbf{\"n\":{}}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCredentials) credentials = NULL;
      g_autofree char            *text = NULL;

      write_file (fixture, "flows_cred.json", cases[i].text);
      credentials = load (fixture, "testsecret");
      g_assert_cmpint (weir_credentials_is_encrypted (credentials),
                       ==,
                       cases[i].encrypted);
      weir_credentials_set (credentials, "absent", NULL);
      g_assert_cmpint (g_remove (g_file_peek_path (fixture->file)), ==, 0);
      save (fixture, credentials);
      text = read_file (fixture);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_changed_encrypted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (WeirCredentials) again = NULL;
  g_autofree char            *first = NULL;
  g_autofree char            *second = NULL;
  g_autofree char            *third = NULL;

  write_file (fixture, "flows_cred.json", NODE_RED_FILE);
  credentials = load (fixture, "testsecret");
  set (credentials, "n2", "{'password':'\xc3\xa4 \\ud800'}");
  g_assert_true (weir_credentials_is_modified (credentials));
  save (fixture, credentials);
  g_assert_false (weir_credentials_is_modified (credentials));
  first = read_file (fixture);
  g_assert_true (g_str_has_prefix (first, "{\"$\":\""));

  again = load (fixture, "testsecret");
  assert_all (again,
              "{'tls1':{'certdata':'CERT','keydata':'KEY','passphrase':'pw'},"
              "'n2':{'password':'\xc3\xa4 \\ud800'}}");

  /* What is changed back is not changed. */
  set (again, "n2", "{'password':'x'}");
  g_assert_true (weir_credentials_is_modified (again));
  set (again, "n2", "{'password':'\xc3\xa4 \\ud800'}");
  g_assert_false (weir_credentials_is_modified (again));
  save (fixture, again);
  second = read_file (fixture);
  g_assert_cmpstr (second, ==, first);

  /* A fresh IV every time: the same plain text never looks the same. */
  set (again, "n2", "{'password':'x'}");
  save (fixture, again);
  set (again, "n2", "{'password':'\xc3\xa4 \\ud800'}");
  save (fixture, again);
  third = read_file (fixture);
  g_assert_cmpint (strlen (first), ==, strlen (third));
  g_assert_false (strncmp (first + 6, third + 6, 32) == 0);
}

static void
test_changed_keeps_envelope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (WeirCredentials) again = NULL;
  g_autofree char            *text = NULL;
  g_autofree char            *file =
    g_strdup_printf ("{\n    \"v\": 1.0,\n    %.*s,\n    \"w\": []\n}",
                     (int)strlen (NODE_RED_FILE) - 2,
                     NODE_RED_FILE + 1);

  write_file (fixture, "flows_cred.json", file);
  credentials = load (fixture, "testsecret");
  assert_all (credentials, NODE_RED_PLAIN);
  weir_credentials_set (credentials, "tls1", NULL);
  save (fixture, credentials);
  text = read_file (fixture);
  g_assert_true (g_str_has_prefix (text, "{\n    \"v\": 1.0,\n    \"$\": \""));
  g_assert_true (g_str_has_suffix (text, "\",\n    \"w\": []\n}"));
  again = load (fixture, "testsecret");
  assert_all (again, "{}");
}

static void
test_changed_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autofree char            *text = NULL;

  write_file (fixture, "flows_cred.json", "{\"b\":{\"u\":\"1\"},\"a\":7}");
  credentials = load (fixture, NULL);
  set (credentials, "b", "{'u':'2'}");
  set (credentials, "c", "{'u':'3'}");
  save (fixture, credentials);
  text = read_file (fixture);
  g_assert_cmpstr (text, ==, "{\"b\":{\"u\":\"2\"},\"a\":7,\"c\":{\"u\":\"3\"}}");
}

/* With a secret, what is written anew is encrypted even if it was plain. */
static void
test_plain_gets_encrypted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (WeirCredentials) again = NULL;

  write_file (fixture, "flows_cred.json", "{\"b\":{\"u\":\"1\"}}");
  credentials = load (fixture, "s");
  g_assert_false (weir_credentials_is_encrypted (credentials));
  set (credentials, "b", "{'u':'2'}");
  save (fixture, credentials);
  again = load (fixture, "s");
  g_assert_true (weir_credentials_is_encrypted (again));
  assert_all (again, "{'b':{'u':'2'}}");
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (WeirCredentials) again = NULL;
  g_autoptr (GError)          error = NULL;
  GStatBuf                    status;

  credentials = weir_credentials_load (fixture->file, "s", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_all (credentials, "{}");
  set (credentials, "n", "{'u':'1'}");
  save (fixture, credentials);
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  again = load (fixture, "s");
  g_assert_true (weir_credentials_is_encrypted (again));
  assert_all (again, "{'n':{'u':'1'}}");
}

/* Whatever could not be understood is named, and never overwritten. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *secret;
    const char *message;
  } cases[] = {
    { NODE_RED_FILE, "wrong", "another secret" },
    { NODE_RED_FILE, "", "another secret" },
    { NODE_RED_FILE, NULL, "its secret isn’t known" },
    { "{\"$\":\"\"}", "s", "damaged" },
    { "{\"$\":\"e3c38dfbe15772be609efe95967eda7\"}", "s", "damaged" },
    { "{\"$\":\"e3c38dfbe15772be609efe95967eda7gAAAA\"}", "s", "damaged" },
    { "{\"$\":\"e3c38dfbe15772be609efe95967eda75*\xc3\xa4"
      "AAAA\"}",
      "s",
      "another secret" },
    { "{\"a\":", "s", "line 1" },
    { "[]", "s", "isn’t a JSON object" },
    { "\"$\"", NULL, "isn’t a JSON object" },
    { "{\"a\":\"\xff\"}", NULL, "line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCredentials) credentials = NULL;
      g_autoptr (GError)          error = NULL;
      g_autoptr (GError)          save_error = NULL;
      g_autofree char            *text = NULL;

      write_file (fixture, "flows_cred.json", cases[i].text);
      credentials =
        weir_credentials_load (fixture->file, cases[i].secret, &error);
      g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_CREDENTIALS);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_nonnull (strstr (error->message, "flows_cred.json"));
      assert_all (credentials, "{}");

      set (credentials, "n", "{'u':'1'}");
      g_assert_false (
        weir_credentials_save (credentials, fixture->file, &save_error));
      g_assert_error (save_error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_CREDENTIALS);
      text = read_file (fixture);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_directory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)           folder = g_file_new_for_path (fixture->folder);
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (GError)          error = NULL;

  credentials = weir_credentials_load (folder, "s", &error);
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_CREDENTIALS);
  g_assert_false (weir_credentials_save (credentials, folder, NULL));
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (GError)          error = NULL;
  g_autofree char            *text = g_malloc (WEIR_CREDENTIALS_MAX_BYTES + 2);

  memset (text, ' ', WEIR_CREDENTIALS_MAX_BYTES + 1);
  text[WEIR_CREDENTIALS_MAX_BYTES + 1] = '\0';
  write_file (fixture, "flows_cred.json", text);
  credentials = weir_credentials_load (fixture->file, "s", &error);
  g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_CREDENTIALS);
  g_assert_nonnull (strstr (error->message, "16777216"));
}

static void
test_cipher_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  WeirCredentialsKey key;
  WeirCredentialsKey zero = { { 0 } };

  weir_credentials_key_init (&key, "secret");
  for (gsize length = 0; length < 100; length++)
    {
      g_autofree char *plain = g_strnfill (length, 'x');
      g_autofree char *blob = weir_credentials_key_encrypt (&key, plain, &error);
      g_autoptr (GBytes) bytes = NULL;

      g_assert_no_error (error);
      bytes = weir_credentials_key_decrypt (&key, blob, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       plain,
                       length);
    }
  weir_credentials_key_clear (&key);
  g_assert_cmpmem (&key, sizeof key, &zero, sizeof zero);
}

/* Merging what a client sends */

static const WeirProperty tls_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING },
  { .key = "certdata",
    .kind = WEIR_PROPERTY_KIND_TEXT,
    .flags = WEIR_PROPERTY_CREDENTIAL },
  { .key = "passphrase",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_SECRET },
  { NULL },
};
static const WeirProperty plain_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING },
  { NULL },
};
static const WeirNodeType tls_type = {
  .type = "tls",
  .properties = tls_properties,
};
static const WeirNodeType plain_type = {
  .type = "plain",
  .properties = plain_properties,
};
static const WeirNodeType        bare_type = { .type = "bare" };
static const WeirNodeType *const types[] = {
  &tls_type,
  &plain_type,
  &bare_type,
  NULL,
};

static void
test_merge (void)
{
  static const struct
  {
    const char *type;
    const char *stored; /* of the entry; NULL: none */
    const char *incoming;
    gboolean    taken;
    const char *result;
  } cases[] = {
    /* A type that declares its names. */
    { "tls", NULL, "{'certdata':'C'}", TRUE, "{'n':{'certdata':'C'}}" },
    { "tls",
      "{'passphrase':'old'}",
      "{'passphrase':'__PWRD__'}",
      TRUE,
      "{'n':{'passphrase':'old'}}" },
    { "tls", NULL, "{'passphrase':'__PWRD__'}", TRUE, "{}" },
    { "tls",
      "{'certdata':'C','passphrase':'old'}",
      "{'passphrase':' '}",
      TRUE,
      "{'n':{'certdata':'C'}}" },
    { "tls", "{'passphrase':'old'}", "{'passphrase':''}", TRUE, "{}" },
    { "tls",
      "{'certdata':'C'}",
      "{'certdata':'__PWRD__'}",
      TRUE,
      "{'n':{'certdata':'__PWRD__'}}" },
    { "tls", "{'certdata':'C'}", "{'other':'x'}", TRUE, "{'n':{'certdata':'C'}}" },
    { "tls", "{'certdata':'C'}", "7", FALSE, "{'n':{'certdata':'C'}}" },
    { "tls", "7", "{'certdata':'C'}", TRUE, "{'n':{'certdata':'C'}}" },
    /* Types without. */
    { "plain", NULL, "{'name':'x'}", FALSE, "{}" },
    { "bare", NULL, "{'name':'x'}", FALSE, "{}" },
    { "unknown", NULL, "{'name':'x'}", FALSE, "{}" },
    /* Containers. */
    { "tab",
      "{'A':'1','B':'2','C':'3'}",
      "{'A':'__PWRD__','B':'','D':'4','E':'__PWRD__'}",
      TRUE,
      "{'n':{'A':'1','D':'4'}}" },
    { "group", NULL, "{'A':'1'}", TRUE, "{'n':{'A':'1'}}" },
    { "subflow", NULL, "{'A':'1'}", TRUE, "{'n':{'A':'1'}}" },
    { "subflow:1", NULL, "{'A':'1'}", TRUE, "{'n':{'A':'1'}}" },
    { "tab", "{'A':'1'}", "{}", TRUE, "{}" },
    { "tab", "{'A':'1'}", "{'A':null}", TRUE, "{}" },
    { "global-config",
      "{'map':{'A':'1','has_A':true,'B':'2'}}",
      "{'map':{'A':'__PWRD__','has_A':true,'C':'3'}}",
      TRUE,
      "{'n':{'map':{'A':'1','has_A':true,'C':'3'}}}" },
    { "global-config", "{'map':{'A':'1'}}", "{'map':7}", TRUE, "{}" },
  };
  g_autoptr (WeirRegistry) registry = weir_registry_new (types);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCredentials) credentials = weir_credentials_new ();
      g_autoptr (WeirValue) incoming = weir_test_value (cases[i].incoming);

      if (cases[i].stored != NULL)
        set (credentials, "n", cases[i].stored);
      g_assert_cmpint (weir_credentials_merge (credentials,
                                               registry,
                                               "n",
                                               cases[i].type,
                                               incoming),
                       ==,
                       cases[i].taken);
      assert_all (credentials, cases[i].result);
    }
}

static void
test_prune (void)
{
  g_autoptr (WeirCredentials) credentials = weir_credentials_new ();
  g_autoptr (WeirSnapshot)    snapshot =
    weir_test_snapshot ("[{'id':'a','type':'tab'},{'id':'b','type':'x'},"
                        " {'id':'d','type':'x','d':true}]",
                        NULL);

  set (credentials, "b", "{'u':'1'}");
  set (credentials, "gone", "{'u':'2'}");
  set (credentials, "a", "{'u':'3'}");
  set (credentials, "gone too", "{'u':'4'}");
  set (credentials, "d", "{'u':'5'}");
  g_assert_cmpuint (weir_credentials_prune (credentials, snapshot), ==, 2);
  assert_all (credentials, "{'b':{'u':'1'},'a':{'u':'3'},'d':{'u':'5'}}");
  g_assert_cmpuint (weir_credentials_prune (credentials, snapshot), ==, 0);
}

#define ADD(path, function)              \
  g_test_add ("/flow/credentials/" path, \
              Fixture,                   \
              NULL,                      \
              fixture_set_up,            \
              function,                  \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/credentials/find-file", test_find_file);
  ADD ("node-red-vector", test_node_red_vector);
  ADD ("generated-secret", test_generated_secret);
  ADD ("decrypt", test_decrypt);
  ADD ("unchanged", test_unchanged);
  ADD ("changed/encrypted", test_changed_encrypted);
  ADD ("changed/keeps-envelope", test_changed_keeps_envelope);
  ADD ("changed/plain", test_changed_plain);
  ADD ("changed/plain-gets-encrypted", test_plain_gets_encrypted);
  ADD ("missing-file", test_missing_file);
  ADD ("refused", test_refused);
  ADD ("directory", test_directory);
  ADD ("too-large", test_too_large);
  g_test_add_func ("/flow/credentials/cipher", test_cipher_round_trip);
  g_test_add_func ("/flow/credentials/merge", test_merge);
  g_test_add_func ("/flow/credentials/prune", test_prune);
  return g_test_run ();
}
