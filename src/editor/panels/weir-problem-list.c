/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-problem-list.h"

#include "editor/panels/weir-entry-item.h"

#include <glib/gi18n-lib.h>

/* The rows of the problem panel. Owned by the panel; watches the session and its
 * run. */
struct _WeirProblemList
{
  GObject parent_instance;

  WeirSession *session; /* owned */
  GListStore  *rows;    /* owned: of GObject */
  guint        counts[WEIR_N_SEVERITIES];
  gboolean     hidden[WEIR_N_SEVERITIES];
};

G_DEFINE_FINAL_TYPE (WeirProblemList, weir_problem_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where problems stand: sections in this order, then the flows of the file. */
#define SECTION_RUN    "weir-run"
#define SECTION_FILE   "weir-file"
#define SECTION_CONFIG "weir-global"

static void
weir_problem_list_dispose (GObject *object)
{
  WeirProblemList *self = WEIR_PROBLEM_LIST (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_problem_list_parent_class)->dispose (object);
}

static void
weir_problem_list_class_init (WeirProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_problem_list_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_problem_list_init (WeirProblemList *self)
{
  self->rows = g_list_store_new (G_TYPE_OBJECT);
}

/* The flow a problem belongs to, as an element; NULL for the other sections. */
static WeirElement *
get_flow (WeirProblemList *self, const WeirProblem *problem)
{
  WeirDocument *document = weir_session_get_document (self->session);
  WeirElement  *element;
  WeirElement  *flow;

  if (problem->element_id == NULL)
    return NULL;
  element = weir_document_get_element (document, problem->element_id);
  if (element == NULL)
    return NULL;
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW)
    return element;
  flow =
    weir_document_get_element (document, weir_element_get_container (element));
  return flow;
}

static const char *
get_section (WeirProblemList *self, const WeirProblem *problem, gboolean is_run)
{
  WeirElement *flow = get_flow (self, problem);

  if (is_run)
    return SECTION_RUN;
  if (flow != NULL)
    return weir_element_get_id (flow);
  return problem->element_id != NULL ? SECTION_CONFIG : SECTION_FILE;
}

static char *
dup_title (WeirProblemList *self, const char *section)
{
  WeirElement *flow;

  if (g_str_equal (section, SECTION_RUN))
    /* Translators: heading of the problems of the run of a flow */
    return g_strdup (C_ ("noun", "Run"));
  if (g_str_equal (section, SECTION_FILE))
    return g_strdup (_ ("Whole File"));
  if (g_str_equal (section, SECTION_CONFIG))
    return g_strdup (_ ("Global Configuration"));
  flow = weir_document_get_element (weir_session_get_document (self->session),
                                    section);
  return flow != NULL ? weir_session_dup_label (self->session, flow)
                      : g_strdup (section);
}

/* Collecting: lists by section, in the order of their first problem, but the run
 * and the file first and the configuration last. */

typedef struct
{
  GHashTable *lists; /* section, owned → GPtrArray of WeirProblemItem */
  GPtrArray  *order; /* sections, borrowed from the table */
} Sections;

static void
collect (WeirProblemList *self,
         Sections        *sections,
         WeirProblemItem *item,
         gboolean         is_run)
{
  const WeirProblem *problem = weir_problem_item_get_problem (item);
  const char        *section = get_section (self, problem, is_run);
  GPtrArray         *list = g_hash_table_lookup (sections->lists, section);

  self->counts[problem->severity]++;
  if (self->hidden[problem->severity])
    return;
  if (list == NULL)
    {
      char *key = g_strdup (section);

      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (sections->lists, key, list);
      g_ptr_array_add (sections->order, key);
    }
  g_ptr_array_add (list, g_object_ref (item));
}

/* The worst first; the others of their severity keep their order. */
static void
sort_by_severity (GPtrArray *list)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint severity = 0; severity < WEIR_N_SEVERITIES; severity++)
    {
      for (guint i = 0; i < list->len; i++)
        {
          if (weir_problem_item_get_problem (list->pdata[i])->severity == severity)
            g_ptr_array_add (sorted, list->pdata[i]);
        }
    }
  for (guint i = 0; i < list->len; i++)
    list->pdata[i] = sorted->pdata[i];
}

static void
append_section (WeirProblemList *self,
                Sections        *sections,
                const char      *section,
                GPtrArray       *rows)
{
  GPtrArray       *list = g_hash_table_lookup (sections->lists, section);
  g_autofree char *title = NULL;

  if (list == NULL)
    return;
  title = dup_title (self, section);
  sort_by_severity (list);
  g_ptr_array_add (rows, weir_entry_item_new_section (section, title));
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (rows, g_object_ref (list->pdata[i]));
}

static gboolean
is_fixed_section (const char *section)
{
  return g_str_equal (section, SECTION_RUN) ||
         g_str_equal (section, SECTION_FILE) ||
         g_str_equal (section, SECTION_CONFIG);
}

