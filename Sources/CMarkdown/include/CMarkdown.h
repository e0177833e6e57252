#pragma once

#include <stddef.h>

/// A text read as GitHub's Markdown by cmark-gfm, with its tables, strikethrough, lists of tasks and
/// footnotes; addresses are links only where they are marked as such.
typedef struct cmarkdown cmarkdown;

/// A node of its tree; valid as long as the document.
typedef struct cmarkdown_node cmarkdown_node;

/// NULL without memory. The text is UTF-8.
cmarkdown *cmarkdown_parse(const char *text, size_t length);
void cmarkdown_free(cmarkdown *document);

const cmarkdown_node *cmarkdown_root(const cmarkdown *document);
/// NULL where there is none.
const cmarkdown_node *cmarkdown_first_child(const cmarkdown_node *node);
const cmarkdown_node *cmarkdown_next(const cmarkdown_node *node);

/// The kind as cmark calls it: "paragraph", "table_cell".
const char *cmarkdown_kind(const cmarkdown_node *node);
/// The text of what holds text, the number of a footnote's mark; "" for others.
const char *cmarkdown_literal(const cmarkdown_node *node);
/// Of a link or an image; "" for others.
const char *cmarkdown_url(const cmarkdown_node *node);
const char *cmarkdown_title(const cmarkdown_node *node);
/// Counted from 1; 0 where unknown.
int cmarkdown_line(const cmarkdown_node *node);
/// Of a heading, 1 to 6.
int cmarkdown_level(const cmarkdown_node *node);
/// The first number of an ordered list; -1 for any other.
int cmarkdown_list_start(const cmarkdown_node *node);
int cmarkdown_is_tight(const cmarkdown_node *node);
/// Of an item: 1 done, 0 not, -1 where it is no task.
int cmarkdown_task(const cmarkdown_node *node);
/// Of a table's column: 'l', 'c', 'r', or 0.
char cmarkdown_alignment(const cmarkdown_node *table, int column);
