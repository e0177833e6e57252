#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static cmark_node *in(const cmarkdown_node *node) { return (cmark_node *)node; }

static const char *text(const char *value) { return value == NULL ? "" : value; }

static int is(const cmarkdown_node *node, const char *kind) {
  return strcmp(cmarkdown_kind(node), kind) == 0;
}

cmarkdown *cmarkdown_parse(const char *bytes, size_t length) {
  static const char *const names[] = {"table", "strikethrough", "tasklist"};
  pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  if (parser == NULL) return NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
    if (extension != NULL) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, bytes, length);
  cmark_node *root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return (cmarkdown *)root;
}

void cmarkdown_free(cmarkdown *document) { cmark_node_free((cmark_node *)document); }

const cmarkdown_node *cmarkdown_root(const cmarkdown *document) {
  return (const cmarkdown_node *)document;
}

const cmarkdown_node *cmarkdown_first_child(const cmarkdown_node *node) {
  return (const cmarkdown_node *)cmark_node_first_child(in(node));
}

const cmarkdown_node *cmarkdown_next(const cmarkdown_node *node) {
  return (const cmarkdown_node *)cmark_node_next(in(node));
}

const char *cmarkdown_kind(const cmarkdown_node *node) {
  cmark_node_type type = cmark_node_get_type(in(node));
  // cmark has no names for these two.
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) return "footnote_definition";
  if (type == CMARK_NODE_FOOTNOTE_REFERENCE) return "footnote_reference";
  return text(cmark_node_get_type_string(in(node)));
}

const char *cmarkdown_literal(const cmarkdown_node *node) {
  return text(cmark_node_get_literal(in(node)));
}

const char *cmarkdown_url(const cmarkdown_node *node) { return text(cmark_node_get_url(in(node))); }

const char *cmarkdown_title(const cmarkdown_node *node) {
  return text(cmark_node_get_title(in(node)));
}

int cmarkdown_line(const cmarkdown_node *node) { return cmark_node_get_start_line(in(node)); }

int cmarkdown_level(const cmarkdown_node *node) { return cmark_node_get_heading_level(in(node)); }

int cmarkdown_list_start(const cmarkdown_node *node) {
  if (cmark_node_get_list_type(in(node)) != CMARK_ORDERED_LIST) return -1;
  return cmark_node_get_list_start(in(node));
}

int cmarkdown_is_tight(const cmarkdown_node *node) { return cmark_node_get_list_tight(in(node)); }

int cmarkdown_task(const cmarkdown_node *node) {
  if (!is(node, "tasklist")) return -1;
  return cmark_gfm_extensions_get_tasklist_item_checked(in(node)) ? 1 : 0;
}

char cmarkdown_alignment(const cmarkdown_node *table, int column) {
  if (!is(table, "table")) return 0;
  if (column < 0 || column >= cmark_gfm_extensions_get_table_columns(in(table))) return 0;
  uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(in(table));
  return alignments == NULL ? 0 : (char)alignments[column];
}