static void
collect_all (WeirProblemList *self, Sections *sections)
{
  GListModel        *problems = weir_session_get_problems (self->session);
  WeirLive          *live = weir_session_get_live (self->session);
  const WeirProblem *run = weir_live_get_problem (live);

  for (guint i = 0; i < WEIR_N_SEVERITIES; i++)
    self->counts[i] = 0;
  if (run != NULL)
    {
      WeirProblem                *copy = g_memdup2 (run, sizeof *run);
      g_autoptr (WeirProblemItem) item = NULL;

      copy->element_id = g_strdup (run->element_id);
      copy->key = g_strdup (run->key);
      copy->text = g_strdup (run->text);
      item = weir_problem_item_new (copy);
      collect (self, sections, item, TRUE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (WeirProblemItem) item = g_list_model_get_item (problems, i);

      collect (self, sections, item, FALSE);
    }
}

static GPtrArray *
make_rows (WeirProblemList *self)
{
  g_autoptr (GHashTable) lists =
    g_hash_table_new_full (g_str_hash,
                           g_str_equal,
                           g_free,
                           (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Sections              sections = { lists, order };
  GPtrArray            *rows = g_ptr_array_new_with_free_func (g_object_unref);

  collect_all (self, &sections);
  append_section (self, &sections, SECTION_RUN, rows);
  append_section (self, &sections, SECTION_FILE, rows);
  for (guint i = 0; i < order->len; i++)
    {
      if (!is_fixed_section (order->pdata[i]))
        append_section (self, &sections, order->pdata[i], rows);
    }
  append_section (self, &sections, SECTION_CONFIG, rows);
  return rows;
}

/* Rows that stay keep the focus, so equal ones are left where they are. */

static gboolean
are_equal_problems (const WeirProblem *a, const WeirProblem *b)
{
  return g_str_equal (a->code, b->code) &&
         g_strcmp0 (a->element_id, b->element_id) == 0 &&
         g_strcmp0 (a->key, b->key) == 0 && g_str_equal (a->text, b->text);
}

static gboolean
are_equal (gpointer a, gpointer b)
{
  if (WEIR_IS_PROBLEM_ITEM (a) != WEIR_IS_PROBLEM_ITEM (b))
    return FALSE;
  if (WEIR_IS_PROBLEM_ITEM (a))
    return are_equal_problems (weir_problem_item_get_problem (a),
                               weir_problem_item_get_problem (b));
  return g_str_equal (weir_entry_item_get_id (a), weir_entry_item_get_id (b)) &&
         g_strcmp0 (weir_entry_item_get_title (a),
                    weir_entry_item_get_title (b)) == 0;
}

static gboolean
has_row (WeirProblemList *self, guint position, gpointer row)
{
  g_autoptr (GObject) old =
    g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return are_equal (old, row);
}

static void
update (WeirProblemList *self)
{
  g_autoptr (GPtrArray) rows = make_rows (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint head = 0;
  guint tail = 0;

  while (head < n && head < rows->len && has_row (self, head, rows->pdata[head]))
    head++;
  while (tail < n - head && tail < rows->len - head &&
         has_row (self, n - 1 - tail, rows->pdata[rows->len - 1 - tail]))
    tail++;
  if (n - head - tail > 0 || rows->len - head - tail > 0)
    g_list_store_splice (self->rows,
                         head,
                         n - head - tail,
                         rows->pdata + head,
                         rows->len - head - tail);
  g_signal_emit (self, signals[CHANGED], 0);
}

WeirProblemList *
weir_problem_list_new (WeirSession *session)
{
  WeirProblemList *self = g_object_new (WEIR_TYPE_PROBLEM_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session,
                           "problems-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (weir_session_get_live (session),
                           "notify::problem",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}

GListModel *
weir_problem_list_get_rows (WeirProblemList *self)
{
  return G_LIST_MODEL (self->rows);
}

guint
weir_problem_list_count (WeirProblemList *self, WeirSeverity severity)
{
  return self->counts[severity];
}

void
weir_problem_list_set_shown (WeirProblemList *self,
                             WeirSeverity     severity,
                             gboolean         shown)
{
  if (self->hidden[severity] == !shown)
    return;
  self->hidden[severity] = !shown;
  update (self);
}

/* Text */

char *
weir_problem_to_text (WeirSession *session, const WeirProblem *problem)
{
  WeirElement     *element = NULL;
  g_autofree char *label = NULL;

  if (problem->element_id != NULL)
    element = weir_document_get_element (weir_session_get_document (session),
                                         problem->element_id);
  if (element == NULL)
    return g_strdup_printf ("%s: %s", problem->code, problem->text);
  label = weir_session_dup_label (session, element);
  return g_strdup_printf ("%s: %s: %s", problem->code, label, problem->text);
}

char *
weir_problem_list_to_text (WeirProblemList *self)
{
  GString *text = g_string_new (NULL);
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row =
        g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_autofree char *line = NULL;

      if (!WEIR_IS_PROBLEM_ITEM (row))
        continue;
      line = weir_problem_to_text (self->session,
                                   weir_problem_item_get_problem (
                                     WEIR_PROBLEM_ITEM (row)));
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}
