/* libxml2's text writer, its pull reader, its HTML parser and a well-formedness check behind opaque
   handles: libxml2's own headers and Foundation's do not compile together, so nothing of libxml2 may
   appear here. */
#pragma once
#include <stddef.h>

typedef struct cxml_writer cxml_writer;

/* A writer into memory; with `declaration` it begins with the XML declaration in UTF-8.
   NULL when there is no memory. All names and values are NUL-terminated UTF-8 that holds only
   characters XML 1.0 allows: libxml2 lets others through. The calls answer 0, or -1 on failure. */
cxml_writer *cxml_writer_new(int declaration);
void cxml_writer_free(cxml_writer *writer);

int cxml_start_element(cxml_writer *writer, const char *name);
int cxml_attribute(cxml_writer *writer, const char *name, const char *value);
int cxml_text(cxml_writer *writer, const char *text);
/* Ends the open element, with an end tag of its own if `full`, else `<x/>` when it is empty. */
int cxml_end_element(cxml_writer *writer, int full);

/* What has been written so far; valid until the next call on this writer. */
const unsigned char *cxml_bytes(cxml_writer *writer, size_t *count);

/* 1 if the bytes are a well-formed XML document, else 0. Loads nothing, prints nothing. */
int cxml_well_formed(const unsigned char *bytes, size_t count);

/* 1 if the bytes are an SVG of shapes, words and gradients alone, which runs nothing and asks for
   nothing; else 0 and the reason. */
int cxml_harmless_svg(
    const unsigned char *bytes, size_t count, char *reason, size_t room);

/* A pull reader of elements and their attributes; text is passed over. It opens nothing but its
   source, loads no external entity or subset, and keeps libxml2's bounds on depth and sizes. One
   reader, one thread. */
typedef struct cxml_reader cxml_reader;

/* Fills the buffer with up to `capacity` bytes: how many, 0 at the end, -1 to stop. */
typedef int (*cxml_source)(void *context, char *buffer, int capacity);

enum {
  CXML_FAILED = -1,
  CXML_END = 0,
  CXML_OPEN = 1,
  CXML_CLOSE = 2,
  /* A document type declaration; entities may follow it, so stop here. */
  CXML_DOCTYPE = 3,
};

/* NULL without memory. The context outlives the reader. */
cxml_reader *cxml_reader_new(cxml_source source, void *context);
void cxml_reader_free(cxml_reader *reader);

/* Moves to the next tag. */
int cxml_reader_next(cxml_reader *reader);

/* The tag's name without a prefix; valid until the next call of `cxml_reader_next`. */
const char *cxml_reader_name(cxml_reader *reader);

/* Whether the opening tag at hand closes itself: no CXML_CLOSE follows. */
int cxml_reader_is_empty(cxml_reader *reader);

/* An attribute of the opening tag at hand, NULL where it has none such; valid until the next call
   of this function. */
const char *cxml_reader_attribute(cxml_reader *reader, const char *name);

long cxml_reader_line(cxml_reader *reader);

enum {
  CXML_BROKEN = 0,
  /* The source ends before its root does. */
  CXML_CUT = 1,
  /* Deeper or larger than libxml2's bounds. */
  CXML_BOUND = 2,
};

/* What kind of failure ended reading. */
int cxml_reader_failure(cxml_reader *reader);

/* What ended reading, and its line, 0 where unknown. */
const char *cxml_reader_error(cxml_reader *reader, long *line);

/* What an HTML page holds, told piece by piece. `offset` is where the parser stands, in bytes, just
   before the end of an opening tag and just behind a closing one; `line` counts from 1. */
typedef struct {
  /* Names in lower case; attributes as name, value, name, value …, NULL; a value may be NULL. */
  void (*start)(
      void *context, const char *name, const char *const *attributes, size_t offset, long line);
  void (*end)(void *context, const char *name, size_t offset, long line);
  /* Not ended by a zero byte; scripts and styles as they stand. */
  void (*text)(void *context, const char *text, int count);
  /* What is wrong with the syntax; names of elements that HTML 4 did not have are no error. */
  void (*error)(void *context, const char *message, long line);
} cxml_html_handler;

/* Reads a whole page in UTF-8; loads and prints nothing. 0, or -1 without memory. */
int cxml_html_read(
    const unsigned char *bytes, size_t count, const cxml_html_handler *handler, void *context);
